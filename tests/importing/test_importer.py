"""An import: what the report says, what is written and what never is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.importing.conftest import PEOPLE

HEADING = "Slug,Name,Headline,E-mail,ORCID,Skills,Country\n"
ADA = """\
# a comment
name: Ada Lovelace
headline: Poet of numbers
email: ada@example.org
consent:
  date: 2026-01-01
  version: '1'
"""


def files(root: Path) -> dict[str, str]:
    """The text of every file by its path."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def test_dry_run_then_write_then_unchanged(imports, root):
    """A dry run writes nothing; --write writes; a second import finds everything unchanged."""
    table = HEADING + "ada,Ada Lovelace,,ada@example.org,0000-0002-1825-0097,GIS; R,Norway\n"
    text, status = imports(table, PEOPLE)
    assert (files(root), status) == ({}, 0)
    assert "new        row 2  members/ada.yaml" in text
    assert "1 row: 1 new, 0 changed, 0 unchanged, 0 refused" in text
    assert "Nothing is written yet" in text
    text, status = imports(table, PEOPLE, write=True)
    assert "1 file written" in text
    assert files(root) == {
        "members/ada.yaml": textwrap.dedent("""\
            name: Ada Lovelace
            location:
              country: NO
            skills:
              - GIS
              - R
            links:
              orcid: 0000-0002-1825-0097
            email: ada@example.org
            consent:
              date: 2026-03-01
              version: import
            """)
    }
    text, status = imports(table, PEOPLE, write=True, update=True)
    assert "0 new, 0 changed, 1 unchanged, 0 refused" in text
    assert "0 files written" in text


def test_report_of_a_mixed_table(imports, put, root):
    """The report gives each row its state, the cell and the reason, then the counts."""
    put("members/ada.yaml", ADA)
    put("members/bo.yaml", "name: Bo\nconsent: {date: 2026-01-01, version: '1'}\n")
    table = HEADING + (
        "ada,Ada Lovelace,Countess,ada@example.org,,,\n"
        "bo,Bo,,,,,\n"
        "cy,Cy,,,someone@example.org,,Xyzzy\n"
        "cy,Cy,,,,,\n"
        ",,nobody,,,,\n"
        "di,Di,,,,GIS,\n"
    )
    text, status = imports(table, PEOPLE)
    assert status == 1
    assert text.split("\nmembers from")[0] == textwrap.dedent("""\
        changed    row 2  members/ada.yaml
                   headline: 'Poet of numbers' becomes 'Countess'
        unchanged  row 3  members/bo.yaml
        refused    row 4  members/cy.yaml
                   column Country (location.country): 'Xyzzy' is not a country's code of two capital letters (ISO 3166-1), such as PT for Portugal
                   column ORCID (links.orcid): 'someone@example.org' is not an ORCID iD of four groups of four, such as 0000-0002-1825-0097
        refused    row 5
                   row 4 already makes the file 'cy'; rows are never merged, so this one is left
        refused    row 6
                   nothing in the row gives the file its name; `slug:` in the map says what it is made of
        new        row 7  members/di.yaml
        """)  # noqa: E501
    assert "6 rows: 1 new, 1 changed, 1 unchanged, 3 refused" in text


def test_name_without_letters_a_to_z(imports):
    """A name in another script is told as what it is, with the way to call its file otherwise."""
    text, _ = imports(HEADING + ",王小明,,,,,\n", PEOPLE)
    assert (
        "refused    row 2\n"
        "           '王小明' has no letter a to z and no digit, of which a file's name is made; let `slug:` in the map "
        "read a column that has some, such as that of the membership number\n"
    ) in text
    map_ = "slug: Skills\nfields: {name: Name, consent: {constant: {date: 2026-01-01, version: '1'}}}\n"
    assert "new        row 2  members/m-0815.yaml" in imports(HEADING + ",王小明,,,,M-0815,\n", map_)[0]


def test_nothing_is_changed_without_update_and_nothing_ever_deleted(imports, put, root):
    """--write leaves files that are there; --update changes only what the row fills; other files stay."""
    put("members/ada.yaml", ADA)
    put("members/zoe.yaml", "name: Zoë\nconsent: {date: 2026-01-01, version: '1'}\n")
    before = files(root)
    table = HEADING + "ada,Ada Lovelace,Countess,,,,\n"
    text, _ = imports(table, PEOPLE, write=True)
    assert files(root) == before
    assert "Changed files are left as they were; --update changes them." in text
    imports(table, PEOPLE, update=True)
    assert files(root) == before
    text, _ = imports(table, PEOPLE, write=True, update=True)
    assert "1 file written" in text
    # An empty cell (the e-mail) takes nothing away, and what the member agreed to is not what the map says.
    assert files(root) == {**before, "members/ada.yaml": ADA.replace("Poet of numbers", "Countess")}


def test_same_value_in_another_form_is_unchanged(imports, put, root):
    """What means the same to the record, such as a phone number with spaces, is no change."""
    put("members/ada.yaml", ADA + "phone: +351 21 123 4567\n")
    map_ = "slug: {constant: ada}\nfields:\n  phone: {from: Phone, phone: PT}\n"
    assert "1 unchanged" in imports("Phone\n211234567\n", map_)[0]


def test_matching_by_slug_alias_email_orcid(imports, put, root):
    """A row finds its file by slug, else by an old name, else by e-mail, else by ORCID iD."""
    consent = "consent: {date: 2026-01-01, version: '1'}\n"
    put("members/a/ada.yaml", f"name: Ada\naliases: [countess]\nemail: ada@EXAMPLE.org\n{consent}")
    put("members/bo.yaml", f"name: Bo\nlinks: {{orcid: 0000-0002-1825-0097}}\n{consent}")
    table = HEADING + (
        "ada,Ada,,,,,\ncountess,Ada,,,,,\nlovelace,Ada,,ada@example.org,,,\nb,Bo,,,0000-0002-1825-0097,,\n"
    )
    text, _ = imports(table, PEOPLE.replace("slug:", "same_slug: number\nslug:", 1))
    assert "unchanged  row 2  members/a/ada.yaml" in text
    # A file is one row's: the others that lead to it are told so and get a name of their own.
    assert "new        row 3  members/countess-2.yaml" in text
    assert "new        row 4  members/lovelace.yaml" in text
    assert "warning: members/a/ada.yaml has the same e-mail; perhaps both are one" in text
    assert "unchanged  row 5  members/bo.yaml\n           found by its ORCID iD" in text
    for slug, row in (("countess", "countess,Ada,,,,,"), ("lovelace", "x,Ada,,ada@example.org,,,")):
        assert "unchanged  row 2  members/a/ada.yaml" in imports(HEADING + row + "\n", PEOPLE)[0], slug


def test_two_people_of_one_name(imports, root):
    """Numbered namesakes are found again by their e-mails, in whatever order they come."""
    map_ = PEOPLE.replace("slug:", "same_slug: number\nslug:", 1)
    one, two = ",Ana Silva,one,a@example.org,,,\n", ",Ana Silva,two,b@example.org,,,\n"
    text, _ = imports(HEADING + one + two, map_, write=True)
    assert "warning: row 2 already makes the file 'ana-silva', so this one is called 'ana-silva-2'" in text
    assert "warning: members/ana-silva.yaml has the same name; perhaps both are one" in text
    assert sorted(files(root)) == ["members/ana-silva-2.yaml", "members/ana-silva.yaml"]
    for table in (one + two, two + one, two):
        assert ", 0 changed" in imports(HEADING + table, map_)[0]
    assert "0 new" in imports(HEADING + two + one, map_)[0]


def test_left_out_when_wrong(imports, root):
    """What a map lets be left out is left out and told, an entry of a list alone; the record is written."""
    map_ = PEOPLE.replace('split: ";"', 'split: ";", if_wrong: leave-out').replace(
        "email: E-mail", "email: {from: E-mail, if_wrong: leave-out}"
    )
    table = HEADING + f"ada,Ada,,nobody,,GIS;{'x' * 61};R,\n"
    text, status = imports(table, map_, write=True)
    assert status == 0
    assert "left out column E-mail (email), 'nobody': 'nobody' is not an e-mail address" in text
    assert "left out column Skills (skills[1]), 'xxx" in text
    assert "skills:\n  - GIS\n  - R\nconsent" in files(root)["members/ada.yaml"]
    assert "email" not in files(root)["members/ada.yaml"]


def test_rows_wanted_and_texts_replaced(imports, root):
    """A map says which rows it wants, and which texts to replace in every cell."""
    map_ = "rows: {when: {Year: 2025-*}, unless: {Name: '*test*'}, replace: {'&amp;': '&'}}\n" + PEOPLE
    table = "Name,Year\nA &amp; B,2025-01-02\nC,2024-01-02\nTester,2025-03-04\n"
    text, _ = imports(table, map_, write=True)
    assert files(root)["members/a-b.yaml"].startswith("name: A & B\n")
    assert "1 row: 1 new" in text
    assert "2 more rows not wanted by the map" in text


def test_left_out_cell_as_it_was(imports):
    """What is left out is shown with its column, as the cell was before the map turned it."""
    map_ = PEOPLE + "  phone: {from: Telephone, phone: US, if_wrong: leave-out}\n"
    text, status = imports("Name,Telephone\nAda,12\n", map_)
    assert status == 0
    assert "left out column Telephone (phone), '12': '+112' is " in text


@pytest.mark.parametrize(("rows", "heading", "expected"), [
    ("unless: {Status: Lapsed}", "Statu", "which rows are wanted; did you mean 'Statu'?"),
    ("when: {Status: Active}", "Estado", "which rows are wanted; its columns are Name, Estado"),
    ("unless: [{Status: Lapsed}, {Standing: Lapsed}]", "Estado", "no column 'Standing'"),
    ("unless: [{Status: Lapsed, Archived: 'yes'}, {Estado: Lapsed}]", "Status", "no column 'Archived'"),
    ("unless: {_status: Lapsed}", "Status", "no column '_status', by which `rows: unless:` in the map"),
])  # fmt: skip
def test_column_of_the_filter_is_missing(imports, root, rows, heading, expected):
    """Where a column that chooses the rows is not in the file, the whole run is refused and nothing written."""
    text, status = imports(f"Name,{heading}\nAda,Active\nBo,Lapsed\n", f"rows: {{{rows}}}\n{PEOPLE}", write=True)
    assert (status, files(root)) == (1, {})
    assert expected in text
    assert "change the column's name to the one that the file has, or take the condition out." in text


@pytest.mark.parametrize("heading", ["Status", "Estado"])
def test_column_of_the_filter_under_one_of_two_headings(imports, root, heading):
    """Of a list of conditions those hold whose columns the file has."""
    map_ = "rows: {unless: [{Status: ['', Lapsed]}, {Estado: ['', Lapsed]}]}\n" + PEOPLE
    text, status = imports(f"Name,{heading}\nAda,Active\nBo,Lapsed\nCy,\n", map_, write=True)
    assert (status, list(files(root))) == (0, ["members/ada.yaml"])
    assert "no column 'Estado'" not in text


def test_columns_that_do_not_meet(imports):
    """Columns that the file has not, and columns that the map does not read, are told."""
    text, _ = imports("Name,Email,Fax\nAda,a@example.org,123\nBo,,\n", PEOPLE)
    assert "the file has no column 'E-mail', which the map reads for email; did you mean 'Email'?" in text
    assert "columns that the map does not read, with their filled cells: Email (1), Fax (1)" in text
    assert "no column 'Slug'" not in text


def test_references(imports, put):
    """A reference needs a file of that name, or a row of the same table."""
    put("content/chapters/lisbon.md", "---\nname: Lisbon\n---\n")
    map_ = """
    fields: {title: T, start: S, end: S, timezone: {constant: UTC}, format: {constant: online}, chapter: C}
    """
    table = "T,S,C\nOne,2026-03-14 18:30,lisbon\nTwo,2026-03-14 18:30,lisboa\n"
    text, _ = imports(table, map_, kind="events")
    assert "new        row 2  content/events/one.md" in text
    assert "column C (chapter): no chapter is called 'lisboa'; did you mean 'lisbon'?" in text


def test_missing_fields_and_whole_record_reasons(imports):
    """A required field that nothing gives is named; a reason about the whole record stands alone."""
    map_ = "fields:\n  title: T\n  start: S\n  end: E\n  timezone: {constant: UTC}\n  format: F\n"
    text, _ = imports(
        "T,S,E,F\nOne,2026-03-14 18:30,2026-03-14 17:30,online\nTwo,2026-03-14,2026-03-14,\n", map_, kind="events"
    )
    assert "the event ends before it starts" in text
    assert "format: the row gives nothing for it, and it is required" in text


def test_bodies(imports, put, root):
    """The body of an event comes after its front matter, and an update of it keeps the comments above."""
    map_ = """
    fields:
      title: T
      start: {constant: 2026-03-14 18:30}
      end: {constant: 2026-03-14 20:00}
      timezone: {constant: Europe/Lisbon}
      format: {constant: online}
      body: B
    """
    imports('T,B\nTalk,"One\n\n---\n\nTwo"\n', map_, kind="events", write=True)
    file = root / "content/events/talk.md"
    assert file.read_text("utf-8").endswith("format: online\n---\n\nOne\n\n---\n\nTwo\n")
    file.write_text(file.read_text("utf-8").replace("title: Talk", "title: Talk # ours"), encoding="utf-8")
    text, _ = imports("T,B\nTalk,Three\n", map_, kind="events", write=True, update=True)
    assert "body: 'One --- Two' becomes 'Three'" in text
    assert file.read_text("utf-8").endswith("format: online\n---\n\nThree\n")
    assert "title: Talk # ours" in file.read_text("utf-8")


def test_file_with_a_problem_of_its_own(imports, put, root):
    """A file that cannot be read is not touched, and the row says why."""
    put("members/ada.yaml", "name: Ada: Lovelace\n")
    text, status = imports(HEADING + "ada,Ada,,,,,\n", PEOPLE, write=True, update=True)
    assert status == 1
    assert "refused    row 2  members/ada.yaml\n           the file has a problem of its own: a colon" in text
    assert files(root) == {"members/ada.yaml": "name: Ada: Lovelace\n"}


def test_change_that_would_break_the_file(imports, put, root):
    """A change that the record refuses leaves the file as it is."""
    put("members/ada.yaml", ADA)
    text, status = imports(HEADING + "ada,Ada,,nobody,,,\n", PEOPLE, write=True, update=True)
    assert (status, files(root)) == (1, {"members/ada.yaml": ADA})
    assert "column E-mail (email): 'nobody' is not an e-mail address" in text


def test_slug_that_will_not_do(imports):
    """A name that makes an address of the site, or a device's name, is refused for it."""
    assert "is a device's name on Windows" in imports(HEADING + "con,Con,,,,,\n", PEOPLE)[0]


@pytest.mark.parametrize(("name", "map_", "expected"), [
    ("table.pdf", PEOPLE, "save the table as CSV"),
    ("table.csv", "fields: {nmae: a}\n", "did you mean 'name'?"),
    ("table.csv", "tables: {z: {file: none.csv, key: a, value: b}}\n" + PEOPLE, "there is no such file"),
])  # fmt: skip
def test_what_stops_an_import(imports, root, name, map_, expected):
    """A table or a map that cannot be read stops the import, in words, with exit status 1."""
    text, status = imports(HEADING + "ada,Ada,,,,,\n", map_, name=name, write=True)
    assert status == 1
    assert expected in text
    assert files(root) == {}


def test_tables_to_look_up_in(imports, root, tmp_path):
    """A table to look up in lies beside the imported file; capitals do not matter."""
    (tmp_path / "codes.csv").write_text("Code;Name\nLIS;Lisbon\n", encoding="utf-8")
    map_ = "tables: {cities: {file: codes.csv, key: Code, value: Name}}\n" + PEOPLE.replace(
        "headline: Headline", "location.city: {from: Headline, lookup: cities}"
    )
    text, _ = imports(HEADING + "ada,Ada,lis,,,,\nbo,Bo,opo,,,,\n", map_, write=True)
    assert "city: Lisbon" in files(root)["members/ada.yaml"]
    assert "column Headline: 'opo' is not used" in text


def test_pictures_beside_a_file(imports, put, root):
    """A file with a picture beside it may describe it, and an import does not mind."""
    put("members/ada.yaml", ADA + "photo: {alt: Ada at her desk}\n")
    (root / "members/ada.jpg").write_bytes(b"not looked at")
    assert "1 changed" in imports(HEADING + "ada,Ada,,,,,\n", PEOPLE)[0]


def test_what_cannot_be_written_is_refused(imports, put):
    """A file that the disk does not take is reported as refused, and the others are written."""
    put("members", "a file where the folder should be")
    text, status = imports(HEADING + "ada,Ada,,,,,\n", PEOPLE, write=True)
    assert status == 1
    assert "members/ada.yaml cannot be written: " in text
    assert "0 files written" in text


def test_second_place_of_a_list_alone(imports, put, root):
    """Where only the second of two positions is filled, an update makes it the first."""
    put("members/ada.yaml", ADA)
    map_ = "slug: {constant: ada}\nfields:\n  work[0].title: Now\n  work[1].title: Before\n"
    text, _ = imports("Now,Before\n,Poet\n", map_, write=True, update=True)
    assert "work[0].title: nothing becomes 'Poet'" in text
    assert "work:\n  - title: Poet\n" in files(root)["members/ada.yaml"]
