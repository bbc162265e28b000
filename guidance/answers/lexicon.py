"""Reads likes and dislikes out of someone's own words: which tags and subjects they name, with yes or no."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from content.library import Library

TYPO_LENGTH = 6
"""Words at least this long are also found with a slip (about one wrong letter)."""
TYPO_RATIO = 88.0
OWNERS = frozenset({"de", "het", "een", "mijn", "m", "mn", "haar", "onze"})
"""Words before a thing that say nothing of it: "met mijn handen" is "met de handen"."""


@dataclass(frozen=True)
class Polarity:
    """The words that turn a meaning around, and those that end their reach. All in lower case without accents."""

    negators: frozenset[str]
    breaks: frozenset[str]
    neutral: frozenset[str]
    judgements: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()
    low_mark: str = ""
    """Pattern of words that tell a low mark; they are read as the negator `low_mark_means`."""
    low_mark_means: str = ""

    def judges(self, clause: Sequence[str]) -> bool:
        """Whether a clause names nothing itself but runs down what stood before it: "maar ik vind het saai"."""
        return bool(self.judgements & {*clause}) and {*clause} <= self.judgements | self.judging


@dataclass(frozen=True)
class Mention:
    """One thing named: the tag or subject id, the person's own words for it, and whether it is liked."""

    id: str
    words: str
    liked: bool


Phrases = tuple[tuple[tuple[str, ...], str], ...]


def phrases(library: Library) -> Phrases:
    """What can be named: words of tags, and names of subjects, as token tuples; longest first."""
    named = [(word, tag.id) for tag in library.tags.values() for word in tag.words]
    named += [(name, subject.id) for subject in library.subjects.values() for name in (subject.name, *subject.aliases)]
    split = ((tuple(tokens(name)), entry_id) for name, entry_id in named)
    return tuple(sorted(((words, entry_id) for words, entry_id in split if words), key=lambda item: -len(item[0])))


def mentions(text: str, known: Phrases, polarity: Polarity) -> tuple[Mention, ...]:
    """Every liked and disliked thing in `text`, in the order named, each id once: the last mention counts."""
    found: dict[str, Mention] = {}
    before: tuple[Mention, ...] = ()
    for clause in clauses(text, polarity):
        if polarity.judges(clause):
            found |= {one.id: replace(one, liked=False) for one in before}
        elif clause:
            before = tuple(in_clause(clause, known, polarity))
            found |= {one.id: one for one in before}
    return tuple(found.values())


def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The words of a text, plain, without owners."""
    return [word for word in re.findall(r"[a-z0-9+]+", plain(text)) if word not in OWNERS]


def clauses(text: str, polarity: Polarity) -> Iterator[list[str]]:
    """The words of each clause: as far as a negator reaches."""
    for part in re.split(r"[.,;:!?\n()]+", _without_neutral(plain(text), polarity)):
        clause: list[str] = []
        for token in tokens(part):
            if token in polarity.breaks:
                yield clause
                clause = []
            else:
                clause.append(token)
        yield clause


def _without_neutral(text: str, polarity: Polarity) -> str:
    for phrase in polarity.neutral:
        text = re.sub(rf"\b{re.escape(phrase)}\b", " ", text)
    return re.sub(polarity.low_mark, f" {polarity.low_mark_means} ", text) if polarity.low_mark else text


def in_clause(clause: Sequence[str], known: Phrases, polarity: Polarity) -> Iterator[Mention]:
    """The known things of one clause."""
    spans = list(_spans(clause, known))
    taken = {place for start, end, _ in spans for place in range(start, end)}
    negators = [place for place, token in enumerate(clause) if token in polarity.negators and place not in taken]
    before_only = bool(negators) and all(start < negators[0] for start, _, _ in spans)
    for start, end, entry_id in spans:
        negated = before_only or any(place < start for place in negators)
        yield Mention(entry_id, " ".join(clause[start:end]), liked=not negated)


def _spans(clause: Sequence[str], known: Phrases) -> Iterator[tuple[int, int, str]]:
    free = set(range(len(clause)))
    found: list[tuple[int, int, str]] = []
    for words, entry_id in known:
        for start in range(len(clause) - len(words) + 1):
            places = range(start, start + len(words))
            same_place = any(span[:2] == (start, start + len(words)) for span in found)
            if (same_place or free.issuperset(places)) and _alike(clause[start : start + len(words)], words):
                free.difference_update(places)
                found.append((start, start + len(words), entry_id))
    yield from sorted(set(found))


def _alike(said: Sequence[str], words: Sequence[str]) -> bool:
    return all(one == other or _slip(one, other) for one, other in zip(said, words, strict=True))


def _slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= TYPO_LENGTH and fuzz.ratio(one, other) >= TYPO_RATIO
