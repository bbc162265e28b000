"""What every room's tests share: the content, and one running service for the whole-path tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.library import Library
from content.loader import load


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content."""
    return load()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator["object"]:
    """The whole service as `./wegwijs run` starts it: engine, actions, gateway, a Telegram server on loopback."""
    from tests.stack import Stack

    with Stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


@pytest.fixture
def repository() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parents[1]
