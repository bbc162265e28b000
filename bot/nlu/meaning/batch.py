"""Encodes the texts answers are found by, thousands at once, into the file the actions read their vectors from."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import List

from bot.nlu.meaning.encoder import E5Encoder, Encoder, encoder, read_vectors, write_vectors

AT_ONCE = 1024
"""Texts encoded between two writes: who is stopped goes on from there."""


def encode_missing(texts: List[str], cache: Path, engine: Encoder) -> int:
    """Add the vectors of the texts the file lacks, drop those nobody needs, and return how many were made."""
    keys = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
    known = {key: vector for key, vector in read_vectors(cache).items() if key in keys}
    missing = [key for key in keys if key not in known]
    for first in range(0, len(missing), AT_ONCE):
        part = missing[first : first + AT_ONCE]
        known.update(zip(part, engine.encode_many([keys[key] for key in part]), strict=True))
        write_vectors(cache, known)
        print(json.dumps({"done": min(first + AT_ONCE, len(missing)), "of": len(missing)}), flush=True)
    return len(missing)


def main() -> int:
    """Entry point: `python -m bot.nlu.meaning.batch --cache FILE [--model FILE] < texts.json`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cache", type=Path, required=True)
    options.add_argument("--model", type=Path, help="a model of its own instead of the package's")
    given = options.parse_args()
    encode_missing(json.load(sys.stdin), given.cache, E5Encoder(given.model) if given.model else encoder())
    return 0


if __name__ == "__main__":
    sys.exit(main())
