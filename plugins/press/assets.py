"""The theme's static files: style sheets joined into one, scripts without comments, below a name made of their bytes.

The browser libraries that the site uses are among the scripts (press/browser_libraries.py brings them).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rjsmin

from plugins.core.outputs import Document
from plugins.press.places import LIBRARIES

__all__ = ["Assets", "read_assets"]

STYLE_SHEET = "site.css"


@dataclass(frozen=True)
class Assets:
    """The files by name, and the folder they are printed in, which changes whenever one of them does.

    One folder for all, so that scripts may import one another by relative paths.
    """

    files: Mapping[str, bytes]

    @cached_property
    def folder(self) -> str:
        digest = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return f"static/{digest.hexdigest()[:12]}"

    def url(self, name: str) -> str:
        """The URL of a file; KeyError for a name the theme has not."""
        if name not in self.files:
            raise KeyError(f"the theme has no static file {name}; there are {', '.join(sorted(self.files))}")
        return f"{self.folder}/{name}"

    def documents(self) -> tuple[Document, ...]:
        return tuple(Document(self.url(name), self.files[name], "theme") for name in sorted(self.files))


def read_assets(theme: Path) -> Assets:
    """All static files of a theme, and the libraries. Style sheets are joined in the order of their paths."""
    folder = theme / "static"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    sheets = [path.read_bytes() for path in paths if path.suffix == ".css"]
    files = {path.relative_to(folder).as_posix(): _served(path) for path in paths if path.suffix != ".css"}
    libraries = {name: path.read_bytes() for name, path in LIBRARIES.items()}
    return Assets({**files, **libraries, STYLE_SHEET: b"\n".join(sheets)})


def _served(path: Path) -> bytes:
    """A file as visitors get it: comments are for those who read the source, and a third of a script."""
    content = path.read_bytes()
    if path.suffix != ".js":
        return content
    served: bytes = rjsmin.jsmin(content)
    return served
