"""An organization: an employer, a host of events, a corporate member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field

from plugins.core import markup
from plugins.core.fields import Country, Matching, Name, PartialDate, Term, Url
from plugins.core.naming import country_name
from plugins.core.parts import Image, MarkdownText, NameOf, Part
from plugins.core.records import Record
from plugins.core.searching import Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.core.text import fold, initials

__all__ = ["Organization", "OrganizationCard"]

Ror = Annotated[
    str,
    Matching("url", "https://ror.org/01111rn36", r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}\d{2}", "a ROR address"),
]


class OrganizationLocation(Part):
    """A place where it is to be found."""

    city: Term | None = None
    region: Term | None = None
    country: Country


class CorporateMember(Part):
    """Its corporate membership."""

    tier: Term
    since: PartialDate | None = None


@dataclass(frozen=True)
class OrganizationCard:
    """What lists show of an organization."""

    slug: str
    url: str
    name: str
    initials: str
    sector: str | None
    city: str | None
    country: str | None
    tier: str | None
    image: Image | None


class Organization(Record):
    """An organization: `content/organizations/<slug>.md`, with a logo of the same name beside it."""

    kind: ClassVar[str] = "organizations"
    folder: ClassVar[str] = "content/organizations"
    image_field: ClassVar[str] = "logo"

    name: Name
    website: Url | None = None
    ror: Ror | None = None
    sector: Term | None = None
    size: Term | None = None
    locations: tuple[OrganizationLocation, ...] = Field(default=(), max_length=50)
    corporate_member: CorporateMember | None = None
    logo: Image | None = None
    body: MarkdownText | None = None

    def sort_key(self) -> tuple[Any, ...]:
        return (fold(self.name), self.name)

    def card(self, _name_of: NameOf) -> OrganizationCard:
        place = self.locations[0] if self.locations else None
        return OrganizationCard(
            slug=self.slug,
            url=self.url,
            name=self.name,
            initials=initials(self.name),
            sector=self.sector,
            city=place.city if place else None,
            country=place.country if place else None,
            tier=self.corporate_member.tier if self.corporate_member else None,
            image=self.image,
        )

    def searchable(self, _name_of: NameOf, site: Site) -> Searchable:
        """What it does, and where it is to be found."""

        def country(code: str) -> str:
            return country_name(code, site.language)

        words = (
            self.sector,
            *(place.city for place in self.locations),
            *(place.region for place in self.locations),
            *(country(place.country) for place in self.locations),
            self.corporate_member.tier if self.corporate_member else None,
        )
        return Searchable(
            names=(self.name,),
            words=given(*words),
            text=markup.plain(self.body.html) if self.body else "",
            facets={
                "sector": facet_terms(given(self.sector)),
                "country": facet_terms((place.country for place in self.locations), country),
            },
        )
