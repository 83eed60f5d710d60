"""When files were changed, by the history that git keeps of them; without one, nothing is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.core.catalogue import Revisions
from plugins.core.digests import digest
from plugins.core.records import Record
from plugins.core.store import Store
from plugins.press.git_objects import GitError, Repository

__all__ = ["CUT_OFF", "histories", "is_cut_off"]

CUT_OFF = (
    "the history of the files was cut off when it was fetched, so that calendars and feeds cannot tell which events "
    "are new or were changed; fetch all of it (git fetch --unshallow; in a workflow, fetch-depth: 0)"
)


def is_cut_off(root: Path) -> bool:
    """Whether there is a history, but not all of it."""
    try:
        return Repository(root).shallow()
    except GitError:
        return False


def histories(root: Path, record_types: Iterable[type[Record]], commit: str, store: Store) -> Mapping[str, Revisions]:
    """When the files of dated types were changed, by their paths; what the store remembers is not asked again."""
    found: dict[str, Revisions] = {}
    for record_type in record_types if commit else ():
        if record_type.dated:
            key = digest("history", str(root), commit, record_type.folder)
            kept = store.get(key)
            told = json.loads(kept) if kept else _told(root, commit, record_type.folder)
            store.put_many({key: json.dumps(told).encode()})
            found |= {path: Revisions(*some) for path, some in told.items()}
    return found


def _told(root: Path, commit: str, folder: str) -> dict[str, tuple[int, int, int]]:
    try:
        changed = Repository(root).changed_at(commit, folder)
    except GitError:
        return {}
    return {path: (len(times), min(times), max(times)) for path, times in changed.items()}
