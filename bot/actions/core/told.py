"""All a person told in this talk, from the exploration and in their own words, as the input of matching."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.actions.core.turn import Turn
from content.library import Library
from guidance.answers.lexicon import Mention
from guidance.interests import exploration
from guidance.interests.exploration import Progress, Stage
from guidance.interests.profile import score
from guidance.interests.told import Told


@dataclass(frozen=True)
class Explored:
    """The exploration of one talk: how far it is, and what was done with its result.

    `without` and `more_like` are ids of paths and domains the person waved away or wants more of; `level` is the
    person's own filter.
    """

    progress: Progress | None = None
    without: tuple[str, ...] = ()
    more_like: tuple[str, ...] = ()
    level: str | None = None
    offered: bool = False
    """True when it was offered to show the profile to a mentor."""
    plan: Mapping[str, str] = field(default_factory=dict)
    """The talk one plans: `who` and `day` (ISO)."""
    cards: tuple[str, ...] = ()
    """Talents a parent sees in their child."""

    @property
    def any(self) -> bool:
        """True when something was answered or picked."""
        progress = self.progress
        return progress is not None and bool(progress.answers or any(progress.picked.values()))


def explored(turn: Turn) -> Explored:
    """What this talk knows; a talk that knows nothing yet begins with what the person asked to keep."""
    slot = turn.memory.exploration
    if slot is None and turn.recall.get("profile"):
        return from_kept(turn.library, json.loads(turn.recall["profile"]))
    return _from_slot(turn.library, slot or {})


def slot(library: Library, state: Explored) -> dict[str, Any]:
    """The slot that keeps it for the rest of the talk."""
    told = exploration.to_slot(library, state.progress) if state.progress else {}
    done = {"without": list(state.without), "more_like": list(state.more_like), "level": state.level}
    return {**told, **done, "offered": state.offered, "plan": dict(state.plan), "cards": list(state.cards)}


def mentions(turn: Turn) -> tuple[Mention, ...]:
    """Likes and dislikes in the person's own words, told in this talk or kept on request."""
    found = (turn.memory.last or {}).get("mentions")
    if found is None and turn.recall.get("profile"):
        found = json.loads(turn.recall["profile"]).get("mentions")
    return tuple(Mention(**one) for one in found or ())


def told(turn: Turn, state: Explored, said: Sequence[Mention]) -> Told:
    """The input of matching. A no counts before a yes about the same thing."""
    library, progress = turn.library, state.progress or Progress()
    noes = tuple(_no(library, tag) for tag in progress.chosen(Stage.NOES) if tag in library.tags)
    dislikes = {one.id: one for one in (*(one for one in said if not one.liked), *noes)}
    return Told(
        profile=score(library, progress.answers) if progress.answers else None,
        answers=progress.answers or None,
        subjects=tuple(
            one for one in progress.chosen(Stage.SUBJECTS) if one in library.subjects and one not in dislikes
        ),
        likes=tuple(one for one in said if one.liked and one.id not in dislikes),
        dislikes=tuple(dislikes.values()),
        talents=tuple(one for one in progress.chosen(Stage.TALENTS) if one in library.talents),
        values=tuple(one for one in progress.chosen(Stage.VALUES) if one in library.values),
        more_like=state.more_like,
    )


def contradictions(turn: Turn, state: Explored, said: Sequence[Mention]) -> tuple[str, ...]:
    """Labels of what was both liked and refused, each once."""
    progress = state.progress or Progress()
    noes = {*progress.chosen(Stage.NOES), *(one.id for one in said if not one.liked)}
    loved = [item for item in turn.library.items.values() if progress.answers.get(item.id, 0) >= 5]
    liked = {one.id for one in said if one.liked} | {item.tags[0] for item in loved if item.tags}
    liked |= set(progress.chosen(Stage.SUBJECTS))
    tags = turn.library.tags
    return tuple(tags[one].label if one in tags else turn.library.subjects[one].name for one in sorted(noes & liked))


def kept(turn: Turn, state: Explored) -> dict[str, Any]:
    """A profile as it is kept when the person says yes: ids and ratings, and their own words for likes and dislikes."""
    progress = state.progress or Progress()
    return {
        "answers": dict(progress.answers),
        "picked": {stage.value: list(ids) for stage, ids in progress.picked.items() if ids},
        "short": progress.short,
        "without": list(state.without),
        "more_like": list(state.more_like),
        "mentions": [{"id": one.id, "words": one.words, "liked": one.liked} for one in mentions(turn)],
    }


def from_kept(library: Library, profile: Mapping[str, Any]) -> Explored:
    """The reverse of `kept`; ids content no longer has are left out."""
    answers = {str(item): int(rating) for item, rating in profile.get("answers", {}).items() if item in library.items}
    picked = {stage: tuple(profile.get("picked", {}).get(stage.value, ())) for stage in exploration.PICKED}
    progress = Progress(bool(profile.get("short", True)), answers, Stage.DONE, picked=picked)
    state = Explored(progress, tuple(profile.get("without", ())), tuple(profile.get("more_like", ())))
    return state if state.any else replace(state, progress=None)


def _from_slot(library: Library, value: Mapping[str, Any]) -> Explored:
    return Explored(
        exploration.from_slot(library, value),
        tuple(map(str, value.get("without", ()))),
        tuple(map(str, value.get("more_like", ()))),
        value.get("level"),
        bool(value.get("offered")),
        {str(key): str(one) for key, one in (value.get("plan") or {}).items()},
        tuple(str(one) for one in value.get("cards", ()) if one in library.talents),
    )


def _no(library: Library, tag: str) -> Mention:
    return Mention(tag, library.tags[tag].label, liked=False)
