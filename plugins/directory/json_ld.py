"""A member as schema.org's ProfilePage of a Person, with what Google's documentation asks of one."""

from __future__ import annotations

from typing import Any

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import picture_url
from plugins.core.schema_org import association, document, node, postal_address
from plugins.core.site import Site
from plugins.directory.member import Member

__all__ = ["profile_page"]


def profile_page(member: Member, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """The page about a member."""
    return document(
        "ProfilePage",
        url=site.absolute(member.url),
        inLanguage=site.language,
        mainEntity=_person(member, catalogue, site),
    )


def _person(member: Member, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    place = member.location
    links = member.links
    person = node(
        "Person",
        name=member.name,
        givenName=member.given_name,
        familyName=member.family_name,
        alternateName=[other.name for other in member.also_written],
        description=member.headline or (member.bio.summary() if member.bio else None),
        url=site.absolute(member.url),
        image=site.absolute(picture_url(member.image.digest, 480, "jpg")) if member.image else None,
        email=f"mailto:{member.email}" if member.email else None,
        telephone=member.phone,
        jobTitle=member.current[0].title if member.current else None,
        worksFor=[
            node("Organization", name=catalogue.name_of("organizations", position.organization))
            for position in member.current
            if position.organization
        ],
        alumniOf=sorted({course.institution for course in member.education}),
        award=[award.title for award in member.awards],
        knowsAbout=list(dict.fromkeys(member.skills)),
        knowsLanguage=[spoken.tag for spoken in member.languages],
        hasCredential=[
            node("EducationalOccupationalCredential", name=credential.name, url=credential.url)
            for credential in member.credentials
        ],
        address=postal_address(city=place.city, region=place.region, country=place.country) if place else None,
        memberOf=association(site),
        identifier=node("PropertyValue", propertyID="ORCID", value=links.orcid) if links and links.orcid else None,
        sameAs=_same_as(member),
    )
    return {"@id": f"{site.absolute(member.url)}#person"} | person


def _same_as(member: Member) -> list[str]:
    """The person's other pages on the web."""
    if member.links is None:
        return []
    written = member.links.model_dump(exclude={"orcid", "other"}, exclude_none=True)
    orcid = [f"https://orcid.org/{member.links.orcid}"] if member.links.orcid else []
    return [*written.values(), *orcid, *(link.url for link in member.links.other)]
