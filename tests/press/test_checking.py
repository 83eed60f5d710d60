"""The task check: all files or some of them, by their paths from here or from the root, in each of its forms."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core.problems import Problem
from plugins.core.store import LostError
from plugins.press import checking
from plugins.press.checking import below, check
from tests.press.conftest import PROJECT, Invoke

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'


@pytest.mark.parametrize(
    ("path", "text", "status", "expected"),
    [
        ("members/new.yaml", f"name: New\n{CONSENT}", 0, "no problems\n"),
        ("members/new.yaml", "nmae: New\n", 1, "members/new.yaml:1:1: nmae: there is no field 'nmae' here"),
        ("members/other.yaml", "", 1, "members/other.yaml: there is no such file of a member"),
    ],
)
def test_one_file_is_checked(
    root: Path, capsys: pytest.CaptureFixture[str], path: str, text: str, status: int, expected: str
) -> None:
    """A good file passes, a bad one is told with its line, and a name that leads nowhere is told as well."""
    (root / "members/new.yaml").write_text(text or f"name: New\n{CONSENT}", encoding="utf-8")
    assert check(root, [path]) == status
    assert expected in capsys.readouterr().out


def test_settings_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without settings there is nothing to check by, whether all is asked for or one file."""
    for paths in ([], ["members/ada.yaml"]):
        assert check(tmp_path, paths) == 1
        assert "pelicanconf.py is missing" in capsys.readouterr().out


def test_all_files_are_checked_with_what_only_all_show(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a path everything is looked at: two of one name are only seen so, and stop nothing."""
    (root / "members/bob-2.yaml").write_text(f"name: Bob\n{CONSENT}", encoding="utf-8")
    assert check(root, ["members"]) == 0
    assert "has the same name" not in capsys.readouterr().out
    assert check(root, form="json") == 0
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["path"], problem["severity"], problem["rule"]) == ("members/bob.yaml", "warning", "same-name")


def test_prose_that_cannot_be_read_hides_no_problem(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where staff's prose stops the check, what is wrong with members' files is told all the same, and so is why."""
    (root / "members/new.yaml").write_text("nmae: New\n", encoding="utf-8")
    (root / "content/pages").mkdir(exist_ok=True)
    (root / "content/pages/odd.md").write_text("Title: Odd\nSave_as: ../odd.html\n\nText\n", encoding="utf-8")
    assert check(root) == 1
    said = capsys.readouterr().out
    assert "there is no field 'nmae' here" in said
    assert "odd.md" in said


def test_a_memory_that_is_lost_is_begun_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check whose memory goes under its hands looks again; where it goes every time, it says so."""
    asked = []
    prepare = checking.prepare

    def losing(*arguments: object) -> object:
        asked.append(arguments)
        if len(asked) < 3:
            raise LostError("lost")
        return prepare(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "prepare", losing)
    assert checking.findings(root).failed == ""
    assert len(asked) == 3

    def lost(*_arguments: object) -> object:
        raise LostError("what was read is lost")

    monkeypatch.setattr(checking, "prepare", lost)
    assert checking.findings(root).failed == "what was read is lost"


def test_the_whole_report_goes_into_the_summary_of_the_step(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Annotations are few; the page of the run has all, below what stands there, and never more than is taken."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for number in range(30):
        (root / f"members/bad-{number:02d}.yaml").write_text("nmae: X\n", encoding="utf-8")
    assert check(root, form="github", changed=["members/bad-29.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error file=members/bad-29.yaml,line=1,col=1,title=consent::consent: ")
    assert len(lines) == 11
    assert summary.read_text(encoding="utf-8").count("### `members/bad-") == 30
    assert check(root, form="json") == 1
    assert summary.read_text(encoding="utf-8").count("### `members/bad-") == 30
    summary.write_text("x" * (1024 * 1024 - 500), encoding="utf-8")
    assert check(root, form="github") == 1
    assert 1024 * 1024 - 500 < summary.stat().st_size <= 1024 * 1024
    assert "longer than can be shown" in summary.read_text(encoding="utf-8")


def test_paths_are_those_of_a_person(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is named from here, from the root, or by its whole path; a link is the link itself."""
    (root / "members/eve.yaml").symlink_to("/etc/hostname")
    monkeypatch.chdir(root / "members")
    for given in ("ada.yaml", "members/ada.yaml", "./ada.yaml", str(root / "members/ada.yaml"), "../members/ada.yaml"):
        assert below(root, given) == "members/ada.yaml"
    assert (below(root, ".."), below(root, "."), below(root, "../content")) == (".", ".", "content")
    assert below(root, "members/eve.yaml") == "members/eve.yaml"
    assert below(root, "/etc/hostname") == "/etc/hostname"
    assert below(root, "no/such.yaml") == "no/such.yaml"
    assert below(root, "~no-such-user/such.yaml") == "~no-such-user/such.yaml"


def test_the_command_takes_several_files_and_forms(root: Path, invoke: Invoke) -> None:
    """Files stand after two hyphens or each behind --path; a form that there is not is refused."""
    (root / "members/new one.yaml").write_text("nmae: X\n", encoding="utf-8")
    done = invoke("check", "--format", "json", "--", "members/ada.yaml", "members/new one.yaml")
    told = json.loads(done.stdout)
    assert (done.returncode, {one["path"] for one in told["problems"]}) == (1, {"members/new one.yaml"})
    done = invoke("check", "--path", "members/ada.yaml", "--path", "members/bob.yaml")
    assert (done.returncode, done.stdout) == (0, "no problems\n")
    assert invoke("check", "--format", "xml").returncode == 2


def test_the_command_mends(root: Path, invoke: Invoke) -> None:
    """--fix shows what changes; without a terminal it writes with --yes alone, and then tells what is left."""
    bad = f"name: Bea  \n{CONSENT}location: {{country: Portugal}}\nemial: x\n"
    (root / "members/bea.yaml").write_text(bad, encoding="utf-8")
    done = invoke("check", "--fix", "--path", "members/bea.yaml")
    assert (done.returncode, (root / "members/bea.yaml").read_text(encoding="utf-8")) == (1, bad)
    assert "+location: {country: PT}\n" in done.stdout
    assert "add --yes" in done.stdout
    done = invoke("check", "--fix", "--yes", "--path", "members/bea.yaml")
    right = bad.replace("Bea  ", "Bea").replace("Portugal", "PT")
    assert (done.returncode, (root / "members/bea.yaml").read_text(encoding="utf-8")) == (1, right)
    assert "mended: 1 of 1" in done.stdout
    assert done.stdout.endswith("1 problem in 1 file\n")
    done = invoke("check", "--fix", "--format", "json", "--path", "members/bea.yaml")
    assert (json.loads(done.stdout)["errors"], done.stderr) == (1, "nothing to mend\n\n")


def test_one_file_of_thousands_is_checked_in_a_moment(root: Path) -> None:
    """Whoever saves a file gets its report at once: nothing else is read, and little of the program is needed."""
    code = (
        "import sys, pathlib\nfrom plugins.press.checking import check\n"
        "check(pathlib.Path(sys.argv[1]), ['members/ada.yaml'])\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], cwd=PROJECT, env=os.environ, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert loaded & {"pelican", "phonenumbers"} == set()


def test_problems_are_told_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two looks at a file both find is one problem."""
    one = Problem("members/ada.yaml", 1, 1, "", "odd", warning=True)
    monkeypatch.setattr(checking, "problems_of", lambda *_arguments: [one, one])
    assert checking.findings(root, ["members/ada.yaml"]).problems == (one,)


def test_the_next_dates_of_a_new_series_are_told(root: Path, invoke: Invoke) -> None:
    """`new` says when the event takes place next, as `check --verbose` does, and the check of a change always."""
    answers = {
        "title": "An hour of tides",
        "start": "2027-01-12 16:00",
        "end": "2027-01-12 17:00",
        "timezone": "Europe/London",
        "format": "online",
        "recurrence.frequency": "monthly",
        "recurrence.week": "second",
        "recurrence.weekdays": "tuesday",
        "body": "All are welcome.",
    }
    day = {"SOURCE_DATE_EPOCH": "1795000000"}  # in November 2026
    done = invoke("new", "event", *(f"--set={name}={answer}" for name, answer in answers.items()), **day)
    assert done.returncode == 0, done.stdout + done.stderr
    dates = [f"  Tue {on} 2027, 16:00 to 17:00 Europe/London (UTC+" for on in ("12 Jan", "09 Feb", "09 Mar", "13 Apr")]
    path = "content/events/an-hour-of-tides.md"
    for told in (
        done.stdout,
        invoke("check", "--verbose", "--path", path, **day).stdout,
        invoke("check", "--changed", path, **day).stdout,
    ):
        assert "takes place next on" in told
        assert [one in told for one in dates] == [True] * 4
        assert "  Tue 11 May 2027, 16:00 to 17:00 Europe/London (UTC+01:00)" in told
        assert "Jun 2027" not in told
    assert "takes place" not in invoke("check", "--path", path, **day).stdout
