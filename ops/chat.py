"""A conversation in the terminal, through the same gateway and chat API as the widget."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from ops.console import Failure, say
from ops.ports import free_port
from ops.settings import Settings

POLL_SECONDS = 2.0
START_SECONDS = 300


class Talk:
    """One session with the chat API; remembers the last message seen and the buttons last shown."""

    def __init__(self, base: str) -> None:
        self.client = httpx.Client(base_url=base, timeout=20.0)
        self.session: str | None = None
        self.last = "0"
        self.buttons: list[dict[str, str]] = []
        self.lock = threading.Lock()

    def send(self, text: str) -> None:
        """Sends a text, or presses the button whose number was typed, and shows the replies."""
        body: dict[str, Any] = {"text": text, "session": self.session}
        if text.isdigit() and 0 < int(text) <= len(self.buttons):
            body = {"text": "", "button": self.buttons[int(text) - 1]["id"], "session": self.session}
        with self.lock:
            answer = self.client.post(
                "/api/chat", json={key: value for key, value in body.items() if value is not None}
            )
            answer.raise_for_status()
            self.session = answer.json()["session"]
            self.show(answer.json()["replies"])

    def poll(self) -> None:
        """Shows what arrived without asking: a mentor's answer, or a late one of the bot."""
        with self.lock:
            if self.session is None:
                return
            answer = self.client.get("/api/chat/events", params={"session": self.session, "after": self.last})
            if answer.status_code == httpx.codes.OK:
                body = answer.json()
                self.show(body["replies"] if isinstance(body, dict) else body)

    def show(self, replies: list[dict[str, Any]]) -> None:
        """Prints replies with numbered buttons and their sources."""
        for reply in replies:
            self.last = reply["id"]
            print(f"\n[{reply['sender']}] {reply['text']}")
            if reply.get("image_alt"):
                print(f"\n    {reply['image_alt']}".replace("\n", "\n    "))
            for file in reply.get("files") or []:
                print(f"    {file['title']}: {self.client.base_url.join(file['url'])}")
            for source in reply.get("sources") or []:
                print(f"    ({source['title']}, {source['checked_on']})")
            self.buttons = reply.get("buttons") or self.buttons
            for number, button in enumerate(reply.get("buttons") or [], 1):
                print(f"    {number}. {button['title']}")
        sys.stdout.flush()


def chat(settings: Settings) -> None:
    """Talks until end of input. Uses the running service, or starts one for as long as the talk lasts."""
    with _service(settings) as base:
        talk = Talk(base)
        done = threading.Event()
        threading.Thread(target=_listen, args=(talk, done), daemon=True).start()
        say("Type a message; a number presses a button; Ctrl-D ends.")
        try:
            for line in _lines():
                talk.send(line)
        except (EOFError, KeyboardInterrupt):
            print()
        finally:
            done.set()


def _lines() -> Iterator[str]:
    while True:
        line = input("\n> " if sys.stdin.isatty() else "")
        if not sys.stdin.isatty():
            print(f"\n> {line}")
        if line.strip():
            yield line


def _listen(talk: Talk, done: threading.Event) -> None:
    while not done.wait(POLL_SECONDS):
        try:
            talk.poll()
        except httpx.HTTPError:
            continue


@contextmanager
def _service(settings: Settings) -> Iterator[str]:
    if _answers(settings.address):
        yield settings.address
        return
    port = free_port()
    say("no running service found; starting one for this talk")
    environment = os.environ | {"WEGWIJS_PORT": str(port), "WEGWIJS_HOST": "127.0.0.1", "WEGWIJS_PUBLIC_URL": ""}
    process = subprocess.Popen([sys.executable, "-m", "ops.cli", "run"], env=environment, start_new_session=True)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(process, base)
        yield base
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], base: str) -> None:
    pause = threading.Event()
    for _ in range(START_SECONDS * 2):
        if process.poll() is not None:
            raise Failure("the service did not start")
        if _answers(base):
            return
        pause.wait(0.5)
    raise Failure(f"the service did not answer within {START_SECONDS} s")


def _answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz", timeout=2.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
