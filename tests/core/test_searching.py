"""What records say to a search, in general; each kind's own words are tests/views/test_searchable.py."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plugins.core.naming import money, month_name
from plugins.core.searching import FacetTerm, facet_terms, given


def test_terms_of_a_facet_stand_once() -> None:
    """A value keeps its first spelling; an address says what it is in ASCII."""
    assert facet_terms(["GIS", "C++", "gis"]) == (FacetTerm("gis", "GIS"), FacetTerm("c-plus-plus", "C++"))
    assert facet_terms(["pt", "PT"], str.upper) == (FacetTerm("pt", "PT"),)
    assert facet_terms([]) == ()


def test_what_is_not_given_is_not_said() -> None:
    """What is missing or empty is left out, and what was said is not said again."""
    assert given("b", None, "a", "", "b") == ("b", "a")


@pytest.mark.parametrize(
    ("language", "march", "amount", "kroner"),
    [
        ("en-GB", "March 2026", "€40,000", "NOK\N{NO-BREAK SPACE}40,000"),
        ("de", "März 2026", "40.000\N{NO-BREAK SPACE}€", "40.000\N{NO-BREAK SPACE}NOK"),
    ],
)
def test_months_and_amounts_are_in_the_language_of_the_site(
    language: str, march: str, amount: str, kroner: str
) -> None:
    """Months and whole amounts are written as people of the language do."""
    assert (
        month_name(date(2026, 3, 31), language)
        == month_name(datetime(2026, 3, 1, 0, 30, tzinfo=UTC), language)
        == march
    )
    assert (money(Decimal(40000), "EUR", language), money(Decimal("40000.00"), "NOK", language)) == (amount, kroner)


def test_amounts_keep_their_pence() -> None:
    """An amount that is not whole has the decimals of its language."""
    assert money(Decimal("15.40"), "GBP", "en-GB") == "£15.40"
