"""A record with less in it: what an audience may not see, or what is left out of a build, taken out of its parts."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, TypeVar

from plugins.core.parts import Image, Markdown, Part
from plugins.core.plans import FieldPlan, plan

__all__ = ["Keep", "thin"]

P = TypeVar("P", bound=Part)

Keep = Callable[[str, FieldPlan, Any], bool]
"""Whether a value stays: asked with the field's dotted name, its plan and the value."""


def thin(part: P, keep: Keep, prefix: str = "", among: Container[str] | None = None) -> P | None:
    """The part with only the values that `keep` keeps; None when something essential is gone, or nothing is left.

    So to hide what a part cannot be without (a member's name, a position's title) hides the part. Where only some
    fields can have values that are not kept, they are `among` these, with the parts around them.
    """
    changes: dict[str, Any] = {}
    given = False
    for field in plan(type(part)):
        before = getattr(part, field.name)
        name = prefix + field.key
        if among is not None and name not in among:
            given = given or before != field.default
            continue
        after = _thin_value(before, field, keep, name, among)
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


def _thin_value(value: Any, field: FieldPlan, keep: Keep, name: str, among: Container[str] | None) -> Any:
    if isinstance(value, tuple):
        items = [_thin_item(item, field, keep, name, among) for item in value]
        kept = tuple(item for item in items if item is not None)
        return value if len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True)) else kept
    return None if value is None else _thin_item(value, field, keep, name, among)


def _thin_item(value: Any, field: FieldPlan, keep: Keep, name: str, among: Container[str] | None) -> Any:
    if not keep(name, field, value):
        return None
    if isinstance(value, Part) and not isinstance(value, Markdown | Image):
        return thin(value, keep, f"{name}.", among)
    return value
