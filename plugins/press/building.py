"""The build from beginning to end: settings, plugins, check, print, verify, publish."""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pelican
from pelican.log import console

from plugins.core.fields import Audience
from plugins.core.loading import Loaded
from plugins.core.problems import report, summary
from plugins.core.records import Record
from plugins.press.editions import Edition, prepare
from plugins.press.environment import speaks
from plugins.press.features import collected
from plugins.press.generators import EverythingReadError
from plugins.press.printing import PrintError
from plugins.press.releases import ReleaseError, publish, staging
from plugins.press.settings import THEME, SettingsError, settings_for
from plugins.press.verification import verify

__all__ = ["PROBLEMS", "QUARANTINED", "build", "check", "nothing_thrown_away", "prepared", "record_types"]

PROBLEMS = 1
QUARANTINED = 3
"""Exit statuses: something is wrong and nothing was published; files with problems were left out."""


class BuildError(RuntimeError):
    """A build that cannot go on for a reason outside the records, in words for staff."""


REASONS = (BuildError, SettingsError, ReleaseError, PrintError, OSError)
"""What stops a build in words that are worth printing; all else is a mistake in the program."""


def record_types(root: Path) -> tuple[type[Record], ...]:
    """The types of record that the plugins of a root bring."""
    settings = settings_for(root)
    _registered(settings)
    return tuple(record for feature in collected(settings) for record in feature.records)


def prepared(root: Path, *, audience: Audience = "public", today: date | None = None) -> Edition:
    """An edition of the site of `root`, loaded and not printed, whatever problems its files have."""
    settings = settings_for(root, AUDIENCE=audience, TODAY=today)
    _registered(settings)
    return prepare(settings)


def check(root: Path) -> int:
    """Reports every problem of the files below `root`; 0 when nothing stops a build, else PROBLEMS.

    Staff's prose is read and all addresses are compared as for a build, but nothing is printed.
    """
    try:
        settings = settings_for(root, ONLY_CHECK=True)
        press = _registered(settings)
        settings["EDITION"] = edition = prepare(settings)
    except REASONS as error:
        print(error)
        return PROBLEMS
    beside = ""
    try:
        with _fatal_logs(), nothing_thrown_away(), suppress(EverythingReadError):
            press.run()
    except REASONS as error:
        beside = str(error)
    if edition.loaded.problems or not beside:
        print(report(edition.loaded.problems))
    if beside:
        print(beside)
    return PROBLEMS if edition.loaded.errors or beside else 0


def build(
    root: Path,
    *,
    audience: Audience = "public",
    output: Path | None = None,
    url: str | None = None,
    today: date | None = None,
    quarantine: bool = False,
) -> int:
    """Builds and publishes one edition of the site of `root`; gives the exit status.

    `output` is where the site appears: `output` below the root, or `output-members` and `output-staff` for those
    audiences. Whatever goes wrong, what was published before stays as it was.
    """
    started = time.monotonic()
    output = output or root / ("output" if audience == "public" else f"output-{audience}")
    chosen = {"AUDIENCE": audience, "TODAY": today} | ({"SITEURL": url} if url else {})
    try:
        settings = settings_for(root, **chosen)
        with staging(output) as stage:
            settings["OUTPUT_PATH"] = str(stage)
            press = _registered(settings)
            settings["EDITION"] = edition = prepare(settings)
            if any(not (quarantine and _may_be_left_out(one.path, edition)) for one in edition.loaded.errors):
                print(report(edition.loaded.problems))
                return PROBLEMS
            with _fatal_logs(), nothing_thrown_away():
                press.run()
            if wrong := verify(stage, edition.site):
                raise BuildError("the printed site is not whole:\n" + "\n".join(wrong))
            printed = sum(path.is_file() for path in stage.rglob("*"))
            publish(stage, output)
    except REASONS as error:
        print(f"nothing was published: {error}", file=sys.stderr)
        return PROBLEMS
    return _tell(edition, f"{printed:,} files printed in {time.monotonic() - started:.1f} s", output)


def _may_be_left_out(path: str, edition: Edition) -> bool:
    """Whether quarantine may leave this file out: a record's own, and never a whole folder or a file of staff's."""
    folders = {PurePosixPath(record.folder) for feature in edition.features for record in feature.records}
    whole = folders | {parent for folder in folders for parent in folder.parents}
    is_folder = (edition.root / path).is_dir() and not PurePosixPath(path).suffix
    return path in edition.loaded.left_out and not is_folder and PurePosixPath(path) not in whole


def _registered(settings: dict[str, Any]) -> pelican.Pelican:
    """Pelican with the plugins of these settings; BuildError where one of them is broken."""
    console.quiet = True  # Pelican's own last line would stand before ours
    try:
        with _fatal_logs():
            return pelican.Pelican(settings)
    except BuildError as error:
        raise BuildError(f"a plugin of pelicanconf.py is broken: {error}") from error
    except Exception as error:
        raise BuildError(f"a plugin of pelicanconf.py is broken: {error!r}") from error


class _Errors(logging.Handler):
    """Keeps what is logged as an error, and passes warnings on to people."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Pelican logs that it could not process a file, and keeps the reason to itself.
        reason = sys.exc_info()[1]
        message = f"{record.getMessage()}: {reason}" if reason else record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors.append(message)
        else:
            print(f"warning: {message}", file=sys.stderr)


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """No search for circles of values that nobody holds.

    A build makes millions of values and hardly a circle; to look at them again and again takes a third of its time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _fatal_logs() -> Iterator[None]:
    """Makes what is logged as an error fatal: Pelican only logs a plugin or an article that it cannot load."""
    handler, logger = _Errors(), logging.getLogger()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if handler.errors:
        raise BuildError("\n".join(handler.errors))


def _tell(edition: Edition, printed: str, output: Path) -> int:
    loaded: Loaded = edition.loaded
    if loaded.errors:
        print(report(loaded.problems))
    elif loaded.problems:
        print(f"{summary(loaded.problems)}; the task check shows them")
    if not speaks(THEME, edition.site.language):
        print(
            f"warning: the theme has no words in '{edition.site.language}' (theme/translations), so that pages mix its "
            "English with dates and countries in that language",
            file=sys.stderr,
        )
    read = ", ".join(f"{kind} {len(some):,}" for kind, some in loaded.catalogue.collections.items())
    print(f"{read}: {printed} for {edition.site.audience}: {output}")
    if not loaded.left_out:
        return 0
    print(f"left out of this site, {len(loaded.left_out)} of its files: {', '.join(loaded.left_out)}")
    return QUARANTINED
