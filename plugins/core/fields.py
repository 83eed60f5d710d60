"""The types of fields: what a value must look like, in words for its author, and who may see it by default."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError, ValidationInfo
from pydantic_core import InitErrorDetails, core_schema

from plugins.core.asking import Asked
from plugins.core.dates import Day, LocalTime, PartialDate, not_before
from plugins.core.mending import if_taken, login, url
from plugins.core.problems import did_you_mean
from plugins.core.standards import Country, Currency, Doi, Email, Language, Orcid, Phone, TimeZone, Url
from plugins.core.text import fold
from plugins.core.wording import did_you_mean_this, quoted, singular, wrong

__all__ = [
    "AUDIENCES",
    "Amount",
    "Audience",
    "Country",
    "Currency",
    "Day",
    "Doi",
    "Email",
    "Grade",
    "InVocabulary",
    "Language",
    "LocalTime",
    "LongText",
    "Matching",
    "Name",
    "Orcid",
    "PartialDate",
    "Phone",
    "Prose",
    "Reference",
    "ReferenceOrName",
    "Skill",
    "Slug",
    "Term",
    "Text",
    "TimeZone",
    "Url",
    "Visible",
    "Year",
    "each_once",
    "free_slug",
    "not_before",
    "slug_of",
    "wrong",
]  # fmt: skip

Audience = Literal["public", "members", "staff"]
AUDIENCES: tuple[Audience, ...] = ("public", "members", "staff")
"""From the widest circle of readers to the narrowest."""


@dataclass(frozen=True)
class Visible:
    """Who sees a field unless its record says otherwise, and the widest audience the record may choose.

    A `fixed` field goes with what holds it and cannot be hidden alone: without it, the rest would say something
    else (a cancelled event would look as if it took place). What `follows` a field beside it is seen by nobody who
    does not see that one, since it would tell of it.
    """

    default: Audience = "public"
    widest: Audience = "public"
    fixed: bool = False
    follows: str = ""


@dataclass(frozen=True)
class InVocabulary:
    """Marks a field whose words come from the association's vocabulary, though others are taken too.

    A synonym becomes the canonical term where the validation's context gives the `vocabulary`, as loading does.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        return core_schema.with_info_after_validator_function(self._canonical, handler(source))

    def _canonical(self, value: str, info: ValidationInfo) -> str:
        vocabulary = (info.context or {}).get("vocabulary")
        canonical: str = vocabulary.canonical(value) if vocabulary else value
        return canonical


@dataclass(frozen=True)
class Prose:
    """Marks a text in which people write whole sentences, and may give away more than they mean to."""


FEW = 12
"""So many names are told where none of them is near to what is written."""


@dataclass(frozen=True)
class Reference:
    """Marks a field that holds the slug of a record of `kind`; with `or_name`, any other text is a plain name.

    It is checked where the validation's context gives the `slugs` by kind, as loading does.
    """

    kind: str
    or_name: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        if info.context is None or self.or_name:
            return value
        slugs: Mapping[str, frozenset[str]] = info.context["slugs"]
        known = slugs.get(self.kind, frozenset())
        if value in known:
            return value
        one = singular(self.kind)
        others = [singular(kind) for kind, names in sorted(slugs.items()) if value in names]
        if others:
            raise wrong(
                "reference",
                "{value} is the name of {other}; {one} is expected here",
                value=quoted(value),
                other=_a(others[0]),
                one=_a(one),
            )
        # A name, or the name of a file with its folder and ending, in place of the file's bare name.
        slug = slug_of(value.rpartition("/")[2].removesuffix(".yaml").removesuffix(".md"))
        right = slug if slug in known else ""
        near = did_you_mean_this(f"'{right}'" if right else "") or did_you_mean(value, known)
        few = f", one of: {', '.join(sorted(known))}" if 0 < len(known) <= FEW else ""
        hint = near or f"; write it as the address of its page ends{few}"
        message = "no {one} is called {value}{hint}"
        raise wrong("reference", message, one=one, value=quoted(value), hint=hint, right=right)


def ReferenceOrName(kind: str) -> Reference:  # noqa: N802  reads as the type it makes
    """Marks a field that holds the slug of a record of `kind` or, where there is none, a plain name."""
    return Reference(kind, or_name=True)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def each_once(name: str) -> AfterValidator:
    """A check that no two parts of a list have the same value in the field `name`."""

    def check(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        seen = set()
        found = []
        for position, value in enumerate(getattr(part, name) for part in parts):
            if value in seen:
                why = wrong("twice", "{value} stands in the list already; keep one of the two", value=quoted(value))
                found.append(InitErrorDetails(type=why, loc=(position, name), input=value))
            seen.add(value)
        if found:
            raise ValidationError.from_exception_data("list", found)
        return parts

    return AfterValidator(check)


@dataclass(frozen=True)
class Matching(Asked):
    """Marks a text that its pattern has to match as a whole; `expected` says what is right, without the example."""

    expected: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value, re.ASCII):
            expected = f"{self.expected}, such as {self.example}"
            right = if_taken(self._check, url, value) or if_taken(self._check, login, value)
            message, hint = "{value} is not {expected}{hint}", did_you_mean_this(right)
            raise wrong("form", message, value=quoted(value), expected=expected, hint=hint, right=right)
        return value


BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers and the empty pattern of Braille: letters and signs by their category, and yet nothing to see."""


def _visible(value: str) -> str:
    for sign in value:
        if unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK:
            return value
    raise wrong("blank", "nothing of the text can be seen; write some, or take the line out")


def _one_line(value: str) -> str:
    if "\n" in value:
        raise wrong("one_line", "the text has several lines; write it on one")
    return _visible(value)


def _text(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


Name = Annotated[str, _text(120), AfterValidator(_one_line)]
Text = Annotated[str, _text(300), AfterValidator(_one_line)]
LongText = Annotated[str, _text(2000), AfterValidator(_visible), Asked("paragraph"), Prose()]
Term = Annotated[str, _text(60), AfterValidator(_one_line)]
Grade = Annotated[str, _text(40), AfterValidator(_one_line)]
"""Texts by their longest: a name, a line, a paragraph, a word of a vocabulary, a grade of membership."""

Skill = Annotated[Term, InVocabulary(), Asked("skill")]

DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
RESERVED_SLUGS = frozenset({"index", "page", "feed", "past", "submit", "salaries", "404"})
MAX_SLUG = 60
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(value: str) -> str:
    if problem := slug_problem(value):
        raise wrong("slug", "{problem}", problem=problem)
    return value


def slug_problem(slug: str) -> str | None:
    """Why a text cannot be a slug, or None when it can."""
    if slug in DEVICE_NAMES:
        return f"{quoted(slug)} is a device's name on Windows; add a word, such as '{slug}-1'"
    if slug in RESERVED_SLUGS:
        return f"{quoted(slug)} is an address of the site itself; add a word, such as '{slug}-1'"
    if len(slug) > MAX_SLUG:
        return f"a name of {len(slug)} characters is too long; at most {MAX_SLUG} are taken"
    if not SLUG.fullmatch(slug):
        like = slug_of(slug) or "ada-lovelace"
        return f"{quoted(slug)} is not a name for an address; use a-z, 0-9 and single hyphens, such as '{like}'"
    return None


def slug_of(text: str) -> str:
    """A name as a slug: at most 60 of a-z, 0-9 and single hyphens, cut after a word; "" where nothing is left."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    found = "-".join(re.findall("[a-z0-9]+", fold(visible)))
    if len(found) <= MAX_SLUG:
        return found
    return found[: MAX_SLUG + 1].rpartition("-")[0] or found[:MAX_SLUG]


def free_slug(slug: str, taken: Collection[str]) -> str:
    """A slug that is none of those taken: this one, else with the first number that makes it one."""
    candidate, number = slug, 1
    while slug_problem(candidate) or candidate in taken:
        number += 1
        candidate = f"{slug[: MAX_SLUG - 1 - len(str(number))].rstrip('-')}-{number}"
    return candidate


Slug = Annotated[str, AfterValidator(_slug), Asked("slug", "ada-lovelace", SLUG.pattern)]


Year = Annotated[str, StringConstraints(strip_whitespace=True), Matching("text", "2026", r"[12]\d{3}", "a year")]


def _no_thousands(value: Any) -> Any:
    """Where 45.000 are forty-five thousand, they must not become forty-five."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", value.strip()):
        message = "a point is taken to stand before cents, and not between thousands; did you mean {digits}?"
        raise wrong("thousands", message, digits=value.strip().replace(".", ""))
    return value


Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2), BeforeValidator(_no_thousands)]
