"""What an event of a calendar is, apart from its times: title, description, place, links, people, status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import icalendar

from plugins.core.meetings import meeting_links
from plugins.importing.conversions import shorten
from plugins.importing.ics.entries import Entry
from plugins.importing.ics.texts import is_html, markdown, one_line, without_meetings
from plugins.importing.ics.times import first, several, text_of
from plugins.importing.tables import RefusedError

__all__ = ["cancelled_note", "particulars", "venue_name"]

MAX_TITLE, MAX_LINE, MAX_NAME, MAX_TERM, MAX_CATEGORIES, MAX_BODY = 160, 300, 120, 60, 20, 20_000
WORDS_FOR_ONLINE = frozenset({
    "online", "virtual", "remote", "web", "webinar", "zoom", "zoom meeting", "google meet", "microsoft teams",
    "microsoft teams meeting", "teams", "jitsi", "webex", "online event", "virtual event", "internet", "en ligne",
    "en línea", "em linha",
})  # fmt: skip
MEETINGS_OF_PROGRAMS = (
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-ZOOM-JOIN-URL",
)
FEATURES_OF_MEETINGS = frozenset({"AUDIO", "VIDEO", "SCREEN", ""})
NO_PLACE_AND_NO_LINK = (
    "the calendar names neither a place nor a link, so it is not known whether people meet online; give it a location "
    "there, or say so for all of them in a map, such as `format: [format, {constant: online}]` (docs/imports/README.md)"
)
SAID_CANCELLED = re.compile(
    r"^(?:cancell?ed|abgesagt|annulée?|cancelado|cancelada|annullato)\s*[:–-]\s*", re.IGNORECASE
)
"""What programs put before the title of an event that does not take place."""

WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass
class _Made:
    """Cells and remarks, as they come together."""

    cells: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def cut(self, name: str, what: str, text: str, most: int) -> None:
        """Sets a cell to a text, cut with a remark where it is longer than a record takes."""
        if len(text) > most:
            self.remarks.append(f"{what} has {len(text):,} characters and is cut at {most:,}")
        self.cells[name] = shorten(text, most)


def particulars(entry: Entry) -> tuple[Mapping[str, Any], list[str]]:
    """The cells of an event but for its times, and remarks. Raises RefusedError for one that is not for the public."""
    properties = entry.properties
    mark = text_of(first(properties, "CLASS")).strip().upper()
    if mark in {"PRIVATE", "CONFIDENTIAL"}:
        raise RefusedError(
            f"it is marked as {mark.lower()} (CLASS:{mark}), and what is imported is published; "
            "take the mark out in the calendar if it may be"
        )
    made = _Made()
    title_links = meeting_links(entry.title)
    title = SAID_CANCELLED.sub("", entry.title) if entry.cancelled else entry.title
    for link in title_links:
        title = one_line(title.replace(link, " "))
    made.cut("title", "its title", title, MAX_TITLE)
    conferences = tuple(_conferences(properties))
    body, links = _description(properties, conferences)
    _places(properties, made, conferences, (*title_links, *links))
    _page(properties, made, body, conferences)
    _people(properties, made)
    categories = [one_line(str(one)) for value in several(properties, "CATEGORIES") for one in _categories(value)]
    made.cells["categories"] = list(dict.fromkeys(shorten(one, MAX_TERM) for one in categories if one))[:MAX_CATEGORIES]
    _status(entry, made)
    if entry.sequence:
        made.cells["sequence"] = str(entry.sequence)
    return made.cells, made.remarks


def _categories(value: Any) -> list[Any]:
    return list(getattr(value, "cats", [value]))


def _description(properties: icalendar.Component, conferences: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The description as Markdown, without links to meetings, and those."""
    rich = next(
        (one for one in several(properties, "X-ALT-DESC") if "html" in str(one.params.get("FMTTYPE", "")).lower()), None
    )
    if rich is not None and (found := markdown(_unescaped(str(rich)), as_html=True)):
        return without_meetings(found, conferences)
    text = text_of(first(properties, "DESCRIPTION"))
    return without_meetings(markdown(text, as_html=is_html(text)), conferences)


def _unescaped(text: str) -> str:
    r"""A text of an X- property, which the library leaves as it is written: \n, \, and \; (section 3.3.11)."""
    return re.sub(r"\\([nN,;\\])", lambda sign: "\n" if sign[1] in "nN" else sign[1], text)


def _places(properties: icalendar.Component, made: _Made, conferences: tuple[str, ...], links: tuple[str, ...]) -> None:
    """Where people meet, the link to the meeting, and so whether it is online."""
    location = one_line(text_of(first(properties, "LOCATION")))
    page = text_of(first(properties, "URL")).strip()
    meetings = [*conferences, *meeting_links(location), *meeting_links(page), *links]
    if links:
        made.remarks.append("the link to the meeting is taken out of the text; members alone see it, as `join_link`")
    name, addresses = venue_name(location)
    map_ = _map(properties)
    if meetings:
        made.cells["join_link"] = meetings[0]
    if addresses and addresses[0] not in meetings:
        made.cells["online_page"] = addresses[0]
    online = bool(meetings or addresses or (location and not name))
    if name or map_:
        made.cells["format"] = "hybrid" if meetings else "in-person"
        made.cut("venue.name", "its place", name, MAX_LINE)
        made.cells["venue.map"] = map_
    elif online:
        made.cells["format"] = "online"
    else:
        made.remarks.append(NO_PLACE_AND_NO_LINK)


def venue_name(location: str) -> tuple[str, list[str]]:
    """The name of a place without the addresses of the web in it, "" where it says no more than online; and those."""
    addresses = [found.rstrip(".,;)") for found in WEB.findall(location)]
    name = one_line(WEB.sub(" ", location)).strip(" ,;-–|/()<>") if addresses else location
    return ("" if name.casefold().strip("().") in WORDS_FOR_ONLINE else name), addresses


def _conferences(properties: icalendar.Component) -> Iterator[str]:
    """The links of CONFERENCE (RFC 7986, section 5.11), telephones left out, and of what programs have in its stead."""
    for one in several(properties, "CONFERENCE"):
        features = one.params.get("FEATURE", "")
        named = {str(name).upper() for name in (features if isinstance(features, list) else features.split(","))}
        if WEB.fullmatch(str(one).strip()) and named & FEATURES_OF_MEETINGS:
            yield str(one).strip()
    for name in MEETINGS_OF_PROGRAMS:
        yield from (str(one).strip() for one in several(properties, name) if WEB.fullmatch(str(one).strip()))


def _map(properties: icalendar.Component) -> str | None:
    """A link to a map of the place that GEO gives, but for 0;0, which programs write for nowhere."""
    found = first(properties, "GEO")
    latitude, longitude = (found.latitude, found.longitude) if found is not None else (0.0, 0.0)
    if (latitude, longitude) == (0.0, 0.0) or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return (
        f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=17/{latitude:.5f}/{longitude:.5f}"
    )


def _page(properties: icalendar.Component, made: _Made, body: str, conferences: tuple[str, ...]) -> None:
    """The page of the event: of the online part where there is one, else a line below the description."""
    page = text_of(first(properties, "URL")).strip()
    if WEB.fullmatch(page) and not meeting_links(page) and page not in conferences:
        if made.cells.get("format") in {"online", "hybrid"} and "online_page" not in made.cells:
            made.cells["online_page"] = page
        elif page not in body and not re.search(r"[<>\s]", page):
            body = f"{body}\n\n<{page}>".strip()
    made.cut("body", "its description", body, MAX_BODY)


def _people(properties: icalendar.Component, made: _Made) -> None:
    """Who organizes it, by name; never an address."""
    people = []
    for one in several(properties, "ORGANIZER"):
        name = one_line(str(getattr(one, "params", {}).get("CN", "")))
        if name and "@" not in name:
            page = {"url": str(one)} if WEB.fullmatch(str(one)) else {}
            people.append({"name": shorten(name, MAX_NAME), **page})
    made.cells["organizers"] = people


def _status(entry: Entry, made: _Made) -> None:
    if entry.cancelled:
        made.cells |= {"status": "cancelled", "status_note": cancelled_note(entry)}
    elif text_of(first(entry.properties, "STATUS")).strip().upper() == "TENTATIVE":
        made.remarks.append("the calendar calls it tentative; here it is announced like any other")


def cancelled_note(entry: Entry) -> str:
    """Why it does not take place, as a comment says, else where that is said."""
    comment = one_line(text_of(first(entry.properties, "COMMENT")))
    calendar = f"“{entry.calendar}”" if entry.calendar else "that it was imported from"
    comment = "" if meeting_links(comment) else comment
    return shorten(comment or f"Cancelled in the calendar {calendar}", MAX_LINE)
