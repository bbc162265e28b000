"""Links words of a message to content: exact names first, close spellings for words nobody knows."""

import functools
from dataclasses import dataclass
from typing import Any, List, Sequence, Tuple

from spacy.language import Language
from spacy.matcher.levenshtein import levenshtein
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.cues import cues
from bot.nlu.gazetteer import KINDS, Entry, by_form, entries
from bot.nlu.hints import Hints, hints
from bot.nlu.normalise import MAX_CHARACTERS
from bot.nlu.text_analysis import OFFSETS, FoldingTokenizer, is_known

MIN_FUZZY_LETTERS = 6
MIN_TWO_EDITS_LETTERS = 10
MAX_LINKS = 20
SEPARATOR = "|"
SPANS = "names"


@dataclass(frozen=True)
class Link:
    """A place in a message that names content; `candidates` holds more than one id when the name is ambiguous."""

    kind: str
    id: str
    start: int
    end: int
    text: str
    candidates: Tuple[str, ...]


class Linker:
    """A span ruler over the names of content.

    Words nobody knows are first brought to the nearest word of a name, with the edit distance behind spaCy's FUZZY:
    3,000 FUZZY patterns took 9 ms a message, looking only at unknown words takes a tenth of that.
    """

    def __init__(self, all_entries: Sequence[Entry]) -> None:
        self._forms = by_form(tuple(all_entries))
        words = {word for form in self._forms for word in form}
        self._vocabulary = frozenset(words)
        self._correctable = sorted(w for w in words if len(w) >= MIN_FUZZY_LETTERS and w.isalpha())
        self._nlp = Language()
        self._nlp.tokenizer = FoldingTokenizer(self._nlp.vocab)
        self._ruler: Any = self._nlp.create_pipe("span_ruler", config={"spans_key": SPANS})
        self._ruler.add_patterns(
            [{"label": "name", "pattern": " ".join(form), "id": SEPARATOR.join(form)} for form in self._forms]
        )

    def link(self, text: str) -> List[Link]:
        """All names in the part of `text` that is read, longest first where they overlap, in order of place."""
        doc = self._nlp.tokenizer(text[:MAX_CHARACTERS])
        if not len(doc) or not self._forms:
            return []
        around = hints(text[:MAX_CHARACTERS])
        corrected = self._ruler(self._corrected(doc))
        offsets = doc.user_data[OFFSETS]
        spans = filter_spans(
            s for s in corrected.spans[SPANS] if _is_meant(s, text, offsets) and not _is_staff(s, around, len(doc))
        )
        return [self._link(s, text, offsets, around) for s in sorted(spans, key=lambda s: s.start)[:MAX_LINKS]]

    def _corrected(self, doc: Doc) -> Doc:
        words = [self._nearest(token.text) if self._unknown(token.text) else token.text for token in doc]
        return Doc(self._nlp.vocab, words=words)

    def _unknown(self, word: str) -> bool:
        return (
            len(word) >= MIN_FUZZY_LETTERS - 1
            and word.isalpha()
            and word not in self._vocabulary
            and not is_known(word)
            and not any(word in marks for marks in cues()["country"].values())
        )

    def _nearest(self, word: str) -> str:
        """The nearest word of a name within one edit (two for long words); the word itself when there is none."""
        found = ((levenshtein(word, near, _edits(near)), near) for near in self._correctable)
        return min(((d, n) for d, n in found if d <= _edits(n)), default=(0, word))[1]

    def _link(self, span: Span, text: str, offsets: Sequence[Tuple[int, int]], around: Hints) -> Link:
        start, end = offsets[span.start][0], offsets[span.end - 1][1]
        best = best_entries(self._forms[tuple(span.id_.split(SEPARATOR))], around)
        return Link(best[0].kind, best[0].id, start, end, text[start:end], tuple(e.id for e in best))


def _is_meant(span: Span, text: str, offsets: Sequence[Tuple[int, int]]) -> bool:
    """Two-letter names that are words too ("do", "ad") count only in capitals."""
    start, end = offsets[span.start][0], offsets[span.end - 1][1]
    return end - start > 2 or text[start:end].isupper() or not is_known(span.text)


def _is_staff(span: Span, around: Hints, length: int) -> bool:
    """A person at school who is only spoken about: no work and no role is asked for. A name by itself is."""
    return length > len(span) and not around.work and span.text in cues()["staff"]


def _edits(word: str) -> int:
    return 2 if len(word) >= MIN_TWO_EDITS_LETTERS else 1


def best_entries(named: Sequence[Entry], around: Hints) -> List[Entry]:
    """The entries a name most likely means: of the first kind that has it, those the hints fit best."""
    kinds = {e.kind for e in named}
    direction = "path" in kinds and (around.study or _is_direction(named, around))
    kind = "path" if direction else min(kinds, key=KINDS.index)
    same_kind = [e for e in named if e.kind == kind]
    top = max(around.fit(e) for e in same_kind)
    return [e for e in same_kind if around.fit(e) == top]


def _is_direction(named: Sequence[Entry], around: Hints) -> bool:
    """A direction at school that is called as its subject ("latijn"), said without a word about lessons."""
    kinds = {e.kind for e in named}
    return kinds == {"path", "subject"} and not around.lesson and any(e.kind == "path" and e.stage for e in named)


@functools.lru_cache(maxsize=1)
def linker() -> Linker:
    """The linker of this process, over the exported content."""
    return Linker(entries())
