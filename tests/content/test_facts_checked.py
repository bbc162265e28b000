"""Facts that were once wrong, outdated or missing are right at their place, and stay so."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from content.library import Library

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("facts_checked.yml").read_text(encoding="utf-8"))
EVERYWHERE = "everywhere"


def entries(library: Library, named: str) -> list[BaseModel]:
    """The entries a row is about; none when there is no such entry."""
    school, _, own = named.partition("/")
    if own:
        return [entry for entry in library.schools[school].programme if entry.id == own]
    found: Any = library.get(named) or library.progressions.get(named)
    if named != EVERYWHERE:
        return [found] if found else []
    shelves: Any = (library.paths, library.structure, library.progressions, library.articles, library.faq)
    return [entry for shelf in shelves for entry in shelf.values()]


def words(entry: BaseModel) -> str:
    """All an entry holds but the ways to ask for it, on one line and without regard to case."""
    told = json.dumps(entry.model_dump(mode="json", exclude={"questions"}), ensure_ascii=False)
    return " ".join(told.replace("\\n", " ").split()).casefold()


def test_row_names_its_fact() -> None:
    assert [row for row in ROWS if not (row["row"] and (row.get("says") or row.get("never")))] == []


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['row']}-{row['entry']}" for row in ROWS])
def test_fact_is_told_as_it_is(library: Library, row: dict[str, Any]) -> None:
    found = entries(library, row["entry"])
    assert found, f"no entry '{row['entry']}'"
    for entry in found:
        told = words(entry)
        assert [said for said in row.get("says", ()) if str(said).casefold() not in told] == []
        assert [wrong for wrong in row.get("never", ()) if str(wrong).casefold() in told] == []
