"""Where someone is in the exploration: what was answered, what is on the screen, what comes next; any order is fine.

The whole state is one small value, so that it lives in the conversation and nowhere else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from content.library import Library
from content.schema import Item
from guidance.interests.profile import HIGHEST, LOWEST, items

UNANSWERED = "-"


class Stage(StrEnum):
    """The parts, in the order they are asked; all but the first can be skipped."""

    ITEMS = "items"
    SUBJECTS = "subjects"
    TALENTS = "talents"
    VALUES = "values"
    NOES = "noes"
    DONE = "done"


PICKED = (Stage.SUBJECTS, Stage.TALENTS, Stage.VALUES, Stage.NOES)
ORDER = tuple(Stage)


@dataclass(frozen=True)
class Progress:
    """One person's exploration.

    `answers` maps item ids to 1 to 5; `at` is the id of the item on the screen; `picked` holds chosen ids by stage;
    `page` is the page of choices on the screen; `paused` is true when the person stopped for now.
    """

    short: bool = True
    answers: Mapping[str, int] = field(default_factory=dict)
    stage: Stage = Stage.ITEMS
    at: str = ""
    picked: Mapping[Stage, tuple[str, ...]] = field(default_factory=dict)
    page: int = 0
    paused: bool = False

    @property
    def running(self) -> bool:
        """True while something is still to be asked."""
        return self.stage is not Stage.DONE

    def chosen(self, stage: Stage) -> tuple[str, ...]:
        """The ids picked in one stage."""
        return tuple(self.picked.get(stage, ()))


def begin(library: Library, *, short: bool, answers: Mapping[str, int] | None = None) -> Progress:
    """A fresh start, or the longer form on top of answers that were given already."""
    return _to_open_item(library, Progress(short=short, answers=dict(answers or {})))


def lengthen(library: Library, progress: Progress) -> Progress:
    """Go on with the full form; nothing answered or picked is asked again."""
    return _to_open_item(library, replace(progress, short=False, stage=Stage.ITEMS, paused=False))


def form(library: Library, progress: Progress) -> tuple[Item, ...]:
    """The items of this form, in order."""
    return items(library, short=progress.short)


def place(library: Library, progress: Progress) -> tuple[int, int]:
    """The number of the item on the screen (from 1), and how many there are."""
    ids = [item.id for item in form(library, progress)]
    return (ids.index(progress.at) + 1 if progress.at in ids else len(ids)), len(ids)


def rate(library: Library, progress: Progress, item_id: str, rating: int) -> Progress:
    """Answer an item, the one on the screen or (a late press) an earlier one; the latter leaves the screen as it is.

    What is no item of this form, or no rating, changes nothing.
    """
    if item_id not in {item.id for item in form(library, progress)} or not LOWEST <= rating <= HIGHEST:
        return progress
    rated = replace(progress, answers={**progress.answers, item_id: rating}, paused=False)
    if progress.stage is not Stage.ITEMS or item_id != progress.at:
        return rated
    return _to_open_item(library, rated)


def back(library: Library, progress: Progress) -> Progress:
    """The item or part before this one; at the very beginning it stays."""
    ids = [item.id for item in form(library, progress)]
    if progress.stage is Stage.ITEMS:
        number = ids.index(progress.at) if progress.at in ids else len(ids)
        return replace(progress, at=ids[max(0, number - 1)], paused=False)
    before = ORDER[ORDER.index(progress.stage) - 1]
    return replace(progress, stage=before, at=ids[-1] if before is Stage.ITEMS else "", page=0, paused=False)


def onward(progress: Progress) -> Progress:
    """The part after this one: also how a part is skipped."""
    after = ORDER[min(ORDER.index(progress.stage) + 1, len(ORDER) - 1)]
    return replace(progress, stage=after, at="", page=0, paused=False)


def pick(progress: Progress, stage: Stage, ids: Sequence[str]) -> Progress:
    """Choose these in a part; what was chosen already is let go again."""
    now = progress.chosen(stage)
    kept = tuple(one for one in now if one not in ids) + tuple(one for one in ids if one not in now)
    return replace(progress, picked={**progress.picked, stage: kept}, paused=False)


def to_slot(library: Library, progress: Progress) -> dict[str, Any]:
    """A small JSON value: ratings as one string of digits in the order of the full form."""
    ratings = "".join(str(progress.answers.get(item.id, UNANSWERED)) for item in items(library, short=False))
    picked = {stage.value: list(ids) for stage, ids in progress.picked.items() if ids}
    return {
        "short": progress.short,
        "ratings": ratings,
        "stage": progress.stage.value,
        "at": progress.at,
        "picked": picked,
        "page": progress.page,
        "paused": progress.paused,
    }


def from_slot(library: Library, slot: Any) -> Progress | None:
    """The reverse of `to_slot`; None for nothing, or for what is not readable (content changed, or an old form)."""
    if not isinstance(slot, Mapping) or "ratings" not in slot:
        return None
    asked = items(library, short=False)
    ratings = str(slot["ratings"])
    if len(ratings) != len(asked) or slot.get("stage") not in ORDER:
        return None
    answers = {item.id: int(digit) for item, digit in zip(asked, ratings, strict=True) if digit.isdigit()}
    picked = {stage: tuple(map(str, slot.get("picked", {}).get(stage.value, ()))) for stage in PICKED}
    return Progress(
        short=bool(slot.get("short", True)),
        answers=answers,
        stage=Stage(slot["stage"]),
        at=str(slot.get("at", "")),
        picked=picked,
        page=int(slot.get("page", 0)),
        paused=bool(slot.get("paused")),
    )


def _to_open_item(library: Library, progress: Progress) -> Progress:
    """The first item without an answer, from the one on the screen on; without any, the next part."""
    ids = [item.id for item in form(library, progress)]
    start = ids.index(progress.at) if progress.at in ids else 0
    ordered = (*ids[start:], *ids[:start])
    item = next((one for one in ordered if one not in progress.answers), None)
    return replace(progress, at=item) if item else onward(progress)
