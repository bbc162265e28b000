"""Puts storage, gateway, engine client and channels together; the only place that knows them all."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import httpx
from starlette.applications import Starlette

from channels.calendar import Calendars
from channels.http.services import WebServices
from channels.pictures.studio import Studio
from channels.telegram.channel import TelegramChannel, WebhookSettings
from channels.telegram.mentor_link import MentorLinks
from channels.telegram.rendering import Documents
from channels.web.app import create_app
from content.library import Library
from content.loader import load
from conversation.messages import Channel
from gateway.care.course import Course
from gateway.care.lines import Lines
from gateway.care.place import Places
from gateway.care.replies import CareReplies
from gateway.gateway import Gateway
from gateway.meaning import sentence_encoder
from gateway.metrics import MeteredEngine, MeteredInbox, Metrics
from gateway.outbox import OutboxRelay
from gateway.planned import PlannedRelay
from gateway.quiet import QuietRelay
from gateway.texts.strings import load_strings
from mentoring.hours import ZONE
from ops.freshness import require_fresh
from ops.hours import mentor_hours
from ops.notices import notice_kinds, notice_relay
from ops.settings import Settings
from safety.screen import whole_screen
from storage.migrate import ping
from storage.stores import Stores, open_stores


@dataclass
class Service:
    """The gateway's process, put together but not started."""

    settings: Settings
    stores: Stores
    engine: MeteredEngine
    gateway: Gateway
    care: Course
    web: WebServices
    app: Starlette
    telegram: TelegramChannel | None
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Service"]:
        """Answers messages and delivers replies for as long as the context lasts."""
        await self.gateway.start()
        push = {Channel.TELEGRAM: self.telegram.push} if self.telegram else {}
        jobs = [OutboxRelay(self.stores.outbox, push, self.gateway.hub).run()]
        jobs.append(PlannedRelay(self.stores.keeping, self.gateway.hub, load_strings()).run())
        jobs.append(QuietRelay(self.stores.care, self.gateway.hub, self.care.replies).run())
        jobs += [self.telegram.run()] if self.telegram else []
        jobs.append(notice_relay(self.settings, self.stores.notices, self.gateway.hub, self.telegram).run())
        jobs.append(self.gateway.keeper.run())
        self.tasks = [asyncio.create_task(job) for job in jobs]
        try:
            yield self
        finally:
            await self._stop()

    async def _stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.gateway.stop()
        await self.engine.close()
        if self.telegram:
            await self.telegram.close()
        self.stores.close()


def build(settings: Settings) -> Service:
    """Put the gateway's process together; the engine's address and secret come from the supervisor's environment."""
    metrics, say, library = Metrics(), load_strings(), load()
    stores = _stores(settings, library)
    secret = os.environ["WEGWIJS_ENGINE_SECRET"]
    engine = MeteredEngine(os.environ["WEGWIJS_ENGINE_URL"], secret, metrics, timeout=settings.engine_timeout)
    inbox, care = MeteredInbox(stores.inbox, metrics), care_of(library, settings.school)
    screen, cases = whole_screen(sentence_encoder()), stores.cases
    contact = library.schools[settings.school].school.contact
    gateway = Gateway(
        inbox, stores.turns, engine, say, care, cases, screen=screen, school=settings.school, contact=contact
    )
    studio, documents = Studio(library), Calendars(library, settings.school, say).document
    telegram = _telegram(settings, gateway, stores, studio, documents)
    web = replace(_web(settings, stores, gateway, engine, metrics, library, studio), documents=documents)
    if telegram:
        web = replace(web, routes=tuple(telegram.routes))
    return Service(settings, stores, engine, gateway, care, web, create_app(web), telegram)


def care_of(library: Library, school: str) -> Course:
    """The course of care of a school. Raises `Failure` when a help line was not looked at for too long."""
    require_fresh(library, date.today())
    own = library.schools[school].school
    lines = Lines(tuple(library.help_lines.values()))
    replies = CareReplies(library.care, lines, own.country)
    return Course(replies, Places(library.places.values()))


def _stores(settings: Settings, library: Library) -> Stores:
    hours = mentor_hours(library, settings.school, datetime.now(ZONE).date())
    kinds, second_look = notice_kinds(settings), settings.second_look
    return open_stores(settings.database, settings.key(), notice_kinds=kinds, hours=hours, second_look=second_look)


def _telegram(
    settings: Settings, gateway: Gateway, stores: Stores, studio: Studio, documents: Documents
) -> TelegramChannel | None:
    if settings.telegram_token is None or not settings.telegram_token.get_secret_value():
        return None
    webhook = WebhookSettings(settings.address, settings.key()) if settings.telegram_mode == "webhook" else None
    token = settings.telegram_token.get_secret_value()
    links = MentorLinks(stores.mentors, settings.key())
    return TelegramChannel(
        token, gateway, studio, api_url=settings.telegram_api_url, webhook=webhook, links=links, documents=documents
    )


def _web(
    settings: Settings,
    stores: Stores,
    gateway: Gateway,
    engine: MeteredEngine,
    metrics: Metrics,
    library: Library,
    studio: Studio,
) -> WebServices:
    async def ready() -> Mapping[str, str]:
        missing = {} if await engine.ready() else {"engine": "does not answer, or has no model"}
        if not await _answers(os.environ["WEGWIJS_ACTIONS_URL"].removesuffix("/webhook") + "/health"):
            missing["actions"] = "do not answer yet"
        try:
            await asyncio.to_thread(ping, settings.database)
        except Exception as error:  # any driver's error means: not ready
            missing["database"] = type(error).__name__
        return missing

    return WebServices(
        gateway=gateway,
        conversations=stores.conversations,
        cases=stores.cases,
        mentors=stores.mentors,
        keeping=stores.keeping,
        public_url=settings.address,
        secret=settings.key(),
        school_name=library.schools[settings.school].school.name,
        studio=studio,
        ready=ready,
        metrics=metrics,
        widget_origins=settings.origins,
    )


async def _answers(url: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:
            return (await client.get(url)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
