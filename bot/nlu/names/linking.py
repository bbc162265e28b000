"""Links words of a message to content: exact names first, other forms and close spellings for words nobody knows."""

import functools
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Sequence, Tuple

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.cues import cues
from bot.nlu.names.choosing import Near, best_entries
from bot.nlu.names.gazetteer import Entry, by_form, entries
from bot.nlu.names.hints import hints
from bot.nlu.names.levels import split_off_level
from bot.nlu.names.meant import Said, is_meant
from bot.nlu.names.pieces import form_of, pieces
from bot.nlu.names.unknown import Unknown
from bot.nlu.spelling.normalise import MAX_CHARACTERS
from bot.nlu.spelling.text_analysis import FormTokenizer

MAX_LINKS = 20
MIN_JOINED_LETTERS = 7
SEPARATOR = "|"
SPANS = "names"
IDIOM = "idiom"


@dataclass(frozen=True)
class Link:
    """A place in a message that names content; `candidates` holds more than one id when the name is ambiguous."""

    kind: str
    id: str
    start: int
    end: int
    text: str
    candidates: Tuple[str, ...]


@dataclass(frozen=True)
class _Named:
    """Pieces `first` up to `last` and the entries they can mean."""

    first: int
    last: int
    entries: Sequence[Entry]


class Linker:
    """A span ruler over the names of content; the longest name wins where they overlap."""

    def __init__(self, all_entries: Sequence[Entry]) -> None:
        named = by_form(tuple(all_entries))
        self._forms: Dict[Tuple[str, ...], List[Entry]] = {**_joined(named), **named}
        self._unknown = Unknown(self._forms)
        self._nlp = Language()
        self._nlp.tokenizer = FormTokenizer(self._nlp.vocab)
        self._ruler: Any = self._nlp.create_pipe("span_ruler", config={"spans_key": SPANS})
        patterns = [(form, "name") for form in self._forms] + [(form_of(phrase), IDIOM) for phrase in cues()["idioms"]]
        self._ruler.add_patterns(
            [{"label": label, "pattern": " ".join(form), "id": SEPARATOR.join(form)} for form, label in patterns]
        )

    def link(self, text: str) -> List[Link]:
        """All names in the part of `text` that is read, longest first where they overlap, in order of place."""
        text = text[:MAX_CHARACTERS]
        read = self._unknown.read(pieces(text)) if self._forms else []
        if not read:
            return []
        said = Said(text, read, hints([piece.word for piece in read]))
        named = [part for span in self._spans(said) for part in self._parts(span)][:MAX_LINKS]
        return [self._link(said, named, place) for place in range(len(named))]

    def _spans(self, said: Said) -> List[Span]:
        doc = self._ruler(Doc(self._nlp.vocab, words=[piece.word for piece in said.pieces]))
        found = doc.spans[SPANS]
        spans = filter_spans(s for s in found if s.label_ == IDIOM or is_meant(said, s.start, s.end))
        return sorted((s for s in spans if s.label_ != IDIOM), key=lambda s: s.start)

    def _parts(self, span: Span) -> Iterator[_Named]:
        """A name; a path called with its level ("hbo verpleegkunde") gives both, in order."""
        form = tuple(span.id_.split(SEPARATOR))
        place = span.start
        for words, meanings in split_off_level(form, self._forms):
            yield _Named(place, place + words, meanings)
            place += words

    def _link(self, said: Said, named: Sequence[_Named], place: int) -> Link:
        here = named[place]
        around = [_near(said, here, other) for other in named[max(0, place - 1) : place + 2] if other is not here]
        near = Near(levels=tuple(e.id for found in around for e in found), year=said.year_before(here.first))
        words = " ".join(said.word(piece) for piece in range(here.first, here.last))
        best = best_entries(words, here.entries, said.around, near)
        start, end = said.pieces[here.first].start, said.pieces[here.last - 1].end
        return Link(best[0].kind, best[0].id, start, end, said.text[start:end], tuple(e.id for e in best))


def _near(said: Said, here: _Named, other: _Named) -> List[Entry]:
    """The levels named right beside a name, with at most small words between."""
    first, last = (other.last, here.first) if other.first < here.first else (here.last, other.first)
    return [e for e in other.entries if e.kind == "level"] if said.only_small_words(first, last) else []


def _joined(named: Dict[Tuple[str, ...], List[Entry]]) -> Dict[Tuple[str, ...], List[Entry]]:
    """Names of several words as people write them in one."""
    return {
        ("".join(form),): meanings
        for form, meanings in named.items()
        if len(form) > 1 and "".join(form).isalpha() and len("".join(form)) >= MIN_JOINED_LETTERS
    }


@functools.lru_cache(maxsize=1)
def linker() -> Linker:
    """The linker of this process, over the exported content."""
    return Linker(entries())
