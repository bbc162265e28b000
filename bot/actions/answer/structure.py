"""Explains how education is built: one building block, several, or the whole."""

from bot.actions.core.base import answers, ask_country, dispatch
from bot.actions.core.outcome import Choice, Outcome, Reply, say
from bot.actions.core.turn import Turn, payload
from bot.actions.present import asking, maps, views
from bot.actions.present.buttons import button, intent_buttons
from content.schema import StructureKind
from guidance.answers.context import abroad
from guidance.education import structure
from guidance.pictures.structure_map import PLACES


@answers("ask_education_structure")
def explain(turn: Turn) -> Outcome:
    """Explain the named blocks; without a name, show the whole of the country."""
    if turn.ambiguous:
        return asking.which(turn)
    levels = turn.values("level")
    if levels and maps.wanted(turn):
        return maps.place(turn, levels[0])
    if levels:
        return _blocks(turn, levels[:3])
    if turn.named or turn.values("path"):
        return dispatch(turn, "/ask_study_path", said=turn.said, adding=turn.entities)
    return _overview(turn)


def _blocks(turn: Turn, ids: tuple[str, ...]) -> Outcome:
    explanations = [structure.explain(turn.library, entry_id) for entry_id in ids]
    replies = tuple(_block(turn, explanation, alone=len(ids) == 1) for explanation in explanations)
    return Outcome(replies, ids=ids, current=ids[0], page=turn.memory.page + 1 if turn.more else 0)


def _block(turn: Turn, explanation: structure.Explanation, alone: bool) -> Reply:
    entry = explanation.entry
    return say(
        "utter_structure_more" if turn.more and entry.facts else "utter_structure_block",
        choices=_next_steps(turn, explanation) if alone else (),
        sources=turn.library.citations(entry),
        block=entry.model_dump(mode="json", include={"name", "summary", "facts", "verify"}),
        country=entry.country.value,
        abroad=abroad(turn.library, entry.id, turn.home),
        parent=explanation.parent.name if explanation.parent else None,
        parts=[part.name for part in explanation.parts],
        after=views.names(turn.library, explanation.after),
        old_name=structure.replaced(entry, turn.said),
    )


def _next_steps(turn: Turn, explanation: structure.Explanation) -> tuple[Choice, ...]:
    entry = explanation.entry
    steps = [button("onward", "ask_progression", level=entry.id)]
    if entry.kind == StructureKind.CERTIFICATE:
        steps += intent_buttons(("appeal_decision",), level=entry.id)
    elif entry.compare:
        steps.append(button("compare", "compare_paths", level=entry.id))
    if any(entry.id in (path.level, path.stage) for path in turn.library.paths.values()):
        steps.append(button("paths", "ask_study_path", level=entry.id))
    if entry.kind in PLACES:
        steps.append(maps.map_button(turn, entry.id))
    if entry.facts and not turn.more:
        steps.append(Choice(button("more", "follow_up").title, payload("follow_up", answer="more", level=entry.id)))
    return tuple(steps)


def _overview(turn: Turn) -> Outcome:
    if turn.country is None:
        return ask_country(turn)
    blocks = structure.overview(turn.library, turn.country)
    reply = say(
        "utter_structure_overview",
        choices=views.choices(turn.library, (block.id for block in blocks), at_most=6),
        sources=views.sources(turn.library, blocks)[:3],
        picture=maps.whole(turn, turn.country),
        country=turn.country.value,
        blocks=[{"name": block.name, "summary": block.summary[0]} for block in blocks],
    )
    return Outcome((reply,), ids=tuple(block.id for block in blocks), uses_country=True)
