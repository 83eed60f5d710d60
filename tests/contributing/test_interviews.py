"""New files by `invoke new`: answers become a file that the check takes, and so do all of its comments."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar

import pytest
from jsonschema import Draft202012Validator
from pydantic import Field

from plugins.contributing.interviews import Facts, InterviewError, facts_of, interview
from plugins.contributing.questions import every, questions
from plugins.contributing.schemas import schema
from plugins.contributing.tables import described
from plugins.core.fields import Reference, Text
from plugins.core.loading import load
from plugins.core.parts import MarkdownText, Part
from plugins.core.problems import report
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.wording import singular
from tests.factories import RECORD_TYPES, association
from tests.test_gallery import AROUND

TODAY = date(2026, 11, 22)
SETTINGS = {"ASSOCIATION": {"consent_version": "2026-1"}, "TIMEZONE": "Europe/London"}
KINDS = {singular(one.kind): one for one in RECORD_TYPES}

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "member": {
        "name": "Łucja Sørensen",
        "location.city": "Gdańsk",
        "skills": "Tides, Bathymetry",
        "consent.date": "2026-11-22",
        "consent.version": "2026-1",
    },
    "event": {
        "title": "An evening on tides",
        "start": "2027-05-20 18:30",
        "end": "2027-05-20 20:00",
        "timezone": "Europe/London",
        "format": "online",
        "speakers": "ada-lovelace",
    },
    "job": {
        "title": "Tide observer",
        "organization": "acme-surveys",
        "workplace": "remote",
        "employment_type": "part-time",
        "apply.email": "jobs@example.org",
        "posted": "2026-11-22",
        "closes": "2026-12-22",
        "body": "Read the staff.",
    },
    "organization": {"name": "Kelp & Daughters"},
    "chapter": {"name": "Baltic", "body": "Newcomers are met\n\n---\n\nat the door."},
    "group": {"name": "Tides", "type": "working-party"},
}

HOSTILE = (
    *("NO", "12:30", ": #", "- a", "# no comment", "null", "~", "0123", "1e5", "true", "@at", "*star", "&and", "!tag"),
    *(
        "%percent",
        "`tick`",
        "[a",
        "{a",
        "a: b",
        "a #b",
        "'",
        '"',
        "''",
        '"quoted" twice"',
        "back\\slash",
        "|",
        ">",
        "?",
    ),
    *(
        "👩🏽‍🔬 Ada",
        "عادة لوفليس",
        "אדה",
        "李雷",
        "Ada\u00a0Lovelace",
        "Zoe\u0308",
        "---",
        "...",
        "<b>Ada</b>",
        "$(rm)",
        "a" * 120,
    ),
)
"""Names that are words, numbers, marks or the like to YAML, and some that are hard to write."""


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    """A small association in which nothing is wrong, with folders for schemas."""
    shutil.copytree(AROUND, tmp_path, dirs_exist_ok=True)
    (tmp_path / "schemas").mkdir()
    return facts_of(tmp_path, RECORD_TYPES, SETTINGS, TODAY)


def silent(_text: str) -> None:
    """Tells nobody."""


def answering(answers: Iterable[str]) -> Callable[[str], str]:
    """Somebody at the keyboard, who gives these answers and then leaves."""
    left = iter(answers)

    def ask(_prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise KeyboardInterrupt from None

    return ask


def uncommented(text: str) -> str:
    """A file with the # and the space after it taken away wherever a line begins with them."""
    return re.sub(r"^# (?!yaml-language-server)", "", text, flags=re.MULTILINE)


def problems(facts: Facts) -> str:
    """What the check says of all files."""
    return report(load(facts.root, RECORD_TYPES).problems)


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.kind)
def test_what_is_needed_is_asked_for(record_type: type[Record]) -> None:
    """A new file is asked for every field that it cannot be without, and all that it offers is there."""
    known = {question.name: question for question in every(questions(record_type))}
    assert {*record_type.asked, *record_type.offered} <= known.keys()
    assert not any(known[name].parts for name in record_type.asked)
    top = {name for name, question in known.items() if question.required and "." not in name}
    assert top <= {name.partition(".")[0] for name in record_type.asked}


@pytest.mark.parametrize("kind", KINDS)
def test_answers_become_a_file_without_a_problem(facts: Facts, kind: str) -> None:
    """Options alone make a file; the check finds nothing in it, nor with all of its comments as fields."""
    path = interview(facts, KINDS[kind], ANSWERS[kind], "", None, silent)
    file = facts.root / path
    assert problems(facts) == "no problems"
    text = file.read_text(encoding="utf-8")
    file.write_text(uncommented(text), encoding="utf-8")
    assert problems(facts) == "no problems"
    before, after = parse(path, text.encode()), parse(path, uncommented(text).encode())
    assert isinstance(before, Source)
    assert isinstance(after, Source)
    offered = {name for name in KINDS[kind].offered if name not in ANSWERS[kind]}
    assert set(after.data) - set(before.data) == {name for name in offered if name.partition(".")[0] == name}
    assert after.body == before.body
    assert (after.body or "") == ANSWERS[kind].get("body", "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_line_tells_an_editor_of_the_schema(facts: Facts, kind: str) -> None:
    """The line is where the language server of YAML looks for it, and leads from the file to the schema."""
    path = interview(facts, KINDS[kind], ANSWERS[kind], "", None, silent)
    lines = (facts.root / path).read_text(encoding="utf-8").removeprefix("---\n").splitlines()
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", lines[0])
    assert found
    schema = (facts.root / path).parent / found[1]
    assert schema.resolve() == (facts.root / f"schemas/{KINDS[kind].kind}.schema.json").resolve()


def test_a_root_without_schemas_is_not_told_of_any(facts: Facts) -> None:
    """A file never names a schema that is not there."""
    (facts.root / "schemas").rmdir()
    without = facts_of(facts.root, RECORD_TYPES, SETTINGS, TODAY)
    path = interview(without, KINDS["group"], ANSWERS["group"], "", None, silent)
    assert "yaml-language-server" not in (facts.root / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_read_back_the_same(facts: Facts, name: str) -> None:
    """Whatever a name looks like to YAML, the file says that name, and the check has nothing against it."""
    answers = {**ANSWERS["member"], "name": name, "bio": f"{name}\n\n{name}: x"}
    path = interview(facts, KINDS["member"], answers, "somebody", None, silent)
    found = parse(path, (facts.root / path).read_bytes())
    assert isinstance(found, Source)
    written = {key: found.data[key].strip() for key in ("name", "bio")}
    assert written == {"name": name.replace("Zoe\u0308", "Zoë"), "bio": answers["bio"].replace("Zoe\u0308", "Zoë")}


def test_hostile_answers_that_the_check_refuses_write_nothing(facts: Facts) -> None:
    """Line breaks in a name, signs that steer and a blank name are told with what to do; no file appears."""
    before = sorted(facts.root.rglob("*"))
    for name, why in [
        ("Ada\nLovelace", "several lines"),
        ("Ada \u202eecalevoL", "U\\+202E|direction|reverse"),
        ("\x1b[31mAda", "control|U\\+001B|sign"),
        ("\u3164", "nothing of the text can be seen"),
        ("a" * 121, "at most 120"),
        ("", "empty"),
    ]:
        with pytest.raises(InterviewError, match=why):
            interview(facts, KINDS["member"], {**ANSWERS["member"], "name": name}, "somebody", None, silent)
    assert sorted(facts.root.rglob("*")) == before


def test_a_person_is_asked_and_told_at_once(facts: Facts) -> None:
    """A wrong answer is told in the words of the check and asked for again; proposals are taken with Enter."""
    told: list[str] = []
    answers = ["", "Bea Young", "", "Leith", "UK", "GB", "", "", "", "", "Bea Young", ""]
    path = interview(facts, KINDS["member"], {}, "", answering(answers), told.append)
    found = parse(path, (facts.root / path).read_bytes())
    assert isinstance(found, Source)
    assert found.data == {
        "name": "Bea Young",
        "location": {"city": "Leith", "country": "GB"},
        "consent": {"date": "2026-11-22", "version": "2026-1"},
    }
    assert path == "members/bea-young.yaml"
    words = "\n".join(told)
    assert "this is needed" in words
    assert "'UK' is not a country's code" in words
    assert "did you mean GB" in words
    assert "'Bea Young' is not a name for an address" in words
    assert "Location: City (Enter to leave it out)" in words
    assert problems(facts) == "no problems"


def test_what_belongs_together_is_asked_for_again(facts: Facts) -> None:
    """An event with a place asks for it, and one of whole days may say so, however the answers came."""
    association(facts.root, {"content/chapters/azores.md": "---\nname: Azores\ntimezone: Atlantic/Azores\n---\n"})
    here = facts_of(facts.root, RECORD_TYPES, SETTINGS, TODAY)
    answers = ["A walk", "2027-05-20", "", "azores", "", "hybrid", ""]
    again = ["yes", "", "2027-05-19", "2027-05-21", *("The pier", "", "Horta", "", "", ""), ""]
    told: list[str] = []
    path = interview(here, KINDS["event"], {}, "", answering(answers + again), told.append)
    found = parse(path, (facts.root / path).read_bytes())
    assert isinstance(found, Source)
    assert found.data == {
        "title": "A walk",
        "start": "2027-05-20",
        "end": "2027-05-21",
        "timezone": "Atlantic/Azores",
        "all_day": "yes",
        "format": "hybrid",
        "venue": {"name": "The pier", "city": "Horta"},
        "chapter": "azores",
    }
    assert any("ends before it starts" in text for text in told)
    assert any("needs its `venue:`" in text for text in told)
    assert problems(here) == "no problems"


def test_a_job_without_a_way_to_apply_is_asked_for_one(facts: Facts) -> None:
    """A rule about several fields names them, and they are asked for."""
    given = {name: answer for name, answer in ANSWERS["job"].items() if name != "apply.email"}
    path = interview(facts, KINDS["job"], given, "", answering(["", "", "https://jobs.example.org/1", "", ""]), silent)
    assert "url: https://jobs.example.org/1" in (facts.root / path).read_text(encoding="utf-8")
    assert problems(facts) == "no problems"


def test_leaving_writes_nothing(facts: Facts) -> None:
    """Ctrl-C at any question leaves everything as it was."""
    before = sorted(facts.root.rglob("*"))
    answers = ["Bea Young", "", "Leith", "GB", "", "", "", ""]
    for count in range(len(answers) + 1):
        with pytest.raises(KeyboardInterrupt):
            interview(facts, KINDS["member"], {}, "", answering(answers[:count]), silent)
    assert sorted(facts.root.rglob("*")) == before


def test_no_file_is_overwritten(facts: Facts) -> None:
    """A name that is taken is refused, another is proposed, and a file that came meanwhile stays as it is."""
    ada = facts.root / "members/ada-lovelace.yaml"
    before = ada.read_bytes()
    answers = {**ANSWERS["member"], "name": "Ada Lovelace"}
    with pytest.raises(InterviewError, match="already"):
        interview(facts, KINDS["member"], answers, "ada-lovelace", None, silent)
    unaware = Facts(facts.root, facts.record_types, facts_of(facts.root, (), SETTINGS, TODAY).around, TODAY, "UTC")
    with pytest.raises(InterviewError, match="is there already, and stays as it is"):
        interview(unaware, KINDS["member"], answers, "ada-lovelace", None, silent)
    assert interview(facts, KINDS["member"], answers, "", None, silent) == "members/ada-lovelace-2.yaml"
    assert ada.read_bytes() == before


def test_a_name_in_another_script_needs_a_name_for_its_file(facts: Facts) -> None:
    """Where nothing of a name can be in an address, the person chooses; accents are left out without asking."""
    answers = {**ANSWERS["member"], "name": "李雷"}
    with pytest.raises(InterviewError, match="--slug"):
        interview(facts, KINDS["member"], answers, "", None, silent)
    assert interview(facts, KINDS["member"], answers, "", answering(["", "li-lei"]), silent) == "members/li-lei.yaml"
    path = interview(facts, KINDS["member"], ANSWERS["member"], "", None, silent)
    assert path == "members/lucja-sorensen.yaml"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"nme": "Ada"}, "did you mean 'name'"),
        ({"location": "London"}, "write location.city or"),
        ({"links.twitter": "x"}, "no such field"),
        ({"slug": "ada"}, "no such field"),
        ({"email": "ada"}, "email: 'ada' is not an e-mail address"),
        ({"name": "Ada"}, "no terminal in which to ask for consent.date, consent.version"),
        ({"membership.chapters": "lisbn"}, "did you mean 'lisbon'"),
    ],
)
def test_wrong_options_are_told(facts: Facts, given: Mapping[str, str], why: str) -> None:
    """What is no field, or will not do, is told with what was perhaps meant."""
    with pytest.raises(InterviewError, match=why):
        interview(facts, KINDS["member"], given, "", None, silent)


def test_entries_of_lists_are_answered_too(facts: Facts) -> None:
    """A field in a list of parts is that of its first entry."""
    given = {**ANSWERS["member"], "languages.tag": "pl", "work.title": "Observer", "membership.chapters": "lisbon"}
    path = interview(facts, KINDS["member"], given, "", None, silent)
    found = parse(path, (facts.root / path).read_bytes())
    assert isinstance(found, Source)
    assert found.data["languages"] == [{"tag": "pl"}]
    assert found.data["work"] == [{"title": "Observer"}]
    assert found.data["membership"] == {"chapters": ["lisbon"]}


class Ship(Part):
    """A ship, as a feature of an association's own may have it."""

    name: Text
    length: Annotated[int, Field(ge=1)] | None = None


class Voyage(Record):
    """A kind of record that says no word about its fields."""

    kind: ClassVar[str] = "voyages"
    folder: ClassVar[str] = "content/voyages"

    name: Text
    captain: Annotated[str, Reference("members")]
    ship: Ship
    body: MarkdownText | None = None


def test_a_kind_without_words_is_asked_for_too(facts: Facts) -> None:
    """A new content type has its questions, its schema and its tables before anybody writes help for them."""
    types = (*RECORD_TYPES, Voyage)
    here = facts_of(facts.root, types, SETTINGS, TODAY)
    answers = answering(["Round the Horn", "ada-lovelace", "Beagle", ""])
    path = interview(here, Voyage, {}, "", answers, silent)
    found = parse(path, (facts.root / path).read_bytes())
    assert isinstance(found, Source)
    assert found.data == {"name": "Round the Horn", "captain": "ada-lovelace", "ship": {"name": "Beagle"}}
    assert report(load(facts.root, types).problems) == "no problems"
    validator = Draft202012Validator(schema(Voyage))
    assert list(validator.iter_errors(found.data)) == []
    assert len(list(validator.iter_errors({**found.data, "ship": {"name": "Beagle", "length": "long"}}))) == 1
    table = described("# Ours\n\n<!-- fields: voyages -->\n<!-- end of fields -->\n", types)
    assert "| `ship.length` |" in table


def test_where_nobody_can_be_asked_it_is_said_how_to_answer(facts: Facts) -> None:
    """Without a terminal, all that is needed is named, with the option that gives it."""
    told = r"no terminal .* for name, consent.date, consent.version; .*--set name='Ada Lovelace'"
    with pytest.raises(InterviewError, match=told):
        interview(facts, KINDS["member"], {}, "", None, silent)
