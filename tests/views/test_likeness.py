"""Who is like whom, and which skills go with which: rare things first, what everybody shares not at all."""

from __future__ import annotations

from typing import Any

import pytest

from plugins import directory
from plugins.core.site import Site
from plugins.directory.facets import facet_pages
from plugins.directory.likeness import most_alike
from plugins.directory.member import Member
from tests.factories import catalogue, chapter, made, member
from tests.views.conftest import Yielded, outputs_of


def skilled(name: str, *skills: str, **fields: Any) -> Member:
    """A member with these skills."""
    return member(name, skills=skills, **fields)


def others(count: int, *skills: str) -> list[Member]:
    """Members without anything of interest, so that what two share is rare."""
    return [skilled(f"Zoe {number:03}", *skills) for number in range(count)]


def told(site: Site, *members: Any, of: str = "ada") -> list[tuple[str, list[str]]]:
    """The slugs of those most like one of the members, each with the names of the reasons."""
    found = most_alike(catalogue(*members), site)[of]
    return [(one.slug, [reason.name for reason in one.reasons]) for one in found]


def test_rare_skills_weigh_more_than_common_ones(site: Site) -> None:
    """One rare skill tells more than one that many share; both together tell most, the rarer first."""
    found = told(
        site,
        skilled("Ada", "GIS", "Seismic design"),
        skilled("Bob", "GIS"),
        skilled("Cy", "Seismic design"),
        skilled("Di", "Seismic design", "GIS"),
        *others(4, "GIS"),
        *[skilled(f"Yan {number}") for number in range(8)],
    )
    assert found[:2] == [("di", ["Seismic design", "GIS"]), ("cy", ["Seismic design"])]
    assert found[2] == ("bob", ["GIS"])


def test_what_most_share_is_no_reason(site: Site) -> None:
    """A skill of more than half of all members tells nothing of any two of them; that of half does."""
    assert told(site, skilled("Ada", "GIS"), skilled("Bob", "GIS"), skilled("Cy")) == []
    assert told(site, skilled("Ada", "GIS"), skilled("Bob", "GIS"), *others(2)) == [("bob", ["GIS"])]


def test_nobody_is_like_someone_who_tells_nothing(site: Site) -> None:
    """Every member has an answer, be it an empty one; what only one has is shared with nobody."""
    found = most_alike(catalogue(skilled("Ada", "Tides"), member("Bob")), site)
    assert dict(found) == {"ada": (), "bob": ()}
    assert dict(most_alike(catalogue(), site)) == {}


def test_a_city_is_told_rather_than_its_country(site: Site) -> None:
    """Those of one city are nearer than those of one country; the country is then no second reason."""
    lisbon = {"city": "Lisbon", "country": "PT"}
    members = [
        member("Ada", location=lisbon),
        member("Bob", location={"city": "Porto", "country": "PT"}),
        member("Cy", location=lisbon),
        member("Di", location={"country": "PT"}),
        *others(6),
    ]
    assert told(site, *members) == [("cy", ["Lisbon"]), ("bob", ["Portugal"]), ("di", ["Portugal"])]
    assert told(site, members[0], members[2], *others(2)) == [("cy", ["Lisbon"])]


def test_cities_of_one_name_are_not_one_place(site: Site) -> None:
    """Who lives in another country's city of the same name lives elsewhere."""
    members = [member("Ada", location={"city": "Perth", "country": "AU"})]
    members += [member("Bob", location={"city": "Perth", "country": "GB"})]
    assert told(site, *members, *others(4)) == []


def test_chapters_count_and_a_name_stands_once(site: Site) -> None:
    """A shared chapter is a reason, but not beside a city that is called the same."""
    inside = {"membership": {"chapters": ["lisbon"]}}
    lisbon = {"location": {"city": "Lisbon", "country": "PT"}}
    members = [member("Ada", **inside, **lisbon), member("Bob", **inside), member("Cy", **inside, **lisbon), *others(6)]
    assert told(site, chapter("Lisbon"), *members) == [("cy", ["Lisbon"]), ("bob", ["Lisbon"])]


def test_rare_skills_weigh_more_than_place_and_chapter(site: Site) -> None:
    """Of two things equally rare, a skill tells more than a place, and no less than place and chapter together."""
    near = {"location": {"city": "Lisbon", "country": "PT"}}
    members = [skilled("Ada", "Tides", **near), member("Bob", **near), skilled("Cy", "Tides"), *others(6)]
    assert [slug for slug, _reasons in told(site, *members)] == ["cy", "bob"]


def test_reasons_lead_to_their_pages(site: Site, yielded: Yielded) -> None:
    """Every reason has a page, and it is among those of the site."""
    both: dict[str, Any] = {
        "skills": ["Tides"],
        "location": {"city": "Évora", "country": "PT"},
        "membership": {"chapters": ["iberia"]},
    }
    records = catalogue(chapter("Iberia"), member("Ada", **both), member("Bob", **both), *others(4))
    (one,) = most_alike(records, site)["ada"]
    assert sorted(reason.url or "" for reason in one.reasons) == [
        "chapters/iberia/members/",
        "places/pt/evora/",
        "skills/tides/",
    ]
    assert {reason.url for reason in one.reasons} <= yielded(made(facet_pages(records, site), records, site)).keys()


def test_at_most_four_with_three_reasons(site: Site) -> None:
    """Nobody is led to more than four others, nor told more than three reasons for each."""
    skills = ("Tides", "GIS", "Logs", "Maps", "Nets")
    found = told(
        site, skilled("Ada", *skills), *[skilled(f"Bob {number}", *skills) for number in range(9)], *others(20)
    )
    assert [len(reasons) for _slug, reasons in found] == [3, 3, 3, 3]


def test_equals_are_shared_out(site: Site) -> None:
    """Where many are alike, each is led to those who follow in the list, and nobody to the same first four."""
    members = [skilled(f"M{number:02}", "Tides") for number in range(10)]
    everybody = [*members, *others(10)]
    assert [slug for slug, _reasons in told(site, *everybody, of="m03")] == ["m04", "m05", "m06", "m07"]
    assert [slug for slug, _reasons in told(site, *everybody, of="m08")] == ["m09", "m00", "m01", "m02"]


@pytest.mark.parametrize("number", [0, 50, 119])
def test_a_skill_of_very_many_serves_where_there_is_no_other(site: Site, number: int) -> None:
    """With too many to compare, those who follow are compared, and of them who shares more comes first."""
    members = [
        skilled(f"M{place:03}", "GIS", **({"location": {"country": "PT"}} if place % 10 == number % 10 else {}))
        for place in range(120)
    ]
    found = told(site, *members, *others(150), of=f"m{number:03}")
    expected = [(number + step) % 120 for step in (10, 20, 30, 40)]
    assert found == [(f"m{place:03}", ["Portugal", "GIS"]) for place in expected]


def test_the_order_of_files_changes_nothing(site: Site) -> None:
    """Who is like whom depends on what the records say, not on which was read first."""
    members = [
        skilled(f"M{number}", f"Skill {number % 3}", f"Craft {number % 4}", location={"country": "PT"})
        for number in range(12)
    ]
    everybody = [*members, *others(14)]
    assert most_alike(catalogue(*everybody), site) == most_alike(catalogue(*reversed(everybody)), site)


def test_what_is_closed_makes_nobody_alike(site: Site) -> None:
    """A skill that one shows to members only is no reason in the public's edition, and one in the members'."""
    records = catalogue(
        skilled("Ada", "Tides", visibility={"skills": "members"}), skilled("Bob", "Tides"), *others(4, "GIS", "Maps")
    )
    for audience, expected in (("public", []), ("members", ["bob"])):
        found = most_alike(records.for_audience(audience), site)["ada"]
        assert [one.slug for one in found] == expected


def test_a_members_page_has_the_cards_of_those_alike(site: Site, yielded: Yielded) -> None:
    """What the page needs of the others is what lists show of them."""
    records = catalogue(skilled("Ada", "Tides"), skilled("Bob", "Tides", headline="Tides of all seas"), *others(2))
    found: Any = yielded(outputs_of(directory, records, site))
    (one,) = found["members/ada/"].context["alike"]
    assert (one["card"].name, one["card"].headline) == ("Bob", "Tides of all seas")
    assert [reason.name for reason in one["reasons"]] == ["Tides"]


def beside(site: Site, yielded: Yielded, url: str, *members: Any) -> list[tuple[str, int]]:
    """The neighbours that a page of a facet tells of, with how many people have both."""
    records = catalogue(*members)
    found: Any = yielded(made(facet_pages(records, site), records, site))
    return [(value.label, value.count) for value in found[url].context["beside"]]


def test_neighbours_are_what_two_or_more_list_and_others_do_not(site: Site, yielded: Yielded) -> None:
    """Beside a skill stands what those who have it list more often than all do, and at least two of them."""
    members = [
        skilled("Ada", "GIS", "Python", "Writing", "Tides"),
        skilled("Bob", "GIS", "Python", "Writing", "Maps"),
        skilled("Cy", "GIS", "Maps", "Writing"),
        skilled("Di", "GIS", "Python", "Writing"),
        *others(4, "Writing"),
    ]
    assert beside(site, yielded, "skills/gis/", *members) == [("Python", 3), ("Maps", 2)]
    assert beside(site, yielded, "skills/tides/", *members) == []
    assert beside(site, yielded, "skills/writing/", *members) == []


def test_neighbours_are_at_most_eight_and_on_the_first_page(site: Site, yielded: Yielded) -> None:
    """A page tells of eight neighbours, in an order that does not change; further pages of the list of none."""
    skills = [f"Skill {number}" for number in range(10)]
    members = [skilled(f"M{number:02}", "GIS", *skills) for number in range(61)]
    records = [*members, *others(61)]
    assert beside(site, yielded, "skills/gis/", *records) == [(skill, 61) for skill in skills[:8]]
    assert beside(site, yielded, "skills/gis/page/2/", *records) == []


def test_places_languages_and_chapters_tell_which_skills_stand_out(site: Site, yielded: Yielded) -> None:
    """A skill that two of a place, a language or a chapter have, and hardly anyone else, stands out there."""
    fields: dict[str, Any] = {
        "location": {"city": "Porto", "country": "PT"},
        "languages": [{"tag": "pt"}],
        "membership": {"chapters": ["iberia"]},
    }
    members = [skilled("Ada", "Tides", **fields), skilled("Bob", "Tides", **fields), *others(3, "GIS")]
    for url in ("places/pt/", "places/pt/porto/", "languages/pt/", "chapters/iberia/members/"):
        assert beside(site, yielded, url, chapter("Iberia"), *members) == [("Tides", 2)]
    assert beside(site, yielded, "a-z/a/", chapter("Iberia"), *members) == []
