"""Runs the whole service: migrates, trains, starts the children in order, watches them, stops them all."""

import asyncio
import os
import secrets
import signal
import sys
from pathlib import Path

from content.loader import load
from content.lookups import refresh
from ops.children import Child
from ops.console import Failure, progress, say
from ops.notices import NO_WAY, check_mail, notice_kinds
from ops.ports import free_port, require_free
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env, ensure_model
from ops.vectors import ensure_vectors
from storage.migrate import migrate

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Ranking multiplies small matrices: sharing that out over threads took twice as long."""
FIRST_EMBEDDING_SECONDS = 400.0
"""The first start embeds every question of the content: some 20 s on two free cores, more on busy ones."""


def prepare(settings: Settings) -> Path:
    """Everything a start needs: a free port, valid content, lookups, database, model. Returns the model's path."""
    require_free(settings.host, settings.port)
    check_mail(settings)
    settings.var.mkdir(parents=True, exist_ok=True)
    with progress("reading the content"):
        library = load()
    if settings.school not in library.schools:
        known = ", ".join(sorted(library.schools))
        raise Failure(
            f"setting WEGWIJS_SCHOOL names {settings.school!r}, which is not in content/schools. Known: {known}."
        )
    refresh(library)
    migrate(settings.database)
    ensure_vectors(settings)
    return ensure_model(settings)


def refresh_lookups() -> bool:
    """Writes the lookups the content gives now; true when they differed from the file."""
    return refresh(load())


def children(settings: Settings, model: Path) -> list[Child]:
    """The three processes, in the order they start. Only the gateway listens on an address people can reach."""
    engine_port, actions_port = free_port(), free_port()
    engine_url, actions_url = f"http://127.0.0.1:{engine_port}", f"http://127.0.0.1:{actions_port}"
    secret = secrets.token_urlsafe(24)
    logs = settings.var / "log"
    shared = {
        "WEGWIJS_ENGINE_SECRET": secret,
        "WEGWIJS_ACTIONS_URL": f"{actions_url}/webhook",
        "WEGWIJS_ENGINE_URL": engine_url,
    }
    here = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | shared
    return [
        Child(
            "engine",
            [str(ENGINE_PYTHON), "-m", "bot.engine.serve", "--model", str(model), "--port", str(engine_port)],
            engine_env(settings) | shared,
            f"{engine_url}/webhooks/turn/ready",
            logs / "engine.log",
        ),
        Child(
            "actions",
            [sys.executable, "-m", "ops.actions", "--port", str(actions_port)],
            here | ONE_THREAD,
            f"{actions_url}/health",
            logs / "actions.log",
            start_seconds=FIRST_EMBEDDING_SECONDS,
        ),
        Child(
            "gateway", [sys.executable, "-m", "ops.gateway"], here, f"{_local(settings)}/healthz", logs / "gateway.log"
        ),
    ]


def run(settings: Settings) -> None:
    """Runs until Ctrl-C or SIGTERM.

    Raises:
        Failure: something needed is missing, or a child died for good.
    """
    model = prepare(settings)
    asyncio.run(_supervise(settings, children(settings, model)))


async def _supervise(settings: Settings, family: list[Child]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        await _start(family, stop)
        if not stop.is_set():
            _announce(settings)
            await _watch(family, stop)
    finally:
        await asyncio.gather(*(child.stop() for child in family))
    say("stopped")


async def _start(family: list[Child], stop: asyncio.Event) -> None:
    stopped: asyncio.Future[object] = asyncio.ensure_future(stop.wait())
    with progress("starting engine, actions and gateway (about 10 s, the first time a minute)"):
        for child in family:
            await child.start()
        ready: asyncio.Future[object] = asyncio.ensure_future(_all_ready(family))
        await asyncio.wait({stopped, ready}, return_when=asyncio.FIRST_COMPLETED)
        if ready.done():
            stopped.cancel()
            ready.result()
        else:
            ready.cancel()


async def _all_ready(family: list[Child]) -> None:
    await asyncio.gather(*(child.wait_ready() for child in family))


async def _watch(family: list[Child], stop: asyncio.Event) -> None:
    tasks: set[asyncio.Future[object]] = {asyncio.ensure_future(child.watch()) for child in family}
    tasks.add(asyncio.ensure_future(stop.wait()))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()


def _local(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host
    return f"http://{host}:{settings.port}"


def _announce(settings: Settings) -> None:
    say("")
    say(f"Wegwijs is ready (school: {settings.school})")
    say(f"  page with the widget  {settings.address}/")
    say(f"  mentor desk           {settings.address}/desk   (make an account: ./wegwijs mentor add)")
    telegram = f"on, {settings.telegram_mode}" if settings.telegram_token else "off (no token set)"
    say(f"  Telegram              {telegram}")
    if not notice_kinds(settings):
        say(f"  NOTICES TO MENTORS    none: {NO_WAY}")
    say("Ctrl-C stops everything.")
