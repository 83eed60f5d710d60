"""Codes are found by what people write in their place, and only where there is one answer."""

from __future__ import annotations

import zoneinfo

import pytest

from plugins.core.codes import (
    countries,
    country_code,
    currency_code,
    currency_meant,
    is_language,
    language_tag,
    time_zone,
    time_zone_meant,
    time_zones,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *[
            ("Portugal", "PT"),
            ("usa", "US"),
            ("U.S.A.", "US"),
            ("U.K.", "GB"),
            ("GBR", "GB"),
            ("the Netherlands", "NL"),
        ],
        *[("Côte d’Ivoire", "CI"), ("Trinidad and Tobago", "TT"), ("Holland", "NL"), ("pt", "PT"), ("Georgia", "GE")],
        *[("Deutschland", "DE"), ("österreich", "AT"), ("España", "ES"), ("Schweiz", "CH"), ("Suisse", "CH")],
        *[("日本", "JP"), ("Ελλάδα", "GR"), ("Lisbon", ""), ("EU", ""), ("", ""), ("x" * 100_000, "")],
    ],
)
def test_countries(written: str, code: str) -> None:
    """A country is found by its name in English or its own languages, and by its other codes."""
    assert country_code(written) == code


def test_every_country_is_found_by_its_english_name() -> None:
    """No country's name is hidden by another's."""
    assert {code: country_code(name) for code, name in countries().items()} == {code: code for code in countries()}


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        *[("German", "de"), ("Deutsch", "de"), ("english", "en"), ("Farsi", "fa"), ("Mandarin", "zh"), ("中文", "zh")],
        *[("EN", "en"), ("en_gb", "en-GB"), ("zh_hans_cn", "zh-Hans-CN"), ("deu", "de"), ("ger", "de"), ("jp", "ja")],
        *[("Flemish", "nl-BE"), ("Brazilian Portuguese", "pt-BR"), ("Portuguese (Brazil)", "pt-BR")],
        *[
            ("Português (Brasil)", "pt-BR"),
            ("German (Atlantis)", ""),
            ("Ga", ""),
            ("GA", "ga"),
            ("Elvish", ""),
            ("", ""),
        ],
    ],
)
def test_languages(written: str, tag: str) -> None:
    """A language is found by its name in English or its own, and by its other codes; Ga is a name and a code."""
    assert language_tag(written) == tag


def test_every_language_that_is_found_has_a_tag_that_is_taken() -> None:
    """What is offered is right."""
    assert all(is_language(tag) for name in ("Deutsch", "cz", "Bokmal", "Cantonese") if (tag := language_tag(name)))


@pytest.mark.parametrize(
    ("written", "zone", "meant"),
    [
        ("europe/lisbon", "Europe/Lisbon", ""),
        ("America/New York", "America/New_York", ""),
        ("EST", "", "America/New_York"),
        ("Lisbon", "", "Europe/Lisbon"),
        ("Romance Standard Time", "", "Europe/Paris"),
        ("utc", "UTC", "UTC"),
        ("Atlantis", "", ""),
    ],
)
def test_time_zones(written: str, zone: str, meant: str) -> None:
    """A zone is certain where its name is there but for its form; an abbreviation or a city can only be guessed at."""
    assert (time_zone(written), time_zone_meant(written)) == (zone, meant)


def test_zones_that_are_offered_exist() -> None:
    """No abbreviation leads to a zone that the check would refuse."""
    from plugins.core.codes import ZONES_MEANT  # noqa: PLC0415  a table of the module, not of its users

    assert set(ZONES_MEANT.values()) <= time_zones()


@pytest.mark.parametrize(
    ("written", "code", "meant"),
    [
        *[("eur", "EUR", ""), ("Euro", "EUR", ""), ("euros", "EUR", ""), ("€", "EUR", ""), ("Swiss francs", "CHF", "")],
        *[("zloty", "PLN", ""), ("yuan", "CNY", ""), ("$", "", "USD"), ("pounds", "", "GBP"), ("£", "", "GBP")],
        *[("peso", "", ""), ("kr", "", ""), ("Rs.", "", "")],
    ],
)
def test_currencies(written: str, code: str, meant: str) -> None:
    """A currency is certain where no other of today has the name or sign; a dollar can only be guessed at."""
    assert (currency_code(written), currency_meant(written)) == (code, meant)


def test_zones_are_those_of_the_package() -> None:
    """What this machine knows of time zones itself has no part in any instant."""
    assert zoneinfo.TZPATH == ()
    assert zoneinfo.ZoneInfo("Europe/Lisbon").key == "Europe/Lisbon"
