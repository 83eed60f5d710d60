"""Values that a standard defines: countries, languages, time zones, currencies, phones, addresses, ORCID, DOI."""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated
from urllib.parse import urlsplit

import babel
import babel.numbers
from pydantic import AfterValidator, StringConstraints

from plugins.core.asking import Asked
from plugins.core.problems import nearest
from plugins.core.wording import quoted, wrong

__all__ = ["Country", "Currency", "Doi", "Email", "Language", "Orcid", "Phone", "TimeZone", "Url"]

# Codes that Unicode's data hold beside the countries of ISO 3166-1: unions, islands without a code, test regions.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])
# What people write for countries whose code is another.
ALSO_CALLED = MappingProxyType(
    {"UK": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "USA": "US", "HOLLAND": "NL", "EL": "GR"}
)
MAX_ABBREVIATION = 5
MAX_CODE = 3
MAX_EMAIL = 254

LANGUAGE_TAG = re.compile(
    r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3})*"
)
PLAIN_EMAIL = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@([a-z0-9.-]+)")
PLAIN_URL = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w.~/?#&=%+,:;@!$'()*-]*)?", re.ASCII)
"""Addresses of the usual form, which need no closer look: the host's last label, being letters, is no number."""


@functools.cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 codes and their English names."""
    names = babel.Locale("en").territories
    return {code: names[code] for code in sorted(names) if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES}


def _country(value: str) -> str:
    if value in countries():
        return value
    by_name = {name: code for code, name in countries().items()}
    near = nearest(value, by_name) if len(value) > MAX_CODE else None
    code = ALSO_CALLED.get(value.upper().replace(".", "")) or (by_name[near] if near else "")
    if value.upper() in countries():
        code = value.upper()
    hint = f"; did you mean {code} ({countries()[code]})?" if code else ", such as PT for Portugal"
    raise wrong(
        "country",
        "{value} is not a country's code of two capital letters (ISO 3166-1){hint}",
        value=quoted(value),
        hint=hint,
    )


Country = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_country), Asked("country", "PT", "[A-Z]{2}")
]


@functools.lru_cache(maxsize=10_000)
def _is_language(tag: str) -> bool:
    """Whether a tag of BCP 47 has a known language, and a known script and region where it names them.

    Variants, such as that of de-1996, are only looked at for their form.
    """
    english = babel.Locale("en")
    found = LANGUAGE_TAG.fullmatch(tag)
    if found is None:
        return False
    language, script, region = found.groups()
    return (
        language in english.languages
        and (not script or script in english.scripts)
        and (not region or region in english.territories)
    )


def _usual_case(tag: str) -> str:
    """A tag with hyphens and the capitals that BCP 47 recommends: zh_hans_cn is zh-Hans-CN."""
    language, *rest = tag.replace("_", "-").split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join([language.lower(), *cased])


def _language(value: str) -> str:
    if _is_language(value):
        return value
    english = babel.Locale("en")
    names = {name: tag for tag, name in english.languages.items() if "_" not in tag}
    near = nearest(value, names)
    hint = f"; did you mean {names[near]} ({near})?" if near else ", such as en, pt-BR or zh-Hans"
    if _is_language(usual := _usual_case(value)):
        hint = f"; did you mean {usual}?"
    raise wrong("language", "{value} is not a language's tag (BCP 47){hint}", value=quoted(value), hint=hint)


Language = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_language), Asked("language", "pt-BR")
]


@functools.cache
def time_zones() -> frozenset[str]:
    """The names of the IANA time zone database, abbreviations left out."""
    names = importlib.resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name and not name.startswith("Etc/")) | {"UTC"}


def _time_zone(value: str) -> str:
    if value in time_zones():
        return value
    if value.isupper() and len(value) <= MAX_ABBREVIATION:
        expected = "is an abbreviation, which means other hours in summer; name the zone, such as Europe/Lisbon"
        raise wrong("time_zone", "{value} {expected}", value=quoted(value), expected=expected)
    cities = {name.rpartition("/")[2].replace("_", " "): name for name in sorted(time_zones(), reverse=True)}
    near = nearest(value, time_zones()) or cities.get(nearest(value, cities) or "")
    hint = f"; did you mean {near}?" if near else ", such as Europe/Lisbon"
    raise wrong("time_zone", "{value} is not a time zone of the IANA database{hint}", value=quoted(value), hint=hint)


TimeZone = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_time_zone), Asked("time-zone", "Europe/Lisbon")
]


def _currency(value: str) -> str:
    if re.fullmatch("[A-Z]{3}", value) and value in babel.numbers.list_currencies():
        return value
    raise wrong("currency", "{value} is not a currency's code (ISO 4217), such as EUR", value=quoted(value))


Currency = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_currency), Asked("currency", "EUR", "[A-Z]{3}")
]


def _phone(value: str) -> str:
    """The number in the form of E.164; spaces, hyphens and brackets are taken as people write them."""
    import phonenumbers  # noqa: PLC0415  a build that reads no phone number has no use for its tables

    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number) or number.extension:
        raise wrong(
            "phone",
            "{value} is not a phone number; write it with its country, such as +351 21 123 4567",
            value=quoted(value),
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


Phone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=40),
    AfterValidator(_phone),
    Asked("phone", "+351 21 123 4567"),
]


def _email(value: str) -> str:
    plain = PLAIN_EMAIL.fullmatch(value)
    if plain and len(value) <= MAX_EMAIL and _plain_domain(plain[1]):
        return value
    local, domain = _email_parts(value)
    # The standard allows ? and & before the @; in a mailto: link they would add fields of a stranger's choice.
    if not domain or set(local) & set("?&%"):
        raise wrong("email", "{value} is not an e-mail address, such as ada@example.org", value=quoted(value))
    return f"{local}@{domain}"


@functools.lru_cache(maxsize=10_000)
def _plain_domain(domain: str) -> bool:
    """Whether a domain takes mail and stays as it is; remembered, since the same few stand in most profiles."""
    return _email_parts(f"a@{domain}") == ("a", domain)


def _email_parts(value: str) -> tuple[str, str]:
    """What stands before and after the @ of an address, in the one form of each; nothing where it is no address."""
    import email_validator  # noqa: PLC0415  a build that reads no address has no use for it

    try:
        found = email_validator.validate_email(value, check_deliverability=False, allow_quoted_local=False)
    except email_validator.EmailNotValidError:
        return "", ""
    return found.local_part, found.domain


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_EMAIL),
    AfterValidator(_email),
    Asked("email", "ada@example.org", r"[^\s@]+@[^\s@]+"),
]


def _url(value: str) -> str:
    """An address of the web: http or https, a host's name, no user, no password, no control characters, no spaces."""
    if PLAIN_URL.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise wrong(
            "url", "{value} is not an address of the web, such as https://example.org/ada", value=quoted(value)
        ) from None
    if parts.scheme and "." not in parts.scheme and parts.scheme.lower() not in {"http", "https"} and not parts.port:
        raise wrong("url", "an address beginning with {scheme}: is not taken; use https://", scheme=parts.scheme)
    if not value.lower().startswith(("http://", "https://")):
        raise wrong("url", "{value} is not a whole address; write it from its https:// on", value=quoted(value))
    if parts.username is not None or parts.password is not None:
        raise wrong("url", "the address holds a user name or password before an @; take that out")
    if (
        re.search(r"[\s\\<>\"{}|^`]", value)
        or not re.fullmatch(r"[\w-]+(\.[\w-]+)+\.?", host)
        or re.fullmatch(r"[0-9.]+|.*\b0x[0-9a-f]+\.?", host)
    ):
        raise wrong("url", "{value} is not an address of the web, such as https://example.org/ada", value=quoted(value))
    return value


Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500),
    AfterValidator(_url),
    Asked("url", "https://example.org/ada", r"[Hh][Tt][Tt][Pp][Ss]?://\S+"),
]


def orcid_checksum(digits: str) -> str:
    """The last sign of an ORCID iD from its first fifteen digits (ISO 7064, MOD 11-2)."""
    total = functools.reduce(lambda sum_, digit: (sum_ + int(digit)) * 2, digits, 0)
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


ORCID = r"([0-9]{4}-){3}[0-9]{3}[0-9X]"
DOI = r"10\.[0-9]{4,9}/\S+"


def _orcid(value: str) -> str:
    if not re.fullmatch(ORCID, value):
        expected = "an ORCID iD of four groups of four, such as 0000-0002-1825-0097"
        raise wrong("orcid", "{value} is not {expected}", value=quoted(value), expected=expected)
    digits = value.replace("-", "")
    if orcid_checksum(digits[:15]) != digits[15]:
        raise wrong(
            "orcid",
            "{value} is not an ORCID iD: its last sign does not fit the others, so a digit is mistyped",
            value=quoted(value),
        )
    return value


Orcid = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_orcid), Asked("text", "0000-0002-1825-0097", ORCID)
]


def _doi(value: str) -> str:
    if not re.fullmatch(DOI, value):
        expected = "a DOI without its web address, such as 10.5281/zenodo.1234"
        raise wrong("doi", "{value} is not {expected}", value=quoted(value), expected=expected)
    return value


Doi = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300),
    AfterValidator(_doi),
    Asked("text", "10.5281/zenodo.1234", DOI),
]
