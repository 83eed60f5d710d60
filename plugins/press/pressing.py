"""From a catalogue to the files of its site: what is remembered is taken, and all else is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.core.catalogue import named
from plugins.core.digests import digest, digest_of
from plugins.core.ledgers import Ledger
from plugins.core.outputs import Deferred, Output, Page, Unchanged
from plugins.core.rows import Row
from plugins.core.tracing import Reads
from plugins.core.values import as_json
from plugins.press.features import View
from plugins.press.printing import LinksOfPage, Printed, Source, Workshop, print_all, print_one
from plugins.press.remembering import Remembering, first_here, kept_from, kept_value
from plugins.press.trees import Staging
from plugins.press.verification import Links, links_of, verify

__all__ = ["Press"]


@dataclass
class Press:
    """Prints one edition. `version` is that of the code, the theme and the menus, which all pages depend on."""

    workshop: Workshop
    memory: Remembering
    staging: Staging
    version: str
    used: list[Sequence[str]] = field(default_factory=list)

    def records(self, kind: str) -> list[Printed]:
        """All files of the records of a kind."""
        rows = self.workshop.catalogue.shelves[kind].rows
        asked = [(row.slug, row.digest) for row in rows]
        return self._sources(f"pages {kind}", asked, lambda place: _of_row(rows[place]))

    def _sources(self, about: str, asked: Sequence[tuple[str, str]], source: Callable[[int], Source]) -> list[Printed]:
        """All files of sources, by their names and digests; `source` gives that at a place, where it is new."""
        ledger = Ledger(self.memory.store, digest(self.version, about), self.memory.states.of)
        self.used.append(ledger.keys)
        links: dict[str, bytes] = {}

        def made(places: Sequence[int]) -> Iterator[tuple[Reads, list[Printed]]]:
            for reads, printed, its_links in self._shared_out(print_all, [source(place) for place in places]):
                links.update(self._kept_links(printed, its_links))
                yield reads, printed

        found = ledger.values(asked, made, self._are_there)
        self.memory.store.put_many(links)
        return [Printed(*one) for printed in found for one in printed]

    def _are_there(self, printed: Iterable[Sequence[Any]]) -> bool:
        """Whether a tree has these files."""
        return all(self.staging.has(file, content) for file, _url, content, *_rest in printed)

    def _shared_out(self, work: Any, items: Sequence[Any]) -> Iterator[Any]:
        return first_here(self.memory.run, work, self.workshop, items)

    def view(self, view: View) -> list[Printed]:
        """All files of a view."""
        key = digest("view", self.version, named(view))
        self.used.append([key])
        data = self.memory.store.get(key)
        if data is not None and self.memory.states.of((kept := kept_from(data)).reads) == kept.state:
            printed, deferred = json.loads(kept.value)
            if self._are_there(printed):
                return [*(Printed(*one) for one in printed), *self._deferred(view, deferred)]
        reading = self.memory.reading()
        outputs = list(view(reading.catalogue, reading.site))
        printed = self.outputs(output for output in outputs if not isinstance(output, Deferred))
        value = as_json([printed, [_plain(output) for output in outputs if isinstance(output, Deferred)]])
        self.memory.store.put_many({key: kept_value(self.memory.kept(reading, value))})
        # What they are told is as it will be when it is remembered.
        return [*printed, *self._deferred(view, json.loads(value)[1])]

    def _deferred(self, view: View, deferred: Sequence[Any]) -> list[Printed]:
        asked = [(one[0], digest(as_json(one))) for one in deferred]
        return self._sources(f"deferred {named(view)}", asked, lambda place: _of_deferred(deferred[place]))

    def outputs(self, outputs: Iterable[Output]) -> list[Printed]:
        """The files of outputs, in their order; one is printed where its fingerprint is new."""
        waiting: list[tuple[Output, str]] = []
        found: dict[str, Printed] = {}
        for output in outputs:
            key = digest(f"page {self.version} {self._fingerprint(output)}")
            waiting.append((output, key))
            if isinstance(output, Unchanged):
                found[key] = Printed(output.url, output.url, self.workshop.known[output.url], output.origin)
        keys = [key for _output, key in waiting]
        self.used.append(keys)
        for key, data in self.memory.store.get_many(keys).items():
            one = Printed(*json.loads(data))
            if self.staging.has(one.file, one.digest):
                found[key] = one
        missing = {key: output for output, key in waiting if key not in found}
        fresh: dict[str, bytes] = {}
        done = self._shared_out(print_one, list(missing.values()))
        for key, (printed, links) in zip(missing, done, strict=True):
            found[key] = printed
            fresh[key] = json.dumps(printed).encode()
            fresh.update(self._kept_links([printed], links))
        self.memory.store.put_many(fresh)
        return [found[key] for key in keys]

    def _fingerprint(self, output: Output) -> str:
        if isinstance(output, Page):
            told = [output.url, output.template, output.origin, output.listed, str(output.modified)]
            return digest_of([*told, dict(output.context)])
        return digest_of(output)

    def _kept_links(self, printed: Iterable[Printed], links: Iterable[LinksOfPage]) -> dict[str, bytes]:
        """The links of pages, as they are to be kept."""
        digests = {one.file: one.digest for one in printed}
        return {self._key_of_links(file, digests[file]): found for file, found in links}

    def links(self, file: str, content: str) -> Links:
        """The links of a page of this digest."""
        kept = self.memory.store.get(self._key_of_links(file, content))
        if kept is not None:
            return Links(*json.loads(kept))
        return links_of(self.staging.read(file, content), file, self.workshop.site)

    def broken(self, printed: Sequence[Printed]) -> tuple[list[str], list[str]]:
        """What is wrong with the links of a site of these files, and all files that are linked to.

        Where the published site was whole, only pages that are new can have a broken link, unless something that was
        linked to is gone.
        """
        files = {one.file: one.digest for one in printed}
        pages = {one.file: one.digest for one in printed if one.is_page}
        before = self.staging.published
        linked: set[str] = set()
        if before and before.noted.get("site") == self.workshop.site.url:
            new = {file: content for file, content in pages.items() if before.files.get(file) != content}
            were_linked = set(before.noted["linked"])
            if not any(file in were_linked for file in before.files if file not in files) and not self._lost_ids(new):
                pages, linked = new, were_linked
        links = self._all_links(pages)
        linked.update(*(one.targets for one in links.values()))
        wrong = verify(links, files, lambda file: self.links(file, files[file]).ids)
        return wrong, sorted(linked)

    def _all_links(self, pages: Mapping[str, str]) -> dict[str, Links]:
        keys = {file: self._key_of_links(file, content) for file, content in pages.items()}
        kept = self.memory.store.get_many(keys.values())
        return {
            file: Links(*json.loads(kept[key])) if key in kept else self.links(file, pages[file])
            for file, key in keys.items()
        }

    def _lost_ids(self, pages: Mapping[str, str]) -> bool:
        """Whether a page that changes loses a place that others may link to."""
        assert self.staging.published
        before = self.staging.published.files
        return any(
            set(self.links(file, before[file]).ids) - set(self.links(file, content).ids)
            for file, content in pages.items()
            if file in before
        )

    def _key_of_links(self, file: str, content: str) -> str:
        """What the links of a page of this digest are remembered by."""
        return digest("links", self.memory.version, file, content)

    def remembered(self, printed: Iterable[Printed]) -> Iterator[str]:
        """The keys of all that is remembered of a site of these files."""
        for keys in (*self.used, *self.memory.used):
            yield from keys
        yield from (self._key_of_links(one.file, one.digest) for one in printed if one.is_page)


def _of_row(row: Row) -> Source:
    return Source(row.url, row.path, row)


def _plain(output: Deferred) -> tuple[Any, ...]:
    return output.url, output.origin, named(output.make), output.told


def _of_deferred(plain: Sequence[Any]) -> Source:
    url, origin, make, told = plain
    return Source(url, origin, make=make, told=told)
