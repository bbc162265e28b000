"""Makes one slip of the keyboard in each longer word of a text, the same ones every time."""

import random

MIN_LETTERS = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {letter: (x, y) for y, row in enumerate(_ROWS) for x, letter in enumerate(row)}


def with_slips(text: str, seed: int) -> str:
    """The words of `text` with a wrong key, a missed or doubled key, or two keys swapped."""
    chance = random.Random(seed)
    return " ".join(_slip(word, chance) if len(word) >= MIN_LETTERS else word for word in text.split())


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    front, letter, back = word[:at], word[at], word[at + 1 :]
    kinds = [front + back, front + letter + word[at:], front + back[0] + letter + back[1:]]
    kinds += [front + near + back for near in _near(letter)[:1]]
    return chance.choice(kinds)


def _near(letter: str) -> list[str]:
    if letter not in _KEYS:
        return []
    x, y = _KEYS[letter]
    return sorted(key for key, (kx, ky) in _KEYS.items() if 0 < max(abs(kx - x), abs(ky - y)) <= 1)
