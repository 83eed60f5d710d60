"""Two files that are perhaps of one person: what they have in common, who is told, and who is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.loading import load
from plugins.core.problems import Problem
from plugins.core.traits import same_page, words
from tests.factories import RECORD_TYPES, association

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'
OTHERWISE = "the same name, written in another way"
ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700")


def told(root: Path, *members: str) -> list[Problem]:
    """What is told of members with these fields, whose files are a.yaml, b.yaml and so on."""
    files = {f"members/{name}.yaml": f"{text}\n{CONSENT}" for name, text in zip("abc", members, strict=False)}
    return list(load(association(root, files), RECORD_TYPES).problems)


@pytest.mark.parametrize(
    ("one", "other", "rule", "field", "said"),
    [
        ("name: José Núñez", "name: Jose Nunez", "same-name", "name", "the same name; if"),
        ("name: Ada Lovelace", "name: Lovelace, Ada", "same-person", "name", f"{OTHERWISE}; if"),
        ("name: Anne-Marie Roy", "name: Anne Marie Roy", "same-person", "name", f"{OTHERWISE};"),
        ("name: Ian Law", "name: lan Law", "look-alike", "name", "a name that looks the same, written with"),
        (
            f"name: A B\nlinks: {{orcid: {ORCIDS[0]}}}",
            f"name: C D\nlinks: {{orcid: {ORCIDS[0]}}}",
            "same-person",
            "links.orcid",
            "the same links.orcid; if",
        ),
        ("name: A B\nemail: a@b.example", "name: C D\nemail: A@B.example", "same-person", "email", "the same email;"),
        (
            "name: A B\ngithub: {login: a, id: 7}\nlinks: {x: https://x.com/a}",
            "name: B A\ngithub: {login: b, id: 7}\nlinks: {x: http://www.x.com/A/}",
            "same-person",
            "name",
            "the same name, written in another way, and the same github.id and links.x; if",
        ),
        (
            "name: Bea Made\nlinks: {website: https://made.example}",
            "name: Bob Made\nlinks: {website: http://made.example/}",
            "same-person",
            "links.website",
            "the same links.website; if",
        ),
    ],
)  # fmt: skip
def test_perhaps_one_person(tmp_path: Path, one: str, other: str, rule: str, field: str, said: str) -> None:
    """One warning for the two, at the later file, with the path of the other and all that they share."""
    (problem,) = told(tmp_path, one, other)
    assert (problem.path, problem.rule, problem.field, problem.warning) == ("members/b.yaml", rule, field, True)
    assert problem.message.startswith(f"members/a.yaml has {said}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("name: Ada Lovelace", "name: Ada Byron"),
        ("name: A B\nlinks: {website: https://firm.example}", "name: C D\nlinks: {website: https://firm.example}"),
        ("name: A B\nlinks: {x: https://x.com/a}", "name: C D\nlinks: {x: https://x.com/b}"),
        ("name: A B\nlinks: {other: [{label: L, url: https://l.example}]}",
         "name: C D\nlinks: {other: [{label: L, url: https://l.example}]}"),
        (f"name: A B\nlinks: {{orcid: {ORCIDS[0]}}}", f"name: A B\nlinks: {{orcid: {ORCIDS[1]}}}"),
    ],
)  # fmt: skip
def test_two_people(tmp_path: Path, one: str, other: str) -> None:
    """Colleagues share a site; two of one name, each with an ORCID iD of their own, are known to be two."""
    assert told(tmp_path, one, other) == []


def test_three_files_of_one_person(tmp_path: Path) -> None:
    """Each later one is told once, with the first that it has something in common with."""
    found = told(tmp_path, "name: A B\nemail: a@b.example", "name: B A", "name: C D\nemail: a@b.example")
    assert [(one.path, one.message.split(" ")[0]) for one in found] == [
        ("members/b.yaml", "members/a.yaml"),
        ("members/c.yaml", "members/a.yaml"),
    ]


def test_organizations_are_told_by_their_address(tmp_path: Path) -> None:
    """Two files with one website or one ROR are perhaps one organization; a chapter shares its name with nobody's."""
    body = "---\nname: {}\nwebsite: https://{}\n{}---\n"
    ror = "ror: https://ror.org/01111rn36\n"
    files = {
        "content/organizations/a.md": body.format("Acme", "acme.example", ror),
        "content/organizations/b.md": body.format("Acme Ltd", "www.acme.example/", ""),
        "content/organizations/c.md": body.format("Other", "other.example", ror),
        "content/chapters/d.md": "---\nname: Acme\n---\n",
    }
    found = load(association(tmp_path, files), RECORD_TYPES).problems
    assert [(one.path, one.field) for one in found] == [
        ("content/organizations/b.md", "website"),
        ("content/organizations/c.md", "ror"),
    ]


def test_words_of_a_name() -> None:
    """Accents, order, commas and hyphens make no difference; vowel signs of other scripts do."""
    assert words("Núñez-Roy, José") == words("jose nunez roy") == ("jose", "nunez", "roy")
    assert words("रवि") != words("रवा")


def test_addresses_of_one_page() -> None:
    """People write one page in many ways; another path is another page."""
    ways = ("https://linkedin.com/in/ada", "http://www.linkedin.com/in/Ada/", "https://pt.linkedin.com/in/ada#top")
    assert {same_page(url) for url in ways} == {"linkedin.com/in/ada"}
    assert same_page("https://pt.example.org/a") == "pt.example.org/a"


def test_calendars_know_no_two_events_by_one_name(tmp_path: Path) -> None:
    """Two events with one identifier are told, as calendars would show one alone; two of one title are not."""
    times = "start: 2027-05-20 18:30\nend: 2027-05-20 20:00\ntimezone: UTC"
    text = f"---\ntitle: Talk\n{times}\nformat: online\n{{}}---\n\nCome.\n"
    files = {f"content/events/{name}.md": text.format(f"uid: {uid}\n") for name, uid in (("a", "x@y"), ("b", "x@y"))}
    root = association(tmp_path, {**files, "content/events/c.md": text.format("")})
    (problem,) = load(root, RECORD_TYPES).problems
    assert str(problem).startswith("content/events/b.md:7:6: warning: uid: content/events/a.md has the same uid;")
    assert "mend the uid of one, as no two have the same" in problem.message
