"""Traits: what two files of one person would have in common, as digests, so that thousands are compared at once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plugins.core.digests import digest
from plugins.core.lookalikes import skeleton
from plugins.core.records import Record
from plugins.core.text import fold

__all__ = ["LOOK", "WORDS", "same_page", "told_apart", "traits_of", "words"]

WORDS = "words"
LOOK = "look"
"""The two traits of a name: its words in any order, and what it looks like. All others are called after their field."""

BETWEEN = re.compile(r"[\s,.;/()\"“”'’‘_\u2010-\u2015-]+")
SHORT = 20


def traits_of(record: Record) -> dict[str, str]:
    """The names of the traits of a record by their digests; that of its name only where two of one name are strange."""
    texts = [*record.telling()]
    if record.unique_label:
        texts += [(LOOK, skeleton(record.label)), (WORDS, " ".join(words(record.label)))]
    return {digest(record.kind, name, text)[:SHORT]: name for name, text in texts if text}


def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded and sorted: "Lovelace, Ada" has those of "Ada Lovelace"."""
    return tuple(sorted(word for word in BETWEEN.split(fold(name)) if word))


def same_page(url: str) -> str:
    """An address without what differs for one page: http or https, www, capitals, a slash at the end."""
    bare = url.casefold().partition("://")[2].partition("#")[0].rstrip("/")
    # LinkedIn has one page under the name of each country.
    return re.sub(r"^(?:www\.|m\.|[a-z]{2}\.(?=linkedin\.com/))", "", bare)


def told_apart(one: Mapping[str, str], other: Mapping[str, str], name: str | None) -> bool:
    """Whether two files both have the trait of this name, and not the same."""
    mine, yours = ({value for value, trait in traits.items() if trait == name} for traits in (one, other))
    return bool(mine and yours) and mine.isdisjoint(yours)
