"""Organizations to pages: the list, and for each its members, its jobs and its place in the association."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Output, Page, pictures
from plugins.core.schema_org import document, postal_address
from plugins.core.site import Site
from plugins.organizations.organization import Organization

__all__ = ["employers", "organization_list", "organization_pages"]


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
    now, before = catalogue.fact(_staff, site, organization.slug) or ((), ())
    jobs = catalogue.referring("jobs", "organization", organization.slug)
    return {
        "organization": organization,
        "members": tuple(catalogue.card("members", slug) for slug in now),
        "former": tuple(catalogue.card("members", slug) for slug in before),
        "jobs": catalogue.cards(job for job in jobs if job.is_open(site.today)),
        "json_ld": _data(organization, site),
    }


def _staff(catalogue: Catalogue, site: Site) -> dict[str, tuple[list[str], list[str]]]:
    """For each organization the slugs of the members who work there, and of those who did, in the members' order."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    told = catalogue.each(employers, "members", site)
    for slug, (now, before) in zip(catalogue.kind("members").slugs, told, strict=True):
        for place, organizations in enumerate((now, before)):
            for organization in organizations:
                found.setdefault(organization, ([], []))[place].append(slug)
    return found


def employers(member: Any, catalogue: Catalogue, _site: Site) -> tuple[list[str], list[str]]:
    """The organizations with a page where a member works, and where else the member did."""
    known = catalogue.kind("organizations")
    work = [one for one in member.work if one.organization and one.organization in known]
    now = list(dict.fromkeys(one.organization for one in work if one.end is None))
    return now, list(dict.fromkeys(one.organization for one in work if one.organization not in now))


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
