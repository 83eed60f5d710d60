"""Issues as a forge writes them from a filled-in form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plugins.contributing.issue_forms import Element, elements
from plugins.core.records import Record

__all__ = ["body_of", "data_of"]


def body_of(record_type: type[Record], data: Mapping[str, Any]) -> str:
    """The body of an issue whose form was filled in with these fields, each heading with its answer below."""
    return "\n\n".join(f"### {one.label}\n\n{_answer(one, data)}" for one in elements(record_type))


def data_of(record_type: type[Record], data: Mapping[str, Any]) -> dict[str, Any]:
    """Of these fields, those that the form asks for."""
    found: dict[str, Any] = {}
    for element in elements(record_type):
        for loc in _locs(element):
            value = _at(data, loc)
            if value is not None and not (element.way == "ticks" and value == "false"):
                _put(found, loc, value)
    return found


def _locs(element: Element) -> list[tuple[Any, ...]]:
    """Where the answers below a heading go: ticks to fields of a part, or to one that is no part's."""
    if element.way != "ticks" or element.inner[0].key == element.loc[-1]:
        return [element.loc]
    return [(*element.loc, one.key) for one in element.inner]


def _answer(element: Element, data: Mapping[str, Any]) -> str:
    value = _at(data, element.loc)
    if element.way == "agreed":
        return f"- [{'X' if value else ' '}] I agree"
    if element.way == "ticks":
        ticked = value if isinstance(value, Mapping) else {element.loc[-1]: value}
        return "\n".join(f"- [{'X' if ticked.get(one.key) == 'true' else ' '}] {one.label}" for one in element.inner)
    if value is None:
        return "_No response_"
    if element.way == "rows":
        return "\n".join(_row(element, one) for one in value)
    return "\n".join(value) if element.way == "lines" else str(value)


def _row(element: Element, entry: Any) -> str:
    return " | ".join(entry.get(one.key, "") for one in element.inner) if isinstance(entry, Mapping) else str(entry)


def _at(data: Any, loc: Sequence[Any]) -> Any:
    for step in loc:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _put(data: dict[str, Any], loc: Sequence[Any], value: Any) -> None:
    for step in loc[:-1]:
        data = data.setdefault(step, {})
    data[loc[-1]] = value
