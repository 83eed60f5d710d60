"""Profiles that nobody has touched for years, by the history that git keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.sources import contents
from plugins.press.git_objects import GitError, Repository

__all__ = ["untouched"]

YEARS = 2
MOST = 20
"""So many are told by name, the first by path; people are asked a few at a time."""

SHA1 = 40


def untouched(root: Path, record_types: Sequence[type[Record]], today: date) -> Iterator[Problem]:
    """A warning for each profile that no commit has changed for two years; with very many, for the first of them.

    Only what people write about themselves is looked at. Where there is no history, or it was cut off when it was
    fetched, as in most workflows, nothing is said; nor of a file that is being changed just now.
    """
    repository = Repository(root)
    since = today.replace(year=today.year - YEARS, day=min(today.day, 28))
    for record_type in record_types:
        if not record_type.personal:
            continue
        try:
            if repository.shallow():
                return
            old = repository.untouched(repository.commit("HEAD"), record_type.folder, since)
        except GitError:
            return
        paths = iter(sorted(path for path in old if path.endswith(record_type.suffix)))
        for path in islice((path for path in paths if _is(root, path, old[path])), MOST):
            message = f"nobody has changed this for {YEARS} years; perhaps ask whether it still holds"
            yield Problem(path, 0, 0, "", message, warning=True, rule="untouched")
        if more := len(tuple(paths)):
            message = f"and so it is with {more:,} more files here; those that are named come first"
            yield Problem(record_type.folder, 0, 0, "", message, warning=True, rule="untouched")


def _is(root: Path, path: str, name: str) -> bool:
    """Whether a file has the bytes of the object of this name, and so is as it was committed."""
    there = contents(root, path)
    if not isinstance(there, bytes):
        return False
    kind = hashlib.sha1 if len(name) == SHA1 else hashlib.sha256
    return kind(b"blob %d\0" % len(there) + there).hexdigest() == name
