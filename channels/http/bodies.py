"""Reads what a request carries, up to a limit."""

from starlette.requests import Request

from channels.http.errors import ApiError


async def read_body(request: Request, limit: int) -> bytes:
    """Read a body of at most `limit` bytes. Raises `ApiError` 413."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise ApiError(413, "too_large", f"the body may hold at most {limit} bytes")
    return bytes(body)
