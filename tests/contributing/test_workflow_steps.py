"""The workflows, step by step, on a small association: pull requests that are good, bad and hostile; publishing."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.contributing.pulls import Account
from plugins.core.sources import Source, parse
from plugins.directory.member import Member
from plugins.press.settings import settings_for
from tests.contributing.fake_forge import REPOSITORY, after_check, pull, served, zipped
from tests.contributing.fake_forge import Forge as Hub
from tests.contributing.issues import body_of
from tests.contributing.workflows import Run, copied, kept, load, run_job
from tests.docs.documents import ROOT
from tests.press.small import FILES, TODAY, write, write_association

WORKFLOWS = ROOT / ".github/workflows"
PROGRAM = ("plugins", "theme", "tasks.py", "pyproject.toml", "package.json", "package-lock.json", ".github")
ADA = ("ada", 1001)
ADA_FILE = FILES["members/ada.yaml"] + "github: {login: ada, id: 1001}\n"


def git(folder: Path, *words: str) -> str:
    """The output of git, as somebody with a name and an address runs it."""
    who = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **who}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Forge:
    """A repository on a forge, and the folder from which people send changes to it."""

    origin: Path
    work: Path

    def pull_request(self, author: tuple[str, int], title: str = "A change") -> dict[str, Any]:
        """Sends what stands in the work folder, and gives the event that this is to a workflow."""
        git(self.work, "add", "--all", "--force")
        git(self.work, "commit", "--quiet", "--allow-empty", "-m", title)
        head = git(self.work, "rev-parse", "HEAD")
        git(self.work, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/7/head")
        git(self.work, "reset", "--quiet", "--hard", "origin/main")
        user = {"login": author[0], "id": author[1]}
        pull = {"number": 7, "title": title, "user": user, "head": {"sha": head}, "base": {"ref": "main"}}
        return {"pull_request": pull, "repository": {"default_branch": "main"}}


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """The project as it is here, with a small association in place of the demonstration."""
    folder = tmp_path_factory.mktemp("forge")
    work, origin = folder / "work", folder / "origin.git"
    write_association(work)
    write(work, "members/ada.yaml", ADA_FILE)
    with (work / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('ASSOCIATION["consent_version"] = "1"\n')
        settings.write(f'STAFF = [("secretary", 42)]\nPLUGINS = {settings_for(ROOT)["PLUGINS"]!r}\n')
    for name in PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(
            ROOT / name,
            work / name,
            **({"ignore": shutil.ignore_patterns("__pycache__")} if copy is shutil.copytree else {}),
        )
    git(folder, "init", "--quiet", "--bare", "-b", "main", str(origin))
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")  # as GitHub has it
    git(work, "init", "--quiet", "-b", "main")
    git(work, "remote", "add", "origin", str(origin))
    git(work, "add", "--all", "--force")
    git(work, "commit", "--quiet", "-m", "The association")
    git(work, "push", "--quiet", "origin", "main")
    git(work, "fetch", "--quiet", "origin")
    return Forge(origin, work)


def checked(forge: Forge, event: dict[str, Any], scratch: Path) -> Run:
    """What check.yml does for an event."""
    return run(forge, "check", event, scratch)


def run(forge: Forge, name: str, event: dict[str, Any], scratch: Path, job: str = "", **more: str) -> Run:
    """What a job of a workflow does for an event; a job is called like its workflow, if not otherwise."""
    actions = {
        "actions/checkout": copied(forge.origin, ROOT / "node_modules"),
        "astral-sh/setup-uv": lambda _inputs, _workspace, _run: None,
        "actions/upload-artifact": kept,
    }
    environment = {"UV_PROJECT_ENVIRONMENT": sys.prefix, "UV_NO_SYNC": "1", "UV_OFFLINE": "1"}
    day = {"SOURCE_DATE_EPOCH": f"{datetime.fromisoformat(TODAY).replace(tzinfo=UTC).timestamp():.0f}"}
    return run_job(
        load(WORKFLOWS / f"{name}.yml"), job or name, event, actions, scratch, {**environment, **day, **more}
    )


def photo() -> bytes:
    """A picture that is taken."""
    out = io.BytesIO()
    Image.new("RGB", (200, 200), (10, 90, 70)).save(out, "JPEG")
    return out.getvalue()


def test_a_good_pull_request(forge: Forge, tmp_path: Path) -> None:
    """One's own profile with a photo passes every step, and leaves a report without problems and a page to look at."""
    write(forge.work, "members/ada.yaml", ADA_FILE.replace("Analyst\n", "Analyst of engines\n", 1))
    (forge.work / "members/ada.jpg").write_bytes(photo())
    done = checked(forge, forge.pull_request(ADA), tmp_path / "run")
    assert done.ok, done.printed
    assert set(done.outcomes.values()) == {"success"}
    assert "Who may change this: accepted" in done.summary
    assert "no problems" in done.summary.casefold()
    assert json.loads(done.artifacts["report"].read_text())["problems"] == []
    assert [path.name for path in done.artifacts["preview"].iterdir()] == ["members-ada.html"]
    page = (done.artifacts["preview"] / "members-ada.html").read_text(encoding="utf-8")
    assert "Analyst of engines" in page
    assert 'src="data:image/jpeg;base64,' in page


def test_a_pull_request_with_a_mistake(forge: Forge, tmp_path: Path) -> None:
    """A mistake is told at its line, in the log, the summary and the report; nothing is built."""
    write(forge.work, "members/ada.yaml", ADA_FILE.replace("organization: acme", "organization: acne"))
    write(forge.work, "members/bo.yaml", "nmae: Bo\n")
    write(forge.work, "--path=x y", "A file whose name is like an option.\n")
    done = checked(forge, forge.pull_request(ADA), tmp_path / "run")
    assert not done.ok
    assert done.outcomes["guard"] == "success"
    assert "for staff" in done.summary
    assert "2 records are changed at once" in done.printed["guard"]
    assert done.outcomes["check"] == "failure"
    assert "::error file=members/bo.yaml,line=1" in done.printed["check"]
    assert done.outcomes["build"] == done.outcomes["preview"] == "skipped"
    report = json.loads(done.artifacts["report"].read_text())
    assert "members/bo.yaml" in {one["path"] for one in report["problems"]}
    assert "members/bo.yaml" in done.summary
    assert "preview" not in done.artifacts


def test_a_hostile_pull_request(forge: Forge, tmp_path: Path) -> None:
    """Nothing of a pull request runs, nothing outside is read or written, and its author is told what is not taken."""
    canary, secret = tmp_path / "canary", tmp_path / "secret"
    secret.write_text("a secret of this machine", encoding="utf-8")
    code = f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n"
    for name in ("tasks.py", "sitecustomize.py", "conftest.py", "plugins/__init__.py", "plugins/core/__init__.py"):
        write(forge.work, name, code)
    write(forge.work, "pelicanconf.py", code + (forge.work / "pelicanconf.py").read_text(encoding="utf-8"))
    write(forge.work, "pyproject.toml", '[project]\nname = "x"\nversion = "1"\ndependencies = ["evil"]\n')
    write(forge.work, "package.json", json.dumps({"scripts": {"preinstall": f"touch {canary}"}}))
    write(forge.work, ".github/workflows/check.yml", "on: pull_request\njobs: {}\n")
    write(forge.work, ".gitattributes", "* filter=evil diff=evil\n")
    write(forge.work, "content/pages/theirs.md", "Title: Theirs\n\nTheirs.\n")
    write(forge.work, "members/bob.yaml", "name: Not Bob\n")
    write(forge.work, f"members/$(touch {canary.name}).yaml", "name: X\n")
    (forge.work / "members/linked.yaml").symlink_to(secret)
    (forge.work / "members/linked.jpg").symlink_to(secret)
    (forge.work / "content/events/up").symlink_to(tmp_path)
    event = forge.pull_request(("mallory", 6666), title=f'$(touch {canary})"; touch {canary}; #')
    done = checked(forge, event, tmp_path / "run")
    assert not canary.exists()
    assert not list(tmp_path.rglob("canary"))
    assert done.outcomes["guard"] == "failure"
    for words in ("refused", "symbolic link", "only staff change files outside", "the profile here names no account"):
        assert words in done.printed["guard"]
    data = tmp_path / "run/temp/data"
    assert not [path for path in data.rglob("*") if path.is_symlink()]
    assert (data / "tasks.py").read_bytes() == (ROOT / "tasks.py").read_bytes()
    assert not (data / "content/pages/theirs.md").exists()
    everything = [path.read_bytes() for path in (tmp_path / "run/temp").rglob("*") if path.is_file()]
    assert not [one for one in everything if secret.read_bytes() in one]
    assert "a secret of this machine" not in "".join(done.printed.values())


def test_a_name_that_is_a_command(forge: Forge, tmp_path: Path) -> None:
    """An author whose name no account has is not judged, and no shell sees the name as anything but text."""
    canary = tmp_path / "canary"
    write(forge.work, "members/ada.yaml", ADA_FILE + "pronouns: she\n")
    done = checked(forge, forge.pull_request((f"x; touch {canary}", 1001)), tmp_path / "run")
    assert done.outcomes["guard"] == "failure"
    assert "the author's name is that of an account" in done.printed["guard"]
    assert not canary.exists()


def test_only_pull_requests_into_the_default_branch(forge: Forge, tmp_path: Path) -> None:
    """A pull request into another branch, which may hold older code, is not looked at."""
    event = forge.pull_request(ADA)
    event["pull_request"]["base"]["ref"] = "old"
    assert checked(forge, event, tmp_path / "run").skipped


def test_a_comment_follows(forge: Forge, tmp_path: Path) -> None:
    """comment.yml judges a pull request from the default branch, believes none of its report, and comments once."""
    write(forge.work, "members/bob.yaml", "name: Not Bob\n")
    write(forge.work, "tasks.py", "raise SystemExit('theirs')\n")
    sha = forge.pull_request(("mallory", 6666))["pull_request"]["head"]["sha"]
    event = after_check(sha)
    lie = zipped(json.dumps({"version": 1, "failed": None, "problems": [], "outcome": "accepted"}))
    hub = Hub(sha, lie, [pull(sha, author=Account("mallory", 6666))])
    with served(hub) as address:
        urls = {"GITHUB_API_URL": address, "GITHUB_SERVER_URL": "https://github.example"}
        done = run(forge, "comment", event, tmp_path / "run", GITHUB_REPOSITORY=REPOSITORY, **urls)
    assert done.ok, done.printed
    assert "commented on pull request 7" in done.printed["Comment"]
    (status,) = [value for _method, path, value in hub.told if path.startswith("statuses/")]
    (said,) = [value["body"] for _method, path, value in hub.told if "comments" in path]
    assert status["state"] == "pending"
    assert "only staff change files outside" in said


def test_publishing(forge: Forge, tmp_path: Path) -> None:
    """publish.yml builds the whole site, dotted names and all, and keeps it for Pages only where that is wished."""
    done = run(forge, "publish", {"repository": {"default_branch": "main"}}, tmp_path / "run", "build")
    assert done.ok, done.printed
    assert done.outcomes["Keep the site for Pages"] == "skipped"
    site = tmp_path / "run/temp/site"
    assert (site / "members/ada/index.html").is_file()
    assert (site / ".well-known/security.txt").is_file()
    deploy = run(forge, "publish", {"repository": {"default_branch": "main"}}, tmp_path / "deploy", "deploy")
    assert deploy.skipped


FAKE_GH = """#!/bin/bash
printf '%s\\n' "$*" >> "$GH_TOLD"
[ "$1 $2" != "pr list" ] || echo 0
[ "$1 $2" != "issue comment" ] || cat "${@: -1}" >> "$GH_TOLD"
"""


def answered(forge: Forge, body: str, scratch: Path) -> tuple[Run, str]:
    """What issue.yml does for an issue with this body, and what it told the forge by its command."""
    scratch.mkdir()
    programs = scratch / "programs"
    write(programs, "gh", FAKE_GH)
    (programs / "gh").chmod(0o755)
    user = {"login": "grace", "id": 1906}
    event = {"issue": {"number": 5, "state": "open", "body": body, "user": user}}
    event |= {"repository": {"default_branch": "main"}}
    more = {"PATH": f"{programs}:{os.environ['PATH']}", "GH_TOLD": str(scratch / "told")}
    done = run(forge, "issue", event, scratch / "run", "file", **more)
    return done, (scratch / "told").read_text(encoding="utf-8") if (scratch / "told").exists() else ""


def test_an_issue_becomes_a_pull_request(forge: Forge, tmp_path: Path) -> None:
    """A form that is filled in becomes a branch with one new file, by its author, and an answer; edited, the same."""
    hostile = 'Says "$(touch hacked)"; `id` ${{ github.token }} \' \\'
    for turn, headline in enumerate((hostile, "Says something else")):
        body = body_of(Member, {"name": "Grace Hopper", "headline": headline, "consent": {"date": TODAY}})
        done, told = answered(forge, body.replace("\n", "\r\n"), tmp_path / str(turn))
        assert set(done.outcomes.values()) == {"success"}, done.printed
        made = git(forge.origin, "show", "--no-renames", "--format=%an <%ae>", "--raw", "issue-5")
        assert made.startswith("grace <1906+grace@users.noreply.github.com>\n\n:000000 100644")
        assert made.endswith("\tmembers/grace-hopper.yaml")
        text = git(forge.origin, "show", "issue-5:members/grace-hopper.yaml")
        source = parse("members/grace-hopper.yaml", text.encode())
        assert isinstance(source, Source)
        assert (source.data["headline"], source.data["github"]) == (headline, {"login": "grace", "id": "1906"})
        assert "pr create --head issue-5 --title Add members/grace-hopper.yaml --body Closes #5" in told
        assert "This is the file `members/grace-hopper.yaml` now" in told
    git(forge.origin, "branch", "-D", "issue-5")


def test_an_issue_with_a_mistake_is_answered(forge: Forge, tmp_path: Path) -> None:
    """What has to be mended is told in the issue, and no branch is made; of an issue without a form, nothing is."""
    body = body_of(Member, {"name": "Grace Hopper", "location": {"country": "America"}, "consent": {"date": TODAY}})
    done, told = answered(forge, body, tmp_path / "mistake")
    assert done.ok, done.printed
    assert done.outcomes["Make a pull request of the file"] == "skipped"
    assert "**Location: Country**" in told
    done, told = answered(forge, "Where is my badge?", tmp_path / "question")
    assert (done.ok, done.outcomes["Answer"], told) == (True, "skipped", "")
    assert "issue-5" not in git(forge.origin, "branch", "--list")


def test_a_very_long_issue_is_answered(forge: Forge, tmp_path: Path) -> None:
    """As long an issue as the forge takes, in a script of three bytes to a sign, is answered like any other."""
    body = body_of(Member, {"name": "Grace Hopper", "bio": "潮" * 60_000, "consent": {"date": TODAY}})
    done, told = answered(forge, body, tmp_path / "long")
    assert done.ok, done.printed
    assert "Make its longest texts shorter" in told
