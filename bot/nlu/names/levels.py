"""Takes a level out of a longer name: who says "hbo verpleegkunde" names a path and its level."""

from typing import Dict, Iterator, List, Mapping, Sequence, Tuple

from bot.nlu.names.gazetteer import Entry

Form = Tuple[str, ...]
MIN_LETTERS = 3
MAX_LEVEL_WORDS = 3


def split_off_level(form: Form, forms: Mapping[Form, List[Entry]]) -> Iterator[Tuple[int, Sequence[Entry]]]:
    """(number of words, meanings) of the parts of a name, in order; one part when there is no level in it."""
    meanings = forms[form]
    front = _level(form[:MAX_LEVEL_WORDS], meanings, forms, at_end=False)
    back = _level(form[len(front) :][-MAX_LEVEL_WORDS:], meanings, forms, at_end=True)
    rest = form[len(front) : len(form) - len(back)]
    if not (front or back) or max(map(len, rest), default=0) < MIN_LETTERS:
        yield len(form), meanings
        return
    parts: Dict[Form, Sequence[Entry]] = {front: _levels(front, forms), rest: meanings, back: _levels(back, forms)}
    yield from ((len(words), entries) for words, entries in parts.items() if words)


def _level(words: Form, meanings: Sequence[Entry], forms: Mapping[Form, List[Entry]], at_end: bool) -> Form:
    """The longest level these words begin or end with: for a path one it belongs to, for a term any."""
    for size in range(len(words), 0, -1):
        part = words[-size:] if at_end else words[:size]
        if any(all(_belongs(entry, level) for entry in meanings) for level in _levels(part, forms)):
            return part
    return ()


def _belongs(entry: Entry, level: Entry) -> bool:
    return entry.kind == "term" or level.id in entry.within


def _levels(words: Form, forms: Mapping[Form, List[Entry]]) -> List[Entry]:
    return [entry for entry in forms.get(words, ()) if entry.kind == "level"]
