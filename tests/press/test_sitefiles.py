"""The files for hosts and robots, and the theme's own files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plugins.core.outputs import target
from plugins.core.site import Association, Site
from plugins.press import sitefiles
from plugins.press.assets import read_assets
from plugins.press.places import LIBRARIES, PROJECT
from plugins.press.printing import Printed
from plugins.press.sitefiles import redirects, site_files
from tests.factories import catalogue, member

SITE = Site(
    Association("The Association", "Assoc", "An association.", "office@example.org"),
    "https://example.org/assoc",
    "en-GB",
    "UTC",
    "public",
    date(2026, 3, 20),
)


def files(printed: list[Printed], site: Site = SITE) -> dict[str, str]:
    """The site's files by URL, for a member with an old address."""
    ada = member("Ada", aliases=["countess"])
    return {one.url: one.content.decode() for one in site_files(printed, catalogue(ada), site)}


def test_the_sitemap_names_listed_pages_with_their_days() -> None:
    """Unlisted pages and documents are not in it; a day is told only of what has one, and signs are escaped."""
    pages = [
        Printed("b/index.html", "b/", "", "", is_page=True, listed=True, modified="2026-01-02"),
        Printed("a&b/index.html", "a&b/", "", "", is_page=True, listed=True),
        Printed("hidden/index.html", "hidden/", "", "", is_page=True),
        Printed("x.json", "x.json", "", ""),
    ]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(files(pages)["sitemap.xml"])  # noqa: S314  our own
    assert [(one.findtext(f"{space}loc"), one.findtext(f"{space}lastmod")) for one in root] == [
        ("https://example.org/assoc/a&b/", None),
        ("https://example.org/assoc/b/", "2026-01-02"),
    ]


def addresses(text: str) -> list[str]:
    """The addresses that a sitemap or an index of them names."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return [one.findtext(f"{space}loc") or "" for one in ElementTree.fromstring(text)]  # noqa: S314  our own


@pytest.mark.parametrize(("limit", "most"), [("SITEMAP_URLS", 40), ("SITEMAP_BYTES", 3000)])
def test_a_long_sitemap_is_several(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    """Above what one file may hold, by addresses or by bytes, the one robots are told of is an index of others."""
    pages = [Printed(f"{n:03}/index.html", f"{n:03}/", "", "", is_page=True, listed=True) for n in range(100)]
    whole = files(pages)
    monkeypatch.setattr(sitefiles, limit, most)
    parts = files(pages)
    names = [address.removeprefix(f"{SITE.url}/") for address in addresses(parts["sitemap.xml"])]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    assert len(names) > 2
    assert {name for name in parts if "sitemap" in name} == {"sitemap.xml", *names}
    assert [one for name in names for one in addresses(parts[name])] == addresses(whole["sitemap.xml"])
    size = {"SITEMAP_URLS": lambda name: len(addresses(parts[name])), "SITEMAP_BYTES": lambda name: len(parts[name])}
    assert max(map(size[limit], names)) <= most
    assert parts["robots.txt"] == whole["robots.txt"]
    assert "<sitemapindex" in parts["sitemap.xml"]
    assert all("<urlset" in parts[name] for name in names)


def test_the_limits_are_those_of_the_protocol() -> None:
    """One file holds fifty thousand addresses, and no more."""
    for count, several in ((50_000, False), (50_001, True)):
        pages = [Printed(f"{n}/index.html", f"{n}/", "", "", is_page=True, listed=True) for n in range(count)]
        assert ("sitemap-2.xml" in files(pages)) is several


def test_closed_editions_invite_no_robot() -> None:
    """Only the public edition has a sitemap; another forbids robots by file and by header."""
    closed = files([], replace(SITE, audience="members"))
    assert "sitemap.xml" not in closed
    assert "Disallow: /\n" in closed["robots.txt"]
    assert "X-Robots-Tag: noindex" in closed["_headers"]
    assert "X-Robots-Tag" not in files([])["_headers"]


def test_each_address_is_kept_as_long_as_it_holds() -> None:
    """What has a digest in its address is kept for ever, all else is asked for again, and no address is told both."""
    urls = ("", "members/", "members/ada.json", "404.html", "a-z/b/page/2/", "static/1/site.css", "pictures/1-160.webp")
    headers = files([Printed(target(url), url, "", "") for url in urls])["_headers"]
    rules = dict(re.findall(r"^/assoc/(\S*)\n  Cache-Control: (.+)\n", headers, re.MULTILINE))
    assert rules == {
        **dict.fromkeys(("static/*", "pictures/*"), "public, max-age=31536000, immutable"),
        **dict.fromkeys(("", "404.html", "a-z/*", "members/*"), "no-cache"),
    }


def test_redirects_stand_at_old_addresses() -> None:
    """An alias is an unlisted page that leads to the record, and a line for hosts that redirect by themselves."""
    [page] = redirects(catalogue(member("Ada", aliases=["countess"])))
    assert (page.url, page.listed, page.context) == ("members/countess/", False, {"to": "members/ada/", "label": "Ada"})
    assert files([])["_redirects"] == "/assoc/members/countess/ /assoc/members/ada/ 301\n"


@pytest.mark.parametrize(("contact", "told"), [("", "office@example.org"), ("sec@example.org", "sec@example.org")])
def test_security_contact_has_an_end(contact: str, told: str) -> None:
    """The contact is the one for security where there is one; it holds for half a year from the day of the build."""
    site = replace(SITE, association=replace(SITE.association, security_contact=contact))
    text = files([], site)[".well-known/security.txt"]
    assert f"Contact: mailto:{told}\n" in text
    assert "Expires: 2026-09-16T00:00:00Z\n" in text


def test_assets_are_joined_and_named_by_their_bytes(tmp_path: Path) -> None:
    """Style sheets become one, scripts lose their comments, libraries join them; any change makes another folder."""
    static = tmp_path / "static"
    (static / "css" / "50-components").mkdir(parents=True)
    (static / "js").mkdir()
    (static / "css" / "60-last.css").write_text("c{}")
    (static / "css" / "50-components" / "b.css").write_text("b{}")
    (static / "css" / "10-first.css").write_text("a{}")
    (static / "css" / ".hidden.css").write_text("x{}")
    (static / "js" / "a.js").write_text("// Says what.\nlet a = 1; // and why\n")
    before = read_assets(tmp_path)
    libraries = {name: path.read_bytes() for name, path in LIBRARIES.items()}
    assert libraries["lunr.min.js"] == (PROJECT / "node_modules/lunr/lunr.min.js").read_bytes()
    assert before.files == {"site.css": b"a{}\nb{}\nc{}", "js/a.js": b"let a=1;", **libraries}
    assert before.url("js/a.js") == f"{before.folder}/js/a.js"
    names = ("js/a.js", "js/js-yaml.js", "lunr.min.js", "site.css")
    assert [one.url for one in before.documents()] == [f"{before.folder}/{name}" for name in names]
    (static / "js" / "a.js").write_text("2")
    assert read_assets(tmp_path).folder != before.folder


def test_unknown_asset_is_named(tmp_path: Path) -> None:
    """A template that asks for a file the theme has not is told which there are."""
    with pytest.raises(KeyError, match=r"no static file x\.js; there are js/js-yaml\.js, lunr\.min\.js, site\.css"):
        read_assets(tmp_path).url("x.js")
