"""The database itself: opened the right way, migrated to what the models say, and clear about bad settings."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

import storage.models_people
from storage import Cipher, Stores, migrate
from storage.cipher import CipherError
from storage.database import DatabaseUrlError, open_engine, parse_url
from storage.models import Base
from storage.models_people import CaseRow
from storage.records import new_id, now
from tests.storage.people import accept, texts, waiting_case


def test_migrations_make_what_the_models_say(url: str) -> None:
    migrate(url)
    migrate(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    assert storage.models_people.CaseRow.__tablename__ in Base.metadata.tables


def test_the_database_itself_refuses_a_second_active_case(stores: Stores) -> None:
    case = waiting_case(stores)
    with pytest.raises(IntegrityError), stores.database.write() as session:
        session.add(
            CaseRow(
                id=new_id(),
                conversation_id=case.conversation_id,
                reason="asked",
                urgency="normal",
                state="claimed",
                opened_at=now(),
                since=now(),
                read_seq=0,
            )
        )


def test_a_moment_without_a_zone_is_refused(stores: Stores) -> None:
    with pytest.raises(StatementError, match="time zone"):
        stores.outbox.due_deliveries(datetime(2026, 11, 23))


def test_sqlite_is_durable_and_waits_for_its_turn(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new folder' / 'w.db'}")
    with engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout", "secure_delete")
        }
    engine.dispose()
    expected = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000, "secure_delete": 1}
    assert settings == expected


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://a/b", "sqlite://", "sqlite:///:memory:", "foo+bar://x"])
def test_an_unusable_url_is_refused_with_the_mend(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="database URL must"):
        parse_url(url)


def test_postgres_goes_through_psycopg() -> None:
    assert parse_url("postgresql://u@h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("secret", ["", "short", " , ", f"{'x' * 32},short"])
def test_a_weak_secret_is_refused(secret: str) -> None:
    with pytest.raises(CipherError, match="16 random characters"):
        Cipher(secret)


def test_a_wrong_key_is_named_and_shows_nothing() -> None:
    sealed = Cipher("a" * 32).seal("geheim")
    assert b"geheim" not in sealed
    with pytest.raises(CipherError, match="put the old key back") as caught:
        Cipher("b" * 32).open(sealed)
    assert caught.value.__cause__ is None
    assert Cipher(f"{'b' * 32},{'a' * 32}").open(sealed) == "geheim"


def test_what_was_accepted_survives_the_death_of_the_process(stores: Stores, url: str) -> None:
    script = (
        "import os, sys\n"
        "from storage import open_stores\n"
        "from tests.storage.people import accept\n"
        "from tests.storage.conftest import SECRET\n"
        "accept(open_stores(sys.argv[1], SECRET), 'overleeft dit')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    died = subprocess.run([sys.executable, "-c", script, url], env=environment, capture_output=True)
    assert died.returncode == -9, died.stderr.decode()
    again = accept(stores, "overleeft dit")
    assert again.duplicate
    assert again.pending
    assert texts(stores, again.conversation.id) == ["overleeft dit"]
