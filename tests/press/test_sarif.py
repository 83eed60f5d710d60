"""The report for code scanning is what the standard says, by its own schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from plugins.core.problems import Problem
from plugins.core.reports import Findings, as_sarif
from plugins.press.browser_libraries import install
from plugins.press.checking import findings

PROJECT = Path(__file__).resolve().parents[2]
SCHEMA = PROJECT / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    """The schema of SARIF 2.1.0, in the draft of JSON Schema that it is written in."""
    install(PROJECT, development=True)
    return Draft4Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER
    )


PROBLEMS = (
    Problem("members/ada.yaml", 3, 8, "email", "'ada' is not an e-mail address", "email: ada", rule="email"),
    Problem("members/bea king é%.yaml", 1, 0, "", "odd", "\x1b[31m", warning=True),
    Problem("members/\udcff.yaml", 0, 0, "", "a symbolic link"),
)


@pytest.mark.parametrize(
    "found",
    [Findings(()), Findings(PROBLEMS), Findings(PROBLEMS, "the settings cannot be read"), Findings((), "lost\n")],
    ids=["nothing", "problems", "problems and a failure", "a failure"],
)
def test_a_report_is_valid(schema: Draft4Validator, found: Findings) -> None:
    """Whatever a report holds, every part of it is where the standard has it."""
    assert [error.message for error in schema.iter_errors(json.loads(as_sarif(found)))] == []


def test_a_report_of_real_mistakes_is_valid(schema: Draft4Validator, root: Path) -> None:
    """So is that of a whole check."""
    (root / "members/eve.yaml").write_text("nmae: Eve\nphone: 1\n", encoding="utf-8")
    found = findings(root)
    assert len(found.problems) == 3
    assert [error.message for error in schema.iter_errors(json.loads(as_sarif(found)))] == []


def test_a_report_that_is_not_valid_is_seen(schema: Draft4Validator) -> None:
    """The schema is a whole one: it refuses a level that there is not, and a place without a line."""
    report = json.loads(as_sarif(Findings(PROBLEMS)))
    report["runs"][0]["results"][0]["level"] = "bad"
    del report["runs"][0]["results"][1]["message"]
    assert len(list(schema.iter_errors(report))) == 2
