"""Records: the plan of their fields, their values one by one, and what is taken out of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

import pydantic
import pytest

from plugins.chapters.chapter import Chapter, Group
from plugins.core.fields import AUDIENCES, Reference, ReferenceOrName, Visible
from plugins.core.parts import Image, Markdown, MarkdownText, Part
from plugins.core.plans import names_of, plan, walk
from plugins.core.records import Record
from plugins.core.searching import Searchable
from plugins.core.site import Association, Site
from plugins.core.thinning import thin
from plugins.directory.member import Member
from plugins.events.event import Event
from tests.factories import RECORD_TYPES, event, full, full_member, job, member, replaced

SITE = Site(Association("A", "A", "A.", "a@example.org"), "https://a.example", "en-GB", "UTC", "public", date.min)


class Box(Part):
    """A part with one field that it cannot be without."""

    label: str
    note: str | None = None
    closed: Annotated[str | None, Visible("staff")]


class Crate(Record):
    """A record with every kind of field."""

    kind: ClassVar[str] = "crates"
    folder: ClassVar[str] = "crates"
    title_field: ClassVar[str] = "title"

    title: str
    boxes: tuple[Box, ...] = ()
    lid: Box | None = None
    state: str = "open"
    strong: bool = False
    maker: Annotated[str, ReferenceOrName("makers")] | None = None
    owners: tuple[Annotated[str, Reference("owners")], ...] = ()
    text: MarkdownText | None = None


def crate(**fields: Any) -> Crate:
    """A crate."""
    return Crate.model_validate({"slug": "one", "path": "crates/one.md", "title": "One", **fields})


def planned(part: type[Part], name: str) -> Any:
    """The plan of one field."""
    return next(field for field in plan(part) if field.name == name)


def keep_all_but(*names: str) -> Any:
    """A `keep` that takes these dotted names out."""
    return lambda name, _plan, _value: name not in names


def test_record_says_all_its_texts_to_a_search() -> None:
    """A kind that says nothing of its own is found by its title, by every short text of it, and by its long one."""
    one = crate(boxes=[{"label": "Tea", "closed": "3"}], maker="Ada", aliases=["old"], text="*Keep* dry", strong=True)
    found = one.searchable(lambda _kind, value: value, SITE)
    assert found == Searchable(names=("One",), words=("Tea", "3", "open", "Ada"), text="Keep dry")


def test_plan_says_what_a_field_is() -> None:
    """References, parts, defaults, audiences and tags are found wherever they stand in an annotation."""
    assert planned(Crate, "maker").reference == ReferenceOrName("makers")
    assert planned(Crate, "owners").reference == Reference("owners")
    assert planned(Crate, "boxes").part is Box
    assert planned(Crate, "title").required
    assert planned(Crate, "state").default == "open"
    assert planned(Box, "closed").visible == Visible("staff")
    assert planned(Box, "closed").required
    assert not planned(Box, "closed").essential
    assert planned(Event, "speakers").tags == {"member", "person"}
    assert planned(Member, "skills").in_vocabulary


def test_field_with_a_telling_default_is_fixed() -> None:
    """To hide such a field would print its default, so it goes only with what holds it."""
    assert planned(Crate, "state").visible.fixed
    assert not planned(Crate, "strong").visible.fixed
    assert not planned(Crate, "maker").visible.fixed


def test_names_of_lists_every_field_that_a_file_may_set() -> None:
    """Dotted names go into parts, use the file's own words, and leave out what the loader fills in."""
    names = names_of(Event)
    assert {"title", "speakers", "speakers.name", "venue.city", "recurrence.except", "body", "aliases"} <= names.keys()
    assert not {"slug", "path", "visibility", "body.html"} & names.keys()
    assert names["join_link"] == Visible("members", "members")


def test_every_list_of_a_record_is_bounded() -> None:
    """No file can make the build work through a list of thousands of entries."""

    def unbounded(part: type[Part], prefix: str) -> list[str]:
        found = []
        for name, info in part.model_fields.items():
            if str(info.annotation).startswith("tuple") and not any(hasattr(m, "max_length") for m in info.metadata):
                found.append(prefix + name)
            if (inner := planned(part, name).part) and inner not in {Markdown, Image}:
                found += unbounded(inner, f"{prefix}{name}.")
        return found

    assert [name for one in RECORD_TYPES for name in unbounded(one, f"{one.kind}: ")] == []


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_text_of_a_record_is_bounded(record_type: type[Record]) -> None:
    """No field takes a text as long as a file may be."""
    made = full(record_type)
    data = made.model_dump(mode="json", by_alias=True)
    filled_in = {"slug", "path", "file", "digest", "text", "html"}
    for loc, field, value in walk(made):
        if isinstance(value, str) and field.name not in filled_in:
            with pytest.raises(pydantic.ValidationError):
                record_type.model_validate(replaced(data, loc, "x" * 30_000), context={"slugs": {}})


def test_walk_gives_each_value_with_its_loc() -> None:
    """Parts come before what is in them, lists by position, and what is not given does not come."""
    made = crate(boxes=[{"label": "a", "closed": "x"}], owners=["ada"])
    found = {loc: value for loc, _plan, value in walk(made) if loc[0] in {"boxes", "owners", "lid"}}
    assert list(found) == [("boxes", 0), ("boxes", 0, "label"), ("boxes", 0, "closed"), ("owners", 0)]
    assert found["boxes", 0, "label"] == "a"


def test_thin_leaves_a_record_alone_that_keeps_all() -> None:
    """Where nothing is taken out, it is the same object, so nothing is copied for nothing."""
    made = full_member()
    assert thin(made, keep_all_but()) is made


def test_thin_takes_values_out_of_parts_and_lists() -> None:
    """A hidden value is gone, its neighbours stay, and so do untouched parts."""
    made = crate(boxes=[{"label": "a", "closed": "x"}, {"label": "b", "note": "n", "closed": "y"}], maker="m")
    after = thin(made, keep_all_but("boxes.note", "maker"))
    assert after is not None
    assert after.boxes == (made.boxes[0], made.boxes[1].model_copy(update={"note": None}))
    assert after.maker is None


def test_part_goes_with_what_it_cannot_be_without() -> None:
    """To hide an essential field hides its part, in a list or alone; of a record, the record."""
    made = crate(boxes=[{"label": "a", "closed": "x"}], lid={"label": "l", "closed": "x"})
    after = thin(made, keep_all_but("boxes.label", "lid.label"))
    assert after is not None
    assert (after.boxes, after.lid) == ((), None)
    assert thin(made, keep_all_but("title")) is None


def test_required_field_that_may_be_empty_goes_alone() -> None:
    """A member's consent must be given in the file, and is hidden from the public without hiding the member."""
    after = thin(member(), keep_all_but("consent"))
    assert after is not None
    assert after.consent is None


def test_part_with_nothing_left_is_gone() -> None:
    """A place without city, region and country is no place; a switch that is off tells nothing."""
    made = member(location={"city": "Evora"}, availability={"work": "true", "hiring": "false"})
    after = thin(made, keep_all_but("location.city", "availability.work"))
    assert after is not None
    assert (after.location, after.availability) == (None, None)


def test_plain_empty_value_is_as_no_line() -> None:
    """`headline:` with nothing after it does not make an empty headline."""
    assert member(headline=None) == member()


def test_markdown_is_converted_and_bounded() -> None:
    """A text becomes safe HTML; an empty, an endless and a hostile one are refused in words."""
    made = crate(text=" **Hello** <b>x</b> ")
    assert made.text is not None
    assert (made.text.text, made.text.dropped) == ("**Hello** <b>x</b>", ("<b>",))
    assert made.text.html == "<p><strong>Hello</strong> x</p>"
    assert made.text.summary() == "Hello x"
    assert crate(text=made.text).text is made.text
    for text, words in (("  ", "empty"), ("x" * 20_001, "20,001"), ("[" * 300, "in a row")):
        with pytest.raises(pydantic.ValidationError, match=words):
            crate(text=text)


def test_record_knows_its_url_label_and_picture() -> None:
    """A record's page is below its kind; it has a picture only where the loader found one."""
    made = crate()
    assert (made.url, made.label, made.image, made.sort_key()) == ("crates/one/", "One", None, ("one",))
    assert member(photo={"alt": "x"}).image is None
    assert full_member().image is not None
    with pytest.raises(NotImplementedError):
        made.card(lambda _kind, value: value)


def refusals(**fields: Any) -> dict[tuple[Any, ...], str]:
    """What is said against these fields of a member, by loc."""
    with pytest.raises(pydantic.ValidationError) as caught:
        member(**fields)
    return {error["loc"]: error["msg"] for error in caught.value.errors()}


def test_each_wrong_choice_of_audience_is_told() -> None:
    """Several wrong lines in `visibility` are several problems, each at its own line."""
    found = refusals(
        visibility={
            "emial": "public",
            "zzzz": "public",
            "membership.number": "public",
            "search_engines": "staff",
            "email": "public",
        }
    )
    assert "did you mean 'email'?" in found["visibility", "emial"]
    assert "as in email or location.city" in found["visibility", "zzzz"]
    assert "never shown more widely than to members" in found["visibility", "membership.number"]
    assert "cannot be hidden alone" in found["visibility", "search_engines"]
    assert len(found) == 4


def test_fixed_field_names_what_may_be_hidden_instead() -> None:
    """A salary without its least would look like another salary: the whole of it may be hidden."""
    with pytest.raises(pydantic.ValidationError, match="to hide all of it, hide 'salary'"):
        job(salary={"min": "1", "currency": "EUR", "period": "year"}, visibility={"salary.min": "staff"})
    with pytest.raises(pydantic.ValidationError, match="to hide all of it, hide 'title'"):
        event(visibility={"status": "staff"})


def test_field_below_a_fixed_one_names_what_is_not_fixed() -> None:
    """Changes of a series are fixed as they are, so what may be hidden instead is the series."""
    with pytest.raises(pydantic.ValidationError, match="to hide all of it, hide 'recurrence'"):
        event(visibility={"recurrence.changes.status": "staff"})


ENDS = [
    (Member, "work.end"),
    (Member, "education.end"),
    (Member, "credentials.expires"),
    (Member, "availability.mentoring.capacity"),
    *((Event, f"recurrence.{name}") for name in ("except", "changes", "changes.occurrence", "changes.status")),
    *((Event, f"recurrence.changes.{name}") for name in ("start", "end")),
    *((Event, name) for name in ("registration.opens", "registration.closes", "call_for_papers.closes")),
    *((body, name) for body in (Chapter, Group) for name in ("officers.until", "retired")),
]
"""Fields whose absence says something: that it lasts to this day, or is open to all."""


@pytest.mark.parametrize(("record_type", "name"), ENDS)
def test_end_cannot_be_hidden_alone(record_type: type[Record], name: str) -> None:
    """Without its end a former position would be held to this day, and a mentor without room would have some."""
    assert names_of(record_type)[name].fixed


def test_unknown_audience_is_refused() -> None:
    """`visibility` takes the three audiences alone."""
    assert refusals(visibility={"email": "everyone"}).keys() == {("visibility", "email")}
    assert refusals(visibility=["email"]).keys() == {("visibility",)}


def test_wrong_audience_hides_no_other_mistake() -> None:
    """A word that is no audience is told together with a name that is no field and a choice past the limit."""
    found = refusals(visibility={"email": "all", "emial": "all", "membership.number": "public", "phone": ["staff"]})
    assert found.keys() == {("visibility", name) for name in ("email", "emial", "membership.number", "phone")}


def test_language_stands_once_in_a_list() -> None:
    """A second entry of one language is told at its tag; another form of the language is another one."""
    spoken = [{"tag": "en"}, {"tag": "pt"}, {"tag": "pt-BR"}, {"tag": "en", "level": "fluent"}]
    told = "'en' stands in the list already; keep one of the two"
    assert refusals(languages=spoken) == {("languages", 3, "tag"): told}
    assert len(member(languages=spoken[:3]).languages) == 3


@pytest.mark.parametrize(
    ("field", "part", "first", "last"),
    [
        ("work", {"title": "x"}, "start", "end"),
        ("education", {"institution": "x"}, "start", "end"),
        ("credentials", {"name": "x"}, "issued", "expires"),
    ],
)
def test_nothing_ends_before_it_begins(field: str, part: dict[str, str], first: str, last: str) -> None:
    """Dates in the wrong order are told at the second, as closely as both are known."""
    for begins, ends in (("2012", "2011"), ("2012-03", "2012-02-28"), ("2012-03-02", "2012-03-01")):
        found = refusals(**{field: [part | {first: begins, last: ends}]})
        assert found == {(field, 0, last): f"{ends} is before `{first}: {begins}`; check both"}
    for begins, ends in (("2012", "2012"), ("2012-03", "2012"), ("2012", "2012-01"), ("2012-03-02", "2012-03")):
        assert member(**{field: [part | {first: begins, last: ends}]})
    assert refusals(**{field: [part | {first: "soon", last: "2012"}]}).keys() == {(field, 0, first)}


def test_current_positions_are_those_without_an_end() -> None:
    """What a member does today is told in one place, in the order of the file."""
    work = [{"title": "Then", "end": "2020"}, {"title": "Now"}, {"title": "Too", "start": "2021"}]
    assert [position.title for position in member(work=work).current] == ["Now", "Too"]


def test_choice_of_the_file_goes_before_the_default() -> None:
    """An e-mail address is for members unless its owner says otherwise."""
    assert member().audience_of("email") == "members"
    assert member(visibility={"email": "public"}).audience_of("email") == "public"
    hidden = member(visibility={"work.organization": "staff"})
    assert (hidden.audience_of("work.url"), member().audience_of("work.url")) == ("staff", "public")


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_allowed_choice_is_taken_and_every_other_refused(record_type: type[Record]) -> None:
    """For each field the audiences from its widest on may be chosen, and a fixed one only as it is."""
    for name, visible in names_of(record_type).items():
        for audience in AUDIENCES:
            fine = AUDIENCES.index(audience) >= AUDIENCES.index(visible.widest)
            fine = fine and (not visible.fixed or audience == visible.default)
            try:
                full(record_type, visibility={name: audience})
                taken = True
            except pydantic.ValidationError:
                taken = False
            assert taken is fine, (name, audience)


def test_aliases_are_slugs_and_few() -> None:
    """An old name is an address like any other, and nobody has had twenty-one."""
    assert ("aliases", 0) in refusals(aliases=["Ada Lovelace"])
    assert ("aliases",) in refusals(aliases=[f"ada-{number}" for number in range(21)])
