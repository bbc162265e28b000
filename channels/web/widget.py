"""Serves the widget as one script: its parts, its style and its Dutch texts, joined once at start."""

import hashlib
import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

STATIC = Path(__file__).parent / "static"
PARTS = ("dom.js", "memory.js", "line.js", "log.js", "element.js")
HEADERS = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}


def build_widget() -> str:
    """Return the script. All parts share one function scope, so that nothing leaks into the page that holds it."""
    strings = json.loads((STATIC / "widget.nl.json").read_text(encoding="utf-8"))
    style = (STATIC / "widget" / "widget.css").read_text(encoding="utf-8")
    parts = [(STATIC / "widget" / name).read_text(encoding="utf-8") for name in PARTS]
    given = [
        f"const STRINGS = {json.dumps(strings, ensure_ascii=False)};",
        f"const STYLE = {json.dumps(style, ensure_ascii=False)};",
        "const SCRIPT = document.currentScript;",
        'const BASE = new URL(".", SCRIPT.src);',
    ]
    return "\n".join(['(() => {\n"use strict";', *given, *parts, "})();\n"])


class Widget:
    """`GET /widget.js`."""

    def __init__(self) -> None:
        self._script = build_widget()
        self._tag = f'"{hashlib.sha256(self._script.encode()).hexdigest()[:16]}"'

    async def get(self, request: Request) -> Response:
        """Answer with the script, or 304 when the browser has it."""
        headers = HEADERS | {"ETag": self._tag}
        if request.headers.get("if-none-match") == self._tag:
            return Response(status_code=304, headers=headers)
        return Response(self._script, media_type="text/javascript", headers=headers)
