"""Reads the text of a PDF of ours back through its ToUnicode tables, as a reader program does."""

import re
import zlib
from itertools import pairwise

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.S)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.S)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj", re.S)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf: bytes) -> list[str]:
    """The text of each page, one line of text a line."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    fonts = _fonts(objects)
    ordered = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [_text(_stream(objects[_reference(page, b"Contents")]), fonts) for page in ordered]


def _fonts(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    named = {name: int(number) for body in objects.values() for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)}
    return {name: _unicode(_stream(objects[_reference(objects[at], b"ToUnicode")])) for name, at in named.items()}


def _unicode(table: bytes) -> dict[int, str]:
    found = {}
    for code, text in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>\n", table):
        found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found, key
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]


def _text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    lines, font = [], b""
    for name, shown in SHOWN.findall(content):
        font = name or font
        if shown:
            plain = re.sub(rb"\\(.)", lambda match: ESCAPED.get(match[1], match[1]), shown, flags=re.S)
            codes = [high * 256 + low for high, low in list(pairwise(plain))[::2]]
            lines.append("".join(fonts[font][code] for code in codes))
    return "\n".join(lines)
