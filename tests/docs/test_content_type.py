"""The README's way to add a content type, followed to the letter in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.documents import ROOT, Block, blocks, section, text_of
from tests.search.node import ask

HEADING = "A content type, step by step"
MEMBER = """\
name: Rosalind Achebe-Thwaite
consent: {date: 2026-01-01, version: test}
"""


def _example() -> list[Block]:
    return blocks(section(text_of("docs/developing.md"), HEADING))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and one member, with the files of the example added and its line in PLUGINS."""
    folder = tmp_path_factory.mktemp("a copy")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "tasks.py", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "content/pages").mkdir(parents=True)
    shutil.copy(ROOT / "content/pages/privacy.md", folder / "content/pages")  # that members agree to what it says
    (folder / "members").mkdir()
    (folder / "members/rosalind-achebe-thwaite.yaml").write_text(MEMBER, encoding="utf-8")
    for block in _example():
        file = folder / block.file
        if block.file == "pelicanconf.py":
            before, opening, after = file.read_text(encoding="utf-8").partition("PLUGINS = [\n")
            lines, closing, rest = after.partition("]")
            file.write_text("".join((before, opening, lines, block.text, closing, rest)), encoding="utf-8")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
    return folder


def _invoke(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def printed(project: Path) -> Path:
    """The public site of the copy."""
    done = _invoke(project, "build", "--today", "2026-03-14")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "output"


def test_the_readme_names_every_file_of_the_example() -> None:
    """Each numbered step of the README is a file or a folder that the example shows."""
    steps = re.findall(r"^\d\. `([^`]+)`", section(text_of("README.md"), "How to add a content type"), re.MULTILINE)
    files = [block.file for block in _example()]
    assert all(files)
    assert [step for step in steps if not any(file.startswith(step) for file in files)] == []
    assert [file for file in files if not any(file.startswith(step) for step in steps)] == []


def test_the_new_page_is_printed_with_its_reference(printed: Path) -> None:
    """The award's page shows its member by name, with a link to the member's page."""
    page = (printed / "awards/golden-lead/index.html").read_text(encoding="utf-8")
    assert "For a measurement that somebody else could rely on." in page
    assert '<a href="/members/rosalind-achebe-thwaite/"><bdi>Rosalind Achebe-Thwaite</bdi></a>' in page


def test_the_new_kind_is_linked_and_in_the_sitemap(printed: Path) -> None:
    """The navigation of every page leads to the list, the list to the award, and the sitemap names both."""
    assert 'href="/awards/"' in (printed / "index.html").read_text(encoding="utf-8")
    assert 'href="/awards/golden-lead/"' in (printed / "awards/index.html").read_text(encoding="utf-8")
    sitemap = (printed / "sitemap.xml").read_text(encoding="utf-8")
    assert "/awards/</loc>" in sitemap
    assert "/awards/golden-lead/</loc>" in sitemap


def test_the_new_kind_is_found(printed: Path) -> None:
    """A search finds the award by its name and its text, though its record says nothing of searching."""
    for text in ("golden lead", "rely"):
        assert ask(printed, [text])[0].urls == ["awards/golden-lead/"]


def test_a_closed_field_of_the_new_kind_is_closed(project: Path, printed: Path) -> None:
    """What the record keeps for members is in no file of the public site, and on the page of the members' one."""
    secret = "thirteen hours"
    public = [path for path in printed.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert public == []
    assert _invoke(project, "build", "--audience", "members").returncode == 0
    assert secret in (project / "output-members/awards/golden-lead/index.html").read_text(encoding="utf-8")


def test_a_mistake_in_the_new_kind_is_told_at_its_place(project: Path) -> None:
    """A mistyped reference in an award is named with line, column and the nearest name."""
    award = project / "content/awards/golden-lead.md"
    right = award.read_text(encoding="utf-8")
    try:
        award.write_text(right.replace("rosalind-", "rosalinde-"), encoding="utf-8")
        done = _invoke(project, "check")
    finally:
        award.write_text(right, encoding="utf-8")
    assert done.returncode == 1
    assert "content/awards/golden-lead.md:4:13: recipients[0].member: no member is called" in done.stdout
    assert "did you mean 'rosalind-achebe-thwaite'?" in done.stdout
