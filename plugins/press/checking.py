"""The check: what is wrong with all files of a root or with some of them, told in one of several forms."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.reports import FORMATS, MOST, Findings, as_markdown
from plugins.core.spotchecks import problems_of, readings_of
from plugins.core.store import LostError
from plugins.press.building import AGAIN, REASONS, nothing_thrown_away
from plugins.press.editions import prepare, registered, today_of
from plugins.press.executors import processors
from plugins.press.inputs import inputs_of
from plugins.press.making import Means, address_problems
from plugins.press.outcomes import PROBLEMS
from plugins.press.reasons import told
from plugins.press.settings import settings_for

__all__ = ["More", "below", "check", "findings"]

More = Callable[[Path, Sequence[type[Record]], date], Iterable[Problem]]
"""What else there is to tell of a root with files of these types, on this day."""

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file whose Markdown GitHub shows with a run."""


def check(
    root: Path,
    paths: Sequence[str] = (),
    *,
    form: str = "text",
    changed: Collection[str] = (),
    more: More | None = None,
    jobs: int | None = None,
    verbose: bool = False,
) -> int:
    """Prints what is wrong in one of the FORMATS; 0 when nothing stops a build, else PROBLEMS.

    `paths` name files and folders below `root`; without any, all is checked. What is wrong with those that are
    `changed`, or named by `paths`, comes first. To be `verbose` is to say in other words what was read in them, as is
    always done of those that are `changed`.
    """
    found = findings(root, paths, changed=changed, more=more, jobs=jobs, verbose=verbose)
    print(FORMATS[form](found))
    if form == "github" and (summary := os.environ.get(STEP_SUMMARY)):
        _append(Path(summary), found)
    return PROBLEMS if found.failed or found.errors else 0


def findings(
    root: Path,
    paths: Sequence[str] = (),
    *,
    changed: Collection[str] = (),
    more: More | None = None,
    jobs: int | None = None,
    verbose: bool = False,
) -> Findings:
    """What is wrong with the files below `root`; nothing is printed.

    Some files are checked by themselves, in a moment: what only all files together show, such as two people of one
    name, is not told of them. Of all files, staff's prose is read too, all addresses are compared as for a build,
    and what `more` there may be is told.
    """
    failed = ""
    problems: list[Problem] = []
    readings: list[tuple[str, tuple[str, ...]]] = []
    told_of = {*changed, *(paths or ["."] if verbose else ())}
    try:
        settings = settings_for(root)
        types = [record for feature in registered(settings) for record in feature.records]
        readings += readings_of(root, types, told_of, today_of(settings)) if told_of else ()
        if paths:
            problems += problems_of(root, types, paths)
        else:
            problems.extend(_of_all(root, settings, jobs or processors(), more))  # as far as it comes
    except REASONS as error:
        failed = told(error, "", root)
    return Findings(tuple(sorted(set(problems))), failed, frozenset(changed) | frozenset(paths), tuple(readings))


def _of_all(
    root: Path, settings: Mapping[str, Any], jobs: int, more: More | None, again: int = AGAIN
) -> Iterator[Problem]:
    """The problems of all files; where what is remembered is lost under its hands, it begins `again`, so many times."""
    means = Means.of(root, inputs_of(root), jobs)
    try:
        with nothing_thrown_away():
            edition = prepare(settings, means.inputs, means.store, means.run)
            yield from edition.loaded.problems
            yield from address_problems(edition, settings, means)
            types = [record for feature in edition.features for record in feature.records]
            yield from more(root, types, edition.site.today) if more else ()
    except LostError:
        if not again:
            raise
        means.store.forget()
        yield from _of_all(root, settings, jobs, more, again - 1)


def below(root: Path, path: str) -> str:
    """A path as a person gives it, from here or from `root`, as files are named below `root`."""
    given = Path(path)
    with suppress(RuntimeError):  # no user has what stands after the ~: it is a name as any
        given = given.expanduser()
    for place in (root / given, Path.cwd() / given):
        # Of the last step alone a link is no way to a file but a thing that the check has to see.
        whole = place.parent.resolve() / place.name if place.name != ".." else place.resolve()
        if os.path.lexists(whole) and whole.is_relative_to(root):
            return whole.relative_to(root).as_posix()
    return given.as_posix()


def _append(summary: Path, found: Findings) -> None:
    """Adds the whole report to a file that other steps may have begun."""
    begun = summary.stat().st_size if summary.exists() else 0
    with summary.open("a", encoding="utf-8") as file:
        file.write(as_markdown(found, max(MOST - begun, 0)))
