"""The sample page with the widget, and the page about privacy."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from channels.web.services import WebServices

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


def environment(*folders: Path) -> Environment:
    """Templates that escape everything and refuse a name that was not given."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Pages:
    """Pages anybody may see."""

    def __init__(self, services: WebServices) -> None:
        self._school = services.school_name
        self._templates = environment(TEMPLATES)

    async def sample(self, _request: Request) -> Response:
        """Answer with a school page that holds the widget."""
        return self._page("sample.html")

    async def privacy(self, _request: Request) -> Response:
        """Answer with what is kept about whom."""
        return self._page("privacy.html")

    def _page(self, name: str) -> Response:
        return HTMLResponse(self._templates.get_template(name).render(school=self._school))
