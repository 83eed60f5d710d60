"""What fields of a form can be filled from, as JSON that scripts load when they are needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from babel.numbers import list_currencies

from plugins.contributing.questions import every, questions
from plugins.core.catalogue import Catalogue
from plugins.core.codes import countries, is_language, time_zones
from plugins.core.naming import country_name, language_name, locale
from plugins.core.outputs import Document
from plugins.core.records import Record
from plugins.core.site import Site
from plugins.core.text import fold

__all__ = ["CHOICES", "FORMS", "LETTERS_FROM", "NAMES", "choice_lists", "names_of_files"]

CHOICES = "join/choices.json"
NAMES = "join/names"
LETTERS_FROM = 500
"""Of so many files and more of one kind, those are loaded whose names have a word with the letter in question."""

FORMS: Mapping[str, str] = {"members": "join/", "events": "events/submit/", "jobs": "jobs/submit/"}
"""The kinds that anybody may send, and where the form for each stands."""

ORIGIN = "plugins/contributing"

Rows = Iterable[tuple[Any, str]]


def choice_lists(catalogue: Catalogue, site: Site) -> Iterator[Document]:
    """The lists that a standard or the association defines, by the sort of input: values with their names."""
    tags = [tag for tag in locale(site.language).languages if is_language(tag)]
    lists: dict[str, Rows] = {
        "country": [(code, country_name(code, site.language)) for code in countries()],
        "language": [(tag, language_name(tag, site.language)) for tag in tags],
        "time-zone": [(name, "") for name in sorted(time_zones())],
        "currency": [(code, locale(site.language).currencies.get(code, "")) for code in sorted(list_currencies())],
        "skill": [(term, ", ".join(catalogue.vocabulary.synonyms(term))) for term in catalogue.vocabulary.ways],
    }
    yield _json(CHOICES, {name: sorted(rows, key=lambda row: fold(row[1] or row[0])) for name, rows in lists.items()})


def names_of_files(types: tuple[type[Record], ...], catalogue: Catalogue, _site: Site) -> Iterator[Document]:
    """The names of all files that a form may refer to, or that a new one may not have, with those of the records.

    A small kind has one file of its own, `join/names/chapters.json`. A large one has one for each letter or digit with
    which a word of a file's name begins, `join/names/members-a.json`, and says so in its own: `null`.
    """
    for kind in sorted(_kinds(types)):
        rows = [(slug, catalogue.linked(kind, slug).name) for slug in catalogue.kind(kind).slugs]
        if len(rows) < LETTERS_FROM:
            yield _json(f"{NAMES}/{kind}.json", rows)
            continue
        yield _json(f"{NAMES}/{kind}.json", None)
        by_letter: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            for letter in sorted({word[0] for word in row[0].split("-")}):
                by_letter.setdefault(letter, []).append(row)
        for letter, some in sorted(by_letter.items()):
            yield _json(f"{NAMES}/{kind}-{letter}.json", some)


def _kinds(types: tuple[type[Record], ...]) -> set[str]:
    """The kinds of the forms, and those that they refer to, as far as there are such."""
    asked = [one for one in types if one.kind in FORMS]
    referred = {question.refers_to for one in asked for question in every(questions(one)) if question.refers_to}
    return {one.kind for one in types} & (referred | {one.kind for one in asked})


def _json(url: str, value: Any) -> Document:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Document(url, f"{text}\n".encode(), ORIGIN)
