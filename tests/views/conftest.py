"""A site to view a catalogue for, what its views yield, and events by their days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Output, Page
from plugins.core.site import Association, Site
from tests.factories import event, made

Yielded = Callable[[Iterable[Output]], dict[str, Output]]


def outputs_of(plugin: ModuleType, catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """All that a plugin prints of a catalogue: its views, then the pages of each record."""
    feature = plugin.feature(None)
    for view in feature.views:
        yield from made(view(catalogue, site), catalogue, site)
    for record_type, pages in feature.pages:
        for record in catalogue.of(record_type):
            yield from pages(record, catalogue, site)


def contexts(found: Any) -> dict[str, Any]:
    """The contexts of pages by their URLs."""
    return {url: output.context for url, output in found.items() if isinstance(output, Page)}


def day(title: str, start: str, end: str | None = None, **fields: Any) -> Any:
    """An event of whole days."""
    return event(title, start=start, end=end or start, all_day="true", **fields)


def weekly(title: str, start: str = "2026-03-03", **fields: Any) -> Any:
    """A series of evenings, on Tuesdays unless another start is given."""
    rule = {"frequency": "weekly", **fields.pop("recurrence", {})}
    return event(title, start=f"{start} 18:30", end=f"{start} 20:00", recurrence=rule, **fields)


@pytest.fixture
def site() -> Site:
    """The public site of an association, on a day of spring."""
    association = Association("The Association", "Assoc", "An association.", "office@example.org", founded="1974")
    return Site(association, "https://example.org/assoc", "en-GB", "Europe/Lisbon", "public", date(2026, 3, 20))


@pytest.fixture
def yielded() -> Yielded:
    """Outputs by their URL; two of one URL are an error."""

    def by_url(outputs: Iterable[Output]) -> dict[str, Output]:
        found: dict[str, Output] = {}
        for output in outputs:
            assert output.url not in found
            found[output.url] = output
        return found

    return by_url
