"""Lists of events: the agenda of what comes, months, past years, and the selections; each page made by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.listing import FacetValue
from plugins.core.naming import first_weekday
from plugins.core.outputs import Deferred, Page
from plugins.core.site import Site
from plugins.events.agenda import latest, month_context, months_told
from plugins.events.announcements import feeds
from plugins.events.dates import Listed, cards, listed
from plugins.events.months import by_month, month_url, weeks
from plugins.events.selections import Selection, selections

__all__ = ["event_lists"]

ORIGIN = "plugins/events"

ON_A_PAGE = 60
"""Entries after which the agenda names no more than the months; so many past events a selection shows."""

OF_A_YEAR = 12
"""Past events of each year that the page of all of them shows."""

Told = Sequence[Any]
"""What a page is told, as it comes back from JSON."""


def event_lists(catalogue: Catalogue, site: Site) -> Iterator[Deferred]:
    """The agenda and its months, what is past by year, and for each selection what comes and what was."""
    found = listed(catalogue, site)
    past = [one for one in found if one.last < site.today]
    coming = [one for one in found if one.last >= site.today]
    choices = selections(catalogue, site)
    told = (*_agenda(coming, site.today), _filters(choices, coming), len(past), feeds(catalogue, site))
    yield Deferred("events/", agenda_page, told, ORIGIN)
    yield from _months(found, site.today)
    yield from _past(past)
    for choice in choices:
        yield _selection(choice, coming, past, site.today)


# What comes -----------------------------------------------------------------------------------------------------------


def _agenda(coming: Iterable[Listed], today: date) -> tuple[Any, Any]:
    """The months to show, whole, and those after them with how many events each has."""
    months = months_told(coming, today)
    shown, count = 0, 0
    while shown < len(months) and count < ON_A_PAGE:
        count += len(months[shown][1])
        shown += 1
    return months[:shown], tuple((month, sum(1 + len(more) for _key, more in some)) for month, some in months[shown:])


def _filters(choices: Iterable[Selection], coming: Iterable[Listed]) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """The selections that something comes of, but for those of people, who are many, with how many events come."""
    events = {one.key[0] for one in coming}
    counted = [(choice, len(events.intersection(choice.events))) for choice in choices if choice.sort != "people"]
    return tuple(
        (sort, tuple(FacetValue(one.key, one.name, one.url, count).told for one, count in some))
        for sort, some in groupby(((one, count) for one, count in counted if count), key=lambda pair: pair[0].sort)
    )


def agenda_page(
    catalogue: Catalogue, _site: Site, months: Told, later: Told, filters: Told, past: int, announced: Sequence[str]
) -> Page:
    """The coming events."""
    context = {
        "months": tuple(month_context(catalogue, month) for month in months),
        "later": _linked_months(later),
        "filters": tuple(
            {"sort": sort, "values": tuple(FacetValue(*value) for value in values)} for sort, values in filters
        ),
        "past": past,
        "feeds": tuple(announced),
    }
    return Page("events/", "events/index.html", context, origin=ORIGIN)


def _linked_months(told: Told) -> tuple[dict[str, Any], ...]:
    return tuple({"month": date.fromisoformat(month), "count": count} for month, count in told)


# Months ---------------------------------------------------------------------------------------------------------------


def _months(found: Iterable[Listed], today: date) -> Iterator[Deferred]:
    inside = by_month(found)
    years = sorted({today.year, *(year for year, _month in inside)})
    known = [(year, month) for year in years for month in range(1, 13)]
    for place, month in enumerate(known):
        around = tuple(known[one] if 0 <= one < len(known) else None for one in (place - 1, place + 1))
        keys = tuple(one.key for one in inside.get(month, ()))
        yield Deferred(month_url(month), month_page, (month, around, keys), ORIGIN)


def month_page(catalogue: Catalogue, site: Site, month: Told, around: Told, keys: Told) -> Page:
    """A month as a table and as a list; those before and after it have pages too, or are None."""
    year, number = month
    found = cards(catalogue, keys)
    previous, following = (
        {"month": date(one[0], one[1], 1), "url": month_url((one[0], one[1]))} if one else None for one in around
    )
    rows = weeks((year, number), first_weekday(site.language, site.association.country), found)
    context = {
        "month": date(year, number, 1),
        "weeks": rows,
        "weekdays": _weekdays(site),
        "events": found,
        "previous": previous,
        "next": following,
    }
    # An empty month is for who comes by, and for no search engine.
    return Page(month_url((year, number)), "events/month.html", context, origin=ORIGIN, listed=bool(found))


def _weekdays(site: Site) -> tuple[date, ...]:
    """A day of each weekday, in the order of a week; the first of January 2001 was a Monday."""
    first = first_weekday(site.language, site.association.country)
    return tuple(date(2001, 1, 1 + (first + place) % 7) for place in range(7))


# What was -------------------------------------------------------------------------------------------------------------


def _past(past: Sequence[Listed]) -> Iterator[Deferred]:
    by_year: dict[int, list[Listed]] = {}
    for one in past:
        by_year.setdefault(one.first.year, []).append(one)
    years = sorted(by_year, reverse=True)
    shown = tuple((year, len(by_year[year]), tuple(latest(by_year[year])[:OF_A_YEAR])) for year in years)
    yield Deferred("events/past/", past_page, (shown,), ORIGIN)
    for year in years:
        months = months_told(reversed(by_year[year]), date.min)[::-1]
        yield Deferred(f"events/past/{year:04}/", year_page, (year, tuple(years), months), ORIGIN)


def past_page(catalogue: Catalogue, _site: Site, years: Told) -> Page:
    """The past events: the newest of each year, and how many there were."""
    context = {
        "years": tuple(
            {"year": year, "url": f"events/past/{year:04}/", "count": count, "events": cards(catalogue, keys)}
            for year, count, keys in years
        ),
    }
    return Page("events/past/", "events/past.html", context, origin=ORIGIN)


def year_page(catalogue: Catalogue, _site: Site, year: int, years: Told, months: Told) -> Page:
    """All events of a past year, or of the past part of this one, the last first."""
    context = {
        "shown": year,
        "years": tuple({"year": one, "url": f"events/past/{one:04}/"} for one in years),
        "months": tuple(month_context(catalogue, month) for month in months),
    }
    return Page(f"events/past/{year:04}/", "events/year.html", context, origin=ORIGIN)


# Selections -----------------------------------------------------------------------------------------------------------


def _selection(choice: Selection, coming: Iterable[Listed], past: Iterable[Listed], today: date) -> Deferred:
    inside = frozenset(choice.events)
    person = choice.key if choice.sort == "people" else None

    def chosen(one: Listed) -> bool:
        return one.key[0] in inside and (person is None or person in one.people)

    was = latest(filter(chosen, past))
    months, later = _agenda(filter(chosen, coming), today)
    told = (choice.sort, choice.key, choice.name, months, later, tuple(was[:ON_A_PAGE]), len(was))
    return Deferred(choice.url, selection_page, told, ORIGIN)


def selection_page(
    catalogue: Catalogue,
    _site: Site,
    sort: Any,
    key: str,
    name: str,
    months: Told,
    later: Told,
    past: Told,
    past_count: int,
) -> Page:
    """What comes of a selection, and the newest of what was."""
    choice = Selection(sort, key, name, ())
    pages = {"chapters": "chapters", "groups": "groups", "people": "members"}
    context = {
        "sort": sort,
        "name": name,
        "about": catalogue.linked(pages[sort], key) if sort in pages else None,
        "calendar": choice.calendar,
        "months": tuple(month_context(catalogue, month) for month in months),
        "later": _linked_months(later),
        "past": cards(catalogue, past),
        "past_count": past_count,
    }
    # Who does not wish to be found by search engines is not to be found by a list of talks either.
    listed = sort != "people" or catalogue.kind("members")[key].search_engines == "index"
    return Page(choice.url, "events/selection.html", context, origin=ORIGIN, listed=listed)
