"""Documents to the entries of two lunr indexes: which documents have a term, in which field and how often.

`names` is what documents are called and their short words, `texts` their long texts. Lunr's b is 0 here, so that what
Lunr's builder counts is all that a score needs, and an entry stays the same while the documents of its term do. The
browser makes the scores, by Lunr's own formula, and a `lunr.Index` of the terms that a query touches
(theme/static/js/search/engine.js).
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, takewhile
from operator import sub
from typing import Any

from plugins.search.analysis import is_unspaced
from plugins.search.documents import Counted, Said
from plugins.search.shards import Entry, browser_order

__all__ = ["FIELDS", "NAME_BOOST", "changes", "deltas", "edited", "entries", "fields_of", "spelled", "spelling_entries"]

NAME_BOOST = 4
"""How much more a word counts in a name than among the other short words."""

FIELDS = {"names": {"name": NAME_BOOST, "words": 1}, "texts": {"text": 1}}
"""The fields of each index, with their boosts."""

MIN_SPELLED = 3
"""Shorter terms are not looked for by another spelling."""

Times = Mapping[int, Sequence[int]]
"""The documents that have a term so many times in a field, in their order."""


def fields_of(index: str, said: Said) -> tuple[Counted, ...]:
    """The terms of each field of an index."""
    return (said.text,) if index == "texts" else (((1, said.names),), said.words)


def entries(index: str, documents: Iterable[Said]) -> list[Entry]:
    """The entry of each term, in the browser's order: [term, field, ...].

    A field is a list: the documents that have the term once, as differences, and for every other number of times
    a list of that number and the differences.
    """
    once: list[dict[str, list[int]]] = [defaultdict(list) for _ in FIELDS[index]]
    more: list[dict[str, dict[int, list[int]]]] = [defaultdict(dict) for _ in FIELDS[index]]
    for number, said in enumerate(documents):
        for place, counted in enumerate(fields_of(index, said)):
            for times, terms in counted:
                if times == 1:
                    having = once[place]
                    for term in terms.split():
                        having[term].append(number)
                else:
                    for term in terms.split():
                        more[place][term].setdefault(times, []).append(number)
    return [
        (
            term,
            _entry(
                term, [{1: one.get(term, ()), **other.get(term, {})} for one, other in zip(once, more, strict=True)]
            ),
        )
        for term in sorted(set(chain(*once, *more)), key=browser_order)
    ]


def _entry(term: str, fields: Iterable[Times]) -> str:
    lists = "],[".join(map(_field, fields))
    return f'["{term}",[{lists}]]'  # a term has no sign that JSON would have to escape


def _field(times: Times) -> str:
    once = ",".join(map(str, deltas(times.get(1, ()))))
    if len(times) == 1 and 1 in times:
        return once
    others = (f"[{number},{','.join(map(str, deltas(times[number])))}]" for number in sorted(times) if number != 1)
    return ",".join([once, *others] if once else others)


def deltas(numbers: Sequence[int]) -> list[int]:
    """Ascending numbers as the first of them and the differences of the others."""
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


Changes = Mapping[str, Mapping[int, Sequence[int]]]
"""By the term, and by the number of the document that it came to or left: how often it stands in each field now."""


def changes(index: str, changed: Iterable[tuple[int, Said, Said]]) -> Changes:
    """What differs in an index after some documents, told by number, before and after."""
    found: dict[str, dict[int, Sequence[int]]] = {}
    for number, before, after in changed:
        old, new = _times(index, before), _times(index, after)
        for term in dict.fromkeys((*old, *new)):
            times = new.get(term, [0] * len(FIELDS[index]))
            if times != old.get(term):
                found.setdefault(term, {})[number] = times
    return found


def _times(index: str, said: Said) -> dict[str, list[int]]:
    """How often each term stands in each field."""
    found: dict[str, list[int]] = {}
    for place, counted in enumerate(fields_of(index, said)):
        for times, terms in counted:
            for term in terms.split():
                found.setdefault(term, [0] * len(FIELDS[index]))[place] = times
    return found


def edited(index: str, term: str, text: str | None, changed: Mapping[int, Sequence[int]]) -> str | None:
    """The entry of a term after some documents have changed; None where no document has it, before or after."""
    fields = [_times_in(one) for one in json.loads(text)[1:]] if text else [{} for _ in FIELDS[index]]
    for number, now in changed.items():
        for field, times in zip(fields, now, strict=True):
            for numbers in field.values():
                place = bisect_left(numbers, number)
                if numbers[place : place + 1] == [number]:
                    del numbers[place]
            if times:
                insort(field.setdefault(times, []), number)
    left = [{times: numbers for times, numbers in field.items() if numbers} for field in fields]
    return _entry(term, left) if any(left) else None


def _times_in(field: list[Any]) -> dict[int, list[int]]:
    """The documents of a field of an entry, by how often they have the term."""
    more = len(list(takewhile(lambda one: isinstance(one, list), reversed(field))))
    once = field[: len(field) - more]
    return {1: list(accumulate(once))} | {times: list(accumulate(rest)) for times, *rest in field[len(once) :]}


def spelling_entries(terms: Iterable[str]) -> list[Entry]:
    """Terms turned round, which finds them by their end, for the spelling."""
    return [(key, f'"{key}"') for key in sorted(spelled(terms), key=browser_order)]


def spelled(terms: Iterable[str]) -> list[str]:
    """Those of the terms that are looked for by another spelling, turned round."""
    return [term[::-1] for term in terms if len(term) >= MIN_SPELLED and not is_unspaced(term)]
