"""The views of events, jobs, organizations, chapters, groups and the front page."""

from __future__ import annotations

from typing import Any

import pytest

from plugins import chapters, jobs, organizations
from plugins.core.site import Site
from plugins.frontpage.views import site_pages
from plugins.jobs.json_ld import job_data
from tests.factories import (
    catalogue,
    chapter,
    full_job,
    full_organization,
    group,
    job,
    member,
    organization,
)
from tests.views.conftest import Yielded, contexts, day, outputs_of

# Jobs -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({"closes": "2026-03-20"}, True),
        ({"closes": "2026-03-19"}, False),
        ({"status": "filled"}, False),
        ({"status": "withdrawn"}, False),
    ],
)
def test_jobs_are_listed_while_they_are_open(
    site: Site, yielded: Yielded, fields: dict[str, str], is_open: bool
) -> None:
    """A job is open through its last day unless it is filled or withdrawn; a closed one keeps its page, unlisted."""
    records = catalogue(job("Work", remote_countries=["PT"], **fields))
    found: Any = yielded(outputs_of(jobs, records, site))
    assert [card.title for card in found["jobs/"].context["jobs"]] == ["Work"] * is_open
    assert found["jobs/work/"].listed == found["jobs/work/"].context["open"] == is_open
    assert (found["jobs/work/"].context["json_ld"] is not None) == is_open


def test_newest_jobs_come_first(site: Site, yielded: Yielded) -> None:
    """The list is by the day of posting, the latest first."""
    records = catalogue(job("Old", posted="2026-03-01"), job("New", posted="2026-03-10"))
    assert [card.title for card in contexts(yielded(outputs_of(jobs, records, site)))["jobs/"]["jobs"]] == [
        "New",
        "Old",
    ]


def test_skills_of_a_job_lead_to_members(site: Site, yielded: Yielded) -> None:
    """A skill that some member has leads to its page, however it is written; another is a word."""
    records = catalogue(member("Ada", skills=["GIS"]), job("Work", skills={"required": ["gis", "Rigging"]}))
    required = contexts(yielded(outputs_of(jobs, records, site)))["jobs/work/"]["required"]
    assert [(one.name, one.url) for one in required] == [("gis", "skills/gis/"), ("Rigging", None)]


def test_job_data(site: Site) -> None:
    """A full job tells search engines its place, pay, closing instant and employer; hybrid work is no telecommuting."""
    full, employer = full_job(), full_organization()
    data = job_data(full, catalogue(full, employer), site)
    assert data is not None
    assert data["hiringOrganization"]["name"] == "Full organization"
    assert data["hiringOrganization"]["sameAs"] == "https://organization.example.org/"
    assert data["validThrough"] == "2026-05-01T00:00:00+02:00"
    assert data["employmentType"] == "PART_TIME"
    assert "jobLocationType" not in data
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 41000.0,
        "maxValue": 52000.0,
        "unitText": "YEAR",
    }


def test_job_data_of_remote_work(site: Site) -> None:
    """Remote work names its countries, and where it names none search engines are told nothing."""
    remote = job("Remote", remote_countries=["PT", "ES"], salary={"max": "9", "currency": "EUR", "period": "hour"})
    anywhere = job("Anywhere")
    records = catalogue(remote, anywhere)
    data = job_data(remote, records, site)
    assert data is not None
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert [one["name"] for one in data["applicantLocationRequirements"]] == ["PT", "ES"]
    assert data["baseSalary"]["value"]["value"] == 9.0
    assert job_data(anywhere, records, site) is None


# Organizations, chapters, groups --------------------------------------------------------------------------------------


def test_organizations_know_their_people_and_jobs(site: Site, yielded: Yielded) -> None:
    """Who works there, who did, and which of its jobs are open; a name that is alike is no reference."""
    records = catalogue(
        organization("Acme"),
        member(
            "Ada", work=[{"title": "A", "organization": "acme", "end": "2020"}, {"title": "B", "organization": "acme"}]
        ),
        member("Bob", work=[{"title": "A", "organization": "acme", "end": "2020"}]),
        member("Cy", work=[{"title": "A", "organization": "Acme"}]),
        job("Open", organization="acme"),
        job("Closed", organization="acme", closes="2026-03-02"),
    )
    context = contexts(yielded(outputs_of(organizations, records, site)))["organizations/acme/"]
    assert [one.name for one in context["members"]] == ["Ada"]
    assert [one.name for one in context["former"]] == ["Bob"]
    assert [one.title for one in context["jobs"]] == ["Open"]


def test_bodies_know_their_officers_members_and_events(site: Site, yielded: Yielded) -> None:
    """Terms that run today come first, the others are former; events are coming, or past, the latest first."""
    records = catalogue(
        member("Ada", membership={"chapters": ["lisbon"]}),
        member("Bob"),
        chapter(
            "Lisbon",
            officers=[
                {"member": "bob", "role": "Chair", "until": "2025"},
                {"member": "ada", "role": "Chair", "since": "2026"},
                {"member": "bob", "role": "Clerk", "until": "2026-03"},
            ],
        ),
        day("Gone", "2026-01-01", chapter="lisbon"),
        day("Later past", "2026-02-01", chapter="lisbon"),
        day("Coming", "2026-04-01", chapter="lisbon"),
        day("Elsewhere", "2026-04-01"),
    )
    context = contexts(yielded(outputs_of(chapters, records, site)))["chapters/lisbon/"]
    assert [(one["member"].name, one["officer"].role) for one in context["officers"]] == [
        ("Ada", "Chair"),
        ("Bob", "Clerk"),
    ]
    assert [(one["member"].name, one["officer"].role) for one in context["former"]] == [("Bob", "Chair")]
    assert [one.title for one in context["past"]] == ["Later past", "Gone"]
    assert [one.title for one in context["coming"]] == ["Coming"]
    assert [one.name for one in context["members"]] == ["Ada"]


def test_chapters_show_some_members_and_groups_show_all(site: Site, yielded: Yielded) -> None:
    """The page of a large chapter leads to the pages of its members; a group's page holds them all."""
    people = [member(f"M{number}", membership={"chapters": ["lisbon"], "groups": ["council"]}) for number in range(30)]
    pages = contexts(yielded(outputs_of(chapters, catalogue(chapter("Lisbon"), group("Council"), *people), site)))
    assert (len(pages["chapters/lisbon/"]["members"]), pages["chapters/lisbon/"]["member_count"]) == (24, 30)
    assert pages["chapters/lisbon/"]["all_members"] == "chapters/lisbon/members/"
    assert (len(pages["groups/council/"]["members"]), pages["groups/council/"]["all_members"]) == (30, None)


# Front page -----------------------------------------------------------------------------------------------------------


def test_home_shows_what_is_next_and_new(site: Site, yielded: Yielded) -> None:
    """Home has the next four events, the newest open jobs, the newest members and true counts."""
    records = catalogue(
        *(
            member(f"M{year}", membership={"since": str(year)}, location={"country": "PT"})
            for year in range(2001, 2010)
        ),
        member("Timeless"),
        *(day(f"E{number}", f"2026-04-0{number}") for number in range(1, 7)),
        day("Gone", "2026-01-01"),
        *(job(f"J{number}", posted=f"2026-03-0{number}") for number in range(1, 7)),
        job("Closed", closes="2026-03-02"),
        chapter("Lisbon"),
    )
    home = contexts(yielded(site_pages(records, site)))[""]
    assert home["counts"] == {"members": 10, "countries": 1, "chapters": 1, "jobs": 6}
    assert [one.title for one in home["events"]] == ["E1", "E2", "E3", "E4"]
    assert [one.title for one in home["jobs"]] == ["J6", "J5", "J4", "J3"]
    assert [one.name for one in home["newest"]] == ["M2009", "M2008", "M2007", "M2006", "M2005", "M2004"]
    assert home["json_ld"]["foundingDate"] == "1974"


def test_pages_of_the_site_itself_are_not_for_search_engines(site: Site, yielded: Yielded) -> None:
    """Neither the page of patterns nor the one for what is not found is listed; an empty site has a home."""
    found: Any = yielded(site_pages(catalogue(), site))
    assert {url: page.listed for url, page in found.items()} == {"": True, "404.html": False, "patterns/": False}
