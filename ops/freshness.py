"""Refuses to start with help lines nobody looked at for half a year: a wrong number there costs most."""

from datetime import date

from content.library import Library
from ops.console import Failure

LONGEST_DAYS = 180


def require_fresh(library: Library, today: date) -> None:
    """Raise `Failure` with the oldest help line when one was not looked at within `LONGEST_DAYS`."""
    old = [line for line in library.help_lines.values() if (today - line.looked_at).days > LONGEST_DAYS]
    if old:
        first = min(old, key=lambda line: line.looked_at)
        raise Failure(
            f"content/help_lines/{first.id}.yml was last looked at on {first.looked_at}, over {LONGEST_DAYS} days ago"
            f" ({len(old)} in all). Look whether it still holds, then set looked_at."
        )
