"""What a member did: work, studies, credentials, awards, publications."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from plugins.core.fields import (
    Doi,
    LongText,
    PartialDate,
    ReferenceOrName,
    Term,
    Text,
    Url,
    Visible,
    Year,
    not_before,
)
from plugins.core.parts import Part

__all__ = ["Award", "Credential", "Education", "Position", "Publication"]


class Position(Part):
    """A position held. No end means: to this day."""

    title: Text = Field(description="What you are there, in a few words", examples=["Analyst"])
    organization: Annotated[Text, ReferenceOrName("organizations")] | None = Field(
        default=None,
        description="The name of the employer; of one with a page here, as the address of that page ends",
        examples=["Forth Marine College"],
    )
    url: Annotated[Url, Visible(follows="organization")] | None = Field(
        default=None,
        title="Web address",
        description="A page about the position or the employer; whoever does not see the employer does not see it",
        examples=["https://example.org/engines"],
    )
    start: PartialDate | None = Field(default=None, title="From", description="A year is enough", examples=["2019-08"])
    end: Annotated[PartialDate, not_before("start"), Visible(fixed=True)] | None = Field(
        default=None, title="To", description="Leave it out if you are still there", examples=["2025-11"]
    )
    summary: LongText | None = Field(
        default=None, description="What you do there, and what came of it", examples=["I keep the tables right."]
    )


class Education(Part):
    """A course of study."""

    institution: Text = Field(description="The school or university", examples=["University of London"])
    degree: Text | None = Field(default=None, description="What you were awarded", examples=["BSc"])
    field: Text | None = Field(default=None, title="Subject", description="What you studied", examples=["Mathematics"])
    start: PartialDate | None = Field(default=None, title="From", description="A year is enough", examples=["2011"])
    end: Annotated[PartialDate, not_before("start"), Visible(fixed=True)] | None = Field(
        default=None, title="To", description="Leave it out if you are still there", examples=["2014"]
    )


class Credential(Part):
    """A certificate or licence."""

    name: Text = Field(description="What it is called", examples=["Chartered surveyor"])
    issuer: Text | None = Field(
        default=None, title="Issued by", description="Who gave it", examples=["Board of Surveyors"]
    )
    number: Term | None = Field(default=None, description="As it stands on the paper", examples=["CS-4711"])
    url: Url | None = Field(
        default=None,
        title="Web address",
        description="Where it can be checked",
        examples=["https://example.org/credentials/4711"],
    )
    issued: PartialDate | None = Field(default=None, description="When it was given", examples=["2021-05"])
    expires: Annotated[PartialDate, not_before("issued"), Visible(fixed=True)] | None = Field(
        default=None, description="When it ends, if it does", examples=["2031-05"]
    )


class Award(Part):
    """An award received."""

    title: Text = Field(description="What it is called", examples=["Golden Lead Line"])
    awarder: Text | None = Field(
        default=None, title="Given by", description="Who gave it", examples=["The Leadline Society"]
    )
    date: PartialDate | None = Field(default=None, description="When you were given it", examples=["2024"])
    url: Url | None = Field(
        default=None, title="Web address", description="A page about it", examples=["https://example.org/awards/2024"]
    )


class Publication(Part):
    """A publication; the DOI without its web address."""

    title: Text = Field(description="As it stands on the publication", examples=["Notes on the Analytical Engine"])
    year: Year | None = Field(default=None, description="When it came out", examples=["2024"])
    url: Url | None = Field(
        default=None, title="Web address", description="Where it can be read", examples=["https://example.org/notes"]
    )
    doi: Doi | None = Field(default=None, title="DOI", description="Its identifier alone, without the web address")
