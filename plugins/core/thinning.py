"""A record with less in it: what an audience may not see, or what is left out of a build, taken out of its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import FieldPlan, plan

__all__ = ["Keep", "thin"]

P = TypeVar("P", bound=Part)

Keep = Callable[[str, FieldPlan, Any], bool]
"""Whether a value stays: asked with the field's dotted name, its plan and the value."""


def thin(part: P, keep: Keep, prefix: str = "") -> P | None:
    """The part with only the values that `keep` keeps; None when something essential is gone, or nothing is left.

    So to hide what a part cannot be without (a member's name, a position's title) hides the part.
    """
    changes: dict[str, Any] = {}
    given = False
    for field in plan(type(part)):
        before = getattr(part, field.name)
        after = _thin_value(before, field, keep, prefix + field.key)
        if after is None:
            after = field.default
        if after is not before:
            if field.essential and after in (None, ()):
                return None
            changes[field.name] = after
        given = given or after != field.default
    if not given:
        return None
    return part.model_copy(update=changes) if changes else part


def _thin_value(value: Any, field: FieldPlan, keep: Keep, name: str) -> Any:
    if isinstance(value, tuple):
        kept = tuple(item for item in (_thin_item(item, field, keep, name) for item in value) if item is not None)
        return value if len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True)) else kept
    return None if value is None else _thin_item(value, field, keep, name)


def _thin_item(value: Any, field: FieldPlan, keep: Keep, name: str) -> Any:
    if not keep(name, field, value):
        return None
    if isinstance(value, Part) and not isinstance(value, Markdown | Image):
        return thin(value, keep, f"{name}.")
    return value
