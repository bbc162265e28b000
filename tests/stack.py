"""The running service for whole-path tests: started by the same supervisor a school uses, spoken to over HTTP."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from ops.ports import free_port
from ops.settings import ROOT
from tests.telegram.bot_api import FakeBotApi

START_SECONDS = 1100
ENGINE_SECONDS = "25"
"""A busy machine may be slow; how slow is for the bench to say, what is answered for these tests."""
TOKEN = "123456:loopback-token-of-the-tests"


class Stack:
    """Starts everything in `folder` on free ports; models and vectors are shared with the default var folder."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.telegram = FakeBotApi(token=TOKEN)
        self.settings = settings
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.telegram.__enter__()
        for shared in ("models", "rasa-cache", "cache"):
            (ROOT / "var" / shared).mkdir(parents=True, exist_ok=True)
            (self.folder / shared).symlink_to(ROOT / "var" / shared)
        self.log = (self.folder / "run.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ops.cli", "run"], cwd=ROOT, env=self.environment(), stderr=self.log, stdout=self.log
        )
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(30)
        self.log.close()
        self.telegram.__exit__(kind, error, trace)

    def environment(self) -> dict[str, str]:
        """The settings of this service as environment variables."""
        own = {
            "PYTHONPATH": str(ROOT),
            "WEGWIJS_VAR_DIR": str(self.folder),
            "WEGWIJS_PORT": str(self.port),
            "WEGWIJS_ENGINE_TIMEOUT": ENGINE_SECONDS,
            "WEGWIJS_TELEGRAM_TOKEN": TOKEN,
            "WEGWIJS_TELEGRAM_API_URL": self.telegram.url,
        }
        return {k: v for k, v in os.environ.items() if not k.startswith("WEGWIJS_")} | own | self.settings

    def command(self, *arguments: str) -> str:
        """What a `./wegwijs` command prints, run with this service's settings."""
        done = subprocess.run(
            [sys.executable, "-m", "ops.cli", *arguments],
            cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return done.stdout

    def talk(self) -> "WebTalk":
        """A new conversation through the chat API."""
        return WebTalk(self.url)

    def desk(self, name: str, email: str) -> "DeskUser":
        """A mentor with an account, signed in on the desk."""
        link = re.search(r"https?://\S+", self.command("mentor", "add", "--name", name, "--email", email))
        assert link, "mentor add printed no link"
        return DeskUser(self.url, link.group())

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError("the service did not start:\n" + (self.folder / "run.log").read_text()[-3000:])
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                time.sleep(0.3)
        raise RuntimeError("the service did not answer in time")


class WebTalk:
    """One person on the chat API."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30)
        self.session: str | None = None
        self.replies: list[dict[str, Any]] = []
        self.last = "0"

    def say(self, text: str, **extra: str) -> str:
        """Sends one message; returns the texts of the replies joined by newlines."""
        body = {"text": text, **extra} | ({"session": self.session} if self.session else {})
        answer = self.http.post("/api/chat", json=body)
        answer.raise_for_status()
        self.session = answer.json()["session"]
        self.replies = answer.json()["replies"]
        self.last = self.replies[-1]["id"] if self.replies else self.last
        return "\n".join(reply["text"] for reply in self.replies)

    def press(self, title: str) -> str:
        """Presses the button whose title holds `title` (any case)."""
        buttons = [button for reply in self.replies for button in reply.get("buttons") or []]
        found = [button for button in buttons if title.lower() in button["title"].lower()]
        assert found, f"no button {title!r} among {[button['title'] for button in buttons]}"
        return self.say("", button=found[0]["id"])

    def titles(self) -> list[str]:
        """Titles of the buttons last shown."""
        return [button["title"] for reply in self.replies for button in reply.get("buttons") or []]

    def wait_for(self, sender: str, seconds: float = 15) -> str:
        """The next message of `sender` that arrives without asking."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self.http.get("/api/chat/events", params={"session": self.session, "after": self.last})
            for reply in answer.json()["replies"]:
                self.last = reply["id"]
                if reply["sender"] == sender:
                    return str(reply["text"])
            time.sleep(0.2)
        raise AssertionError(f"nothing from {sender} within {seconds} s")


class DeskUser:
    """A mentor on the desk, by plain forms over HTTP, as a browser without scripts would."""

    PASSWORD = "een-lange-zin-voor-de-proef"

    def __init__(self, url: str, link: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30, follow_redirects=True)
        page = self.http.get(link)
        self.submit(page, password=self.PASSWORD, again=self.PASSWORD)

    def submit(self, page: httpx.Response, action: str | None = None, **fields: str) -> httpx.Response:
        """Fills in the page's form (the one whose action ends with `action`) and sends it, hidden fields included."""
        forms = re.findall(r"<form\b[^>]*>.*?</form>", page.text, flags=re.DOTALL)
        form = next(f for f in forms if action is None or re.search(rf'action="[^"]*{action}"', f))
        target = re.search(r'action="([^"]*)"', form)
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
        return self.http.post(target.group(1) if target and target.group(1) else str(page.url), data=hidden | fields)
