"""Holds a dialogue of the YAML files over the chat API and says what is wrong with the answers."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.stack import WebTalk

FOLDER = Path(__file__).parent
KNOWN_FAILURES = FOLDER / "known_failures.yml"
UNRENDERED = re.compile(r"\{\{|\{%|\[[^\]\n|]*\|[^\]\n]*\]|\bNone\b")
MOST_LINES = 9
"""Lines of one message; a comparison may be longer."""
LATE_SECONDS = 40
"""How long an answer may come after the API stopped waiting: a busy machine is no fault of what is said."""

Dialogue = dict[str, Any]


def dialogues() -> list[Dialogue]:
    """All dialogues, file by file."""
    files = sorted(file for file in FOLDER.glob("*.yml") if file != KNOWN_FAILURES)
    return [dialogue for file in files for dialogue in yaml.safe_load(file.read_text(encoding="utf-8"))]


def known_failures() -> dict[str, str]:
    """Names of dialogues that fail for now, each with the reason."""
    return {one["name"]: one["reason"] for one in yaml.safe_load(KNOWN_FAILURES.read_text(encoding="utf-8")) or []}


class PatientTalk(WebTalk):
    """One person who waits when told to."""

    def say(self, text: str, **extra: str) -> str:
        """As WebTalk, but tries again after a refusal for being too fast, and waits for an answer that comes later."""
        for _ in range(20):
            try:
                return super().say(text, **extra) or self._late()
            except httpx.HTTPStatusError as refused:
                if refused.response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                    raise
                time.sleep(float(refused.response.headers.get("Retry-After", 1)))
        raise AssertionError("still refused after twenty tries")

    def _late(self) -> str:
        deadline = time.monotonic() + LATE_SECONDS
        while not self.replies and time.monotonic() < deadline:
            time.sleep(0.2)
            news = self.http.get("/api/chat/events", params={"session": self.session, "after": self.last}).json()
            self.replies = [reply for reply in news["replies"] if reply["sender"] != "user"]
        self.last = self.replies[-1]["id"] if self.replies else self.last
        return "\n".join(reply["text"] for reply in self.replies)

    def together(self, texts: list[str]) -> list[str]:
        """Sends several messages without waiting for the answers; returns the answer to each."""
        with ThreadPoolExecutor(len(texts)) as pool:
            answers = [pool.submit(self.say, text) for text in texts]
        return [answer.result() for answer in answers]


def problems(talk: PatientTalk, dialogue: Dialogue) -> list[str]:
    """What is wrong with the answers in one dialogue, in Dutch-free words for the developer; empty when all is well."""
    return list(_problems(talk, dialogue))


def _problems(talk: PatientTalk, dialogue: Dialogue) -> Iterator[str]:
    before: set[str] = set()
    for turn in dialogue["turns"]:
        text = _send(talk, turn)
        heard = f"after {turn!r} came {text!r} with {talk.titles()}"
        for wrong in _of_turn(turn, text, talk.titles()):
            yield f"{wrong}; {heard}"
        bodies = {reply["text"] for reply in talk.replies}
        if not turn.get("may_repeat") and bodies & before:
            yield f"the same message twice in a row; {heard}"
        for body in bodies:
            yield from (f"{wrong}; {heard}" for wrong in _of_any(body, "naast elkaar" in text))
        before = bodies


def _send(talk: PatientTalk, turn: dict[str, Any]) -> str:
    if "together" in turn:
        return "\n".join(talk.together(turn["together"]))
    if "press" in turn:
        return talk.press(turn["press"])
    return talk.say(turn["say"] * turn.get("times", 1))


def _of_turn(turn: dict[str, Any], text: str, titles: list[str]) -> Iterator[str]:
    said, shown = text.casefold(), [title.casefold() for title in titles]
    yield from (f"misses {want!r}" for want in turn.get("contains", ()) if want.casefold() not in said)
    yield from (f"says {bad!r}" for bad in turn.get("not_contains", ()) if bad.casefold() in said)
    for want in turn.get("buttons", ()):
        if not any(want.casefold() in title for title in shown):
            yield f"has no button {want!r}"
    if "most_buttons" in turn and len(titles) > turn["most_buttons"]:
        yield f"has more than {turn['most_buttons']} buttons"


def _of_any(body: str, comparison: bool) -> Iterator[str]:
    if not body.strip():
        yield "is empty"
    if "!" in body:
        yield "shouts"
    if UNRENDERED.search(body):
        yield "is not rendered"
    if not comparison and len(body.splitlines()) > MOST_LINES:
        yield f"has more than {MOST_LINES} lines"
