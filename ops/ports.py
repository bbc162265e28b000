"""Loopback ports for the service's own processes."""

import socket

from ops.console import Failure


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def require_free(host: str, port: int) -> None:
    """Raises Failure when another program already listens on host and port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = f"Stop the other program, or set WEGWIJS_PORT, for example WEGWIJS_PORT={free_port()}."
            raise Failure(f"cannot listen on {host}:{port} ({error.strerror}). {hint}") from None
