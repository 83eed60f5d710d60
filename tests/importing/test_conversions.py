"""Other ways to write a thing become ours; what is not known stays as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugins.core.standards import countries
from plugins.importing.conversions import CONVERSIONS, date_form, duration, iso_date, local_time, phone, shorten


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Portugal", "PT"),
        ("usa", "US"),
        ("U.S.A.", "US"),
        ("GBR", "GB"),
        ("uk", "GB"),
        ("The Netherlands", "NL"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Hong Kong", "HK"),
        ("Russian Federation", "RU"),
        ("Côte d’Ivoire", "CI"),
        ("Trinidad and Tobago", "TT"),
        ("us", "US"),
        ("India / France", "India / France"),
        ("Vilnius", "Vilnius"),
    ],
)
def test_country(written, code):
    """A country's English names and codes become its code; what is no country stays, to be refused."""
    assert CONVERSIONS["country"](written) == code


def test_every_country_by_its_name():
    """Each country is found by the name that Unicode's data give it, and by its code."""
    for code, name in countries().items():
        assert CONVERSIONS["country"](name) == code
        assert CONVERSIONS["country"](code) == code


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("29-09-2019", "2019-09-29"),
        ("3/4/2020", "2020-03-04"),
        ("4 April 2020", "2020-04-04"),
        ("Apr. 3, 2020", "2020-04-03"),
        ("April 2020", "2020-04"),
        ("2020", "2020"),
        ("3/4/2020 12:05 AM", "2020-03-04 00:05"),
        ("3/4/2020 1:05 PM", "2020-03-04 13:05"),
        ("2020-03-04 18:30:59", "2020-03-04 18:30"),
        ("4 Brumaire 2020", "4 Brumaire 2020"),
        ("soon", "soon"),
    ],
)
def test_dates(written, iso):
    """A date in one of the forms is written as ISO 8601 does, no closer than it was known."""
    forms = ("DD-MM-YYYY", "M/D/YYYY", "D Month YYYY", "Mon D, YYYY", "Month YYYY", "YYYY", "M/D/YYYY h:mm AM")
    assert iso_date(written, (*forms, "YYYY-MM-DD hh:mm:ss")) == iso


@pytest.mark.parametrize("form", ["never", "DD.MM", "YYYY YYYY"])
def test_what_is_no_form_of_a_date(form):
    """A form needs a year, once."""
    assert date_form(form) is None


def test_local_time():
    """A time with an offset is told as the clocks of its zone show it, summer time included."""
    assert local_time("2025-07-01T22:00:00Z", "Europe/Lisbon", None) == "2025-07-01 23:00"
    assert local_time("2025-07-01T23:30:00+05:30", "Asia/Kolkata", timedelta(hours=1)) == "2025-07-02 00:30"
    assert local_time("2025-07-01T22:00:00Z", None, None) == "2025-07-01 22:00"
    assert local_time("2025-07-01", "Europe/Lisbon", None) == "2025-07-01"
    assert local_time("soon", "Europe/Lisbon", None) == "soon"


def test_duration():
    """A length of time is read as ISO 8601 writes it."""
    assert duration("PT1H30M") == timedelta(minutes=90)
    assert duration("P1W2DT10S") == timedelta(weeks=1, days=2, seconds=10)
    assert duration("P") is None
    assert duration("90 minutes") is None


def test_the_rest():
    """Phones take the country given, ORCID iDs are taken out of addresses, languages out of names, texts are cut."""
    assert phone("(415) 555-2671", "US") == "+14155552671"
    assert phone("+351 21 123 4567", "US") == "+351211234567"
    assert phone("415 555 2671 ext. 5", "US") == "415 555 2671 ext. 5"
    assert phone("none", "US") == "none"
    for written in ("https://orcid.org/0000-0002-1825-0097", "0000000218250097", "0000-0002-1825-0097"):
        assert CONVERSIONS["orcid"](written) == "0000-0002-1825-0097"
    assert CONVERSIONS["orcid"]("ada@example.org") == "ada@example.org"
    assert [CONVERSIONS["language"](name) for name in ("pt_BR", "English", "klingonese")] == [
        "pt-BR",
        "en",
        "klingonese",
    ]
    assert shorten("one two, three", 9) == "one two…"
    assert shorten("one", 3) == "one"
    assert len(shorten("x" * 200, 160)) == 160
