"""`GET /calendar.ics` and `GET /calendar/<id>.ics`: dates to put in one's own calendar, without a session."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from channels.http.services import WebServices


class CalendarFiles:
    """Serves the documents below `/calendar`."""

    def __init__(self, services: WebServices) -> None:
        self._documents = services.documents

    async def get(self, request: Request) -> Response:
        """Answer with the file, or 404 when no exact days are known."""
        document = self._documents(f"{request.url.path.lstrip('/')}?{request.url.query}")
        if document is None:
            return PlainTextResponse("no such calendar\n", status_code=404)
        headers = {"Content-Disposition": f'attachment; filename="{document.name}"', "Cache-Control": "no-cache"}
        return Response(document.body, media_type=document.media_type, headers=headers)
