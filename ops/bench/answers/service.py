"""Starts a service of its own for a measurement: free port, empty database, the models and vectors that are there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from ops.console import Failure, progress
from ops.ports import free_port
from ops.settings import ROOT, Settings

START_SECONDS = 900
SHARED = ("models", "cache", "rasa-cache")


@contextmanager
def serving(settings: Settings, folder: Path, school: str) -> Iterator[str]:
    """The address of a running service for `school` with its data in `folder`; stopped at the end.

    Raises:
        Failure: it did not start; the message holds its last lines.
    """
    port = free_port()
    for shared in SHARED:
        (settings.var / shared).mkdir(parents=True, exist_ok=True)
        (folder / shared).symlink_to((settings.var / shared).resolve())
    own = {"WEGWIJS_VAR_DIR": str(folder), "WEGWIJS_PORT": str(port), "WEGWIJS_SCHOOL": school}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WEGWIJS_")}
    log = folder / "run.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "ops.cli", "run"], cwd=ROOT, env=kept | own, stdout=output, stderr=output
        )
        try:
            with progress(f"starting a service for {school}"):
                _wait(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5).json().get("status") == "ready":
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(1)
    last = log.read_text(errors="replace").strip().splitlines()[-5:]
    raise Failure("the service for the measurement does not start:\n  " + "\n  ".join(last))
