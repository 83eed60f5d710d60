"""The comment on a pull request: what the forge and our own code say, whatever the report of the check holds."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.contributing.commenting import MARKER, CommentError, answer_run, read_report
from plugins.core.problems import Problem
from plugins.core.reports import Findings, as_json
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tests.contributing.fake_forge import REPOSITORY, Forge, after_check, pull, served, zipped
from tests.contributing.objects import Item, Objects
from tests.contributing.pull_requests import ADA, BASE, BOB, NEW, profile

TYPES = (Member, Event, Job)
PROBLEM = Problem("members/ada.yaml", 3, 7, "email", "is no address; write it as ada@example.org", "email: ada")
EVIL = "<img src=x onerror=alert(1)> @everyone #1 ![x](https://evil.example/x.png) [y](javascript:1) ``` <!-- -->"


GOOD = zipped(as_json(Findings((PROBLEM,))))


@dataclass(frozen=True)
class Place:
    """A repository, its forge, and the surroundings of a workflow."""

    objects: Objects
    forge: Forge
    environment: dict[str, str]
    event: Path

    def comment(self) -> str:
        return answer_run(self.objects.folder, TYPES, self.environment)

    def ends_with(self, sha: str) -> None:
        """Puts this commit at the end of the pull request, and has it checked."""
        event = json.loads(self.event.read_text())
        event["workflow_run"]["head_sha"] = self.forge.sha = sha
        self.event.write_text(json.dumps(event))
        self.forge.pulls = [pull(sha)]

    def said(self) -> str:
        """The one comment that was written."""
        (text,) = [value["body"] for _method, path, value in self.forge.told if "comments" in path]
        return str(text)

    def status(self) -> dict[str, str]:
        (value,) = [value for _method, path, value in self.forge.told if path == f"statuses/{self.forge.sha}"]
        return dict(value)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Ada's change of her own profile, whose check is over."""
    objects = Objects.new(tmp_path / "repository.git")
    base = objects.commit(objects.tree(BASE))
    objects.branch("main", base)
    sha = objects.commit(objects.tree({**BASE, "members/ada.yaml": profile("Ada", ADA, "pronouns: she\n")}), base)
    forge = Forge(sha, GOOD, [pull(sha)])
    event = after_check(sha)
    (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
    environment = {
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": "a-token",
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
    }
    with served(forge) as address:
        yield Place(objects, forge, {**environment, "GITHUB_API_URL": address}, tmp_path / "event.json")


def test_a_pull_request_is_answered(place: Place) -> None:
    """One comment says who may change it and what the check found, and the status says the first too."""
    assert place.comment() == "commented on pull request 7"
    said = place.said()
    assert said.startswith(MARKER)
    assert "Who may change this: accepted" in said
    assert "1 problem in 1 file" in said
    assert "`email: is no address; write it as ada@example.org`" in said
    assert "(https://github.example/leadline/site/actions/runs/99)" in said
    assert place.status()["state"] == "success"
    assert place.status()["context"] == "Who may change this"


def test_the_token_stays_with_the_forge(place: Place) -> None:
    """Where the archive lies on another host, the token is not sent there."""
    place.comment()
    assert ("/stored", None) in place.forge.asked
    assert {token for path, token in place.forge.asked if path != "/stored"} == {"Bearer a-token"}


def test_what_was_read_is_told(place: Place) -> None:
    """What the check read in files, such as the next dates of series, is told to whoever sends as many as it names."""
    readings = [(f"content/events/walk-{number}.md", ("repeats: every week", "next: 6 May")) for number in range(300)]
    place.forge.archive = zipped(as_json(Findings((), readings=tuple(readings))))
    place.comment()
    assert "### `content/events/walk-0.md`\n\n```text\nrepeats: every week\nnext: 6 May\n```" in place.said()


@pytest.mark.parametrize(
    ("author", "state", "words"),
    [(BOB, "pending", "for staff"), (NEW, "pending", "names the account")],
)
def test_who_it_is_the_forge_says(place: Place, author: Any, state: str, words: str) -> None:
    """The author is the one that the forge names, and what the report says makes no difference to the verdict."""
    place.forge.pulls = [pull(place.forge.sha, author=author)]
    place.comment()
    assert place.status()["state"] == state
    assert words in place.said().replace("\\", "")


def test_a_refusal_is_a_failure(place: Place) -> None:
    """What is refused gets a failed status, though the run itself may say what it likes."""
    objects = place.objects
    main = (objects.folder / "refs/heads/main").read_text().strip()
    sha = objects.commit(objects.tree({**BASE, "members/ada.yaml": Item(b"bob.yaml", "120000")}), main)
    place.ends_with(sha)
    place.comment()
    assert place.status()["state"] == "failure"
    assert "symbolic link" in place.said()


def test_what_cannot_be_judged_is_for_the_staff(place: Place) -> None:
    """A commit that has nothing in common with the base is told, and waits."""
    sha = place.objects.commit(place.objects.tree({**BASE, "members/ada.jpg": Item(b"x")}))
    place.ends_with(sha)
    place.comment()
    assert place.status()["state"] == "pending"
    assert "no history in common" in place.said()


@pytest.mark.parametrize("pulls", [[], [pull("0" * 40)], [pull("SHA", branch="other")]])
def test_nobody_else_is_answered(place: Place, pulls: list[dict[str, Any]]) -> None:
    """A pull request that ends elsewhere by now, or goes into another branch, gets neither comment nor status."""
    place.forge.pulls = json.loads(json.dumps(pulls).replace('"SHA"', f'"{place.forge.sha}"'))
    assert "there is nobody to answer" in place.comment()
    assert place.forge.told == []


def test_a_verdict_with_names_without_end_is_cut(place: Place) -> None:
    """Names of files may be as long as somebody likes; the comment is one that the forge takes, with the report."""
    objects = place.objects
    main = (objects.folder / "refs/heads/main").read_text().strip()
    many = {f"{'x-' * 1500}{number}": Item(b"x") for number in range(50)}
    sha = objects.commit(objects.tree({**BASE, **many}), main)
    place.ends_with(sha)
    place.comment()
    assert len(place.said().encode()) <= 60_000
    assert "more to say than fits here" in place.said()
    assert "1 problem in 1 file" in place.said()


def test_a_comment_of_an_account_that_is_gone_is_passed_over(place: Place) -> None:
    """The forge names no author of a comment whose account was deleted; ours is written all the same."""
    place.forge.comments = [{"id": 1, "user": None, "body": "Welcome!"}]
    assert place.comment() == "commented on pull request 7"


def test_only_our_own_comment_is_changed(place: Place) -> None:
    """A comment of somebody else that begins as ours stays; ours is changed, or left where it says the same."""
    theirs = {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER}\nAll is well."}
    ours = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nBefore."}
    other = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": "Another workflow's"}
    place.forge.comments = [theirs, other, ours]
    assert place.comment() == "changed the comment on pull request 7"
    assert [(method, path) for method, path, _value in place.forge.told if "comments" in path] == [
        ("PATCH", "issues/comments/2")
    ]
    ours["body"] = place.said()
    place.forge.told.clear()
    assert place.comment() == "the comment on pull request 7 says this already"
    assert [path for _method, path, _value in place.forge.told] == [f"statuses/{place.forge.sha}"]


def bomb() -> bytes:
    """Half a megabyte that would unpack to half a gigabyte."""
    return zipped(b" " * (64 * 2**20))


def broken_bzip2() -> bytes:
    """A report packed by bzip2, broken in the middle: its library says so in a way of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("check.json", as_json(Findings((PROBLEM,))))
    data = bytearray(out.getvalue())
    data[60:70] = b"\0" * 10
    return bytes(data)


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no archive": b"PK\x03\x04 and then nothing",
    "a bomb": bomb(),
    "another name": zipped("{}", "../../check.json"),
    "two files": zipped("{}", more={"more": b"x"}),
    "no JSON": zipped("{"),
    "a list": zipped("[]"),
    "deep": zipped("[" * 100_000),
    "a number without end": zipped('{"version": 1' + "0" * 10_000 + "}"),
    "another version": zipped('{"version": 2, "failed": null, "problems": []}'),
    "a line that is a text": zipped(as_json(Findings((PROBLEM,))).replace('"line": 3', '"line": "3"')),
    "a line below nought": zipped(as_json(Findings((PROBLEM,))).replace('"line": 3', '"line": -3')),
    "a line far below": zipped(as_json(Findings((PROBLEM,))).replace('"line": 3', '"line": 3000000000')),
    "a severity of its own": zipped(as_json(Findings((PROBLEM,))).replace('"error",', '"none",')),
    "no path": zipped(as_json(Findings((PROBLEM,))).replace('"path"', '"paths"')),
    "too many": zipped(as_json(Findings(tuple(Problem("x", n, 1, "", "m") for n in range(2500))))),
    "a long message": zipped(as_json(Findings((Problem("x", 1, 1, "", "m" * 30_000),)))),
    "packed as the forge never does": broken_bzip2(),
    "not UTF-8": zipped(b'{"version": 1, "failed": "\xff", "problems": []}'),
}


@pytest.mark.parametrize("archive", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_report_is_none(place: Place, archive: bytes) -> None:
    """An archive that holds anything but one report of the right shape is left, and the comment says there is none."""
    assert read_report(archive) is None
    place.forge.archive = archive
    place.comment()
    assert "There is no report" in place.said()
    assert "Who may change this: accepted" in place.said()


def test_a_large_archive_is_not_fetched(place: Place) -> None:
    """What the forge calls too large is not asked for; what is larger than it said is left half-way."""
    place.forge.size = 10**9
    place.comment()
    assert "/stored" not in {path for path, _token in place.forge.asked}
    place.forge.size, place.forge.archive = 10, b"x" * 2**20
    place.forge.told.clear()
    place.comment()
    assert "There is no report" in place.said()


def test_what_a_report_says_is_text(place: Place) -> None:
    """Markup, mentions, links and pictures that a stranger wrote stand in code, where they are nothing but text."""
    problems = (Problem(EVIL, 1, 1, EVIL, EVIL, EVIL), Problem("x\ny", 2, 1, "", f"a\n\n{EVIL}", f"`````\n{EVIL}"))
    readings = ((EVIL, (EVIL, f"a\n````\n{EVIL}")),)
    place.forge.archive = zipped(as_json(Findings(problems, failed=EVIL, readings=readings)))
    place.comment()
    outside = without_code(place.said())
    for sign in ("<img", "@everyone", "evil.example", "javascript", "#1"):
        assert sign not in outside


def without_code(markdown: str) -> str:
    """What stands outside code in a text of Markdown (CommonMark 4.5 and 6.1)."""
    rest, fence = [], ""
    for line in markdown.split("\n"):
        if fence:
            fence = "" if line.strip() == fence else fence
        elif opening := re.match(r"(`{3,})[^`]*$", line):
            fence = opening[1]
        else:
            rest.append(line)
    assert not fence
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", "\n".join(rest))


def test_a_long_report_is_cut(place: Place) -> None:
    """A comment stays below what the forge takes, and says that it is cut."""
    place.forge.archive = zipped(as_json(Findings(tuple(Problem("x", n, 1, "", "m" * 200) for n in range(1, 1000)))))
    place.comment()
    assert len(place.said().encode()) <= 60_100
    assert "longer than can be shown" in place.said()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"event": "push"}, "not started by the run of a pull request"),
        ({"head_sha": "main; rm"}, "not started by the run of a pull request"),
        ({"head_repository": None}, "something unexpected"),
        ({"id": "x"}, "something unexpected"),
    ],
)
def test_other_events_are_not_answered(place: Place, changed: dict[str, Any], words: str) -> None:
    """An event that is not what the workflow waits for ends in a sentence, and nothing is written."""
    event = json.loads(place.event.read_text())
    event["workflow_run"].update(changed)
    place.event.write_text(json.dumps(event))
    with pytest.raises(CommentError, match=words):
        place.comment()
    assert place.forge.told == []


def test_a_forge_that_refuses_is_told(place: Place) -> None:
    """Where the forge does not let the workflow do it, the log says what was refused and why."""
    with pytest.raises(CommentError, match="404, it is not there"):
        answer_run(place.objects.folder, TYPES, {**place.environment, "GITHUB_REPOSITORY": "no/thing"})
    with pytest.raises(CommentError, match="GITHUB_TOKEN"):
        answer_run(place.objects.folder, TYPES, {k: v for k, v in place.environment.items() if k != "GITHUB_TOKEN"})
    with pytest.raises(CommentError, match="is no address"):
        answer_run(place.objects.folder, TYPES, {**place.environment, "GITHUB_API_URL": "file:///etc"})
