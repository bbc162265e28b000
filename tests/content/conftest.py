"""A small valid content folder, so that a test shows only the one fault it is about."""

from collections.abc import Callable
from pathlib import Path

import pytest

VALID = {
    "sources/some.yml": """\
- id: een-bron
  title: Een bron
  url: https://example.org/bron
""",
    "domains/techniek.yml": """\
id: techniek
name: Techniek
summary: Werken met machines.
tags: [machines]
""",
    "interests/tags/machines.yml": """\
id: machines
label: machines
riasec: [R]
words: [machine, motor, schroef]
""",
    "subjects/techniek.yml": """\
id: techniek
name: Techniek
countries: [nl]
tags: [machines]
""",
    "structure/rows.yml": "duur: Hoelang\n",
    "pictures.yml": "map.nl: Nederland\nmap.vl: Vlaanderen\n",
    "limits.yml": """\
path: {soft: 400, hard: 730}
level: {soft: 400, hard: 730}
progression: {soft: 400, hard: 730}
article: {soft: 365, hard: 550}
faq: {soft: 365, hard: 550}
programme: {soft: 300, hard: 400}
school_date: {soft: 300, hard: 400}
""",
    "structure/nl/nl-mbo-4.yml": """\
id: nl-mbo-4
name: Mbo niveau 4
country: nl
kind: level
aliases: [mbo 4]
summary: [Een opleiding van drie jaar.]
compare:
  duur: 3 jaar
sources:
  - {id: een-bron, checked_on: 2026-01-02}
""",
    "study_paths/nl/nl-mbo-robots-4.yml": """\
id: nl-mbo-robots-4
name: Robots (technicus)
country: nl
type: mbo
level: nl-mbo-4
domain: techniek
aliases: [robotica]
old_names: [Automaten]
misspellings: [roboten]
summary: [Robots maken., Veel in een werkplaats.]
for_whom: Wie graag bouwt.
learns: [bouwen, meten]
subjects: [techniek]
professions: [robotmaker]
tags: [machines]
riasec: [R, I]
verify: Vraag de duur na bij de school.
sources:
  - {id: een-bron, checked_on: 2026-01-03}
""",
    "professions/robotmaker.yml": """\
id: robotmaker
name: Robotmaker
does: [Een robotmaker maakt robots.]
domain: techniek
tags: [machines]
riasec: [R]
paths: [nl-mbo-robots-4]
""",
    "progression/nl/nl-na-robots.yml": """\
id: nl-na-robots
name: Na robots
country: nl
start: nl-mbo-robots-4
steps:
  - {to: nl-mbo-4, right: admission}
sources:
  - {id: een-bron, checked_on: 2026-01-03}
""",
    "places/nl.yml": """\
- {id: leiden, name: Leiden, country: nl, region: midden}
""",
    "articles/costs/nl-boeken.yml": """\
id: nl-boeken
name: Boeken
topic: costs
country: nl
questions: [wat kosten boeken, wie betaalt boeken, zijn boeken gratis]
text: Boeken zijn gratis.
next_steps: [nl-mbo-4]
sources:
  - {id: een-bron, checked_on: 2026-01-03}
""",
    "schools/proef/school.yml": """\
id: proef
name: Proef (voorbeeldschool)
country: nl
sample: true
town: Leiden
contact: Het secretariaat.
mentor_hours: [{days: [ma, vr], start: "08:30", end: "16:30"}]
paths: [nl-mbo-robots-4]
""",
    "schools/proef/programme/regels.yml": """\
- id: gsm
  title: Gsm
  questions: [mag ik mijn gsm gebruiken, mag een telefoon in de klas]
  answer: In de klas is de gsm uit.
  valid_from: 2026-08-01
  valid_until: 2027-07-31
  source: Schoolgids
  checked_on: 2026-01-02
""",
    "schools/proef/dates.yml": """\
- id: toetsweek
  title: Toetsweek
  questions: [wanneer is de toetsweek, wanneer zijn de toetsen]
  first: 2026-11-02
  last: 2026-11-06
  source: Schoolgids
  checked_on: 2026-01-01
""",
}


class ContentFolder:
    """A content folder a test may spoil."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in VALID.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Put `text` in the file `name` below the root."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, by `new`."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[[str], ContentFolder]:
    return lambda name: ContentFolder(tmp_path / name)
