"""Opens the database and gives short transactions: SQLite (WAL) by default, PostgreSQL with the same code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError
from sqlalchemy.orm import Session

BUSY_TIMEOUT_MS = 10_000
RACE_ATTEMPTS = 5

Result = TypeVar("Result")


class DatabaseUrlError(ValueError):
    """The database URL is not one we can use."""


def open_engine(url: str) -> Engine:
    """Return an engine for `sqlite:///file` or `postgresql://...` (psycopg); raises `DatabaseUrlError`."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def parse_url(url: str) -> URL:
    """Check a database URL; PostgreSQL always goes through psycopg. Raises `DatabaseUrlError`."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        raise DatabaseUrlError("the database URL must look like sqlite:///var/wegwijs.db or postgresql://...") from None
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise DatabaseUrlError("the database URL must name an SQLite file or a PostgreSQL database")
    return parsed


def _prepare_sqlite(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # the driver would otherwise begin transactions by itself, and too late
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # what was acknowledged survives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased leaves the file
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: a reader turning writer halfway can fail without waiting.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class Database:
    """Hands out transactions on one engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine.execution_options(reading=True)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that commits at the end, or rolls back on any error."""
        with Session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One transaction for reading only."""
        with Session(self._reader) as session, session.begin():
            yield session

    def run(self, work: Callable[[Session], Result]) -> Result:
        """Do work in one transaction, again when another stored the same new thing at the same moment."""
        for _ in range(RACE_ATTEMPTS - 1):
            try:
                with self.write() as session:
                    return work(session)
            except IntegrityError:
                continue
        with self.write() as session:
            return work(session)

    def checkpoint(self) -> None:
        """Fold SQLite's write-ahead log into the file, so that erased pages are gone from both. No-op elsewhere."""
        if self.engine.dialect.name != "sqlite":
            return
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
