"""What a feature gives the press: its kinds of record, its views, its place in the navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial, update_wrapper
from typing import Any

from blinker import Signal

from plugins.core.catalogue import Catalogue, Each
from plugins.core.outputs import Output
from plugins.core.records import Record
from plugins.core.site import Site

__all__ = ["ALL", "Feature", "Pages", "TypesView", "View", "collected", "let_go", "offered"]

ALL = "*"
"""Stands for all kinds."""

View = Callable[[Catalogue, Site], Iterator[Output]]
"""A function of a whole catalogue. It works on what `each` and `cards` of it give, and reads few records."""

TypesView = Callable[[tuple[type[Record], ...], Catalogue, Site], Iterator[Output]]
"""A view that is told the types of record of all features besides: it prints what they can hold, such as a form."""

Pages = Callable[[Any, Catalogue, Site], Iterator[Output]]
"""A function of one record, called in any process: all that is printed of it alone."""


@dataclass(frozen=True)
class Feature:
    """The content types of one plugin, what is printed of each record, and its views of them all.

    `types_views` are told the types of all features, as a feature knows but its own.
    `each` are the functions that its views ask `catalogue.each` for, with their kinds or ALL, so that a record is read
    once for all of them. `navigation` holds labels with the URLs of kinds. `places` are the first steps of the
    addresses that its views print, besides the kinds of its records: so it is known before anything is printed what
    staff's pages have to leave free.
    """

    records: tuple[type[Record], ...] = ()
    pages: tuple[tuple[type[Record], Pages], ...] = ()
    views: tuple[View, ...] = ()
    types_views: tuple[TypesView, ...] = ()
    each: tuple[tuple[str, Each], ...] = ()
    navigation: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


offered = Signal("Sent when a build asks the plugins for their features; a receiver returns a Feature.")


def let_go() -> None:
    """Asks no plugin any more that has registered so far: another site of this process may not have it."""
    for receiver in tuple(offered.receivers_for(None)):
        offered.disconnect(receiver)


def collected(sender: Mapping[str, Any]) -> tuple[Feature, ...]:
    """The features of all registered plugins, in the order of PLUGINS."""
    places = {name: place for place, name in enumerate(sender["PLUGINS"])}
    found = [(receiver.__module__, feature) for receiver, feature in offered.send(sender)]
    # A signal reaches its receivers in any order.
    return _told_types(feature for name, feature in sorted(found, key=lambda one: places.get(one[0], len(places))))


def _told_types(features: Iterable[Feature]) -> tuple[Feature, ...]:
    """The features with their views of types among the others, told what those are."""
    known = tuple(features)
    types = tuple(record_type for feature in known for record_type in feature.records)
    return tuple(
        replace(feature, views=(*feature.views, *(_told(view, types) for view in feature.types_views)), types_views=())
        for feature in known
    )


@cache
def _told(view: TypesView, types: tuple[type[Record], ...]) -> View:
    """The view, known by its own name, which is what it is remembered by."""
    return update_wrapper(partial(view, types), view)
