"""Writes messages as hurried people do, always the same way for the same message, to see what that costs."""

import random
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

SEED = 11
SHORTENED = Path(__file__).with_name("shortened.yml")
EMOJI = ("😅", "🙏", "😂", "🤔", "😭", "👀", "🙈", "💀", "😊", "🤷")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MARKS = re.compile(r"[.,!?;:…\"“”()¿¡؟،]+")

Perturbation = Callable[[str, random.Random], str]


def slips(text: str, chance: random.Random) -> str:
    """One slip of the keyboard in each word of over four letters."""
    return _LONG_WORD.sub(lambda match: _slip(match.group(), chance), text)


def _slip(word: str, chance: random.Random) -> str:
    """A neighbouring key, a letter left out, two letters swapped or a letter twice."""
    place, kind = chance.randrange(len(word) - 1), chance.randrange(4)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    near = _neighbours(letter.lower())
    if kind == 0 and near:
        return before + chance.choice(near) + after
    if kind == 1:
        return before + after
    if kind == 2 or letter == after[0]:
        return before + letter + letter + after
    return before + after[0] + letter + after[1:]


def _neighbours(letter: str) -> str:
    for number, row in enumerate(_ROWS):
        place = row.find(letter)
        if place >= 0:
            beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            return beside + "".join(other[place : place + 1] for other in _ROWS[max(number - 1, 0) : number])
    return ""


def lower_case(text: str, chance: random.Random) -> str:
    """No capitals."""
    return text.lower()


def no_punctuation(text: str, chance: random.Random) -> str:
    """No marks between or after words; those inside words stay."""
    return " ".join(_MARKS.sub(" ", text).split())


def emoji(text: str, chance: random.Random) -> str:
    """One to three emoji at the end."""
    return f"{text} {''.join(chance.choices(EMOJI, k=chance.randint(1, 3)))}"


def doubled_letters(text: str, chance: random.Random) -> str:
    """In one word in three, at least in one, a letter stands two or three times."""
    places = [match.span() for match in _WORD.finditer(text)]
    chosen = sorted(chance.sample(places, -(-len(places) // 3)), reverse=True)
    for start, end in chosen:
        at = chance.randrange(start, end)
        text = text[:at] + text[at] * chance.randint(1, 2) + text[at:]
    return text


def chat_spelling(text: str, chance: random.Random) -> str:
    """SMS and Flemish spellings of `shortened.yml` wherever one fits."""
    table, pattern = _shortened()
    return pattern.sub(lambda match: table[" ".join(match.group().lower().split())], text)


@lru_cache(maxsize=1)
def _shortened() -> tuple[dict[str, str], re.Pattern[str]]:
    groups = yaml.safe_load(SHORTENED.read_text(encoding="utf-8"))
    table = {str(full): str(short) for group in groups.values() for full, short in group.items()}
    longest_first = sorted(table, key=len, reverse=True)
    body = "|".join(re.escape(full).replace(r"\ ", r"\s+") for full in longest_first)
    return table, re.compile(rf"(?<![\w'])(?:{body})(?![\w'])", re.IGNORECASE)


PERTURBATIONS: dict[str, Perturbation] = {
    "a slip in each long word": slips,
    "lower case": lower_case,
    "no punctuation": no_punctuation,
    "emoji added": emoji,
    "doubled letters": doubled_letters,
    "SMS and Flemish spellings": chat_spelling,
}
DUTCH_ONLY = frozenset({"SMS and Flemish spellings"})


def perturbed(name: str, text: str, lang: str = "nl") -> str:
    """`text` after the perturbation of that name; Dutch spellings leave other languages alone.

    Raises:
        KeyError: there is no such perturbation.
    """
    if name in DUTCH_ONLY and not lang.startswith("nl"):
        return text
    return PERTURBATIONS[name](text, random.Random(f"{SEED} {name} {text}"))
