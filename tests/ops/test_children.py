"""A child is waited for, restarted when it dies, given up when it keeps dying, and always stopped."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from ops import children
from ops.children import Child
from ops.console import Failure
from ops.ports import free_port

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers()
    def log_message(self, *args): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def _child(tmp_path: Path, code: str, seconds: float = 20.0) -> Child:
    port = free_port()
    command = [sys.executable, "-c", code, str(port)]
    return Child("server", command, dict(os.environ), f"http://127.0.0.1:{port}/", tmp_path / "server.log", seconds)


async def test_a_child_is_waited_for_and_stopped(tmp_path: Path) -> None:
    child = _child(tmp_path, SERVER)
    await child.start()
    await child.wait_ready()
    assert child.process is not None
    await child.stop()
    assert child.process.returncode == -signal.SIGTERM


async def test_a_child_that_dies_at_start_says_why(tmp_path: Path) -> None:
    child = _child(tmp_path, "raise SystemExit('no model here')")
    await child.start()
    with pytest.raises(Failure, match="no model here"):
        await child.wait_ready()


async def test_a_silent_child_is_named(tmp_path: Path) -> None:
    child = _child(tmp_path, "import time; time.sleep(60)", seconds=1.0)
    await child.start()
    with pytest.raises(Failure, match="server did not answer within 1 s"):
        await child.wait_ready()
    await child.stop()


async def test_a_killed_child_comes_back(tmp_path: Path) -> None:
    child = _child(tmp_path, SERVER)
    await child.start()
    await child.wait_ready()
    assert child.process is not None
    first = child.process.pid
    watching = asyncio.create_task(child.watch())
    os.kill(first, signal.SIGKILL)
    while child.process.pid == first:
        await asyncio.sleep(0.05)
    await child.wait_ready()
    watching.cancel()
    await child.stop()


async def test_a_child_that_keeps_dying_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "MAX_CRASHES", 1)
    child = _child(tmp_path, "raise SystemExit('broken for good')")
    await child.start()
    with pytest.raises(Failure, match="broken for good"):
        await asyncio.wait_for(child.watch(), 30)


async def test_a_child_deaf_to_a_polite_stop_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "STOP_SECONDS", 0.5)
    child = _child(tmp_path, "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER)
    await child.start()
    await child.wait_ready()
    assert child.process is not None
    await child.stop()
    assert child.process.returncode == -signal.SIGKILL
