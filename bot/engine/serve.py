"""Starts the engine on loopback with one given model, or says in one line why it cannot."""

import argparse
import asyncio
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

BOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
NEEDED = ("WEGWIJS_ENGINE_SECRET", "WEGWIJS_ACTIONS_URL")


class CannotStart(Exception):
    """The reason, in one line, with what to do."""


def check(model: Path, port: int) -> None:
    """Everything that can be known before the slow part.

    Raises:
        CannotStart: a setting, the model or the port is missing.
    """
    for name in NEEDED:
        if not os.environ.get(name):
            raise CannotStart(f"{name} is not set: the engine needs it")
    if not model.is_file():
        raise CannotStart(f"no model at {model}: train one with ./wegwijs train")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CannotStart(f"port {port} on {HOST} is taken: stop what uses it or choose another") from error


def load(model: Path, endpoints: Any) -> Any:
    """The agent with its model.

    Raises:
        CannotStart: the file is no model, or was made by other versions.
    """
    from rasa.core.agent import load_agent

    agent = asyncio.run(load_agent(model_path=str(model), endpoints=endpoints))
    if agent is None or not agent.is_ready():
        raise CannotStart(f"{model} cannot be loaded: train again with ./wegwijs train")
    return agent


def serve(model: Path, port: int) -> None:
    """Runs until stopped.

    Raises:
        CannotStart: see `check` and `load`.
    """
    check(model, port)
    from rasa.core.run import configure_app, create_http_input_channels
    from rasa.core.utils import AvailableEndpoints

    from bot.engine.action_calls import mend

    mend()
    endpoints = AvailableEndpoints.read_endpoints(str(BOT / "endpoints.yml"))
    channels = create_http_input_channels(None, str(BOT / "credentials.yml"))
    app = configure_app(channels, enable_api=False, port=port, endpoints=endpoints)
    app.ctx.agent = load(model, endpoints)
    app.run(host=HOST, port=port, workers=1, access_log=False)


def quiet_logs() -> None:
    """Our own lines from INFO, Rasa's from WARNING: below that Rasa logs what people write."""
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("bot").setLevel(logging.INFO)
    configure_structlog(logging.WARNING)


def main() -> int:
    """Entry point: `python -m bot.engine.serve --model FILE --port N`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--port", type=int, required=True)
    chosen = options.parse_args()
    quiet_logs()
    try:
        serve(chosen.model, chosen.port)
    except CannotStart as reason:
        print(f"engine: {reason}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
