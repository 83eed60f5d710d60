"""A site of 700 real people, 380 chapters, a year of events and a job board: whole, whatever they are called."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import vobject
from selectolax.lexbor import LexborHTMLParser

from plugins.core.catalogue import Catalogue
from plugins.core.fields import RESERVED_SLUGS
from plugins.core.loading import load
from plugins.core.naming import country_name
from plugins.core.text import letter
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tests.conftest import BuiltSite
from tests.factories import RECORD_TYPES

COUNTS = {"members": 701, "chapters": 384, "events": 253, "jobs": 25}


@pytest.fixture(scope="module")
def catalogue(real_site: BuiltSite) -> Catalogue:
    """The records of the site, as the public may see them."""
    return load(real_site.root, RECORD_TYPES).catalogue.for_audience("public")


def test_everybody_has_a_page(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """Every record that was imported has its page, with its name in the one h1; no record is without a page."""
    for kind, count in COUNTS.items():
        pages = {name for name in real_site.pages if re.fullmatch(f"{kind}/[^/]+/index.html", name)}
        pages -= {f"{kind}/{reserved}/index.html" for reserved in RESERVED_SLUGS}
        assert len(catalogue.kind(kind)) == len(pages) == count, kind
        for record in catalogue.kind(kind):
            [heading] = LexborHTMLParser(real_site.pages[f"{record.url}index.html"]).css("h1")
            assert heading.text() == record.label, record.path
    assert f"members {COUNTS['members']}" in real_site.said


def test_links_of_all_pages_work(real_site: BuiltSite) -> None:
    """Each of more than fifty thousand links to the site itself leads to a file of it."""
    seen: set[str] = set()
    count = 0
    for name, text in real_site.pages.items():
        here = f"{real_site.url}/{name.removesuffix('index.html')}"
        for link in re.findall(r'(?:href|src|srcset)="([^"]*)"', text):
            whole = urljoin(here, link)
            if whole.startswith(f"{real_site.url}/"):
                seen.add(urlsplit(whole).path)
                count += 1
    files = {unquote(path).removeprefix("/") + ("index.html" if path.endswith("/") else "") for path in seen}
    assert files - real_site.files.keys() == set()
    assert count > 50_000


def test_lists_are_complete(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """The pages of the directory hold every member once, in order, sixty to a page; so do those of the letters."""
    members = catalogue.of(Member)
    pages = ["members/index.html", *(f"members/page/{number}/index.html" for number in range(2, 13))]
    assert "members/page/13/index.html" not in real_site.pages
    listed = [link for name in pages for link in cards(real_site.pages[name])]
    assert listed == [f"/{member.url}" for member in members]
    filed = {
        link: name.split("/")[1]
        for name in real_site.pages
        if name.startswith("a-z/")
        for link in cards(real_site.pages[name])
    }
    assert filed == {f"/{member.url}": letter(member.filed_as) for member in members}


def cards(text: str) -> list[str]:
    """The members whose cards a page holds."""
    return [node.attributes["href"] or "" for node in LexborHTMLParser(text).css(".member-card .card-name a")]


def test_countries_count_their_members(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """The list of places names each country with as many members as live there."""
    lived: dict[str, int] = {}
    for member in catalogue.of(Member):
        if member.location and member.location.country:
            name = country_name(member.location.country, "en")
            lived[name] = lived.get(name, 0) + 1
    tree = LexborHTMLParser(real_site.pages["places/index.html"])
    told = {
        (item.css_first("a").text(strip=True)): int(item.css_first(".facet-count").text(strip=True))
        for item in tree.css(".facet-list li")
    }
    assert told == lived
    assert len(told) >= 60


def test_vcards_hold_every_name(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """Whatever somebody is called, the vCard says so to a reader of vCards."""
    for member in catalogue.of(Member):
        card = vobject.readOne(real_site.text(f"members/{member.slug}.vcf"))
        assert card.fn.value == member.name


def test_odd_keys_stay_text(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """A key that other programs take for a number is a name here."""
    assert "0x174" in catalogue.of(Member)
    assert "members/0x174/index.html" in real_site.pages


def test_old_jobs_are_closed(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """Jobs of years ago have pages that say so, and are on no list, in no sitemap."""
    addresses = [one.text for one in ElementTree.fromstring(real_site.files["sitemap.xml"]).iter()]  # noqa: S314
    for job in catalogue.of(Job):
        assert not job.is_open(real_site.today)
        assert "Applications are no longer taken" in real_site.pages[f"{job.url}index.html"]
        assert f"/{job.url}" not in real_site.pages["jobs/index.html"]
        assert f"{real_site.url}/{job.url}" not in addresses


def test_events_belong_to_chapters(real_site: BuiltSite, catalogue: Catalogue) -> None:
    """Every event of a chapter is on the chapter's page."""
    of_chapters = [event for event in catalogue.of(Event) if event.chapter]
    assert len(of_chapters) > 200
    for event in of_chapters:
        assert f'href="/{event.url}"' in real_site.pages[f"chapters/{event.chapter}/index.html"]
