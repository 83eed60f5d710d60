"""An organization: an employer, a host of events, a corporate member."""

from __future__ import annotations

from collections.abc import Iterator
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
from plugins.core.traits import same_page

__all__ = ["Organization", "OrganizationCard"]

Ror = Annotated[
    str,
    Matching("url", "https://ror.org/01111rn36", r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}\d{2}", "a ROR address"),
]


class OrganizationLocation(Part):
    """A place where it is to be found."""

    city: Term | None = Field(default=None, description="The town", examples=["Vigo"])
    region: Term | None = Field(default=None, description="A state, province or county", examples=["Galicia"])
    country: Country = Field(description="Its code of two capital letters", examples=["ES"])


class CorporateMember(Part):
    """Its corporate membership."""

    tier: Term = Field(description="In the association's own words", examples=["Supporting"])
    since: PartialDate | None = Field(
        default=None, title="Member since", description="A year is enough", examples=["2024"]
    )


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
    identifier: ClassVar[str] = "ror"
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("The organization", ("name", "body", "website", "ror", "sector", "size", "logo", "locations")),
        ("Its membership", ("corporate_member",)),
        ("The page", ("aliases", "visibility")),
    )
    asked: ClassVar[tuple[str, ...]] = ("name", "website", "sector", "body")
    offered: ClassVar[tuple[str, ...]] = ("ror", "size", "locations", "corporate_member")

    name: Name = Field(description="What it is called, as it writes itself", examples=["Kelp & Daughters"])
    website: Url | None = Field(
        default=None, description="Its own site, from https:// on", examples=["https://kelp.example.com"]
    )
    ror: Ror | None = Field(default=None, title="ROR", description="Its address in the Research Organization Registry")
    sector: Term | None = Field(default=None, description="What it works in, in a word or two", examples=["Survey"])
    size: Term | None = Field(default=None, description="How many people work there, in words", examples=["1 to 10"])
    locations: tuple[OrganizationLocation, ...] = Field(
        default=(), max_length=50, description="Where it is to be found"
    )
    corporate_member: CorporateMember | None = Field(
        default=None, title="Corporate membership", description="Only if the organization is a member itself"
    )
    logo: Image | None = Field(
        default=None,
        description="It lies beside the file under the same name; here you say what it shows, and who drew it",
    )
    body: MarkdownText | None = Field(
        default=None,
        title="Description",
        description="What it does; bold, lists and links are written as in Markdown",
        examples=["Three boats, and the patience for them."],
    )

    def telling(self) -> Iterator[tuple[str, str]]:
        if self.ror:
            yield "ror", self.ror
        if self.website:
            yield "website", same_page(self.website)

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
