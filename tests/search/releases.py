"""Releases of a site's search in folders, cards and all, without a build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from plugins.search.files import BLOCK, DIRECTORY
from tests.search.made_up import MadeUp, write

__all__ = ["directory_of", "release"]


def release(documents: Sequence[MadeUp], folder: Path, language: str = "en") -> Path:
    """Writes the index of some documents, with a card for each that has its name and links to its page."""
    write(documents, folder, language)
    numbering = directory_of(folder)["numbering"]
    for block, start in enumerate(range(0, len(documents), BLOCK)):
        cards = [_card(one) for one in documents[start : start + BLOCK]]
        file = folder / "search" / numbering / f"cards-{block}.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps([f"{numbering}-{block}", cards]), encoding="utf-8")
    return folder


def directory_of(folder: Path) -> dict[str, Any]:
    """The directory of the index in a folder."""
    found: dict[str, Any] = json.loads((folder / DIRECTORY).read_text(encoding="utf-8"))
    return found


def _card(document: MadeUp) -> str:
    name = escape(document.searchable.names[0])
    return f'<article class="member-card"><h3><a href="/{document.url}">{name}</a></h3></article>'
