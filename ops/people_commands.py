"""The commands about people: mentor accounts, and what is kept about one person."""

import json

import click

from ops.console import say
from ops.settings import Settings

pass_settings = click.make_pass_decorator(Settings, ensure=True)


@click.group()
def mentor() -> None:
    """Look after mentor accounts."""


@mentor.command("add")
@click.option(
    "--name", prompt="Name, as the person who is helped will see it", help="Shown to the person who is helped."
)
@click.option("--email", prompt="E-mail address", help="For signing in and for notices.")
@pass_settings
def mentor_add(settings: Settings, name: str, email: str) -> None:
    """Make a mentor account and print a one-time link."""
    from ops.mentors import add_mentor

    for line in add_mentor(settings, name, email):
        click.echo(line)


@mentor.command("set")
@click.option("--email", prompt="E-mail address", help="Whose account.")
@click.option("--role", type=click.Choice(["mentor", "coordinator"]), help="A coordinator hears of what waits long.")
@click.option("--hours", help='Own hours, such as "ma-do 8.30-12.00; vr 9.00-10.00"; empty for those of the school.')
@pass_settings
def mentor_set(settings: Settings, email: str, role: str | None, hours: str | None) -> None:
    """Set a mentor's role and hours."""
    from ops.mentors import set_mentor

    click.echo(set_mentor(settings, email, role, hours))


@click.group()
def privacy() -> None:
    """Everything about one person: out, or gone."""


@privacy.command("export")
@click.argument("conversation")
@pass_settings
def privacy_export(settings: Settings, conversation: str) -> None:
    """Write all that is kept of one conversation as JSON."""
    from ops.privacy import export

    click.echo(json.dumps(export(settings, conversation), ensure_ascii=False, indent=2, default=str))


@privacy.command("erase")
@click.argument("conversation")
@pass_settings
def privacy_erase(settings: Settings, conversation: str) -> None:
    """Erase all that is kept of one conversation."""
    from ops.privacy import erase

    say("erased" if erase(settings, conversation) else "nothing was kept under that name")
