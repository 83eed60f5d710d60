"""Long lists on several pages, and records grouped by what they are found by, each group with its page."""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar

from plugins.core.text import fold, letter, term_slug

__all__ = ["FacetValue", "Group", "Pagination", "by_letter", "by_skill", "by_term", "paginate"]

PER_PAGE = 60
NEAR = 2
LETTERS = (*string.ascii_lowercase, "other")


class Listed(Protocol):
    """What can be listed: a record, or whatever stands for one."""

    @property
    def slug(self) -> str: ...


R = TypeVar("R", bound=Listed)


@dataclass(frozen=True)
class Pagination:
    """Where a page stands among its like: `number` of `pages`, counted from 1, the first of which has the URL `first`.

    It knows its neighbours by counting, not by a list of all pages, which each of them would have to carry.
    """

    number: int
    pages: int
    total: int
    first: str

    def url(self, number: int) -> str:
        """The URL of a page, by its number."""
        return self.first if number == 1 else f"{self.first}page/{number}/"

    @property
    def told(self) -> tuple[int, int, int, str]:
        """The fields, as plain JSON."""
        return self.number, self.pages, self.total, self.first

    @property
    def previous(self) -> str | None:
        return self.url(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        return self.url(self.number + 1) if self.number < self.pages else None

    @property
    def shown(self) -> tuple[tuple[int, str] | None, ...]:
        """The pages to link to, at most seven: the first, the last and those near this one; None for a gap."""
        near = range(max(1, self.number - NEAR), min(self.pages, self.number + NEAR) + 1)
        shown: list[tuple[int, str] | None] = []
        for before, number in pairwise([0, *sorted({1, *near, self.pages})]):
            shown += [None] if number - before > 1 else []
            shown.append((number, self.url(number)))
        return tuple(shown)


def paginate(url: str, records: Sequence[R]) -> Iterator[tuple[str, Pagination, Sequence[R]]]:
    """The URL, the pagination and the records of each page of a list; one page where there are none."""
    count = max(1, -(-len(records) // PER_PAGE))
    for number in range(1, count + 1):
        pagination = Pagination(number=number, pages=count, total=len(records), first=url)
        yield pagination.url(number), pagination, records[(number - 1) * PER_PAGE : number * PER_PAGE]


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet, its page, and how many records have it."""

    slug: str
    label: str
    url: str
    count: int

    @property
    def told(self) -> tuple[str, str, str, int]:
        """The fields, as plain JSON."""
        return self.slug, self.label, self.url, self.count


@dataclass(frozen=True)
class Group(Generic[R]):
    """The records that have one value of a facet."""

    value: FacetValue
    records: tuple[R, ...]


def by_term(
    records: Iterable[R], terms: Callable[[R], Iterable[str]], url: str, named: Callable[[str], str] = str
) -> tuple[Group[R], ...]:
    """The records grouped by their terms, in the order of their labels. Each group's page is below `url`.

    Terms that differ only in case, accents or signs are one. Its label is what `named` makes of the way most
    records write it.
    """
    found: defaultdict[str, dict[str, R]] = defaultdict(dict)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    slugs: dict[str, str] = {}  # a slug takes a while to make, and a term stands in many records
    for record in records:
        for term in terms(record):
            if term not in slugs:
                slugs[term] = term_slug(term)
            found[slugs[term]][record.slug] = record
            spellings[slugs[term]][term] += 1
    groups = []
    for slug, members in found.items():
        spelling = min(spellings[slug], key=lambda one: (-spellings[slug][one], one))
        value = FacetValue(slug=slug, label=named(spelling), url=f"{url}{slug}/", count=len(members))
        groups.append(Group(value, tuple(members.values())))
    return tuple(sorted(groups, key=lambda group: (_filed(group.value.label), group.value.slug)))


def by_skill(members: Iterable[Any]) -> tuple[Group[Any], ...]:
    """The members by skill, in the words of the vocabulary."""
    return by_term(members, lambda member: member.skills, "skills/")


def by_letter(members: Iterable[Any]) -> tuple[Group[Any], ...]:
    """The members by the letter they are filed under: the whole alphabet and "other", whether used or not."""
    found: dict[str, list[Any]] = {one: [] for one in LETTERS}
    for member in members:
        found[letter(member.filed_as)].append(member)
    return tuple(
        Group(FacetValue(slug=one, label=one.upper(), url=f"a-z/{one}/", count=len(some)), tuple(some))
        for one, some in found.items()
    )


def _filed(label: str) -> str:
    """A label as an index files it: quotation marks and other signs before the first letter do not count."""
    folded = fold(label)
    return folded.lstrip(string.punctuation + "«»“”‘’ ") or folded
