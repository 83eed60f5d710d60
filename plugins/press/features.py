"""What a feature gives the press: its kinds of record, its views, its place in the navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from blinker import Signal

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Output
from plugins.core.records import Record
from plugins.core.site import Site

__all__ = ["Feature", "View", "collected", "offered"]

View = Callable[[Catalogue, Site], Iterator[Output]]


@dataclass(frozen=True)
class Feature:
    """The content types and views of one plugin. `navigation` holds labels with the URLs of kinds."""

    records: tuple[type[Record], ...] = ()
    views: tuple[View, ...] = ()
    navigation: tuple[tuple[str, str], ...] = ()


offered = Signal("Sent when a build asks the plugins for their features; a receiver returns a Feature.")


def collected(sender: Any) -> tuple[Feature, ...]:
    """The features of all registered plugins, in the order of PLUGINS."""
    return tuple(feature for _receiver, feature in offered.send(sender))
