"""What a feature gives the press: its kinds of record, its views, its place in the navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blinker import Signal

from plugins.core.catalogue import Catalogue, Each
from plugins.core.outputs import Output
from plugins.core.records import Record
from plugins.core.site import Site

__all__ = ["ALL", "Feature", "Pages", "View", "collected", "offered"]

ALL = "*"
"""Stands for all kinds."""

View = Callable[[Catalogue, Site], Iterator[Output]]
"""A function of a whole catalogue. It works on what `each` and `cards` of it give, and reads few records."""

Pages = Callable[[Any, Catalogue, Site], Iterator[Output]]
"""A function of one record, called in any process: all that is printed of it alone."""


@dataclass(frozen=True)
class Feature:
    """The content types of one plugin, what is printed of each record, and its views of them all.

    `each` are the functions that its views ask `catalogue.each` for, with their kinds or ALL, so that a record is read
    once for all of them. `navigation` holds labels with the URLs of kinds. `places` are the first steps of the
    addresses that its views print, besides the kinds of its records: so it is known before anything is printed what
    staff's pages have to leave free.
    """

    records: tuple[type[Record], ...] = ()
    pages: tuple[tuple[type[Record], Pages], ...] = ()
    views: tuple[View, ...] = ()
    each: tuple[tuple[str, Each], ...] = ()
    navigation: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


offered = Signal("Sent when a build asks the plugins for their features; a receiver returns a Feature.")


def collected(sender: Mapping[str, Any]) -> tuple[Feature, ...]:
    """The features of all registered plugins, in the order of PLUGINS."""
    places = {name: place for place, name in enumerate(sender["PLUGINS"])}
    found = [(receiver.__module__, feature) for receiver, feature in offered.send(sender)]
    # A signal reaches its receivers in any order.
    return tuple(feature for name, feature in sorted(found, key=lambda one: places.get(one[0], len(places))))
