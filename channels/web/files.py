"""Pictures and printable pages of a talk, made when they are fetched: nothing of them is kept on disk."""

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from channels.http.errors import ApiError
from channels.http.services import WebServices
from channels.pictures.studio import PDF_NAME, CannotDraw
from channels.web.addresses import Addresses
from conversation.messages import Message

PRIVATE = {"Cache-Control": "private, no-store"}
PICTURE_HEADERS = PRIVATE | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",  # the widget may stand on the school's own site
}
PAGE_HEADERS = PRIVATE | {
    # No sandbox here: browsers then refuse to show a PDF.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    ),
    "Content-Disposition": f'inline; filename="{PDF_NAME}"',
}


class Files:
    """`GET /api/chat/pictures/...` and `GET /api/chat/pages/...`, each with an address that stood beside a message."""

    def __init__(self, services: WebServices, addresses: Addresses) -> None:
        self._services = services
        self._addresses = addresses

    async def picture(self, request: Request) -> Response:
        """Answer with a message's picture as SVG. Raises `ApiError` 404 for an address that is not (any more) ours."""
        return await self._made(request, self._svg, "image/svg+xml", PICTURE_HEADERS)

    async def page(self, request: Request) -> Response:
        """Answer with a message's page to print as PDF. Raises `ApiError` 404 as `picture` does."""
        return await self._made(request, self._pdf, "application/pdf", PAGE_HEADERS)

    def _svg(self, message: Message) -> str | None:
        return self._services.studio.svg(message.picture) if message.picture else None

    def _pdf(self, message: Message) -> bytes | None:
        return self._services.studio.pdf(message.page).body if message.page else None

    async def _made(
        self,
        request: Request,
        make: Callable[[Message], str | bytes | None],
        media_type: str,
        headers: Mapping[str, str],
    ) -> Response:
        message = await run_in_threadpool(self._message, request.path_params["sealed"])
        try:
            made = await run_in_threadpool(make, message) if message else None
        except CannotDraw:
            made = None
        if made is None:
            raise ApiError(404, "not_found", "nothing is found at this address (any more); read the talk again")
        return Response(made, media_type=media_type, headers=headers)

    def _message(self, sealed: str) -> Message | None:
        place = self._addresses.open(sealed)
        if place is None:
            return None
        found = self._services.conversations.messages_after(place.conversation_id, place.seq - 1, 1)
        return next((message for message in found if message.seq == place.seq), None)
