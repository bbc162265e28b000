"""One test a content file, so that a failure names the file."""

from collections import defaultdict
from pathlib import Path

import pytest

from content.loader import CONTENT_ROOT, collect

LIBRARY, PROBLEMS = collect(CONTENT_ROOT)
FILES = sorted(path.relative_to(CONTENT_ROOT.parent) for path in CONTENT_ROOT.rglob("*.yml"))
BY_FILE = defaultdict(list)
for problem in PROBLEMS:
    BY_FILE[problem.file].append(str(problem))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_content_file_is_valid(file: Path) -> None:
    assert BY_FILE[file] == []


def test_every_problem_belongs_to_a_tested_file() -> None:
    assert set(BY_FILE) - set(FILES) == set()


def test_profession_letters_and_words_are_there_for_every_interest() -> None:
    used = {tag for profession in LIBRARY.professions.values() for tag in profession.tags}
    assert set(LIBRARY.tags) - used == set()


def test_every_domain_has_a_profession() -> None:
    used = {profession.domain for profession in LIBRARY.professions.values()}
    assert set(LIBRARY.domains) - used == {"algemeen"}


def test_each_country_shows_a_help_line_for_every_urgent_topic() -> None:
    for country in ("nl", "vl"):
        lines = [line for line in LIBRARY.help_lines.values() if line.country == country and line.number]
        topics = {topic for line in lines for topic in line.topics}
        assert {"danger", "suicide", "home", "sexual", "talk"} <= topics, country
