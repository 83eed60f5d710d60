"""What a build is asked for, and how it ends, in words."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from plugins.press.inputs import Last, note_build
from plugins.press.trees import Staging

__all__ = ["PROBLEMS", "QUARANTINED", "Options", "Outcome", "note", "nothing_published", "today_from"]

PROBLEMS = 1
QUARANTINED = 3
"""Exit statuses: something is wrong and nothing was published; files with problems were left out."""


@dataclass(frozen=True)
class Options:
    """What a build is asked for.

    `output` is where the site appears: `output` below the root, or `output-members` and `output-staff` for those
    audiences. `jobs` is how many processes work, as many as there are processors unless it is given; with the address
    of a dask `scheduler`, its workers do. `profile` prints where time went.
    """

    audience: Literal["public", "members", "staff"] = "public"
    output: Path | None = None
    url: str | None = None
    today: date | None = None
    quarantine: bool = False
    jobs: int | None = None
    scheduler: str | None = None
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
    """Notes how the build of the published tree ended, for the next one; not where there are no symbolic links.

    The site is published by now: where the note cannot be written, the next build has more to do, and that is all.
    """
    if stage.output.is_symlink():
        with suppress(OSError):
            note_build(stage.shelf, Last(inputs, stage.output.resolve().name, list(vars(outcome).values())))


def nothing_published(reason: str) -> int:
    """Tells why a build published nothing; gives its exit status."""
    print(f"nothing was published: {reason}", file=sys.stderr)
    return PROBLEMS


def today_from(environment: Mapping[str, str]) -> date:
    """The day of the build: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the clock, in UTC.

    Raises ValueError for a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not '{epoch}'; mend or unset it"
        ) from None
