"""Shows the set of directions: in fields, each with the reason in the person's own words and what may not fit."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from bot.actions.core.base import answers, ask_country
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.shelf import direction_table
from bot.actions.core.told import Explored, explored, mentions, told
from bot.actions.core.turn import Turn, payload
from bot.actions.present import drawings, views
from bot.actions.present.buttons import button, person
from bot.actions.present.screens import remember
from bot.actions.present.set_views import fields, understood
from guidance.answers.lexicon import Mention
from guidance.interests.matching import Matches, match
from guidance.interests.profile import Pattern
from guidance.interests.told import Told, Wanted

SHOW = payload("explore_result")
FILTERS = 9


@answers("explore_result", topic=False)
def explore_result(turn: Turn) -> Outcome:
    """The set, and everything one can do with it: wave away, ask for more of it, filter, mend what was understood."""
    state, ask = explored(turn), turn.extra("answer") or "show"
    path = next((one for one in turn.values("path") if one in turn.library.paths), None)
    if ask == "filter" or turn.extra("article") == "filter":
        return _filter(turn, state)
    if ask in ("not_fit", "more_like", "look"):
        return _about(turn, state, ask, path)
    if ask == "why":
        return _why(turn, state)
    if ask in ("mend", "flip", "drop"):
        return _mend(turn, state, ask)
    return show(turn, state)


def show(turn: Turn, state: Explored, said: Sequence[Mention] | None = None, seen: Sequence[str] = ()) -> Outcome:
    """The set for all that was told; `seen` are fields to leave out because they were shown before."""
    said = mentions(turn) if said is None else said
    if turn.country is None:
        asked = replace(ask_country(turn), pending=SHOW)
        return _kept(turn, asked, state, said)
    known = told(turn, state, said)
    found = find(turn, state, known, seen)
    first = () if seen else understood(turn, state, said, known, found)
    replies = (*first, *fields(turn, found, state))
    paths = [one.path for field in found.fields for one in field.directions]
    if first and not state.level:
        replies = (replace(replies[0], picture=drawings.profile(turn, known.profile)), *replies[1:])
    last = replace(replies[-1], choices=_next(turn, state, found), sources=views.sources(turn.library, paths)[:3])
    last = replace(last, picture=drawings.fields(turn, found))
    outcome = Outcome((*replies[:-1], last), ids=tuple(path.id for path in paths), uses_country=True)
    outcome = replace(outcome, pending=payload("share_interests"))
    shown = dict.fromkeys((*seen, *(field.domain.id for field in found.fields)))
    return _kept(turn, outcome, state, said, seen=list(shown))


def find(turn: Turn, state: Explored, known: Told, seen: Sequence[str] = ()) -> Matches:
    """The set itself."""
    return match(direction_table(), known, wanted(turn, state), (*state.without, *seen))


def wanted(turn: Turn, state: Explored) -> Wanted:
    """What the person filters on: the country of this talk, and a level only when the person chose one."""
    return Wanted(turn.country, level=state.level)


def _next(turn: Turn, state: Explored, found: Matches) -> tuple[Choice, ...]:
    """What can be done now; without a set, how to get one."""
    if not found.fields:
        choices = [button("review", "explore", answer="review")] if state.progress and state.progress.answers else []
        if state.level:
            choices.append(button("no_filter", "explore_result", article="filter", answer="none"))
        mend = [button("mend", "explore_result", answer="mend")] if found.ruled_out else []
        return (*choices, *mend, button("own_words", "share_interests", answer="ask"), person())
    asks = (button(ask, "explore_result", answer=ask) for ask in ("look", "not_fit", "more_like", "filter", "mend"))
    progress = state.progress
    test = None if progress and progress.answers else button("test", "explore", answer="start")
    if progress and progress.answers and progress.short and not progress.running:
        test = button("test_longer", "explore", answer="longer")
    weak = found.pattern in (Pattern.EQUAL, Pattern.DISLIKED)
    again = button("review", "explore", answer="review") if weak else None
    onward = (button("plan", "plan_talk"), button("keep", "keep_profile"))
    return (*asks, *(one for one in (again, test) if one), *onward, person())


def _about(turn: Turn, state: Explored, ask: str, path: str | None) -> Outcome:
    """Which direction is meant, or, when it is named, the new set at once."""
    if path and ask == "not_fit":
        changed = replace(state, without=_with(state.without, path), more_like=_less(state.more_like, path))
        return show(turn, changed)
    if path and ask == "more_like":
        return show(turn, replace(state, more_like=_with(state.more_like, path), without=_less(state.without, path)))
    found = find(turn, state, told(turn, state, mentions(turn)))
    paths = [one.path for field in found.fields for one in field.directions]
    if not paths:
        return show(turn, state)
    titles = [(path.name, path.id) for path in paths]
    kind = {"look": "ask_study_path"}.get(ask, "explore_result")
    extra = {} if ask == "look" else {"answer": ask}
    choices = [Choice(title[:60], payload(kind, path=path_id, **extra)) for title, path_id in titles]
    outcome = Outcome((say("utter_result_which", choices=choices, ask=ask),), ids=tuple(path.id for path in paths))
    return _kept(turn, outcome, state, mentions(turn))


def _why(turn: Turn, state: Explored) -> Outcome:
    """How to read the reasons of the set that stands there."""
    choices = (*(button(one, "explore_result", answer=one) for one in ("look", "mend")), person())
    reply = say("utter_result_why", choices=choices)
    return _kept(turn, Outcome((reply,), ids=turn.memory.shown), state, mentions(turn))


def _filter(turn: Turn, state: Explored) -> Outcome:
    """A level is only ever the person's own filter, and said to be one."""
    chosen = next(iter(turn.values("level")), None)
    if chosen or turn.extra("answer") == "none":
        return show(turn, replace(state, level=chosen))
    library = turn.library
    paths = [path for path in library.paths.values() if turn.country in (None, path.country)]
    counts = {level: sum(path.level == level for path in paths) for level in {path.level for path in paths}}
    most = sorted(counts, key=lambda level: (-counts[level], level))[:FILTERS]
    ordered = sorted(most, key=lambda level: (library.structure[level].order, level))
    choices = [
        Choice(views.name(library, level).partition(" (")[0], payload("explore_result", article="filter", level=level))
        for level in ordered
    ]
    choices.append(button("no_filter", "explore_result", article="filter", answer="none"))
    return _kept(turn, Outcome((say("utter_result_filter", choices=choices),)), state, mentions(turn))


def _mend(turn: Turn, state: Explored, ask: str) -> Outcome:
    """Put right what was understood: turn one thing around, or take it away."""
    said, one = mentions(turn), turn.extra("topic")
    same = {each.id for each in said if each.words == _words_of(said, one)} | ({one} if one else set())
    if one and ask == "flip":
        turned = tuple(replace(each, liked=not each.liked) if each.id in same else each for each in said)
        return show(turn, _without_no(state, one), turned)
    if one and ask == "drop":
        return show(turn, _without_no(state, one), tuple(each for each in said if each.id not in same))
    if one and (found := _mended(turn, state, said, one)):
        return found
    known = {each.words: each for each in (*told(turn, state, said).dislikes, *said)}
    choices = [
        Choice(words[:60], payload("explore_result", answer="mend", topic=each.id)) for words, each in known.items()
    ]
    choices += [button("own_words", "share_interests", answer="ask"), button("test", "explore", answer="start")]
    return _kept(turn, Outcome((say("utter_result_mend", choices=choices, known=bool(known)),)), state, said)


def _words_of(said: Sequence[Mention], one: str | None) -> str | None:
    return next((each.words for each in said if each.id == one), None)


def _mended(turn: Turn, state: Explored, said: Sequence[Mention], one: str) -> Outcome | None:
    known = {each.id: each for each in (*told(turn, state, said).dislikes, *said)}
    if one not in known:
        return None
    meant = known[one]
    title = "dislike_it" if meant.liked else "like_it"
    choices = [button("drop_it", "explore_result", answer="drop", topic=one)]
    if meant in said:
        choices.insert(0, button(title, "explore_result", answer="flip", topic=one))
    reply = say("utter_result_mend_one", choices=choices, words=meant.words, liked=meant.liked)
    return _kept(turn, Outcome((reply,)), state, said)


def _without_no(state: Explored, one: str) -> Explored:
    """The exploration without this "liever niet"."""
    if state.progress is None:
        return state
    picked = {stage: tuple(each for each in ids if each != one) for stage, ids in state.progress.picked.items()}
    return replace(state, progress=replace(state.progress, picked=picked))


def _kept(turn: Turn, outcome: Outcome, state: Explored, said: Sequence[Mention], **more: Any) -> Outcome:
    kept = {**outcome.kept, "mentions": [asdict(one) for one in said], **more}
    return remember(turn, replace(outcome, kept=kept), state)


def _with(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return (*_less(ids, one), one)


def _less(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != one)
