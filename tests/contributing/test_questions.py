"""What is asked for a file of each kind, read from the record classes."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from plugins.contributing.questions import Question, every, questions
from plugins.core.plans import names_of
from plugins.core.records import Record
from plugins.directory.career import Position
from tests.factories import RECORD_TYPES, event, job

NOT_SHOWN = {"photo.alt", "photo.credit", "logo.alt", "logo.credit", "visibility"}
"""What is asked for and has no audience of its own: words about a picture, and the choice of audiences itself."""


def of(record_type: type[Record]) -> dict[str, Question]:
    """All questions of a type, by their names."""
    return {question.name: question for question in every(questions(record_type))}


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.kind)
def test_every_field_is_asked_for(record_type: type[Record]) -> None:
    """There is one question for each field that a file may set, with who sees it as the record class says."""
    asked = of(record_type)
    assert asked.keys() - NOT_SHOWN == names_of(record_type).keys()
    assert {name for name, one in asked.items() if one.fixed} >= {
        name for name, visible in names_of(record_type).items() if visible.fixed
    }


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.kind)
def test_examples_are_of_the_form_asked_for(record_type: type[Record]) -> None:
    """An example has the form that the question asks for, and is one of its choices."""
    for question in of(record_type).values():
        for example in question.examples:
            assert not question.pattern or re.fullmatch(question.pattern, example), question.name
            assert not question.choices or example in question.choices, question.name


def test_a_question_knows_its_limits() -> None:
    """Limits of lists, texts and numbers are those of the class, and what a part hides, its fields hide."""
    asked = of(next(one for one in RECORD_TYPES if one.kind == "members"))
    headline, skills, capacity = asked["headline"], asked["skills"], asked["availability.mentoring.capacity"]
    assert (headline.input, headline.longest, headline.required, headline.repeated) == ("text", 160, False, False)
    assert (skills.input, skills.repeated, skills.most, skills.longest) == ("skill", True, 50, 60)
    assert (asked["bio"].input, asked["bio"].longest) == ("markdown", 20_000)
    assert (asked["photo.alt"].fixed, asked["photo"].fixed) == (True, False)
    assert (capacity.input, capacity.least, capacity.greatest) == ("whole-number", "0", "100")
    assert (asked["consent"].audience, asked["consent.date"].audience) == ("staff", "staff")
    assert (asked["membership.number"].audience, asked["membership.number"].widest) == ("staff", "members")
    assert (asked["work.organization"].refers_to, asked["work.organization"].or_name) == ("organizations", True)
    assert (asked["availability.work"].input, asked["availability.work"].default) == ("yes-no", "false")


def test_a_question_may_be_answered_in_two_ways() -> None:
    """A speaker is a member by reference, or somebody else with a name."""
    speakers = of(next(one for one in RECORD_TYPES if one.kind == "events"))["speakers"]
    assert (speakers.input, speakers.refers_to, speakers.or_name, speakers.repeated) == (
        "reference",
        "members",
        False,
        True,
    )
    assert [part.key for part in speakers.parts] == ["name", "url"]


def test_a_question_knows_what_it_depends_on() -> None:
    """What is needed because of another field, and what must not be before another, is what the check refuses too."""
    asked = {name: one for kind in RECORD_TYPES[:3] for name, one in of(kind).items()}
    told = {
        "venue": (("format", "online"), ""),
        "status_note": (("status", "scheduled", "postponed", "rescheduled", "moved-online"), ""),
        "previous_start": (("status", "scheduled", "postponed", "cancelled", "moved-online"), ""),
        "recurrence.frequency": ((), "rule"),
        "recurrence.changes.note": (("status", "scheduled", "postponed", "rescheduled", "moved-online"), ""),
        "locations": (("workplace", "remote"), ""),
        "registration.currency": (("price", "0"), ""),
        "apply.url": ((), "email"),
        "salary.min": ((), "max"),
    }
    assert {
        name: (one.needed_unless, one.needed_without)
        for name, one in asked.items()
        if one.needed_unless or one.needed_without
    } == told
    assert {name: one.not_with for name, one in asked.items() if one.not_with} == {
        "recurrence.rule": "frequency",
        "recurrence.count": "until",
    }
    assert {name for name, one in asked.items() if one.day_alone_if} == {"start", "end"}
    assert {name: one.not_before for name, one in asked.items() if one.not_before}.items() >= {
        "work.end": "start", "education.end": "start", "credentials.expires": "issued", "end": "start",
        "closes": "posted", "salary.max": "min",
    }.items()  # fmt: skip
    pay = {"currency": "EUR", "period": "year"}
    for refused in (
        lambda: event(format="in-person"),
        lambda: event(all_day="true"),
        lambda: event(start="2026-03-14"),
        lambda: event(end="2026-03-13 10:00"),
        lambda: event(registration={"price": "5"}),
        lambda: event(status="cancelled"),
        lambda: event(status="rescheduled", status_note="Later"),
        lambda: event(recurrence={"count": "3"}),
        lambda: event(recurrence={"frequency": "weekly", "rule": "FREQ=WEEKLY"}),
        lambda: event(recurrence={"frequency": "weekly", "until": "2027-01-01", "count": "3"}),
        lambda: job(workplace="hybrid"),
        lambda: job(apply={}),
        lambda: job(salary=pay),
        lambda: job(salary={**pay, "min": "2", "max": "1"}),
        lambda: job(closes="2026-02-01"),
        lambda: Position.model_validate({"title": "A", "start": "2020", "end": "2019"}),
    ):
        with pytest.raises(ValidationError):
            refused()
    assert event(registration={"price": "0"})
    assert job(salary={**pay, "max": "1"})
