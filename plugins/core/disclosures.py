"""What people give away in a text without meaning to: a phone number, or the address of a street."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

__all__ = ["disclosed"]

NOT_LOOKED_AT = re.compile(r"(?:https?://|www\.|doi:|\b10\.\d{4,}/)\S+|(?<!\S)\S*@\S+", re.IGNORECASE)
"""Addresses of the web, DOIs and mail addresses, whose digits are no numbers of a phone or a house."""

DIGITS = re.compile(r"\d(?:[^\w\n]{0,4}\d){6}")
"""So many digits close together has the shortest number that is worth a look."""

TRIES = 100
"""How many runs of digits of one text are tried, since a text may be nothing else."""

HOUSE = r"(?!(?:19|20)\d\d\b)\d{1,4}"  # what looks like a year is one
NAME = r"[^\W\d_a-z][\w'’.-]*"
LINK = r"(?:(?:de|del|della|dei|di|da|do|dos|das|du|des|la|las|los|le|les|van|den|der|het|y|e)\s|[dl]['’]){0,3}"
NAMES = rf"{LINK}{NAME}(?:\s{LINK}{NAME}){{0,3}}"

KIND_BEFORE = (
    r"(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Cc]hemin|[Aa]llée|[Qq]uai|[Cc]alle|[Cc]arrer|[Aa]venida|[Aa]v\.|[Pp]aseo"
    r"|[Rr]ua|[Tt]ravessa|Via|in via|[Vv]iale|[Cc]orso|[Pp]iazza|[Uu]l\.|[Uu]lica|[Uu]lice|[Уу]л\."
    r"|[Уу]лица|[Пп]роспект)"
)
KIND_AFTER = r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd\.?|Crescent|Terrace)"
KIND_WITHIN = (
    r"(?:stra(?:ß|ss)e|str\.|weg|gasse|allee|platz|straat|laan|gracht|plein|gatan|gata|vägen|vegen|veien|gade|vej|katu)"
)
OWN_WORD = r"(?:Straße|Strasse|Str\.|Weg|Platz|Allee)"

STREET = re.compile(
    r"(?<![\w/.,:-])(?:"
    rf"{HOUSE}(?:-\d{{1,4}})?[A-Za-z]?,?\s{NAME}(?:\s{NAME}){{0,3}}\s{KIND_AFTER}(?!\w)"
    rf"|{HOUSE}(?:\s?(?:bis|ter|[a-z]))?,?\s{KIND_BEFORE}\s{NAMES}"
    rf"|{KIND_BEFORE}\s{NAMES},?\s(?:n[.º°o]*\s?|д\.\s?)?{HOUSE}(?![\w%]|[.,]\d|\skm\b)"
    rf"|(?:[^\W\d_]{{3,}}(?:-[^\W\d_]+)*-?(?i:{KIND_WITHIN})|{NAME}(?:[\s-]{NAME})?[\s-]{OWN_WORD})"
    rf"\s{HOUSE}\s?[a-z]?(?![\w%]|[.,]\d)"
    r")"
)
"""A number before or behind a street: "12 Baker Street", "5 bis rue Hugo", "Calle Mayor 5", "Hauptstraße 7a"."""


def disclosed(text: str, country: str | None = None) -> Iterator[tuple[str, str]]:
    """What a text gives away, each as a pair: what it is, and the words of the text; a kind of thing once.

    Numbers of a phone without a plus sign are looked for as they are written in the `country`.
    """
    if not any(map(str.isdigit, text)):
        return
    plain = NOT_LOOKED_AT.sub("\n", text)
    if DIGITS.search(plain):
        # Its tables take a tenth of a second, and few texts have so many digits.
        import phonenumbers  # noqa: PLC0415

        for match in islice(phonenumbers.PhoneNumberMatcher(plain, country, max_tries=TRIES), 1):
            yield "a phone number", match.raw_string
    if found := STREET.search(plain):
        yield "the address of a street", " ".join(found.group().split())
