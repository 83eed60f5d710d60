"""A job posting: who hires, where, for how much, until when, and how to apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from plugins.core import markup
from plugins.core.asking import NeededUnless, NeededWithout, NotBefore
from plugins.core.fields import (
    Country,
    Day,
    Email,
    Language,
    PartialDate,
    Reference,
    ReferenceOrName,
    Skill,
    Term,
    Text,
    TimeZone,
    Url,
    wrong,
)
from plugins.core.naming import country_name, language_name
from plugins.core.parts import MarkdownText, NameOf, Part
from plugins.core.records import Record
from plugins.core.searching import Searchable, facet_terms, given
from plugins.core.site import Site
from plugins.jobs.salary import Salary, floors

__all__ = ["Job", "JobCard"]

MAX_OPEN_DAYS = 180

Workplace = Literal["on-site", "hybrid", "remote"]
EmploymentType = Literal[
    "full-time", "part-time", "contract", "temporary", "internship", "volunteer", "per-diem", "other"
]
Seniority = Literal["entry", "junior", "mid", "senior", "lead", "executive"]
Status = Literal["open", "filled", "withdrawn"]


class JobLocation(Part):
    """A place of work."""

    city: Term | None = Field(default=None, description="The town", examples=["Edinburgh"])
    region: Term | None = Field(default=None, description="A state, province or county", examples=["Midlothian"])
    country: Country = Field(description="Its code of two capital letters", examples=["GB"])


class JobSkills(Part):
    """Skills asked for, and skills that help."""

    required: tuple[Skill, ...] = Field(
        default=(), max_length=30, description="What somebody has to know already", examples=["Teaching"]
    )
    useful: tuple[Skill, ...] = Field(
        default=(), max_length=30, description="What helps, and can be learned there", examples=["Public speaking"]
    )


class Apply(Part):
    """How to apply: a page, or an e-mail address."""

    url: Annotated[Url | None, NeededWithout("email")] = Field(
        default=None,
        title="Web address",
        description="The page where one applies",
        examples=["https://jobs.example.org/tide-observer"],
    )
    email: Email | None = Field(
        default=None, title="E-mail address", description="Where to write", examples=["jobs@example.org"]
    )

    @model_validator(mode="after")
    def _some_way(self) -> Apply:
        if self.url is None and self.email is None:
            raise wrong("apply", "a way to apply is needed: `url:` or `email:`")
        return self


@dataclass(frozen=True)
class JobCard:
    """What lists show of a job. `organization` is a name."""

    slug: str
    url: str
    title: str
    organization: str
    workplace: Workplace
    employment_type: EmploymentType
    locations: tuple[JobLocation, ...]
    remote_countries: tuple[str, ...]
    salary: Salary | None
    skills: tuple[str, ...]
    posted: date
    closes: date
    closes_at: datetime
    status: Status


class Job(Record):
    """A job posting: `content/jobs/<slug>.md`, its description after the front matter."""

    kind: ClassVar[str] = "jobs"
    folder: ClassVar[str] = "content/jobs"
    title_field: ClassVar[str] = "title"
    unique_label: ClassVar[bool] = False
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("The work", ("title", "organization", "body", "employment_type", "seniority", "salary", "starts")),
        ("Where", ("workplace", "locations", "remote_countries")),
        ("Whom you look for", ("skills", "languages")),
        ("How and until when", ("apply", "posted", "closes", "timezone", "poster", "status")),
        ("The page", ("aliases", "visibility")),
    )
    asked: ClassVar[tuple[str, ...]] = (
        *("title", "organization", "workplace", "employment_type", "apply.url", "apply.email", "posted", "closes"),
        "body",
    )
    offered: ClassVar[tuple[str, ...]] = (
        *("timezone", "locations", "remote_countries", "salary", "skills", "languages", "seniority", "starts"),
        "poster",
    )

    title: Annotated[Text, Field(max_length=120)] = Field(
        description="What the position is called", examples=["Tide observer"]
    )
    organization: Annotated[Text, ReferenceOrName("organizations")] = Field(
        description="The name of the employer; of one with a page here, as the address of that page ends",
        examples=["Forth Marine College"],
    )
    posted: Day = Field(description="The day it is published", examples=["2026-11-02"])
    closes: Annotated[Day, NotBefore("posted", MAX_OPEN_DAYS)] = Field(
        description="The last day to apply, at most 180 days later", examples=["2026-12-15"]
    )
    timezone: TimeZone = Field(
        default="UTC",
        title="Time zone",
        description="Where that last day ends: a continent and a city",
        examples=["Europe/London"],
    )
    workplace: Workplace = Field(
        description="Where the work is done; all but remote work needs a place", examples=["remote"]
    )
    locations: Annotated[tuple[JobLocation, ...], NeededUnless("workplace", ("remote",))] = Field(
        default=(), max_length=20, description="The places of work"
    )
    remote_countries: tuple[Country, ...] = Field(
        default=(), max_length=250, description="Where one may live, for work from afar", examples=["GB"]
    )
    employment_type: EmploymentType = Field(description="What sort of employment it is", examples=["part-time"])
    salary: Salary | None = Field(
        default=None, description="What it pays, in your own figures: the least, the most, or both"
    )
    skills: JobSkills | None = Field(
        default=None,
        description="What somebody should be able to do; the association has a list of words, and others are taken too",
    )
    languages: tuple[Language, ...] = Field(
        default=(), max_length=10, description="Those that somebody has to speak, by their codes", examples=["en"]
    )
    seniority: Seniority | None = Field(
        default=None, description="How much experience is expected", examples=["junior"]
    )
    starts: PartialDate | None = Field(
        default=None, description="When the work begins, as far as it is known", examples=["2027-02"]
    )
    apply: Apply = Field(title="How to apply", description="A page, an e-mail address, or both")
    poster: Annotated[str, Reference("members")] | None = Field(
        default=None,
        description="The member who sends this in, as the address of their page ends",
        examples=["ada-lovelace"],
    )
    status: Status = Field(default="open", description="Whether one can still apply", examples=["open"])
    body: MarkdownText = Field(
        title="Description",
        description="The work, the people, what you offer; bold, lists and links are written as in Markdown",
        examples=["Read the staff every ten minutes, in all weathers."],
    )

    @model_validator(mode="after")
    def _closes_in_time(self) -> Job:
        if self.closes < self.posted:
            raise wrong("closes", "the job closes before it is posted; check both dates", at="closes")
        if (self.closes - self.posted).days > MAX_OPEN_DAYS:
            last = (self.posted + timedelta(days=MAX_OPEN_DAYS)).isoformat()
            expected = f"close it by {last} and post it anew then"
            raise wrong(
                "closes",
                "a job is open for at most {most} days; {expected}",
                most=str(MAX_OPEN_DAYS),
                expected=expected,
                at="closes",
            )
        if self.workplace != "remote" and not self.locations:
            message = "a job of the workplace {workplace} needs its `locations:`"
            raise wrong("locations", message, workplace=self.workplace, at="workplace")
        return self

    @property
    def closes_at(self) -> datetime:
        """The instant it closes: the end of its last day, in its own time zone."""
        return datetime.combine(self.closes + timedelta(days=1), time(), tzinfo=ZoneInfo(self.timezone))

    def is_open(self, today: date) -> bool:
        """Whether one can still apply on `today`."""
        return self.status == "open" and self.closes >= today

    def sort_key(self) -> tuple[Any, ...]:
        """Newest first."""
        return (-self.posted.toordinal(), self.title)

    def card(self, name_of: NameOf) -> JobCard:
        return JobCard(
            slug=self.slug,
            url=self.url,
            title=self.title,
            organization=name_of("organizations", self.organization),
            workplace=self.workplace,
            employment_type=self.employment_type,
            locations=self.locations,
            remote_countries=self.remote_countries,
            salary=self.salary,
            skills=self.skills.required if self.skills else (),
            posted=self.posted,
            closes=self.closes,
            closes_at=self.closes_at,
            status=self.status,
        )

    def searchable(self, name_of: NameOf, site: Site) -> Searchable | None:
        """What the work is, where, for whom and for how much; None once nobody can apply any more."""
        if not self.is_open(site.today):
            return None
        skills = (*self.skills.required, *self.skills.useful) if self.skills else ()
        countries = given(*(place.country for place in self.locations), *self.remote_countries)

        def country(code: str) -> str:
            return country_name(code, site.language)

        words = (
            name_of("organizations", self.organization),
            *(place.city for place in self.locations),
            *(place.region for place in self.locations),
            *map(country, countries),
            self.workplace,
            self.employment_type,
            self.seniority,
            *skills,
            *(language_name(tag, site.language) for tag in self.languages),
        )
        return Searchable(
            names=(self.title,),
            words=given(*words),
            text=markup.plain(self.body.html),
            facets={
                "workplace": facet_terms((self.workplace,)),
                "type": facet_terms((self.employment_type,)),
                "country": facet_terms(countries, country),
                "salary": floors(self.salary, site.language) if self.salary else (),
                "skill": facet_terms(skills),
            },
            newest=self.posted.isoformat(),
        )
