"""What a record says to a search: what it is called, the words it is found by, its facets, when it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["FacetTerm", "Searchable"]


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
    the date by which the newest come first, as far as it is known ("2021-03"), or "".
    """

    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    text: str = ""
    facets: Mapping[str, tuple[FacetTerm, ...]] = field(default_factory=dict)
    newest: str = ""
