"""Records: validated, frozen models of one file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidatorFunctionWrapHandler, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from plugins.core import markup
from plugins.core.fields import AUDIENCES, Audience, Slug
from plugins.core.parts import Image, Markdown, NameOf, Part
from plugins.core.plans import names_of, places_of, walk
from plugins.core.problems import did_you_mean
from plugins.core.searching import Searchable
from plugins.core.site import Site
from plugins.core.sources import Loc
from plugins.core.wording import quoted, wrong

__all__ = ["LOADER_FIELDS", "Aliases", "Record"]

LOADER_FIELDS = frozenset({"slug", "path", "body"})
"""Fields that are not written in the YAML: the name of the file, where it lies, and the text after the front matter."""

NOT_SEARCHED = frozenset({"slug", "path", "aliases"})

Aliases = Annotated[tuple[Slug, ...], Field(max_length=20)]


class Record(Part):
    """A validated frozen model of one file. A subclass is a content type.

    `kind` is the key in the catalogue and the first part of its URLs, `folder` where its files lie, `suffix` how
    they end, `title_field` which field names the record, `image_field` which one describes its picture, if any,
    printed at the `image_sizes` (pixels), cut to a square if `image_square`. `unique_label` says that two records of
    one name are perhaps one and the same, and worth a warning; `identifier` is the dotted name of a field that each has
    a value of its own in. Of `dated` files, what is printed tells when they were changed. `personal` is what people
    write about themselves. `sections` are headings with the keys of the fields that stand under them, where people are
    asked for them. A new file is `asked` for the fields of these names, in this order, and has those that are `offered`
    as comments.
    """

    kind: ClassVar[str]
    folder: ClassVar[str]
    suffix: ClassVar[str] = ".md"
    title_field: ClassVar[str] = "name"
    image_field: ClassVar[str | None] = None
    image_sizes: ClassVar[tuple[int, ...]] = (160,)
    image_square: ClassVar[bool] = False
    unique_label: ClassVar[bool] = True
    identifier: ClassVar[str | None] = None
    dated: ClassVar[bool] = False
    personal: ClassVar[bool] = False
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    asked: ClassVar[tuple[str, ...]] = ()
    offered: ClassVar[tuple[str, ...]] = ()

    slug: Slug
    path: str
    aliases: Aliases = Field(
        default=(),
        title="Old names of this file",
        description="Each as an old address of its page ended; such addresses lead to it",
        examples=["an-earlier-name"],
    )
    visibility: dict[str, Audience] = Field(
        default={},
        title="Who sees what",
        description="For each field that is to be seen by others than usual: public, members or staff",
    )

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

    def telling(self) -> Iterator[tuple[str, str]]:
        """Dotted names of fields that no two have alike, with what they hold, as it is compared; the name apart."""
        yield from ()

    def doubts(self) -> Iterator[tuple[Loc, str]]:
        """What its author should look at again, each with its place: a warning, which stops nothing."""
        yield from ()

    def read_as(self, _today: date) -> Iterator[str]:
        """Lines that say in other words what its author should make sure of, such as the next dates of a series."""
        yield from ()

    def home(self) -> str | None:
        """The country where it is at home: phone numbers in its texts may be written as they are there."""
        return None

    def sort_key(self) -> tuple[Any, ...]:
        """What its collection is ordered by."""
        return (self.slug,)

    def card(self, name_of: NameOf) -> object:
        """What other pages show of it, and no more, so that they change only when that changes."""
        raise NotImplementedError(type(self))

    def searchable(self, _name_of: NameOf, _site: Site) -> Searchable | None:
        """What a search knows of it; None where it is not searched. Unless a kind says otherwise: all its texts."""
        words: list[str] = []
        long: list[str] = []
        passed = NOT_SEARCHED | {self.title_field}
        whole: Loc = ("slug",)
        for loc, _plan, value in walk(self):
            if isinstance(value, Markdown | Image):
                whole = loc  # what is in it are pieces of one text, or of no interest
                long += [markup.plain(value.html)] if isinstance(value, Markdown) else []
            elif isinstance(value, str) and loc[: len(whole)] != whole and loc[0] not in passed:
                words.append(value)
        return Searchable(names=(self.label,), words=tuple(words), text=" ".join(long))

    @field_validator("visibility", mode="wrap")
    @classmethod
    def _within_limits(cls, written: Any, typed: ValidatorFunctionWrapHandler) -> dict[str, Audience]:
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
            places = places_of(cls, name.rpartition(".")[2])
            near = f"; did you mean '{places[0]}'?" if len(places) == 1 else did_you_mean(name, limits)
            hint = near or "; fields are named as in email or location.city"
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
        visible = names_of(type(self))[name]
        chosen = self.visibility.get(name) or visible.default
        if not visible.follows:
            return chosen
        part, dot, _ = name.rpartition(".")
        return max(chosen, self.audience_of(f"{part}{dot}{visible.follows}"), key=AUDIENCES.index)
