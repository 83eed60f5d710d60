"""The instants of events as browsers show them to visitors in other zones: those of our pages and calendars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.conftest import PROJECT
from tests.events.generated import generated

VISITORS = (
    *("Europe/London", "America/New_York", "America/St_Johns"),
    *("Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"),
)
SHOWN = """(instants) => {
    const parts = {year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"};
    const format = new Intl.DateTimeFormat("sv-SE", parts);
    return instants.map(one => format.format(new Date(one)));
}"""
OWN = """async ({script, spans}) => {
    const {ownTime} = await import(script);
    return spans.map(([start, end]) => ownTime(start, end, "en-GB"));
}"""


@pytest.fixture(scope="module")
def spans() -> tuple[tuple[datetime, datetime], ...]:
    """When occurrences of many events begin and end, most of them near a change of clocks."""
    found = [
        (one.instant(some.start), one.instant(some.end))
        for one in generated(300, seed=7)
        if not one.all_day
        for some in one.occurrences(date(2029, 1, 1))[:12]
    ]
    return tuple(dict.fromkeys(found))


@pytest.fixture(params=VISITORS)
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[str, Callable[..., list[str]]]]:
    """A visitor's zone, and what evaluates a script as their browser does."""
    context = browser.new_context(timezone_id=request.param, locale="en-GB")
    page = context.new_page()

    def evaluate(script: str, given: object, url: str = "about:blank") -> list[str]:
        page.goto(url)
        found: list[str] = page.evaluate(script, given)
        return found

    yield request.param, evaluate
    context.close()


def test_intl_shows_our_instants(
    spans: tuple[tuple[datetime, datetime], ...], visitor: tuple[str, Callable[..., list[str]]]
) -> None:
    """The time that Intl shows a visitor is the one that we calculate for their zone."""
    zone, evaluate = visitor
    instants = [moment for span in spans for moment in span]
    assert len(instants) > 2000
    shown = evaluate(SHOWN, [moment.isoformat() for moment in instants])
    ours = [f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for moment in instants]
    assert [one for one in zip(instants, shown, ours, strict=True) if one[1] != one[2]] == []


def test_the_page_shows_our_instants(
    spans: tuple[tuple[datetime, datetime], ...],
    visitor: tuple[str, Callable[..., list[str]]],
    serve: Callable[..., str],
) -> None:
    """The visitor's own time beside that of the place is right, and is not there where their clocks agree."""
    zone, evaluate = visitor
    address = serve(PROJECT / "theme/static")
    given = [[start.isoformat(), end.isoformat()] for start, end in spans]
    told = evaluate(OWN, {"script": f"{address}js/events/times.js", "spans": given}, address)
    wrong = []
    for span, text in zip(spans, told, strict=True):
        own = [moment.astimezone(ZoneInfo(zone)) for moment in span]
        agree = [one.utcoffset() for one in own] == [one.utcoffset() for one in span]
        expected = [] if agree else [f"{one:%H:%M}" for one in dict.fromkeys(own)]
        if [hour.zfill(5) for hour in re.findall(r"\d+:\d\d", text)] != expected:
            wrong.append((span, text, expected))
    assert wrong == []
