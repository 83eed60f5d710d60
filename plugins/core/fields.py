"""The types of fields: what a value must look like, in words for its author, and who may see it by default."""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import babel
import babel.numbers
import email_validator
import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from plugins.core.problems import did_you_mean, nearest

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
    "Name",
    "Orcid",
    "PartialDate",
    "Phone",
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
    "matching",
    "wrong",
]  # fmt: skip

Audience = Literal["public", "members", "staff"]
AUDIENCES: tuple[Audience, ...] = ("public", "members", "staff")
"""From the widest circle of readers to the narrowest."""


@dataclass(frozen=True)
class Visible:
    """Who sees a field unless its record says otherwise, and the widest audience the record may choose."""

    default: Audience
    widest: Audience = "public"


@dataclass(frozen=True)
class InVocabulary:
    """Marks a field whose words come from the association's vocabulary, though others are taken too."""


@dataclass(frozen=True)
class Reference:
    """Marks a field that holds the slug of a record of `kind`; with `or_name`, any other text is a plain name."""

    kind: str
    or_name: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415  only needed here, where a schema is built

        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        slugs: Mapping[str, frozenset[str]] = (info.context or {}).get("slugs", {})
        known = slugs.get(self.kind, frozenset())
        if self.or_name or value in known:
            return value
        one = SINGULAR.get(self.kind, self.kind.removesuffix("s"))
        others = [SINGULAR.get(kind, kind) for kind, names in sorted(slugs.items()) if value in names]
        if others:
            raise wrong(
                "reference",
                "{value} is the name of {other}; {one} is expected here",
                value=_quoted(value),
                other=_a(others[0]),
                one=_a(one),
            )
        hint = did_you_mean(value, known) or f"; write the name of {_a(one)} file without its ending"
        raise wrong("reference", "no {one} is called {value}{hint}", one=one, value=_quoted(value), hint=hint)


SINGULAR = {
    "members": "member", "events": "event", "jobs": "job", "organizations": "organization", "chapters": "chapter",
    "groups": "group",
}  # fmt: skip


def ReferenceOrName(kind: str) -> Reference:  # noqa: N802  reads as the type it makes
    """Marks a field that holds the slug of a record of `kind` or, where there is none, a plain name."""
    return Reference(kind, or_name=True)


def wrong(kind: str, message: str, **values: str) -> PydanticCustomError:
    """A refusal in our own words; braces name the values."""
    return PydanticCustomError(kind, message, values)  # type: ignore[arg-type]


def _quoted(value: object) -> str:
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:59] + '…'}'"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def matching(pattern: str, expected: str) -> AfterValidator:
    """A check by a regular expression over the whole value; `expected` says what is right, with an example."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise wrong("form", "{value} is not {expected}", value=_quoted(value), expected=expected)
        return value

    return AfterValidator(check)


def _one_line(value: str) -> str:
    if "\n" in value:
        raise wrong("one_line", "the text has several lines; write it on one")
    return value


def _text(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


Name = Annotated[str, _text(120), AfterValidator(_one_line)]
Text = Annotated[str, _text(300), AfterValidator(_one_line)]
LongText = Annotated[str, _text(2000)]
Term = Annotated[str, _text(60), AfterValidator(_one_line)]
Grade = Annotated[str, _text(40), AfterValidator(_one_line)]
"""Texts by their longest: a name, a line, a paragraph, a word of a vocabulary, a grade of membership."""

Skill = Annotated[Term, InVocabulary()]

DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
RESERVED_SLUGS = frozenset({"index", "page", "feed", "past", "submit", "salaries", "404"})
MAX_SLUG = 60


def _slug(value: str) -> str:
    if problem := slug_problem(value):
        raise wrong("slug", "{problem}", problem=problem)
    return value


def slug_problem(slug: str) -> str | None:
    """Why a text cannot be a slug, or None when it can."""
    if slug in DEVICE_NAMES:
        return f"{_quoted(slug)} is a device's name on Windows; add a word, such as '{slug}-1'"
    if slug in RESERVED_SLUGS:
        return f"{_quoted(slug)} is an address of the site itself; add a word, such as '{slug}-1'"
    if len(slug) > MAX_SLUG:
        return f"a name of {len(slug)} characters is too long; at most {MAX_SLUG} are taken"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        return f"{_quoted(slug)} is not a name for an address; use a-z, 0-9 and single hyphens, such as 'ada-lovelace'"
    return None


Slug = Annotated[str, AfterValidator(_slug)]

# Codes that Unicode's data hold beside the countries of ISO 3166-1: unions, islands without a code, test regions.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])


@functools.cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 codes and their English names."""
    names = babel.Locale("en").territories
    return {code: names[code] for code in sorted(names) if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES}


def _country(value: str) -> str:
    if value in countries():
        return value
    by_name = {name: code for code, name in countries().items()}
    near = nearest(value, by_name)
    code = value.upper() if value.upper() in countries() else by_name[near] if near else ""
    hint = f"; did you mean {code} ({countries()[code]})?" if code else ", such as PT for Portugal"
    raise wrong(
        "country",
        "{value} is not a country's code of two capital letters (ISO 3166-1){hint}",
        value=_quoted(value),
        hint=hint,
    )


Country = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_country)]


def _language(value: str) -> str:
    """A language tag of BCP 47: language, then optionally script, region and variants, each a known one."""
    english = babel.Locale("en")
    found = re.fullmatch(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?((?:-[a-z0-9]{5,8})*)", value)
    if found:
        language, script, region, _variants = found.groups()
        if (
            language in english.languages
            and (not script or script in english.scripts)
            and (not region or region in english.territories)
        ):
            return value
    names = {name: tag for tag, name in english.languages.items() if "_" not in tag}
    near = nearest(value, names)
    hint = f"; did you mean {names[near]} ({near})?" if near else ", such as en, pt-BR or zh-Hans"
    raise wrong("language", "{value} is not a language's tag (BCP 47){hint}", value=_quoted(value), hint=hint)


Language = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_language)]


@functools.cache
def time_zones() -> frozenset[str]:
    """The names of the IANA time zone database, abbreviations left out."""
    names = importlib.resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name and not name.startswith("Etc/")) | {"UTC"}


def _time_zone(value: str) -> str:
    if value in time_zones():
        return value
    if value.isupper():
        expected = "is an abbreviation, which means other hours in summer; name the zone, such as Europe/Lisbon"
        raise wrong("time_zone", "{value} {expected}", value=_quoted(value), expected=expected)
    cities = {name.rpartition("/")[2].replace("_", " "): name for name in sorted(time_zones(), reverse=True)}
    near = nearest(value, time_zones()) or cities.get(nearest(value, cities) or "")
    hint = f"; did you mean {near}?" if near else ", such as Europe/Lisbon"
    raise wrong("time_zone", "{value} is not a time zone of the IANA database{hint}", value=_quoted(value), hint=hint)


TimeZone = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_time_zone)]


def _currency(value: str) -> str:
    if re.fullmatch("[A-Z]{3}", value) and value in babel.numbers.list_currencies():
        return value
    raise wrong("currency", "{value} is not a currency's code (ISO 4217), such as EUR", value=_quoted(value))


Currency = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_currency)]


def _phone(value: str) -> str:
    """The number in the form of E.164; spaces, hyphens and brackets are taken as people write them."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number) or number.extension:
        raise wrong(
            "phone",
            "{value} is not a phone number; write it with its country, such as +351 21 123 4567",
            value=_quoted(value),
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(_phone)]


def _email(value: str) -> str:
    try:
        found = email_validator.validate_email(value, check_deliverability=False, allow_quoted_local=False)
    except email_validator.EmailNotValidError:
        found = None
    # The standard allows ? and & before the @; in a mailto: link they would add fields of a stranger's choice.
    if found is None or set(found.local_part) & set("?&%"):
        raise wrong("email", "{value} is not an e-mail address, such as ada@example.org", value=_quoted(value))
    return found.normalized


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]


def _url(value: str) -> str:
    """An address of the web: http or https, a host's name, no user, no password, no control characters, no spaces."""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise wrong(
            "url", "{value} is not an address of the web, such as https://example.org/ada", value=_quoted(value)
        ) from None
    if parts.scheme and "." not in parts.scheme and parts.scheme.lower() not in {"http", "https"} and not parts.port:
        raise wrong("url", "an address beginning with {scheme}: is not taken; use https://", scheme=parts.scheme)
    if not value.lower().startswith(("http://", "https://")):
        raise wrong("url", "{value} is not a whole address; write it from its https:// on", value=_quoted(value))
    if parts.username is not None or parts.password is not None:
        raise wrong("url", "the address holds a user name or password before an @; take that out")
    if (
        re.search(r"[\s\\<>\"{}|^`]", value)
        or not re.fullmatch(r"[^.\s]+(\.[^.\s]+)+\.?", host)
        or re.fullmatch(r"[0-9.]+|.*\.?0x[0-9a-f]+", host)
    ):
        raise wrong(
            "url", "{value} is not an address of the web, such as https://example.org/ada", value=_quoted(value)
        )
    return value


Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_url)]


def orcid_checksum(digits: str) -> str:
    """The last sign of an ORCID iD from its first fifteen digits (ISO 7064, MOD 11-2)."""
    total = functools.reduce(lambda sum_, digit: (sum_ + int(digit)) * 2, digits, 0)
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


def _orcid(value: str) -> str:
    if not re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", value):
        expected = "an ORCID iD of four groups of four, such as 0000-0002-1825-0097"
        raise wrong("orcid", "{value} is not {expected}", value=_quoted(value), expected=expected)
    digits = value.replace("-", "")
    if orcid_checksum(digits[:15]) != digits[15]:
        raise wrong(
            "orcid",
            "{value} is not an ORCID iD: its last sign does not fit the others, so a digit is mistyped",
            value=_quoted(value),
        )
    return value


Orcid = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_orcid)]

Doi = Annotated[Text, matching(r"10\.\d{4,9}/\S+", "a DOI without its web address, such as 10.5281/zenodo.1234")]


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise wrong("date", "{value} is not a date: {why}", value=_quoted(value), why=str(error)) from None
    raise wrong("date", "{value} is not a date; write year, month and day, such as 2026-03-14", value=_quoted(value))


Day = Annotated[date, BeforeValidator(_day)]


def _partial_date(value: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD, kept as written, since a life is not always known to the day."""
    try:
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
            date.fromisoformat(f"{value}-01-01"[:10] if len(value) != 7 else f"{value}-01")
            return value
    except ValueError as error:
        raise wrong("partial_date", "{value} is not a date: {why}", value=_quoted(value), why=str(error)) from None
    raise wrong("partial_date", "{value} is not a date; write 2026, 2026-03 or 2026-03-14", value=_quoted(value))


PartialDate = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_partial_date)]
Year = Annotated[str, StringConstraints(strip_whitespace=True), matching(r"[12]\d{3}", "a year, such as 2026")]


def _local_time(value: Any) -> Any:
    """A date, or a date and a time of the wall clock, without an offset: the zone is a field of its own."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _day(value)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", value):
            return datetime.fromisoformat(value)
    except ValueError as error:
        raise wrong(
            "local_time", "{value} is not a date and time: {why}", value=_quoted(value), why=str(error)
        ) from None
    raise wrong(
        "local_time", "{value} is not a date and time; write 2026-03-14 18:30, without a zone", value=_quoted(value)
    )


LocalTime = Annotated[datetime | date, BeforeValidator(_local_time)]
"""Wall time of a place: a datetime without zone, or a date for what lasts the whole day."""

Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
