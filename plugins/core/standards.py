"""Values that a standard defines: countries, languages, time zones, currencies, phones, addresses, ORCID, DOI."""

from __future__ import annotations

import functools
import re
from typing import Annotated
from urllib.parse import urlsplit

import babel
import babel.numbers
from pydantic import AfterValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from plugins.core import codes, mending
from plugins.core.asking import Asked
from plugins.core.codes import countries, is_language, time_zones
from plugins.core.naming import language_name
from plugins.core.problems import nearest
from plugins.core.wording import did_you_mean_this, quoted, wrong

__all__ = [
    "Country",
    "Currency",
    "Doi",
    "Email",
    "Language",
    "Orcid",
    "Phone",
    "TimeZone",
    "Url",
    "countries",
    "time_zones",
]

MAX_ABBREVIATION = 5
MAX_CODE = 3
OFFSET = re.compile(r"(UTC|GMT)? ?[+\-−]\d{1,2}(:?\d\d)?")
MAX_EMAIL = 254

PLAIN_EMAIL = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@([a-z0-9.-]+)")
PLAIN_URL = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w.~/?#&=%+,:;@!$'()*-]*)?", re.ASCII)
"""Addresses of the usual form, which need no closer look: the host's last label, being letters, is no number."""


def _not(kind: str, value: str, expected: str, right: str = "", hint: str = "") -> PydanticCustomError:
    """The refusal of a value that is not what is expected, with what was meant or a hint at it."""
    hint = hint or did_you_mean_this(right)
    return wrong(
        kind, "{value} is not {expected}{hint}", value=quoted(value), expected=expected, hint=hint, right=right
    )


def _country(value: str) -> str:
    if value in countries():
        return value
    right = codes.country_code(value)
    by_name = {name: code for code, name in countries().items()}
    near = nearest(value, by_name) if len(value) > MAX_CODE and not right else None
    code = by_name[near] if near else right
    hint = f"; did you mean {code} ({countries()[code]})?" if code else ", such as PT for Portugal"
    raise _not("country", value, "a country's code of two capital letters (ISO 3166-1)", right, hint)


Country = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_country), Asked("country", "PT", "[A-Z]{2}")
]


def _language(value: str) -> str:
    if is_language(value):
        return value
    right = codes.language_tag(value)
    names = {name: tag for tag, name in babel.Locale("en").languages.items() if "_" not in tag}
    near = None if right else nearest(value, names)
    tag, name = (names[near], near) if near else (right, "" if "-" in right else language_name(right, "en"))
    hint = did_you_mean_this(f"{tag} ({name})" if name else tag)
    raise _not("language", value, "a language's tag (BCP 47)", right, hint or ", such as en, pt-BR or zh-Hans")


Language = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_language), Asked("language", "pt-BR")
]


def _time_zone(value: str) -> str:
    if value in time_zones():
        return value
    right = codes.time_zone(value)
    meant = right or codes.time_zone_meant(value)
    offset = OFFSET.fullmatch(value)
    if offset or (value.isupper() and len(value) <= MAX_ABBREVIATION and not right):
        expected = (
            f"is {'a distance from Greenwich' if offset else 'an abbreviation'}, which means other hours in summer"
        )
        hint = did_you_mean_this(meant) or "; name the zone, such as Europe/Lisbon"
        raise wrong("time_zone", "{value} {expected}{hint}", value=quoted(value), expected=expected, hint=hint)
    near = meant or nearest(value, time_zones()) or codes.time_zone_meant(nearest(value, codes.cities()) or "")
    hint = did_you_mean_this(near) or ", such as Europe/Lisbon"
    raise _not("time_zone", value, "a time zone of the IANA database", right, hint)


TimeZone = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_time_zone), Asked("time-zone", "Europe/Lisbon")
]


def _currency(value: str) -> str:
    if re.fullmatch("[A-Z]{3}", value) and value in babel.numbers.list_currencies():
        return value
    right = codes.currency_code(value)
    hint = did_you_mean_this(right or codes.currency_meant(value)) or ", such as EUR"
    raise _not("currency", value, "a currency's code (ISO 4217)", right, hint)


Currency = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_currency), Asked("currency", "EUR", "[A-Z]{3}")
]


def _phone(value: str, info: ValidationInfo) -> str:
    """The number in the form of E.164; spaces, hyphens and brackets are taken as people write them.

    Where one lacks its country, that of the `location` beside it is offered, but is no more than a guess.
    """
    import phonenumbers  # noqa: PLC0415  a build that reads no phone number has no use for its tables

    def number(text: str, country: str | None = None) -> phonenumbers.PhoneNumber | None:
        try:
            found = phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            return None
        return found if phonenumbers.is_valid_number(found) and not found.extension else None

    if found := number(value):
        return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)

    def written(found: phonenumbers.PhoneNumber | None) -> str:
        return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL) if found else ""

    right = written(number(mending.phone(value)))
    country = getattr((info.data or {}).get("location"), "country", None)
    guess = "" if right or not country else written(number(value, country))
    expected = "a phone number; write one, with the number of its country in front, such as +351 21 123 4567"
    raise _not("phone", value, expected, right, did_you_mean_this(guess))


Phone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=40),
    AfterValidator(_phone),
    Asked("phone", "+351 21 123 4567", r"[^0-9+\uff0b]*[+\uff0b].*"),
]


def _email(value: str) -> str:
    plain = PLAIN_EMAIL.fullmatch(value)
    if plain and len(value) <= MAX_EMAIL and _plain_domain(plain[1]):
        return value
    local, domain = _email_parts(value)
    # The standard allows ? and & before the @; in a mailto: link they would add fields of a stranger's choice.
    if not domain or set(local) & set("?&%"):
        one = "one e-mail address" if value.count("@") > 1 else "an e-mail address"
        right = mending.if_taken(_email, mending.email, value)
        raise _not("email", value, f"{one}, such as ada@example.org", right)
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
    Asked("email", "ada@example.org", r"[^\s@]+@[^\s@]+[.\u3002\uff0e\uff61][^\s@]+"),
]


def _url(value: str) -> str:
    """An address of the web: http or https, a host's name, no user, no password, no control characters, no spaces."""
    if PLAIN_URL.fullmatch(value) or not (why := _refused_url(value)):
        return value
    right = mending.if_taken(_url, mending.url, value)
    raise wrong("url", "{why}{hint}", why=why, hint=did_you_mean_this(right), right=right)


def _refused_url(value: str) -> str:
    """Why a text is no address that is taken; "" for one that is."""
    no_address = f"{quoted(value)} is not an address of the web, such as https://example.org/ada"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return no_address
    if parts.scheme and "." not in parts.scheme and parts.scheme.lower() not in {"http", "https"} and not port:
        if parts.scheme.lower() == "mailto":
            return "this is an e-mail address; it stands in a field of its own, `email:`, without mailto:"
        return f"an address beginning with {parts.scheme}: is not taken; use https://"
    if not value.lower().startswith(("http://", "https://")):
        return f"{quoted(value)} is not a whole address; write it from its https:// on"
    if re.search(r"\s", value):
        return f"{quoted(value)} has a space in it; copy it from your browser, which writes %20 there"
    if parts.username is not None or parts.password is not None:
        return "the address holds a user name or password before an @; take that out"
    unfit = re.search(r"[\s\\<>\"{}|^`]", value) or not re.fullmatch(r"[\w-]+(\.[\w-]+)+\.?", host)
    return no_address if unfit or re.fullmatch(r"[0-9.]+|.*\b0x[0-9a-f]+\.?", host) else ""


URL_ASKED = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@:.]+(\.[^\s/?#@:.]+)+\.?(:[0-9]*)?([/?#]\S*)?"
"""What of an address can be told at a glance: http or https, a host of two labels and more, no user, no spaces."""

Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500),
    AfterValidator(_url),
    Asked("url", "https://example.org/ada", URL_ASKED),
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
        raise _not("orcid", value, expected, mending.if_taken(_orcid, mending.orcid, value))
    digits = value.replace("-", "")
    if orcid_checksum(digits[:15]) != digits[15]:
        raise _not("orcid", value, "an ORCID iD: its last sign does not fit the others, so a digit is mistyped")
    return value


Orcid = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_orcid), Asked("orcid", "0000-0002-1825-0097", ORCID)
]


def _doi(value: str) -> str:
    if not re.fullmatch(DOI, value):
        expected = "a DOI without its web address, such as 10.5281/zenodo.1234"
        raise _not("doi", value, expected, mending.if_taken(_doi, mending.doi, value))
    return value


Doi = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300),
    AfterValidator(_doi),
    Asked("text", "10.5281/zenodo.1234", DOI),
]
