"""Organizations to pages: the list, and for each its members, its jobs and its place in the association."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Output, Page, pictures
from plugins.core.schema_org import document, postal_address
from plugins.core.site import Site
from plugins.organizations.organization import Organization

__all__ = ["organization_list", "organization_pages"]


def organization_list(catalogue: Catalogue, _site: Site) -> Iterator[Output]:
    """The list of organizations."""
    listed = catalogue.cards(catalogue.of(Organization).records)
    yield Page("organizations/", "organizations/index.html", {"organizations": listed}, origin="plugins/organizations")


def organization_pages(organization: Organization, catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """The page of one organization, and its logo."""
    yield from pictures([organization])
    context = _context(organization, catalogue, site)
    yield Page(organization.url, "organizations/organization.html", context, organization.path)


def _context(organization: Organization, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    now: list[Any] = []
    before: list[Any] = []
    for member in catalogue.referring("members", "work.organization", organization.slug):
        is_here = any(position.organization == organization.slug for position in member.current)
        (now if is_here else before).append(member)
    jobs = catalogue.referring("jobs", "organization", organization.slug)
    return {
        "organization": organization,
        "members": catalogue.cards(now),
        "former": catalogue.cards(before),
        "jobs": catalogue.cards(job for job in jobs if job.is_open(site.today)),
        "json_ld": _data(organization, site),
    }


def _data(organization: Organization, site: Site) -> dict[str, Any]:
    """The organization as schema.org's Organization."""
    return document(
        "Organization",
        name=organization.name,
        url=organization.website or site.absolute(organization.url),
        description=organization.body.summary() if organization.body else None,
        sameAs=organization.ror,
        address=[
            postal_address(city=place.city, region=place.region, country=place.country)
            for place in organization.locations
        ],
    )
