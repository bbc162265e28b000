"""An author's whole way: new, check, fill in, check, answered; and clear refusals."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.actions.core.turn import Turn
from content.check import check
from content.loader import load
from ops import authoring
from ops.console import Failure
from tests.actions.speaking import Said, Talk, one
from tests.content.conftest import ContentFolder

TODAY = date(2026, 11, 26)
PATH = {
    "name": "Drones bouwen",
    "id": "nl-drones",
    "country": "nl",
    "type": "mbo",
    "level": "nl-mbo-4",
    "domain": "techniek",
}


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


def fill(file: Path, **texts: str) -> None:
    """Write over what the template left open: a key's open texts get the one given."""
    lines, key = [], ""
    for line in file.read_text(encoding="utf-8").splitlines():
        key = line.split(":")[0].strip(" -{") if ":" in line and "'INVULLEN" not in line.split(":")[0] else key
        hole = (
            line[line.index("'INVULLEN") : line.index("'", line.index("'INVULLEN") + 1) + 1]
            if "'INVULLEN" in line
            else ""
        )
        lines.append(line.replace(hole, texts[key].replace("#", str(len(lines)))) if hole else line)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ask(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch, intent: str, text: str, *named: dict[str, object]
) -> Said:
    library, read = load(folder.root), Turn.from_tracker
    monkeypatch.setattr(Turn, "from_tracker", lambda tracker: replace(read(tracker), library=library))
    return Talk("proef", today="2026-11-26").send(intent, text, *named)[0]


def test_a_skeleton_is_written_once(folder: ContentFolder) -> None:
    file = authoring.new_path(**PATH, root=folder.root)
    before = file.read_text(encoding="utf-8")
    with pytest.raises(Failure, match=r"'nl-drones' already stands in .*nl-drones\.yml \(fill that in"):
        authoring.new_path(**PATH, root=folder.root)
    assert file.read_text(encoding="utf-8") == before


def test_a_direction_is_one_file(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = authoring.new_path(**PATH, root=folder.root)
    assert file == folder.root / "study_paths" / "nl" / "nl-drones.yml"
    assert check(folder.root) == 1
    said = capsys.readouterr().out
    assert "content/study_paths/nl/nl-drones.yml:12: 'for_whom' is still to be filled in (één zin over voor wie" in said
    assert len(said.splitlines()) == 11, "one line for each open place, and the sum"
    fill(
        file, summary="Zin # over drones.", for_whom="Voor wie graag vliegt.", learns="onderwerp #", admission="Vmbo.",
        duration="3 jaar", tags="machines", riasec="R", id="een-bron",
    )  # fmt: skip
    assert check(folder.root) == 0
    answer = ask(folder, monkeypatch, "ask_study_path", "wat is drones bouwen", one("path", "nl-drones"))
    assert "Drones bouwen" in answer.text
    assert "Zin 9 over drones" in answer.text
    assert answer.custom["sources"][0]["title"] == "Een bron"


def test_a_profession_is_one_file(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    file = authoring.new_profession("Dronepiloot", "dronepiloot", "techniek", root=folder.root)
    fill(file, does="Een dronepiloot vliegt met drones.", tags="machines", riasec="R")
    assert authoring.still_to_do(file, folder.root) == []
    answer = ask(folder, monkeypatch, "ask_profession", "wat doet een dronepiloot", one("profession", "dronepiloot"))
    assert "vliegt met drones" in answer.text


def test_an_entry_of_a_school_is_one_block(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for topic in ("regels", "gebouw"):
        file = authoring.new_entry("Eten op de trap", f"trap-{topic}", "proef", topic, folder.root, TODAY)
        fill(
            file,
            questions=f"mag ik in {topic} op de trap eten #",
            answer="Eten mag in de kantine.",
            who="de mentor",
            source="schoolgids",
        )
        assert authoring.still_to_do(file, folder.root) == []
    entry = next(one for one in load(folder.root).schools["proef"].programme if one.id == "trap-gebouw")
    assert (entry.valid_from, entry.valid_until) == (date(2026, 8, 1), date(2027, 7, 31))
    answer = ask(folder, monkeypatch, "ask_school_programme", "mag ik in gebouw op de trap eten")
    assert answer.response == "utter_programme_entry"
    assert "kantine" in answer.text


def test_a_name_with_quotes_and_colons_stays_whole(folder: ContentFolder) -> None:
    file = authoring.new_profession("""Maker: 'slim' & "snel" é""", "maker", "techniek", root=folder.root)
    fill(file, does="Een maker maakt.", tags="machines", riasec="R")
    assert load(folder.root).professions["maker"].name == """Maker: 'slim' & "snel" é"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "nl-mbo-robots-4"}, "id 'nl-mbo-robots-4' is already that of a path"),
        ({"id": "robotmaker"}, "already that of a profession"),
        ({"id": "Drones Bouwen"}, "such as 'drones-bouwen'"),
        ({"id": ""}, "must be lower-case letters"),
        ({"id": "../x"}, "must be lower-case letters"),
        ({"country": "be"}, "no country 'be'"),
        ({"type": "mob"}, "did you mean 'mbo'?"),
        ({"level": "nl-mbo-5"}, "did you mean 'nl-mbo-4'?"),
        ({"domain": "zorg"}, "choose from: techniek"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    folder: ContentFolder, change: dict[str, str], said: str
) -> None:
    before = sorted(folder.root.rglob("*"))
    with pytest.raises(Failure) as failure:
        authoring.new_path(**{**PATH, **change}, root=folder.root)
    assert said in str(failure.value)
    assert sorted(folder.root.rglob("*")) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "gsm"}, "already stands in the programme"),
        ({"school": "profe"}, "did you mean 'proef'?"),
        ({"topic": "Over ons"}, "such as 'over-ons'"),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused(folder: ContentFolder, change: dict[str, str], said: str) -> None:
    wanted = {"title": "Iets", "id": "iets", "school": "proef", "topic": "regels"}
    with pytest.raises(Failure) as failure:
        authoring.new_entry(**{**wanted, **change}, root=folder.root)
    assert said in str(failure.value)


@pytest.mark.parametrize(
    ("name", "id"), [("Één 'test'-naam!", "een-test-naam"), ("Ünï côdé 3", "uni-code-3"), ("!!", "")]
)
def test_an_id_is_made_of_a_name(name: str, id: str) -> None:
    assert authoring.slug(name) == id
