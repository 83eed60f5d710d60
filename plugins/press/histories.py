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

__all__ = ["histories", "unknown_history"]

CUT_OFF = "it was cut off when it was fetched; fetch all of it (git fetch --unshallow; in a workflow, fetch-depth: 0)"


def unknown_history(root: Path) -> str:
    """Why the history of the files of a root is not known, though they have one; "" where it is, or there is none."""
    try:
        why = CUT_OFF if Repository(root).shallow() else ""
    except GitError as error:
        why = str(error) if any((folder / ".git").exists() for folder in (root, *root.parents)) else ""
    if not why:
        return ""
    return f"calendars and feeds cannot tell which events are new or were changed, as git's history is not known: {why}"


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
