"""What each kind of record says to the search: its names, words, long texts and facets, and nothing that is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugins.core.catalogue import Catalogue
from plugins.core.records import Record
from plugins.core.searching import Searchable
from plugins.core.site import Site
from tests.factories import (
    RECORD_TYPES,
    catalogue,
    chapter,
    event,
    full,
    full_job,
    full_organization,
    job,
    member,
    organization,
)

CLOSED_TO_A_SEARCH = (
    "@", "21 123 4567", "0815", "4711", "2027-12-30", "https:", "example.org", "0000-0002", "10.5281", "her",
    "AY-da", "ada-login", "918273", "wording-7", "at her desk", "Bob", "noindex", "join.", "Lisbon", "Azores",
)  # fmt: skip
"""Pieces of the full records: addresses, numbers, what is for staff, and what says nothing of a person."""


def everything(**of_member: Any) -> Catalogue:
    """A full record of each kind, and the full job open."""
    records = [full(one, **(of_member if one.kind == "members" else {})) for one in RECORD_TYPES if one.kind != "jobs"]
    return catalogue(*records, full_job(status="open"))


def said(record: Record, site: Site, records: Catalogue | None = None) -> Searchable:
    """What a record says, which is something."""
    found = record.searchable((records or catalogue(record)).name_of, site)
    assert found is not None
    return found


def facets(found: Searchable) -> dict[str, tuple[tuple[str, str], ...]]:
    """The facets that have values, each value as its slug and its label."""
    return {name: tuple((one.slug, one.label) for one in terms) for name, terms in found.facets.items() if terms}


def test_of_a_member(site: Site) -> None:
    """A profile is found by names, headline, skills, place, languages, work, what is offered; by text, long ones."""
    records = everything(work=[{"title": "Hydrographer", "organization": "full-organization", "summary": "Sounds."}])
    found = said(records.kind("members")["full-member"], site, records)
    assert found.names == ("Ada Fullname", "Filedname, Ada", "Givenname", "Familyname", "Άντα Φουλνέιμ")
    assert found.words == (
        "Headline of Ada", "Bathymetry", "Tide prediction", "Lighthouses", "Evora", "Alentejo", "Portugal",
        "Portuguese (Brazil)", "Full organization", "Hydrographer", "Full chapter", "Full group", "Fellow of the sea",
        "Chart review", "Chart design", "Chartered surveyor", "work", "hiring", "speaking",
        "volunteering", "mentoring",
    )  # fmt: skip
    assert found.text == (
        "Biography of Ada. Sounds. Licenciatura Hydrography University of Evora Golden lead line Jury of lead lines "
        "Board of surveyors On the depth of estuaries Description of the review. Public speaking"
    )
    assert facets(found) == {
        "skill": (("bathymetry", "Bathymetry"), ("tide-prediction", "Tide prediction")),
        "country": (("pt", "Portugal"),),
        "city": (("pt/evora", "Evora, Portugal"),),
        "language": (("pt-br", "Portuguese (Brazil)"),),
        "chapter": (("full-chapter", "Full chapter"),),
        "grade": (("fellow-of-the-sea", "Fellow of the sea"),),
        "availability": tuple((one, one) for one in ("work", "hiring", "speaking", "volunteering", "mentoring")),
        "organization": (("full-organization", "Full organization"),),
    }
    assert (found.newest, found.sort_as) == ("2003-02", "Filedname, Ada")


def test_of_a_member_who_tells_little(site: Site) -> None:
    """A name alone is enough."""
    assert said(member("Will May"), site) == Searchable(names=("Will May",), facets=dict.fromkeys(MEMBER_FACETS, ()))


MEMBER_FACETS = ("skill", "country", "city", "language", "chapter", "grade", "availability", "organization")


def test_former_work_is_found_but_no_facet(site: Site) -> None:
    """The facet has the employers of today; a plain name is a value as well as a record."""
    work = [
        {"title": "Clerk", "organization": "acme"},
        {"title": "Teacher", "organization": "Night school"},
        {"title": "Mate", "organization": "Old line", "end": "2019"},
        {"title": "Writer"},
    ]
    ada = member("Ada", work=work)
    found = said(ada, site, catalogue(ada, organization("Acme Surveys", slug="acme")))
    assert found.words == ("Acme Surveys", "Night school", "Old line", "Clerk", "Teacher", "Mate", "Writer")
    assert facets(found) == {"organization": (("acme", "Acme Surveys"), ("night-school", "Night school"))}


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ({"city": "São Tomé", "country": "ST"}, ("São Tomé", "São Tomé & Príncipe"),
         {"country": (("st", "São Tomé & Príncipe"),),
          "city": (("st/sao-tome", "São Tomé, São Tomé & Príncipe"),)}),
        ({"city": "Lisbon"}, ("Lisbon",), {}),
        ({"country": "PT"}, ("Portugal",), {"country": (("pt", "Portugal"),)}),
    ],
)  # fmt: skip
def test_a_city_is_one_of_a_country(
    site: Site, place: dict[str, str], words: tuple[str, ...], expected: dict[str, Any]
) -> None:
    """As on the pages of places: a city whose country is not told is found by its name, and is no facet."""
    found = said(member("Ada", location=place), site)
    assert (found.words, facets(found)) == (words, expected)


def test_names_are_in_the_language_of_the_site(site: Site) -> None:
    """Countries, languages and months are searched for as they are read."""
    german = replace(site, language="de")
    found = said(member("Ada", location={"country": "PT"}, languages=[{"tag": "fr"}]), german)
    assert found.words == ("Portugal", "Französisch")
    assert "März 2026" in said(event("Talk"), german).words


def test_of_an_event(site: Site) -> None:
    """An event is found by its subject, place, month and people; its page of joining is nobody's."""
    records = everything()
    found = said(records.kind("events")["full-event"], site, records)
    assert found == Searchable(
        names=("Full event",),
        words=(
            "Field trips", "House of tides", "Horta", "Portugal", "hybrid", "rescheduled", "May 2026", "Seamanship",
            "Ada Fullname", "Sven Speaker", "Olga Organizer", "Full chapter", "Full group",
        ),
        text="Description of the event. Step-free by the north door. Moved for the storm",
        facets=found.facets,
        newest="2026-05-06",
    )  # fmt: skip
    shown = records.kind("events")["full-event"].shown(site.today)
    months = tuple(dict.fromkeys((f"{card.start:%Y-%m}", f"{card.start:%B %Y}") for card in shown))
    assert len(months) > 1  # it is a series
    assert facets(found) == {
        "category": (("field-trips", "Field trips"),),
        "format": (("hybrid", "hybrid"),),
        "month": months,
        "cpd": (("yes", "yes"),),
    }


def test_of_an_event_that_tells_little(site: Site) -> None:
    """An event as planned says nothing of its status; its month is that of the clock at its place."""
    found = said(event(start="2026-03-01 00:15", end="2026-03-01 01:00", timezone="Pacific/Auckland"), site)
    assert (found.names, found.words, found.text) == (("General meeting",), ("online", "March 2026"), "")
    assert facets(found) == {"format": (("online", "online"),), "month": (("2026-03", "March 2026"),)}
    assert found.newest == "2026-03-01"


def test_of_a_job(site: Site) -> None:
    """A job is found by employer, places, countries for remote work, kind of work, skills, languages."""
    records = everything()
    found = said(records.kind("jobs")["full-job"], site, records)
    assert found == Searchable(
        names=("Full job",),
        words=(
            "Full organization", "Bergen", "Vestland", "Norway", "Sweden", "Denmark", "hybrid", "part-time", "senior",
            "Multibeam sonar", "Norwegian law", "Norwegian Bokmål",
        ),
        text="Description of the job.",
        facets=found.facets,
        newest="2026-03-01",
    )  # fmt: skip
    assert found.facets["salary"][0].slug == "nok-40000"
    assert facets(replace(found, facets={**found.facets, "salary": ()})) == {
        "workplace": (("hybrid", "hybrid"),),
        "type": (("part-time", "part-time"),),
        "country": (("no", "Norway"), ("se", "Sweden"), ("dk", "Denmark")),
        "skill": (("multibeam-sonar", "Multibeam sonar"), ("norwegian-law", "Norwegian law")),
    }


def test_of_a_job_that_tells_little(site: Site) -> None:
    """Without a salary, skills or countries there are no such facets."""
    found = said(job(), site)
    assert found.words == ("Acme Surveys", "remote", "full-time")
    assert facets(found) == {"workplace": (("remote", "remote"),), "type": (("full-time", "full-time"),)}


def test_a_closed_job_is_not_found(site: Site) -> None:
    """A job leaves the search on the day after it closes, and as soon as it is filled or withdrawn."""
    shown = {
        title: job(title, **fields).searchable(catalogue().name_of, site) is not None
        for title, fields in {
            "Today": {"closes": "2026-03-20"},
            "Yesterday": {"closes": "2026-03-19"},
            "Filled": {"status": "filled"},
            "Withdrawn": {"status": "withdrawn"},
        }.items()
    }
    assert shown == {"Today": True, "Yesterday": False, "Filled": False, "Withdrawn": False}


@pytest.mark.parametrize(
    ("salary", "slugs"),
    [
        ({"min": "43999", "currency": "EUR", "period": "year"},
         ["eur-40000", "eur-30000", "eur-20000", "eur-10000", "eur-8000", "eur-6000", "eur-5000", "eur-4000"]),
        ({"min": "80000", "currency": "GBP", "period": "year"},
         ["gbp-80000", "gbp-60000", "gbp-50000", "gbp-40000", "gbp-30000", "gbp-20000", "gbp-10000", "gbp-8000"]),
        ({"min": "9", "currency": "EUR", "period": "year"},
         ["eur-8", "eur-6", "eur-5", "eur-4", "eur-3", "eur-2", "eur-1"]),
        ({"min": "0.50", "max": "2", "currency": "EUR", "period": "year"}, []),
        ({"min": "0", "currency": "EUR", "period": "year"}, []),
        ({"max": "50000", "currency": "EUR", "period": "year"}, []),
    ],
)  # fmt: skip
def test_jobs_are_filtered_by_what_they_pay_at_least(site: Site, salary: dict[str, str], slugs: list[str]) -> None:
    """A job has each round amount from the highest that it pays down to a tenth of it; none without a least one."""
    assert [one.slug for one in said(job(salary=salary), site).facets["salary"]] == slugs


@pytest.mark.parametrize(
    ("amount", "period", "label"),
    [
        ("15.40", "hour", "£20,000+"),
        ("310", "day", "£60,000+"),
        ("800", "week", "£40,000+"),
        ("2500", "month", "£30,000+"),
        ("30000", "year", "£30,000+"),
    ],
)
def test_amounts_for_other_periods_are_compared_by_the_year(site: Site, amount: str, period: str, label: str) -> None:
    """An hour is paid 1,720 times in a year of full-time work, a day 215 times."""
    salary = {"min": amount, "currency": "GBP", "period": period}
    assert said(job(salary=salary), site).facets["salary"][0].label == label


def test_of_an_organization(site: Site) -> None:
    """An organization is found by its sector, its places and its membership."""
    found = said(full_organization(), site)
    assert found.names == ("Full organization",)
    assert found.words == ("Charting", "Porto", "Norte", "Portugal", "Flagship")
    assert found.text == "Description of the organization."
    assert facets(found) == {"sector": (("charting", "Charting"),), "country": (("pt", "Portugal"),)}
    assert said(organization("Acme"), site) == Searchable(("Acme",), facets={"sector": (), "country": ()})


def test_of_chapters_and_groups(site: Site) -> None:
    """A body is found by its purpose, its place, and who serves in it; former officers are not named."""
    records = everything()
    assert said(records.kind("chapters")["full-chapter"], site, records) == Searchable(
        names=("Full chapter",),
        words=("Purpose of the chapter", "Funchal", "Macaronesia", "Portugal"),
        text="Description of the chapter. First Tuesday of a month At the customs house",
    )
    assert said(records.kind("groups")["full-group"], site, records) == Searchable(
        names=("Full group",),
        words=("Purpose of the group", "Funchal", "Africa", "Portugal", "working-party"),
        text="Description of the group. First Tuesday of a month At the customs house",
    )
    lisbon = chapter("Lisbon", officers=[{"member": "ada", "role": "Chair"}])
    assert said(lisbon, site, catalogue(lisbon, member("Ada"))) == Searchable(("Lisbon",), ("Ada", "Chair"))


def test_numbers_and_addresses_are_never_searched(site: Site) -> None:
    """Even for staff, who see every field: no e-mail, phone or web address, number, login or text of a picture."""
    records = everything()
    whole = str([one.searchable(records.name_of, site) for one in records])
    assert [piece for piece in CLOSED_TO_A_SEARCH if piece in whole] == []


@pytest.mark.parametrize(
    ("field", "gone"),
    [
        ("bio", ["Biography"]),
        ("location.city", ["Evora,", "pt/evora"]),
        ("location", ["pt/evora", "Alentejo", "Portugal'"]),
        ("languages", ["pt-br", "Portuguese"]),
        ("skills", ["Bathymetry", "tide-prediction"]),
        ("work.organization", ["Full organization", "full-organization"]),
        ("work.summary", ["Sounds."]),
        ("availability.mentoring", ["mentoring", "Chart design", "Public speaking"]),
        ("membership.grade", ["Fellow of the sea", "fellow-of-the-sea"]),
        ("membership.chapters", ["Full chapter", "full-chapter"]),
        ("membership.since", ["2003"]),
        ("also_written", ["Άντα"]),
        ("sort_as", ["Filedname"]),
    ],
)
def test_a_closed_field_is_said_to_those_who_see_it(site: Site, field: str, gone: list[str]) -> None:
    """What a member shows to members only is in nothing that the public's search knows of them."""
    work = [{"title": "Hydrographer", "organization": "full-organization", "summary": "Sounds."}]
    records = everything(work=work, visibility={field: "members"})
    for audience, pieces in (("public", []), ("members", gone)):
        seen = records.for_audience(audience)
        whole = str(said(seen.kind("members")["full-member"], site, seen))
        assert [piece for piece in gone if piece in whole] == pieces
