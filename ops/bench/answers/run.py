"""`./wegwijs bench answers FILE`: asks the questions of a file on a service of its own; says which were answered."""

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml
from rich.table import Table

from ops.bench.answers.checks import Reply, asks_back, faults
from ops.bench.answers.service import serving
from ops.console import Failure, console, say
from ops.settings import Settings

SCHOOLS = {"nl": "voorbeeld-nl", "vl": "voorbeeld-vl"}
WAIT = 30.0


@dataclass(frozen=True)
class Result:
    """One question with its replies and what was wrong with them."""

    case: Mapping[str, Any]
    replies: Sequence[Reply]
    faults: Sequence[str]
    asked_back: bool


def main(settings: Settings, file: Path, school: str | None, judge: int) -> None:
    """Measure the single questions of a file and print the share answered by country, topic and speaker.

    Each country's cases are asked with that country's sample school, or all with `school`. With `judge`, so many
    random questions are printed with their replies, for reading. Raises Failure for a file that holds no cases.
    """
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    cases = read.get("cases") if isinstance(read, dict) else None
    if not cases:
        raise Failure(f"{file.name} holds no 'cases' (a list of text, country, must_any, ...)")
    results: list[Result] = []
    for code, own in SCHOOLS.items():
        chosen = [case for case in cases if case.get("country") == code]
        with (
            tempfile.TemporaryDirectory(prefix="wegwijs-answers-") as folder,
            serving(settings, Path(folder), school or own) as address,
        ):
            results += _asked(address, chosen, read)
    for key in ("country", "topic", "speaker"):
        _show(results, key)
    _summary(results)
    _print(random.Random(1).sample(results, min(judge, len(results))))


def _asked(address: str, cases: Sequence[Mapping[str, Any]], always: Mapping[str, Any]) -> Iterator[Result]:
    with httpx.Client(base_url=address, timeout=WAIT) as client:
        for case in cases:
            answer = client.post("/api/chat", json={"text": case["text"]})
            replies: Sequence[Reply] = answer.json().get("replies", ()) if answer.is_success else ()
            yield Result(case, replies, faults(case, replies, always), asks_back(replies, always))


def _show(results: Sequence[Result], key: str) -> None:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[str(result.case.get(key))].append(result)
    table = Table(key, "answered", "of", "share", "asks back")
    for name, own in sorted(groups.items()):
        good, back = sum(not one.faults for one in own), sum(one.asked_back for one in own)
        table.add_row(name, str(good), str(len(own)), f"{good / len(own):.2f}", str(back))
    console.print(table)


def _summary(results: Sequence[Result]) -> None:
    good = sum(not one.faults for one in results)
    back = sum(one.asked_back for one in results)
    wrong = sum("says what it must not" in one.faults for one in results)
    say(f"answered {good} of {len(results)}, asks back {back}, says what it must not {wrong}")
    for result in (one for one in results if one.faults):
        say(f"  {result.case.get('id')}: {'; '.join(result.faults)}")


def _print(results: Sequence[Result]) -> None:
    for result in results:
        texts = [str(reply.get("text")) for reply in result.replies]
        console.print_json(json.dumps({"question": result.case["text"], "replies": texts}, ensure_ascii=False))
