"""A throwaway PostgreSQL cluster for tests: made with Debian's own tools, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def missing() -> str | None:
    """Why no cluster can be made here, or None."""
    if not any((folder / "initdb").exists() for folder in BINARIES):
        return "PostgreSQL is not installed: apt-get install postgresql"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not start as root and runuser is missing: apt-get install util-linux"
    return None


class Cluster:
    """A running server; `database()` makes a new, empty database."""

    def __init__(self, port: int) -> None:
        self.port = port

    def database(self) -> str:
        name = f"wegwijs_{uuid.uuid4().hex}"
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    folder = next(folder for folder in BINARIES if (folder / "initdb").exists())
    home = Path(tempfile.mkdtemp(prefix="wegwijs-pg-"))
    port = _free_port()
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
    control = [str(folder / "pg_ctl"), "-D", str(home / "data"), "-w"]
    try:
        _as_postgres(str(folder / "initdb"), "-D", str(home / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8")
        _as_postgres(*control, "-o", options, "-l", str(home / "log"), "start")
        try:
            yield Cluster(port)
        finally:
            _as_postgres(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _as_postgres(*command: str) -> None:
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *command], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, f"{Path(command[0]).name} failed: {done.stderr}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
