"""The demonstration as programs read it: structured data, cards, twins, the files for hosts and robots, and links."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import extruct
import mf2py
import pytest
import vobject
from icalendar.parser import Contentlines
from selectolax.lexbor import LexborHTMLParser

from plugins.chapters.chapter import Chapter, Group
from plugins.core.catalogue import Catalogue
from plugins.core.loading import load
from plugins.core.naming import country_name
from plugins.core.records import Record
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization
from plugins.press.places import LIBRARIES
from tests.conftest import PROJECT, BuiltSite
from tests.factories import RECORD_TYPES

KB = 1024


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The demonstration's records as the public may see them."""
    return load(PROJECT, RECORD_TYPES).catalogue.for_audience("public")


@pytest.fixture(scope="module")
def trees(demo_site: BuiltSite) -> dict[str, LexborHTMLParser]:
    """Every page, parsed."""
    return {name: LexborHTMLParser(text) for name, text in demo_site.pages.items()}


def page(record: Record) -> str:
    """The file of a record's page."""
    return f"{record.url}index.html"


def moved(tree: LexborHTMLParser) -> bool:
    """Whether a page does nothing but lead to another."""
    return tree.css_first('meta[http-equiv="refresh"]') is not None


# Structured data -----------------------------------------------------------------------------------------------------


def structured(site: BuiltSite, name: str) -> list[dict[str, Any]]:
    """What search engines are told by a page; of a series the whole, then the dates that come."""
    found: list[dict[str, Any]] = extruct.extract(site.pages[name], syntaxes=["json-ld"])["json-ld"]
    return [node for data in found for node in data.get("@graph", [data])]


REQUIRED = {
    "ProfilePage": ("mainEntity.name",),
    "Event": ("name", "startDate", "location"),
    "EducationEvent": ("name", "startDate", "location"),
    "EventSeries": ("name", "startDate", "location"),
    "JobPosting": ("title", "description", "datePosted", "validThrough", "hiringOrganization.name"),
    "Organization": ("name", "url"),
}
"""The properties that Google asks for, by type; `validThrough` because a job here always closes."""


def test_structured_data_has_what_is_required(demo_site: BuiltSite) -> None:
    """Every page's data has a known type and all that search engines require of it, and none of it is empty."""
    types = set()
    for name in demo_site.pages:
        for data in structured(demo_site, name):
            types.add(data["@type"])
            for path in REQUIRED[data["@type"]]:
                value: Any = data
                for step in path.split("."):
                    value = value[step]
                assert value, f"{name}: {path}"
            assert not [key for key, value in data.items() if value in (None, "", [], {})], name
    assert types == REQUIRED.keys()


def test_members_are_profile_pages(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """A member's page is about one person, of the name, address and languages that the file says."""
    for member in catalogue.of(Member):
        [data] = structured(demo_site, page(member))
        person = data["mainEntity"]
        assert (data["@type"], person["@type"], person["name"]) == ("ProfilePage", "Person", member.name)
        assert person["url"] == f"{demo_site.url}/{member.url}"
        assert person.get("knowsLanguage", []) == [spoken.tag for spoken in member.languages]
        assert person.get("alternateName", []) == [other.name for other in member.also_written]
        assert ("image" in person) == (member.image is not None)
        assert "email" not in person or member.email


def test_events_have_places_and_offsets(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """An event's data has its instants, a place with an address or an address of the web, and never the join link."""
    for event in catalogue.of(Event):
        told = structured(demo_site, page(event))
        cards = event.coming(demo_site.today)[:10] if event.recurrence else event.shown(demo_site.today)
        dates = told[1:] if event.recurrence else told
        assert [data["name"] for data in dates] == [card.title for card in cards]
        for data, card in zip(dates, cards, strict=True):
            if event.all_day:
                assert (data["startDate"], data["endDate"]) == (card.start.isoformat(), card.end.isoformat())
            else:
                assert datetime.fromisoformat(data["startDate"]) == card.starts_at
                assert datetime.fromisoformat(data["endDate"]) == card.ends_at
                assert datetime.fromisoformat(data["startDate"]).utcoffset() is not None
        for data in told:
            places = data["location"] if isinstance(data["location"], list) else [data["location"]]
            for place in places:
                assert place["url"].startswith("https://") if place["@type"] == "VirtualLocation" else place["address"]
            assert data["eventStatus"].startswith("https://schema.org/Event")


def test_only_open_jobs_are_postings(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """An open job is a JobPosting with a country to work in or from; a closed one tells search engines nothing."""
    states = set()
    for job in catalogue.of(Job):
        is_open = job.is_open(demo_site.today)
        states.add(is_open)
        found = structured(demo_site, page(job))
        assert len(found) == (is_open and bool(job.locations or job.remote_countries))
        assert ('<meta name="robots" content="noindex">' in demo_site.pages[page(job)]) == (not is_open)
        for data in found:
            countries = [place["address"]["addressCountry"] for place in data.get("jobLocation", [])]
            if data.get("jobLocationType") == "TELECOMMUTE":
                countries += [place["name"] for place in data["applicantLocationRequirements"]]
            assert countries, job.slug
            assert datetime.fromisoformat(data["validThrough"]) == job.closes_at
            assert data["datePosted"] == job.posted.isoformat()
            assert data["title"] == job.title != data["description"]
    assert states == {True, False}


def test_lists_are_no_postings(demo_site: BuiltSite) -> None:
    """No list tells search engines of events or jobs; each is told of on its own page only."""
    for name in demo_site.pages:
        if name.count("/") != 2 or not name.startswith(("events/", "jobs/")) or name == "events/past/index.html":
            kinds = {data["@type"] for data in structured(demo_site, name)}
            assert not kinds & {"Event", "EducationEvent", "JobPosting"}, name


def test_organizations_and_bodies_are_organizations(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """Organizations, chapters and groups are told of as organizations of their names."""
    for record_type in (Organization, Chapter, Group):
        assert len(catalogue.of(record_type))
        for record in catalogue.of(record_type):
            [data] = structured(demo_site, page(record))
            assert (data["@type"], data["name"]) == ("Organization", record.label)


def microformats(site: BuiltSite, record: Record) -> dict[str, Any]:
    """The first item that a page holds, as mf2py reads it."""
    found: dict[str, Any] = mf2py.parse(doc=site.pages[page(record)], url=f"{site.url}/{record.url}")["items"][0]
    return found


def test_members_are_h_cards(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """A member's page is an h-card of the name, address, links, place, skills and position that the file says."""
    for member in catalogue.of(Member):
        card = microformats(demo_site, member)
        properties = card["properties"]
        assert card["type"] == ["h-card"]
        assert properties["name"] == [member.name]
        assert properties["uid"] == [f"{demo_site.url}/{member.url}"]
        assert properties.get("nickname", []) == [other.name for other in member.also_written]
        assert properties.get("category", []) == list(dict.fromkeys(member.skills))
        assert properties.get("pronouns", []) == ([member.pronouns] if member.pronouns else [])
        website = member.links.website if member.links else None
        assert not website or website in properties["url"]
        if member.location and member.location.country:
            [place] = properties["adr"]
            assert place["properties"]["country-name"] == [country_name(member.location.country, "en-GB")]
            assert place["properties"].get("locality") == ([member.location.city] if member.location.city else None)
        current = [position.title for position in member.work if not position.end]
        assert properties.get("job-title", []) == current[:1]
        assert ("photo" in properties) == (member.image is not None)


def test_events_are_h_events(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """An event's page is an h-event of the title, the times with their offsets, and the venue that the file says.

    Of a series the times are those of the next date, or of the last.
    """
    for event in catalogue.of(Event):
        card = (event.coming(demo_site.today) or event.shown(demo_site.today)[-1:])[0]
        properties = microformats(demo_site, event)["properties"]
        assert properties["name"] == [event.title]
        assert properties["url"] == [f"{demo_site.url}/{event.url}"]
        [start] = properties["start"]
        if event.all_day:
            assert start == card.start.isoformat()
        else:
            assert datetime.fromisoformat(start) == card.starts_at
            assert datetime.fromisoformat(properties["end"][0]) == card.ends_at
        if event.venue and event.venue.name and event.status != "moved-online":
            assert properties["location"][0]["properties"]["name"] == [event.venue.name]
        assert properties.get("category", []) == list(event.categories)


# What a visitor takes away -------------------------------------------------------------------------------------------


def test_vcards_are_read_alike_by_two_parsers(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """Every vCard says the same to two parsers, and both what the file says."""
    names = set()
    for member in catalogue.of(Member):
        content = demo_site.files[f"{member.url.removesuffix('/')}.vcf"]
        assert content.endswith(b"END:VCARD\r\n")
        assert max(map(len, content.split(b"\r\n"))) <= 75
        one = vobject.readOne(content.decode())
        lines = (line.parts() for line in Contentlines.from_ical(content.decode()) if line)
        other = {str(name): str(value) for name, _parameters, value in lines}
        assert one.fn.value == other["FN"] == member.name
        assert (one.n.value.family, one.n.value.given) == (
            member.family_name or "",
            member.given_name or ("" if member.family_name else member.name),
        )
        urls = [found.value for found in one.contents["url"]]
        assert urls[0] == f"{demo_site.url}/{member.url}"
        assert urls[1:] == ([member.links.website] if member.links and member.links.website else [])
        if member.email:
            assert one.email.value == other["EMAIL"] == member.email
        assert hasattr(one, "email") == (member.email is not None)
        assert hasattr(one, "tel") == (member.phone is not None)
        assert one.version.value == "3.0"
        names.add(member.name)
    assert any(not name.isascii() for name in names)


def test_twins_are_the_records(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """The JSON twin of a member's page makes the same record again."""
    for member in catalogue.of(Member):
        data = json.loads(demo_site.text(f"{member.url.removesuffix('/')}.json"))
        assert data.pop("url") == f"{demo_site.url}/{member.url}"
        assert not {"visibility", "path"} & data.keys()
        data["consent"] = {"date": "2026-01-01", "version": "1"}  # which the public does not see
        again = Member.model_validate({**data, "path": member.path})
        left_out = {"photo": None, "aliases": (), "bio": None, "consent": None, "visibility": {}}
        assert again.model_copy(update=left_out) == member.model_copy(update=left_out)
        assert (again.bio.text if again.bio else None) == (member.bio.text if member.bio else None)


# Files for hosts and robots ------------------------------------------------------------------------------------------


def sitemap(site: BuiltSite) -> list[str]:
    """The addresses that the sitemap names."""
    root = ElementTree.fromstring(site.files["sitemap.xml"])  # noqa: S314  our own
    return [one.text or "" for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


@pytest.mark.parametrize("edition", ["demo_site", "sub_path_site"])
def test_sitemap_names_what_may_be_found(edition: str, request: pytest.FixtureRequest) -> None:
    """The sitemap names each page that is there and does not send search engines away, and no other."""
    site: BuiltSite = request.getfixturevalue(edition)
    names = {f"{address.removeprefix(f'{site.url}/')}index.html" for address in sitemap(site)}
    assert all(address.startswith(f"{site.url}/") for address in sitemap(site))
    assert len(names) == len(sitemap(site))
    assert names == {name for name, text in site.pages.items() if 'name="robots" content="noindex"' not in text}


def test_those_who_stay_out_of_search_are_noindex(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """A member who asks for it is in no sitemap, and the page tells robots so."""
    hidden = [member for member in catalogue.of(Member) if member.search_engines == "noindex"]
    assert hidden
    for member in hidden:
        assert f"{demo_site.url}/{member.url}" not in sitemap(demo_site)
        assert '<meta name="robots" content="noindex">' in demo_site.pages[page(member)]


def test_robots_are_invited_by_the_public_edition_only(demo_site: BuiltSite, members_site: BuiltSite) -> None:
    """The public edition names its sitemap; another has none, and sends robots away in every way."""
    assert f"Sitemap: {demo_site.url}/sitemap.xml\n" in demo_site.text("robots.txt")
    assert "Disallow: /" not in demo_site.text("robots.txt")
    assert members_site.text("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert "sitemap.xml" not in members_site.files
    assert "X-Robots-Tag: noindex" in members_site.text("_headers")
    assert "X-Robots-Tag" not in demo_site.text("_headers")


def test_editions_differ_by_what_is_closed(
    demo_site: BuiltSite, members_site: BuiltSite, staff_site: BuiltSite, catalogue: Catalogue
) -> None:
    """Members see e-mail addresses that the public does not, and staff see consent, which nobody else does."""
    whole = load(PROJECT, RECORD_TYPES).catalogue
    closed = [one for one in whole.of(Member) if one.email and not catalogue.of(Member)[one.slug].email and one.consent]
    assert len(closed) >= 10
    for member in closed:
        assert member.email not in demo_site.pages[page(member)]
    assert sum(member.email in members_site.pages[page(member)] for member in closed) >= 10
    consent = [member for member in closed if member.consent.date.isoformat() in staff_site.pages[page(member)]]
    assert consent == closed
    twin = f"members/{closed[0].slug}.json"
    assert ["consent" in json.loads(site.text(twin)) for site in (demo_site, members_site, staff_site)] == [
        False,
        False,
        True,
    ]


def test_headers_protect_every_page(demo_site: BuiltSite, sub_path_site: BuiltSite) -> None:
    """The headers for hosts hold a strict policy for all that stands at the site's path."""
    for site in (demo_site, sub_path_site):
        rules = dict(re.findall(r"^(/\S*)\n((?:  .*\n)+)", site.text("_headers"), flags=re.MULTILINE))
        assert all(path.startswith(site.prefix) for path in rules)
        everywhere = rules[f"{site.prefix}*"]
        assert "default-src 'self'" in everywhere
        assert "frame-ancestors 'none'" in everywhere
        assert "unsafe" not in everywhere
        assert "nosniff" in everywhere
        assert "immutable" in rules[f"{site.prefix}static/*"]


@pytest.mark.parametrize("edition", ["demo_site", "sub_path_site"])
def test_old_addresses_lead_to_new_ones(edition: str, catalogue: Catalogue, request: pytest.FixtureRequest) -> None:
    """Every alias is a page that leads to the record's, and a line for hosts that can redirect by themselves."""
    site: BuiltSite = request.getfixturevalue(edition)
    lines = site.text("_redirects").splitlines()
    aliases = [(record, alias) for record in catalogue for alias in record.aliases]
    assert aliases
    assert len(lines) == len(aliases)
    for record, alias in aliases:
        assert f"{site.prefix}{record.kind}/{alias}/ {site.prefix}{record.url} 301" in lines
        text = site.pages[f"{record.kind}/{alias}/index.html"]
        assert f'content="0; url={site.prefix}{record.url}"' in text
        assert f'<link rel="canonical" href="{site.url}/{record.url}">' in text


def test_security_contact(demo_site: BuiltSite) -> None:
    """security.txt says whom to write to, and until when it holds: within a year (RFC 9116)."""
    lines = demo_site.text(".well-known/security.txt").splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    assert fields["Contact"] == "mailto:security@example.org"
    assert 0 < (datetime.fromisoformat(fields["Expires"]).date() - demo_site.today).days < 366
    assert fields["Canonical"] == f"{demo_site.url}/.well-known/security.txt"


def test_feed_of_the_news(demo_site: BuiltSite) -> None:
    """The feed is Atom with an entry for each article, whose page exists."""
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(demo_site.files["news/feed.xml"])  # noqa: S314  our own
    assert root.tag == f"{atom}feed"
    links = [entry.find(f"{atom}link").get("href", "") for entry in root.iter(f"{atom}entry")]  # type: ignore[union-attr]
    articles = [name for name in demo_site.pages if re.fullmatch("news/[^/]+/index.html", name)]
    assert sorted(links) == sorted(f"{demo_site.url}/{name.removesuffix('index.html')}" for name in articles)
    assert len(articles) >= 6


def test_everything_a_host_looks_for_is_there(demo_site: BuiltSite) -> None:
    """The files of the site itself exist, and no file of the build's own."""
    assert demo_site.files[".nojekyll"] == b""
    assert {"404.html", "robots.txt", "sitemap.xml", "_headers", "_redirects"} <= demo_site.files.keys()
    assert 'content="noindex"' in demo_site.pages["404.html"]
    suffixes = {name.rpartition(".")[2] for name in demo_site.files}
    known = {"html", "json", "vcf", "ics", "svg", "css", "js", "xml", "txt", "jpg", "webp", "nojekyll", "_headers"}
    assert suffixes <= known | {"_redirects", "png", "yaml", "md"}


# Pages ---------------------------------------------------------------------------------------------------------------


def test_records_and_facets_have_pages(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """There is a page for every record, and for each letter, skill, country, city, language and chapter of members."""
    for record in catalogue:
        assert page(record) in demo_site.pages
    for member in catalogue.of(Member):
        tree = LexborHTMLParser(demo_site.pages[page(member)])
        links = {node.attributes["href"] for node in tree.css("main a[href]")}
        for start, count in (
            ("/skills/", len(set(member.skills))),
            ("/languages/", len({spoken.tag for spoken in member.languages})),
            ("/places/", bool(member.location and member.location.country)),
        ):
            assert len([link for link in links if (link or "").startswith(start)]) >= count, (member.slug, start)
    for chapter in catalogue.of(Chapter):
        assert f"{chapter.url}members/index.html" in demo_site.pages
    assert {f"a-z/{letter}/index.html" for letter in "abcdefghijklmnopqrstuvwxyz"} <= demo_site.pages.keys()
    assert "a-z/other/index.html" in demo_site.pages


def links_of(tree: LexborHTMLParser) -> Iterator[str]:
    """Every address that a page names, to go to or to load."""
    for name in ("href", "src", "srcset", "action", "content"):
        for node in tree.css(f"[{name}]"):
            value = node.attributes[name] or ""
            if name == "content":
                if node.attributes.get("http-equiv") == "refresh":
                    yield value.partition("url=")[2]
            else:
                yield from (part.split()[0] for part in value.split(",")) if name == "srcset" else (value,)


@pytest.mark.parametrize("edition", ["demo_site", "sub_path_site", "members_site", "staff_site"])
def test_every_internal_link_works(edition: str, request: pytest.FixtureRequest) -> None:
    """Each link to the site itself leads to a file of it, and its fragment to a place there."""
    site: BuiltSite = request.getfixturevalue(edition)
    parsed = {name: LexborHTMLParser(text) for name, text in site.pages.items()}
    ids = {name: {node.attributes["id"] for node in tree.css("[id]")} for name, tree in parsed.items()}
    broken, seen = set(), 0
    for name, tree in parsed.items():
        for link in links_of(tree):
            if urlsplit(link).scheme and not link.startswith(f"{site.url}/"):
                continue  # another site, though it may be on the same host
            whole = urlsplit(urljoin(f"{site.url}/{name.removesuffix('index.html')}", link))
            seen += 1
            file = unquote(whole.path).removeprefix(site.prefix)
            file = f"{file}index.html" if file.endswith("/") or not file else file
            inside = whole.path.startswith(site.prefix) and file in site.files
            if not inside or (whole.fragment and unquote(whole.fragment) not in ids[file]):
                broken.add((link, name))
    assert broken == set()
    assert seen > 10_000


def test_every_page_says_what_it_is(trees: dict[str, LexborHTMLParser]) -> None:
    """Every page has one h1, a title and a description of its own, and a language; what may be found has Open Graph."""
    titles: dict[str, str] = {}
    for name, tree in trees.items():
        assert len(tree.css("h1")) == 1, name
        assert tree.css_first("html").attributes["lang"] == "en-GB", name
        title = tree.css_first("title").text(strip=True)
        if moved(tree):
            continue
        assert tree.css_first('meta[name="description"]').attributes["content"], name
        if tree.css_first('meta[name="robots"]') is None:
            assert titles.setdefault(title, name) == name, title
            properties = {
                node.attributes["property"]: node.attributes["content"] for node in tree.css('meta[property^="og:"]')
            }
            assert {"og:title", "og:description", "og:url", "og:site_name", "og:type"} <= properties.keys(), name
            assert all(properties.values()), name
            canonical = tree.css_first('link[rel="canonical"]').attributes["href"]
            assert (
                canonical == properties["og:url"] == f"https://leadline.example.org/{name.removesuffix('index.html')}"
            )
            assert len(tree.css('meta[property="og:type"]')) == 1, name


def test_nothing_is_inline_and_nothing_is_from_elsewhere(trees: dict[str, LexborHTMLParser]) -> None:
    """No page has a style, a script or a handler of its own, or takes anything from another host or without TLS."""
    for name, tree in trees.items():
        assert tree.css("style, [style], iframe, object, embed, base") == [], name
        for node in tree.css("*"):
            assert not [key for key in node.attributes if key.startswith("on")], name
        for script in tree.css("script"):
            kind, source = script.attributes.get("type"), script.attributes.get("src") or ""
            # The libraries are from before modules; nothing else is a plain script.
            is_library = kind is None and PurePosixPath(source).name in LIBRARIES
            assert kind == "application/ld+json" or ((kind == "module" or is_library) and not script.text()), name
        taken = [
            *(node.attributes.get("src") for node in tree.css("[src]")),
            *(node.attributes.get("srcset") for node in tree.css("[srcset]")),
            *(
                node.attributes.get("href")
                for node in tree.css("link")
                if node.attributes.get("rel") in {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
            ),
        ]
        assert taken, name
        assert [one for one in taken if not (one or "").startswith("/") or (one or "").startswith("//")] == [], name


def test_every_page_has_the_policy(trees: dict[str, LexborHTMLParser]) -> None:
    """A strict Content-Security-Policy stands on every page, before anything that it governs."""
    for name, tree in trees.items():
        head = list(tree.css_first("head").iter())
        policy = next(
            at
            for at, node in enumerate(head)
            if node.attributes.get("http-equiv", "").lower() == "content-security-policy"
        )
        assert not [node for node in head[:policy] if node.tag in {"link", "script", "style"}], name
        content = head[policy].attributes["content"] or ""
        assert "default-src 'self'" in content
        assert "unsafe" not in content


FORGE = "https://code.example.org/leadline/site/"
"""Where pages of records lead to their own files, which no contributor writes."""


def test_links_of_contributors_give_no_rank(trees: dict[str, LexborHTMLParser], catalogue: Catalogue) -> None:
    """In what contributors wrote, links to other sites are marked as theirs."""
    for record in catalogue:
        for node in trees[page(record)].css("main a[href^=http]"):
            if not (node.attributes["href"] or "").startswith(("https://leadline.example.org/", FORGE)):
                assert {"nofollow", "ugc", "noopener"} <= set((node.attributes.get("rel") or "").split()), record.path


# Weight --------------------------------------------------------------------------------------------------------------


def weight(site: BuiltSite, name: str) -> int:
    """The octets of a page with its style sheets and scripts, each gzipped."""
    tree = LexborHTMLParser(site.pages[name])
    needed = [node.attributes["href"] for node in tree.css('link[rel="stylesheet"]')]
    needed += [node.attributes["src"] for node in tree.css("script[src]")]
    contents = [site.files[name], *(site.files[(one or "").removeprefix(site.prefix)] for one in needed)]
    assert len(contents) >= 2
    return sum(len(gzip.compress(content)) for content in contents)


def test_member_pages_are_light(demo_site: BuiltSite, catalogue: Catalogue) -> None:
    """A member's page without a photo weighs at most 25 KB with its style sheet and scripts."""
    weights = {one.slug: weight(demo_site, page(one)) for one in catalogue.of(Member) if not one.image}
    assert weights
    assert {slug: octets for slug, octets in weights.items() if octets > 25 * KB} == {}


def test_directory_pages_are_light(demo_site: BuiltSite) -> None:
    """A page of 60 members weighs at most 40 KB with its style sheet."""
    assert demo_site.pages["members/index.html"].count('class="member-card') == 60
    assert weight(demo_site, "members/index.html") <= 40 * KB
