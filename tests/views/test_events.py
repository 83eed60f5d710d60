"""Lists of events: the agenda, months, past years, selections, and what other pages show of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins import chapters, directory, events, frontpage
from plugins.core.outputs import Page
from plugins.core.site import Site
from tests.factories import catalogue, chapter, event, member
from tests.views.conftest import Yielded, contexts, day, outputs_of, weekly


def told(months: Any) -> list[tuple[date, list[tuple[str, list[str]]]]]:
    """An agenda as the titles of its entries, each with the days of the others that it stands for."""

    def entry(one: Any) -> tuple[str, list[str]]:
        return one["card"].title, [f"{card.start:%d}" for card in one["also"]]

    return [(one["month"], [entry(other) for other in one["entries"]]) for one in months]


# Lists ----------------------------------------------------------------------------------------------------------------


def test_events_are_coming_until_their_last_day_is_over(site: Site, yielded: Yielded) -> None:
    """What ends today is still coming; what ended yesterday is past, the latest first, by year."""
    records = catalogue(
        day("Today", "2026-03-20"),
        event("Long", start="2026-02-01 10:00", end="2026-03-21 10:00"),
        day("Yesterday", "2026-03-19"),
        day("January", "2026-01-05"),
        day("Old", "2024-01-05"),
        day("April", "2026-04-05"),
    )
    pages = contexts(yielded(outputs_of(events, records, site)))
    assert told(pages["events/"]["months"]) == [
        (date(2026, 3, 1), [("Long", []), ("Today", [])]),
        (date(2026, 4, 1), [("April", [])]),
    ]
    assert pages["events/"]["past"] == 3
    past = pages["events/past/"]["years"]
    assert [(one["year"], one["count"], [card.title for card in one["events"]]) for one in past] == [
        (2026, 2, ["Yesterday", "January"]),
        (2024, 1, ["Old"]),
    ]
    assert told(pages["events/past/2026/"]["months"]) == [
        (date(2026, 3, 1), [("Yesterday", [])]),
        (date(2026, 1, 1), [("January", [])]),
    ]
    assert [one["year"] for one in pages["events/past/2024/"]["years"]] == [2026, 2024]
    assert [pages[f"events/{slug}/"]["over"] for slug in ("today", "yesterday")] == [False, True]


def test_a_month_is_listed_once(site: Site, yielded: Yielded) -> None:
    """At New Year it is January here and December there, and each month is listed once all the same."""
    records = catalogue(
        event("Auckland", start="2027-01-01 08:00", end="2027-01-01 09:00", timezone="Pacific/Auckland"),
        event("Los Angeles", start="2026-12-31 20:00", end="2026-12-31 21:00", timezone="America/Los_Angeles"),
        event("Lisbon", start="2027-01-02 20:00", end="2027-01-02 21:00"),
        event("Apia", start="2025-01-01 08:00", end="2025-01-01 09:00", timezone="Pacific/Apia"),
        event("Pago Pago", start="2024-12-31 20:00", end="2024-12-31 21:00", timezone="Pacific/Pago_Pago"),
        event("Old", start="2024-12-01 20:00", end="2024-12-01 21:00"),
        event("Newer", start="2025-02-01 20:00", end="2025-02-01 21:00"),
    )
    pages = contexts(yielded(outputs_of(events, records, site)))
    assert [one["month"] for one in pages["events/"]["months"]] == [date(2026, 12, 1), date(2027, 1, 1)]
    assert [one["year"] for one in pages["events/past/"]["years"]] == [2025, 2024]


def test_a_series_is_one_entry_of_each_month(site: Site, yielded: Yielded) -> None:
    """The dates of a series in a month stand together, but for one that differs; a year is shown."""
    changes = [{"occurrence": "2026-04-14 18:30", "status": "cancelled", "note": "The hall is shut"}]
    records = catalogue(weekly("Tuesdays", recurrence={"changes": changes}), day("Fair", "2026-04-01"))
    months = contexts(yielded(outputs_of(events, records, site)))["events/"]["months"]
    assert told(months)[:2] == [
        (date(2026, 3, 1), [("Tuesdays", ["31"])]),
        (date(2026, 4, 1), [("Fair", []), ("Tuesdays", ["21", "28"]), ("Tuesdays", [])]),
    ]
    assert [entry["card"].status for entry in months[1]["entries"]] == ["scheduled", "scheduled", "cancelled"]
    assert months[-1]["month"] == date(2027, 4, 1)  # today and 400 days


def test_a_past_year_is_told_backwards(site: Site, yielded: Yielded) -> None:
    """The last date of a series in a month stands for those before it, and the last month comes first."""
    page = contexts(yielded(outputs_of(events, catalogue(weekly("Tuesdays", "2026-02-17")), site)))["events/past/2026/"]
    assert told(page["months"]) == [
        (date(2026, 3, 1), [("Tuesdays", ["10", "03"])]),
        (date(2026, 2, 1), [("Tuesdays", ["17"])]),
    ]


def test_what_is_far_is_told_by_its_month(site: Site, yielded: Yielded) -> None:
    """After sixty entries, whole months, the agenda says no more than how much there is in each later month."""
    days = [day(f"Day {number}", f"2026-{4 + number // 20:02}-{1 + number % 20:02}") for number in range(90)]
    agenda = contexts(yielded(outputs_of(events, catalogue(*days), site)))["events/"]
    assert [len(one["entries"]) for one in agenda["months"]] == [20, 20, 20]
    assert agenda["later"] == ({"month": date(2026, 7, 1), "count": 20}, {"month": date(2026, 8, 1), "count": 10})


def test_filters_lead_to_what_comes(site: Site, yielded: Yielded) -> None:
    """A sort of selection is offered with the number of events that come of it; one of which all is over is not."""
    records = catalogue(
        chapter("Lisbon"),
        event("Old", categories=["Course"]),
        day("New", "2026-05-01", categories=["Talk"], chapter="lisbon"),
        weekly("Tuesdays", categories=["Talk"], venue={"city": "Faro", "country": "PT"}, format="hybrid"),
    )
    filters = contexts(yielded(outputs_of(events, records, site)))["events/"]["filters"]
    assert [(one["sort"], [(value.label, value.count) for value in one["values"]]) for one in filters] == [
        ("categories", [("Talk", 2)]),
        ("chapters", [("Lisbon", 1)]),
        ("formats", [("hybrid", 1), ("online", 1)]),
        ("places", [("PT", 1)]),
    ]


def test_who_hides_from_search_engines_does_so_everywhere(site: Site, yielded: Yielded) -> None:
    """The page of a member's events is in search engines only if the member's own is."""
    records = catalogue(
        member("Ada"), member("Eve", search_engines="noindex"), day("Fair", "2026-05-01", speakers=["ada", "eve"])
    )
    found = yielded(outputs_of(events, records, site))
    pages = [found[f"events/people/{slug}/"] for slug in ("ada", "eve")]
    assert [isinstance(page, Page) and page.listed for page in pages] == [True, False]


def test_selections_have_what_comes_and_what_was(site: Site, yielded: Yielded) -> None:
    """Each selection has a page with its calendar; of a series that is over its last date stands among what was."""
    records = catalogue(
        weekly("Course", start="2026-01-06", recurrence={"count": 4}, categories=["Course"]),
        day("Later course", "2026-05-01", categories=["Course"]),
        day("Fair", "2026-05-02"),
    )
    page = contexts(yielded(outputs_of(events, records, site)))["events/categories/course/"]
    assert told(page["months"]) == [(date(2026, 5, 1), [("Later course", [])])]
    assert [(card.title, card.start.date()) for card in page["past"]] == [("Course", date(2026, 1, 27))]
    assert page["calendar"] == "events/categories/course.ics"
    assert page["about"] is None


def test_people_have_the_dates_they_speak_on(site: Site, yielded: Yielded) -> None:
    """Who speaks on one date of a series has that date; who speaks on all others does not have it."""
    changes = [{"occurrence": "2026-04-14 18:30", "speakers": ["eve"]}]
    records = catalogue(
        member("Ada"), member("Eve"), weekly("Tuesdays", speakers=["ada"], recurrence={"count": 8, "changes": changes})
    )
    pages = contexts(yielded(outputs_of(events, records, site)))
    assert told(pages["events/people/eve/"]["months"]) == [(date(2026, 4, 1), [("Tuesdays", [])])]
    dates = [one for _month, entries in told(pages["events/people/ada/"]["months"]) for one in entries]
    assert dates == [("Tuesdays", ["31"]), ("Tuesdays", ["21"])]
    assert pages["events/people/eve/"]["about"].url == "members/eve/"
    profiles = contexts(yielded(outputs_of(directory, records, site)))
    assert [card.start.date() for card in profiles["members/eve/"]["speaking"]["coming"]] == [date(2026, 4, 14)]
    assert [card.start.date() for card in profiles["members/ada/"]["speaking"]["coming"]] == [date(2026, 3, 24)]


# Months ---------------------------------------------------------------------------------------------------------------


def test_every_month_of_a_year_has_a_page(site: Site, yielded: Yielded) -> None:
    """Each year with an event, and that of today, has its twelve; no search engine is told of an empty one."""
    found = yielded(outputs_of(events, catalogue(day("Old", "2024-06-05")), site))
    months = {url: one for url, one in found.items() if isinstance(one, Page) and one.template == "events/month.html"}
    assert sorted(months) == [f"events/{year}/{month:02}/" for year in (2024, 2026) for month in range(1, 13)]
    assert [url for url, page in months.items() if page.listed] == ["events/2024/06/"]
    beside = [months[url].context for url in ("events/2024/01/", "events/2024/12/", "events/2026/12/")]
    assert [(one["previous"] and one["previous"]["url"], one["next"] and one["next"]["url"]) for one in beside] == [
        (None, "events/2024/02/"),
        ("events/2024/11/", "events/2026/01/"),
        ("events/2026/11/", None),
    ]


def test_a_month_shows_all_dates_of_a_series(site: Site, yielded: Yielded) -> None:
    """On a page of a month each date stands on its day, those that are over and those that differ too."""
    pages = contexts(yielded(outputs_of(events, catalogue(weekly("Tuesdays")), site)))
    found = [one for week in pages["events/2026/03/"]["weeks"] for one in week if one and one.cards]
    assert [one.day.day for one in found] == [3, 10, 17, 24, 31]


@pytest.mark.parametrize(
    ("language", "country", "first"), [("en-GB", "", 0), ("en-US", "PT", 6), ("en", "EG", 5), ("de", "", 0)]
)
def test_weeks_begin_as_in_the_territory(site: Site, yielded: Yielded, language: str, country: str, first: int) -> None:
    """A week begins on Monday, Sunday or Saturday as the site's language has it, or else the association's country."""
    here = replace(site, language=language, association=replace(site.association, country=country))
    page = contexts(yielded(outputs_of(events, catalogue(), here)))["events/2026/03/"]
    assert page["weekdays"][0].weekday() == first
    assert {one.day.weekday() for week in page["weeks"] for one in week[:1] if one} == {first}


# Elsewhere ------------------------------------------------------------------------------------------------------------


def test_other_pages_show_what_is_next(site: Site, yielded: Yielded) -> None:
    """Home and a chapter show the next date of each series, and the nearest first."""
    records = catalogue(
        chapter("Lisbon"),
        weekly("Tuesdays", chapter="lisbon"),
        day("Tomorrow", "2026-03-21", chapter="lisbon"),
        weekly("Winter", start="2026-01-06", recurrence={"count": 2}, chapter="lisbon"),
    )
    home = contexts(yielded(outputs_of(frontpage, records, site)))[""]
    body = contexts(yielded(outputs_of(chapters, records, site)))["chapters/lisbon/"]
    for coming in (home["events"], body["coming"]):
        assert [(card.title, card.start.day) for card in coming] == [("Tomorrow", 21), ("Tuesdays", 24)]
    assert [(card.title, card.start.day) for card in body["past"]] == [("Winter", 13)]
    assert body["selection"] == "events/chapters/lisbon/"
