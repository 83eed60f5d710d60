"""Where things lie: the project, its theme, an association's settings, what a build remembers."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

__all__ = ["LIBRARIES", "MEMORY", "PLUGINS", "PROJECT", "SETTINGS", "THEME"]

PROJECT = Path(__file__).resolve().parents[2]
"""Where these plugins and the theme lie."""

PLUGINS = PROJECT / "plugins"
THEME = PROJECT / "theme"

LIBRARIES = MappingProxyType(
    {
        "lunr.min.js": PROJECT / "node_modules/lunr/lunr.min.js",
        "js/js-yaml.js": PROJECT / "node_modules/js-yaml/dist/browser/js-yaml.esm.min.mjs",
    }
)
"""The browser libraries that a site uses, by the name they are served under."""

SETTINGS = "pelicanconf.py"
"""What makes a folder the root of an association."""

MEMORY = ".guildhall/memory.sqlite"
"""Where a root remembers; it may be deleted at any time."""
