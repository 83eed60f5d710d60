"""Real data of other associations, through the maps in docs/imports/examples: every record written or truly refused."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from plugins.core.loading import load
from plugins.importing import run
from tests.importing.conftest import RECORD_TYPES

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "../shared/data"
EXAMPLES = PROJECT / "docs/imports/examples"

if not DATA.is_dir() and "GUILDHALL_CI" not in os.environ:
    pytest.skip("the real data are not here (../shared/data)", allow_module_level=True)


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A folder with all four sets of data imported, and the report of each."""
    root = tmp_path_factory.mktemp("real")
    reports = {}
    for kind, file, map_ in (
        ("members", "people-ols/_data/people.yaml", "ols-people"),
        ("jobs", "jobs-numfocus/jobs", "numfocus-jobs"),
        ("chapters", "chapters-rladies/chapters", "rladies-chapters"),
        ("events", "events-rladies/events_2025.json", "rladies-events"),
    ):
        record_type = next(one for one in RECORD_TYPES if one.kind == kind)
        map_file = str(EXAMPLES / f"{map_}.yaml")
        reports[kind], _ = run(root, record_type, str(DATA / file), map_file, write=True, record_types=RECORD_TYPES)
    return root, reports


def refused(report: str) -> list[str]:
    """The first reason of each refused row."""
    return re.findall(r"^refused .*\n +(.*)$", report, re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("members", "702 rows: 701 new, 0 changed, 0 unchanged, 1 refused"),
        ("jobs", "30 rows: 25 new, 0 changed, 0 unchanged, 5 refused"),
        ("chapters", "384 rows: 384 new, 0 changed, 0 unchanged, 0 refused"),
        ("events", "264 rows: 253 new, 0 changed, 0 unchanged, 11 refused"),
    ],
)
def test_counts(imported, kind, counts):
    """Each set comes over whole, but for the records refused below."""
    assert counts in imported[1][kind]


def test_reasons(imported):
    """Rows are refused for true reasons: an address for an ORCID iD, jobs open too long, meetups without a place."""
    _, reports = imported
    (reason,) = refused(reports["members"])
    assert reason.startswith("column orcid (links.orcid): 'someone@example.org' is not an ORCID iD of four groups")
    assert all("a job is open for at most 180 days" in reason for reason in refused(reports["jobs"]))
    assert set(refused(reports["events"])) == {"format: the row gives nothing for it, and it is required"}


def test_everything_written_loads(imported):
    """What was written loads without an error; nine names stand twice, each with a warning."""
    root, reports = imported
    loaded = load(root, RECORD_TYPES)
    assert loaded.errors == ()
    assert {kind: len(shelf.rows) for kind, shelf in loaded.catalogue.shelves.items() if shelf.rows} == {
        "members": 701, "jobs": 25, "chapters": 384, "events": 253,
    }  # fmt: skip
    assert len(re.findall("has the same name", reports["members"])) == 9
    # Five more are known again by a name written otherwise, an ORCID iD or a link; no text gives a number away.
    rules = [problem.rule for problem in loaded.problems]
    assert (rules.count("same-name"), rules.count("same-person"), rules.count("private")) == (9, 5, 0)


def test_details(imported):
    """Keys stay text, pronouns stay as written, letters written as bytes and invisible signs are mended."""
    root, _ = imported
    ada = (root / "members/0x174.yaml").read_text("utf-8")
    assert ada.startswith("name: William Jackson\n")
    assert "pronouns: He/Him\n" in ada
    assert "x: https://x.com/0x174\n" in ada
    assert "country: US\n" in ada
    pronouns = {
        found
        for file in root.glob("members/*.yaml")
        for found in re.findall("^pronouns: (.*)$", file.read_text("utf-8"), re.MULTILINE)
    }
    assert len(pronouns) == 80
    assert "name: R-Ladies São Paulo\n" in (root / "content/chapters/rladies-sao-paulo.md").read_text("utf-8")
    assert (root / "content/chapters/rladies-tuxtla-gutierrez.md").is_file()
    assert not [path for path in root.rglob("*") if not path.name.isascii()]


def test_again(imported):
    """A second import of all 702 people changes nothing."""
    root, _ = imported
    people, map_file = str(DATA / "people-ols/_data/people.yaml"), str(EXAMPLES / "ols-people.yaml")
    text, _ = run(root, RECORD_TYPES[0], people, map_file, write=True, update=True, record_types=RECORD_TYPES)
    assert "702 rows: 0 new, 0 changed, 701 unchanged, 1 refused" in text
    assert "0 files written" in text
