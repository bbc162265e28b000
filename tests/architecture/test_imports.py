"""Imports point one way (DESIGN, rooms): a room that reaches back up would tie what must stay apart."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MAY_IMPORT: dict[str, set[str]] = {
    "content": set(),
    "conversation": set(),
    "guidance": {"content"},
    "mentoring": {"conversation"},
    "safety": set(),
    "storage": {"conversation", "mentoring"},
    "bot.actions": {"mentoring", "guidance", "content", "conversation"},
    "bot.nlu": set(),
    "bot.engine": {"bot.nlu"},
    "gateway": {"conversation", "mentoring", "safety", "content"},
    "channels": {"gateway", "conversation", "mentoring", "guidance", "safety", "content"},
}
MAY_IMPORT["ops"] = set(MAY_IMPORT)
WALKED_AS_A_WHOLE = {"ops"}
"""Rooms whose folders may import one another: the command line names its tools, and they use its settings."""
ENGINE_ONLY = {"rasa"}


def _modules(room: str) -> list[Path]:
    return sorted((ROOT / room.replace(".", "/")).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}


def _room_of(name: str) -> str | None:
    return next((room for room in MAY_IMPORT if name == room or name.startswith(room + ".")), None)


CASES = [(room, path) for room in MAY_IMPORT for path in _modules(room)]


def test_every_room_has_modules() -> None:
    assert {room for room, _ in CASES} == set(MAY_IMPORT)


@pytest.mark.parametrize(("room", "path"), CASES, ids=[str(path.relative_to(ROOT)) for _, path in CASES])
def test_imports_point_one_way(room: str, path: Path) -> None:
    reached = {_room_of(name) for name in _imports(path)} - {None, room}
    assert reached <= MAY_IMPORT[room], f"{path.relative_to(ROOT)} must not import {reached - MAY_IMPORT[room]}"


@pytest.mark.parametrize(("room", "path"), CASES, ids=[str(path.relative_to(ROOT)) for _, path in CASES])
def test_rasa_stays_in_the_engine_room(room: str, path: Path) -> None:
    tops = {name.split(".")[0] for name in _imports(path)}
    assert room in {"bot.nlu", "bot.engine"} or not tops & ENGINE_ONLY


def _folder_of(name: str) -> str | None:
    """The folder of a module of ours, as a dotted name; None for what is no module."""
    path = ROOT / name.replace(".", "/")
    if path.with_suffix(".py").is_file():
        return name.rpartition(".")[0]
    return name if (path / "__init__.py").is_file() else None


def _folders(room: str) -> dict[str, set[str]]:
    """For each folder of a room the folders of that room it imports."""
    arrows: dict[str, set[str]] = {}
    for path in _modules(room):
        folder = ".".join(path.relative_to(ROOT).parent.parts)
        names = {name for name in _imports(path) if _room_of(name) == room}
        # `from a.b import c` also names `a.b`, which is only the way to the module `a.b.c`.
        names -= {name.rpartition(".")[0] for name in names if _folder_of(name)}
        arrows.setdefault(folder, set()).update({found for name in names if (found := _folder_of(name))} - {folder})
    return arrows


def test_the_walk_sees_folders() -> None:
    assert {"bot.actions.core", "bot.actions.present"} <= _folders("bot.actions")["bot.actions.answer"]


@pytest.mark.parametrize("room", sorted(set(MAY_IMPORT) - WALKED_AS_A_WHOLE))
def test_folders_of_a_room_import_no_circles(room: str) -> None:
    arrows, order = _folders(room), TopologicalSorter[str]()
    for folder, reached in arrows.items():
        order.add(folder, *reached)
    order.prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("room", ["content", "conversation", "guidance", "mentoring", "safety"])
def test_pure_rooms_know_no_database_and_no_network(room: str) -> None:
    outside = {"sqlalchemy", "httpx", "starlette", "telegram", "rasa_sdk", "rasa"}
    for path in _modules(room):
        assert not {name.split(".")[0] for name in _imports(path)} & outside, path
