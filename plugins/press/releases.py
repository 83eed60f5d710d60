"""Releases of an output: the tree that is published and the one that waits for its turn, for one build at a time."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import filelock

from plugins.press.inputs import LAST
from plugins.press.switching import MARK, marked
from plugins.press.trees import Release, Staging

__all__ = ["ReleaseError", "current", "shelf_of", "staging"]

WHILE = 3.0
"""Seconds in which the workers of a build that was killed see that it is gone."""


class ReleaseError(RuntimeError):
    """The output cannot be used, in words for staff."""


def shelf_of(output: Path) -> Path:
    """The folder that holds the trees of an output: `.output-releases` beside `output`."""
    output = _placed(output)
    return output.parent / f".{output.name.lstrip('.')}-releases"


def _placed(output: Path) -> Path:
    """The output by its real folder: links on the way to it would hide which tree is the published one."""
    return output.parent.resolve() / output.name


@contextmanager
def staging(output: Path, *, forget: bool = False) -> Iterator[Staging]:
    """Where to make the next release of `output`; what is not finished is gone at the end.

    One build at a time; the lock of a build that died is free. What a killed build left behind is cleared first. To
    `forget` is to build on nothing.
    """
    output = _placed(output)
    shelf = shelf_of(output)
    shelf.mkdir(parents=True, exist_ok=True)
    if shelf.is_symlink() or shelf.stat().st_dev != output.parent.stat().st_dev:
        raise ReleaseError(
            f"{shelf} is on another disk, and no site of it could take the place of {output} in one step; put the "
            "folder itself there, or choose another --output, which has its own beside it"
        )
    ours = output.resolve().parent == shelf if output.is_symlink() else (output / MARK).exists()
    if not ours and (output.exists() or output.is_symlink()):
        raise ReleaseError(f"{output} was not made by a build; move it away, so that nothing of it is lost")
    lock = filelock.FileLock(shelf / "lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise ReleaseError(f"another build of {output} is running; wait for it to end") from None
    try:
        published, spare = _trees(shelf, output)
        spare = _as_it_is(spare) if spare else None
        if forget:
            published = spare = None
        _clear(shelf, output, spare)
        incoming = Path(tempfile.mkdtemp(prefix="incoming-", dir=shelf))
        incoming.chmod(0o755)
        yield Staging(output, shelf, incoming, published, spare)
    finally:
        # What cannot be cleared now, the next build clears.
        with suppress(OSError):
            _clear(shelf, output, _trees(shelf, output)[1])
        lock.release()


def current(output: Path) -> Release | None:
    """The published release of an output."""
    output = _placed(output)
    shelf = shelf_of(output)
    if output.is_symlink():
        tree = output.resolve()
        return Release.of(tree) if tree.parent == shelf else None
    name = marked(output)
    found = Release.of(shelf / name) if name else None
    return replace(found, tree=output) if found else None


def _trees(shelf: Path, output: Path) -> tuple[Release | None, Release | None]:
    """The published tree and the spare one, as far as their lists can be believed."""
    published = current(output)
    shown = output.resolve() if output.is_symlink() else None
    others = [tree for tree in sorted(shelf.glob("release-*")) if tree.is_dir() and tree != shown]
    spares = [spare for tree in others if (spare := Release.of(tree))]
    return published, spares[0] if spares else None


def _as_it_is(spare: Release) -> Release:
    """A tree without the files that are no longer there: it is the next to be published, and must lack none."""
    tree, files = str(spare.tree), spare.files.items()
    return replace(spare, files={file: content for file, content in files if os.access(f"{tree}/{file}", os.F_OK)})


def _clear(shelf: Path, output: Path, spare: Release | None) -> None:
    """Removes all but the published tree, the spare one, and their lists."""
    shown = output.resolve().name if output.is_symlink() else marked(output)
    trees = [name for name in (shown, spare.tree.name if spare else None) if name]
    kept = {"lock", LAST, *trees, *(f"{name}.json" for name in trees)}
    for path in sorted(shelf.iterdir()):
        if path.name not in kept:
            path.unlink() if path.is_symlink() or path.is_file() else _remove_folder(path)


def _remove_folder(folder: Path) -> None:
    """Removes a folder, though a worker whose build was killed may be writing into it still."""
    deadline = time.monotonic() + WHILE
    while True:
        try:
            shutil.rmtree(folder)
            return
        except OSError as error:
            if error.errno != errno.ENOTEMPTY or time.monotonic() > deadline:
                raise
        time.sleep(0.05)
