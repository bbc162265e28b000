"""The command line: one click command for each row of the README's command table."""

import io
import json
import sys
from pathlib import Path

import click

from ops.console import Failure, say
from ops.people_commands import mentor, pass_settings, privacy
from ops.settings import Settings, SettingsError, load_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """Wegwijs: an assistant for study and career choice."""
    context.obj = load_settings()


cli.add_command(mentor)
cli.add_command(privacy)


@cli.command()
@pass_settings
def run(settings: Settings) -> None:
    """Prepare everything and run the whole service until Ctrl-C."""
    from ops.serve import run as serve

    serve(settings)


@cli.command()
@click.option("--fast", is_flag=True, help="Leave out what needs a trained model or a browser.")
@click.argument("pytest_args", nargs=-1, type=click.UNPROCESSED)
def test(fast: bool, pytest_args: tuple[str, ...]) -> None:
    """Pass all tests, in both environments."""
    from ops.test import run_tests

    sys.exit(run_tests(fast, pytest_args))


@cli.command()
@pass_settings
def chat(settings: Settings) -> None:
    """Hold a conversation in the terminal, through the gateway."""
    from ops.chat import chat as talk

    talk(settings)


@cli.command()
@click.option("--answers", is_flag=True, help="Add the five best answer units, with their chances.")
@pass_settings
def parse(settings: Settings, answers: bool) -> None:
    """Read one text a line, write one JSON object a line: what the engine understands."""
    from ops.parse import parse_lines
    from ops.serve import refresh_lookups
    from ops.train import ensure_model

    refresh_lookups()
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    for result in parse_lines(lines, ensure_model(settings), settings, answers=answers):
        click.echo(json.dumps(result, ensure_ascii=False))


@cli.command()
@click.option("--force", is_flag=True, help="Train even when nothing changed.")
@click.option("--answers", is_flag=True, help="Learn the weights of the answers' ranker from the labelled pairs.")
@click.option("--encoder", is_flag=True, help="Teach the sentence encoder our own questions (an hour).")
@click.option("--safety", is_flag=True, help="Teach the safety screen's model (some minutes).")
@pass_settings
def train(settings: Settings, force: bool, answers: bool, encoder: bool, safety: bool) -> None:
    """Train the model when its inputs changed."""
    from ops.learning.run import train_all

    if safety:
        from ops.care.train import main as teach

        teach(settings)
        return

    train_all(settings, force=force, answers=answers, encoder=encoder)


@cli.group()
def content() -> None:
    """Look after what the assistant knows."""


@content.command("check")
def content_check() -> None:
    """Validate all content; every problem with file, line and reason."""
    from content.check import check

    sys.exit(check())


@content.command("stats")
def content_stats() -> None:
    """Counts as JSON."""
    from content.check import stats

    click.echo(json.dumps(stats(), ensure_ascii=False, indent=2, default=str))


@content.command("stale")
def content_stale() -> None:
    """List what nobody checked for too long; fails beyond a hard limit."""
    from content.staleness import stale

    sys.exit(stale())


@content.group("new")
def content_new() -> None:
    """Start a study path, a profession or a school's entry from a template."""


name_option = click.option("--name", prompt="Name, as people read it")
id_option = click.option("--id", help="Also the file's name; made of the name when left out.")
domain_option = click.option("--domain", prompt="Domain (an id in content/domains)")


@content_new.command("path")
@name_option
@click.option("--country", prompt="Country (nl or vl)")
@click.option("--type", "kind", prompt="Type (such as mbo, hbo_bachelor, studierichting)")
@click.option("--level", prompt="Level (an id in content/structure)")
@domain_option
@id_option
def content_new_path(name: str, country: str, kind: str, level: str, domain: str, id: str | None) -> None:
    """A study direction: one file."""
    from ops.authoring import new_path, slug

    _started(new_path(name, id or f"{country}-{slug(name)}", country, kind, level, domain))


@content_new.command("profession")
@name_option
@domain_option
@id_option
def content_new_profession(name: str, domain: str, id: str | None) -> None:
    """A profession: one file."""
    from ops.authoring import new_profession, slug

    _started(new_profession(name, id or slug(name), domain))


@content_new.command("entry")
@click.option("--school", prompt="School (a folder in content/schools)")
@click.option("--topic", prompt="Topic (a file in its programme, such as regels)")
@click.option("--title", prompt="Title, as people read it")
@id_option
def content_new_entry(school: str, topic: str, title: str, id: str | None) -> None:
    """One thing a school wants people to know: one block."""
    from ops.authoring import new_entry, slug

    _started(new_entry(title, id or slug(title), school, topic))


def _started(file: Path) -> None:
    from ops.authoring import still_to_do

    say(f"written: {file}")
    for line in still_to_do(file):
        click.echo(line)


@content.command("lookups")
def content_lookups() -> None:
    """Write the lookups the engine recognises names with."""
    from ops.serve import refresh_lookups

    say("written" if refresh_lookups() else "nothing changed")


@cli.group()
def school() -> None:
    """Look after the school's own part."""


@school.command("unanswered")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 3650), help="How far back to look.")
@pass_settings
def school_unanswered(settings: Settings, days: int) -> None:
    """Count by topic what people asked and got no answer to."""
    from ops.unanswered import unanswered

    for line in unanswered(settings, days):
        click.echo(line)


@cli.group()
def bench() -> None:
    """Measure what is promised."""


@bench.command("nlu")
@click.argument("rows", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--quick", is_flag=True, help="Leave out stock Rasa.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write an HTML report.")
@click.option("--sentences", type=click.IntRange(min=200), help="Train on so many sentences only, picked at random.")
@pass_settings
def bench_nlu(settings: Settings, rows: Path | None, quick: bool, report: Path | None, sentences: int | None) -> None:
    """Accuracy on labelled messages (a TSV), beside stock Rasa trained on the same data."""
    from ops.bench.nlu import main as measure
    from ops.serve import refresh_lookups

    refresh_lookups()
    measure(settings, rows, quick=quick, report=report, sentences=sentences)


@bench.command("answers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--school", help="Ask all questions with this school, also those of the other country.")
@click.option("--judge", default=0, help="Print so many random questions with their replies, for reading.")
@pass_settings
def bench_answers(settings: Settings, file: Path, school: str | None, judge: int) -> None:
    """Which questions of a file (`cases`, YAML or JSON) get an answer that says what it must."""
    from ops.bench.answers.run import main as measure

    measure(settings, file, school, judge)


@bench.command("safety")
@click.argument("rows", type=click.Path(exists=True, path_type=Path))
@click.option("--misses", is_flag=True, help="Show the ids, or the texts of our own sentences, judged wrongly.")
def bench_safety(rows: Path, misses: bool) -> None:
    """What the safety screen makes of labelled messages (a TSV or a folder of our own sentences)."""
    from ops.bench.safety import main as measure

    measure(rows, misses=misses)


@bench.command("interests")
def bench_interests() -> None:
    """How sound scores, letters and sets of directions are; exit code 1 when a bar is missed."""
    from ops.bench.interests.report import main as measure

    sys.exit(measure())


@cli.command()
@pass_settings
def doctor(settings: Settings) -> None:
    """Say what is missing or wrong on this machine, and the mend."""
    from ops.doctor import diagnose

    sys.exit(diagnose(settings))


def main() -> None:
    """Runs the command line; what the user can mend becomes one line and exit code 1."""
    from content.loader import ContentError

    try:
        cli()
    except (Failure, SettingsError) as error:
        say(f"wegwijs: {error}")
        sys.exit(1)
    except ContentError as error:
        for problem in error.problems:
            say(str(problem))
        sys.exit(1)


if __name__ == "__main__":
    main()
