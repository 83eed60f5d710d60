"""Records: validated, frozen models of one file each, and the plan of their fields that the core works by."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

import pydantic
from pydantic import BeforeValidator, ConfigDict, Field, Tag, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from plugins.core import markup
from plugins.core.fields import AUDIENCES, Audience, InVocabulary, Reference, Slug, Text, Visible
from plugins.core.problems import did_you_mean
from plugins.core.sources import Loc
from plugins.core.wording import quoted, wrong

__all__ = [
    "Aliases",
    "FieldPlan",
    "Image",
    "Linked",
    "Markdown",
    "MarkdownText",
    "NameOf",
    "Part",
    "Record",
    "names_of",
    "plan",
    "walk",
]

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


@dataclass(frozen=True)
class Linked:
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


Aliases = Annotated[tuple[Slug, ...], Field(max_length=20)]


class Record(Part):
    """A validated frozen model of one file. A subclass is a content type.

    `kind` is the key in the catalogue and the first part of its URLs, `folder` where its files lie, `suffix` how
    they end, `title_field` which field names the record, `image_field` which one describes its picture, if any,
    printed at the `image_sizes` (pixels), cut to a square if `image_square`. `unique_label` says that two records of
    one name are perhaps one and the same, and worth a warning.
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

    def card(self, name_of: NameOf) -> object:
        """What other pages show of it, and no more, so that they change only when that changes."""
        raise NotImplementedError(type(self))

    @field_validator("visibility", mode="wrap")
    @classmethod
    def _within_limits(cls, written: Any, typed: pydantic.ValidatorFunctionWrapHandler) -> dict[str, Audience]:
        """Tells every wrong name and choice together with every word that is no audience."""
        found: list[InitErrorDetails] = []
        chosen: dict[str, Audience] = {}
        try:
            chosen = typed(written)
        except ValidationError as error:
            found += [
                InitErrorDetails(type=one["type"], loc=one["loc"], input=one["input"], ctx=one.get("ctx", {}))
                for one in error.errors()
            ]
        for name, audience in written.items() if isinstance(written, Mapping) else ():
            if why := cls._refused_choice(name, audience):
                found.append(InitErrorDetails(type=why, loc=(name,), input=audience))
        if found:
            raise ValidationError.from_exception_data("visibility", found)
        return chosen

    @classmethod
    def _refused_choice(cls, name: str, audience: Any) -> PydanticCustomError | None:
        limits = names_of(cls)
        if name not in limits:
            hint = did_you_mean(name, limits) or "; fields are named as in email or location.city"
            return wrong("visibility", "there is no field {name} to show or hide{hint}", name=quoted(name), hint=hint)
        if audience not in AUDIENCES:
            return None  # its type tells
        widest = limits[name].widest
        if AUDIENCES.index(audience) < AUDIENCES.index(widest):
            expected = f"'{name}' is never shown more widely than to {widest}; '{audience}' is too wide"
            return wrong("visibility", "{expected}", expected=expected)
        if limits[name].fixed and audience != limits[name].default:
            whole = name
            while whole and limits[whole].fixed:
                whole = whole.rpartition(".")[0]
            whole = whole or cls.title_field
            why = f"'{name}' cannot be hidden alone, since what is left would mislead"
            return wrong("visibility", "{why}; to hide all of it, hide '{whole}'", why=why, whole=whole)
        return None

    def audience_of(self, name: str) -> Audience:
        """Who may see the field of this dotted name: what the file says, else the field's default."""
        return self.visibility.get(name) or names_of(type(self))[name].default


@dataclass(frozen=True)
class FieldPlan:
    """What the core needs to know of a field: who sees it, what it refers to, what parts it holds.

    `key` is its name in a file, which differs from its name in Python where that is a keyword (`except`). A field
    that is `required` must be given in a file; one that is `essential` cannot be taken out again, since its part would
    mean nothing without it. `choices` are the words that it may hold, where they are few; `tags` are the steps that
    pydantic adds to a loc for the branches of a union.
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
    choices: tuple[str, ...]
    tags: frozenset[str]


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
        choices=choices[0] if choices else (),
        tags=frozenset(leaf.tag for leaf in found if isinstance(leaf, Tag)),
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
    """Every value that a record gives, with its loc: parts themselves first, then what is in them."""
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
