"""Turns stated likes and dislikes into a wide set of study directions, each with the reason in the person's own words.

It is a set, never a ranking of the person: no level is suggested, what is disliked is respected, and the set always
spreads over fields and levels so that it opens a talk instead of closing one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import Domain, StudyPath
from guidance.lexicon import Mention
from guidance.told import Wanted

__all__ = ["Exploration", "Field", "Suggestion", "Wanted", "explore", "touches"]

MOST = 9
FIELDS = 3
PER_FIELD = 3
GENERAL = "algemeen"
"""The field of general education: named last, because it says least."""


@dataclass(frozen=True)
class Suggestion:
    """One direction and the liked mentions it has to do with; empty when it is there for breadth."""

    path: StudyPath
    reasons: tuple[Mention, ...]


@dataclass(frozen=True)
class Field:
    """Suggestions of one domain, by name."""

    domain: Domain
    suggestions: tuple[Suggestion, ...]

    @property
    def reasons(self) -> tuple[Mention, ...]:
        """The person's own words behind this field, each once."""
        return tuple(dict.fromkeys(reason for suggestion in self.suggestions for reason in suggestion.reasons))


@dataclass(frozen=True)
class Exploration:
    """What was understood, and the fields it points at (in order of name)."""

    likes: tuple[Mention, ...]
    dislikes: tuple[Mention, ...]
    fields: tuple[Field, ...]

    @property
    def size(self) -> int:
        """How many directions are shown."""
        return sum(len(field.suggestions) for field in self.fields)


def explore(library: Library, said: Sequence[Mention], wanted: Wanted, without: Sequence[str] = ()) -> Exploration:
    """A spread set of 6 to 9 directions over at least three fields, as far as content and hard noes allow.

    `without` are domain ids the person has waved away. No likes, no suggestions: there is nothing to explain them with.
    """
    likes = tuple(mention for mention in said if mention.liked)
    dislikes = tuple(mention for mention in said if not mention.liked)
    if not likes:
        return Exploration(likes, dislikes, ())
    refused = {mention.id for mention in dislikes}
    open_paths = [
        path
        for path in library.paths.values()
        if wanted.allows(path) and path.domain not in without and not refused & touches(library, path)
    ]
    fields = _fields(library, open_paths, likes)
    return Exploration(likes, dislikes, tuple(sorted(fields, key=lambda field: field.domain.name)))


def touches(library: Library, path: StudyPath) -> set[str]:
    """The tags and subjects a path has to do with, including the tags of its subjects."""
    of_subjects = {tag for subject in path.subjects for tag in library.subjects[subject].tags}
    return {*path.tags, *path.subjects, *of_subjects}


def _fields(library: Library, paths: Iterable[StudyPath], likes: Sequence[Mention]) -> list[Field]:
    by_domain: dict[str, list[Suggestion]] = {}
    for path in sorted(paths, key=lambda path: path.id):
        own = {*path.tags, *path.subjects}
        reasons = tuple(like for like in likes if like.id in own)
        by_domain.setdefault(path.domain, []).append(Suggestion(path, reasons))
    ordered = sorted(
        by_domain,
        key=lambda domain: (domain == GENERAL, -_reach(by_domain[domain]), -_near(library, domain, likes), domain),
    )
    chosen = [domain for domain in ordered if _reach(by_domain[domain])][:4]
    chosen += [domain for domain in ordered if domain not in chosen][: max(0, FIELDS - len(chosen))]
    room = min(PER_FIELD, MOST // max(1, len(chosen)))
    return [_field(library, domain, by_domain[domain], room) for domain in chosen]


def _reach(suggestions: Sequence[Suggestion]) -> int:
    """How many different likes a field's best direction answers to."""
    return max((len(suggestion.reasons) for suggestion in suggestions), default=0)


def _near(library: Library, domain: str, likes: Sequence[Mention]) -> float:
    """How alike the RIASEC letters of a field's tags and of the liked tags are (Jaccard index, 0 to 1)."""
    letters = {letter for like in likes if like.id in library.tags for letter in library.tags[like.id].riasec}
    own = {letter for tag in library.domains[domain].tags for letter in library.tags[tag].riasec}
    return len(letters & own) / max(1, len(letters | own))


def _field(library: Library, domain: str, suggestions: Sequence[Suggestion], room: int) -> Field:
    kinds: set[object] = set()
    taken: list[Suggestion] = []
    ranked = sorted(suggestions, key=lambda suggestion: (-len(suggestion.reasons), suggestion.path.id))
    while ranked and len(taken) < room:
        fresh = (one for one in ranked if _kind(one.path) not in kinds and (one.reasons or not taken))
        suggestion = next(fresh, ranked[0])
        ranked.remove(suggestion)
        kinds.add(_kind(suggestion.path))
        taken.append(suggestion)
    return Field(library.domains[domain], tuple(sorted(taken, key=lambda one: one.path.name)))


def _kind(path: StudyPath) -> tuple[str, str | None]:
    return path.level, path.finality
