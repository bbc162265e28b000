"""Says on standard error what is going on, with a running clock for anything over a second."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(stderr=True, highlight=False, soft_wrap=True)


class Failure(Exception):
    """Something the user can mend; its text is shown as one line and the exit code is not zero."""


def say(text: str) -> None:
    """Prints one line."""
    console.print(text, markup=False)


@contextmanager
def progress(text: str, every: float = 10.0) -> Iterator[None]:
    """Shows that `text` is going on: a spinner with seconds on a terminal, otherwise a line every `every` seconds."""
    started = time.monotonic()
    if console.is_terminal:
        with console.status(text):
            yield
    else:
        with _ticking(text, every):
            yield
    say(f"{text}: {time.monotonic() - started:.1f} s")


@contextmanager
def _ticking(text: str, every: float) -> Iterator[None]:
    done = threading.Event()

    def tick() -> None:
        seconds = 0.0
        while not done.wait(every):
            seconds += every
            say(f"{text} ... {seconds:.0f} s")

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
