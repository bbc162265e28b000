"""Migrations up and down on a database with cases in it: nothing that hangs on a case or a mentor is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from mentoring.cases import CaseState
from storage import Cipher, open_stores
from storage.database import open_engine
from storage.migrate import alembic_config
from tests.storage.conftest import SECRET
from tests.storage.people import every

AT = datetime(2026, 11, 30, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
TALK = {"channel": "web", "route": "bot", "stopped": False, "forgotten": False, "last_seq": 0, "created_at": AT}


def put(connection: Connection, table: str, **values: Any) -> None:
    metadata = MetaData()
    metadata.reflect(connection, only=[table], resolve_fks=False)
    connection.execute(insert(metadata.tables[table]).values(values))


def rows(connection: Connection, table: str, *columns: str) -> list[tuple[Any, ...]]:
    metadata = MetaData()
    metadata.reflect(connection, only=[table], resolve_fks=False)
    found = metadata.tables[table]
    return sorted(tuple(row) for row in connection.execute(select(*(found.c[column] for column in columns))))


def fill(connection: Connection) -> None:
    """What stood there before: one who waits, one who is helped, one who was helped."""
    seal = Cipher(SECRET).seal
    put(
        connection, "mentor", id="m", name=seal("Anna"), email_key="k", email=seal("a@b.nl"), active=True, created_at=AT
    )
    put(connection, "desk_session", token_hash="t", mentor_id="m", expires_at=AT)
    for key, state, claimed, closed in (
        ("w", "waiting", None, None),
        ("c", "claimed", AT + HOUR, None),
        ("d", "closed", AT + HOUR, AT + 2 * HOUR),
    ):
        put(connection, "conversation", id=f"v{key}", address_key=key, address=seal(key), last_at=AT, **TALK)
        own: dict[str, Any] = {"id": key, "conversation_id": f"v{key}", "reason": "asked", "urgency": "normal"}
        own |= {"state": state, "mentor_id": "m" if claimed else None, "read_seq": 0, "opened_at": AT}
        put(connection, "mentor_case", **own, claimed_at=claimed, closed_at=closed)
    for key in ("n1", "n2"):  # told twice, as when a case became urgent
        put(connection, "notice", id=key, case_id="w", mentor_id="m", kind="mail", state="sent", attempts=0, due_at=AT)


def test_cases_of_before_come_through_and_back(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0002")
        fill(connection)
        command.upgrade(alembic_config(connection), "head")
    stores = open_stores(url, SECRET)
    found = {row.case.id: row.case for row in every(stores)}
    assert {key: (case.state, case.mentor_id) for key, case in found.items()} == {
        "w": (CaseState.NOTIFIED, None),
        "c": (CaseState.CLAIMED, "m"),
        "d": (CaseState.CLOSED, "m"),
    }
    assert all((case.owed_since is not None) == case.active for case in found.values())
    assert (found["c"].since, found["d"].since) == (AT + HOUR, AT + 2 * HOUR)
    stores.cases.opened_talk("c", "m")
    stores.close()
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0002")
        assert rows(connection, "mentor_case", "id", "state") == [("c", "claimed"), ("d", "closed"), ("w", "waiting")]
        assert (rows(connection, "notice", "id"), rows(connection, "desk_session", "mentor_id")) == (
            [("n2",)],
            [("m",)],
        )
        command.upgrade(alembic_config(connection), "head")
    engine.dispose()
