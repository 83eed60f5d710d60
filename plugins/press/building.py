"""The build from beginning to end: settings, plugins, check, print, verify, publish."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.core.fields import Audience
from plugins.core.loading import Loaded, LostError
from plugins.core.problems import Problem, report, summary
from plugins.core.records import Record
from plugins.press.editions import Edition, prepare, registered
from plugins.press.environment import speaks
from plugins.press.executors import WorkerError, processors
from plugins.press.logs import BuildError
from plugins.press.making import Means, address_problems, press_for, printed_files
from plugins.press.printing import PrintError
from plugins.press.releases import ReleaseError, TornError, staging
from plugins.press.settings import THEME, SettingsError, settings_for
from plugins.press.verification import clashes

__all__ = ["PROBLEMS", "QUARANTINED", "build", "check", "nothing_thrown_away", "prepared", "record_types"]

PROBLEMS = 1
QUARANTINED = 3
"""Exit statuses: something is wrong and nothing was published; files with problems were left out."""

REASONS = (BuildError, SettingsError, ReleaseError, PrintError, WorkerError, LostError, OSError)
"""What stops a build in words that are worth printing; all else is a mistake in the program."""


def record_types(root: Path) -> tuple[type[Record], ...]:
    """The types of record that the plugins of a root bring."""
    return tuple(record for feature in registered(settings_for(root)) for record in feature.records)


def prepared(root: Path, *, audience: Audience = "public", today: date | None = None) -> Edition:
    """An edition of the site of `root`, loaded and not printed, whatever problems its files have."""
    return prepare(settings_for(root, AUDIENCE=audience, TODAY=today))


def check(root: Path, *, jobs: int | None = None) -> int:
    """Reports every problem of the files below `root`; 0 when nothing stops a build, else PROBLEMS.

    Staff's prose is read and all addresses are compared as for a build, but nothing is printed.
    """
    beside = ""
    problems: tuple[Problem, ...] = ()
    try:
        settings = settings_for(root)
        means = Means.of(root, jobs or processors())
        edition = prepare(settings, means.store, means.run, means.version)
        problems = edition.loaded.problems
        with nothing_thrown_away():
            taken = address_problems(edition, settings, means)
        problems = tuple(sorted({*problems, *taken}))
    except REASONS as error:
        beside = str(error)
    if problems or not beside:
        print(report(problems))
    if beside:
        print(beside)
    return PROBLEMS if beside or any(not problem.warning for problem in problems) else 0


def build(
    root: Path,
    *,
    audience: Audience = "public",
    output: Path | None = None,
    url: str | None = None,
    today: date | None = None,
    quarantine: bool = False,
    jobs: int | None = None,
    profile: bool = False,
) -> int:
    """Builds and publishes one edition of the site of `root`; gives the exit status.

    `output` is where the site appears: `output` below the root, or `output-members` and `output-staff` for those
    audiences. `jobs` is how many processes work, as many as there are processors unless it is given; `profile`
    prints where time went. Whatever goes wrong, what was published before stays as it was.
    """
    output = output or root / ("output" if audience == "public" else f"output-{audience}")
    chosen = {"AUDIENCE": audience, "TODAY": today} | ({"SITEURL": url} if url else {})
    try:
        settings = settings_for(root, **chosen)
        means = Means.of(root, jobs or processors())
        try:
            return _built(output, settings, means, quarantine=quarantine, forget=False, profile=profile)
        except TornError:
            return _built(output, settings, means, quarantine=quarantine, forget=True, profile=profile)
    except REASONS as error:
        print(f"nothing was published: {error}", file=sys.stderr)
        return PROBLEMS


def _built(
    output: Path, settings: Mapping[str, Any], means: Means, *, quarantine: bool, forget: bool, profile: bool
) -> int:
    started = time.monotonic()
    progress = means.progress
    with staging(output, forget=forget) as stage, nothing_thrown_away():
        with progress.stage("reading"):
            edition = prepare(settings, means.store, means.run, means.version)
        if any(not (quarantine and _may_be_left_out(one.path, edition)) for one in edition.loaded.errors):
            print(report(edition.loaded.problems))
            return PROBLEMS
        press, prose = press_for(edition, settings, means, stage)
        printed = printed_files(press, edition, prose, progress)
        for warning in prose.warnings:
            print(f"warning: {warning}", file=sys.stderr)
        files = {one.file: one.digest for one in printed}
        with progress.stage("verifying"):
            broken, linked = press.broken(printed)
        if wrong := [*clashes(files), *broken]:
            raise BuildError("the printed site is not whole:\n" + "\n".join(sorted(wrong)))
        noted = {"site": edition.site.url, "linked": linked, "version": means.version}
        with progress.stage("publishing"):
            changed = stage.finish(files, noted)
        with progress.stage("forgetting"):
            means.store.keep_only([*edition.loaded.keys, prose.key, *press.memory.used, *press.used])
    told = f"{len(files):,} files, {len(changed):,} of them new or changed, in {time.monotonic() - started:.1f} s"
    status = _tell(edition, told, output)
    if profile:
        print(progress.table())
    return status


def _may_be_left_out(path: str, edition: Edition) -> bool:
    """Whether quarantine may leave this file out: a record's own, and never a whole folder or a file of staff's."""
    folders = {PurePosixPath(record.folder) for feature in edition.features for record in feature.records}
    whole = folders | {parent for folder in folders for parent in folder.parents}
    is_folder = (edition.root / path).is_dir() and not PurePosixPath(path).suffix
    return path in edition.loaded.left_out and not is_folder and PurePosixPath(path) not in whole


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
    read = ", ".join(f"{kind} {count:,}" for kind, count in loaded.count.items())
    print(f"{read}: {printed} for {edition.site.audience}: {output}")
    if not loaded.left_out:
        return 0
    print(f"left out of this site, {len(loaded.left_out)} of its files: {', '.join(loaded.left_out)}")
    return QUARANTINED
