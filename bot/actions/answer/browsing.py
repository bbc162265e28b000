"""Leads from all directions to a few: by level, finality, field, subject and interest, with counts and pages."""

from collections.abc import Sequence
from typing import Any

from bot.actions.core.base import ask_country, dispatch
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.shelf import known_phrases
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import cue, polarity, words
from bot.actions.present import views
from bot.actions.present.buttons import button
from content.schema import Country, StudyDomain, StudyPath
from guidance.answers import lexicon
from guidance.answers.lexicon import plain
from guidance.education import browse, paths
from guidance.education.browse import Facet, Filter

PER_PAGE = 6
FEW = 12
"""So many paths are listed at once; more are first split."""
MOST_FACETS, MOST_BUTTONS = 7, 6
STEM = 6
"""Letters by which a word is found again in a name: "elektriciteit" in "Elektrische installaties"."""
ALL = "all"
"""Value of `answer` in a payload that asks for everything there is."""


def asked(turn: Turn) -> bool:
    """True when a message or button asks for directions in general or of some kind, not for one of them."""
    named = turn.values("path", "level", "subject") or turn.extra("study_domain")
    return bool(named or turn.extra("answer") == ALL or cue("all_paths", turn.said))


def of_official_domain(turn: Turn) -> bool:
    """True for "alle richtingen in STEM": the domain, though a direction may go by the same word."""
    official = turn.country == Country.VL and cue("study_domain", turn.said)
    return bool(official and cue("all_paths", turn.said))


def narrow(turn: Turn) -> Outcome:
    """The directions that fit what was named: split further when they are many, else a page of them."""
    wanted = _wanted(turn)
    if wanted.country is None and not wanted.levels:
        return ask_country(turn)
    found: Sequence[StudyPath] = browse.select(turn.library, wanted)
    if not found and wanted.levels and wanted == Filter(wanted.country, wanted.levels):
        return dispatch(turn, "/ask_education_structure", said=turn.said, adding=turn.entities)
    found = _named_first(turn, wanted, found)
    facets = browse.facets(turn.library, found, wanted) if len(found) > FEW and not turn.more else ()
    return _split(turn, wanted, found, facets) if facets else _page(turn, wanted, found)


def _wanted(turn: Turn) -> Filter:
    domains = [value for value in turn.values("path") if value in turn.library.domains]
    official = turn.extra("study_domain") or (cue("study_domain", turn.said) if turn.country == Country.VL else None)
    levels = turn.values("level")
    return Filter(
        None if levels else turn.country,
        levels,
        None if official else next(iter(domains), None),
        StudyDomain(official) if official else None,
        turn.values("subject"),
        _tags(turn) if not (domains or official or turn.values("subject")) else (),
    )


def _tags(turn: Turn) -> tuple[str, ...]:
    """Interests named beside a level: "mbo 2 opleidingen met dieren"."""
    carried = tuple(entity.value for entity in turn.entities if entity.kind == "tag")
    said = lexicon.mentions(turn.said, known_phrases(), polarity()) if turn.values("level") else ()
    return carried or tuple(one.id for one in said if one.liked and one.id in turn.library.tags)[:2]


def _split(turn: Turn, wanted: Filter, found: Sequence[StudyPath], facets: Sequence[Facet]) -> Outcome:
    choices = [_choice(turn, wanted, facet) for facet in facets[:MOST_BUTTONS]]
    reply = say(
        "utter_path_facets",
        choices=(*choices, button("list", "follow_up", answer="more"), button("interests", "share_interests")),
        sources=views.sources(turn.library, paths.spread(found, 3)),
        filters=_filters(turn, wanted),
        total=len(found),
        facets=[{"name": views.name(turn.library, facet.id), "count": facet.count} for facet in facets[:MOST_FACETS]],
        left=max(0, len(facets) - MOST_FACETS),
        derived=_derived(wanted, found),
    )
    return Outcome((reply,), ids=tuple(facet.id for facet in facets), page=-1, uses_country=not wanted.levels)


def _page(turn: Turn, wanted: Filter, found: Sequence[StudyPath]) -> Outcome:
    page = turn.memory.page + 1 if turn.more else 0
    order = paths.spread(found, len(found))
    page = page if page * PER_PAGE < len(order) else 0
    shown = order[page * PER_PAGE : (page + 1) * PER_PAGE]
    left = max(0, len(found) - (page + 1) * PER_PAGE)
    further = (button("further", "follow_up", answer="more"),) if left else ()
    reply = say(
        "utter_path_list" if found else "utter_path_none",
        choices=(*views.choices(turn.library, (path.id for path in shown), at_most=PER_PAGE), *further),
        sources=views.sources(turn.library, shown)[:3],
        filters=_filters(turn, wanted),
        total=len(found),
        first=page * PER_PAGE + 1,
        shown=[{"name": path.name, "level": views.name(turn.library, path.level)} for path in shown],
        left=left,
        derived=_derived(wanted, found),
    )
    return Outcome((reply,), ids=tuple(path.id for path in shown), page=page, uses_country=not wanted.levels)


def _choice(turn: Turn, wanted: Filter, facet: Facet) -> Choice:
    chosen = browse.with_choice(wanted, facet)
    entities: dict[str, str | list[str]] = {
        "level": list(chosen.levels),
        "path": [chosen.domain] if chosen.domain else [],
        "subject": list(chosen.subjects),
        "study_domain": [chosen.study_domain.value] if chosen.study_domain else [],
        "tag": list(chosen.tags),
    }
    title = f"{views.name(turn.library, facet.id)} ({facet.count})"
    return Choice(title, payload("ask_study_path", **{kind: values for kind, values in entities.items() if values}))


def _filters(turn: Turn, wanted: Filter) -> list[str]:
    """What the shown directions have in common, in words."""
    official = wanted.study_domain.value if wanted.study_domain else ""
    told: list[Any] = [
        *views.names(turn.library, browse.narrowest(turn.library, wanted.levels)),
        *views.names(turn.library, (wanted.domain,) if wanted.domain else ()),
        words("titles")["study_domains"].get(official),
        *(turn.library.subjects[subject].name for subject in wanted.subjects if subject in turn.library.subjects),
        *(turn.library.tags[tag].label for tag in wanted.tags),
    ]
    if wanted.country and not wanted.levels:
        told.append(words("cues")["country_names"][wanted.country.value])
    return [str(one) for one in told if one]


def _derived(wanted: Filter, found: Sequence[StudyPath]) -> bool:
    return wanted.study_domain is not None and any(path.study_domains_derived for path in found)


def _named_first(turn: Turn, wanted: Filter, found: Sequence[StudyPath]) -> Sequence[StudyPath]:
    """Of a field that was called by one of its trades ("elektriciteit"), the paths of that name only, if any."""
    word = next((plain(entity.text) for entity in turn.entities if entity.value == wanted.domain), "")[:STEM]
    named = [path for path in found if len(word) == STEM and word in plain(path.name)]
    return named or found
