"""What a build is asked for and how it ends, and that it need not run again where all it is made from is the same."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from plugins.press.inputs import Inputs, Last, inputs_of, last_build, note_build
from plugins.press.releases import Staging, shelf_of

__all__ = ["PROBLEMS", "QUARANTINED", "Options", "Outcome", "note", "still_published", "today_from"]

PROBLEMS = 1
QUARANTINED = 3
"""Exit statuses: something is wrong and nothing was published; files with problems were left out."""


@dataclass(frozen=True)
class Options:
    """What a build is asked for.

    `output` is where the site appears: `output` below the root, or `output-members` and `output-staff` for those
    audiences. `jobs` is how many processes work, as many as there are processors unless it is given; `profile` prints
    where time went.
    """

    audience: Literal["public", "members", "staff"] = "public"
    output: Path | None = None
    url: str | None = None
    today: date | None = None
    quarantine: bool = False
    jobs: int | None = None
    profile: bool = False

    def output_of(self, root: Path) -> Path:
        """Where the site of a root appears."""
        return self.output or root / ("output" if self.audience == "public" else f"output-{self.audience}")

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that these options stand for."""
        return {"AUDIENCE": self.audience, "TODAY": self.today} | ({"SITEURL": self.url} if self.url else {})

    def chosen(self, today: date) -> dict[str, object]:
        """What the site depends on besides its inputs."""
        return {"for": self.audience, "url": self.url, "quarantine": self.quarantine, "today": today.isoformat()}


@dataclass(frozen=True)
class Outcome:
    """How a build ended: what it says of problems, what it warns of, what was read, and how many files there are."""

    status: int
    said: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    read: str = ""
    files: int = 0
    changed: int = 0
    audience: str = ""
    left_out: str = ""

    def tell(self, output: Path, seconds: float) -> None:
        """Prints it."""
        for line in self.said:
            print(line)
        for line in self.warned:
            print(f"warning: {line}", file=sys.stderr)
        if self.read:
            changed = f"{self.changed:,} of them new or changed" if self.changed else "none of them changed"
            print(f"{self.read}: {self.files:,} files, {changed}, in {seconds:.1f} s for {self.audience}: {output}")
        if self.left_out:
            print(self.left_out)


def note(stage: Staging, inputs: str, outcome: Outcome) -> None:
    """Notes how the build of the published tree ended, for the next one."""
    note_build(stage.shelf, Last(inputs, stage.output.resolve().name, list(vars(outcome).values())))


def still_published(root: Path, options: Options) -> tuple[Outcome | None, Inputs]:
    """How the last build ended, if this one would be the same; and the inputs as they are now."""
    inputs = inputs_of(root)
    output = options.output_of(root)
    try:
        today = options.today or today_from(os.environ)
        last = last_build(shelf_of(output), output)
    except (OSError, ValueError):
        return None, inputs
    if last is None or last.inputs != inputs.digest_for(options.chosen(today)):
        return None, inputs
    status, said, warned, read, files, _changed, audience, left_out = last.outcome
    return Outcome(status, tuple(said), tuple(warned), read, files, 0, audience, left_out), inputs


def build(root: Path, options: Options) -> int:
    """Builds the site of a root, or says how it was built where nothing has changed since; gives the exit status."""
    started = time.monotonic()
    outcome, inputs = still_published(root, options)
    if outcome is not None:
        outcome.tell(options.output_of(root), time.monotonic() - started)
        return outcome.status
    # Its libraries take longer to import than it takes to know that there is nothing to do.
    from plugins.press import building  # noqa: PLC0415

    return building.build(root, options, inputs)


def today_from(environment: Mapping[str, str]) -> date:
    """The day of the build: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the clock, in UTC.

    Raises ValueError for a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not '{epoch}'") from None
