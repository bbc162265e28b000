"""Runs the custom actions on loopback; rasa-sdk's own entry point would listen on every address."""

import argparse

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

import bot.actions
from bot.actions.answer.encoder import encoder
from bot.actions.answer.search import index
from bot.actions.core.shelf import library
from ops.settings import Settings


def main() -> None:
    """Serves `POST /webhook` and `GET /health` on 127.0.0.1, once the content is read and its questions embedded."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    encoder().prepare(library())
    index(Settings().school)
    executor = ActionExecutor()
    executor.register_package(bot.actions)
    create_app(executor).run(host="127.0.0.1", port=port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
