"""How far a build is, for those who watch it: a bar for each stage on a terminal, and a table of where time went."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from plugins.core.loading import Run

__all__ = ["Progress", "Stage"]

LONG = 2.0
"""Seconds after which a stage is worth a line where there is no terminal."""


@dataclass
class Stage:
    """A stage of a build: seconds by the clock and of the processors, and how many things were made anew."""

    name: str
    seconds: float = 0.0
    processor: float = 0.0
    made: int = 0


@dataclass
class Progress:
    """Measures stages, one after the other, and shows them on a terminal."""

    stages: list[Stage] = field(default_factory=list)
    shown: bool = field(default_factory=sys.stderr.isatty)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measures what is done inside; stages do not stand in one another."""
        stage = Stage(name)
        self.stages.append(stage)
        clock, used = time.monotonic(), _processor()
        try:
            yield
        finally:
            stage.seconds, stage.processor = time.monotonic() - clock, _processor() - used
            if stage.seconds > LONG and not self.shown:
                print(f"{name}: {stage.made:,} made in {stage.seconds:.1f} s", file=sys.stderr)

    def watching(self, run: Run) -> Run:
        """The same way of doing work, with a bar for it."""

        def watched(work: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]) -> Iterator[Any]:
            stage = self.stages[-1] if self.stages else Stage("")
            stage.made += len(items)
            results = run(work, context, items)
            if not self.shown or not items:
                yield from results
                return
            # Needed on a terminal alone.
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import track  # noqa: PLC0415

            console = Console(file=sys.stderr)
            yield from track(results, f"{stage.name:>12}", len(items), console=console, transient=True)

        return watched

    def table(self) -> str:
        """Where time went, a line for each stage, with all processes counted."""
        rows = [("stage", "seconds", "processors", "made")]
        rows += [(one.name, f"{one.seconds:.2f}", f"{one.processor:.2f}", f"{one.made:,}") for one in self.stages]
        total = (sum(one.seconds for one in self.stages), sum(one.processor for one in self.stages))
        rows.append(("all", f"{total[0]:.2f}", f"{total[1]:.2f}", f"{sum(one.made for one in self.stages):,}"))
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        return "\n".join(
            f"{row[0]:<{widths[0]}}  "
            + "  ".join(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
            for row in rows
        )


def _processor() -> float:
    """Seconds of the processors that this process has used, and those of its own that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
