"""Reads the invented sentences the safety screen is taught and measured on, and harmless everyday questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import yaml

from ops.settings import ROOT

TAUGHT = ROOT / "safety" / "corpus"
"""A folder for each writer: sentences to learn from."""
KEPT = ROOT / "tests" / "safety" / "corpus"
"""Sentences to measure with, by writers none of whose sentences are learnt from."""
DATA = ROOT / "bot" / "data"
NOT_HARMLESS = frozenset({"crisis", "wellbeing", "request_human", "abuse", "complain_school", "complain_bot"})
"""Intents in which people may tell of danger, or are rude: no example of theirs is taken for harmless."""
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


@dataclass(frozen=True)
class Sentence:
    """One sentence with its label. `who` is self, other, child or `-`; `writer` is the folder it lies in."""

    text: str
    tier: str
    category: str
    who: str
    lang: str
    writer: str


def read(root: Path) -> list[Sentence]:
    """All sentences below a folder. Raises ValueError with the file for a line outside a block."""
    return [one for path in sorted(root.rglob("*.txt")) for one in _of_file(path, root)]


def everyday(half: str) -> list[Sentence]:
    """The assistant's own everyday questions: "taught" for one half of the files, "kept" for the other."""
    files = sorted(path for folder in ("nlu", "answers", "talks") for path in (DATA / folder).glob("*.yml"))
    mine = [path for path in files if (crc32(path.name.encode()) % 2 == 0) is (half == "taught")]
    texts = dict.fromkeys(text for path in mine for text in _questions(path))
    return [Sentence(text, "none", "everyday", "-", "nl", half) for text in texts]


def _of_file(path: Path, root: Path) -> Iterator[Sentence]:
    tier = who = lang = ""
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if line.startswith("## "):
            tier, who, lang = line[3:].split()
        elif tier:
            writer = str(path.parent.relative_to(root))
            yield from (Sentence(text, tier, path.stem, who, lang, writer) for text in _spelled_out(line))
        else:
            raise ValueError(f"{path.name}: a sentence stands before the first block")


def _spelled_out(line: str) -> Iterator[str]:
    """`[a|b] c [d|e]` as `a c d` and `b c e`: every choice once, not every combination."""
    choices = [found.split("|") for found in CHOICE.findall(line)]
    for number in range(max(map(len, choices), default=1)):
        picked = iter(choices)
        yield CHOICE.sub(lambda _, p=picked, n=number: (c := next(p))[n % len(c)], line)  # type: ignore[misc]


def _questions(path: Path) -> Iterator[str]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if path.parent.name == "nlu":
        for block in data["nlu"]:
            if block.get("intent", "crisis") not in NOT_HARMLESS:
                yield from (_unmarked(line[2:]) for line in block["examples"].splitlines() if line.startswith("- "))
    elif path.parent.name == "answers":
        yield from (text for unit in data for text in unit.get("ask", ()))
    else:
        yield from (turn["say"] for talk in data for turn in talk["turns"])


def _unmarked(example: str) -> str:
    """An example of the engine without the marks of its entities: `[mbo](level)` is `mbo`."""
    return re.sub(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})", r"\1", example).strip()
