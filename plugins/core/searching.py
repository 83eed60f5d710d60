"""What a record says to a search: what it is called, the words it is found by, its facets, when it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from plugins.core.text import term_slug

__all__ = ["FacetTerm", "Searchable", "facet_terms", "given"]


@dataclass(frozen=True)
class FacetTerm:
    """A value to filter by: as it stands in an address, and as people read it."""

    slug: str
    label: str


@dataclass(frozen=True)
class Searchable:
    """What a search knows of a record.

    `names` are all that it is called by, `words` the short texts that describe it, `text` what is long: it counts
    less, and only whole words of it are found. `facets` are by the name they have in addresses ("skill"). `newest` is
    the date by which the newest come first, as far as it is known ("2021-03"), or "". `sort_as` is the name as an index
    files it, where that is another than the first of `names`.
    """

    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    text: str = ""
    facets: Mapping[str, tuple[FacetTerm, ...]] = field(default_factory=dict)
    newest: str = ""
    sort_as: str = ""


def facet_terms(values: Iterable[str], label: Callable[[str], str] = str) -> tuple[FacetTerm, ...]:
    """The values as terms of a facet, each once, however it is written.

    Values of a fixed list ("in-person") are their own labels here: the theme has words for them.
    """
    terms: dict[str, str] = {}
    for value in values:
        terms.setdefault(_slug(value), label(value))
    return tuple(FacetTerm(slug, words) for slug, words in terms.items())


@lru_cache(maxsize=10_000)
def _slug(value: str) -> str:
    """Remembered, since a slug takes a while to make, and a value stands in many records."""
    return term_slug(value)


def given(*values: str | None) -> tuple[str, ...]:
    """Those of the values that are given, each once, in their order."""
    return tuple(dict.fromkeys(value for value in values if value))
