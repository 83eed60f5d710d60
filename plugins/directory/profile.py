"""The parts of a member's profile: place, languages, links, what is offered, standing in the association."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from plugins.core.fields import (
    Country,
    Day,
    Grade,
    Language,
    LongText,
    Matching,
    Name,
    Orcid,
    PartialDate,
    Reference,
    Skill,
    Term,
    Text,
    TimeZone,
    Url,
    Visible,
)
from plugins.core.parts import Part
from plugins.core.traits import same_page

__all__ = [
    "Availability",
    "Consent",
    "GitHubAccount",
    "Links",
    "Location",
    "Membership",
    "Mentoring",
    "OtherName",
    "Service",
    "SpokenLanguage",
]

Level = Literal["native", "fluent", "professional", "conversational", "basic"]


class OtherName(Part):
    """The name in another script, with the tag of its language."""

    name: Name = Field(description="Your name as that script writes it", examples=["Άντα Λάβλεϊς"])
    language: Language = Field(
        description="The code of that language, with its script where it has several", examples=["el"]
    )


class Location(Part):
    """Where a person is to be found, as closely as they wish to say."""

    city: Term | None = Field(
        default=None,
        description="The place you live or work in, or the nearest that you wish to name",
        examples=["London"],
    )
    region: Term | None = Field(default=None, description="A state, province or county", examples=["Greater London"])
    country: Country | None = Field(default=None, description="Its code of two capital letters", examples=["GB"])
    timezone: TimeZone | None = Field(
        default=None,
        title="Time zone",
        description="A continent and a city in the same zone",
        examples=["Europe/London"],
    )


class SpokenLanguage(Part):
    """A language and how well it is spoken."""

    tag: Language = Field(
        title="Language", description="Its code; a country may follow after a hyphen", examples=["en"]
    )
    level: Level | None = Field(default=None, description="How well you speak it", examples=["native"])


class OtherLink(Part):
    """A link of a kind that has no field of its own."""

    label: Term = Field(description="What the link is called", examples=["Recipes"])
    url: Url = Field(title="Web address", description="Where it leads", examples=["https://example.org/recipes"])


SHARED = frozenset({"website", "blog"})
"""Links that colleagues and couples have in common."""


class Links(Part):
    """Where else on the web a person is; whole addresses, but for the ORCID iD."""

    website: Url | None = Field(default=None, description="Your own site", examples=["https://ada.example.org/"])
    blog: Url | None = Field(default=None, description="Where you write", examples=["https://blog.example.org/"])
    orcid: Orcid | None = Field(
        default=None, title="ORCID iD", description="The sixteen digits alone, without a web address"
    )
    github: Url | None = Field(
        default=None, title="GitHub", description="Your page there", examples=["https://github.com/ada-lovelace"]
    )
    gitlab: Url | None = Field(
        default=None, title="GitLab", description="Your page there", examples=["https://gitlab.com/ada-lovelace"]
    )
    codeberg: Url | None = Field(
        default=None, description="Your page there", examples=["https://codeberg.org/ada-lovelace"]
    )
    linkedin: Url | None = Field(
        default=None,
        title="LinkedIn",
        description="Your page there",
        examples=["https://www.linkedin.com/in/ada-lovelace"],
    )
    mastodon: Url | None = Field(
        default=None,
        description="Your page there; the whole address, not the name with two @",
        examples=["https://social.example/@ada"],
    )
    bluesky: Url | None = Field(
        default=None, description="Your page there", examples=["https://bsky.app/profile/ada.example.org"]
    )
    x: Url | None = Field(
        default=None, title="X", description="Your page there", examples=["https://x.com/ada_lovelace"]
    )
    facebook: Url | None = Field(
        default=None, description="Your page there", examples=["https://www.facebook.com/ada.lovelace"]
    )
    instagram: Url | None = Field(
        default=None, description="Your page there", examples=["https://www.instagram.com/ada.lovelace"]
    )
    youtube: Url | None = Field(
        default=None, title="YouTube", description="Your channel", examples=["https://www.youtube.com/@ada-lovelace"]
    )
    researchgate: Url | None = Field(
        default=None,
        title="ResearchGate",
        description="Your page there",
        examples=["https://www.researchgate.net/profile/Ada-Lovelace"],
    )
    scholar: Url | None = Field(
        default=None,
        title="Google Scholar",
        description="Your page there",
        examples=["https://scholar.google.com/citations?user=ada"],
    )
    other: tuple[OtherLink, ...] = Field(
        default=(), max_length=20, title="Other links", description="Whatever has no line of its own"
    )

    def telling(self, name: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Those that hardly two people have alike; a site only with a word of the `name`, since firms have one."""
        for field in type(self).model_fields:
            link = getattr(self, field)
            if field in SHARED:
                yield from ((f"links.{field}", f"{word} {same_page(link)}") for word in name if link)
            elif field != "other" and link:
                yield f"links.{field}", link if field == "orcid" else same_page(link)


class Service(Part):
    """Something a member offers for hire."""

    title: Text = Field(description="What you do, in a few words", examples=["Chart review"])
    description: LongText | None = Field(
        default=None,
        description="What is part of it, and for whom",
        examples=["I read your chart as the person at the helm will."],
    )
    url: Url | None = Field(
        default=None,
        title="Web address",
        description="A page that says more",
        examples=["https://ada.example.org/chart-review"],
    )


class Mentoring(Part):
    """Topics a member offers to mentor in, topics they seek a mentor for, and how many they can take on."""

    offers: tuple[Skill, ...] = Field(
        default=(),
        max_length=20,
        title="You offer",
        description="Skills in which you help others along",
        examples=["Teaching"],
    )
    seeks: tuple[Skill, ...] = Field(
        default=(),
        max_length=20,
        title="You look for",
        description="Skills in which you would like to be helped along",
        examples=["Public speaking"],
    )
    capacity: Annotated[int, Field(ge=0, le=100), Visible(fixed=True)] | None = Field(
        default=None, description="How many people you can take on now; 0 if none", examples=["2"]
    )


class Availability(Part):
    """What a member is open to: a new position (work), hiring, speaking, volunteering, mentoring."""

    work: bool = Field(default=False, title="A new position", description="You would hear of one", examples=["true"])
    hiring: bool = Field(default=False, description="You look for people", examples=["true"])
    speaking: bool = Field(default=False, description="You give talks", examples=["true"])
    volunteering: bool = Field(default=False, description="You would work for the association", examples=["true"])
    mentoring: Mentoring | None = Field(
        default=None, description="What you can teach others, or would like to be taught"
    )


class Membership(Part):
    """The place in the association. Number and end are never shown beyond the members."""

    grade: Grade | None = Field(default=None, description="In the association's own words", examples=["Member"])
    number: Annotated[Term | None, Visible("staff", widest="members")] = Field(
        default=None, title="Membership number", description="As it stands on your card", examples=["1843"]
    )
    since: PartialDate | None = Field(
        default=None, title="Member since", description="A year is enough", examples=["2021"]
    )
    until: Annotated[PartialDate | None, Visible("staff", widest="members")] = Field(
        default=None,
        title="Paid until",
        description="The last day of your membership, if it has one",
        examples=["2027-12-31"],
    )
    chapters: tuple[Annotated[str, Reference("chapters")], ...] = Field(
        default=(),
        max_length=20,
        description="Those you belong to, each as the address of its page ends",
        examples=["lisbon"],
    )
    groups: tuple[Annotated[str, Reference("groups")], ...] = Field(
        default=(),
        max_length=20,
        description="Those you belong to, each as the address of its page ends",
        examples=["council"],
    )


class Consent(Part):
    """When the person agreed to be listed, and to which wording."""

    date: Day = Field(
        title="Day of consent", description="The day on which you agreed to be listed", examples=["2026-03-14"]
    )
    version: Term = Field(
        title="Which text",
        description="Its version, as that text says it; else the office tells you",
        examples=["2026-1"],
    )


class GitHubAccount(Part):
    """The account that may change this file; the number stays when the login changes."""

    login: Annotated[
        str, Matching("text", "ada-lovelace", r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}", "a login of GitHub")
    ] = Field(title="Account name", description="The name with which you log in at GitHub", examples=["ada-lovelace"])
    id: Annotated[int, Field(ge=1)] = Field(
        title="Account number",
        description="It stays when the name changes; if you do not know it, leave out both, and you will be told",
        examples=["12345678"],
    )
