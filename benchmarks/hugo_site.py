"""The synthetic association as a site of Hugo: the same fields in front matter, and what Hugo cannot work out, ready.

Ready are: likeness and its reasons, skills that stand out, the order of members and of the values of facets, slugs,
initials, names of countries and languages, JSON-LD. They are read from our printed site. That favours Hugo.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmarks.synthetic import Association, Written, as_yaml
from plugins.core.naming import country_name, language_name
from plugins.core.text import initials, term_slug

__all__ = ["Ready", "member_file", "member_text", "ready", "write_site"]

LAYOUTS = Path(__file__).with_name("hugo")
LANGUAGE = "en-GB"
ASSOCIATION = "The Society of Synthetic Professions"
OPEN_TO = {
    "work": "Open to work",
    "hiring": "Hiring",
    "speaking": "Speaking",
    "volunteering": "Volunteering",
    "mentoring": "Mentoring",
}
TITLES = {"skills": "Members by skill", "places": "Members by place", "languages": "Members by language"}
NEVER_PRINTED = ("a-z", "countries", "belonging", "employers", "formerly")
"""Taxonomies without a page of their values; of the last two the values have none either."""


@dataclass(frozen=True)
class Ready:
    """What our printed site says that Hugo is given. Slugs of members to what is said of them; URLs begin with `/`."""

    weights: Mapping[str, int]
    letters: Mapping[str, str]
    alike: Mapping[str, list[dict[str, Any]]]
    json_ld: Mapping[str, str]
    facets: Mapping[str, dict[str, dict[str, Any]]]
    orders: Mapping[str, list[str]]
    chapters: Mapping[str, dict[str, Any]]
    names: Mapping[str, str]
    has_feed: bool


def ready(printed: Path, written: Association) -> Ready:
    """Reads a site that our build printed of this association."""
    alike: dict[str, list[dict[str, Any]]] = {}
    json_ld: dict[str, str] = {}
    for one in written.members:
        page = _page(printed / "members" / one.slug)
        alike[one.slug], json_ld[one.slug] = list(_alike(page)), _json_ld(page)
    for kind, some in (("organizations", written.organizations), ("chapters", written.chapters)):
        for one in some:
            json_ld[f"{kind}/{one.slug}"] = _json_ld(_page(printed / kind / one.slug))
    home = _page(printed)
    json_ld[""] = _json_ld(home)
    facets = {name: dict(_values(printed, name)) for name in TITLES}
    for country in list(facets["places"]):
        facets["places"] |= dict(_values(printed, f"places/{country}", country=country))
    first_list = _page(printed / "members")
    return Ready(
        weights={slug: place for place, slug in enumerate(_listed(printed / "members"), start=1)},
        letters={slug: folder.name for folder in sorted((printed / "a-z").iterdir()) for slug in _listed(folder)},
        alike=alike,
        json_ld=json_ld,
        facets=facets,
        orders={
            **{name: list(dict(_values(printed, name))) for name in TITLES},
            "organizations": _slugs(_page(printed / "organizations"), "ul.cards a.u-url"),
            "chapters": _slugs(_page(printed / "chapters"), "ul.cards a.u-url"),
            "newest": _slugs(home, "section[aria-labelledby=newest] a.u-url"),
            "common": _slugs(home, ".facet-list a"),
        },
        chapters={one.slug: _told(printed / "chapters" / one.slug / "members") for one in written.chapters},
        names={one.slug: one.fields["name"] for one in written.organizations},
        has_feed=bool(first_list.css_first("link[type='application/atom+xml']")),
    )


def write_site(written: Association, known: Ready, folder: Path) -> None:
    """Writes the whole site of Hugo into a folder; what lay there before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LAYOUTS, folder)
    for name, values in known.facets.items():
        _put(folder / "data" / f"{name}.json", json.dumps(values, ensure_ascii=False))
    content = folder / "content"
    home = {"newest": known.orders["newest"], "common": known.orders["common"], "json_ld": known.json_ld[""]}
    _put(content / "_index.md", _front({"title": ASSOCIATION, **home}))
    feed = {"feed": "/members/feed.xml"} if known.has_feed else {}
    _put(content / "members" / "_index.md", _front({"title": "Members", **feed}))
    _put(content / "organizations" / "_index.md", _front({"title": "Organizations"}))
    _put(content / "chapters" / "_index.md", _front({"title": "Chapters"}))
    for name, title in TITLES.items():
        terms = {"terms": "countries"} if name == "places" else {}
        _put(content / name / "_index.md", _front({"title": title, "values": known.orders[name], **terms}))
    for country in known.orders["places"]:
        _put(content / "countries" / country / "_index.md", _front({"title": country, "url": f"/places/{country}/"}))
    for name in NEVER_PRINTED:
        never = {"build": {"render": "never"}}
        below = {"cascade": [{**never, "target": {"kind": "term"}}]} if name in NEVER_PRINTED[3:] else {}
        _put(content / name / "_index.md", _front({"title": name, **never, **below}))
    for letter in (*"abcdefghijklmnopqrstuvwxyz", "other"):
        title = "Other" if letter == "other" else letter.upper()
        _put(content / "a-z" / letter / "_index.md", _front({"title": title}))
    for one in written.chapters:
        url = {"title": one.fields["name"], "url": f"/chapters/{one.slug}/members/"}
        _put(content / "belonging" / one.slug / "_index.md", _front({**url, **known.chapters[one.slug]}))
        _put(content / "chapters" / f"{one.slug}.md", _chapter(one, known))
    for one in written.organizations:
        _put(content / "organizations" / f"{one.slug}.md", _organization(one, known))
    for one in written.members:
        _put(member_file(folder, one.slug), member_text(one, known))


def member_file(folder: Path, slug: str) -> Path:
    """Where the site in `folder` has a member."""
    return folder / "content" / "members" / f"{slug}.md"


def member_text(one: Written, known: Ready, like: str = "") -> str:
    """The file of a member. Of one who is not printed yet, what is ready is that of the member `like`."""
    fields, ready_of = one.fields, like or one.slug
    city, country = fields["location"]["city"], fields["location"]["country"]
    offered: dict[str, Any] = fields.get("availability", {})
    open_to = [OPEN_TO[word] for word in OPEN_TO if word in offered]
    front: dict[str, Any] = {
        "title": fields["name"],
        "weight": known.weights[ready_of],
        "description": fields.get("headline") or f"{fields['name']} in the directory of {ASSOCIATION}",
        "skills": [term_slug(skill) for skill in fields["skills"]],
        "countries": [country.lower()],
        "places": [f"{country.lower()}/{term_slug(city)}"],
        "languages": [term_slug(spoken["tag"]) for spoken in fields["languages"]],
        "a-z": [known.letters[ready_of]],
        "belonging": fields["membership"].get("chapters", []),
        **_employers(fields["work"], known),
        "initials": initials(fields["name"]),
        "tint": _tint(one.slug),
        **{name: fields[name] for name in ("headline", "also_written", "pronouns", "links") if name in fields},
        "city": city,
        "country_name": country_name(country, LANGUAGE),
        "skill_names": fields["skills"],
        "spoken": [
            {"slug": term_slug(spoken["tag"]), "name": language_name(spoken["tag"], LANGUAGE), "level": spoken["level"]}
            for spoken in fields["languages"]
        ],
        "open_to": open_to,
        "wanted": [word for word in open_to if word in (OPEN_TO["work"], OPEN_TO["hiring"])],
        "work": [_position(position, known) for position in fields["work"]],
        "grade": fields["membership"]["grade"],
        "since": fields["membership"]["since"],
        "alike": known.alike[ready_of],
        "json_ld": known.json_ld[ready_of],
    }
    if "mentoring" in offered:
        front["mentoring"] = {**offered["mentoring"], "capacity": int(offered["mentoring"]["capacity"])}
    return _front(front, fields["bio"])


def _employers(work: list[dict[str, str]], known: Ready) -> dict[str, list[str]]:
    """The organizations with a page where the member works, and those where they did."""
    now = {one["organization"]: 0 for one in work if "end" not in one and one["organization"] in known.names}
    before = {one["organization"]: 0 for one in work if one["organization"] in known.names}
    return {"employers": list(now), "formerly": [slug for slug in before if slug not in now]}


def _position(position: dict[str, str], known: Ready) -> dict[str, str]:
    where = position["organization"]
    named = {"employer": known.names.get(where, where)}
    linked = {"url": f"/organizations/{where}/"} if where in known.names else {}
    return {name: value for name, value in position.items() if name != "organization"} | named | linked


def _organization(one: Written, known: Ready) -> str:
    place = one.fields["locations"][0]
    front = {
        "title": one.fields["name"],
        "weight": known.orders["organizations"].index(one.slug) + 1,
        "description": one.body,
        "sector": one.fields["sector"],
        "city": place["city"],
        "country_name": country_name(place["country"], LANGUAGE),
        "json_ld": known.json_ld[f"organizations/{one.slug}"],
    }
    return _front(front, one.body or "")


def _chapter(one: Written, known: Ready) -> str:
    front = {
        "title": one.fields["name"],
        "weight": known.orders["chapters"].index(one.slug) + 1,
        "description": f"{one.fields['name']} of {ASSOCIATION}",
        "founded": one.fields["founded"],
        "city": one.fields["city"],
        "country_name": country_name(one.fields["country"], LANGUAGE),
        "json_ld": known.json_ld[f"chapters/{one.slug}"],
    }
    return _front(front, one.body or "")


def _front(fields: Mapping[str, Any], body: str = "") -> str:
    return f"---\n{as_yaml(dict(fields))}---\n\n{body}"


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _tint(slug: str) -> int:
    """The colour of a member's initials, as plugins/press/formats.py takes it."""
    return int(hashlib.sha256(slug.encode()).hexdigest(), 16) % 12


def _page(folder: Path) -> LexborHTMLParser:
    return LexborHTMLParser((folder / "index.html").read_bytes())


def _listed(folder: Path) -> Iterator[str]:
    """The slugs of all members that a list shows, over all its pages."""
    yield from _slugs(_page(folder), "ul.cards a.u-url")
    number = 2
    while (folder / "page" / str(number)).exists():
        yield from _slugs(_page(folder / "page" / str(number)), "ul.cards a.u-url")
        number += 1


def _slugs(page: LexborHTMLParser, selector: str) -> list[str]:
    return [_href(link).strip("/").rpartition("/")[2] for link in page.css(selector)]


def _href(link: LexborNode) -> str:
    return link.attributes["href"] or ""


def _json_ld(page: LexborHTMLParser) -> str:
    return page.css("script[type='application/ld+json']")[0].text()


def _alike(page: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for one in page.css(".likeness > li"):
        other, *reasons = one.css("a")
        told = [{"name": reason.text(), "url": _href(reason)} for reason in reasons]
        yield {"member": _href(other).strip("/").rpartition("/")[2], "reasons": told}


def _values(printed: Path, name: str, country: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The values of a facet in order, or the cities of a country, each with what its own page says."""
    below = f"/{name}/"
    for link in _page(printed / name).css(".facet-list a"):
        slug = _href(link).removeprefix(below).strip("/")
        told = {"label": link.text(), **_told(printed / name / slug)}
        yield (f"{country}/{slug}", told | {"country": country}) if country else (slug, told)


def _told(folder: Path) -> dict[str, Any]:
    """What the page of a value says beside its members: skills beside, cities within, the feed."""
    page = _page(folder)
    beside = [
        {"label": link.text(), "url": _href(link), "count": _number(link.parent)} for link in page.css(".neighbours a")
    ]
    country = folder.name
    within = [f"{country}/{slug}" for slug in _slugs(page, "nav.browse .facet-list a")]
    feed = page.css_first("link[type='application/atom+xml']")
    found = {"beside": beside, "within": within, "feed": _href(feed) if feed else ""}
    return {name: value for name, value in found.items() if value}


def _number(item: LexborNode | None) -> int:
    assert item
    return int(item.css(".facet-count")[0].text().replace(",", ""))
