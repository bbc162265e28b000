"""Trains the engine's model when something it depends on changed, and finds the one that fits."""

import hashlib
import os
import subprocess
from pathlib import Path

from ops.console import Failure, progress, say
from ops.settings import ROOT, Settings

ENGINE_PYTHON = ROOT / ".venv-engine" / "bin" / "python"
TAUGHT = tuple(f"bot/data/{folder}" for folder in ("nlu", "rules", "stories", "responses"))
"""What Rasa reads; `bot/data/answers` teaches the ranker of answers, which is no part of the model."""
KEEP = 2
"""Models kept beside the newest one, so that switching back costs nothing."""


def fingerprint() -> str:
    """A digest of all a model depends on: data, domain, config, own components, lookups and the engine's packages."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model for the present inputs lies, or will lie."""
    return settings.var / "models" / f"{fingerprint()}.tar.gz"


def ensure_model(settings: Settings, force: bool = False) -> Path:
    """The model for the present inputs, trained now if there is none.

    Raises:
        Failure: training failed; the message names the log.
    """
    path = model_path(settings)
    if path.exists() and not force:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    log = settings.var / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with progress("training the model (a minute the first time)"):
        _train(path, log, settings)
    _prune(path)
    say(f"model ready: {path.name}")
    return path


def engine_env(settings: Settings) -> dict[str, str]:
    """Environment variables for a process of the engine: quiet, offline, and with the repository importable."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(settings.var / "rasa-cache"),
        "RASA_MAX_CACHE_SIZE": "0",
        "MPLCONFIGDIR": str(settings.var / "matplotlib"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }


def _inputs() -> list[Path]:
    bot = ROOT / "bot"
    single = [bot / "config.yml", bot / "domain.yml", ROOT / "requirements" / "engine.txt"]
    own = [path for path in (bot / "nlu").rglob("*") if path.suffix in {".py", ".json", ".yml", ".npz"}]
    taught = [path for folder in TAUGHT for path in (ROOT / folder).rglob("*.yml")]
    return sorted([*single, *own, *taught])


def _train(path: Path, log: Path, settings: Settings) -> None:
    inputs = ["--config", "bot/config.yml", "--domain", "bot/domain.yml", "--data", *TAUGHT]
    target = ["--out", str(path.parent), "--fixed-model-name", path.name.removesuffix(".tar.gz")]
    # --force: Rasa's own cache compares a component's class only, and would keep what changed in the modules it calls.
    command = [str(ENGINE_PYTHON), "-m", "rasa", "train", "--force", "--skip-validation", *inputs, *target]
    with log.open("wb") as output:
        done = subprocess.run(
            command, cwd=ROOT, env=engine_env(settings), stdout=output, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode or not path.exists():
        tail = log.read_text(errors="replace").strip().splitlines()[-5:]
        raise Failure("training failed; the whole story is in " + str(log) + "\n  " + "\n  ".join(tail))


def _prune(newest: Path) -> None:
    models = sorted(newest.parent.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in [path for path in models if path != newest][KEEP:]:
        old.unlink(missing_ok=True)
