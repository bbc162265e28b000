"""Every refusal of the chat API as one JSON shape, so that a client can tell what to mend."""

from math import ceil

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class ApiError(Exception):
    """A request the API refuses: HTTP status, a fixed code, and a sentence for the client's developer."""

    def __init__(self, status: int, code: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.retry_after = status, code, retry_after

    def response(self) -> JSONResponse:
        """The error as the client gets it."""
        headers = {"Retry-After": str(ceil(self.retry_after))} if self.retry_after is not None else None
        return JSONResponse({"error": {"code": self.code, "message": str(self)}}, self.status, headers)


async def on_api_error(_request: Request, error: Exception) -> Response:
    """Answer an `ApiError`."""
    assert isinstance(error, ApiError)
    return error.response()


async def on_http_error(_request: Request, error: Exception) -> Response:
    """Answer a path or method that does not exist."""
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "refused")
    response = ApiError(error.status_code, code, error.detail).response()
    response.headers.update(error.headers or {})
    return response


async def on_failure(_request: Request, _error: Exception) -> Response:
    """Answer a failure of ours; the server logs what it was."""
    return ApiError(500, "internal", "something went wrong here; try again later").response()
