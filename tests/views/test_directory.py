"""The directory's views: lists, facets, pages, twins, structured data and vCards of members."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentlines

from plugins import directory
from plugins.core.outputs import Page
from plugins.core.site import Association, Site
from plugins.directory.facets import facet_pages
from plugins.directory.json_ld import profile_page
from plugins.directory.vcard import vcard
from plugins.directory.views import member_list
from tests.factories import catalogue, chapter, event, full_member, group, job, made, member, organization
from tests.views.conftest import Yielded, outputs_of


def many(count: int, **fields: Any) -> list[Any]:
    """That many members, in the order of their names."""
    return [member(f"Member {number:03}", **fields) for number in range(count)]


@pytest.mark.parametrize(("count", "pages"), [(0, [0]), (1, [1]), (60, [60]), (61, [60, 1]), (121, [60, 60, 1])])
def test_the_list_has_sixty_to_a_page(site: Site, yielded: Yielded, count: int, pages: list[int]) -> None:
    """Members are listed in order, sixty to a page, and each page knows the others."""
    records = catalogue(*many(count))
    found = yielded(made(member_list(records, site), records, site))
    urls = ["members/", *(f"members/page/{number}/" for number in range(2, len(pages) + 1))]
    lists = {url: output for url, output in found.items() if isinstance(output, Page) and "members" in output.context}
    assert list(lists) == urls
    assert [len(output.context["members"]) for output in lists.values()] == pages
    for number, output in enumerate(lists.values(), start=1):
        place = output.context["pagination"]
        assert (place.number, place.pages, place.total) == (number, len(pages), count)
        assert [page[1] for page in place.shown] == urls
        assert place.previous == (urls[number - 2] if number > 1 else None)
        assert place.next == (urls[number] if number < len(urls) else None)


def test_each_member_has_a_page_a_card_and_a_twin(site: Site, yielded: Yielded) -> None:
    """Three outputs are printed of a member, all named after the file they come from."""
    found = yielded(outputs_of(directory, catalogue(member("Ada")), site))
    own = {url: output for url, output in found.items() if output.origin == "members/ada.yaml"}
    assert own.keys() == {"members/ada/", "members/ada.vcf", "members/ada.json"}


def test_only_the_public_may_find_who_wishes_it(site: Site, yielded: Yielded) -> None:
    """A page is for search engines unless the member says no, or the edition is not the public one."""
    records = catalogue(member("Ada"), member("Bob", search_engines="noindex"))
    for audience, listed in (("public", [True, False]), ("members", [False, False]), ("staff", [False, False])):
        found = yielded(outputs_of(directory, records, replace(site, audience=audience)))
        pages = [found["members/ada/"], found["members/bob/"]]
        assert [isinstance(page, Page) and page.listed for page in pages] == listed


def context_of(found: Any, url: str) -> Any:
    """The context of a page among outputs."""
    return found[url].context


def test_a_page_gathers_what_others_say_of_the_member(site: Site, yielded: Yielded) -> None:
    """Offices, events and open jobs come from the files of others; present offices stand before former ones."""
    records = catalogue(
        member("Ada", work=[{"title": "A", "organization": "acme"}, {"title": "B", "organization": "Elsewhere"}]),
        organization("Acme"),
        chapter("Lisbon", officers=[{"member": "ada", "role": "Chair", "since": "2019", "until": "2025"}]),
        group("Council", officers=[{"member": "ada", "role": "Clerk", "since": "2024"}]),
        event("Talk", speakers=["ada"]),
        event("Walk", start="2026-03-20 18:00", end="2026-03-20 20:00", organizers=["ada", {"name": "Eve"}]),
        job("Open", poster="ada"),
        job("Closed", poster="ada", closes="2026-03-19"),
        job("Filled", poster="ada", status="filled"),
    )
    context = context_of(yielded(outputs_of(directory, records, site)), "members/ada/")
    assert [(one["role"], one["body"].name, one["current"]) for one in context["offices"]] == [
        ("Clerk", "Council", True),
        ("Chair", "Lisbon", False),
    ]
    assert {when: [one.title for one in some] for when, some in context["speaking"].items()} == {
        "coming": [],
        "past": ["Talk"],
    }
    assert {when: [one.title for one in some] for when, some in context["organizing"].items()} == {
        "coming": ["Walk"],
        "past": [],
    }
    assert [one.title for one in context["jobs"]] == ["Open"]
    assert [(one.name, one.url) for one in context["employers"]] == [
        ("Acme", "organizations/acme/"),
        ("Elsewhere", None),
    ]


def test_places_lead_to_their_facets(site: Site, yielded: Yielded) -> None:
    """A city leads to its page below its country's; without a country there is none."""
    records = catalogue(
        member("Ada", location={"city": "São Paulo", "region": "SP", "country": "BR"}),
        member("Bob", location={"city": "Atlantis"}),
    )
    found = yielded(outputs_of(directory, records, site))
    places = context_of(found, "members/ada/")["place"]
    assert [(one.name, one.url) for one in places] == [
        ("São Paulo", "places/br/sao-paulo/"),
        ("SP", None),
        ("BR", "places/br/"),
    ]
    assert [(one.name, one.url) for one in context_of(found, "members/bob/")["place"]] == [("Atlantis", None)]
    assert all(one.url in found for one in places if one.url)


def test_facets_gather_the_ways_to_write_a_value(site: Site, yielded: Yielded) -> None:
    """Skills that differ by case or accents are one, labelled as most write it; each language has its name."""
    records = catalogue(
        member("Ada", skills=["gis", "Tides"], languages=[{"tag": "pt-BR"}]),
        member("Bob", skills=["GIS"], languages=[{"tag": "pt-BR"}]),
        member("Cy", skills=["GIS", "GIS"]),
    )
    found = yielded(made(facet_pages(records, site), records, site))
    values = context_of(found, "skills/")["values"]
    assert [(one.label, one.url, one.count) for one in values] == [
        ("GIS", "skills/gis/", 3),
        ("Tides", "skills/tides/", 1),
    ]
    assert [one.label for one in context_of(found, "languages/")["values"]] == ["Portuguese (Brazil)"]
    assert [one.name for one in context_of(found, "languages/pt-br/")["members"]] == ["Ada", "Bob"]


def test_facets_have_pages_too(site: Site, yielded: Yielded) -> None:
    """Where more than sixty live in one country, its pages are two; so are those of a chapter and a letter."""
    records = catalogue(chapter("Lisbon"), *many(61, location={"country": "PT"}, membership={"chapters": ["lisbon"]}))
    found = yielded(made(facet_pages(records, site), records, site))
    for url in ("places/pt/", "chapters/lisbon/members/", "a-z/m/"):
        assert len(context_of(found, url)["members"]) == 60
        assert len(context_of(found, f"{url}page/2/")["members"]) == 1
        assert f"{url}page/3/" not in found


def test_names_are_filed_by_letter(site: Site, yielded: Yielded) -> None:
    """Every letter has a page, also that of names which begin with none; family names come first where told."""
    records = catalogue(
        member("Ada Zed", given_name="Ada", family_name="Zed"),
        member("Østen"),
        member("李明", slug="li-ming"),
        member("'t Hooft", slug="t-hooft"),
    )
    found = yielded(made(facet_pages(records, site), records, site))
    assert len([url for url in found if url.startswith("a-z/")]) == 27
    for first, names in (("z", ["Ada Zed"]), ("o", ["Østen"]), ("other", ["李明"]), ("t", ["'t Hooft"]), ("a", [])):
        assert [one.name for one in context_of(found, f"a-z/{first}/")["members"]] == names


def test_structured_data_of_little_is_little(site: Site) -> None:
    """Of a member who says no more than a name, search engines are told no more."""
    ada = member("Ada")
    person = profile_page(ada, catalogue(ada), site)["mainEntity"]
    assert person == {
        "@type": "Person",
        "@id": "https://example.org/assoc/members/ada/#person",
        "name": "Ada",
        "url": "https://example.org/assoc/members/ada/",
        "memberOf": {"@type": "Organization", "name": "The Association", "url": "https://example.org/assoc/"},
    }


def test_structured_data_of_much(site: Site) -> None:
    """A current position is the job, a former one is not; the ORCID iD is an identifier and a page."""
    ada = full_member(work=[{"title": "Now", "organization": "Acme"}, {"title": "Then", "end": "2020"}])
    person = profile_page(ada, catalogue(ada), site)["mainEntity"]
    assert person["jobTitle"] == "Now"
    assert [one["name"] for one in person["worksFor"]] == ["Acme"]
    assert person["identifier"]["value"] == "0000-0002-1825-0097"
    assert "https://orcid.org/0000-0002-1825-0097" in person["sameAs"]
    assert len(person["sameAs"]) == len(set(person["sameAs"])) == 16
    assert person["address"]["addressCountry"] == "PT"


def test_twin_leaves_out_what_is_not_the_members_own_words(site: Site, yielded: Yielded) -> None:
    """The twin has the fields of the file as they are written there, and neither paths nor choices of audience."""
    found: Any = yielded(outputs_of(directory, catalogue(full_member()), site))
    twin = json.loads(found["members/full-member.json"].content)
    assert not {"path", "visibility", "photo", "aliases"} & twin.keys()
    assert twin["bio"] == "Biography of **Ada**."
    assert twin["url"] == "https://example.org/assoc/members/full-member/"
    assert twin["links"]["other"] == [{"label": "Recipes", "url": "https://recipes.example.org/ada"}]


def test_vcard_of_a_full_profile(site: Site) -> None:
    """The card has the name in its parts, the position held, the ways to write, the place, the page and the photo."""
    ada = full_member(work=[{"title": "Head; of, all\\", "organization": "acme"}, {"title": "Then", "end": "2020"}])
    card = vobject.readOne(vcard(ada, catalogue(ada, organization("Acme")), site).decode())
    assert (card.n.value.family, card.n.value.given) == ("Familyname", "Givenname")
    assert card.title.value == "Head; of, all\\"
    assert card.org.value == ["Acme"]
    assert card.email.value == "ada@mail.example.org"
    assert card.tel.value == "+351211234567"
    assert (card.adr.value.city, card.adr.value.region, card.adr.value.country) == ("Evora", "Alentejo", "PT")
    assert card.photo.value.startswith("https://example.org/assoc/pictures/")
    assert card.uid.value == "https://example.org/assoc/members/full-member/"
    assert card.source.value == "https://example.org/assoc/members/full-member.vcf"


# What a name may hold: anything on one line that is seen, and not blanks alone.
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=120).filter(
    str.strip
)


def read_alike(content: bytes) -> dict[str, str]:
    """The lines of a vCard by their names, as icalendar's parser unfolds and unescapes them."""
    lines = Contentlines.from_ical(content.decode())
    return {str(name): str(value) for name, _parameters, value in (line.parts() for line in lines if line)}


@given(name=NAMES, family=NAMES, title=NAMES)
def test_any_name_survives_a_vcard(name: str, family: str, title: str) -> None:
    """Whatever somebody is called, no line has more than 75 octets, no letter is cut, and two readers read it back."""
    site = Site(
        Association("A", "A", "A", "a@example.org"), "https://example.org", "en", "UTC", "public", date(2026, 3, 1)
    )
    ada = member("Ada").model_copy(update={"name": name, "family_name": family, "given_name": title})
    content = vcard(ada, catalogue(ada), site)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    card = vobject.readOne(content.decode())
    assert card.fn.value == read_alike(content)["FN"] == name
    assert (card.n.value.family, card.n.value.given) == (family, title)


def test_long_foreign_names_are_folded_between_letters(site: Site) -> None:
    """A name of forty letters of three octets takes several lines, and each is whole text."""
    ada = member("Ada").model_copy(update={"name": "あ" * 40, "headline": "a\nb; c, d\\e"})
    content = vcard(ada, catalogue(ada), site)
    assert content.count(b"\r\n ") >= 2
    card = vobject.readOne(content.decode())
    assert card.fn.value == "あ" * 40
    assert card.note.value == "a\nb; c, d\\e"
