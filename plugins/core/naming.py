"""Countries, languages, months and amounts as the language of the site has them, from Unicode's data."""

from __future__ import annotations

import contextlib
import functools
import re
from datetime import date
from decimal import Decimal

import babel
import babel.dates
import babel.numbers

__all__ = ["country_name", "first_weekday", "language_name", "locale", "money", "month_name", "zone_city"]


KEPT = 1024
"""Names that are kept: all countries and most languages of one site. Babel looks each up in several maps."""


@functools.cache
def locale(language: str) -> babel.Locale:
    """The locale of a BCP 47 tag."""
    return babel.Locale.parse(language, sep="-")


@functools.lru_cache(KEPT)
def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2): "PT" is "Portugal" in English."""
    name: str = locale(language).territories.get(code, code)
    return name


@functools.lru_cache(KEPT)
def language_name(tag: str, language: str) -> str:
    """The name of a language (BCP 47): "pt-BR" is "Portuguese (Brazil)" in English."""
    in_language = locale(language)
    first, *rest = tag.split("-")
    name: str = in_language.languages.get(first, tag)
    details = [in_language.scripts.get(part) or in_language.territories.get(part) or part for part in rest]
    return f"{name} ({', '.join(details)})" if details else name


def month_name(day: date, language: str) -> str:
    """The month that a day is of, with its year: "March 2026"."""
    name: str = babel.dates.format_skeleton("yMMMM", day, locale=locale(language))
    return name


def first_weekday(language: str, country: str) -> int:
    """The day that a week begins on, 0 for Monday: as in the territory of the language's tag, else as in a country.

    `country` is ISO 3166-1 alpha-2, or "".
    """
    in_language = locale(language)
    if in_language.territory is None and country:
        with contextlib.suppress(babel.UnknownLocaleError):
            in_language = babel.Locale.parse(f"und_{country}")
    found: int = in_language.first_week_day
    return found


@functools.lru_cache(KEPT)
def zone_city(timezone: str, language: str) -> str:
    """The city that a time zone (IANA) is called after, in a language; "" where it is called after none, as UTC."""
    if "/" not in timezone or timezone.startswith("Etc/"):
        return ""
    said = locale(language).time_zones.get(timezone) or {}
    name: str = said.get("city") or timezone.rpartition("/")[2].replace("_", " ")
    return name


def money(amount: Decimal, currency: str, language: str) -> str:
    """An amount (currency: ISO 4217) as people write it, whole ones without decimals: "€41,000"."""
    whole = amount == int(amount)
    pattern = locale(language).currency_formats["standard"].pattern
    text: str = babel.numbers.format_currency(
        amount,
        currency,
        locale=locale(language),
        format=pattern.replace(".00", "") if whole else pattern,
        currency_digits=not whole,
    )
    # Unicode's data put a space between a code of letters and a figure (NOK 41,000); Babel does not.
    return re.sub(r"(?<=[A-Z])(?=\d)", "\N{NO-BREAK SPACE}", text)
