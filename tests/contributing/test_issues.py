"""An issue becomes a file or a reply that its author understands, and nothing else, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from invoke import Exit

from plugins.contributing.issue_bodies import MAX_BODY
from plugins.contributing.issues import FormError, Reply, from_issue
from plugins.contributing.pulls import Account
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.spotchecks import problems_of
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tasks import from_issue as from_issue_task
from tests.contributing.issues import body_of, data_of
from tests.factories import FULL, RECORD_TYPES, association
from tests.press.small import write_association

ADA = Account("ada-lovelace", 1815)
TODAY = date(2026, 11, 22)
LEAST: Mapping[type[Record], Mapping[str, Any]] = {
    Member: {"name": "Grace Hopper", "consent": {}},
    Event: {
        "title": "Evening on tides",
        "start": "2027-05-20 18:30",
        "end": "2027-05-20 20:00",
        "timezone": "Europe/London",
        "format": "online",
    },
    Job: {
        "title": "Tide observer",
        "organization": "Forth Marine College",
        "posted": "2026-11-02",
        "closes": "2026-12-15",
        "workplace": "remote",
        "employment_type": "part-time",
        "apply": {"email": "jobs@example.org"},
        "body": "Read the staff.",
    },
}
AGREED = {"consent": {"date": "2026-11-22", "version": "2026-1"}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An association with one file of each kind."""
    return association(tmp_path / "root")


def sent(root: Path, body: str, author: Account = ADA) -> Reply:
    """The reply to an issue."""
    return from_issue(root, RECORD_TYPES, body, author, TODAY, "2026-1")


def files(root: Path) -> dict[str, bytes]:
    """Every file below and beside the root."""
    below = root.parent
    return {path.relative_to(below).as_posix(): path.read_bytes() for path in below.rglob("*") if path.is_file()}


def read(root: Path, path: str) -> Source:
    """A file as the check reads it."""
    source = parse(path, (root / path).read_bytes())
    assert isinstance(source, Source)
    return source


@pytest.mark.parametrize("record_type", LEAST, ids=lambda one: one.kind)
def test_what_is_written_is_what_the_file_says(root: Path, record_type: type[Record]) -> None:
    """Every answer of a form that is filled in to the last heading comes back from the file, and the check passes."""
    data = {**FULL[record_type], **(AGREED if record_type is Member else {})}
    reply = sent(root, body_of(record_type, data))
    assert reply.path, reply.text
    source = read(root, reply.path)
    expected = {key: value for key, value in data_of(record_type, data).items() if key != "body"}
    if record_type is Member:
        expected |= {"github": {"login": "ada-lovelace", "id": "1815"}}
    assert source.data == expected
    assert (source.body or "") == str(data.get("body", ""))
    assert not [one for one in problems_of(root, RECORD_TYPES, [reply.path]) if not one.warning]


@pytest.mark.parametrize("record_type", LEAST, ids=lambda one: one.kind)
def test_the_least_is_enough(root: Path, record_type: type[Record]) -> None:
    """A form with nothing but what is required makes one file, named after its title, and changes no other."""
    before = files(root)
    data = {**LEAST[record_type], **(AGREED if record_type is Member else {})}
    reply = sent(root, body_of(record_type, data).replace("\n", "\r\n"))
    names = {"members": "members/grace-hopper.yaml", "events": "content/events/evening-on-tides.md"}
    assert reply.path == names.get(record_type.kind, "content/jobs/tide-observer.md")
    after = files(root)
    assert after.keys() - before.keys() == {f"root/{reply.path}"}
    assert {name: after[name] for name in before} == before
    assert f"`{reply.path}`" in reply.text


def test_a_name_that_is_taken_gets_a_number(root: Path) -> None:
    """Another person of the same name has another file; letters that no address can hold fall back on the account."""
    names = ["Grace Hopper", "Grace Hopper", "Grace  Hópper", "統計", "Index", "Con"]
    authors = [*(Account(f"somebody-{number}", number) for number in range(1, 4)), ADA, *map(Account, "ef", (5, 6))]
    found = [
        sent(root, body_of(Member, {"name": name, **AGREED}), author).path
        for name, author in zip(names, authors, strict=True)
    ]
    ends = ["grace-hopper", "grace-hopper-2", "grace-hopper-3", "ada-lovelace", "index-2", "con-2"]
    assert found == [f"members/{end}.yaml" for end in ends]


def test_an_account_has_one_file(root: Path) -> None:
    """Who has a file already is told where it is, and no second one is made; an event of the same account is."""
    first = sent(root, body_of(Member, {"name": "Grace Hopper", **AGREED}))
    before = files(root)
    again = sent(root, body_of(Member, {"name": "Grace Brewster Hopper", **AGREED}))
    assert again.path == ""
    assert f"There is a file of your account already, `{first.path}`" in again.text
    assert files(root) == before
    assert sent(root, body_of(Event, LEAST[Event])).path


def test_words_may_stand_in_one_line(root: Path) -> None:
    """Skills between commas are several, as people write them; a text with a comma stays one."""
    data = {"name": "Grace Hopper", **AGREED, "skills": ["Tides, Teaching", "R;Go"], "interests": ["Salt, and the sea"]}
    source = read(root, sent(root, body_of(Member, data)).path)
    assert source.data["skills"] == ["Tides", "Teaching", "R", "Go"]
    assert source.data["interests"] == ["Salt, and the sea"]


def test_what_is_wrong_is_told_by_its_heading(root: Path) -> None:
    """The reply names each heading whose answer will not do, with what to do; no file is left behind."""
    before = files(root)
    data = {
        "name": "Grace Hopper",
        "headline": "x" * 161,
        "location": {"country": "Portugal"},
        "links": {"website": "grace.example.org"},
        "languages": [{"tag": "en"}, {"tag": "German"}],
    }
    reply = sent(root, body_of(Member, data))
    assert (reply.path, files(root)) == ("", before)
    told = dict(re.findall(r"^- \*\*(.+)\*\*: (.+)$", reply.text, re.MULTILINE))
    assert told.keys() == {"Headline", "Location: Country", "Links: Website", "Languages, line 2, language", "Consent"}
    assert "did you mean PT (Portugal)?" in told["Location: Country"]
    assert "at most 160" in told["Headline"]


def test_a_line_that_lacks_a_bar_is_explained(root: Path) -> None:
    """Of a line with bars its field is named, and once what a line of it holds."""
    work = [{"title": "Analyst", "organization": "Acme", "url": "2020", "start": "2021"}] * 2
    reply = sent(root, body_of(Member, {"name": "Grace Hopper", **AGREED, "work": work}))
    told = re.findall(r"^- \*\*(.+)\*\*: (.+)$", reply.text, re.MULTILINE)
    assert [heading for heading, _said in told] == ["Work, line 1, web address", "Work, line 2, web address"]
    whole = "(a line here is: `title | organization | web address | from | to | summary`)"
    assert [whole in said for _heading, said in told] == [True, False]


def test_names_lead_to_files(root: Path) -> None:
    """An employer, a chapter or a poster by its name becomes the name of its file, as in the form of the site."""
    (root / "content/organizations/forth-marine-college.md").write_text("---\nname: Forth Marine College\n---\n")
    (root / "content/chapters/north-sea.md").write_text("---\nname: North Sea\n---\n")
    more = {"work": [{"title": "Analyst", "organization": "Forth Marine College"}, {"title": "B", "organization": "C"}]}
    data = {"name": "Grace Hopper", **AGREED, **more, "membership": {"chapters": ["North Sea"]}}
    found = read(root, sent(root, body_of(Member, data)).path).data
    assert [one["organization"] for one in found["work"]] == ["forth-marine-college", "C"]
    assert found["membership"] == {"chapters": ["north-sea"]}
    job = read(root, sent(root, body_of(Job, {**LEAST[Job], "poster": "Grace Hopper"})).path).data
    assert (job["organization"], job["poster"]) == ("forth-marine-college", "grace-hopper")


def test_an_answer_is_one_that_the_forge_takes(root: Path) -> None:
    """Of very much that is wrong the first is told, and how much more there is."""
    wrong = [{"title": "A", "year": "x", "url": "y", "doi": "z"}] * 200
    reply = sent(root, body_of(Member, {"name": "Grace Hopper", **AGREED, "publications": wrong}))
    assert len(reply.text) < 20_000
    assert re.search(r"^- and \d+ more; mend these first$", reply.text, re.MULTILINE)
    long = sent(root, body_of(Member, {"name": "Grace Hopper", **AGREED, "work": [{"title": "|" * 50_000}]}))
    assert len(long.text) < 1000


@pytest.mark.parametrize(
    ("data", "heading", "why"),
    [
        ({"headline": "one\ntwo"}, "Headline", "several lines"),
        ({"headline": "a\x1b[31mred"}, "Headline", "character"),
        ({"work": [{"title": "A | B | C | D | E | F | G"}]}, "Work", "more bars than fields"),
        ({"bio": "Me.\n\n### Name\n\nSomebody else"}, "Name", "stands twice"),
    ],
)
def test_answers_of_another_form_are_told(root: Path, data: Mapping[str, Any], heading: str, why: str) -> None:
    """What cannot be an answer to its heading is told there."""
    reply = sent(root, body_of(Member, {**LEAST[Member], **AGREED, **data}))
    assert reply.path == ""
    assert re.search(rf"^- \*\*{heading}\*\*: .*{why}", reply.text, re.MULTILINE)


@pytest.mark.parametrize(
    "body",
    ["", "Hello", "### Name\n\nGrace", body_of(Member, {"name": "Grace"}).replace("### Consent", "### consent")],
)
def test_what_is_no_form_is_refused(root: Path, body: str) -> None:
    """An issue without the headings of a form is none of ours."""
    before = files(root)
    with pytest.raises(FormError, match="none of the forms"):
        sent(root, body)
    assert files(root) == before


def test_a_body_without_end_is_refused(root: Path) -> None:
    """More than the forge takes is not read at all; of as much as it takes, it is told what a file cannot hold."""
    body = body_of(Member, {"name": "Grace", **AGREED})
    with pytest.raises(FormError, match="at most 65,536"):
        sent(root, body + "x" * MAX_BODY)
    assert "at most" in sent(root, body + "\n- [X] a" * ((MAX_BODY - len(body)) // 8)).text


HOSTILE = (
    "$(touch hacked)",
    "`touch hacked`; rm -rf / #",
    "../../../etc/passwd",
    "{static}/../pelicanconf.py",
    "---\nname: Somebody else\n---",
    "!!python/object/apply:os.system [id]",
    "&a [*a, *a]",
    "::set-output name=path::/etc/passwd",
    "${{ github.token }}",
    "</textarea><script>alert(1)</script>",
    "@everyone [x](javascript:alert(1)) ![x](http://x/y.png)",
    "a\u202egnp.exe",
    "### Consent",
    "\x00\x07",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["name", "headline", "bio", "skills"])
def test_nothing_gets_out_of_an_answer(root: Path, field: str, text: str) -> None:
    """Whatever stands in an answer is the value of its field or is refused; no other file or field is made."""
    before = files(root)
    data = {**LEAST[Member], **AGREED, field: [text] if field == "skills" else text}
    reply = sent(root, body_of(Member, data))
    new = files(root).keys() - before.keys()
    assert {name: content for name, content in files(root).items() if name not in new} == before
    assert not re.search(r"(?<!`)(@everyone|::set-output|<script)", re.sub(r"(`+) .*? \1|`[^`]*`", "", reply.text))
    if reply.path:
        assert new == {f"root/{reply.path}"}
        assert re.fullmatch(r"members/[a-z0-9-]+\.yaml", reply.path)
        found = read(root, reply.path).data
        said = [part.strip() for part in re.split("[\n,;]", text)] if field == "skills" else text
        assert found == {**LEAST[Member], **AGREED, field: said, "github": {"login": "ada-lovelace", "id": "1815"}}
    else:
        assert new == set()
        assert reply.text.startswith("Thank you. Before this can be taken")


def test_the_task_answers_by_the_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task takes the version of consent from the settings and the day from its option, and names the new file."""
    root = write_association(tmp_path / "root")
    settings = root / "pelicanconf.py"
    (tmp_path / "body.md").write_text("Hello", encoding="utf-8")
    given = {"body_file": str(tmp_path / "body.md"), "author": "grace", "author_id": "1906", "root": str(root)}
    with pytest.raises(Exit, match="needs 'consent_version'"):
        from_issue_task.body(None, **given)
    settings.write_text(settings.read_text().replace('"name":', '"consent_version": "7", "name":'), encoding="utf-8")
    (tmp_path / "body.md").write_text(body_of(Member, {"name": "Grace Hopper", **AGREED}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "told"))
    from_issue_task.body(None, **given, today="2026-03-14")
    assert (tmp_path / "told").read_text() == "path=members/grace-hopper.yaml\n"
    assert read(root, "members/grace-hopper.yaml").data == {
        "name": "Grace Hopper",
        "consent": {"date": "2026-03-14", "version": "7"},
        "github": {"login": "grace", "id": "1906"},
    }
    assert "Thank you" in capsys.readouterr().out
    (tmp_path / "body.md").write_text("Hello", encoding="utf-8")
    with pytest.raises(Exit, match="none of the forms") as ended:
        from_issue_task.body(None, **given)
    assert ended.value.code == 2
