"""House rules a machine can hold: sizes, words in Python, and what a commit must not carry."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES = 300
MAX_STATEMENT_LINES = 60


def _tracked(suffix: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", f"*{suffix}"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


PYTHON = _tracked(".py")


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_stay_small(path: Path) -> None:
    functions = [
        n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}"
        for f in functions
        if (f.end_lineno or 0) - f.lineno >= MAX_STATEMENT_LINES
    ]
    assert not long


@pytest.mark.parametrize("path", [p for p in PYTHON if "bot/actions" in str(p)], ids=lambda path: path.name)
def test_actions_say_only_response_names(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "utter_message":
            assert not node.args, f"line {node.lineno}: a positional argument is a text"
            assert "text" not in {keyword.arg for keyword in node.keywords}, (
                f"line {node.lineno}: words belong in responses"
            )


def test_no_path_of_a_machine_is_committed() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
    found = []
    for path in [*PYTHON, *_tracked(".md"), *_tracked(".yml"), *_tracked(".txt"), *_tracked(".js"), *_tracked(".html")]:
        if path != Path(__file__).resolve() and pattern.search(path.read_text(encoding="utf-8")):
            found.append(path.relative_to(ROOT))
    assert not found
