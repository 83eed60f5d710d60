"""Why a build stopped, in one line for staff: what went wrong, where, and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

__all__ = ["told"]

FULL = "make room on that disk, or choose a folder on another one with --output, and build again"
FORBIDDEN = "let this user write there, or choose another folder with --output, and build again"
MANY = "let more be open at once (ulimit -n), or build with --jobs 1"

ADVICE = {
    errno.ENOSPC: ("the disk is full", FULL),
    errno.EDQUOT: ("the disk holds as much as this user may have", FULL),
    errno.EFBIG: ("a file would be larger than this process may write", "raise that limit (ulimit -f) and build again"),
    errno.EACCES: ("this is not allowed", FORBIDDEN),
    errno.EPERM: ("this is not allowed", FORBIDDEN),
    errno.EROFS: ("the file system can only be read", FORBIDDEN),
    errno.EXDEV: (
        "a site is made beside its output and put in its place in one step, which needs one file system for both",
        "choose a folder with --output that has .output-releases on the same disk, and build again",
    ),
    errno.EMFILE: ("too many files are open", MANY),
    errno.ENFILE: ("too many files are open", MANY),
    errno.EAGAIN: ("no more processes can be started", "build with --jobs 1, or when the machine does less"),
    errno.ENOENT: ("a file or folder is gone", "leave files alone while the site is built, and build again"),
    errno.EIO: ("the disk does not answer as it should", "look after that disk, then build again"),
}
"""What the system says, in other words; and what to do."""

OTHERWISE = "see to that, and build again"
SHORT = ("memory ran out", "give the build more memory, or fewer processes with --jobs 1, and build again")


def told(error: BaseException, stage: str, root: Path) -> str:
    """The reason that an error was in a stage of a build; those that we raise have their words already."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        what, advice = SHORT
    elif isinstance(error, OSError):
        what, advice = ADVICE.get(error.errno or 0, (str(error.strerror or error), OTHERWISE))
    else:
        return str(error)
    names = [name for name in (getattr(error, "filename", None), getattr(error, "filename2", None)) if name]
    files = " and ".join(_below(root, os.fsdecode(name)) for name in names if isinstance(name, (str, bytes)))
    where = ", ".join(part for part in (files, f"in the stage '{stage}'" if stage else "") if part)
    return f"{what}{f' ({where})' if where else ''}; {advice}"


def _below(root: Path, name: str) -> str:
    """A file as staff know it: by its path below the root, where it is there."""
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else name
