"""Trains models for the bench in a folder of their own: ours, and what `rasa init` writes for Dutch."""

import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

from ops.console import Failure
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env

STOCK_PIPELINE = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
"""The pipeline Rasa 3.6.21 takes when `rasa init` leaves it open."""


def write_data(folder: Path, sentences: Sequence[tuple[str, str]]) -> Path:
    """Writes sentences as one NLU file; returns its path."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in sentences:
        by_intent.setdefault(intent, []).append(text)
    blocks = [{"intent": i, "examples": "".join(f"- {t}\n" for t in texts)} for i, texts in by_intent.items()]
    path = folder / "nlu.yml"
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")
    return path


def own_config(folder: Path) -> Path:
    """Our configuration, copied so that training does not write into the repository's."""
    return Path(shutil.copy(ROOT / "bot" / "config.yml", folder / "own.yml"))


def stock_config(folder: Path) -> Path:
    """The configuration of `rasa init` with language nl."""
    path = folder / "stock.yml"
    config = {"recipe": "default.v1", "language": "nl", "assistant_id": "stock", "pipeline": STOCK_PIPELINE}
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def train(folder: Path, config: Path, data: Path, settings: Settings) -> tuple[Path, float]:
    """Trains the understanding side with an empty cache; returns (model, seconds).

    Raises:
        Failure: training failed; the message names the log.
    """
    name, log = f"model-{config.stem}", folder / f"{config.stem}.log"
    inputs = ["--config", str(config), "--nlu", str(data), "--domain", str(ROOT / "bot" / "domain.yml")]
    command = [
        str(ENGINE_PYTHON),
        "-m",
        "rasa",
        "train",
        "nlu",
        *inputs,
        "--out",
        str(folder),
        "--fixed-model-name",
        name,
    ]
    env = engine_env(settings) | {"RASA_CACHE_DIRECTORY": str(folder / f"cache-{config.stem}" / "rasa")}
    begun = time.monotonic()
    with log.open("wb") as output:
        done = subprocess.run(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT, check=False)
    model = folder / f"{name}.tar.gz"
    if done.returncode or not model.exists():
        raise Failure(f"training for the bench failed; see {log}")
    return model, time.monotonic() - begun
