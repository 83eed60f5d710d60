"""Finished sites on disk: printed beside the published one, which changes in a single step or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

__all__ = ["ReleaseError", "publish", "staging"]


class ReleaseError(RuntimeError):
    """The output cannot be used, in words for staff."""


def _shelf(output: Path) -> Path:
    """The folder that holds the releases of an output: `.output-releases` beside `output`."""
    return output.parent / f".{output.name.lstrip('.')}-releases"


def _placed(output: Path) -> Path:
    """The output by its real folder: links on the way to it would hide which release is the published one."""
    return output.parent.resolve() / output.name


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """An empty folder to print the next release of `output` in, gone again unless it is published.

    One build at a time; the lock of a build that died is free. What a killed build left behind is cleared first.
    """
    output = _placed(output)
    shelf = _shelf(output)
    shelf.mkdir(parents=True, exist_ok=True)
    ours = output.resolve().parent == shelf if output.is_symlink() else (output / MARK).exists()
    if not ours and (output.exists() or output.is_symlink()):
        raise ReleaseError(f"{output} was not made by a build; move it away, so that nothing of it is lost")
    lock = filelock.FileLock(shelf / "lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise ReleaseError(f"another build of {output} is running; wait for it to end") from None
    try:
        _clear(shelf, output)
        stage = Path(tempfile.mkdtemp(prefix="release-", dir=shelf))
        stage.chmod(0o755)
        yield stage
    finally:
        _clear(shelf, output)
        lock.release()


MARK = ".guildhall-release"
"""Marks an output that is a folder, where the system has no symbolic links."""


def _clear(shelf: Path, output: Path) -> None:
    """Removes every release but the published one."""
    current = output.resolve() if output.is_symlink() else None
    for path in sorted(shelf.iterdir()):
        if path.name != "lock" and path != current:
            path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)


def publish(stage: Path, output: Path) -> None:
    """Makes the staged site the published one, in one step (POSIX rename of a symbolic link)."""
    output = _placed(output)
    link = stage.with_suffix(".link")
    try:
        link.symlink_to(Path(stage.parent.name) / stage.name, target_is_directory=True)
    except OSError:
        _swap(stage, output)
        return
    link.replace(output)


def _swap(stage: Path, output: Path) -> None:
    """Where there are no symbolic links: two renames, the nearest thing to one step."""
    (stage / MARK).touch()
    old = stage.with_suffix(".old")
    if output.exists():
        output.rename(old)
    stage.rename(output)
