"""Links words of a message to content: exact names first, close spellings for words nobody knows."""

import functools
from dataclasses import dataclass
from typing import Any, Dict, List, Sequence, Set, Tuple

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.gazetteer import KINDS, Entry, by_form, entries
from bot.nlu.hints import Hints, hints
from bot.nlu.text_analysis import OFFSETS, FoldingTokenizer, is_known

MIN_FUZZY_LETTERS = 6
MIN_TWO_EDITS_LETTERS = 10
SEPARATOR = "|"


@dataclass(frozen=True)
class Link:
    """A place in a message that names content; `candidates` holds more than one id when the name is ambiguous."""

    kind: str
    id: str
    start: int
    end: int
    text: str
    candidates: Tuple[str, ...]


def _fuzzy_token(word: str) -> Dict[str, Any]:
    if len(word) < MIN_FUZZY_LETTERS or not word.isalpha():
        return {"TEXT": word}
    return {"TEXT": {"FUZZY2" if len(word) >= MIN_TWO_EDITS_LETTERS else "FUZZY1": word}}


class Linker:
    """Two span rulers over the same names. The second, with close spellings, only runs when a word is unknown."""

    def __init__(self, all_entries: Sequence[Entry]) -> None:
        self._forms = by_form(tuple(all_entries))
        self._vocabulary: Set[str] = {word for form in self._forms for word in form}
        self._nlp = Language()
        self._nlp.tokenizer = FoldingTokenizer(self._nlp.vocab)
        self._exact = self._ruler("exact", [(form, " ".join(form)) for form in self._forms])
        fuzzy = [(form, [_fuzzy_token(w) for w in form]) for form in self._forms]
        self._fuzzy = self._ruler("fuzzy", [(form, p) for form, p in fuzzy if any("FUZZY" in str(t) for t in p)])

    def _ruler(self, key: str, patterns: Sequence[Tuple[Tuple[str, ...], Any]]) -> Any:
        ruler = self._nlp.create_pipe("span_ruler", config={"spans_key": key})
        ruler.add_patterns([{"label": "name", "pattern": p, "id": SEPARATOR.join(form)} for form, p in patterns])
        return ruler

    def link(self, text: str) -> List[Link]:
        """All names in `text`, longest first where they overlap, in order of place."""
        doc = self._nlp.tokenizer(text)
        if not len(doc) or not self._forms:
            return []
        spans = self._exact_spans(doc) + self._fuzzy_spans(doc)
        around = hints(text)
        return [self._link(span, text, around) for span in sorted(filter_spans(spans), key=lambda s: s.start)]

    def _exact_spans(self, doc: Doc) -> List[Span]:
        return list(self._exact(doc).spans["exact"])

    def _fuzzy_spans(self, doc: Doc) -> List[Span]:
        unknown = [self._unknown(token.text) for token in doc]
        if not any(unknown):
            return []
        found = self._fuzzy(doc).spans["fuzzy"]
        return [s for s in found if self._is_misspelling(s, unknown)]

    def _unknown(self, word: str) -> bool:
        return len(word) >= MIN_FUZZY_LETTERS - 1 and word not in self._vocabulary and not is_known(word)

    @staticmethod
    def _is_misspelling(span: Span, unknown: Sequence[bool]) -> bool:
        form = span.id_.split(SEPARATOR)
        changed = [t.i for t, word in zip(span, form) if t.text != word]
        return bool(changed) and all(unknown[i] for i in changed)

    def _link(self, span: Span, text: str, around: Hints) -> Link:
        offsets = span.doc.user_data[OFFSETS]
        start, end = offsets[span.start][0], offsets[span.end - 1][1]
        best = best_entries(self._forms[tuple(span.id_.split(SEPARATOR))], around)
        return Link(best[0].kind, best[0].id, start, end, text[start:end], tuple(e.id for e in best))


def best_entries(named: Sequence[Entry], around: Hints) -> List[Entry]:
    """The entries a name most likely means: of the first kind that has it, those the hints fit best."""
    kind = min((e.kind for e in named), key=KINDS.index)
    same_kind = [e for e in named if e.kind == kind]
    top = max(around.fit(e) for e in same_kind)
    return [e for e in same_kind if around.fit(e) == top]


@functools.lru_cache(maxsize=1)
def linker() -> Linker:
    """The linker of this process, over the exported content."""
    return Linker(entries())
