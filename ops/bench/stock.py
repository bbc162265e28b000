"""Trains models for the bench in a folder of their own: ours, and what `rasa init` writes for Dutch."""

import hashlib
import json
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from ops.console import Failure, say
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
SHOW_EVERY = 15.0
LOG_TAIL = 4000
_EPOCH = re.compile(r"(\d+)/(\d+) \[")


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


@dataclass(frozen=True)
class Trained:
    """A model, and what making it cost: seconds by the clock and of the processors."""

    model: Path
    seconds: float
    processor_seconds: float


def train(folder: Path, config: Path, data: Path, settings: Settings) -> Trained:
    """Trains the understanding side with an empty cache.

    Raises:
        Failure: training failed; the message names the log.
    """
    name, log = f"model-{config.stem}", folder / f"{config.stem}.log"
    inputs = ["--config", str(config), "--nlu", str(data), "--domain", str(ROOT / "bot" / "domain.yml")]
    target = ["--out", str(folder), "--fixed-model-name", name]
    command = [str(ENGINE_PYTHON), "-m", "rasa", "train", "nlu", *inputs, *target]
    env = engine_env(settings) | {"RASA_CACHE_DIRECTORY": str(folder / f"cache-{config.stem}" / "rasa")}
    begun, busy = time.monotonic(), _children_seconds()
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
        code = _wait(process, log)
    model = folder / f"{name}.tar.gz"
    if code or not model.exists():
        raise Failure(f"training for the bench failed; see {log}")
    return Trained(model, time.monotonic() - begun, _children_seconds() - busy)


def train_stock(folder: Path, data: Path, settings: Settings) -> Trained:
    """Stock Rasa takes many minutes: what was trained on the same sentences before is used again, with its times."""
    config = stock_config(folder)
    digest = hashlib.sha256(config.read_bytes() + data.read_bytes()).hexdigest()[:16]
    kept = settings.var / "bench" / f"stock-{digest}.tar.gz"
    times = kept.with_name(f"stock-{digest}.json")
    if kept.exists() and times.exists():
        say(f"stock Rasa was trained on these sentences before: {kept.name}")
        return Trained(kept, **json.loads(times.read_text(encoding="utf-8")))
    made = train(folder, config, data, settings)
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(made.model, kept)
    times.write_text(json.dumps({"seconds": made.seconds, "processor_seconds": made.processor_seconds}))
    return Trained(kept, made.seconds, made.processor_seconds)


def _wait(process: subprocess.Popen[bytes], log: Path) -> int:
    """Waits for a training, and says which epoch it is at; an interrupt ends the training too."""
    shown = ""
    try:
        while True:
            try:
                return process.wait(timeout=SHOW_EVERY)
            except subprocess.TimeoutExpired:
                if (now := epoch(log)) != shown:
                    shown = now
                    say(f"  {now}")
    finally:
        process.kill()


def epoch(log: Path) -> str:
    """The last "epoch 12 of 100" of a training's log; empty when it counts no epochs."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LOG_TAIL))
        found = _EPOCH.findall(file.read().decode("utf-8", "replace"))
    return f"epoch {found[-1][0]} of {found[-1][1]}" if found else ""


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
