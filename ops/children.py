"""One child process: started, waited for until it answers, restarted with backoff, stopped for good."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ops.console import Failure
from ops.settings import ROOT

STOP_SECONDS = 8.0
MAX_CRASHES = 4
CRASH_WINDOW = 120.0
"""A child that dies more than MAX_CRASHES times within this many seconds is given up."""


@dataclass
class Child:
    """A process of the service. `ready_url` answers 200 once it can work; `start_seconds` is how long that may take."""

    name: str
    command: Sequence[str]
    env: dict[str, str]
    ready_url: str
    log: Path
    start_seconds: float = 400.0
    process: asyncio.subprocess.Process | None = None
    crashes: list[float] = field(default_factory=list)

    async def start(self) -> None:
        """Starts the process in a group of its own, its output appended to the log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=ROOT,
                env=self.env,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    async def wait_ready(self) -> None:
        """Waits until the child answers.

        Raises:
            Failure: it died or stayed silent; the message shows the end of its log.
        """
        deadline = time.monotonic() + self.start_seconds
        async with httpx.AsyncClient(timeout=2.0) as client:
            while time.monotonic() < deadline:
                if self.process is None or self.process.returncode is not None:
                    raise Failure(f"{self.name} did not start:\n{self.tail()}")
                if await _answers(client, self.ready_url):
                    return
                await asyncio.sleep(0.2)
        raise Failure(f"{self.name} did not answer within {self.start_seconds:.0f} s:\n{self.tail()}")

    async def watch(self) -> None:
        """Restarts the child with growing pauses when it dies.

        Raises:
            Failure: it keeps dying.
        """
        while True:
            assert self.process is not None
            code = await self.process.wait()
            now = time.monotonic()
            self.crashes = [at for at in self.crashes if now - at < CRASH_WINDOW] + [now]
            if len(self.crashes) > MAX_CRASHES:
                raise Failure(f"{self.name} keeps dying (exit code {code}):\n{self.tail()}")
            print(f"wegwijs: {self.name} died (exit code {code}); starting it again", file=sys.stderr, flush=True)
            await asyncio.sleep(2.0 ** (len(self.crashes) - 1))
            await self.start()

    async def stop(self) -> None:
        """Asks the process group to end, and ends it when it does not."""
        if self.process is None or self.process.returncode is not None:
            return
        _signal(self.process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except TimeoutError:
            _signal(self.process.pid, signal.SIGKILL)
            await self.process.wait()

    def tail(self, lines: int = 6) -> str:
        """The last lines of the log, indented."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return (
            "\n".join(f"  {line}" for line in text.strip().splitlines()[-lines:]) + f"\n  (the whole log: {self.log})"
        )


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).status_code == 200
    except httpx.HTTPError:
        return False


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, number)


def _die_with_parent() -> None:
    """On Linux, asks the kernel to end the child when the launcher is killed without a chance to clean up."""
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
