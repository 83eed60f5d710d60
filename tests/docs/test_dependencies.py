"""The dependencies: each documented with its true licence, none imported unnamed, all pinned the same everywhere."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib import metadata
from itertools import chain

import pytest

from plugins.press.python_libraries import requirements, with_constraints
from tests.docs.documents import ROOT, cells, section, text_of

COMPATIBLE = {
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-CMU",
    "MPL-2.0",
    "Unlicense",
}
"""Licences whose code may be used in a program under the AGPL, version 3 or later."""

COMES_WITH = {"pydantic_core": "pydantic"}
"""Packages that are another's other half: what they give is part of what that one gives."""


def _project() -> dict[str, list[str]]:
    """The pinned requirements by group; `run` are those of the program itself."""
    table = tomllib.loads(text_of("pyproject.toml"))
    project = table["project"]
    return {"run": project["dependencies"], **project["optional-dependencies"], **table["dependency-groups"]}


def _pinned() -> dict[str, str]:
    """The version of every package that pyproject.toml names, by its name without extras."""
    found = {}
    for requirement in chain.from_iterable(_project().values()):
        name, _, version = requirement.partition("==")
        assert version, f"{requirement} is not pinned exactly"
        assert found.setdefault(name.partition("[")[0], version) == version, f"{name} is pinned twice"
    return found


def _rows(*headings: str) -> dict[str, list[str]]:
    """The rows of the tables below these headings, by package."""
    text = text_of("docs/dependencies.md")
    return {
        (re.search(r"`(.+)`", row[0]) or [row[0], row[0]])[1]: row
        for heading in headings
        for row in cells(section(text, heading))
    }


PYTHON = _rows("To build a site", "To build it on several machines", "To test it")
BENCH = _rows("To measure it")
"""These are not there when tests run."""
NPM = _rows("In the browser")


def test_every_python_package_is_documented() -> None:
    """docs/dependencies.md has a row for each package of pyproject.toml, and for no other."""
    assert sorted([*PYTHON, *BENCH]) == sorted(_pinned())
    assert {row[2] for row in BENCH.values()} <= COMPATIBLE


def test_every_npm_package_is_documented() -> None:
    """docs/dependencies.md has a row for each package of package.json, and for no other; each is pinned exactly."""
    package = json.loads(text_of("package.json"))
    named = {**package["dependencies"], **package["devDependencies"]}
    assert sorted(NPM) == sorted(named)
    assert [version for version in named.values() if not re.fullmatch(r"\d+\.\d+\.\d+(-[a-z]+\.\d+)?", version)] == []


@pytest.mark.parametrize("name", PYTHON)
def test_the_licence_of_a_python_package_is_told_truly(name: str) -> None:
    """The licence in the table is compatible with ours, and the one that the installed package says it has."""
    licence = PYTHON[name][2]
    assert licence in COMPATIBLE
    facts = metadata.metadata(name)
    said = [facts.get("License-Expression") or "", facts.get("License") or "", *(facts.get_all("Classifier") or [])]
    family = licence.partition("-")[0]
    assert any(family in one for one in said), said


def test_the_licence_of_an_npm_package_is_told_truly() -> None:
    """The same for npm, by the lock file."""
    packages = json.loads(text_of("package-lock.json"))["packages"]
    said = {name: packages[f"node_modules/{name}"].get("license") for name in NPM}
    assert {name: row[2] for name, row in NPM.items()} == said
    assert set(said.values()) <= COMPATIBLE


def test_every_import_is_a_named_package() -> None:
    """What the program imports is pinned by name, and does not just happen to be there."""
    distributions = metadata.packages_distributions()
    named = set(_pinned())
    unnamed = set()
    for file in [*sorted((ROOT / "plugins").rglob("*.py")), ROOT / "tasks.py"]:
        for module in _imports(file.read_text(encoding="utf-8")):
            if module in sys.stdlib_module_names or module in {"benchmarks", "docs", "plugins"}:
                continue
            owners = {re.sub(r"[-_.]+", "-", one).lower() for one in distributions.get(module, [module])}
            if not owners & named and COMES_WITH.get(module) not in named:
                unnamed.add(f"{file.relative_to(ROOT)}: {module}")
    assert unnamed == set()


def _imports(text: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_lock_holds_the_pins() -> None:
    """Every pin of pyproject.toml is in requirements.lock at that version."""
    locked = {
        found[1]: found[2]
        for one in requirements(text_of("requirements.lock"))
        if (found := re.match(r"([\w.-]+)==([^ ]+)", one))
    }
    assert {name: locked.get(name) for name in _pinned()} == _pinned()


def test_the_lock_has_a_hash_for_every_requirement() -> None:
    """No package is installed from requirements.lock without a hash."""
    pieces = re.split(r"(?m)^(?=[A-Za-z0-9])", text_of("requirements.lock"))
    assert [piece.partition("\n")[0] for piece in pieces if piece.strip() and "--hash=sha256:" not in piece] == []


def test_the_constraints_are_those_of_the_lock() -> None:
    """What is locked and not pinned is a constraint of pyproject.toml, word for word: `invoke lock` was run."""
    project = text_of("pyproject.toml")
    assert with_constraints(project, requirements(text_of("requirements.lock"))) == project


PROJECT = """\
[project]
dependencies = [
    "Some_Thing[extra]==1",
]
[dependency-groups]
test = ["other==1"]
[tool.uv]
constraint-dependencies = [
    "below==1",
]
[tool.ruff]
"""

LOCKED = """\
below==2 \\
    --hash=sha256:00
other==1 \\
    --hash=sha256:00
some-thing==1 \\
    --hash=sha256:00
windows==1 ; sys_platform == 'win32' \\
    --hash=sha256:00
"""


def test_a_moved_version_changes_the_constraints() -> None:
    """Locking writes what is not pinned, with its markers, and leaves the rest of pyproject.toml as it was."""
    after = PROJECT.replace('"below==1",', '"below==2",\n    "windows==1 ; sys_platform == \'win32\'",')
    assert with_constraints(PROJECT, requirements(LOCKED)) == after
