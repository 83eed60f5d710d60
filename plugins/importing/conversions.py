"""Other ways to write a country, a date, a phone number and the like, turned into ours; what is not known stays."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import babel
import phonenumbers

from plugins.core import mending
from plugins.core.codes import country_code, language_tag, time_zones
from plugins.core.fields import slug_of

__all__ = ["CONVERSIONS", "date_form", "duration", "iso_date", "local_time", "phone", "shorten"]


def country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country by its name in English or a language of its own, or by another code."""
    return country_code(text) or text


def language(text: str) -> str:
    """The BCP 47 tag of a language's English or own name, or of a locale such as pt_BR."""
    return language_tag(text) or text


CONVERSIONS: Mapping[str, Callable[[str], str]] = {
    "country": country,
    "language": language,
    "lower": str.lower,
    "orcid": mending.orcid,
    "slug": slug_of,
}


def phone(text: str, region: str) -> str:
    """A phone number in the form of E.164; one without a country is taken as of `region` (an alpha-2 code)."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if not number.extension else text


def shorten(text: str, most: int) -> str:
    """A text of at most `most` characters, cut after a word, with an ellipsis where something is cut."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[: most - 1]).rstrip(" ,;.:–-")[: most - 1] + "…"


# Dates

TOKENS = {
    "YYYY": r"(?P<Y>\d{4})", "MM": r"(?P<m>\d{2})", "DD": r"(?P<d>\d{2})", "Month": r"(?P<B>[^\W\d]+)",
    "Mon": r"(?P<b>[^\W\d]{3})\.?", "M": r"(?P<m>\d{1,2})", "D": r"(?P<d>\d{1,2})", "hh": r"(?P<H>\d{2})",
    "h": r"(?P<H>\d{1,2})", "mm": r"(?P<M>\d{2})", "ss": r"\d{2}", "AM": r"(?P<p>[AaPp])\.?[Mm]\.?",
}  # fmt: skip
MONTHS = tuple(name.casefold() for name in babel.Locale("en").months["format"]["wide"].values())


@functools.cache
def date_form(form: str) -> re.Pattern[str] | None:
    """The pattern of a form such as DD/MM/YYYY or MM/DD/YYYY h:mm AM; None when it is not a form of a date."""
    pieces = re.split(f"({'|'.join(TOKENS)})", form)
    try:
        found = re.compile("".join(TOKENS.get(piece) or re.escape(piece) for piece in pieces))
    except re.error:  # a token that stands twice
        return None
    return found if "Y" in found.groupindex else None


def iso_date(text: str, forms: tuple[str, ...]) -> str:
    """A date, to the month or year if no more is written, or a date and time, as ISO 8601 writes it."""
    for form in forms:
        pattern = date_form(form)
        if pattern and (found := pattern.fullmatch(text)) and (iso := _iso(found.groupdict())):
            return iso
    return text


def _iso(found: Mapping[str, str]) -> str | None:
    month, day, hour = found.get("m"), found.get("d"), found.get("H")
    if word := found.get("B") or found.get("b"):
        starts = [name.startswith(word.casefold()) and len(word) >= 3 for name in MONTHS]
        if sum(starts) != 1:
            return None
        month = str(starts.index(True) + 1)
    text = "-".join([found["Y"], *(piece.zfill(2) for piece in (month, day) if piece)])
    if not hour:
        return text
    if half := found.get("p"):
        hour = str(int(hour) % 12 + (12 if half in "pP" else 0))
    return f"{text} {hour.zfill(2)}:{found.get('M') or '00'}"


DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def duration(text: str) -> timedelta | None:
    """A length of time as ISO 8601 writes it, such as PT1H30M; None when it is not one."""
    found = DURATION.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(piece or 0) for piece in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def local_time(text: str, zone: str | None, after: timedelta | None) -> str:
    """A time (ISO 8601) as the wall clock of `zone` shows it, `after` later if given: 2026-03-14 18:30.

    Without a zone, or without an offset in the time, the hours stay as they are written.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if after is not None:
        moment += after
    if moment.tzinfo is not None and zone in time_zones():
        moment = moment.astimezone(ZoneInfo(zone))
    if after is None and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    return moment.strftime("%Y-%m-%d %H:%M")
