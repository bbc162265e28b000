"""The sample page with the widget, and the page about privacy."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from channels.http.services import WebServices
from channels.http.templates import environment

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


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
