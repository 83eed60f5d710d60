"""An open job as schema.org's JobPosting, with what Google's documentation requires and recommends."""

from __future__ import annotations

from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.schema_org import document, node, postal_address
from plugins.core.site import Site
from plugins.jobs.job import Job
from plugins.jobs.salary import Salary

__all__ = ["job_data"]

EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "volunteer": "VOLUNTEER",
    "per-diem": "PER_DIEM",
    "other": "OTHER",
}


def job_data(job: Job, catalogue: Catalogue, site: Site) -> dict[str, Any] | None:
    """The posting. Remote work names the countries it is open to; without any country Google takes no posting."""
    if not job.locations and not job.remote_countries:
        return None
    organization = catalogue.kind("organizations").get(job.organization)
    employer = node(
        "Organization",
        name=catalogue.name_of("organizations", job.organization),
        sameAs=organization.website if organization else None,
    )
    return document(
        "JobPosting",
        title=job.title,
        description=job.body.html,
        datePosted=job.posted.isoformat(),
        validThrough=job.closes_at.isoformat(),
        hiringOrganization=employer,
        identifier=node("PropertyValue", name=site.association.name, value=job.slug),
        employmentType=EMPLOYMENT[job.employment_type],
        jobLocationType="TELECOMMUTE" if job.workplace == "remote" else None,
        applicantLocationRequirements=[node("Country", name=code) for code in job.remote_countries],
        jobLocation=[
            node("Place", address=postal_address(city=place.city, region=place.region, country=place.country))
            for place in job.locations
        ],
        baseSalary=_salary(job.salary) if job.salary else None,
        skills=", ".join(job.skills.required) if job.skills else None,
        directApply=False,
        url=site.absolute(job.url),
    )


def _salary(salary: Salary) -> dict[str, Any]:
    """MonetaryAmount in the employer's own figures; one figure alone is the value."""
    least, most = (None if figure is None else float(figure) for figure in (salary.min, salary.max))
    if least is None or most is None:
        value = node("QuantitativeValue", value=most if least is None else least, unitText=salary.period.upper())
    else:
        value = node("QuantitativeValue", minValue=least, maxValue=most, unitText=salary.period.upper())
    return node("MonetaryAmount", currency=salary.currency, value=value)
