"""Takes due notices from the store and brings them to mentors, again and again until it worked or makes no sense."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from channels.notify.ways import Way, Words
from gateway.hub import Hub
from gateway.outbox import Blocked, RetryAfter
from gateway.texts.strings import load_strings
from mentoring.notices import Notice, Step
from mentoring.ports import NoticeStore

LOOK_AGAIN_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0
MAX_ATTEMPTS = 30
"""About four hours: somebody waits all the time, but a mentor who cannot be reached by then will not be."""

log = logging.getLogger(__name__)


class NoticeRelay:
    """Sends notices by the configured ways. `public_url` has no slash at the end."""

    def __init__(self, notices: NoticeStore, ways: Sequence[Way], hub: Hub, public_url: str) -> None:
        self._notices = notices
        self._ways = {way.kind: way for way in ways}
        self._hub = hub
        self._link = f"{public_url}/desk"
        self._say = load_strings(Path(__file__).parent / "strings.nl.yml")

    async def run(self) -> None:
        """Send until cancelled; without any way it says so once and returns."""
        if not self._ways:
            log.warning("mentors get no notices: neither a mail server nor Telegram is configured")
            return
        with self._hub.subscribe() as bell:
            while True:
                try:
                    await self.send_due()
                except Exception as error:
                    log.error("notices: %s, trying again", type(error).__name__)
                await bell.wait(LOOK_AGAIN_SECONDS)

    async def send_due(self) -> None:
        """Send what is due now, each notice once: nobody else sends what was taken here.

        A sender that dies between sending and noting it is followed by another, which sends that one notice again.
        """
        notices = await asyncio.to_thread(self._notices.take_due, datetime.now(UTC))
        await asyncio.gather(*(self._send(notice) for notice in notices))

    async def _send(self, notice: Notice) -> None:
        way = self._ways.get(notice.kind)
        if way is None:
            await self._failed(notice, None, "not configured")
            return
        try:
            await way.send(notice.mentor, notice.id, self._words(notice))
        except RetryAfter as error:
            await self._failed(notice, error.seconds, "asked to wait")
        except Blocked:
            await self._failed(notice, None, "cannot be reached")
        except Exception as error:
            pause = min(FIRST_PAUSE * 2 ** min(notice.attempts, 16), LONGEST_PAUSE)
            await self._failed(notice, pause if notice.attempts + 1 < MAX_ATTEMPTS else None, type(error).__name__)
        else:
            await asyncio.to_thread(self._notices.sent, notice.id)

    def _words(self, notice: Notice) -> Words:
        area = notice.urgency.value if notice.step is Step.FIRST else f"{notice.urgency.value}_{notice.step.value}"
        text = self._say(f"{area}.text", name=notice.mentor.name, link=self._link)
        return Words(self._say(f"{area}.subject"), text, self._say(f"{area}.short", link=self._link))

    async def _failed(self, notice: Notice, pause: float | None, error: str) -> None:
        log.warning("notice by %s failed (%s), %s", notice.kind, error, "given up" if pause is None else "trying again")
        at = datetime.now(UTC) + timedelta(seconds=pause) if pause is not None else None
        await asyncio.to_thread(self._notices.failed, notice.id, at, error)
