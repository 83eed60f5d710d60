"""Builds that are told to stop, by SIGTERM or Ctrl-C: they end as after any other fault, with a reason."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["StoppedError", "as_worker", "begun_anew", "point_of_no_return", "stoppable"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)
LOOK_SECONDS = 0.3


class StoppedError(BaseException):
    """Somebody wants no site any more. Like KeyboardInterrupt, it is nothing that code should recover from."""


def _stop(number: int, _frame: FrameType | None) -> None:
    point_of_no_return()
    raise StoppedError(
        f"the build was told to stop ({signal.Signals(number).name}); what it had made is cleared away, build again"
    )


@contextmanager
def stoppable() -> Iterator[None]:
    """Meanwhile the signals raise StoppedError, the first of them. Elsewhere than in the main thread, none does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    # Whoever starts us may want a signal ignored: nohup and the like.
    handled = {number: handler for number, handler in before.items() if handler != signal.SIG_IGN}
    try:
        for number in handled:
            signal.signal(number, _stop)
        yield
    finally:
        for number, handler in handled.items():
            signal.signal(number, handler)


def _too_late(_number: int, _frame: FrameType | None) -> None:
    """Changes nothing."""


def point_of_no_return() -> None:
    """From here on, signals change nothing: the end is a moment away, and no half of it could be told in words."""
    for number in SIGNALS:
        if signal.getsignal(number) is _stop:
            signal.signal(number, _too_late)


def begun_anew() -> None:
    """It was not the end after all: signals stop the build again."""
    for number in SIGNALS:
        if signal.getsignal(number) is _too_late:
            signal.signal(number, _stop)


def as_worker() -> None:
    """Makes this process a worker: it ends when the build does, however that ends, and not by a signal meant for it.

    A worker that outlives its build would hold the lock of the output for as long as it is at one item.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_after, args=(os.getppid(),), daemon=True).start()


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)
