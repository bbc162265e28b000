"""The HTTP server, which lets open streams go before it stops: they would keep it waiting for ever."""

import socket

import uvicorn
from starlette.types import ASGIApp

from channels.http.streams import Streams

PATIENCE_SECONDS = 5


class WebServer(uvicorn.Server):
    """Serves one application; `serve()` runs until `should_exit` is set. Logs no requests: their queries hold sessions.

    `proxies` are the addresses whose X-Forwarded headers are believed.
    """

    def __init__(
        self, app: ASGIApp, streams: Streams, host: str = "127.0.0.1", port: int = 8080, proxies: str = "127.0.0.1"
    ) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            log_level="warning",
            forwarded_allow_ips=proxies,
            timeout_graceful_shutdown=PATIENCE_SECONDS,
        )
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: first the streams, then what is still being answered."""
        self._streams.close()
        await super().shutdown(sockets)
