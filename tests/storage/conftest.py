"""The same stores on both databases: every test here runs twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Stores, migrate, open_stores
from tests.postgres import Cluster, missing, running_cluster

SECRET = "a test secret that is long enough"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    if (reason := missing()) is not None:
        pytest.skip(reason)
    with running_cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'wegwijs.db'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.database()


@pytest.fixture
def stores(url: str) -> Iterator[Stores]:
    migrate(url)
    opened = open_stores(url, SECRET, notice_kinds=("mail", "telegram"))
    yield opened
    opened.close()
