"""Learns from the misspellings in content which word was meant, so that longer names with that word are found too."""

from typing import Collection, Dict, Iterator, Optional, Tuple

from spacy.matcher.levenshtein import levenshtein

from bot.nlu.names.gazetteer import Entry

Form = Tuple[str, ...]
MOST_EDITS = 3


def respellings(all_entries: Collection[Entry]) -> Dict[str, str]:
    """Misspelt word -> the word meant: "finalitijt" -> "finaliteit". Words that are part of a right name stay."""
    right = {word for entry in all_entries for form in _right(entry) for word in form}
    found: Dict[str, str] = {}
    for entry in all_entries:
        for wrong in entry.misspelt:
            pair = min(filter(None, (_differing(wrong, form) for form in _right(entry))), key=_edits, default=None)
            if pair and pair[0] not in right and _edits(pair) <= MOST_EDITS:
                known = found.get(pair[0])
                found[pair[0]] = min((pair[1], known or pair[1]), key=lambda word: _edits((pair[0], word)))
    return found


def _right(entry: Entry) -> Iterator[Form]:
    return (form for form in entry.forms if form not in entry.misspelt)


def _differing(wrong: Form, right: Form) -> Optional[Tuple[str, str]]:
    """The one word in which two forms differ, as (wrong, right); None when more or nothing differs."""
    if len(wrong) != len(right):
        return None
    pairs = [(a, b) for a, b in zip(wrong, right, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 and pairs[0][0].isalpha() and pairs[0][1].isalpha() else None


def _edits(pair: Tuple[str, str]) -> int:
    return int(levenshtein(*pair))
