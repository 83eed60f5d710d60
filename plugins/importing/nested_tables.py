"""Rows of YAML and JSON, with every value as the text it was written as."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.importing.cells import Cells, raw
from plugins.importing.tables import Row, UnreadableError

__all__ = ["nested_rows"]

MAX_DEPTH = 40


def nested_rows(name: str, text: str, at: str, *, alone: bool) -> Iterator[Row]:
    """The records of a list, of a mapping by id (which becomes the column _id), or the one record of a file."""
    root = _json_tree(name, text) if name.lower().endswith(".json") else _yaml_tree(name, text)
    if at:
        root = raw(root, at)
        if root is None:
            raise UnreadableError(f"{name}: there is nothing at '{at}', where the map says the records are")
    if isinstance(root, list):
        for number, item in enumerate(root, 1):
            yield _row(getattr(item, "place", "") or f"item {number}", item)
    elif isinstance(root, _Mapping) and (at or alone) and root and all(isinstance(v, _Mapping) for v in root.values()):
        if root.twice:
            raise UnreadableError(f"{name}: the key '{root.twice[0]}' stands in the file twice; rename or remove one")
        for key, item in root.items():
            place = f"{item.place}, '{key}'" if item.place else f"'{key}'"
            yield _row(place, item, {"_id": key})
    elif isinstance(root, _Mapping):
        yield _row("" if not alone else "the file", root)
    else:
        raise UnreadableError(f"{name}: a list of records, or records by their ids, is expected")


def _row(place: str, item: Any, more: Cells | None = None) -> Row:
    if not isinstance(item, _Mapping):
        return Row(place, {}, "this is not a record of named values")
    twice = sorted(_twice(item))
    problem = f"'{twice[0]}' stands in this record twice; which of the two holds?" if twice else ""
    return Row(place, {**item, **(more or {})}, problem)


def _twice(value: Any) -> Iterator[str]:
    if isinstance(value, _Mapping):
        yield from value.twice
        for inner in value.values():
            yield from _twice(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _twice(inner)


@dataclass(frozen=True)
class _Mapping(dict[str, Any]):
    """A mapping as read, with the place it stands at and the keys that stand in it twice."""

    place: str = ""
    twice: tuple[str, ...] = ()

    __hash__ = None


def _mapping(pairs: Iterable[tuple[str, Any]], place: str = "") -> _Mapping:
    pairs = list(pairs)
    counts = Counter(key for key, _ in pairs)
    found = _Mapping(place, tuple(key for key, count in counts.items() if count > 1))
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _json_tree(name: str, text: str) -> Any:
    """JSON with every number and truth value as the text it was written as."""
    try:
        tree = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_mapping)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{name}: line {error.lineno} is not JSON ({error.msg})") from None
    except RecursionError:
        raise UnreadableError(f"{name}: values stand in one another too deep") from None
    return _truth_as_text(tree)


def _truth_as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_truth_as_text(item) for item in value]
    if isinstance(value, dict):
        for key in value:
            value[key] = _truth_as_text(value[key])
    return value


def _yaml_tree(name: str, text: str) -> Any:
    """YAML with every scalar as text; only an empty value, ~ and null mean nothing."""
    try:
        _refuse_depth(name, text)
        nodes = list(yaml.compose_all(text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(f"{name}: line {line} is not YAML ({error.problem})") from None
    except yaml.YAMLError as error:
        raise UnreadableError(f"{name}: this is not YAML ({error})") from None
    if len(nodes) > 1:
        raise UnreadableError(f"{name}: the file holds {len(nodes)} documents (---); one is read")
    return _plain(name, nodes[0], set()) if nodes else None


def _refuse_depth(name: str, text: str) -> None:
    """Refuses nesting before libyaml's composer meets it, which has no bound and takes the whole process down."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise UnreadableError(f"{name}: line {event.start_mark.line + 1}: values stand in one another too deep")


def _plain(name: str, node: Any, seen: set[int]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in {"", "~", "null"} else node.value
    if id(node) in seen:  # a few aliases of aliases could fill any memory
        raise UnreadableError(
            f"{name}: an alias stands for the list or mapping on line {node.start_mark.line + 1}; write it out"
        )
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, item, seen) for item in node.value]
    pairs = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise UnreadableError(f"{name}: line {key.start_mark.line + 1}: a key is a text, not a list")
        pairs.append((str(key.value), _plain(name, value, seen)))
    return _mapping(pairs, f"line {node.start_mark.line + 1}")
