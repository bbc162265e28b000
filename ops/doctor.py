"""Says what is missing or wrong on this machine, and the mend for each."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from content.loader import ContentError, load
from mentoring.desk import Reach
from ops.console import Failure, say
from ops.notices import NO_WAY, notice_kinds
from ops.ports import require_free
from ops.settings import Settings
from ops.train import ENGINE_PYTHON, model_path

MIN_FREE_GB = 3.0
"""Room for both environments, a model and a year of conversations."""


@dataclass(frozen=True)
class Finding:
    """One check: `problem` is empty when all is well; `fatal` ones make the exit code non-zero."""

    name: str
    detail: str
    problem: str = ""
    fatal: bool = True


def diagnose(settings: Settings) -> int:
    """Prints every finding and returns the exit code: 0 when nothing fatal was found."""
    findings = [check(settings) for check in CHECKS]
    for finding in findings:
        mark = "ok  " if not finding.problem else ("FAIL" if finding.fatal else "note")
        say(f"{mark} {finding.name}: {finding.problem or finding.detail}")
    return int(any(finding.problem and finding.fatal for finding in findings))


def _environments(_: Settings) -> Finding:
    try:
        probe = "import rasa, sys; print(rasa.__version__, sys.version.split()[0])"
        done = subprocess.run(
            [str(ENGINE_PYTHON), "-W", "ignore", "-c", probe], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return Finding(
            "environments", "", "the engine's environment does not work. Delete .venv-engine and start again."
        )
    return Finding(
        "environments", f"service Python {sys.version.split()[0]}, engine Rasa and Python {done.stdout.strip()}"
    )


def _dutch_model(_: Settings) -> Finding:
    done = subprocess.run([str(ENGINE_PYTHON), "-c", "import nl_core_news_sm"], capture_output=True, check=False)
    note = "nl_core_news_sm is not installed; the lookup lemmatizer is used instead. Nothing needs to be done."
    return Finding("spaCy model", "nl_core_news_sm is installed", note if done.returncode else "", fatal=False)


def _content(settings: Settings) -> Finding:
    try:
        library = load()
    except ContentError as error:
        return Finding("content", "", f"{len(error.problems)} problems. See: ./wegwijs content check")
    known = settings.school in library.schools
    problem = "" if known else f"WEGWIJS_SCHOOL={settings.school} is not in content/schools"
    return Finding("content", f"{len(library.paths)} study paths, school {settings.school}", problem)


def _model(settings: Settings) -> Finding:
    path = model_path(settings)
    return Finding(
        "model", path.name, "" if path.exists() else "none for the present inputs. Made at the next start.", fatal=False
    )


def _safety(_: Settings) -> Finding:
    from gateway.meaning import sentence_encoder
    from safety.screen import whole_screen

    whole = whole_screen(sentence_encoder()).whole
    problem = "no sentence encoder or no weights: the rules serve alone. Delete .venv and start again."
    return Finding("safety screen", "rules and model", "" if whole else problem)


def _database(settings: Settings) -> Finding:
    from storage.migrate import ping

    try:
        return Finding("database", ping(settings.database))
    except Exception as error:  # any driver's error means the same to the reader: it cannot be reached
        reason = type(error).__name__
        return Finding("database", "", f"cannot be reached ({reason}). Check WEGWIJS_DATABASE_URL.")


def _port(settings: Settings) -> Finding:
    try:
        require_free(settings.host, settings.port)
    except Failure as error:
        return Finding("port", "", f"{error} (Fine when Wegwijs itself is running.)", fatal=False)
    return Finding("port", f"{settings.host}:{settings.port} is free")


def _disk(settings: Settings) -> Finding:
    folder = settings.var if settings.var.exists() else settings.var.parent
    free = shutil.disk_usage(folder).free / 1e9
    problem = "" if free >= MIN_FREE_GB else f"only {free:.1f} GB free; {MIN_FREE_GB:.0f} GB is needed"
    return Finding("disk", f"{free:.0f} GB free", problem)


def _channels(settings: Settings) -> Finding:
    off = list(_switched_off(settings))
    return Finding("channels", "web, Telegram and mail are set", f"off: {', '.join(off)}" if off else "", fatal=False)


def _switched_off(settings: Settings) -> Iterator[str]:
    if not settings.telegram_token:
        yield "Telegram (WEGWIJS_TELEGRAM_TOKEN)"
    if not settings.smtp_url:
        yield "mail to mentors (WEGWIJS_SMTP_URL)"


def _people(settings: Settings) -> Finding:
    if not notice_kinds(settings):
        return Finding("people", "", NO_WAY, fatal=False)
    try:
        reach = _reach(settings)
    except Exception as error:  # the check of the database says what to mend
        return Finding("people", "", f"cannot be looked up ({type(error).__name__})", fatal=False)
    if not reach.reachable:
        return Finding("people", "", "no mentor can be told that somebody waits: ./wegwijs mentor add", fatal=False)
    alone = settings.second_look and reach.mentors == 1
    problem = "one mentor cannot close an urgent case: add another, or set WEGWIJS_SECOND_LOOK=false" if alone else ""
    return Finding("people", f"{reach.reachable} of {reach.mentors} mentors can be told", problem, fatal=False)


def _reach(settings: Settings) -> Reach:
    from storage.stores import open_stores

    stores = open_stores(settings.database, settings.key(), notice_kinds=notice_kinds(settings))
    try:
        return stores.cases.reach(datetime.now(UTC))
    finally:
        stores.close()


CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    _environments, _dutch_model, _content, _model, _safety, _database, _port, _disk, _channels, _people,
)  # fmt: skip
