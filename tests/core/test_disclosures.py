"""Phone numbers and addresses in a text: what is found, what is left alone, and how long it may take."""

from __future__ import annotations

import time

import pytest

from plugins.core.disclosures import disclosed

PHONE, STREET = "a phone number", "the address of a street"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Call me on +351 21 123 4567, any time.", "+351 21 123 4567"),
        ("In the evening: 020 7946 0958", "020 7946 0958"),
        ("See https://example.org/020, or (020) 7946 0958.", "(020) 7946 0958"),
    ],
)
def test_a_phone_number_is_found(text: str, words: str) -> None:
    """With its country or as it is dialled at home, wherever it stands."""
    assert list(disclosed(text, "GB")) == [(PHONE, words)]


def test_without_a_country_only_whole_numbers_are_found() -> None:
    """Nobody can tell what figures are in a country that is not known."""
    assert list(disclosed("020 7946 0958")) == []
    assert list(disclosed("+44 20 7946 0958")) == [(PHONE, "+44 20 7946 0958")]


@pytest.mark.parametrize(
    "text",
    [
        *("12 Baker Street", "221b Baker St", "10-12 Old Kent Road", "1600 Pennsylvania Avenue", "12, rue de la Paix"),
        *(
            "5 bis rue Victor Hugo",
            "Avenue de l'Opéra 3",
            "Calle Mayor 5",
            "Avenida de la Constitución 12",
            "Via Roma 10",
        ),
        *(
            "in via Roma 10",
            "Rua das Flores, 12",
            "Rua Augusta 25",
            "Hauptstraße 12",
            "Berliner Straße 7a",
            "Lange Str. 4",
        ),
        *(
            "Karl-Marx-Allee 34",
            "Kerkstraat 12",
            "Storgatan 5",
            "ul. Długa 5",
            "ulica Marszałkowska 10",
            "улица Ленина, 5",
        ),
    ],
)
def test_an_address_is_found(text: str) -> None:
    """A number and a street, as they are written in many countries."""
    assert list(disclosed(f"I live at {text}, and like it.")) == [(STREET, text)]


def test_both_are_told_once_each() -> None:
    """Of two numbers and two addresses the first is enough to look again."""
    text = "+44 20 7946 0958 and +44 20 7946 0959, at 12 Baker Street\nor 14 Baker Street"
    assert list(disclosed(text)) == [(PHONE, "+44 20 7946 0958"), (STREET, "12 Baker Street")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "No figures at all",
            "I worked 12 years on the road",
            "In 2019 Google Street View came",
            "Route 66",
            "Calle 13",
        ),
        *("via Zoom 5 times", "via Python 3", "rue the day 5", "3 Main Roads", "My Weg 2000", "Straße 1990"),
        *("In 2015 Wall Street crashed", "Via Campesina 2018", "12 of the Road to", "Hauptstraße 12%", "Via Roma 12,5"),
        *("https://example.org/02079460958", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        *("ISBN 978-3-16-148410-0", "doi:10.5281/zenodo.1234567", "10.1234/02079460958", "02079460958@example.org"),
        *("2001-2004, 2005-2010", "R$ 1.000.000,00", "1,000,000 users in 2020", "grant EP/X012345/1", "12 34 56"),
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    """Years, sums, addresses of the web and numbers of books are nobody's secret."""
    assert list(disclosed(text, "GB")) == []


@pytest.mark.parametrize(
    "piece",
    [
        *("1 ", "1", "della", "a-", "1 A", "@", "a1", "12 Rue de la ", "+1 (2) ", "Rue A ", "020 7946 09", "(1)", "1/"),
        *("1 Aa ", "Rue A d'", "aweg", "Aa Aa Weg "),
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """The longest text that is taken, made to be hard to look through, takes a moment."""
    began = time.process_time()
    list(disclosed((piece * 20_000)[:20_000] + "1", "GB"))
    assert time.process_time() - began < 1
