"""What is logged as an error made fatal: Pelican only logs a plugin or an article that it cannot load."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["BuildError", "fatal_logs"]


class BuildError(RuntimeError):
    """A build that cannot go on for a reason outside the records, in words for staff."""


class _Errors(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Pelican logs that it could not process a file, and keeps the reason to itself.
        reason = sys.exc_info()[1]
        message = f"{record.getMessage()}: {reason}" if reason else record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors.append(message)
        else:
            self.warnings.append(message)


@contextmanager
def fatal_logs() -> Iterator[list[str]]:
    """Gives the warnings that are logged meanwhile, and raises BuildError at the end with all errors."""
    handler, logger = _Errors(), logging.getLogger()
    logger.addHandler(handler)
    try:
        yield handler.warnings
    finally:
        logger.removeHandler(handler)
    if handler.errors:
        raise BuildError("\n".join(handler.errors))
