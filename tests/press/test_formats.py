"""The filters of the theme: values as people read them in the language of the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.core.parts import Image
from plugins.core.site import Association, Site
from plugins.press.formats import filters, json_ld


def formats(language: str = "en-GB") -> dict[str, Callable[..., Any]]:
    """The filters of a site below a path."""
    association = Association("The Association", "Assoc", "An association.", "office@example.org")
    site = Site(association, "https://example.org/assoc", language, "Europe/Lisbon", "public", date(2026, 3, 20))
    return dict(filters(site))


@pytest.mark.parametrize(
    ("language", "amount", "currency", "text"),
    [
        ("en-GB", "41000", "GBP", "£41,000"),
        ("en-GB", "41000.00", "EUR", "€41,000"),
        ("en-GB", "15.4", "GBP", "£15.40"),
        ("en-GB", "9000", "NOK", "NOK\u00a09,000"),
        ("en-GB", "0", "EUR", "€0"),
        ("de", "1234.5", "EUR", "1.234,50\u00a0€"),
        ("de", "9000", "NOK", "9.000\u00a0NOK"),
        ("pt-BR", "9000", "BRL", "R$\u00a09.000"),
        ("ja", "7400000", "JPY", "￥7,400,000"),
    ],
)
def test_money(language: str, amount: str, currency: str, text: str) -> None:
    """Sums stand as the language writes them, without cents where there are none."""
    assert formats(language)["money"](Decimal(amount), currency) == text


@pytest.mark.parametrize(
    ("written", "text"), [("2021", "2021"), ("2021-03", "March 2021"), ("2021-03-14", "14 March 2021")]
)
def test_partial_dates(written: str, text: str) -> None:
    """A date is told as far as it is known."""
    assert formats()["partial_date"](written) == text


def test_dates_and_times() -> None:
    """Days have names in the language of the site; a day with a time is told with its weekday, and a time by itself."""
    english, german = formats(), formats("de")
    moment = datetime(2026, 3, 14, 18, 30)  # noqa: DTZ001  wall time of a place
    assert english["long_date"](moment) == "Saturday, 14 March 2026"
    assert english["long_date"](moment.date()) == "14 March 2026"
    assert english["short_date"](moment) == "14 Mar 2026"
    assert english["clock"](moment) == "18:30"
    assert english["month_year"](moment) == "March 2026"
    assert english["month_abbreviation"](moment) == "Mar"
    assert english["day_number"](date(2026, 3, 4)) == "4"
    assert german["long_date"](moment) == "Samstag, 14. März 2026"
    assert formats("en-US")["clock"](moment).endswith("PM")


def test_words_of_a_calendar() -> None:
    """Months and weekdays by themselves, lists in words, and zones by their city and their hours from UTC."""
    english, german = formats(), formats("de")
    day = date(2026, 3, 4)
    assert [english[name](day) for name in ("month_alone", "day_month", "short_day")] == ["March", "4 March", "4 Mar"]
    assert german["month_alone"](day) == "März"
    assert (english["weekday"](day), german["weekday"]("tuesday")) == ("Wednesday", "Dienstag")
    assert (english["weekday"](day, "abbreviated"), german["weekday"](day, "abbreviated")) == ("Wed", "Mi")
    assert english["and_list"](["a", "b", "c"]) == "a, b and c"
    assert german["and_list"](iter(["a", "b"])) == "a und b"
    assert german["zone_city"]("Europe/Lisbon") == "Lissabon"
    assert english["utc_offset"](datetime(2026, 7, 14, tzinfo=ZoneInfo("Asia/Kolkata"))) == "GMT+05:30"


def test_equal_moments_keep_their_own_time() -> None:
    """A moment is told in its own time zone, although the same moment elsewhere is equal to it."""
    english = formats()
    lisbon = datetime(2026, 7, 14, 23, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
    helsinki = lisbon.astimezone(ZoneInfo("Europe/Helsinki"))
    assert lisbon == helsinki
    assert [english["clock"](moment) for moment in (lisbon, helsinki)] == ["23:30", "01:30"]
    assert [english["short_date"](moment) for moment in (lisbon, helsinki)] == ["14 Jul 2026", "15 Jul 2026"]
    assert [english["day_number"](moment) for moment in (lisbon, helsinki)] == ["14", "15"]


def test_date_ranges() -> None:
    """A range says what both ends share only once, and one day is no range."""
    between = formats()["date_range"]
    assert between(date(2026, 6, 9), date(2026, 6, 9)) == "9 June 2026"
    assert between(date(2026, 6, 9), date(2026, 6, 11)).startswith("9–11")
    assert "2026" in between(date(2026, 12, 30), date(2027, 1, 2))
    assert "2027" in between(date(2026, 12, 30), date(2027, 1, 2))


def test_names_and_numbers() -> None:
    """Codes become names, numbers are grouped, phones are written as people dial them."""
    english = formats()
    assert english["country"]("PT") == "Portugal"
    assert formats("pt")["country"]("GB") == "Reino Unido"
    assert english["language"]("de") == "German"
    assert english["number"](12345) == "12,345"
    assert english["number"](Decimal("7.50")) == "7.5"
    assert english["phone"]("+351211234567") == "+351 21 123 4567"


def test_links() -> None:
    """Links stand below the path of the site; an address is shown by its host."""
    english = formats()
    assert english["link"]("members/") == "/assoc/members/"
    assert english["absolute"]("members/") == "https://example.org/assoc/members/"
    assert english["host"]("https://www.ada.example.org:8000/x?y") == "ada.example.org"
    assert english["mailto"]("a&b@example.org") == "mailto:a%26b@example.org"
    assert english["picture"](Image(file="x", digest="0123456789abcdef0123"), 160) == {
        "webp": "/assoc/pictures/0123456789abcdef-160.webp",
        "jpeg": "/assoc/pictures/0123456789abcdef-160.jpg",
    }


def test_colours_of_initials_are_spread_and_stay() -> None:
    """A slug has one of twelve colours, always the same, and each of them is some slug's."""
    hue = formats()["hue"]
    assert {hue(f"member-{number}") for number in range(200)} == set(range(12))
    assert hue("ada") == formats("de")["hue"]("ada")


def test_data_cannot_end_its_script() -> None:
    """What somebody wrote stays inside the script element, and is the same when it is read."""
    data = {"name": "</script><script>alert(1)</script><!-- & \u2028", "n": 1.5}
    text = str(json_ld(data))
    assert not set("<>&") & set(text)
    assert json.loads(text) == data
