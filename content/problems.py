"""What is wrong with a content file, said so that an author can find and mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file as authors name it (`content/...`), the line counted from 1, and the reason with its mend."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}: {self.reason}"


class ContentError(Exception):
    """Raised when content cannot be trusted; `problems` holds every fault found, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
