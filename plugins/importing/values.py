"""Places in nested data, read by their loc, and values in the few words of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from plugins.core.sources import Loc

__all__ = ["get_at", "loc_of", "shown"]

SHOWN = 60


def loc_of(dotted: str) -> Loc:
    """The loc that a dotted name means: "work[0].title" is ("work", 0, "title")."""
    return tuple(int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", dotted))


def get_at(data: Any, loc: Loc) -> Any:
    """The value at a loc, or None."""
    for step in loc:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def shown(value: Any) -> str:
    """A value in one short line."""
    if value in (None, ""):
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return f"'{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}'"
