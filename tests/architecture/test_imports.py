"""Imports point one way (DESIGN, rooms): a room that reaches back up would tie what must stay apart."""

import ast
from collections.abc import Iterator
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


@pytest.mark.parametrize("room", ["content", "conversation", "guidance", "mentoring", "safety"])
def test_pure_rooms_know_no_database_and_no_network(room: str) -> None:
    outside = {"sqlalchemy", "httpx", "starlette", "telegram", "rasa_sdk", "rasa"}
    for path in _modules(room):
        assert not {name.split(".")[0] for name in _imports(path)} & outside, path
