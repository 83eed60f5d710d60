"""The particulars of an event: who takes part, the place and its access, how to register, what it counts for."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from plugins.core.asking import NeededUnless
from plugins.core.fields import (
    Amount,
    Country,
    Currency,
    LocalTime,
    LongText,
    Name,
    Reference,
    Term,
    Text,
    Url,
    Visible,
    wrong,
)
from plugins.core.parts import Part

__all__ = ["Accessibility", "CallForPapers", "Cpd", "Participant", "Person", "Registration", "Status", "Venue"]

Status = Literal["scheduled", "cancelled", "postponed", "rescheduled", "moved-online"]


class Person(Part):
    """Somebody who is not a member."""

    name: Name = Field(description="Of somebody who is not a member", examples=["Mary Somerville"])
    url: Url | None = Field(
        default=None, title="Web address", description="A page about the person", examples=["https://example.org/mary"]
    )


def _member_or_person(value: Any) -> str | None:
    if isinstance(value, str):
        return "member"
    return "person" if isinstance(value, dict | Person) else None


Participant = Annotated[
    Annotated[str, Reference("members"), Tag("member")] | Annotated[Person, Tag("person")],
    Discriminator(_member_or_person),
]


class Venue(Part):
    """Where people meet; `map` is a link to a map, which the site never loads by itself."""

    name: Text | None = Field(default=None, description="What the place is called", examples=["The Tide House"])
    street: Text | None = Field(
        default=None, description="The street and number, and how to find the door", examples=["7 Plummet Wynd, Leith"]
    )
    city: Term | None = Field(default=None, description="The town it is in", examples=["Edinburgh"])
    country: Country | None = Field(default=None, description="Its code of two capital letters", examples=["GB"])
    map: Url | None = Field(
        default=None,
        description="The address of a map; the site links to it and loads nothing from it",
        examples=["https://www.openstreetmap.org/node/1"],
    )


Access = Literal[
    "step-free", "accessible-toilet", "hearing-loop", "captions", "sign-language", "quiet-room", "assistance-dogs"
]


class Accessibility(Part):
    """What makes it possible for everybody to take part."""

    features: tuple[Access, ...] = Field(
        default=(), max_length=20, description="What there is", examples=["step-free", "captions"]
    )
    note: LongText | None = Field(
        default=None,
        description="What people have to know before they come, and whom to ask",
        examples=["Step-free from the quay; write to us a week before for sign language."],
    )


class Registration(Part):
    """How to register, from when until when, at what price, for how many."""

    url: Url | None = Field(
        default=None,
        title="Web address",
        description="Where people register",
        examples=["https://example.org/register"],
    )
    opens: Annotated[LocalTime | None, Visible(fixed=True)] = Field(
        default=None, description="From when on; a day, or a day and a time", examples=["2027-03-01 09:00"]
    )
    closes: Annotated[LocalTime | None, Visible(fixed=True)] = Field(
        default=None, description="Until when; a day, or a day and a time", examples=["2027-05-18 17:00"]
    )
    price: Amount | None = Field(default=None, description="The number alone; 0 if it is free", examples=["15"])
    currency: Annotated[Currency | None, NeededUnless("price", ("0",)), Visible(fixed=True)] = Field(
        default=None, description="Its code of three capital letters", examples=["GBP"]
    )
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        default=None, description="How many people there is room for", examples=["40"]
    )
    full: Annotated[bool, Visible(fixed=True)] = Field(
        default=False, description="Whether all places are taken", examples=["false"]
    )

    @model_validator(mode="after")
    def _price_has_a_currency(self) -> Registration:
        if self.price and not self.currency:
            raise wrong(
                "currency", "a price needs its currency; add `currency: EUR` or another code of ISO 4217", at="price"
            )
        return self


class Cpd(Part):
    """What the event counts for in continuing professional development."""

    points: Annotated[Decimal, Field(ge=Decimal("0.01"), le=1000, decimal_places=2)] = Field(
        description="How many points or hours it counts for", examples=["1.5"]
    )
    category: Term | None = Field(
        default=None, description="Which sort of points, if your scheme has several", examples=["Seamanship"]
    )


class CallForPapers(Part):
    """Where to propose a talk, and until when."""

    url: Url = Field(
        title="Web address", description="Where people propose a talk", examples=["https://example.org/call"]
    )
    closes: Annotated[LocalTime | None, Visible(fixed=True)] = Field(
        default=None, description="Until when; a day, or a day and a time", examples=["2027-02-28"]
    )
