"""What views say of a record that says less than all: nothing in the place of what is hidden or not given."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from plugins import directory, organizations
from plugins.core.outputs import Page
from plugins.core.site import Site
from plugins.directory.json_ld import profile_page
from plugins.directory.vcard import vcard
from plugins.events.json_ld import event_data
from plugins.frontpage.views import site_pages
from tests.factories import catalogue, chapter, event, group, member, organization
from tests.views.conftest import Yielded, outputs_of


def context_of(found: Any, url: str) -> Any:
    """The context of the page at this URL."""
    assert isinstance(found[url], Page)
    return found[url].context


def test_part_of_a_place_says_which_it_is(site: Site, yielded: Yielded) -> None:
    """A city with the name of its region is a city and a region, each once."""
    ada = member("Ada", location={"city": "Porto", "region": "Porto", "country": "PT"})
    place = context_of(yielded(outputs_of(directory, catalogue(ada), site)), "members/ada/")["place"]
    assert [(one.part, one.name, one.url) for one in place] == [
        ("locality", "Porto", "places/pt/porto/"),
        ("region", "Porto", None),
        ("country-name", "PT", "places/pt/"),
    ]


def test_twin_says_nothing_of_what_is_hidden(site: Site, yielded: Yielded) -> None:
    """A switch that is hidden is not off, and a list that is not given is not empty."""
    ada = member(
        "Ada",
        availability={"work": "true", "hiring": "true", "mentoring": {"offers": ["Tides"], "capacity": "0"}},
        visibility={"availability.hiring": "members"},
    )
    found: Any = yielded(outputs_of(directory, catalogue(ada).for_audience("public"), site))
    assert json.loads(found["members/ada.json"].content) == {
        "slug": "ada",
        "name": "Ada",
        "availability": {"work": True, "mentoring": {"offers": ["Tides"], "capacity": 0}},
        "url": "https://example.org/assoc/members/ada/",
    }


def test_all_agree_on_what_is_held_today(site: Site, yielded: Yielded) -> None:
    """The vCard and the data take the positions without an end, and an organization's page those who hold one there."""
    work = [{"title": "Then", "organization": "acme", "end": "2020"}, {"title": "Now", "organization": "other"}]
    ada = member("Ada", work=work)
    records = catalogue(ada, organization("Acme"), organization("Other"))
    person = profile_page(ada, records, site)["mainEntity"]
    assert (person["jobTitle"], [one["name"] for one in person["worksFor"]]) == ("Now", ["Other"])
    assert "TITLE:Now\r\nORG:Other\r\n" in vcard(ada, records, site).decode()
    found = yielded(outputs_of(organizations, records, site))
    for slug, now, before in (("acme", [], ["Ada"]), ("other", ["Ada"], [])):
        context = context_of(found, f"organizations/{slug}/")
        assert [one.name for one in context["members"]] == now
        assert [one.name for one in context["former"]] == before


def test_newest_members_have_begun(site: Site, yielded: Yielded) -> None:
    """Who will be a member some day is not the newest; a month or year that runs has begun."""
    since = {"Soon": "2026-04", "Tomorrow": "2026-03-21", "Today": "2026-03-20", "Month": "2026-03", "Year": "2026"}
    records = catalogue(*(member(name, membership={"since": day}) for name, day in since.items()), member("Never"))
    newest = context_of(yielded(site_pages(records, site)), "")["newest"]
    assert [one.name for one in newest] == ["Today", "Month", "Year"]


def test_nobody_is_said_to_organize_what_somebody_hidden_does(site: Site) -> None:
    """An event is organized by the people it names, else by its chapter and group, else by nobody we know of."""
    hidden = {"visibility": {"name": "staff"}}
    walk = event("Walk", organizers=["ada"])
    talk = event("Talk", chapter="lisbon", group="council")
    both = event("Both", organizers=[{"name": "Eve"}], chapter="lisbon")
    records = catalogue(walk, talk, both, member("Ada", **hidden), chapter("Lisbon"), group("Council", **hidden))
    public = records.for_audience("public")

    def organizers(slug: str, edition: Any) -> list[str]:
        return [one["name"] for one in event_data(edition.kind("events")[slug], edition, site).get("organizer", [])]

    assert (organizers("walk", public), organizers("walk", records)) == ([], ["Ada"])
    assert (organizers("talk", public), organizers("talk", records)) == (["Lisbon"], ["Lisbon", "Council"])
    assert organizers("both", public) == ["Eve"]


def test_event_whose_place_is_hidden_is_not_online(site: Site) -> None:
    """Where people meet may be for members; search engines are then told of no place, and of no other one."""
    closed = {"venue": {"city": "Porto"}, "visibility": {"venue": "members"}}
    walk, talk = event("Walk", format="in-person", **closed), event("Talk", format="hybrid", **closed)
    public = catalogue(walk, talk).for_audience("public")
    data = {slug: event_data(public.kind("events")[slug], public, site) for slug in ("walk", "talk")}
    assert "location" not in data["walk"]
    assert data["talk"]["location"]["@type"] == "VirtualLocation"
    members = event_data(walk, catalogue(walk), replace(site, audience="members"))
    assert members["location"]["@type"] == "Place"
