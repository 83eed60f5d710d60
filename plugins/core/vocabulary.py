"""The association's words for skills: canonical terms with their synonyms, so that JS is JavaScript."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from plugins.core.problems import Problem, nearest
from plugins.core.sources import Source, read
from plugins.core.text import term_slug

__all__ = ["FILE", "Vocabulary", "load_vocabulary"]

FILE = "content/vocabulary/skills.yaml"
MAX_TERM = 60


@dataclass(frozen=True)
class Vocabulary:
    """Canonical terms by the slug of every way to write them, and for each the other ways, as the file has them."""

    terms: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def canonical(self, term: str) -> str:
        """The association's word for a term; the term itself where it is not known."""
        return self.terms.get(term_slug(term), term)

    def knows(self, term: str) -> bool:
        return term_slug(term) in self.terms

    def synonyms(self, term: str) -> tuple[str, ...]:
        """The other ways to write a canonical term: of "JavaScript" perhaps "JS" and "ECMAScript"."""
        return self.ways.get(term, ())

    def suggestion(self, term: str) -> str | None:
        """The canonical term most like an unknown one."""
        found = _nearest_slug(term_slug(term), self._slugs)
        return self.terms[found] if found else None

    @cached_property
    def _slugs(self) -> frozenset[str]:
        return frozenset(self.terms)


@lru_cache(maxsize=10_000)
def _nearest_slug(slug: str, known: frozenset[str]) -> str | None:
    """Remembered, since the same unknown word stands in many profiles."""
    return nearest(slug, known)


def load_vocabulary(root: Path) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary below `root`, empty where there is no file, and what is wrong with the file.

    The file is a mapping of canonical terms to lists of synonyms: `JavaScript: [JS, ECMAScript]`, or `GIS:` alone.
    """
    if not os.path.lexists(root / FILE):
        return Vocabulary(), []
    source = read(root, FILE)
    if not isinstance(source, Source):
        return Vocabulary(), source
    terms: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    problems = []
    for term, synonyms in source.data.items():
        ways = [] if synonyms is None else synonyms
        if not isinstance(ways, list) or not all(isinstance(way, str) for way in ways):
            problems.append(source.problem((term,), "synonyms are a list of words, such as [JS, ECMAScript]"))
            continue
        others[term] = tuple(ways)
        for position, way in enumerate([term, *ways]):
            loc = (term,) if position == 0 else (term, position - 1)
            slug = term_slug(way)
            if not 0 < len(way) <= MAX_TERM:
                problems.append(source.problem(loc, f"a term has 1 to {MAX_TERM} characters", key=position == 0))
            elif terms.setdefault(slug, term) != term:
                message = f"'{way}' already stands for '{terms[slug]}'; a word has one meaning here"
                problems.append(source.problem(loc, message, key=position == 0))
    return Vocabulary(terms, others), problems
