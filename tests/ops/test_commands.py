"""Commands fail with one clear line and a non-zero exit when something can be mended."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ops import doctor, serve
from ops.mentors import add_mentor
from ops.notices import NO_WAY
from ops.settings import ROOT, Settings
from storage.migrate import migrate


def _run(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("WEGWIJS_")}
    env |= {"PYTHONPATH": str(ROOT), "WEGWIJS_VAR_DIR": str(tmp_path)} | settings
    command = [sys.executable, "-m", "ops.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=100, check=False)


def test_a_busy_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = _run(tmp_path, "run", WEGWIJS_PORT=str(port))
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "WEGWIJS_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_school_is_named(tmp_path: Path) -> None:
    done = _run(tmp_path, "run", WEGWIJS_SCHOOL="hogwarts", WEGWIJS_PORT="18099")
    assert done.returncode == 1
    assert "hogwarts" in done.stderr
    assert "voorbeeld-nl" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_mail_address_stops_the_start(tmp_path: Path) -> None:
    done = _run(tmp_path, "run", WEGWIJS_SMTP_URL="mail.example", WEGWIJS_PORT="18098")
    assert done.returncode == 1
    assert "WEGWIJS_SMTP_URL" in done.stderr


def test_mentor_add_prints_a_link_that_is_new_each_time(tmp_path: Path) -> None:
    first = _run(tmp_path, "mentor", "add", "--name", "Voorbeeld", "--email", "m@voorbeeld.example")
    again = _run(tmp_path, "mentor", "add", "--name", "Voorbeeld", "--email", "m@voorbeeld.example")
    assert first.stdout.startswith("http://127.0.0.1:8080/desk/link/")
    assert again.stdout.startswith("http://127.0.0.1:8080/desk/link/")
    assert first.stdout != again.stdout


@pytest.mark.parametrize("email", ["", "geen-adres", "a b@c.nl"])
def test_mentor_add_refuses_what_is_no_address(tmp_path: Path, email: str) -> None:
    done = _run(tmp_path, "mentor", "add", "--name", "Voorbeeld", "--email", email)
    assert done.returncode == 1
    assert "e-mail" in done.stderr


def test_content_stats_is_json(tmp_path: Path) -> None:
    stats = json.loads(_run(tmp_path, "content", "stats").stdout)
    assert sum(stats["paths"]["nl"].values()) >= 60
    assert sum(stats["paths"]["vl"].values()) >= 60
    assert stats["professions"] >= 40
    assert stats["oldest_check"]


def test_mentor_set_keeps_hours_and_role_and_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    _run(tmp_path, "mentor", "add", "--name", "Voorbeeld", "--email", "m@voorbeeld.example")
    own = ("mentor", "set", "--email", "M@voorbeeld.example")
    assert "ma 08.30-12.00" in _run(tmp_path, *own, "--hours", "ma 8.30-12.00").stdout
    assert "coordinator, ma 08.30-12.00" in _run(tmp_path, *own, "--role", "coordinator").stdout
    assert "the hours of the school" in _run(tmp_path, *own, "--hours", "").stdout
    for wrong in (("--hours", "altijd"), ("--hours", "ma 12.00-8.00")):
        done = _run(tmp_path, *own, *wrong)
        assert (done.returncode, "cannot be read" in done.stderr) == (1, True)
    assert "mentor add" in _run(tmp_path, "mentor", "set", "--email", "x@y.nl").stderr


def test_run_and_doctor_say_that_nobody_can_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    serve._announce(Settings(smtp_url=None, telegram_token=None))
    assert NO_WAY in "".join(capsys.readouterr())
    serve._announce(Settings(smtp_url="smtp://127.0.0.1"))
    assert NO_WAY not in "".join(capsys.readouterr())
    settings = Settings(var_dir=tmp_path, smtp_url="smtp://127.0.0.1")
    assert doctor._people(Settings(var_dir=tmp_path)).problem == NO_WAY
    migrate(settings.database)
    assert "mentor add" in doctor._people(settings).problem
    add_mentor(settings, "Anna", "anna@example.org")
    assert "WEGWIJS_SECOND_LOOK" in doctor._people(settings).problem
    add_mentor(settings, "Bram", "bram@example.org")
    assert doctor._people(settings).problem == ""


def test_doctor_speaks_of_every_part(tmp_path: Path) -> None:
    done = _run(tmp_path, "doctor")
    for part in ("environments", "content", "model", "database", "port", "disk", "channels"):
        assert f" {part}: " in done.stderr
    assert "Traceback" not in done.stderr


def test_export_of_nobody_is_empty(tmp_path: Path) -> None:
    assert json.loads(_run(tmp_path, "privacy", "export", "0" * 32).stdout)["messages"] == []
    assert "nothing was kept" in _run(tmp_path, "privacy", "erase", "0" * 32).stderr


def test_new_content_is_refused_with_one_line(tmp_path: Path) -> None:
    done = _run(tmp_path, "content", "new", "entry", "--school", "hogwarts", "--topic", "regels", "--title", "Zwerkbal")
    assert done.returncode == 1
    assert "no school 'hogwarts'" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_old_is_listed(tmp_path: Path) -> None:
    done = _run(tmp_path, "content", "stale")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].endswith("0 beyond the hard limit")


def test_what_stayed_unanswered_is_listed(tmp_path: Path) -> None:
    done = _run(tmp_path, "school", "unanswered", "--days", "7")
    assert (done.returncode, done.stdout) == (0, "nothing stayed unanswered in the last 7 days\n")
    assert _run(tmp_path, "school", "unanswered", "--days", "0").returncode == 2
