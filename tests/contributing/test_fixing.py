"""Files are mended where there is one right answer, and nothing else of them changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.contributing.fixing import Fix, Rules, fix, fix_of
from plugins.core.codes import countries, language_tag
from plugins.core.folders import listing
from plugins.core.naming import language_name
from plugins.core.records import Record
from plugins.core.sources import Loc, Source, parse
from plugins.core.validation import validate
from plugins.core.vocabulary import load_vocabulary
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tests.factories import RECORD_TYPES, association

PROJECT = Path(__file__).resolve().parents[2]
CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'


@cache
def demonstration() -> tuple[Rules, tuple[Any, ...]]:
    """The rules and the files of the demonstration."""
    files = [file for record_type in RECORD_TYPES for file in listing(PROJECT, record_type)[0]]
    slugs = {one.kind: frozenset(file.slug for file in files if file.kind == one.kind) for one in RECORD_TYPES}
    return Rules(slugs, load_vocabulary(PROJECT)[0]), tuple(files)


def source_of(path: str, raw: bytes) -> Source:
    """A file as the core reads it."""
    found = parse(path, raw)
    assert isinstance(found, Source), found
    return found


def record_of(path: str, raw: bytes, record_type: type[Record], rules: Rules) -> Record:
    """The record that a file makes."""
    record, problems = validate(
        source_of(path, raw), record_type, rules.slugs, has_picture=True, vocabulary=rules.vocabulary
    )
    assert record is not None, problems
    return record


def scalars(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """All texts of a source with their locs."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield from scalars(one, (*loc, step))
    if isinstance(value, str):
        yield loc, value


def countries_unlike(value: str) -> list[str]:
    """Other ways to write a country."""
    return [countries()[value], value.lower(), f"{countries()[value]} "]


def languages_unlike(value: str) -> list[str]:
    """Other ways to write a language, where its name leads back to it."""
    name = language_name(value, "en")
    return [name, value.upper()] if language_tag(name) == value else []


def days_unlike(value: str) -> list[str]:
    """Other ways to write a whole day."""
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return [value.replace("-", "/"), value.replace("-", "."), value.replace("-", " ")] if whole else []


def words_unlike(value: str) -> list[str]:
    """Other ways to write a word of a list."""
    return [value.upper(), value.replace("-", " ").title()]


UNLIKE: dict[str, Callable[[str], list[str]]] = {
    "country": countries_unlike,
    "tag": languages_unlike,
    "language": languages_unlike,
    "phone": lambda value: [value.replace("+", "00", 1), f"tel:{value}"],
    "email": lambda value: [f"mailto:{value}", f"<{value}>"],
    "timezone": lambda value: [value.lower(), value.replace("_", " ").upper()] if "/" in value else [],
    "orcid": lambda value: [f"https://orcid.org/{value}", value.replace("-", "")],
    "doi": lambda value: [f"https://doi.org/{value}"],
    **dict.fromkeys(("posted", "closes", "date", "start", "end"), days_unlike),
    **dict.fromkeys(("workplace", "employment_type", "format", "level", "status"), words_unlike),
}
SKILLS = frozenset({"skills", "offers", "seeks", "required", "useful"})


def unlike(loc: Loc, value: str, rules: Rules) -> list[str]:
    """Other ways to write the value at a loc, each of which leaves no doubt."""
    if loc[0] == "visibility":
        return []
    found = UNLIKE[loc[-1]](value) if loc[-1] in UNLIKE else []
    if re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[\w/-]*)?", value):
        found += [value[8:], f"<{value}>", value.replace(":", "", 1), value.replace("//", "/", 1)]
    if SKILLS & set(loc[-2:]) and isinstance(loc[-1], int):
        found += [*rules.vocabulary.synonyms(value), value.upper()]
    return [one for one in found if not re.search(": | #|,", one)]


def damaged(text: str, source: Source, rules: Rules, draw: Callable[[Any], Any]) -> str:
    """A text with some of its values, and its white space, written otherwise."""
    lines = text.split("\n")
    for loc, value in scalars(source.data):
        line, column = source.mark(loc)
        row = lines[line - 1]
        others = unlike(loc, value, rules)
        if row[column - 1 :] != value or not draw(st.booleans()):
            continue
        written = draw(st.sampled_from(others)) if others else value
        lines[line - 1] = row[: column - 1] + written + draw(st.sampled_from(["", "", " ", "  \t"]))
    text = "\n".join(lines)
    if draw(st.booleans()):
        text = text.rstrip("\n") + draw(st.sampled_from(["", "\n\n\n"]))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_random_damage_is_mended(data: st.DataObject) -> None:
    """A good file whose values are written in other ways makes the same record again, and to mend it once is enough."""
    rules, files = demonstration()
    file = data.draw(st.sampled_from(files))
    good = fix_of(file.path, (PROJECT / file.path).read_bytes(), file.record_type, rules).after
    source = source_of(file.path, good)
    broken = damaged(good.decode(), source, rules, data.draw)
    raw = broken.encode(data.draw(st.sampled_from(["utf-8", "utf-8", "utf-16"])))
    mended = fix_of(file.path, raw, file.record_type, rules)
    assert mended.left == ""
    expected = record_of(file.path, good, file.record_type, rules)
    assert record_of(file.path, mended.after, file.record_type, rules) == expected
    assert fix_of(file.path, mended.after, file.record_type, rules) == Fix(file.path, mended.after, mended.after)
    assert not re.search(b"\r|\xef\xbb\xbf", mended.after)
    assert comments(mended.after) == comments(good)


def comments(raw: bytes) -> list[str]:
    """The comments of a file."""
    return re.findall(r"(?m)^\s*#.*$", raw.decode())


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_file_never_gets_worse(data: st.DataObject) -> None:
    """Whatever is done to a file, mending it adds no problem, and what can be read can be read afterwards."""
    rules, files = demonstration()
    file = data.draw(st.sampled_from(files))
    raw = bytearray((PROJECT / file.path).read_bytes())
    for _hit in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(
            st.sampled_from([b"", b"\t", b"\r\n", b" ", b"\xef\xbb\xbf", b": ", b"#", b"- ", b"'", b'"', b"x", b"|\n"])
        )
    before = problems(file, bytes(raw), rules)
    mended = fix_of(file.path, bytes(raw), file.record_type, rules)
    after = problems(file, mended.after, rules)
    assert after <= before
    assert fix_of(file.path, mended.after, file.record_type, rules).after == mended.after


def problems(file: Any, raw: bytes, rules: Rules) -> int:
    """How much is wrong with a file; more than anything where it cannot be read."""
    source = parse(file.path, raw)
    if not isinstance(source, Source):
        return 1000
    return len(validate(source, file.record_type, rules.slugs, has_picture=True, vocabulary=rules.vocabulary)[1])


RULES = Rules({"members": frozenset({"ada-king"})}, load_vocabulary(PROJECT)[0])


def mended(text: str, record_type: type[Record] = Member) -> str:
    """A text as it is mended."""
    path = f"{record_type.folder}/x{record_type.suffix}"
    return fix_of(path, text.encode(), record_type, RULES).after.decode()


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("location: {city: Porto, country: Portugal} # since May", "location: {city: Porto, country: PT} # since May"),
        ("location: {country:   'Deutschland'}", "location: {country:   'DE'}"),
        ("phone: 0044 20 7946 0958   # home", "phone: +44 20 7946 0958   # home"),
        ("links: {website: www.example.org/ada}", "links: {website: https://www.example.org/ada}"),
        ("links: {mastodon: '@ada@fosstodon.org'}", "links: {mastodon: 'https://fosstodon.org/@ada'}"),
        ("skills: [MBES,   GIS] # best first", "skills: [Multibeam survey,   GIS] # best first"),
        ("languages: [{tag: German, level: Native}]", "languages: [{tag: de, level: native}]"),
        ('pronouns: "she/her"  ', 'pronouns: "she/her"'),
        ("bio: |\n  Two  \n  lines.\nemail: a@example.org  ", "bio: |\n  Two  \n  lines.\nemail: a@example.org"),
        ("location:\n\tcity: Porto\n\tcountry: PT", "location:\n  city: Porto\n  country: PT"),
        # A value over two lines is written anew.
        ("links:\n  website: >-\n    example.org\n\n# end", "links:\n  website: >-\n    https://example.org\n\n# end"),
    ],
)  # fmt: skip
def test_one_right_answer(line: str, right: str) -> None:
    """What is meant is written, and all around it stays, to the last space and comment."""
    assert mended(f"name: Ada\n{CONSENT}{line}\n") == f"name: Ada\n{CONSENT}{right}\n"


@pytest.mark.parametrize(
    "line",
    [
        "phone: 020 7946 0958",
        "location: {timezone: EST}",
        "location: {country: Portgual}",
        "links: {website: 'https://ada:secret@example.org'}",
        "links: {website: example}",
        "work: [{title: A, start: 3/4/2026}]",
        "emial: a@example.org",
        "location:\n \tcity: Porto",
        "name: Bea",
    ],
)
def test_what_could_mean_two_things_stays(line: str) -> None:
    """A guess is offered in the report, and never written; what cannot be read is left as it is."""
    assert mended(f"name: Ada\n{CONSENT}{line}\n") == f"name: Ada\n{CONSENT}{line}\n"


def test_description_of_a_job_stays() -> None:
    """The text after the fields keeps its spaces, which can be breaks of lines, to the letter."""
    text = "---\ntitle: A  \nposted: 2026/3/1\n---\n\nOne  \ntwo\n   \n    code\n"
    assert mended(text, Job) == text.replace("A  \n", "A\n").replace("2026/3/1", "2026-03-01")
    assert mended("---\ntitle: A\nspeakers: [Ada King]\n---\n", Event) == "---\ntitle: A\nspeakers: [ada-king]\n---\n"


def test_bytes_that_are_no_text_stay() -> None:
    """Which encoding was meant nobody knows."""
    raw = b"name: Andr\xe9  \n"
    assert fix_of("members/x.yaml", raw, Member, RULES) == Fix("members/x.yaml", raw, raw)


def test_what_would_have_more_problems_is_left() -> None:
    """A mended value that shows more mistakes than there were is not written, and that is said."""
    text = f"name: Ada\n{CONSENT}languages:\n" + "  - tag: de\n" * 3 + "  - tag: German\n"
    found = fix_of("members/x.yaml", text.encode(), Member, RULES)
    assert found.after == found.before
    assert found.left == "mended, it would have more problems than it has now; mend it by hand"


FILES: dict[str, str | bytes] = {
    "members/ada.yaml": f"name: Ada  \n{CONSENT}location: {{country: Portugal}}\n",
    "members/bea.yaml": f"name: Bea\n{CONSENT}",
    "content/vocabulary/skills.yaml": "GIS: [Maps]\n",
}
RIGHT = f"name: Ada\n{CONSENT}location: {{country: PT}}\n"
DIFF = f"""\
--- members/ada.yaml
+++ members/ada.yaml (mended)
@@ -1,3 +1,3 @@
-name: Ada{"  "}
+name: Ada
 {CONSENT.strip()}
-location: {{country: Portugal}}
+location: {{country: PT}}
"""


@pytest.mark.parametrize(
    ("yes", "answer", "end", "written"),
    [
        (False, None, "nothing is written; to write these changes, add --yes\n", False),
        (True, None, "mended: 1 of 1\n", True),
        (False, "y", "mended: 1 of 1\n", True),
        (False, "Yes ", "mended: 1 of 1\n", True),
        (False, "", "nothing is written\n", False),
        (False, "n", "nothing is written\n", False),
    ],
)
def test_changes_are_shown_first_and_written_when_wanted(
    tmp_path: Path, yes: bool, answer: str | None, end: str, written: bool
) -> None:
    """The difference comes first; it is written by --yes, or by an answer where somebody can be asked."""
    root = association(tmp_path, FILES)
    told: list[object] = []
    (root / "members/ada.yaml").chmod(0o640)
    fix(root, RECORD_TYPES, yes=yes, ask=None if answer is None else lambda _question: answer, tell=told.append)
    assert told == [DIFF, end]
    text = (root / "members/ada.yaml").read_text(encoding="utf-8")
    assert text == (RIGHT if written else FILES["members/ada.yaml"])
    assert (root / "members/ada.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in (root / "members").iterdir()) == ["ada.yaml", "bea.yaml"]
    again: list[object] = []
    fix(root, RECORD_TYPES, ["members/bea.yaml"] if not written else (), yes=True, tell=again.append)
    assert again == ["nothing to mend\n"]


def test_a_file_that_has_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    """What somebody saved while the question stood is kept."""
    root = association(tmp_path, FILES)
    told: list[object] = []

    def ask(_question: str) -> str:
        (root / "members/ada.yaml").write_text("name: Ada, saved\n", encoding="utf-8")
        return "y"

    fix(root, RECORD_TYPES, ask=ask, tell=told.append)
    assert told[1:] == ["members/ada.yaml: it has changed since; nothing is written", "mended: 0 of 1\n"]
    assert (root / "members/ada.yaml").read_text(encoding="utf-8") == "name: Ada, saved\n"


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link in place of a file leads to no file that is written."""
    root = association(tmp_path, FILES)
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text("name: X  \n", encoding="utf-8")
    (root / "members/eve.yaml").symlink_to(outside)
    fix(root, RECORD_TYPES, yes=True, tell=lambda _line: None)
    assert outside.read_text(encoding="utf-8") == "name: X  \n"


def test_a_difference_cannot_steer_a_terminal() -> None:
    """Signs that no terminal should see are shown as a replacement sign; what no line shows is said in words."""
    assert "\x1b" not in Fix("members/\x1bx.yaml", b"name: \x1b[31m  ", b"name: \x1b[31m").diff
    assert Fix("a.yaml", b"name: A\r\n", b"name: A\n").diff == "a.yaml: line ends, or the signs of an encoding"


def test_no_answer_is_a_no(tmp_path: Path) -> None:
    """Who closes the terminal in place of an answer has not agreed."""
    root = association(tmp_path, FILES)
    told: list[object] = []

    def closed(_question: str) -> str:
        raise EOFError

    fix(root, RECORD_TYPES, ask=closed, tell=told.append)
    assert told == [DIFF, "nothing is written\n"]
