"""What is known of a question and a unit together: the numbers the ranker weighs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from guidance.answers.lexicon import plain
from guidance.search.index import Index, Query
from guidance.search.talk import TALK, Leaning, Talk, TalkScores, leaning
from guidance.search.units import Unit

Rows = NDArray[np.float32]

NAMES = (
    "meaning", "meaning_two", "says", "opens", "letters", "words", "whole_meaning", "whole_letters", "lead", "covers",
    "covers_text", "covers_rarest", "names_first", "names_it", "names_other", "names_none", "misses_names",
    "aspect_near", "aspect_same", "aspect_first", "country_same", "country_other", "audience_same", "audience_other",
    "generated", "article", "negated", "goal", "both", *TALK,
)  # fmt: skip
"""The columns, in order. `test_features` says what each must do."""
NOT_LEANING = Leaning(nameless=False, short=False, points=False)
CANDIDATES = 40
"""So many of the nearest units by meaning and words are weighed."""


@dataclass(frozen=True)
class Asked:
    """An ask as the ranker sees it, with what the talk adds.

    `entities` are the ids named in the ask, `near` those named elsewhere in the message, `talk` is what was before it
    and `how` the way it leans on that;
    `aspects` what is asked (the first one first); `country` is "" when nobody knows, `sure_country` false when it is
    only the school's.
    """

    query: Query
    whole: Query | None = None
    entities: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    how: Leaning = NOT_LEANING
    talk: Talk | None = None
    negated: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    country: str = ""
    sure_country: bool = False
    role: str = ""
    generated: tuple[Unit, ...] = field(default=())
    names: Mapping[str, str] = field(default_factory=dict)
    """The words of each name in the ask."""


def candidates(index: Index, asked: Asked) -> tuple[list[Unit], Rows]:
    """The units worth weighing for an ask, and their features, one row a unit."""
    scores = _Scores(index, asked)
    near = _nearest(scores)
    found = [index.units[at] for at in near]
    known = {unit.id for unit in found}
    named = {*asked.entities, *asked.near, *(asked.talk.topic if asked.talk else ())}
    found += [index.units[at] for at in _about(index, named) if index.units[at].id not in known]
    known = {unit.id for unit in found}
    found += [unit for unit in asked.generated if unit.id not in known]
    return found, np.stack([scores.row(unit) for unit in found]) if found else np.zeros((0, len(NAMES)), np.float32)


def _nearest(scores: "_Scores") -> list[int]:
    """The nearest by the ask itself, and the nearest by the ask as the talk completes it."""
    found = [np.argsort(-rough)[:CANDIDATES] for rough in (scores.rough, scores.in_talk) if rough.any()]
    return list(dict.fromkeys(int(at) for near in found for at in near))


def _about(index: Index, named: set[str]) -> list[int]:
    """Units people wrote about what is named, and what is named itself."""
    return [at for one in sorted(named) for at in index.about.get(one, ())][:CANDIDATES]


class _Scores:
    """All scores of one ask against one index, worked out once."""

    def __init__(self, index: Index, asked: Asked) -> None:
        self._index, self._asked = index, asked
        self._meaning, self._two = index.meaning(asked.query)
        self._says, self._opens = index.says(asked.query)
        self._letters, self._words = index.letters(asked.query), index.words(asked.query)
        whole = asked.whole or asked.query
        self._whole_meaning = index.meaning(whole)[0] if asked.whole else self._meaning
        self._whole_letters = index.letters(whole) if asked.whole else self._letters
        self._talk = TalkScores(index, asked.talk, frozenset((*asked.entities, *asked.near)))
        self.in_talk = self._talk.meaning + self._talk.letters
        self._covers = index.covered(asked.query.text)
        self._towards = bool(set(plain(asked.query.text).split()) & leaning("towards"))
        self.rough = self._rough()
        self._best = float(self.rough.max()) if len(self.rough) else 0.0

    def _rough(self) -> Rows:
        own = self._meaning + self._letters + 0.5 * (self._words + self._opens)
        rough: Rows = own + 0.5 * (self._whole_meaning + self._whole_letters) + 0.5 * self._covers[0]
        return rough

    def row(self, unit: Unit) -> Rows:
        """The features of one unit, in the order of `NAMES`."""
        at = self._index.place.get(unit.id)
        return np.array(
            [*self._similar(at), *self._names(unit), *self._aspects(unit), *self._fit(unit), *self._talk.row(unit, at)],
            np.float32,
        )

    def _similar(self, at: int | None) -> Sequence[float]:
        if at is None:
            return (0.0,) * 12
        own = (self._meaning, self._two, self._says, self._opens, self._letters, self._words)
        parts = (*own, self._whole_meaning, self._whole_letters)
        return (
            *(float(part[at]) for part in parts),
            float(self.rough[at]) - self._best,
            *(float(part[at]) for part in self._covers),
        )

    def _names(self, unit: Unit) -> Sequence[float]:
        asked = self._asked
        named, about = {*asked.entities, *asked.near}, set(unit.about)
        hits = named & about
        own = {*asked.entities} & about
        other = bool(named) and bool(about) and not hits
        first = bool(unit.about) and (
            unit.about[0] in asked.entities or (not asked.entities and unit.about[0] in asked.near)
        )
        missed = len(named - about) / len(named) if named else 0.0
        return (
            float(first),
            len(own or hits) / max(1, len(about)),
            float(other),
            float(not named and bool(about)),
            missed,
        )

    def _aspects(self, unit: Unit) -> Sequence[float]:
        asked = self._asked.aspects
        aspect = unit.aspect
        near = self._index.aspect(self._asked.query, unit.kind, aspect) if aspect else 0.0
        return (near, float(bool(aspect) and aspect in asked), float(bool(aspect) and asked[:1] == (aspect,)))

    def _fit(self, unit: Unit) -> Sequence[float]:
        asked = self._asked
        knows = bool(asked.country and unit.country)
        weight = 1.0 if asked.sure_country else 0.4
        same, other = knows and asked.country == unit.country, knows and asked.country != unit.country
        role, audience = asked.role, unit.audience
        return (
            weight * same,
            weight * other,
            float(bool(audience) and audience == role),
            float(bool(audience) and audience != role),
            float(unit.kind in ("path", "level", "profession", "pair")),
            float(unit.kind == "article"),
            float(bool(set(asked.negated) & set(unit.about))),
            float(self._towards and unit.aspect == "next" and unit.entry in asked.entities),
            float(len(asked.entities) > 1 and set(asked.entities) <= set(unit.about)),
        )
