"""The calendars of a finished site: each can be read, is led to, and says to each edition what is for it."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar

from tests.conftest import BuiltSite


def calendars(site: BuiltSite) -> dict[str, bytes]:
    """All calendars of a site by their paths."""
    return {name: content for name, content in site.files.items() if name.endswith(".ics")}


@pytest.mark.parametrize("which", ["demo_site", "real_site"])
def test_every_calendar_can_be_read(which: str, request: pytest.FixtureRequest) -> None:
    """Lines end in CRLF within 75 octets; each time has a zone that is described, and each event an identity."""
    found = calendars(request.getfixturevalue(which))
    assert len(found) > 60
    for name, content in found.items():
        lines = content.removesuffix(b"\r\n").split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line for line in lines), name
        calendar = Calendar.from_ical(content)
        zones = {str(one["TZID"]) for one in calendar.walk("VTIMEZONE")}
        assert set(re.findall(r";TZID=([^:]+):", content.decode().replace("\r\n ", ""))) == zones - {"UTC"}, name
        identities = [(str(one["UID"]), str(one.get("RECURRENCE-ID"))) for one in calendar.walk("VEVENT")]
        assert len(set(identities)) == len(identities), name
        assert [one for one in calendar.walk() if one.errors] == [], name


def test_every_event_has_a_file(demo_site: BuiltSite) -> None:
    """Beside the page of each event stands its calendar."""
    records = {name.stem for name in (demo_site.root / "content/events").glob("*.md")}
    assert {f"events/{slug}.ics" for slug in records} <= calendars(demo_site).keys()


def test_every_calendar_is_offered(sub_path_site: BuiltSite) -> None:
    """Some page leads to it, and where it says where to subscribe, that is the address of a calendar of this site."""
    linked: set[str] = set()
    for page in sub_path_site.pages.values():
        links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
        linked.update(link for link in links if link.endswith(".ics") and link.startswith("/"))
        webcal = {link for link in links if link.startswith("webcal:")}
        services = [parse_qs(urlsplit(link).query) for link in links if "/addfromweb?" in link or "?cid=" in link]
        told = {address for asked in services for address in (*asked.get("url", ()), *asked.get("cid", ()))}
        addresses = {re.sub("^https:", "webcal:", address) for address in told}
        assert addresses == webcal
        assert {address.partition("/association/")[2] for address in webcal} <= calendars(sub_path_site).keys()
    found, offered = calendars(sub_path_site), {link.removeprefix(sub_path_site.prefix) for link in linked}
    assert offered <= found.keys()
    # An event that is over, or cancelled, is put into no calendar by hand.
    assert {name for name in found if name.count("/") != 1} <= offered


def test_links_to_meetings_are_for_members(demo_site: BuiltSite, members_site: BuiltSite) -> None:
    """The public's calendars name no link that is for members; the members' do."""

    def text(site: BuiltSite) -> str:
        return b"".join(calendars(site).values()).decode().replace("\r\n ", "")

    files = (demo_site.root / "content/events").glob("*.md")
    links = re.findall(
        r"^join_link: *(\S+)", "\n".join(file.read_text(encoding="utf-8") for file in files), re.MULTILINE
    )
    assert links
    assert [link for link in links if link in text(demo_site)] == []
    assert [link for link in links if link not in text(members_site)] == []


def test_hosts_are_told_the_type(demo_site: BuiltSite) -> None:
    """Hosts that read such a file serve calendars as what they are (RFC 5545, section 8.1)."""
    assert "*.ics\n  Content-Type: text/calendar; charset=utf-8\n" in demo_site.text("_headers")
