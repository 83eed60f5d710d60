"""An open job as schema.org's JobPosting, with what Google's documentation requires and recommends."""

from __future__ import annotations

from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.site import Site
from plugins.jobs.job import Job, Salary

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


def job_data(job: Job, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """The posting; properties without a value are left out. Remote work names the countries it is open to."""
    organization = catalogue.kind("organizations").get(job.organization)
    employer = {"@type": "Organization", "name": catalogue.name_of("organizations", job.organization)}
    if organization and organization.website:
        employer["sameAs"] = organization.website
    properties = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": job.title,
        "description": job.body.html,
        "datePosted": job.posted.isoformat(),
        "validThrough": job.closes_at.isoformat(),
        "hiringOrganization": employer,
        "identifier": {"@type": "PropertyValue", "name": site.association.name, "value": job.slug},
        "employmentType": EMPLOYMENT[job.employment_type],
        "jobLocationType": "TELECOMMUTE" if job.workplace == "remote" else None,
        "applicantLocationRequirements": [{"@type": "Country", "name": code} for code in job.remote_countries],
        "jobLocation": [
            {
                "@type": "Place",
                "address": {
                    name: value
                    for name, value in (
                        ("@type", "PostalAddress"),
                        ("addressLocality", place.city),
                        ("addressRegion", place.region),
                        ("addressCountry", place.country),
                    )
                    if value
                },
            }
            for place in job.locations
        ],
        "baseSalary": _salary(job.salary) if job.salary else None,
        "skills": ", ".join(job.skills.required) if job.skills else None,
        "directApply": False,
        "url": site.absolute(job.url),
    }
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def _salary(salary: Salary) -> dict[str, Any]:
    """MonetaryAmount in the employer's own figures; one figure alone is the value."""
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": salary.period.upper()}
    if salary.min is not None and salary.max is not None:
        value |= {"minValue": float(salary.min), "maxValue": float(salary.max)}
    else:
        value["value"] = float(salary.min if salary.min is not None else salary.max or 0)
    return {"@type": "MonetaryAmount", "currency": salary.currency, "value": value}
