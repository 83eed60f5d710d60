"""The workflows that an association copies: valid, without findings, with nothing that a pull request could use."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.contributing.workflows import load
from tests.docs.documents import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = sorted(path.name for path in FOLDER.glob("*.yml"))
TRUSTED = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "astral-sh/setup-uv": ("fac544c07dec837d0ccb6301d7b5580bf5edae39", "v8.2.0"),
}
"""The commit of each action that a release stands for, found in the workflows of several other projects."""


def tool(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a program of the environment that the tests run in."""
    command = [str(Path(sys.executable).parent / name), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_they_are_what_the_forges_take() -> None:
    """The files are valid by the schemas that GitHub's and GitLab's own tools go by; Netlify's is TOML."""
    files = [str(FOLDER / name) for name in WORKFLOWS]
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    assert done.returncode == 0, done.stdout
    done = tool("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml")
    assert done.returncode == 0, done.stdout
    assert tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["build"]["publish"] == "public"


def test_zizmor_finds_nothing() -> None:
    """The strictest audit finds nothing; the one trigger that it may not look at has its reason beside it."""
    done = tool("zizmor", "--offline", "--no-progress", "--persona=auditor", str(FOLDER))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout
    ignored = [
        (name, line) for name in WORKFLOWS for line in (FOLDER / name).read_text().splitlines() if "zizmor" in line
    ]
    assert ignored == [("comment.yml", "  workflow_run: # zizmor: ignore[dangerous-triggers]")]


def test_actions_are_pinned() -> None:
    """Each action is named by the commit of a release, with the release beside it, and there are few."""
    used = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v[\d.]+)$")
    lines = [line for name in WORKFLOWS for line in (FOLDER / name).read_text().splitlines() if " uses: " in line]
    found = [match.groups() for line in lines if (match := used.search(line))]
    assert len(found) == len(lines)
    assert {name: (commit, version) for name, commit, version in found} == TRUSTED


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_shell_sees_what_people_write(name: str) -> None:
    """Commands hold no expression: what people write reaches them as variables, and no secret is asked for."""
    workflow = load(FOLDER / name)
    assert [step["name"] for step in steps(workflow) if "${{" in step.get("run", "")] == []
    assert "secrets." not in (FOLDER / name).read_text()
    assert all(step.get("name") for step in steps(workflow))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_few(name: str) -> None:
    """A workflow has no rights, a job those it needs, and what runs at a pull request may only read."""
    workflow = load(FOLDER / name)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 30
        if "pull_request" in workflow["on"]:
            assert job["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("name", ["check.yml", "comment.yml", "issue.yml"])
def test_code_is_that_of_the_default_branch(name: str) -> None:
    """What a stranger starts checks out the default branch, leaves no credentials, and keeps no cache."""
    done = steps(load(FOLDER / name))
    (checkout,) = [step["with"] for step in done if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["ref"] == "${{ github.event.repository.default_branch }}"
    assert checkout["persist-credentials"] == "false"
    (uv,) = [step["with"] for step in done if step.get("uses", "").startswith("astral-sh/setup-uv@")]
    assert uv["enable-cache"] == "false"
    assert not [step for step in done if "cache@" in step.get("uses", "")]


def test_no_job_has_both_rights_and_a_stranger_s_code() -> None:
    """Only two may write where a stranger started them, and of what the stranger wrote no file is run or built."""
    for name in WORKFLOWS:
        workflow = load(FOLDER / name)
        for job in workflow["jobs"].values():
            writes = [right for right, level in job.get("permissions", {}).items() if level == "write"]
            text = str(job["steps"])
            if writes and name != "publish.yml":
                assert name in {"comment.yml", "issue.yml"}
                assert "invoke build" not in text
                assert "invoke take" not in text
                assert "download-artifact" not in text


def test_the_workflow_that_comments_waits_for_the_one_that_checks() -> None:
    """comment.yml names check.yml by the name that it has."""
    assert load(FOLDER / "comment.yml")["on"]["workflow_run"]["workflows"] == [load(FOLDER / "check.yml")["name"]]


def test_commands_exist() -> None:
    """Every `uv run invoke` of the files for forges and hosts is a command, with options that it has."""
    texts = [step["run"] for name in WORKFLOWS for step in steps(load(FOLDER / name)) if "run" in step]
    texts += [(ROOT / name).read_text(encoding="utf-8") for name in (".gitlab-ci.yml", "netlify.toml")]
    called = {found for text in texts for found in re.findall(r"uv run invoke ([a-z-]+)", text)}
    assert called == {"build", "check", "comment", "from-issue", "guard", "preview", "take"}
    listed = tool("invoke", "--list").stdout
    assert [name for name in called if not re.search(rf"^  {name} ", listed, re.MULTILINE)] == []
    for text in texts:
        for name, options in re.findall(r"uv run invoke ([a-z-]+)([^|\n]*(?:\\\n[^|\n]*)*)", text):
            known = tool("invoke", "--help", name).stdout
            assert [one for one in re.findall(r" (--[a-z-]+)", options) if one not in known] == [], name


def test_the_version_of_uv_is_one() -> None:
    """All of them install the uv that .ci/run does."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in (*FOLDER.glob("*.yml"), ROOT / ".gitlab-ci.yml", ROOT / "netlify.toml")
    ]
    versions = {found for text in texts for found in re.findall(r'(?:uv==|version: ")([\d.]+)', text)}
    assert versions == set(re.findall(r"uv==([\d.]+)", (ROOT / ".ci/run").read_text(encoding="utf-8")))
