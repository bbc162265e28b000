"""Runs the tests of both environments and closes with one line that adds them up."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from ops.console import say
from ops.settings import ROOT
from ops.train import ENGINE_PYTHON

SUMMARY = re.compile(r"(\d+) (passed|failed|skipped|error)")


def run_tests(fast: bool, extra: tuple[str, ...] = ()) -> int:
    """Runs everything; returns 0 when all passed. `fast` leaves out the trained model and the browser."""
    skip = ["-m", "not trained and not browser"] if fast else []
    totals: Counter[str] = Counter()
    codes = []
    engine_tests = ROOT / "tests" / "engine"
    runs = [(ENGINE_PYTHON, [str(engine_tests), "-c", str(engine_tests / "pytest.ini")])]
    runs.append((Path(sys.executable), [str(ROOT / "tests"), "--ignore", str(engine_tests)]))
    if extra:
        runs = [(Path(sys.executable), list(extra))]
    for python, arguments in runs:
        code, counts = _pytest(python, [*arguments, *skip])
        codes.append(code)
        totals.update(counts)
    failed = totals["failed"] + totals["error"]
    say(f"tests: {totals['passed']} passed, {failed} failed, {totals['skipped']} skipped")
    return next((code for code in codes if code), 0)


def _pytest(python: Path, arguments: list[str]) -> tuple[int, Counter[str]]:
    """One pytest run, shown as it goes; returns its exit code and its counts."""
    command = [str(python), "-m", "pytest", "-rs", *arguments]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, errors="replace")
    assert process.stdout is not None
    last = ""
    for line in process.stdout:
        print(line, end="", flush=True)
        last = line if SUMMARY.search(line) else last
    code = process.wait()
    return code, Counter({kind: int(number) for number, kind in SUMMARY.findall(last)})
