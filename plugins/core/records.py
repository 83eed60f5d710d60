"""Records: validated, frozen models of one file each, and the plan of their fields that the core works by."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

import pydantic
from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic.fields import FieldInfo

from plugins.core import markup
from plugins.core.fields import AUDIENCES, Audience, InVocabulary, Reference, Slug, Text, Visible, wrong
from plugins.core.problems import did_you_mean
from plugins.core.sources import Loc

__all__ = ["Aliases", "FieldPlan", "Image", "Linked", "Markdown", "MarkdownText", "NameOf", "Part", "Record", "names_of", "plan", "walk"]

P = TypeVar("P", bound="Part")

MAX_MARKDOWN = 20_000
LOADER_FIELDS = frozenset({"slug", "path", "body"})
"""Fields that are not written in the YAML: the name of the file, where it lies, and the text after the front matter."""


class Part(pydantic.BaseModel):
    """A validated frozen piece of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_not_given(cls, data: Any) -> Any:
        """A plain empty value (`phone:`) means the same as no such line."""
        if isinstance(data, Mapping):
            return {name: value for name, value in data.items() if value is not None}
        return data


class Markdown(Part):
    """A text as written and as safe HTML; `dropped` names what is not shown of it."""

    text: str
    html: str
    dropped: tuple[str, ...] = ()

    def summary(self, limit: int = 200) -> str:
        """Its first words, on one line, without markup."""
        return markup.plain(self.html, limit)


def _markdown(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if len(text) > MAX_MARKDOWN:
        raise wrong("too_long", f"the text has {len(text):,} characters; at most {MAX_MARKDOWN:,} are taken")
    if not text:
        raise wrong("empty", "the text is empty; write some, or take the line out")
    try:
        html, dropped = markup.to_html(text)
    except markup.MarkupError as error:
        raise wrong("markdown", "{why}", why=str(error)) from None
    return Markdown(text=text, html=html, dropped=dropped)


MarkdownText = Annotated[Markdown, BeforeValidator(_markdown)]


class Linked(Part):
    """A name with its page, where it has one."""

    name: str
    url: str | None = None


NameOf = Callable[[str, str], str]
"""The name of a record by kind and slug; of a plain name, itself."""


class Image(Part):
    """The picture of a record: `alt` and `credit` are written in its file, the rest is read from the picture."""

    alt: Text | None = None
    credit: Text | None = None
    file: str = Field(default="", description="path of the picture below the root, filled in by the loader")
    digest: str = Field(default="", description="SHA-256 of the picture's bytes, filled in by the loader")


Aliases = tuple[Slug, ...]


class Record(Part):
    """A validated frozen model of one file. A subclass is a content type.

    `kind` is the key in the catalogue and the first part of its URLs, `folder` where its files lie, `suffix` how
    they end, `title_field` which field names the record, `image_field` which one describes its picture, if any,
    printed at the `image_sizes` (pixels), cut to a square if `image_square`. `unique_label` says that two records of one
    name are perhaps one and the same, and worth a warning.
    """

    kind: ClassVar[str]
    folder: ClassVar[str]
    suffix: ClassVar[str] = ".md"
    title_field: ClassVar[str] = "name"
    image_field: ClassVar[str | None] = None
    image_sizes: ClassVar[tuple[int, ...]] = (160,)
    image_square: ClassVar[bool] = False
    unique_label: ClassVar[bool] = True

    slug: Slug
    path: str
    aliases: Aliases = ()
    visibility: dict[str, Audience] = {}

    @property
    def url(self) -> str:
        """Its page, from the site's root."""
        return f"{self.kind}/{self.slug}/"

    @property
    def label(self) -> str:
        """What it is called."""
        return str(getattr(self, self.title_field))

    @property
    def image(self) -> Image | None:
        """Its picture, where it has one."""
        found: Image | None = getattr(self, self.image_field) if self.image_field else None
        return found if found and found.file else None

    def sort_key(self) -> tuple[Any, ...]:
        """What its collection is ordered by."""
        return (self.slug,)

    def card(self, name_of: NameOf) -> Part:
        """What other pages show of it, and no more, so that they change only when that changes."""
        raise NotImplementedError(type(self))

    @field_validator("visibility")
    @classmethod
    def _within_limits(cls, chosen: dict[str, Audience]) -> dict[str, Audience]:
        limits = names_of(cls)
        for name, audience in chosen.items():
            if name not in limits:
                hint = did_you_mean(name, limits) or ", such as email or location.city"
                raise wrong("visibility", "there is no field '{name}' to show or hide{hint}", name=name, hint=hint)
            widest = limits[name].widest
            if AUDIENCES.index(audience) < AUDIENCES.index(widest):
                raise wrong(
                    "visibility", "'{name}' is never shown more widely than to {widest}; '{audience}' is too wide",
                    name=name, widest=widest, audience=audience,
                )  # fmt: skip
        return chosen

    def audience_of(self, name: str) -> Audience:
        """Who may see the field of this dotted name: what the file says, else the field's default."""
        return self.visibility.get(name) or names_of(type(self))[name].default


@dataclass(frozen=True)
class FieldPlan:
    """What the core needs to know of a field: who sees it, what it refers to, what parts it holds.

    `key` is its name in a file, which differs from its name in Python where that is a keyword (`except`).
    """

    name: str
    key: str
    required: bool
    default: Any
    visible: Visible
    reference: Reference | None
    part: type[Part] | None
    in_vocabulary: bool


@functools.cache
def plan(part: type[Part]) -> tuple[FieldPlan, ...]:
    """The fields of a part, in the order of its definition."""
    return tuple(_plan(name, info) for name, info in part.model_fields.items())


def _plan(name: str, info: FieldInfo) -> FieldPlan:
    found: list[Any] = [*info.metadata, *_leaves(info.annotation)]
    parts = [leaf for leaf in found if isinstance(leaf, type) and issubclass(leaf, Part)]
    return FieldPlan(
        name=name,
        key=info.alias or name,
        required=info.is_required(),
        default=None if info.is_required() else info.default,
        visible=next((leaf for leaf in found if isinstance(leaf, Visible)), Visible("public")),
        reference=next((leaf for leaf in found if isinstance(leaf, Reference)), None),
        part=parts[0] if parts else None,
        in_vocabulary=any(isinstance(leaf, InVocabulary) for leaf in found),
    )


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


def walk(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, FieldPlan, Any]]:
    """Every value of a record with its loc: parts themselves first, then what is in them; what is not given left out."""
    for field in plan(type(part)):
        value = getattr(part, field.name)
        for place, item in _items(value, (*loc, field.key)):
            yield place, field, item
            if isinstance(item, Part):
                yield from walk(item, place)


def _items(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, tuple):
        yield from (((*loc, position), item) for position, item in enumerate(value))
    elif value is not None:
        yield loc, value


Keep = Callable[[str, FieldPlan, Any], bool]
"""Whether a value stays: asked with the field's dotted name, its plan and the value."""


def thin(part: P, keep: Keep, prefix: str = "") -> P | None:
    """The part with only the values that `keep` keeps; None when something required is gone, or nothing is left.

    So to hide what a part cannot be without (a member's name, a position's title) hides the part.
    """
    changes: dict[str, Any] = {}
    given = False
    for field in plan(type(part)):
        before = getattr(part, field.name)
        name = prefix + field.key
        after = _thin_value(before, field, keep, name)
        given = given or after not in (None, (), {}, "")
        if after is not before:
            if field.required and after in (None, ()):
                return None
            changes[field.name] = field.default if after is None else after
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
