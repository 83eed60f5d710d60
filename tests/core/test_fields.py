"""Types of fields: what each takes, what it refuses, and in which words."""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args
from unittest.mock import patch

import pydantic
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from plugins.core import fields, standards
from plugins.core.fields import Reference, ReferenceOrName, Visible, free_slug, slug_of, slug_problem
from plugins.core.standards import orcid_checksum
from plugins.core.wording import quoted, words
from tests.factories import RECORD_TYPES, full, replaced

MARKS = {"Matching", "AUDIENCES", "InVocabulary", "Reference", "ReferenceOrName", "Visible"}
ADAPTERS = {
    name: TypeAdapter(getattr(fields, name)) for name in fields.__all__ if name[0].isupper() and name not in MARKS
}


def message(name: str, value: Any, context: Any = None) -> str:
    """What an author reads of a value that is refused."""
    with pytest.raises(pydantic.ValidationError) as caught:
        ADAPTERS[name].validate_python(value, context=context)
    (error,) = caught.value.errors(include_url=False)
    return words(error)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Name", "  Ada  ", "Ada"),
        ("LongText", "one\ntwo", "one\ntwo"),
        ("Slug", "ada-2", "ada-2"),
        ("Country", "PT", "PT"),
        ("Language", "pt-BR", "pt-BR"),
        ("Language", "zh-Hans", "zh-Hans"),
        ("Language", "de-CH-1996", "de-CH-1996"),
        ("TimeZone", "Europe/Lisbon", "Europe/Lisbon"),
        ("TimeZone", "UTC", "UTC"),
        ("Currency", "EUR", "EUR"),
        ("Phone", "+351 (21) 123-4567", "+351211234567"),
        ("Email", "Ada@Example.ORG", "Ada@example.org"),
        ("Url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("Url", "http://münchen.example:8080/", "http://münchen.example:8080/"),
        ("Orcid", "0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("Orcid", "0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("Doi", "10.5281/zenodo.1234", "10.5281/zenodo.1234"),
        ("PartialDate", "2026", "2026"),
        ("PartialDate", "2026-02", "2026-02"),
        ("PartialDate", "2024-02-29", "2024-02-29"),
        ("Year", "1999", "1999"),
    ],
)
def test_texts_are_taken(name: str, value: str, expected: str) -> None:
    """Each type takes what people rightly write, in its one form."""
    assert ADAPTERS[name].validate_python(value) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Day", "2026-03-14", "2026-03-14"),
        ("LocalTime", "2026-03-14", "2026-03-14"),
        ("LocalTime", "2026-03-14 18:30", "2026-03-14 18:30:00"),
        ("LocalTime", "2026-03-14T18:30:15", "2026-03-14 18:30:15"),
        ("Amount", "45000.50", "45000.50"),
    ],
)
def test_dates_and_amounts_are_converted(name: str, value: str, expected: str) -> None:
    """Dates, times and amounts become values, and those values are taken again."""
    converted = ADAPTERS[name].validate_python(value)
    assert str(converted) == expected
    assert ADAPTERS[name].validate_python(converted) == converted


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Name", "", "the text is empty"),
        ("Name", "a\nb", "several lines"),
        ("Name", "\u200b", "nothing of the text can be seen"),
        ("Text", "\u3164 \u2800", "nothing of the text can be seen"),
        ("LongText", "\u00ad\n\u00ad", "nothing of the text can be seen"),
        ("Term", "x" * 61, "61 characters; at most 60"),
        ("Text", ["a"], "a list stands here"),
        ("Text", {"a": "b"}, "fields stand here"),
        ("Text", None, "begins with # needs quotes"),
        ("Slug", "Ada", "'Ada' is not a name for an address"),
        ("Country", "Portgual", "did you mean PT (Portugal)?"),
        ("Country", "pt", "did you mean PT (Portugal)?"),
        ("Country", "UK", "did you mean GB (United Kingdom)?"),
        ("Country", "U.S.A.", "did you mean US (United States)?"),
        ("Country", "EU", "such as PT for Portugal"),
        ("Language", "Portugese", "did you mean pt (Portuguese)?"),
        ("Language", "pt-br", "did you mean pt-BR?"),
        ("Language", "German", "did you mean de (German)?"),
        ("Language", "ZH_hans_cn", "did you mean zh-Hans-CN?"),
        ("Language", "qqq-Abcd", "such as en"),
        ("Language", "en-Abcd", "such as en"),
        ("Language", "en-ZX", "such as en"),
        ("TimeZone", "CET", "abbreviation, which means other hours in summer; did you mean Europe/Paris?"),
        ("TimeZone", "XYZ", "abbreviation, which means other hours in summer; name the zone"),
        ("TimeZone", "UTC+01:00", "a distance from Greenwich"),
        ("TimeZone", "europe/lisbon", "did you mean Europe/Lisbon?"),
        ("TimeZone", "Lisbon", "did you mean Europe/Lisbon?"),
        ("TimeZone", "Europe/Lisboa", "did you mean Europe/Lisbon?"),
        ("TimeZone", "Middle-earth", "such as Europe/Lisbon"),
        ("Currency", "euro", "did you mean EUR?"),
        ("Currency", "$", "did you mean USD?"),
        ("Currency", "ERU", "such as EUR"),
        ("Currency", "Q1Q1", "such as EUR"),
        ("Phone", "21 123 4567", "such as +351"),
        ("Phone", "+351 1", "such as +351"),
        ("Phone", "0044 20 7946 0958", "did you mean +44 20 7946 0958?"),
        ("Phone", "+351 21 123 4567 ext. 9", "such as +351"),
        ("Email", "ada", "such as ada@example.org"),
        ("Email", "<ada@example.org>", "did you mean ada@example.org?"),
        ("Email", "mailto:ada?x@example.org", "such as ada@example.org"),
        ("Email", "ada?subject=x@example.org", "such as ada@example.org"),
        ("Url", "javascript:alert(1)", "beginning with javascript: is not taken"),
        ("Url", "ftp://example.org", "beginning with ftp:"),
        ("Url", "example.org/ada", "from its https:// on; did you mean https://example.org/ada?"),
        ("Url", "photo.jpg", "from its https:// on"),
        ("Url", "example.org:80/ada", "from its https:// on"),
        ("Url", "https://ada:secret@example.org", "user name or password"),
        ("Url", "https://ada@example.org", "user name or password"),
        ("Url", "https://localhost/", "such as https://"),
        ("Url", "https://127.0.0.1/", "such as https://"),
        ("Url", "https://0x7f.0x1/", "such as https://"),
        ("Url", "https://[::ffff:1.2.3.4]/", "such as https://"),
        ("Url", "https://example.org:99999/", "such as https://"),
        ("Url", "https://example.org/a b", "has a space in it"),
        ("Url", "https://exa'mple.org/", "such as https://"),
        ("Url", "https://[bad", "such as https://"),
        ("Orcid", "0000-0002-1825-0098", "a digit is mistyped"),
        ("Orcid", "https://orcid.org/0000-0002-1825-0097", "did you mean 0000-0002-1825-0097?"),
        ("Orcid", "https://orcid.org/0000-0002-1825-0098", "four groups of four"),
        ("Orcid", "٠٠٠٠-0002-1825-0097", "four groups of four"),
        ("Doi", "https://doi.org/10.5281/x", "without its web address"),
        ("Day", "14.3.2026", "year, month and day"),
        ("Day", "2026-02-30", "there is no such day"),
        ("Day", "٢٠٢٦-02-03", "year, month and day"),
        ("Day", ["a"], "a date is expected"),
        ("Day", "9999-12-31", "its year is not one from 1000 to 9000"),
        ("Day", "0999-12-31", "its year is not one from 1000 to 9000"),
        ("LocalTime", "2026-03-14 18:30+01:00", "without a zone"),
        ("LocalTime", "2026-03-14 25:30", "there is no such day or time"),
        ("LocalTime", "2026-13-14", "there is no such day"),
        ("LocalTime", "9999-12-31", "its year is not one from 1000 to 9000"),
        ("LocalTime", "9999-12-31 23:00", "its year is not one from 1000 to 9000"),
        ("LocalTime", ["a"], "a date and time is expected"),
        ("PartialDate", "2026-13", "there is no such day"),
        ("PartialDate", "9001", "its year is not one from 1000 to 9000"),
        ("PartialDate", "March 2026", "write 2026, 2026-03"),
        ("Year", "26", "a year, such as 2026"),
        ("Amount", "much", "write digits alone"),
        ("Amount", "-1", "at least 0"),
        ("Amount", "1.2345", "two digits after the point"),
        ("Amount", "1.234", "not between thousands; did you mean 1234?"),
        ("Amount", "9" * 13, "too large"),
        ("Amount", "NaN", "write digits alone"),
        ("Amount", ["1"], "a number is expected"),
    ],
)
def test_texts_are_refused_in_words(name: str, value: Any, expected: str) -> None:
    """Each refusal says what is wrong, what is expected, and the likely right value where there is one."""
    found = message(name, value)
    assert expected in found, found


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("ada", None),
        ("ada-lovelace-2", None),
        ("con", "device"),
        ("lpt1", "device"),
        ("index", "address of the site"),
        ("a" * 61, "61 characters"),
        ("ada_l", "single hyphens"),
        ("-ada", "single hyphens"),
        ("ada--l", "single hyphens"),
        ("adá", "single hyphens"),
        ("", "single hyphens"),
    ],
)
def test_names_of_files(slug: str, expected: str | None) -> None:
    """A slug is small letters, digits and single hyphens, and no name that a system or the site needs."""
    found = slug_problem(slug)
    assert (found is None) if expected is None else (found is not None and expected in found)


def test_orcid_checksum_is_that_of_the_standard() -> None:
    """ISO 7064 MOD 11-2, with X for ten and 0 for eleven."""
    assert orcid_checksum("000000021825009") == "7"
    assert orcid_checksum("000000021694233") == "X"


SLUGS = {"members": frozenset({"ada"}), "organizations": frozenset({"acme"}), "events": frozenset({"agm"})}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("adda", "no member is called 'adda'; did you mean 'ada'?"),
        ("zzzz", "no member is called 'zzzz'; write it as the address of its page ends, one of: ada"),
        ("acme", "'acme' is the name of an organization; a member is expected here"),
        ("agm", "'agm' is the name of an event; a member is expected here"),
    ],
)
def test_reference_to_nobody_is_refused(value: str, expected: str) -> None:
    """An unknown name is refused with the nearest one, and one of another kind by what it is."""
    adapter = TypeAdapter(Annotated[str, Reference("members")])
    assert adapter.validate_python("ada", context={"slugs": SLUGS}) == "ada"
    with pytest.raises(pydantic.ValidationError) as caught:
        adapter.validate_python(value, context={"slugs": SLUGS})
    assert caught.value.errors()[0]["msg"] == expected


def test_reference_or_name_takes_a_plain_name() -> None:
    """Where a name will do, nothing is refused; and without a listing no reference can be checked."""
    adapter = TypeAdapter(Annotated[str, ReferenceOrName("organizations")])
    assert adapter.validate_python("Acme Ltd", context={"slugs": SLUGS}) == "Acme Ltd"
    assert TypeAdapter(Annotated[str, Reference("members")]).validate_python("anyone") == "anyone"


def test_long_values_are_cut_in_messages() -> None:
    """A message never repeats a whole essay."""
    assert quoted("x" * 100) == "'" + "x" * 59 + "…'"
    assert quoted("short") == "'short'"


def test_visible_is_open_unless_it_says_otherwise() -> None:
    """A field without a mark is public, and may be hidden."""
    assert Visible() == Visible("public", "public", fixed=False)
    assert get_args(fields.Audience) == fields.AUDIENCES


MUTATIONS: tuple[Any, ...] = (
    *(None, "", "x", "x" * 30_000, "-1", "1e400", "0.333", "9" * 30),
    *([], ["x"], [None], [["x"]], ["x"] * 999, {}, {"x": "y"}, {"name": ["x"]}),
)
"""Values that a field may meet in a file in place of its own."""


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_no_phrase_of_pydantic_reaches_an_author(record_type: Any) -> None:
    """Whatever stands in whatever field, the words are ours: every type of error is in the one table."""
    base = full(record_type).model_dump(mode="json", by_alias=True)
    base = {name: value for name, value in base.items() if name not in {"bio", "body", "photo", "logo"}}

    def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [way, *(place for key, item in inner for place in places(item, (*way, key)))]

    said = set()
    for way in places(base):
        for new in MUTATIONS:
            try:
                record_type.model_validate(replaced(base, way, new), context={"slugs": SLUGS})
            except pydantic.ValidationError as error:
                said |= {(one["type"], words(one)) for one in error.errors(include_url=False)}
    foreign = [
        one for one in said if any(phrase in one[1] for phrase in ("Input should", "valid", "Extra", "Field req"))
    ]
    assert foreign == []
    assert len(said) > 20


def outcome(name: str, value: str) -> str:
    """What becomes of a value: itself as taken, or the words that refuse it."""
    try:
        return repr(ADAPTERS[name].validate_python(value))
    except pydantic.ValidationError as error:
        return str(error)


ADDRESSES = st.builds(
    "{}{}{}".format,
    st.text("abx019.-_+?%@", max_size=8),
    st.sampled_from(["@", "", "@x."]),
    st.text("abx019.-", max_size=8) | st.sampled_from(["x.org", "x.test", "xn--a.de", "xn--mnchen-3ya.de", "a" * 64]),
)


@given(ADDRESSES)
@example(f"{'a' * 250}@x.org")
@example(f"{'a' * 70}@x.org")
@example("info@x.org")
def test_plain_addresses_of_mail_need_no_closer_look(value: str) -> None:
    """An address of the usual form is taken or refused as it would be by the whole standard."""
    with patch.object(standards, "PLAIN_EMAIL", re.compile("(?!)")):
        expected = outcome("Email", value)
    assert outcome("Email", value) == expected


@given(
    st.sampled_from(["http://", "https://", "//"]), st.text("abx019.-:", max_size=9), st.text("/a?#@:%'é ", max_size=5)
)
def test_plain_addresses_of_the_web_need_no_closer_look(scheme: str, host: str, path: str) -> None:
    """An address of the usual form is taken as it would be after all the questions to others."""
    value = f"{scheme}{host}{path}"
    with patch.object(standards, "PLAIN_URL", re.compile("(?!)")):
        expected = outcome("Url", value)
    assert outcome("Url", value) == expected


def test_a_name_becomes_a_slug() -> None:
    """A slug is made of what ASCII can say of a name, without invisible signs, at most 60 long, cut after a word."""
    assert slug_of("Łukasz  O’Brien") == "lukasz-o-brien"
    assert slug_of("mexico-\u200bchiapas") == "mexico-chiapas"
    assert slug_of("zero\u200bwidth") == "zerowidth"
    assert slug_of("統計") == ""
    assert slug_of("word " * 20) == "-".join(["word"] * 12)
    assert slug_of("x" * 80) == "x" * 60


def test_a_slug_that_is_taken_gets_a_number() -> None:
    """The first number that makes it one that nobody has; a long one gives way, and none is a device's name."""
    assert free_slug("ada", ()) == "ada"
    assert free_slug("ada", {"ada", "ada-2"}) == "ada-3"
    assert free_slug("con", ()) == "con-2"
    assert free_slug("x" * 58 + "-y", {"x" * 58 + "-y"}) == "x" * 58 + "-2"
    assert free_slug("x" * 60, {"x" * 60, *("x" * 58 + f"-{number}" for number in range(2, 10))}) == "x" * 57 + "-10"
