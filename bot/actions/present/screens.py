"""What the exploration shows: where to begin, one activity to rate, a page of choices, and the word when one stops."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.told import Explored, slot
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import words
from bot.actions.interpret.typed import ITEM, PICK, titles
from bot.actions.present.buttons import button, person
from guidance.interests import exploration
from guidance.interests.exploration import Progress, Stage

PAGE = 8


def start(turn: Turn, state: Explored, *, gone: bool = False) -> Outcome:
    """What the test is and is not, with both forms; who is halfway or done can go on or see the result."""
    choices = [button("test_short", "explore", answer="short"), button("test_full", "explore", answer="full")]
    progress = state.progress
    if progress is not None and state.any:
        on = button("resume", "explore", answer="resume") if progress.running else button("result", "explore_result")
        choices = [on, button("test_again", "explore", answer="short" if progress.short else "full")]
    if turn.role == "parent":
        choices.insert(0, button("cards", "child_cards"))
    choices += [button("own_words", "share_interests", answer="ask"), person()]
    short, full = (len(exploration.form(turn.library, Progress(short=one))) for one in (True, False))
    reply = say("utter_explore_start", choices=choices, gone=gone, halfway=state.any, short=short, full=full)
    return Outcome((reply,), pending=choices[0].payload)


def item(turn: Turn, state: Explored, hint: bool) -> Outcome:
    """One activity with five answers."""
    progress = _running(state)
    number, total = exploration.place(turn.library, progress)
    rated = progress.answers.get(progress.at)
    ratings = [
        Choice(title, payload("explore", answer=str(rating), topic=progress.at)) for rating, title in titles().items()
    ]
    moves = [button("back", "explore", answer="back")] if number > 1 else []
    reply = say(
        ITEM,
        choices=(*ratings, *moves, button("stop", "explore", answer="stop")),
        number=number,
        total=total,
        activity=turn.library.items[progress.at].text,
        was=titles()[rated] if rated else None,
        hint=hint,
    )
    return remember(turn, Outcome((reply,)), state)


def picking(turn: Turn, state: Explored, hint: bool) -> Outcome:
    """One part of choices: tap what fits, as many as one likes, or go on."""
    progress = _running(state)
    stage, known = progress.stage, options(turn, progress.stage)
    left = [one for one in known if one not in progress.chosen(stage)]
    pages = max(1, -(-len(left) // PAGE))
    shown = left[progress.page % pages * PAGE :][:PAGE]
    choices = [Choice(known[one], payload("explore", answer="pick", article=stage.value, topic=one)) for one in shown]
    if pages > 1:
        choices.append(button("others", "explore", answer="other"))
    choices.append(button("next", "explore", answer="onward", article=stage.value))
    choices.append(button("back", "explore", answer="back"))
    chosen = [known[one] for one in progress.chosen(stage) if one in known]
    return remember(turn, Outcome((say(PICK, choices=choices, part=stage.value, chosen=chosen, hint=hint),)), state)


def stopped(turn: Turn, state: Explored) -> Outcome:
    """Stopping is fine: it can go on later in this talk."""
    progress = _running(state)
    number, total = exploration.place(turn.library, progress)
    choices = [button("resume", "explore", answer="resume")]
    if progress.answers:
        choices.append(button("result", "explore_result"))
    reply = say("utter_explore_stopped", choices=(*choices, person()), number=number, total=total)
    return remember(turn, Outcome((reply,)), state)


def options(turn: Turn, stage: Stage) -> Mapping[str, str]:
    """What can be picked in a part: id to name, the same for everybody."""
    library = turn.library
    if stage is Stage.SUBJECTS:
        here = (one for one in library.subjects.values() if turn.country is None or turn.country in one.countries)
        return {one.id: one.name for one in here}
    if stage is Stage.TALENTS:
        return {one.id: f"{one.icon} {one.label}" for one in library.talents.values()}
    if stage is Stage.VALUES:
        return {one.id: f"{one.icon} {one.label}" for one in library.values.values()}
    return {tag: library.tags[tag].label.capitalize() for tag in words("exploration")["noes"] if tag in library.tags}


def remember(turn: Turn, outcome: Outcome, state: Explored) -> Outcome:
    """The outcome that also keeps the exploration for the rest of this talk."""
    return replace(outcome, learnt={**outcome.learnt, "exploration": slot(turn.library, state)})


def _running(state: Explored) -> Progress:
    assert state.progress is not None
    return state.progress
