"""A map is checked before any row: each mistake is named where it stands."""

from __future__ import annotations

import pytest

from plugins.directory.member import Member
from plugins.importing.map_files import read_map
from plugins.importing.rules import Map


def problems(text: str) -> list[str]:
    """The first lines of what is wrong with a map of members."""
    found = read_map("map.yaml", text.encode(), Member)
    return [] if isinstance(found, Map) else [str(problem).splitlines()[0] for problem in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fields:\n  nmae: Name\n", "map.yaml:2:3: fields.nmae: members have no field 'nmae'; did you mean 'name'?"),
        ("fields:\n  name: {form: Name}\n", "map.yaml:2:10: fields.name.form: 'form' has no meaning here; did"),
        ("feilds: {}\n", "map.yaml:1:1: feilds: 'feilds' has no meaning here; did you mean 'fields'?"),
        ("about: x\n", "map.yaml:1:1: `fields:` is missing; it says which column goes where"),
        ("fields:\n  name: {as: slug}\n", "a rule begins with where its value comes from: one of from, join"),
        ("fields:\n  name: {from: a, join: [b]}\n", "a rule begins with where its value comes from"),
        ("fields:\n  name: {from: a, with: b}\n", "`with` belongs to `join`: it stands between what is joined"),
        ("fields:\n  name: {from: a, after: b}\n", "`after` belongs to `local_time`"),
        ("fields:\n  name: {from: a, as: country_code}\n", "slug; did you mean 'country'?"),
        ("fields:\n  name: {from: a, find: '('}\n", "this is not a regular expression"),
        ("fields:\n  name: {from: a, date: soon}\n", "'soon' is not a form of a date; use YYYY, MM, DD"),
        ("fields:\n  name: {from: a, phone: Portugal}\n", "'Portugal' is not a country's code of two"),
        ("fields:\n  name: {from: a, shorten: -5}\n", "a whole number is expected here, such as 160"),
        ("fields:\n  name: {from: a, lookup: zones}\n", "there is no table 'zones' under `tables:`"),
        ("tables: {zones: {file: a.csv, key: b}}\nfields: {name: a}\n", "tables.zones.value: one text is expected"),
        ("fields:\n  name: {template: plain}\n", "a template names a column in braces"),
        ("fields:\n  name: {constant: }\n", "a constant needs a value"),
        ("fields:\n  name: {from: [a]}\n", "one text is expected here"),
        ("fields:\n  name:\n", "the name of a column is expected here, or a rule such as `from: Column`"),
        ("fields: name\n", "names with values are expected here"),
        ("fields:\n  name: {from: a, if_wrong: drop}\n", "'drop' is none of leave-out, refuse"),
        ("fields:\n  name: {from: a, only_if_missing: yes}\n", "'yes' is none of true, false"),
        ("same_slug: merge\nfields: {name: a}\n", "'merge' is none of refuse, number"),
        ("rows: {where: {a: b}}\nfields: {name: a}\n", "rows.where: 'where' has no meaning here"),
        ("rows: {when: {a: {b: c}}}\nfields: {name: a}\n", "rows.when.a: one text is expected here"),
        ("fields:\n  languages: {from: a, each: {tga: b}}\n", "'languages.tga'; did you mean 'languages.tag'?"),
        ("fields:\n  visibility.emial: {constant: public}\n", "members have no field 'emial'; did you mean 'email'?"),
        ("fields:\n  name: a\n  name: b\n", "the field 'name' stands here for the second time"),
    ],
)  # fmt: skip
def test_mistakes(text, expected):
    """A mistake in a map is told in the words and at the place it stands."""
    found = problems(text)
    assert any(expected in one for one in found), found
    assert all(one.startswith("map.yaml:") for one in found)


def test_all_at_once():
    """All mistakes of a map are told together."""
    assert len(problems("slug: {as: slug}\nfields:\n  nmae: a\n  email: {from: b, split: }\n")) == 3


def test_columns():
    """A map knows all columns it reads, and which of them a file must have."""
    found = read_map(
        "map.yaml",
        b"rows: {when: {w: x}}\nslug: s\nfields:\n  name: [a, {join: [b, c]}]\n"
        b"  headline: {from: d, template: '{} {e} {f}', find: '(?P<f>x)'}\n",
        Member,
    )
    assert isinstance(found, Map)
    assert found.columns == ("w", "s", "a", "b", "c", "d", "e")
    assert found.row_columns_missing(lambda column: column == "a") == {"w": "when"}
    assert found.columns_missing(lambda column: column == "a") == {"s": "slug", "d": "headline", "e": "headline"}
    assert found.columns_missing(set().__contains__)["b"] == "name"
