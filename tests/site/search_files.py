"""What can be told from the search of a site: its shards, lists, facets and cards, decoded."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

from plugins.core.text import fold
from plugins.search.analysis import stem
from tests.site.canaries import Canary

__all__ = ["SearchFiles"]

LONG_ENOUGH = 8
"""So many letters of a canary tell which it is; a shard may begin with a part of a term."""

LONG_NUMBER = 6
"""Digits that do not stand in a longer number by accident."""

SHARD = re.compile(r"(.+?)-(?:(\d+|[0-9a-f]{8})-)?[0-9a-f]{6}")
LINK = re.compile(r'href="/?([^"]+)"')


@dataclass(frozen=True)
class SearchFiles:
    """The search of one edition. `texts` are all texts in it as people could read them; digests are left out."""

    texts: list[str] = field(default_factory=list)
    documents: dict[str, set[int]] = field(default_factory=dict)
    """The numbers of the documents by the terms of names and texts, and by the slugs of facets as "skill=gis"."""
    urls: list[str] = field(default_factory=list)
    """The address of each document."""

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> SearchFiles:
        """Reads every file of a search there is; raises where one is of no known sort."""
        found = cls()
        directory = json.loads(files["search/directory.json"])
        found._list(directory.pop("names"))
        found.texts.extend(directory.pop("facets"))
        firsts = {kind: first for kind, first, _count in directory.pop("kinds")}
        blocks = {}
        for name, content in files.items():
            if name.startswith("static/search/"):
                own, *rest = json.loads(content)
                assert name == f"static/search/{own}.json"
                found._shard(own, rest[0], firsts, files)
            elif name.endswith(".json") and name.startswith("search/") and name != "search/directory.json":
                own, cards = json.loads(content)
                blocks[int(own.partition("-")[2])] = cards
        for number in sorted(blocks):
            for card in blocks[number]:
                found.texts.append(html.unescape(card))
                found.urls.append(LINK.search(card)[1])  # type: ignore[index]
        assert len(found.urls) == sum(count for _, _, count in json.loads(files["search/directory.json"])["kinds"])
        return found

    def _shard(self, own: str, content: Any, firsts: Mapping[str, int], files: Mapping[str, bytes]) -> None:
        name, number = SHARD.fullmatch(own).groups()  # type: ignore[union-attr]
        if name in {"names", "texts"} and number:
            for term, *fields in content:
                self.texts.append(term)
                self.documents.setdefault(term, set()).update(*map(_numbers, fields))
        elif name == "spelling" and number:
            self.texts.extend(term[::-1] for term in content)
        elif name in {"texts", "spelling"}:
            self._list(content, backwards=name == "spelling")
        elif not number:
            rows, shards = content
            kind, _, facet = name.partition("-")
            for slug, label, _count, holder in rows:
                self.texts.extend((slug, label))
                self.documents.setdefault(f"{facet}={slug}", set())
                assert f"static/search/{shards[holder]}.json" in files
            lists = [some for one in shards for some in json.loads(files[f"static/search/{one}.json"])[1]]
            for (slug, *_), differences in zip(rows, lists, strict=True):
                places = accumulate(differences)
                self.documents[f"{facet}={slug}"].update(firsts[kind] + place for place in places)
        else:
            assert all(isinstance(one, int) for some in content for one in some)

    def _list(self, text: str, *, backwards: bool = False) -> None:
        words = text.split(" ")[::2]
        self.texts.extend(word[::-1] if backwards else word for word in words)

    def tells(self, canary: Canary) -> bool:
        """Whether a canary can be told from the search: as it is, folded, stemmed, reversed, or a good part of it."""
        value = fold(canary.values[0])
        if canary.sort == "words":
            parts = {value[:LONG_ENOUGH], stem(value)[:LONG_ENOUGH]}
            return any(part in self.letters or part[::-1] in self.letters for part in parts)
        if canary.sort == "dates":
            return value in self.letters or value.replace("-", "") in self.letters
        if canary.sort == "digits" and len(value) >= LONG_NUMBER:
            return value in self.letters
        code = fold(canary.values[-1]).strip('"')
        return value in self.words or f"country={code}" in self.documents or f"language={code}" in self.documents

    @cached_property
    def letters(self) -> str:
        """All texts, folded, one after the other."""
        return "\n".join(map(fold, self.texts))

    @cached_property
    def words(self) -> set[str]:
        """All words of the texts."""
        return set(re.findall(r"\w+", self.letters))

    def terms_of(self, url: str) -> set[str]:
        """The terms and values by which a page is found."""
        number = self.urls.index(url)
        return {term for term, numbers in self.documents.items() if number in numbers}


def _numbers(counted: list[Any]) -> list[int]:
    """The documents of a field of a term: those that have it once, then lists of how many times and which."""
    once = [one for one in counted if isinstance(one, int)]
    return [*accumulate(once), *(number for one in counted[len(once) :] for number in accumulate(one[1:]))]
