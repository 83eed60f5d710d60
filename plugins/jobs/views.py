"""Jobs to pages: what is open, newest first, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Page
from plugins.core.parts import Linked
from plugins.core.site import Site
from plugins.core.text import term_slug
from plugins.jobs.job import Job
from plugins.jobs.json_ld import job_data

__all__ = ["job_pages"]


def job_pages(catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The list of open jobs, and a page for every job; that of a closed one says so and leaves search engines."""
    jobs = catalogue.of(Job)
    listed = catalogue.cards(job for job in jobs if job.is_open(site.today))
    yield Page("jobs/", "jobs/index.html", {"jobs": listed}, origin="plugins/jobs")
    known = {term_slug(skill) for member in catalogue.kind("members") for skill in member.skills}
    for job in jobs:
        is_open = job.is_open(site.today)
        organization = catalogue.kind("organizations").get(job.organization)
        poster = catalogue.kind("members").get(job.poster)
        context = {
            "job": job,
            "card": job.card(catalogue.name_of),
            "open": is_open,
            "organization": catalogue.linked("organizations", job.organization),
            "employer": organization.card(catalogue.name_of) if organization else None,
            "poster": poster.card(catalogue.name_of) if poster else None,
            "required": _skills(job.skills.required if job.skills else (), known),
            "useful": _skills(job.skills.useful if job.skills else (), known),
            "json_ld": job_data(job, catalogue, site) if is_open else None,
        }
        yield Page(job.url, "jobs/job.html", context, job.path, listed=is_open)


def _skills(skills: tuple[str, ...], known: set[str]) -> tuple[Linked, ...]:
    """Skills with the pages of the members who have them, where there are any."""
    found = []
    for name in dict.fromkeys(skills):
        slug = term_slug(name)
        found.append(Linked(name=name, url=f"skills/{slug}/" if slug in known else None))
    return tuple(found)
