"""Reads the conditions of steps: grouped by what they ask for, and by what age lets in now or later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.schema import ConditionKind, Right, Step, StructureEntry, StructureKind

WISHES = (ConditionKind.SITUATION, ConditionKind.CHOICE)
"""Conditions that say where one stands or what one picks, and so why one turns to a body."""


@dataclass(frozen=True)
class Group:
    """The conditions of one kind, in the author's order."""

    kind: ConditionKind
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """Steps that ask exactly the same, told as one: `steps` differ in where they lead only."""

    steps: tuple[Step, ...]

    @property
    def right(self) -> Right:
        """The kind of right, the same for all of them."""
        return self.steps[0].right


def grouped(step: Step) -> tuple[Group, ...]:
    """The conditions of a step by kind, in the order of `ConditionKind`; kinds nobody asks are left out."""
    texts: dict[ConditionKind, list[str]] = {}
    for condition in step.conditions:
        texts.setdefault(condition.kind, []).append(condition.text)
    return tuple(Group(kind, tuple(texts[kind])) for kind in ConditionKind if kind in texts)


def wish(step: Step, target: StructureEntry | None) -> str | None:
    """What one wants at a body one turns to ("klassenraad"), which says more than its name; None for any other step."""
    if target is None or target.kind != StructureKind.TERM or not step.conditions:
        return None
    first = step.conditions[0]
    return first.text.rstrip(".") if first.kind in WISHES else None


def bundled(steps: Iterable[Step]) -> tuple[Bundle, ...]:
    """Steps with the same right, conditions, years and note taken together, in the order of their first one."""
    bundles: dict[tuple[object, ...], list[Step]] = {}
    for step in steps:
        bundles.setdefault((step.right, step.conditions, step.years, step.note), []).append(step)
    return tuple(Bundle(tuple(same)) for same in bundles.values())


def opens_at(step: Step) -> int | None:
    """The youngest age (years) any age condition of the step lets in, or None when age plays no part."""
    ages = [condition.min_age for condition in step.conditions if condition.min_age is not None]
    return max(ages, default=None)


def fits_age(step: Step, age: int) -> bool:
    """True when somebody of `age` (whole years) is neither too young nor too old for the step."""
    oldest = [condition.max_age for condition in step.conditions if condition.max_age is not None]
    return age >= (opens_at(step) or 0) and age <= min(oldest, default=age)


def by_age(steps: Sequence[Step], age: int | None) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Steps open at `age`, and steps that open later, in that order; without an age all are open."""
    if age is None:
        return tuple(steps), ()
    now = tuple(step for step in steps if fits_age(step, age))
    later = tuple(step for step in steps if step not in now and (opens_at(step) or 0) > age)
    return now, later
