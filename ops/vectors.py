"""Makes the sentence vectors that answers are found by, when content or pairs changed; nothing is trained for it."""

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ops.console import Failure, progress
from ops.kept_vectors import keep, kept, key
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env

DIFFERENCE = ROOT / "bot" / "nlu" / "meaning" / "adapted.npz"
FEW = 64
"""So few missing vectors are made by the actions themselves at their start: faster than loading the bulk encoder."""


def ensure_vectors(settings: Settings) -> int:
    """Make the taught encoder and encode the texts whose vectors are missing; return how many those were.

    Raises:
        Failure: the engine could not encode; the message holds its last words.
    """
    from bot.actions.answer.encoder import ADAPTED, FILE, QUESTIONS, needed, searched
    from bot.actions.core.shelf import library

    folder, asked = settings.var / "cache", searched(library())
    if ensure_encoder(settings, folder / ADAPTED):
        (folder / QUESTIONS).unlink(missing_ok=True)
    fill(asked, folder / QUESTIONS)
    made = encode_into(settings, asked, folder / QUESTIONS, folder / ADAPTED)
    return made + encode_into(settings, needed(library()), folder / FILE)


def ensure_encoder(settings: Settings, model: Path) -> bool:
    """Put the taught model in a file; True when it was made anew, so that vectors of before no longer fit.

    Raises:
        Failure: the package brings another model than the one that was taught.
    """
    mark, wanted = model.with_suffix(".txt"), encoder_name()
    if model.is_file() and mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return False
    _engine(settings, "bot.nlu.meaning.adapted", "--to", str(model))
    mark.write_text(wanted, encoding="utf-8")
    return True


def encoder_name() -> str:
    """What the vectors of questions are made by: the taught encoder, by the digest of what it learnt."""
    return hashlib.sha256(DIFFERENCE.read_bytes()).hexdigest()


def fill(texts: Sequence[str], cache: Path) -> int:
    """Put the vectors that are kept beside the content in a cache that lacks them; return how many."""
    known = read_cache(cache)
    found = kept([text for text in texts if key(text) not in known], encoder_name())
    if found:
        write_cache(cache, known | found)
    return len(found)


def keep_vectors(settings: Settings) -> int:
    """Keep the vectors of all that can be asked beside the content; return how many."""
    from bot.actions.answer.encoder import QUESTIONS, searched
    from bot.actions.core.shelf import library

    return keep(searched(library()), read_cache(settings.var / "cache" / QUESTIONS), encoder_name())


def taught() -> frozenset[str]:
    """The ids of the units whose questions the encoder was taught on: what is measured must leave them out."""
    with np.load(DIFFERENCE) as kept:
        return frozenset(map(str, kept["taught"]))


def encode_into(settings: Settings, texts: Sequence[str], cache: Path, model: Path | None = None) -> int:
    """Put the missing vectors of texts in a cache file; return how many those were, or 0 when they were too few.

    Raises:
        Failure: the engine could not encode.
    """
    missing = len(set(texts)) - len(_known(cache) & set(map(key, texts)))
    if missing <= FEW:
        return 0
    with progress(f"reading the meaning of {missing} questions (some minutes for many)"):
        options = ("--model", str(model)) if model else ()
        _engine(settings, "bot.nlu.meaning.batch", "--cache", str(cache), *options, said=json.dumps(list(texts)))
    return missing


def _engine(settings: Settings, module: str, *options: str, said: str = "") -> None:
    command = [str(ENGINE_PYTHON), "-m", module, *options]
    done = subprocess.run(
        command, cwd=ROOT, env=engine_env(settings), input=said, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failure(
            "the engine failed at the sentence encoder:\n  " + "\n  ".join(done.stderr.strip().splitlines()[-5:])
        )


def read_cache(cache: Path) -> dict[str, NDArray[np.float32]]:
    """The vectors a cache file holds, by the SHA-256 of their texts; none when it cannot be read."""
    try:
        with np.load(cache) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def write_cache(cache: Path, known: Mapping[str, NDArray[np.float32]]) -> None:
    """Put vectors in a cache file, in one step."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    partial = cache.with_name(f"{os.getpid()}-{cache.name}")
    np.savez(partial, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    partial.replace(cache)


def _known(cache: Path) -> set[str]:
    try:
        with np.load(cache) as stored:
            return set(stored["keys"].tolist())
    except (OSError, ValueError, KeyError):
        return set()
