"""Old checks are listed with their place, and fail beyond the hard limit; limits are data and are checked as data."""

from datetime import date

import pytest

from content.loader import CONTENT_ROOT, collect, load, records
from content.staleness import find, stale
from tests.content.conftest import ContentFolder

FRESH = date(2026, 2, 1)


def test_fresh_content_is_not_listed(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert stale(folder.root, FRESH) == 0
    assert capsys.readouterr().out == "0 to look at again, 0 beyond the hard limit\n"


def test_the_soft_limit_lists_with_file_and_line(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("articles/costs/nl-boeken.yml", "checked_on: 2026-01-03", "checked_on: 2025-01-31")
    assert stale(folder.root, FRESH) == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/articles/costs/nl-boeken.yml:9: checked 366 days ago, soft limit 365 (read the source again, "
        "then set checked_on)",
        "1 to look at again, 0 beyond the hard limit",
    ]


def test_the_day_of_the_limit_itself_still_holds(folder: ContentFolder) -> None:
    folder.change("articles/costs/nl-boeken.yml", "checked_on: 2026-01-03", "checked_on: 2025-02-01")
    assert list(find(*records(folder.root), FRESH)) == []


def test_the_hard_limit_fails(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("articles/costs/nl-boeken.yml", "checked_on: 2026-01-03", "checked_on: 2024-01-03")
    assert stale(folder.root, FRESH) == 1
    assert "hard limit 550" in capsys.readouterr().out


def test_what_ran_out_is_listed_and_does_not_fail(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("schools/proef/dates.yml", "last: 2026-11-06", "last: 2026-11-03")
    assert stale(folder.root, date(2026, 11, 4)) == 0
    assert "schools/proef/dates.yml:5: last 2026-11-03 has passed (give the new one)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("path: {soft: 400", "paht: {soft: 400", 1, "no kind 'paht'"),
        ("{soft: 365, hard: 550}", "{soft: 365, hard: 50}", 4, "soft 365 lies after hard 50"),
        ("{soft: 365, hard: 550}", "{soft: veel, hard: 550}", 4, "limit of 'article': soft"),
        ("article: {soft: 365, hard: 550}\n", "", 1, "no limit for 'article'"),
    ],
)
def test_a_wrong_limit_is_a_clear_problem(folder: ContentFolder, old: str, new: str, line: int, reason: str) -> None:
    folder.change("limits.yml", old, new)
    found = [problem for problem in collect(folder.root, FRESH)[1] if reason in problem.reason]
    assert [problem.line for problem in found] == [line]


def test_a_citation_knows_how_long_it_holds(folder: ContentFolder) -> None:
    library = load(folder.root)
    (source,) = library.citations(library.articles["nl-boeken"])
    assert source.fresh_until == date(2027, 1, 3)


def test_every_date_goes_out_of_date_before_what_a_law_fixes() -> None:
    limits = load().limits
    assert limits["key_date"].soft < limits["article"].soft < limits["level"].soft


def test_nothing_in_the_content_is_beyond_its_hard_limit() -> None:
    assert [str(one.problem) for one in find(*records(CONTENT_ROOT), date.today()) if one.beyond_hard] == []


def test_a_fact_whose_year_is_over_is_listed(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    file = "articles/costs/nl-boeken.yml"
    folder.change(file, "topic: costs", "topic: costs\nholds_for: 2024-2025")
    assert stale(folder.root, date(2025, 8, 31)) == 0
    assert "holds_for" not in capsys.readouterr().out
    assert stale(folder.root, date(2025, 9, 1)) == 0
    told = capsys.readouterr().out
    assert f"content/{file}:4: holds_for 2024-2025 has passed (look for the new one)" in told
