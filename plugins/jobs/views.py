"""Jobs to pages: what is open, newest first, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Page
from plugins.core.parts import Linked
from plugins.core.site import Site
from plugins.core.text import term_slug
from plugins.jobs.job import Job
from plugins.jobs.json_ld import job_data

__all__ = ["job_list", "job_page", "skill_slugs"]


def job_list(catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The list of open jobs."""
    listed = catalogue.cards(job for job in catalogue.of(Job) if job.is_open(site.today))
    yield Page("jobs/", "jobs/index.html", {"jobs": listed}, origin="plugins/jobs")


def job_page(job: Job, catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The page of one job; that of a closed one says so and leaves search engines."""
    is_open = job.is_open(site.today)
    has_page = job.organization in catalogue.kind("organizations")
    context = {
        "job": job,
        "card": job.card(catalogue.name_of),
        "open": is_open,
        "organization": catalogue.linked("organizations", job.organization),
        "employer": catalogue.card("organizations", job.organization) if has_page else None,
        "poster": catalogue.card("members", job.poster) if job.poster else None,
        "required": _skills(job.skills.required if job.skills else (), catalogue, site),
        "useful": _skills(job.skills.useful if job.skills else (), catalogue, site),
        "json_ld": job_data(job, catalogue, site) if is_open else None,
    }
    yield Page(job.url, "jobs/job.html", context, job.path, listed=is_open)


def _skills(skills: tuple[str, ...], catalogue: Catalogue, site: Site) -> tuple[Linked, ...]:
    """Skills with the pages of the members who have them, where there are any."""
    found = []
    for name in dict.fromkeys(skills):
        slug = term_slug(name)
        known = catalogue.fact(_members_skills, site, slug)
        found.append(Linked(name=name, url=f"skills/{slug}/" if known else None))
    return tuple(found)


def _members_skills(catalogue: Catalogue, site: Site) -> dict[str, bool]:
    """The slugs of all skills that some member has."""
    return {slug: True for slugs in catalogue.each(skill_slugs, "members", site) for slug in slugs}


def skill_slugs(member: Any, _catalogue: Catalogue, _site: Site) -> list[str]:
    """The slugs of a member's skills, as in the addresses of their pages."""
    return [term_slug(skill) for skill in member.skills]
