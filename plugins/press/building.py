"""The build from beginning to end: settings, plugins, check, print, verify, publish."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.core.fields import Audience
from plugins.core.loading import Loaded
from plugins.core.problems import report, summary
from plugins.core.records import Record
from plugins.core.store import LostError
from plugins.press.editions import Edition, is_foreign, prepare, registered
from plugins.press.environment import speaks
from plugins.press.executors import WorkerError, processors
from plugins.press.histories import unknown_history
from plugins.press.inputs import Inputs, inputs_of
from plugins.press.logs import BuildError
from plugins.press.making import Means, press_for, printed_files
from plugins.press.outcomes import PROBLEMS, QUARANTINED, Options, Outcome, note, nothing_published
from plugins.press.places import THEME
from plugins.press.printing import PrintError
from plugins.press.reasons import told
from plugins.press.releases import ReleaseError, staging
from plugins.press.settings import SettingsError, settings_for
from plugins.press.stopping import begun_anew, point_of_no_return
from plugins.press.trees import TornError
from plugins.press.verification import clashes

__all__ = ["AGAIN", "REASONS", "build", "nothing_thrown_away", "prepared", "record_types"]


AGAIN = 3
"""How often a build or a check begins anew."""


class ChangedError(Exception):
    """Something that all pages depend on was changed while they were printed."""


REASONS = (BuildError, SettingsError, ReleaseError, PrintError, WorkerError, LostError, OSError, MemoryError)
"""What stops a build in words that are worth printing; all else is a mistake in the program."""


def record_types(root: Path) -> tuple[type[Record], ...]:
    """The types of record that the plugins of a root bring."""
    return tuple(record for feature in registered(settings_for(root)) for record in feature.records)


def prepared(root: Path, *, audience: Audience = "public", today: date | None = None) -> Edition:
    """An edition of the site of `root`, loaded and not printed, whatever problems its files have."""
    return prepare(settings_for(root, AUDIENCE=audience, TODAY=today))


def build(
    root: Path, options: Options, inputs: Inputs | None = None, *, forget: bool = False, again: int = AGAIN
) -> int:
    """Builds and publishes one edition of the site of `root`; gives the exit status.

    `inputs` are those of the root, where somebody knows them already. To `forget` is to build on no tree. Where what it
    builds on is lost or changed under its hands, it begins `again`, so many times. Whatever goes wrong, what was
    published before stays as it was.
    """
    started = time.monotonic()
    means = None
    try:
        inputs = inputs or inputs_of(root)
        settings = settings_for(root, **options.settings)
        means = Means.of(root, inputs, options.jobs or processors(), options.scheduler)
        try:
            outcome = _built(root, options, settings, means, forget=forget)
        except (ChangedError, LostError, TornError) as error:
            if not again:
                raise BuildError(str(error)) from error
            if isinstance(error, LostError):
                means.store.forget()
            begun_anew()
            return build(root, options, forget=forget or isinstance(error, TornError), again=again - 1)
    except REASONS as error:
        stage = means.progress.stages[-1].name if means and means.progress.stages else ""
        return nothing_published(told(error, stage, root))
    outcome.tell(options.output_of(root), time.monotonic() - started)
    if options.profile:
        print(means.progress.table())
    return outcome.status


def _built(root: Path, options: Options, settings: Mapping[str, Any], means: Means, *, forget: bool) -> Outcome:
    progress = means.progress
    with (
        staging(options.output_of(root), forget=forget) as stage,
        means.executor.ready(root, stage.shelf),
        nothing_thrown_away(),
    ):
        with progress.stage("reading"):
            edition = prepare(settings, means.inputs, means.store, means.run)
        loaded = edition.loaded
        if any(not (options.quarantine and _may_be_left_out(one.path, edition)) for one in loaded.errors):
            return Outcome(PROBLEMS, (report(loaded.problems),))
        press, prose = press_for(edition, settings, means, stage)
        printed = printed_files(press, edition, prose, progress)
        files = {one.file: one.digest for one in printed}
        with progress.stage("verifying"):
            broken, linked = press.broken(printed)
        if wrong := [*clashes(files), *broken]:
            raise BuildError("the printed site is not whole:\n" + "\n".join(sorted(wrong)))
        with progress.stage("publishing"):
            if means.inputs.changed(root):
                # What was made from neither the old nor the new must not be taken for one of them.
                means.store.forget()
                raise ChangedError("the files change while the site is built; build again when they are quiet")
            point_of_no_return()
            changed = stage.finish(files, {"site": edition.site.url, "linked": linked, "code": edition.version})
            outcome = _outcome(edition, prose.warnings, len(files), len(changed))
            if loaded.as_digested and not is_foreign(settings):
                note(stage, means.inputs.digest_for(options.chosen(edition.site.today)), outcome)
        with progress.stage("forgetting"):
            means.store.keep_only(lambda: [*loaded.keys, prose.key, *press.remembered(printed)])
    return outcome


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


def _outcome(edition: Edition, warnings: Sequence[str], files: int, changed: int) -> Outcome:
    """How a build ended, in words."""
    loaded: Loaded = edition.loaded
    said = []
    if loaded.errors:
        said.append(report(loaded.problems))
    elif loaded.problems:
        said.append(f"{summary(loaded.problems)}; the task check shows them")
    warned = list(warnings)
    dated = any(record_type.dated for feature in edition.features for record_type in feature.records)
    if dated and (why := unknown_history(edition.root)):
        warned.append(why)
    if not speaks(THEME, edition.site.language):
        warned.append(
            f"the theme has no words in '{edition.site.language}' (theme/translations), so that pages mix its English "
            "with dates and countries in that language"
        )
    read = ", ".join(f"{kind} {count:,}" for kind, count in loaded.count.items())
    left_out = (
        f"left out of this site, {len(loaded.left_out)} of its files: {', '.join(loaded.left_out)}"
        if loaded.left_out
        else ""
    )
    status = QUARANTINED if loaded.left_out else 0
    return Outcome(status, tuple(said), tuple(warned), read, files, changed, edition.site.audience, left_out)
