"""Outputs to files: a page is its template and its context, a document its bytes, a picture made anew."""

from __future__ import annotations

import json
import os
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateError

from plugins.core import pictures
from plugins.core.catalogue import Card, Catalogue
from plugins.core.digests import digest
from plugins.core.outputs import Deferred, Output, Page, Picture, Unchanged, target
from plugins.core.rows import Row
from plugins.core.site import Site
from plugins.core.store import Store
from plugins.core.tracing import Reading, Reads
from plugins.press.assets import read_assets
from plugins.press.environment import Links as Menu
from plugins.press.environment import make_environment
from plugins.press.features import Pages
from plugins.press.verification import links_of

__all__ = ["LinksOfPage", "PrintError", "Printed", "Source", "Workshop", "print_all", "print_one", "write"]


class PrintError(RuntimeError):
    """An output that cannot be printed, named with its page and its source."""


class Printed(NamedTuple):
    """A file of the site, as plain as JSON. `modified` is an ISO date or ""; `is_page` says whether it is HTML."""

    file: str
    url: str
    digest: str
    origin: str
    is_page: bool = False
    listed: bool = False
    modified: str = ""


LinksOfPage = tuple[str, bytes]
"""The file of a page, and its links (press/verification.py) as JSON."""


@dataclass(frozen=True)
class Workshop:
    """All that printing needs, in any process.

    `folder` takes what is printed; `known` are files with their digests that need not be written again, and `pictures`
    those of pictures, whose names tell what they were made from, so that they need not be made again. `navigation`
    and `footer` are labels with URLs; `plugins` are the names of those in use.
    """

    root: Path
    theme: Path
    site: Site
    catalogue: Catalogue
    store: Store
    folder: Path
    known: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    navigation: Menu = ()
    footer: Menu = ()
    has_news: bool = False
    plugins: tuple[str, ...] = ()
    pages: Mapping[str, Pages] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """What was made of the fields in this process is made again in another."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def prepare(self, items: Sequence[Any]) -> None:
        """Reads what a worker needs for these records at once; outputs bring all that they need."""
        self.store.bring(one.row.source for one in items if isinstance(one, Source) and one.row)

    @cached_property
    def environment(self) -> Environment:
        """The templates, compiled in this process."""
        return make_environment(
            self.theme,
            self.site,
            read_assets(self.theme),
            self.navigation,
            self.footer,
            has_news=self.has_news,
            features=frozenset(self.plugins),
        )

    @cached_property
    def cards(self) -> dict[Card, Any]:
        """The cards that were looked up here."""
        return {}


MOST_CARDS = 20_000


class Source(NamedTuple):
    """What is printed by itself, in any process: a record by its row, or one page of a view.

    `make` names the function and `told` is what it is told besides the catalogue and the site.
    """

    url: str
    path: str
    row: Row | None = None
    make: str = ""
    told: Sequence[Any] = ()

    def __str__(self) -> str:
        return self.path if self.row else f"/{self.url} ({self.path})"

    def outputs(self, workshop: Workshop, reading: Reading) -> Iterable[Output]:
        """All there is of it, to be printed."""
        if self.row is None:
            return (pkgutil.resolve_name(self.make)(reading.catalogue, reading.site, *self.told),)
        record = workshop.catalogue.shelves[self.row.kind].read(self.row)
        return workshop.pages[self.row.kind](record, reading.catalogue, reading.site)


def print_all(workshop: Workshop, source: Source) -> tuple[Reads, list[Printed], list[LinksOfPage]]:
    """Prints all there is of one source; gives what was read for it, the files, and the links of its pages."""
    reading = Reading(workshop.catalogue, workshop.site)
    printed, links = [], []
    for output in source.outputs(workshop, reading):
        one, its_links = print_one(workshop, output)
        printed.append(one)
        links += its_links
    if source.row is None and printed[0].url != source.url:
        raise PrintError(f"{source.make} made /{printed[0].url} where it was to make /{source.url}")
    return reading.reads, printed, links


def print_one(workshop: Workshop, output: Output) -> tuple[Printed, list[LinksOfPage]]:
    """Prints one output, and writes it where it is not known; gives the file, and the links if it is a page."""
    file = target(output.url)
    if isinstance(output, Picture) and file in workshop.pictures:
        return Printed(file, output.url, workshop.pictures[file], output.origin), []
    content = _bytes(output, workshop)
    known = digest(content)
    if workshop.known.get(file) != known:
        write(workshop.folder, file, content)
    if not isinstance(output, Page):
        return Printed(file, output.url, known, output.origin), []
    modified = output.modified.isoformat() if output.modified else ""
    is_page = file.endswith(".html")
    links = [(file, json.dumps(links_of(content, file, workshop.site)).encode())] if is_page else []
    return Printed(file, output.url, known, output.origin, is_page, output.listed, modified), links


def _bytes(output: Output, workshop: Workshop) -> bytes:
    if isinstance(output, Page):
        return rendered(output, workshop.environment, workshop)
    if isinstance(output, Picture):
        data = (workshop.root / output.source).read_bytes()
        if not output.url.startswith(f"pictures/{pictures.digest(data)[:16]}"):
            raise PrintError(f"{output.source} has changed since it was read; build again")
        return pictures.render(data, output.size, output.format, square=output.square)
    if isinstance(output, Unchanged | Deferred):
        raise PrintError(f"{output}: what is unchanged or deferred is for views to give")
    return output.content


def rendered(page: Page, environment: Environment, workshop: Workshop) -> bytes:
    """The bytes of a page."""
    try:
        template = environment.get_template(page.template)
        context = _with_cards(page.context, workshop)
        return template.render(context, url=page.url, listed=page.listed).encode()
    except (TemplateError, TypeError, KeyError, AttributeError, ValueError) as error:
        raise PrintError(f"{page} by the template {page.template}: {error!r}") from error


def _with_cards(context: Mapping[str, Any], workshop: Workshop) -> dict[str, Any]:
    """A context with the cards that stand in it, in tuples and dicts of any depth."""
    asked = set(_cards_in(context))
    missing = asked.difference(workshop.cards)
    if len(workshop.cards) + len(missing) > MOST_CARDS:
        workshop.cards.clear()
        missing = asked
    rows = [workshop.catalogue.shelves[card.kind].by_slug[card.slug] for card in missing]
    workshop.store.bring(row.source for row in rows)
    for card, row in zip(missing, rows, strict=True):
        workshop.cards[card] = workshop.catalogue.shelves[card.kind].read(row).card(workshop.catalogue.name_of)
    return {key: _filled(value, workshop) for key, value in context.items()}


def _cards_in(value: Any) -> Iterator[Card]:
    kind = type(value)
    if kind is Card:
        yield value
    elif kind is tuple or kind is dict:
        for one in value.values() if kind is dict else value:
            yield from _cards_in(one)


def _filled(value: Any, workshop: Workshop) -> Any:
    kind = type(value)
    if kind is Card:
        return workshop.cards[value]
    if kind is tuple:
        return tuple([_filled(one, workshop) for one in value])
    if kind is dict:
        return {key: _filled(one, workshop) for key, one in value.items()}
    return value


def write(folder: Path, name: str, content: bytes) -> None:
    """Writes a file below a folder that holds no links; a name that leads out of it was refused with its URL."""
    file = f"{folder}/{name}"
    try:
        _put(file, content)
    except FileNotFoundError:
        os.makedirs(file.rpartition("/")[0], exist_ok=True)  # noqa: PTH103  as below
        _put(file, content)


def _put(file: str, content: bytes) -> None:
    # A path object takes as long as the writing.
    with open(file, "wb") as opened:  # noqa: PTH123
        opened.write(content)
