"""From a catalogue to the files of its site: what is remembered is taken, and all else is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.core.catalogue import named
from plugins.core.digests import digest, digest_of
from plugins.core.outputs import Output, Page, Unchanged, Written
from plugins.core.values import as_json
from plugins.press.features import View
from plugins.press.printing import LinksOfPage, Printed, Workshop, print_one, print_record
from plugins.press.releases import Staging
from plugins.press.remembering import Remembering, first_here, kept_from, kept_value
from plugins.press.verification import Links, links_of, verify

__all__ = ["Press"]


@dataclass
class Press:
    """Prints one edition. `version` is that of the code, the theme and the menus, which all pages depend on."""

    workshop: Workshop
    memory: Remembering
    staging: Staging
    version: str
    used: list[str] = field(default_factory=list)

    def records(self, kind: str) -> Iterator[Printed]:
        """All files of the records of a kind."""
        rows = self.workshop.catalogue.shelves[kind].rows
        about = digest("pages", self.version, kind)
        keys = [digest(f"{about} {row.slug} {row.digest}") for row in rows]
        self.used += keys
        found = dict(self._still_there(keys))
        missing = [(row, key) for row, key in zip(rows, keys, strict=True) if key not in found]
        fresh: dict[str, bytes] = {}
        done = self._shared_out(print_record, [row for row, _key in missing])
        for (_row, key), (reads, printed, links) in zip(missing, done, strict=True):
            fresh[key] = kept_value(self.memory.states.of(reads), as_json(printed))
            found[key] = printed
            self._keep_links(printed, links, fresh)
        self.memory.store.put_many(fresh)
        for key in keys:
            yield from found[key]

    def _shared_out(self, work: Any, items: Sequence[Any]) -> Iterator[Any]:
        return first_here(self.memory.run, work, self.workshop, items)

    def _still_there(self, keys: Sequence[str]) -> Iterator[tuple[str, list[Printed]]]:
        for key, data in self.memory.store.get_many(keys).items():
            kept = kept_from(data)
            if self.memory.states.hold(kept.reads):
                printed = [Printed(*one) for one in json.loads(kept.value)]
                if all(self.staging.has(one.file, one.digest) for one in printed):
                    yield key, printed

    def view(self, view: View) -> list[Printed]:
        """All files of a view."""
        key = digest("view", self.version, named(view))
        self.used.append(key)
        for _key, printed in self._still_there([key]):
            return printed
        reading = self.memory.reading()
        found = self.outputs(view(reading.catalogue, reading.site))
        self.memory.store.put_many({key: kept_value(self.memory.states.of(reading.keys), as_json(found))})
        return found

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
        self.used += keys
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
            self._keep_links([printed], links, fresh)
        self.memory.store.put_many(fresh)
        return [found[key] for key in keys]

    def _fingerprint(self, output: Output) -> str:
        if isinstance(output, Page):
            told = [output.url, output.template, output.origin, output.listed, str(output.modified)]
            return digest_of([*told, dict(output.context)])
        if isinstance(output, Written):
            return digest_of([output.url, named(output.make), output.told, output.origin])
        return digest_of(output)

    def _keep_links(self, printed: Iterable[Printed], links: Iterable[LinksOfPage], fresh: dict[str, bytes]) -> None:
        digests = {one.file: one.digest for one in printed}
        for file, found in links:
            fresh[self._key_of_links(file, digests[file])] = found

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
            linked = set(before.noted["linked"])
            if not any(file in linked for file in before.files if file not in files) and not self._lost_ids(new):
                pages = new
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
        key = digest("links", self.memory.version, file, content)
        self.used.append(key)
        return key
