"""What people asked that Wegwijs could not answer, for the school to add: counts by topic, never a person's words."""

from datetime import date, timedelta

from content.library import Library
from content.loader import load
from ops.settings import Settings
from storage.migrate import migrate
from storage.stores import open_stores
from storage.tally import Unanswered


def unanswered(settings: Settings, days: int, today: date | None = None) -> list[str]:
    """Lines to show, the most frequent first, of the last `days` days."""
    settings.var.mkdir(parents=True, exist_ok=True)
    migrate(settings.database)
    stores = open_stores(settings.database, settings.key())
    try:
        counts = stores.tally.unanswered((today or date.today()) - timedelta(days=days))
    finally:
        stores.close()
    library = load()
    lines = [f"{one.count:6}  {one.topic}{_near(library, settings.school, one)}, last on {one.last}" for one in counts]
    return lines or [f"nothing stayed unanswered in the last {days} days"]


def _near(library: Library, school: str, one: Unanswered) -> str:
    """The title of the entry questions came near to, so that the school sees where one is missing."""
    if one.near is None:
        return ""
    own = library.schools.get(school)
    titles = {entry.id: entry.title for entry in (own.programme if own else ())}
    article = library.articles.get(one.near)
    return f' near "{titles.get(one.near) or (article.name if article else one.near)}"'
