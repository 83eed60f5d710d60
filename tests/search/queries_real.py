"""Queries for real people, made by rules from the names that are read at run time, so that none is written here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from plugins.core.catalogue import Catalogue
from plugins.core.text import fold
from tests.search.queries_demo import Query

__all__ = ["real_queries"]

EACH = 6
"""So many people are asked for by each rule, where there are so many that it fits."""

SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe"})
AS_TYPED = str.maketrans(dict(zip("łøđıß", ("l", "o", "d", "i", "ss"), strict=True)))


def real_queries(catalogue: Catalogue) -> tuple[Query, ...]:
    """For each way to write a name some people to ask for, of whom no other record's name answers to the same words."""
    titles = [set(_words(record.label)) for record in catalogue]
    people = [(record.slug, record.label) for record in catalogue.kind("members")]
    found = []
    for why, written in RULES.items():
        fitting = []
        for slug, name in people:
            for text, shown in written(name):
                words = [*_words(text)] if not shown else [*_words(name)]
                if sum(_answers(title, words) for title in titles) <= 1:
                    fitting.append(Query(text, f"members/{slug}/", why, shown))
        found += fitting[:: max(1, len(fitting) // EACH)][:EACH]
    return tuple(found)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _answers(title: set[str], words: list[str]) -> bool:
    """Whether a title has all these words, be it as beginnings of longer ones."""
    return all(any(one.startswith(word) for one in title) for word in words)


Written = Iterator[tuple[str, str]]
"""What is typed for a name, with the word that it is corrected to, or ""."""


def _as_written(name: str) -> Written:
    yield name, ""


def _small_letters(name: str) -> Written:
    yield name.lower(), ""


def _capitals(name: str) -> Written:
    yield name.upper(), ""


def _turned_round(name: str) -> Written:
    *given, family = name.split()
    yield " ".join([family, *given]), ""


def _as_filed(name: str) -> Written:
    *given, family = name.split()
    yield f"{family}, {' '.join(given)}", ""


def _without_accents(name: str) -> Written:
    signs = unicodedata.normalize("NFD", name).lower().translate(AS_TYPED)
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    if plain != name.lower() and plain.isascii():
        yield plain, ""


def _spelt_out(name: str) -> Written:
    spelt = unicodedata.normalize("NFC", name).lower().translate(SPELT_OUT)
    if spelt != name.lower():
        yield spelt, ""


def _with_accents(name: str) -> Written:
    """Whoever writes the names of others with accents of their own."""
    if name.isascii() and "o" in name:
        yield name.replace("o", "ó"), ""


def _decomposed(name: str) -> Written:
    """As some keyboards and file systems write accents: the letter and its mark one after the other."""
    if not name.isascii():
        yield unicodedata.normalize("NFD", name), ""


def _beginning(name: str) -> Written:
    given, *_, family = name.split()
    if len(family) > 4:
        yield f"{given} {family[:3]}", ""


def _beginning_first(name: str) -> Written:
    given, *_, family = name.split()
    if len(given) > 4:
        yield f"{family} {given[:3]}", ""


def _middle_left_out(name: str) -> Written:
    given, *middle, family = name.split()
    if middle:
        yield f"{given} {family}", ""


def _hyphen_left_out(name: str) -> Written:
    if "-" in name:
        yield name.replace("-", " "), ""


def _hyphen_closed(name: str) -> Written:
    if "-" in name:
        yield name.replace("-", ""), ""


def _initials(name: str) -> Written:
    """The initials of a given name with a hyphen, as they are written."""
    given, *_, family = name.split()
    if "-" in given:
        yield f"{'-'.join(part[0] for part in given.split('-'))} {family}", ""


def _apostrophe_left_out(name: str) -> Written:
    if set(name) & set("'’"):
        yield re.sub("['’]", "", name), ""


def _other_apostrophe(name: str) -> Written:
    if set(name) & set("'’"):
        yield name.translate(str.maketrans("'’", "’'")), ""


def _mistyped(change: Callable[[str], str]) -> Callable[[str], Written]:
    """A rule that changes the last of two plain words, which must be long enough to be known again."""

    def written(name: str) -> Written:
        words = name.split()
        if len(words) == 2 and name.isascii() and words[1].isalpha() and len(words[1]) >= 6:
            typed = change(words[1].lower())
            if typed != words[1].lower():
                yield f"{words[0]} {typed}", words[1].lower()

    return written


def _other_letter(word: str) -> str:
    return f"{word[:3]}{'z' if word[3] != 'z' else 'q'}{word[4:]}"


def _letter_missing(word: str) -> str:
    return word[:2] + word[3:]


def _letter_twice(word: str) -> str:
    return word[:4] + word[3:]


def _letters_exchanged(word: str) -> str:
    return word[:2] + word[3] + word[2] + word[4:]


RULES: dict[str, Callable[[str], Written]] = {
    "as written": _as_written,
    "small letters": _small_letters,
    "capitals": _capitals,
    "name order turned round": _turned_round,
    "as an index files it": _as_filed,
    "accents left out": _without_accents,
    "umlauts spelt out": _spelt_out,
    "accents that the name has not": _with_accents,
    "accents as signs of their own": _decomposed,
    "the beginning of the family name": _beginning,
    "the beginning of the given name": _beginning_first,
    "middle names left out": _middle_left_out,
    "hyphens left out": _hyphen_left_out,
    "hyphens closed up": _hyphen_closed,
    "initials": _initials,
    "no apostrophe": _apostrophe_left_out,
    "another apostrophe": _other_apostrophe,
    "a letter changed": _mistyped(_other_letter),
    "a letter left out": _mistyped(_letter_missing),
    "a letter twice": _mistyped(_letter_twice),
    "two letters exchanged": _mistyped(_letters_exchanged),
}
