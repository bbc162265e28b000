"""The same likes give the same set, whoever says them."""

from pathlib import Path

import yaml

from bot.actions.core.words import like_cues, polarity
from content.schema import Country
from guidance.answers import lexicon
from guidance.interests.directions import DirectionTable
from guidance.interests.heard import Heard, hear
from guidance.interests.matching import Matches, match
from guidance.interests.told import Told, Wanted
from ops.bench.interests.finding import Finding

WHO = Path(__file__).with_name("who.yml")


def findings(table: DirectionTable) -> list[Finding]:
    """How many sets change when a name, gender, origin, neighbourhood or disability is told with the same likes."""
    rows, known = yaml.safe_load(WHO.read_text(encoding="utf-8")), lexicon.phrases(table.library)
    changed = told = 0
    for said in rows["said"]:
        alone = _told(_hear(said, known))
        for place, about in enumerate(rows["about"]):
            told += 1
            now = _told(_hear(f"{about}. {said}" if place % 2 else f"{said}, {about}", known))
            changed += now != alone and _shown(table, now) != _shown(table, alone)
    return [
        Finding("texts with who someone is added", told),
        Finding("of which the set differs", changed, 0, least=False),
    ]


def _hear(text: str, known: lexicon.Phrases) -> Heard:
    return hear(text, known, polarity(), like_cues())


def _told(heard: Heard) -> Told:
    likes = tuple(one for one in heard.mentions if one.liked)
    noes = tuple(one for one in heard.mentions if not one.liked)
    return Told(likes=likes, dislikes=noes)


def _shown(table: DirectionTable, told: Told) -> Matches:
    return match(table, told, Wanted(Country.VL))
