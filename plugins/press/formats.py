"""The filters of the theme: values as people of the site's language read them, and links of the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

import babel.dates
import babel.lists
import babel.numbers
from markupsafe import Markup
from pydantic_core import to_json

from plugins.core.naming import country_name, language_name, locale, money, month_name, zone_city
from plugins.core.outputs import picture_url
from plugins.core.parts import Image
from plugins.core.site import Site
from plugins.core.text import term_slug

__all__ = ["filters"]

TINTS = 12

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

REMEMBERED = 4096
"""Values whose words are kept by each filter that takes long to find them: the same days and countries come often."""

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def filters(site: Site) -> Mapping[str, Callable[..., Any]]:
    """Each a pure function of its value and the site."""
    language = locale(site.language)
    base, root = site.link(""), site.absolute("")
    remembered = lru_cache(REMEMBERED, typed=True)

    @remembered
    def in_words(day: date, width: str) -> str:
        return babel.dates.format_date(day, width, language)

    @remembered
    def month(day: date) -> str:
        return month_name(day, site.language)

    @remembered
    def in_parts(day: date, skeleton: str) -> str:
        """A day as far as the skeleton of Unicode's data has it: "MMMd" is "10 Mar"."""
        return babel.dates.format_skeleton(skeleton, day, locale=language)

    def weekday(day: date | str, width: str = "wide") -> str:
        """The name of the weekday of a day, or of one by its English name."""
        place = WEEKDAYS.index(day) if isinstance(day, str) else day.weekday()
        name: str = language.days["stand-alone" if width == "abbreviated" else "format"][width][place]
        return name

    @remembered
    def partial_date(written: str) -> str:
        """A date as far as it is known: "2021-03" is "March 2021"."""
        parts = [int(part) for part in written.split("-")]
        day = date(parts[0], *[*parts[1:], 1, 1][:2])
        return in_words(day, "long") if len(parts) == 3 else month(day) if len(parts) == 2 else written

    @remembered
    def interval(first: date, last: date) -> str:
        return babel.dates.format_interval(first, last, "yMMMMd", locale=language)

    @remembered
    def clock(moment: time) -> str:
        return babel.dates.format_time(moment, "short", locale=language)

    def date_range(start: date, end: date) -> str:
        first, last = _day(start), _day(end)
        return in_words(first, "long") if first == last else interval(first, last)

    def picture(image: Image, size: int) -> Mapping[str, str]:
        return {
            name: base + picture_url(image.digest, size, suffix) for name, suffix in (("webp", "webp"), ("jpeg", "jpg"))
        }

    return {
        "absolute": lambda url: root + url,
        "and_list": lambda words: babel.lists.format_list(list(words), locale=language),
        "clock": lambda moment: clock(moment.time()),
        "country": lambda code: country_name(code, site.language),
        "date_range": date_range,
        "day_month": lambda day: in_parts(_day(day), "MMMMd"),
        "day_number": lambda day: str(_day(day).day),
        "given": lambda part: {name: value for name, value in part if value},
        "host": lambda address: (urlsplit(address).hostname or address).removeprefix("www."),
        "hue": lambda slug: int(hashlib.sha256(slug.encode()).hexdigest(), 16) % TINTS,
        "iso": lambda moment: moment.isoformat(),
        "json": lambda text: Markup(JSON.encode(str(text))),  # noqa: S704  never inside HTML
        "json_ld": json_ld,
        "language": lambda tag: language_name(tag, site.language),
        "link": lambda url: base + url,
        "long_date": lambda day: in_words(_day(day), "full" if isinstance(day, datetime) else "long"),
        "mailto": lambda address: "mailto:" + quote(address, safe="@"),
        "money": remembered(lambda amount, currency: money(amount, currency, site.language)),
        "month_abbreviation": lambda day: in_parts(_day(day), "MMM"),
        "month_alone": lambda day: in_words(_day(day), "MMMM"),
        "month_year": lambda day: month(_day(day)),
        "number": remembered(lambda number: babel.numbers.format_decimal(number, locale=language)),
        "partial_date": partial_date,
        "phone": _phone,
        "picture": picture,
        "picture_url": lambda image, size: picture_url(image.digest, size, "jpg"),
        "short_day": lambda day: in_parts(_day(day), "MMMd"),
        "short_date": lambda day: in_words(_day(day), "medium"),
        "term_slug": remembered(term_slug),
        "utc_offset": lambda moment: babel.dates.get_timezone_gmt(moment, "long", language),
        "weekday": weekday,
        "zone_city": lambda timezone: zone_city(timezone, site.language),
    }


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _phone(number: str) -> str:
    import phonenumbers  # noqa: PLC0415  a build that prints no phone number has no use for its tables

    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def json_ld(data: Mapping[str, Any]) -> Markup:
    """JSON for a script element: nothing in it can end the element (HTML standard, section 4.12.1.3)."""
    text = to_json(data).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  escaped just here
