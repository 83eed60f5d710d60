"""Digests of values: what is remembered under one is the same value, whoever made it and whenever."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

__all__ = ["SIZE", "digest", "digest_of"]

SIZE = 16
"""Bytes of a digest (BLAKE2b, RFC 7693); written as twice as many hexadecimal digits."""


def digest(*parts: str | bytes) -> str:
    """The digest of texts or bytes in their order; each counts with its length, so none can pass for two."""
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(encoded))
        found.update(encoded)
    return found.hexdigest()


def digest_of(value: Any) -> str:
    """The digest of plain data: values, dates, tuples, dicts by texts in their order, frozen dataclasses and parts.

    Raises TypeError for anything else, which could not be told from another of its kind.
    """
    _keys_are_texts(value)
    return digest(ENCODER.encode(value))


def _keys_are_texts(value: Any) -> None:
    """JSON would write the key 1 as it writes "1"."""
    if isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} of {value!r} is not a text")
            _keys_are_texts(one)
    elif isinstance(value, tuple | list):
        for one in value:
            _keys_are_texts(one)


def _told(value: Any) -> Any:
    """What JSON has no words for, under the name of its type."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        _keys_are_texts(fields)
        return {"is": type(value).__qualname__, "of": fields}
    if hasattr(type(value), "model_fields"):  # of pydantic, which takes longer to import than many a build takes
        _keys_are_texts(value.__dict__)
        return {"is": type(value).__qualname__, "of": value.__dict__}
    if isinstance(value, date | Decimal):  # a datetime is a date too
        return {"is": type(value).__qualname__, "of": str(value)}
    if isinstance(value, bytes):
        return {"is": "bytes", "of": digest(value)}
    if isinstance(value, frozenset):
        return {"is": "frozenset", "of": sorted(value)}
    raise TypeError(f"{type(value).__name__} is not plain data: {value!r}")


# Made once: `json.dumps` makes one at each call.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_told)
