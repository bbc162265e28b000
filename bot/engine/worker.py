"""Reads JSON lines ({"text": ...}) and answers what the model makes of each: the engine half of `./wegwijs parse`."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, TextIO

from bot.engine.serve import quiet_logs


def load(model: Path) -> Any:
    """The graph of a trained model, without the dialogue side.

    Raises:
        FileNotFoundError: there is no such model.
    """
    if not model.is_file():
        raise FileNotFoundError(f"no model at {model}: train one with ./wegwijs train")
    from rasa.core.agent import Agent

    return Agent.load(str(model))


def parse(agent: Any, text: str) -> Dict[str, Any]:
    """Everything the pipeline says about one message; typed commands have no power here."""
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.nlu.constants import TEXT

    from bot.nlu.spelling.normalise import neutralise

    message = UserMessage()
    message.text = neutralise(text)
    parsed: Dict[str, Any] = agent.processor._parse_message_with_graph(message, _blank_tracker(agent))
    parsed.pop("text_tokens", None)
    parsed[TEXT] = text
    return parsed


def _blank_tracker(agent: Any) -> Any:
    from rasa.shared.core.trackers import DialogueStateTracker

    return DialogueStateTracker("parse", agent.domain.slots)


def answers(agent: Any, lines: TextIO) -> Iterator[Dict[str, Any]]:
    """One parse, with the milliseconds (by the clock and of the processor) it took, for each line of input."""
    for line in lines:
        text = json.loads(line)["text"]
        begun, busy = time.perf_counter(), time.process_time()
        parsed = parse(agent, text)
        took = {"milliseconds": time.perf_counter() - begun, "cpu_milliseconds": time.process_time() - busy}
        yield {**parsed, **{name: round(seconds * 1000, 2) for name, seconds in took.items()}}


def main() -> int:
    """Entry point: `python -m bot.engine.worker --model FILE`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, required=True)
    model = options.parse_args().model
    quiet_logs()
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        agent = load(model)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    parse(agent, "warm")
    print(json.dumps({"ready": True}), file=out, flush=True)
    for answer in answers(agent, sys.stdin):
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
