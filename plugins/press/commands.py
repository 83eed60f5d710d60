"""What the commands have in common: which association they work on, and how they end."""

from __future__ import annotations

import gc
from pathlib import Path

from invoke.exceptions import Exit

from plugins.press.places import PROJECT

__all__ = ["ROOT_HELP", "end", "root_of"]

ROOT_HELP = "folder of an association: pelicanconf.py, members/, content/ (default: this one)"


def root_of(root: str) -> Path:
    """The folder that the option --root names; this project where it is not given."""
    return Path(root).expanduser().resolve() if root else PROJECT


def end(status: int) -> None:
    """Ends a command with this exit status."""
    # Python would look once more through all that a build held, which takes half a second at 10,000 members.
    gc.freeze()
    if status:
        raise Exit(code=status)
