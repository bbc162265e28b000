"""Puts two entries side by side, without saying which is better."""

from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import ranking_said
from bot.actions.present import asking, views
from bot.actions.present.buttons import button, intent_buttons, person
from guidance.education import compare

BARE = 4
"""Words up to which "welke is beter" means what stands side by side; "welke studie is de beste" means all."""


@answers("compare_paths")
def side_by_side(turn: Turn) -> Outcome:
    """Compare the named entries; with one name, offer what to lay beside it; with none, ask for two."""
    if turn.ambiguous:
        return asking.which(turn)
    ids = _comparable(turn)
    if len(ids) >= 2:
        return _table(turn, ids)
    if ids:
        return _second(turn, ids[0])
    if weighs := ranking_said(turn.said):
        return _nothing_named(turn, weighs)
    return asking.entry(turn, "utter_ask_two")


def _nothing_named(turn: Turn, weighs: str) -> Outcome:
    """ "Welke richting is het makkelijkst": no ranking exists; say what it hangs on, and two ways to find out."""
    choices = (*intent_buttons(("share_interests",)), button("test", "explore", answer="start"), person())
    about_those = turn.memory.last_topic == "compare_paths" and len(turn.said.split()) <= BARE
    spoken_of = (*turn.memory.frame.get("entities", ()), *turn.memory.shown)
    named = dict.fromkeys(one for one in spoken_of if turn.library.kind_of(one) in ("path", "level", "profession"))
    compared = tuple(named) if about_those else ()
    names = views.names(turn.library, compared) if len(compared) > 1 else []
    reply = say("utter_weighs_nothing_named", choices=choices, weighs=weighs, names=names)
    return Outcome((reply,), pending=payload("compare_paths"))


def _comparable(turn: Turn) -> tuple[str, ...]:
    known = (*turn.library.paths, *turn.library.structure, *turn.library.professions)
    ids = tuple(entry_id for entry_id in turn.values("path", "level", "profession") if entry_id in known)
    if len(ids) == 1 and not turn.said:
        return ids
    current = turn.memory.current
    return (current, *ids) if len(ids) == 1 and current in known and current not in ids else ids


def _table(turn: Turn, ids: tuple[str, ...]) -> Outcome:
    comparison = compare.compare(turn.library, ids)
    shown = tuple(entry.id for entry in comparison.entries)
    reply = say(
        "utter_comparison",
        choices=(*views.choices(turn.library, shown, at_most=2), button("person", "request_human")),
        sources=views.sources(turn.library, comparison.entries),
        names=[entry.name for entry in comparison.entries],
        rows=views.table(turn.library, comparison),
        weighs=ranking_said(turn.said),
        abroad=compare.across_borders(comparison),
        left_out=views.names(turn.library, ids[compare.MOST :]),
    )
    return Outcome((reply,), ids=shown, current=shown[0])


def _second(turn: Turn, entry_id: str) -> Outcome:
    beside = compare.neighbours(turn.library, entry_id)
    kind = turn.library.kind_of(entry_id) or "path"
    choices = tuple(Choice(other.name, _both(turn, kind, entry_id, other.id)) for other in beside)
    name, weighs = views.name(turn.library, entry_id), ranking_said(turn.said)
    reply = say("utter_ask_second", choices=choices, name=name, weighs=weighs)
    return Outcome((reply,), pending=payload("compare_paths", **{kind: entry_id}), current=entry_id)


def _both(turn: Turn, kind: str, one: str, other: str) -> str:
    other_kind = turn.library.kind_of(other) or "path"
    if kind == other_kind:
        return payload("compare_paths", **{kind: [one, other]})
    return payload("compare_paths", **{kind: one, other_kind: other})
