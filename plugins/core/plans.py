"""The plan of a part's fields that the core works by: who sees each, what it refers to, what it holds."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import Tag
from pydantic.fields import FieldInfo

from plugins.core.fields import InVocabulary, Prose, Reference, Visible
from plugins.core.parts import Image, Markdown, Part
from plugins.core.sources import Loc
from plugins.core.synonyms import fields_meant

__all__ = ["FieldPlan", "names_of", "notable", "places_of", "plan", "walk"]


@dataclass(frozen=True)
class FieldPlan:
    """What the core needs to know of a field: who sees it, what it refers to, what parts it holds.

    `key` is its name in a file, which differs from its name in Python where that is a keyword (`except`). A field
    that is `required` must be given in a file; one that is `essential` cannot be taken out again, since its part would
    mean nothing without it. `example` is what may stand behind its name and colon. `choices` are the words that it may
    hold, where they are few; `prose` is a text of sentences, Markdown too; `tags` are the steps that pydantic adds to a
    loc for the branches of a union.
    """

    name: str
    key: str
    required: bool
    essential: bool
    default: Any
    visible: Visible
    reference: Reference | None
    part: type[Part] | None
    in_vocabulary: bool
    prose: bool
    choices: tuple[str, ...]
    tags: frozenset[str]
    example: str


@functools.cache
def plan(part: type[Part]) -> tuple[FieldPlan, ...]:
    """The fields of a part, in the order of its definition."""
    return tuple(_plan(name, info) for name, info in part.model_fields.items())


def _plan(name: str, info: FieldInfo) -> FieldPlan:
    found: list[Any] = [*info.metadata, *_leaves(info.annotation)]
    parts = [leaf for leaf in found if isinstance(leaf, type) and issubclass(leaf, Part)]
    choices = [typing.get_args(leaf) for leaf in found if typing.get_origin(leaf) is Literal]
    visible = next((leaf for leaf in found if isinstance(leaf, Visible)), Visible())
    default = None if info.is_required() else info.default
    return FieldPlan(
        name=name,
        key=info.alias or name,
        required=info.is_required(),
        essential=info.is_required() and types.NoneType not in found,
        default=default,
        # Without its value such a field would say its default, which may be the opposite.
        visible=replace(visible, fixed=True) if default else visible,
        reference=next((leaf for leaf in found if isinstance(leaf, Reference)), None),
        part=parts[0] if parts else None,
        in_vocabulary=any(isinstance(leaf, InVocabulary) for leaf in found),
        prose=Markdown in parts or any(isinstance(leaf, Prose) for leaf in found),
        choices=choices[0] if choices else (),
        tags=frozenset(leaf.tag for leaf in found if isinstance(leaf, Tag)),
        example=str(info.examples[0]) if info.examples else _example(parts[0]) if parts else "...",
    )


def _example(part: type[Part]) -> str:
    """The fields that a part has to have, or else its first, on one line."""
    fields = [field for field in plan(part) if field.required] or plan(part)[:1]
    return f"{{{', '.join(f'{field.key}: {field.example}' for field in fields)}}}"


def _leaves(annotation: Any) -> Iterator[Any]:
    """Every type and every mark inside an annotation."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *marks = typing.get_args(annotation)
        yield from marks
        yield from _leaves(inner)
    elif origin in {typing.Union, types.UnionType, tuple}:
        for inner in typing.get_args(annotation):
            yield from _leaves(inner)
    else:
        yield annotation


@functools.cache
def names_of(part: type[Part], prefix: str = "") -> Mapping[str, Visible]:
    """The dotted names of all fields that a file may set, each with its audiences; positions in lists left out."""
    names: dict[str, Visible] = {}
    for field in plan(part):
        if prefix == "" and field.name in {"slug", "path", "visibility"}:
            continue
        names[prefix + field.key] = field.visible
        if field.part and field.part not in {Markdown, Image}:
            names |= names_of(field.part, f"{prefix}{field.key}.")
    return names


def places_of(part: type[Part], name: str) -> tuple[str, ...]:
    """The dotted names of all fields of a part, and of the parts in it, that a name may mean."""
    for meant in fields_meant(name):
        if found := tuple(dotted for dotted in names_of(part) if dotted.rpartition(".")[2] == meant):
            return found
    return ()


def walk(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, FieldPlan, Any]]:
    """Every value that a record gives, with its loc: parts themselves first, then what is in them."""
    for field in plan(type(part)):
        value = getattr(part, field.name)
        for place, item in _items(value, (*loc, field.key)):
            yield place, field, item
            if isinstance(item, Part):
                yield from walk(item, place)


def notable(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, FieldPlan, Any]]:
    """As `walk`, but only what can refer to others, has words of the vocabulary, or is prose."""
    for field, inside in _notable(type(part)):
        for place, item in _items(getattr(part, field.name), (*loc, field.key)):
            if not inside or isinstance(item, Markdown) or not isinstance(item, Part):
                yield place, field, item
            else:
                yield from notable(item, place)


@functools.cache
def _notable(part: type[Part]) -> tuple[tuple[FieldPlan, bool], ...]:
    """The fields that `notable` gives, and those with parts in which there are some."""
    found = []
    for field in plan(part):
        inside = field.part is not None and bool(_notable(field.part))
        if field.reference or field.in_vocabulary or field.prose or inside:
            found.append((field, inside))
    return tuple(found)


def _items(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, tuple):
        yield from (((*loc, position), item) for position, item in enumerate(value))
    elif value is not None:
        yield loc, value
