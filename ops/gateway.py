"""The gateway's process: chat API, widget, desk, Telegram and the relays, on one event loop."""

import asyncio
import logging
import os
import sys

from channels.web.server import WebServer
from ops.settings import Settings, SettingsError, load_settings
from ops.wiring import build


async def serve(settings: Settings) -> None:
    """Serves until the process is asked to stop."""
    service = build(settings)
    async with service.running():
        await WebServer(service.app, service.web.streams, settings.host, settings.port).serve()


def main() -> None:
    """Entry point of the supervisor's child; logs never hold a message's text."""
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.exit(f"wegwijs: {error}")
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    if not {"WEGWIJS_ENGINE_URL", "WEGWIJS_ENGINE_SECRET"} <= set(os.environ):
        sys.exit("wegwijs: the gateway is started by ./wegwijs run, which tells it where the engine is")
    asyncio.run(serve(settings))


if __name__ == "__main__":
    main()
