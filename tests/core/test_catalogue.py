"""The catalogue: every reference in it resolves, and nothing that is closed is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from plugins.core.catalogue import Catalogue
from plugins.core.fields import AUDIENCES, Audience
from plugins.core.parts import Part
from plugins.core.plans import names_of, plan, walk
from plugins.core.records import Record
from plugins.core.vocabulary import Vocabulary
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from plugins.organizations.organization import Organization
from tests.factories import (
    RECORD_TYPES,
    catalogue,
    chapter,
    event,
    full,
    full_member,
    group,
    job,
    member,
    organization,
)


def test_collection_is_ordered_and_found_by_slug() -> None:
    """Members come by the names they are filed under; a slug finds a record, and None finds nothing."""
    members = catalogue(member("Bob"), member("Zed", sort_as="Abel"), member("ada")).of(Member)
    assert members.slugs == ("zed", "ada", "bob")
    assert [one.slug for one in members] == ["zed", "ada", "bob"]
    assert members["bob"].name == "Bob"
    assert members.get("bob") is members["bob"]
    assert (members.get("nobody"), members.get(None)) == (None, None)
    assert "bob" in members
    assert "nobody" not in members
    assert len(members) == 3


def test_kind_that_is_not_loaded_is_empty() -> None:
    """A site without jobs asks for them and gets none."""
    nothing = Catalogue({})
    assert len(nothing.of(Job)) == len(nothing.kind("jobs")) == 0
    assert tuple(nothing) == ()


def test_back_references_are_by_field() -> None:
    """Who refers to a record is known by the field, in the order of the collection, each once."""
    cat = catalogue(
        member("Ada", membership={"chapters": ["lisbon"]}, work=[{"title": "a", "organization": "acme"}] * 2),
        member("Bob", work=[{"title": "a", "organization": "Elsewhere"}]),
        event("Talk", speakers=["ada", {"name": "Guest"}]),
        chapter(officers=[{"member": "bob", "role": "Chair"}]),
        organization("Acme"),
    )
    assert [one.slug for one in cat.referring("members", "work.organization", "acme")] == ["ada"]
    assert [one.slug for one in cat.referring("members", "membership.chapters", "lisbon")] == ["ada"]
    assert [one.slug for one in cat.referring("chapters", "officers.member", "bob")] == ["lisbon"]
    assert list(cat.referring("events", "speakers", "bob")) == []


def test_references_have_names_and_pages() -> None:
    """A reference is shown by the name of its record and linked; a plain name is itself."""
    cat = catalogue(organization("Acme Ltd", slug="acme"), job("Surveyor", organization="acme"))
    assert cat.name_of("organizations", "acme") == "Acme Ltd"
    assert cat.name_of("organizations", "Elsewhere") == "Elsewhere"
    linked = cat.linked("organizations", "acme")
    assert (linked.name, linked.url) == ("Acme Ltd", "organizations/acme/")
    assert cat.linked("organizations", "Elsewhere").url is None
    (card,) = cat.cards(cat.of(Job))
    assert card.title == "Surveyor"


def test_other_kinds_can_be_added() -> None:
    """The news joins the catalogue without being loaded from a folder of records."""
    cat = catalogue(member()).with_records("news", [event("News")])
    assert [one.slug for one in cat.kind("news")] == ["news"]
    assert len(cat.of(Member)) == 1


def dangling(cat: Catalogue) -> list[tuple[str, Any]]:
    """References of a catalogue that resolve to nothing."""
    return [
        (record.path, value)
        for record in cat
        for _loc, field, value in walk(record)
        if field.reference and isinstance(value, str) and not field.reference.or_name
        if value not in cat.kind(field.reference.kind)
    ]


def test_connecting_prunes_until_all_resolves() -> None:
    """What needs a record that is gone goes with it, and what needs that goes too."""
    hidden = organization("Acme", visibility={"name": "staff"})
    cat = catalogue(
        hidden,
        job("Surveyor", organization="acme", poster="ada"),
        member("Ada", work=[{"title": "Boss", "organization": "acme"}, {"title": "Clerk", "organization": "Other"}]),
        group(officers=[{"member": "ada", "role": "Chair"}]),
    ).for_audience("public")
    assert len(cat.of(Organization)) == len(cat.of(Job)) == 0
    assert [position.organization for position in cat.of(Member)["ada"].work] == [None, "Other"]
    assert dangling(cat) == []


def test_reference_that_was_never_checked_is_pruned() -> None:
    """A catalogue is valid however its records were made."""
    cat = catalogue(event("Talk", speakers=["nobody", {"name": "Guest"}], chapter="nowhere"))
    assert dangling(cat) == []
    (speaker,) = cat.of(Event)["talk"].speakers
    assert not isinstance(speaker, str)


def test_public_sees_members_without_what_is_closed() -> None:
    """By default names are public, e-mail is for members, and numbers and consent are for staff."""
    cat = catalogue(full_member(), *(full(one) for one in RECORD_TYPES if one is not Member))
    public, members, staff = (cat.for_audience(audience).of(Member)["full-member"] for audience in AUDIENCES)
    assert (public.name, public.email, public.consent) == ("Ada Fullname", None, None)
    assert public.membership is not None
    assert (public.membership.number, public.membership.grade) == (None, "Fellow of the sea")
    assert (members.email, members.consent, members.interests) == ("ada@mail.example.org", None, ("Lighthouses",))
    assert staff == full_member()


def test_narrower_editions_can_be_made_of_wider_ones_in_any_order() -> None:
    """The public edition of the members' edition is the public edition: choices are not lost on the way."""
    cat = catalogue(member("Ada", interests=["Tides"], email="a@example.org", visibility={"interests": "members"}))
    assert cat.for_audience("members").for_audience("public") == cat.for_audience("public")
    assert cat.for_audience("public").of(Member)["ada"].visibility == {}


def test_vocabulary_goes_along() -> None:
    """An edition has the words of the whole."""
    cat = catalogue(member(), vocabulary=Vocabulary({"js": "JavaScript"}))
    assert cat.for_audience("public").vocabulary.canonical("JS") == "JavaScript"


def given(record: Record, name: str) -> Iterator[Any]:
    """The values at and below a dotted name that say something."""
    for loc, field, value in walk(record):
        dotted = ".".join(step for step in loc if isinstance(step, str))
        if (dotted == name or dotted.startswith(f"{name}.")) and not isinstance(value, Part) and value != field.default:
            yield value


def texts(value: Any) -> Iterator[str]:
    """Every text in nested plain data."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from texts(item)


def choices() -> Iterator[tuple[type[Record], str, Audience]]:
    """Every field of every kind with every audience that a file may choose for it."""
    for record_type in RECORD_TYPES:
        for name, visible in names_of(record_type).items():
            for audience in AUDIENCES[AUDIENCES.index(visible.widest) :]:
                if not visible.fixed or audience == visible.default:
                    yield record_type, name, audience


def dumped(records: Iterable[Record]) -> str:
    """All values of all records as one text, in which a leak would be found."""
    return "\n".join(text for record in records for text in texts(record.model_dump(mode="json")))


def test_nothing_closed_is_reachable() -> None:
    """For every field, every audience chosen for it and every reader outside: neither value nor text is there."""
    others = {one: full(one, visibility={}) for one in RECORD_TYPES}
    everything = dumped(tuple(others.values()))
    looked = found = 0
    for record_type, name, chosen in choices():
        record = full(record_type, visibility={name: chosen})
        secrets = {text for value in given(record, name) for text in [str(value)] if everything.count(text) == 1}
        cat = catalogue(*({**others, record_type: record}).values())
        for reader in AUDIENCES[: AUDIENCES.index(chosen)]:
            edition = cat.for_audience(reader)
            seen = edition.of(record_type).get(record.slug)
            text = dumped(edition)
            looked += len(secrets)
            assert [secret for secret in secrets if secret in text] == [], (name, chosen)
            assert seen is None or list(given(seen, name)) == [], (record_type, name, chosen, reader)
            assert dangling(edition) == []
        found += bool(secrets)
    assert looked > 400
    assert found > 300


def test_defaults_close_without_any_choice() -> None:
    """What the model closes is closed in a file that says nothing of visibility."""
    full_records = [full(one, visibility={}) for one in RECORD_TYPES]
    cat = catalogue(*full_records)
    for record in full_records:
        for name in names_of(type(record)):
            for reader in AUDIENCES[: AUDIENCES.index(record.audience_of(name))]:
                seen = cat.for_audience(reader).of(type(record))[record.slug]
                assert list(given(seen, name)) == [], (record.path, name, reader)


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_part_that_loses_what_it_needs_is_not_half_shown(record_type: type[Record]) -> None:
    """To close one field of a part never leaves the part invalid: it has all that is essential, or is gone."""

    def whole(part: Part) -> bool:
        return all(not field.essential or getattr(part, field.name) not in (None, ()) for field in plan(type(part)))

    for name in names_of(record_type):
        try:
            record = full(record_type, visibility={name: "staff"})
        except ValueError:
            continue
        for seen in catalogue(record).for_audience("public"):
            assert all(whole(value) for _loc, _plan, value in walk(seen) if isinstance(value, Part)), name
