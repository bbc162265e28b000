"""Reads texts, one JSON string a line, and answers what each asks and names, without a trained model."""

import json
import sys
from typing import Any, Dict

from bot.nlu.ask.frames import understand
from bot.nlu.names.entity_linker import entity
from bot.nlu.names.reading import links, mended


def understood(text: str) -> Dict[str, Any]:
    """What the engine puts on a message of this text: names, asks, background, country and mended spelling."""
    entities = [entity(link) for link in links(text)]
    found = understand(text, entities, mended)
    return {
        "text": text,
        "plain": mended(text),
        "entities": entities,
        "asks": [ask.as_dict() for ask in found.asks],
        "background": list(found.background),
        "country_said": found.country,
    }


def main() -> int:
    """Entry point: `python -m bot.nlu.ask.batch < texts.jsonl`."""
    for line in sys.stdin:
        print(json.dumps(understood(json.loads(line)), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
