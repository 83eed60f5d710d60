"""Tables of every make are read as rows of text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.importing.cells import cell, clean, raw
from plugins.importing.reading import read
from plugins.importing.tables import Row, Table, UnreadableError

LINES = "Name;City\nZoë;Łódź\n"


def table(folder: Path, name: str, content: str | bytes, at: str = "") -> Table:
    """The table in a file of this name and content."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(str(file), at)


def cells(found: Table) -> list[dict[str, object]]:
    """The cells of each row, without the name of the file."""
    return [{name: value for name, value in row.cells.items() if name != "_file"} for row in found.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(tmp_path, separator, end):
    """Comma, semicolon and tab separate, and any line end ends a line, also inside quotes."""
    content = end.join([f"Name{separator}Bio", f'Ada{separator}"one{end}two, ""three"""', ""])
    assert cells(table(tmp_path, "a.csv", content)) == [{"Name": "Ada", "Bio": f'one{end}two, "three"'}]
    assert clean(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path, encoding):
    """UTF-8 and UTF-16 are read, with and without a byte order mark, and nothing is said about it."""
    found = table(tmp_path, "a.csv", LINES.encode(encoding))
    assert cells(found) == [{"Name": "Zoë", "City": "Łódź"}]
    assert found.notes == ()


def test_windows_encoding_is_told(tmp_path):
    """What is not UTF-8 is read as Windows-1252, and the reader is told, with the line."""
    found = table(tmp_path, "a.csv", "Name\nAda\nZoë\n".encode("cp1252"))
    assert cells(found)[1] == {"Name": "Zoë"}
    assert "a.csv is not UTF-8 (see line 3), so it was read as Windows-1252" in found.notes[0]


def test_one_column_and_separator_line_of_excel(tmp_path):
    """A table of one column has no separator to find, and Excel's own line `sep=;` names it."""
    assert cells(table(tmp_path, "a.csv", "Name\nAda\n")) == [{"Name": "Ada"}]
    found = table(tmp_path, "b.csv", "sep=;\r\nName;Note\r\nAda;a, b\r\n")
    assert cells(found) == [{"Name": "Ada", "Note": "a, b"}]
    assert found.rows[0].place == "row 3"


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path):
    """A row's number counts records, not lines, from the heading on, empty rows included."""
    found = table(tmp_path, "a.csv", 'Name,Bio\n"Ada","x\ny"\n,\nGrace,z\n')
    assert [row.place for row in found.rows] == ["row 2", "row 4"]


def test_row_longer_than_the_heading(tmp_path):
    """A row with more cells than the heading is refused; one with fewer has empty cells."""
    found = table(tmp_path, "a.csv", "Name,City\nAda,London,UK\nGrace\n")
    assert "the row has 3 cells, the heading 2" in found.rows[0].problem
    assert cells(found)[1] == {"Name": "Grace", "City": None}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "", "the file is empty"),
        ("a.csv", "Name,Name\nAda,x\n", "the column 'Name' twice"),
        ("a.csv", 'Name\n"Ada\n', "a quotation mark may not be closed"),
        ("a.csv", b"Name\n\x81\n", "line 2 is not text in cp1252"),
        ("a.xlsx", "PK", "save the table as CSV (UTF-8)"),
        ("a.json", "[1,", "line 1 is not JSON"),
        ("a.json", '"text"', "a list of records"),
        ("a.json", "[" * 100_000, "too deep"),
        ("a.yaml", "a: [", "is not YAML"),
        ("a.yaml", "a: 1\n---\nb: 2\n", "holds 2 documents"),
        ("a.yaml", "? [a]\n: b\n", "a key is a text"),
        ("a.yaml", "a: {name: b}\na: {name: c}\n", "the key 'a' stands in the file twice"),
        ("a.yaml", "a: &x [1]\nb: *x\n", "an alias stands for the list or mapping on line 1; write it out"),
        ("a.yaml", "[" * 100_000, "too deep"),
        ("a.yaml", "a: " + "[" * 50 + "]" * 50, "line 1: values stand in one another too deep"),
    ],
)
def test_unreadable(tmp_path, name, content, expected):
    """A file that cannot be a table is refused by name, with where and why."""
    with pytest.raises(UnreadableError, match=f"^{name}: ") as error:
        table(tmp_path, name, content)
    assert expected in str(error.value)


def test_no_such_file(tmp_path):
    """A path, a pattern or a folder that leads to no table says so."""
    for path in ("none.csv", "*.csv", ""):
        with pytest.raises(UnreadableError):
            read(str(tmp_path / path))


def test_yaml_stays_text(tmp_path):
    """YAML is read as text, whatever it looks like; only an empty value, ~ and null are nothing."""
    content = "'0x174': {a: NO, b: 0123, c: 12:30, d: 1.10, e: , f: ~, g: null, h: 'null', i: Null}\n"
    found = table(tmp_path, "a.yaml", content)
    expected = {"a": "NO", "b": "0123", "c": "12:30", "d": "1.10", "e": None, "f": None, "g": None, "h": "null"}
    assert cells(found) == [{**expected, "i": "Null", "_id": "0x174"}]
    assert found.rows[0].place == "line 1, '0x174'"


def test_json_numbers_stay_as_written(tmp_path):
    """JSON's numbers and truth values are the text they were written as."""
    found = table(tmp_path, "a.json", '[{"a": 1.10, "b": 1e5, "c": true, "d": [false, null], "e": {"f": 12}}]')
    assert cells(found) == [{"a": "1.10", "b": "1e5", "c": "true", "d": ["false", None], "e": {"f": "12"}}]


def test_key_given_twice_is_that_rows_problem(tmp_path):
    """A record that says one thing twice is refused, and the others are not."""
    found = table(tmp_path, "a.json", '[{"a": 1, "b": {"c": 1, "c": 2}}, {"a": 2}, 3]')
    assert [row.problem for row in found.rows] == [
        "'c' stands in this record twice; which of the two holds?",
        "",
        "this is not a record of named values",
    ]


def test_records_by_id_at_a_path_and_alone(tmp_path):
    """Records stand in a list, by their ids, at a path inside, or one in a file."""
    by_id = {"ada": {"name": "Ada"}, "grace": {"name": "Grace"}}
    assert [row["_id"] for row in cells(table(tmp_path, "a.json", json.dumps(by_id)))] == ["ada", "grace"]
    inside = json.dumps({"data": {"people": by_id}, "version": 2})
    assert [row["_id"] for row in cells(table(tmp_path, "b.json", inside, "data.people"))] == ["ada", "grace"]
    assert cells(table(tmp_path, "c.json", '{"name": "Ada", "links": {}}')) == [{"name": "Ada", "links": {}}]
    with pytest.raises(UnreadableError, match=r"nothing at 'data\.none'"):
        table(tmp_path, "b.json", inside, "data.none")


def test_folder_and_pattern(tmp_path):
    """All tables of a folder are one, in the order of their names; the name of each file is a column."""
    for stem in ("b-\u200bc", "a"):
        (tmp_path / f"{stem}.json").write_text('{"x": {"y": 1}}', encoding="utf-8")
    (tmp_path / "c.yml").write_text("- x: 2\n- x: 3\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no table", encoding="utf-8")
    found = read(str(tmp_path))
    assert [(row.place, row.cells["_file"]) for row in found.rows] == [
        ("a.json", "a"),
        ("b-\u200bc.json", "b-\u200bc"),
        ("c.yml, line 1", "c"),
        ("c.yml, line 2", "c"),
    ]
    assert len(read(str(tmp_path / "*.json")).rows) == 2


def test_cells_by_path():
    """A path leads through mappings and lists; a key that holds a dot is found as well."""
    cells = {"a": {"b": " x "}, "state.region": "CA", "list": [{"c": "1"}, {"c": ""}, {"c": "3"}], "empty": {}}
    assert cell(cells, "a.b") == "x"
    assert cell(cells, "state.region") == "CA"
    assert cell(cells, "list.1.c") is None
    assert cell(cells, "list.2.c") == "3"
    assert raw(cells, "list.*.c") == ["1", "", "3"]
    assert cell(cells, "list.*.c") == ["1", "3"]
    assert cell(cells, "list.9.c") is None
    assert cell(cells, "a.b.c") is None
    assert cell(cells, "empty") is None


def test_cleaning():
    """Space and invisible signs at the ends go, those inside stay."""
    assert clean("\ufeff \u200b a\u200bb \u2060") == "a\u200bb"
    assert clean("a\u2028b\u2029c\x85d") == "a\nb\nc\nd"
    assert clean(" \u200b ") is None


def test_columns_are_counted():
    """The columns are named with the number of their filled cells, nested ones by their paths."""
    rows = (
        {"a": "x", "b": "", "n": {"c": "1"}, "l": [{"d": "1"}, {"d": ""}], "t": ["p"]},
        {"a": "y", "n": {}, "o": {}},
    )
    found = Table(tuple(Row("", cells) for cells in rows)).columns
    assert found == {"a": 2, "b": 0, "n.c": 1, "l.*.d": 1, "t": 1, "o": 0}
