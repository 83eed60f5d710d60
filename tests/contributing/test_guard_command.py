"""`invoke guard` and `invoke take` as somebody runs them: statuses, forms of the answer, words for what goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.contributing.guarding import STATUS, markdown_text
from tests.contributing.objects import Item, Objects
from tests.contributing.pull_requests import ADA, BASE, profile
from tests.docs.documents import ROOT
from tests.press.small import FILES

SETTINGS = Item((FILES["pelicanconf.py"] + 'STAFF = [("secretary", 42)]\n').encode())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An association with some branches that people have sent."""
    folder = tmp_path_factory.mktemp("guard") / "association"
    folder.mkdir()
    objects = Objects.new(folder / ".git")
    subprocess.run(["git", "-C", str(folder / ".git"), "config", "core.bare", "false"], check=True)
    files = {**BASE, "pelicanconf.py": SETTINGS}
    base = objects.commit(objects.tree(files))
    objects.branch("main", base)
    edits: dict[str, dict[str, Item]] = {
        "own": {"members/ada.yaml": profile("Ada", ADA, "pronouns: she\n")},
        "others": {"members/bob.yaml": profile("Bob", ADA)},
        "bad": {"members/<b>@all\n::error::x.yaml": profile("Ada", ADA)},
    }
    for name, changed in edits.items():
        objects.branch(name, objects.commit(objects.tree({**files, **changed}), base))
    # What a working tree holds makes no difference, but for what a plugin or a setting needs to load.
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_bytes(FILES["pelicanconf.py"].encode() + b'STAFF = [("ada", 1001)]\n')
    return folder


def invoke(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a command on the association."""
    command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), words[0], "--root", str(root), *words[1:]]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def guard(
    root: Path, head: str, *more: str, author: str = "ada", number: str = "1001"
) -> subprocess.CompletedProcess[str]:
    """Runs the guard on a branch."""
    return invoke(root, "guard", "--base", "main", "--head", head, "--author", author, "--author-id", number, *more)


@pytest.mark.parametrize(("head", "outcome"), [("own", "accepted"), ("others", "for staff"), ("bad", "refused")])
def test_the_status_is_the_outcome(root: Path, head: str, outcome: str) -> None:
    """0 is accepted, 3 for the staff, 1 refused; the first word on the screen says the same."""
    done = guard(root, head)
    assert done.stdout.startswith(f"{outcome}: "), done.stderr
    assert done.returncode == STATUS[outcome]
    assert "\n::error" not in done.stdout


def test_the_staff_are_those_of_the_base(root: Path) -> None:
    """A list of staff in the working tree makes nobody staff; that of the base does."""
    assert guard(root, "others").returncode == 3
    done = guard(root, "others", author="secretary", number="42")
    assert (done.returncode, "of the staff" in done.stdout) == (0, True)


def test_the_answer_for_programs(root: Path) -> None:
    """As JSON it holds the outcome, the commits, the author and every reason, and nothing that steers a terminal."""
    told = json.loads(guard(root, "bad", "--format", "json").stdout)
    assert (told["version"], told["outcome"], told["author"]) == (1, "refused", {"login": "ada", "id": 1001})
    assert [len(told[name]) for name in ("base", "head")] == [40, 40]
    assert [one["outcome"] for one in told["reasons"]] == ["refused"]
    assert "\n" not in told["reasons"][0]["path"]


def test_the_answer_for_a_page(root: Path) -> None:
    """As Markdown, a hostile name is text: no HTML, no mention, no line of its own."""
    text = guard(root, "bad", "--format", "markdown").stdout
    assert text.startswith("### Who may change this: refused\n")
    assert "<b>" not in text
    assert "@all" not in text
    assert "\n::" not in text


def test_markdown_shows_a_text_as_it_is() -> None:
    """No sign of a text is markup, an address is no link, and a name or a number with its sign calls nobody."""
    told = markdown_text("a_b *c* `d` <e> [f](https://g.example) www.h.example @i #1 | ~~j~~ &lt;")
    for sign in ("_b", "*c", "`d", "<e", "](", "://", "www.h", "@i", "#1", "~~", "&lt"):
        assert sign not in told.replace("\\" + sign, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--head", "nothing"], "there is no commit 'nothing' here; fetch it first"),
        (["--head=--output=/x"], "is no name of a commit"),
        (["--author-id", "1e3"], "the author's number is a whole number"),
        (["--author-id", "-1"], "the author's number is a whole number"),
        (["--author", "a b"], "the author's name is that of an account"),
        (["--format", "xml"], "--format is one of text, json, markdown"),
    ],
)
def test_what_cannot_be_judged_has_a_status_of_its_own(root: Path, words: list[str], told: str) -> None:
    """A wrong option or a commit that is not here ends with 2 and a sentence, so that nobody takes it for a verdict."""
    given = {"--base": "main", "--head": "own", "--author": "ada", "--author-id": "1001"}
    given = {name: value for name, value in given.items() if not words[0].startswith(f"{name}=") and name != words[0]}
    done = invoke(root, "guard", *(f"{name}={value}" for name, value in given.items()), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_taking_says_what_it_took(root: Path, tmp_path: Path) -> None:
    """Each path is named, with the reason why it was left; a folder that is there is left alone."""
    done = invoke(root, "take", "--base", "main", "--head", "own", "--into", str(tmp_path / "into"))
    assert (done.returncode, done.stdout) == (0, "taken: members/ada.yaml\n1 taken, 0 left as they are\n")
    assert b"pronouns: she" in (tmp_path / "into/members/ada.yaml").read_bytes()
    again = invoke(root, "take", "--base", "main", "--head", "own", "--into", str(tmp_path / "into"))
    assert again.returncode == 2
    assert "is there already; name a new folder" in again.stderr
