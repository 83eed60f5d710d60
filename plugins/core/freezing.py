"""Records as JSON and back, without being validated twice: what was taken once is taken as it is."""

from __future__ import annotations

import functools
from typing import Any, TypeVar

from pydantic_core import SchemaValidator

from plugins.core.parts import Part

__all__ = ["frozen", "thawed"]

P = TypeVar("P", bound=Part)

CHECKS = ("function-before", "function-after", "function-wrap")
PLAIN = frozenset({"cls", "metadata", "serialization"})


def frozen(part: Part) -> bytes:
    """A part as JSON, without what it does not give. It holds what people wrote, closed fields as well."""
    return part.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def thawed(part_type: type[P], data: bytes) -> P:
    """The part that `frozen` made these bytes from. Raises ValueError for bytes that no part was made of."""
    part: P = _reader(part_type).validate_json(data)
    return part


@functools.cache
def _reader(part_type: type[Part]) -> SchemaValidator:
    """Pydantic's own schema of a part without our checks, which have passed, and are most of the work."""
    part_type.model_rebuild()  # models are built when they are first used
    # The validators that pydantic keeps ready for each model would bring the checks in again.
    return SchemaValidator(_unchecked(part_type.__pydantic_core_schema__), _use_prebuilt=False)


def _unchecked(schema: Any) -> Any:
    if isinstance(schema, dict):
        if schema.get("type") in CHECKS:
            # A part that may hold its own kind is referred to by the name that its outermost check has.
            return _unchecked(schema["schema"]) | {key: schema[key] for key in ("ref",) if key in schema}
        return {key: value if key in PLAIN else _unchecked(value) for key, value in schema.items()}
    if isinstance(schema, list | tuple):
        return type(schema)(map(_unchecked, schema))
    return schema
