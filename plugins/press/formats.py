"""The filters of the theme: values as people of the site's language read them, and links of the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

import babel.dates
import babel.numbers
import phonenumbers
from markupsafe import Markup

from plugins.core.naming import country_name, language_name, locale, money, month_name
from plugins.core.outputs import picture_url
from plugins.core.parts import Image
from plugins.core.site import Site
from plugins.core.text import term_slug

__all__ = ["filters"]

TINTS = 12


def filters(site: Site) -> Mapping[str, Callable[..., Any]]:
    """Each a pure function of its value and the site."""
    language = locale(site.language)

    def long_date(day: date) -> str:
        return babel.dates.format_date(_day(day), "full" if isinstance(day, datetime) else "long", language)

    def short_date(day: date) -> str:
        return babel.dates.format_date(_day(day), "medium", language)

    def skeleton(pattern: str) -> Callable[[date], str]:
        return lambda day: babel.dates.format_skeleton(pattern, _day(day), locale=language)

    def partial_date(written: str) -> str:
        """A date as far as it is known: "2021-03" is "March 2021"."""
        parts = [int(part) for part in written.split("-")]
        day = date(parts[0], *[*parts[1:], 1, 1][:2])
        return long_date(day) if len(parts) == 3 else month_name(day, site.language) if len(parts) == 2 else written

    def date_range(start: date, end: date) -> str:
        first, last = _day(start), _day(end)
        return (
            long_date(first) if first == last else babel.dates.format_interval(first, last, "yMMMMd", locale=language)
        )

    def clock(moment: datetime) -> str:
        return babel.dates.format_time(moment.time(), "short", locale=language)

    def picture(image: Image, size: int) -> Mapping[str, str]:
        return {
            name: site.link(picture_url(image.digest, size, suffix))
            for name, suffix in (("webp", "webp"), ("jpeg", "jpg"))
        }

    return {
        "absolute": site.absolute,
        "clock": clock,
        "country": lambda code: country_name(code, site.language),
        "date_range": date_range,
        "day_number": lambda day: str(_day(day).day),
        "host": lambda address: (urlsplit(address).hostname or address).removeprefix("www."),
        "hue": lambda slug: int(hashlib.sha256(slug.encode()).hexdigest(), 16) % TINTS,
        "iso": lambda moment: moment.isoformat(),
        "json": lambda text: Markup(json.dumps(str(text), ensure_ascii=False)),  # noqa: S704  never inside HTML
        "json_ld": json_ld,
        "language": lambda tag: language_name(tag, site.language),
        "link": site.link,
        "long_date": long_date,
        "mailto": lambda address: "mailto:" + quote(address, safe="@"),
        "money": lambda amount, currency: money(amount, currency, site.language),
        "month_abbreviation": skeleton("MMM"),
        "month_year": lambda day: month_name(_day(day), site.language),
        "number": lambda number: babel.numbers.format_decimal(number, locale=language),
        "partial_date": partial_date,
        "phone": _phone,
        "picture": picture,
        "picture_url": lambda image, size: picture_url(image.digest, size, "jpg"),
        "short_date": short_date,
        "term_slug": term_slug,
    }


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _phone(number: str) -> str:
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def json_ld(data: Mapping[str, Any]) -> Markup:
    """JSON for a script element: nothing in it can end the element (HTML standard, section 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  escaped just here
