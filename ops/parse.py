"""The `./wegwijs parse` command: texts in, what the assistant makes of each out, without a running service."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ops.console import Failure
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env

RANKING_LENGTH = 5
ASK_KEYS = ("act", "aspect", "entities", "negated", "conditions", "text")
FALLBACK = "nlu_fallback"
TERM = "term"
"""Words of the system that are no level themselves (a B-attest, the numerus fixus): recognised, told apart."""


class ParseWorker:
    """One engine process that parses; start and stop it as a context manager. Not for use from several threads."""

    def __init__(self, model: Path, settings: Settings) -> None:
        command = [str(ENGINE_PYTHON), "-m", "bot.engine.worker", "--model", str(model)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=engine_env(settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
        )

    def __enter__(self) -> Self:
        self._read()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.terminate()
        self._process.wait(timeout=10)

    def raw(self, text: str) -> dict[str, Any]:
        """All the pipeline says about one text, with `milliseconds`.

        Raises:
            Failure: the engine process ended.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"text": text}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise Failure("the engine stopped while parsing: run ./wegwijs doctor") from error
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise Failure("the engine does not start for parsing: run ./wegwijs doctor")
        answer: dict[str, Any] = json.loads(line)
        return answer


def parse_lines(
    lines: Iterable[str], model: Path, settings: Settings, *, answers: bool = False
) -> Iterator[dict[str, Any]]:
    """One contract object for each line; an empty line is a text too. `answers` adds the five best answer units."""
    with ParseWorker(model, settings) as worker:
        for line in lines:
            raw = worker.raw(line.rstrip("\r\n"))
            yield contract(raw) | ({"answers": _answers(raw, settings)} if answers else {})


def _answers(raw: dict[str, Any], settings: Settings) -> list[dict[str, Any]]:
    """The best units for each ask, the likeliest first, as a service without a talk would rank them."""
    from bot.actions.answer.search import likeliest

    return [
        {"unit": one.unit.id, "chance": round(one.chance, 3)}
        for one in likeliest(raw, settings.school)[:RANKING_LENGTH]
    ]


def contract(raw: dict[str, Any]) -> dict[str, Any]:
    """The fixed form of DESIGN's table from a raw parse. `intent` is a real intent, also when it would ask back."""
    from gateway.meaning import sentence_encoder
    from safety.screen import whole_screen

    screen = whole_screen(sentence_encoder())
    ranking = [{"intent": r["name"], "confidence": round(r["confidence"], 4)} for r in raw["intent_ranking"]]
    asks = [intent for intent in raw.get("intents", ()) if intent != FALLBACK] or [ranking[0]["intent"]]
    return {
        "text": raw["text"],
        "intent": ranking[0]["intent"],
        "confidence": ranking[0]["confidence"],
        "ranking": ranking[:RANKING_LENGTH],
        "understood": raw["understood"],
        "intents": asks,
        "entities": [_entity(e) for e in raw["entities"] if e["entity"] != TERM],
        "terms": [_entity(e) for e in raw["entities"] if e["entity"] == TERM],
        "asks": [{key: ask[key] for key in ASK_KEYS} for ask in raw["asks"]],
        "background": raw["background"],
        "lang": raw["lang"],
        "safety": screen(raw["text"]).tier.value,
    }


def _entity(found: dict[str, Any]) -> dict[str, Any]:
    kept = {"kind": found["entity"], "value": found["value"]}
    return kept | {key: found[key] for key in ("text", "start", "end")}
