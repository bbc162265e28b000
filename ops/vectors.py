"""Makes the sentence vectors that answers are found by, when content or pairs changed; nothing is trained for it."""

import hashlib
import json
import subprocess
from pathlib import Path

import numpy as np

from ops.console import Failure, progress
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env

FEW = 64
"""So few missing vectors are made by the actions themselves at their start: faster than loading the bulk encoder."""


def ensure_vectors(settings: Settings) -> int:
    """Encode the texts whose vectors are missing and return how many those were.

    Raises:
        Failure: the engine could not encode; the message holds its last words.
    """
    from bot.actions.answer.encoder import FILE, needed
    from bot.actions.core.shelf import library

    texts, cache = needed(library()), settings.var / "cache" / FILE
    missing = len(texts) - len(_known(cache) & {hashlib.sha256(text.encode()).hexdigest() for text in texts})
    if missing <= FEW:
        return 0
    command = [str(ENGINE_PYTHON), "-m", "bot.nlu.meaning.batch", "--cache", str(cache)]
    with progress(f"reading the meaning of {missing} questions (two minutes the first time)"):
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=engine_env(settings),
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise Failure("encoding the questions failed:\n  " + "\n  ".join(done.stderr.strip().splitlines()[-5:]))
    return missing


def _known(cache: Path) -> set[str]:
    try:
        with np.load(cache) as stored:
            return set(stored["keys"].tolist())
    except (OSError, ValueError, KeyError):
        return set()
