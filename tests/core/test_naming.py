"""Weeks and time zones as a language and a territory have them."""

from __future__ import annotations

import pytest

from plugins.core.naming import first_weekday, zone_city


@pytest.mark.parametrize(
    ("language", "country", "first"),
    [
        ("en-GB", "US", 0),
        ("en-US", "GB", 6),
        ("ar-EG", "", 5),
        ("en", "US", 6),
        ("de", "EG", 5),
        ("en", "", 0),
        ("en", "AQ", 0),
    ],
)
def test_first_weekday(language: str, country: str, first: int) -> None:
    """The territory of the language's tag says on which day a week begins, else a country that is known."""
    assert first_weekday(language, country) == first


@pytest.mark.parametrize(
    ("timezone", "language", "city"),
    [
        ("Europe/Lisbon", "en", "Lisbon"),
        ("Europe/Lisbon", "de", "Lissabon"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("UTC", "en", ""),
        ("Etc/GMT+3", "en", ""),
    ],
)
def test_zone_city(timezone: str, language: str, city: str) -> None:
    """A zone is called after its city in the language, and one that has no city by nothing."""
    assert zone_city(timezone, language) == city
