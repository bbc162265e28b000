"""Holds a reply against what a case says it must and must not say."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

Reply = Mapping[str, Any]
EXPRESSION = "re:"


def text_of(replies: Sequence[Reply]) -> str:
    """All a person reads: texts and button titles, one a line, folded."""
    lines = [str(reply.get("text") or "") for reply in replies]
    lines += [str(button.get("title") or "") for reply in replies for button in reply.get("buttons") or ()]
    return fold("\n".join(line for line in lines if line))


def fold(text: str) -> str:
    """Lower case without accents, with plain marks, so that one spelling of a check fits all."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("–", "-"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def says(pattern: str, text: str) -> bool:
    """Whether a folded text holds a pattern: an expression after `re:`, else words that stand by themselves."""
    if pattern.startswith(EXPRESSION):
        return re.search(pattern.removeprefix(EXPRESSION), text) is not None
    return re.search(rf"(?<!\w){re.escape(fold(pattern))}", text) is not None


def faults(expected: Mapping[str, Any], replies: Sequence[Reply], always: Mapping[str, Any]) -> list[str]:
    """What is wrong with a reply, one short reason each; empty when all is well.

    `expected` holds `must_any` (groups of which one pattern each must be said), `at_least` (n of a list), `must_not`,
    `needs_source`; `always` what no reply may say (`always_must_not`) and what says that nothing was understood.
    """
    text = text_of(replies)
    if not text:
        return [] if (expected.get("state") or {}).get("may_be_silent") else ["no reply"]
    found = [
        f"misses group {number}"
        for number, group in enumerate(expected.get("must_any") or (), 1)
        if not any(says(one, text) for one in group)
    ]
    enough = expected.get("at_least") or {}
    if sum(says(one, text) for one in enough.get("of", ())) < int(enough.get("n", 0)):
        found.append("too few of the expected things")
    found += _forbidden(expected, _statements(text), always)
    if expected.get("needs_source") and not any(reply.get("sources") for reply in replies):
        found.append("no source")
    return found


def asks_back(replies: Sequence[Reply], always: Mapping[str, Any]) -> bool:
    """Whether the reply says that the question was not understood."""
    text = text_of(replies)
    return any(says(one, text) for one in always.get("not_understood") or ())


def _statements(text: str) -> str:
    """The text without its questions: what is asked is not claimed."""
    return "\n".join(line for line in re.split(r"(?<=[.!?])\s+|\n", text) if not line.endswith("?"))


def _forbidden(expected: Mapping[str, Any], text: str, always: Mapping[str, Any]) -> list[str]:
    forbidden = (*(expected.get("must_not") or ()), *(always.get("always_must_not") or ()))
    found = ["says what it must not" for one in forbidden if says(one, text)]
    if not expected.get("may_not_understand"):
        found += ["says it does not understand" for one in always.get("not_understood") or () if says(one, text)][:1]
    return found
