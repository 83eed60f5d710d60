"""The switch from one tree to another: a single step where the system has symbolic links, and two where it has none."""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = ["MARK", "marked", "publish"]

MARK = ".guildhall-release"
"""Names the tree in an output that is a folder, where the system has no symbolic links."""

NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""What systems answer that have no symbolic links, or none for this user."""


def marked(output: Path) -> str | None:
    """The name of the tree in an output that is a folder."""
    try:
        return (output / MARK).read_text(encoding="utf-8")
    except OSError:
        return None


def publish(tree: Path, output: Path) -> None:
    """Makes a tree the published one, in one step (POSIX rename of a symbolic link)."""
    link = tree.with_name(f"{tree.name}.link")
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(Path(tree.parent.name) / tree.name, target_is_directory=True)
    except OSError as error:
        # On a full disk, say, two renames would do nothing for the site but harm.
        if error.errno not in NO_LINKS:
            raise
        _swap(tree, output)
        return
    link.replace(output)


def _swap(tree: Path, output: Path) -> None:
    """Where there are no symbolic links: two renames, the nearest thing to one step."""
    (tree / MARK).write_text(tree.name, encoding="utf-8")
    if output.exists():
        output.rename(tree.with_name(marked(output) or f"{tree.name}.old"))
    tree.rename(output)
