"""Tests of the installation of the browser libraries, with a stand-in for npm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from plugins.press import browser_libraries

ROOT = Path(__file__).parents[1]
Calls = list[list[str]]

PRODUCTION = {"lunr": "2.3.9"}
DEVELOPMENT = {"axe-core": "4.14.1", "vnu-jar": "26.9.27"}


def put(root: Path, packages: dict[str, str]) -> None:
    """Lay packages into node_modules as npm does."""
    for name, version in packages.items():
        folder = root / "node_modules" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"name": name, "version": version}), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that locks one library for the site and one for the tests, at a path with a space."""
    root = tmp_path / "our site"
    root.mkdir()
    packages: dict[str, dict[str, object]] = {"": {"name": "project"}}
    packages |= {f"node_modules/{name}": {"version": version} for name, version in PRODUCTION.items()}
    packages |= {f"node_modules/{name}": {"version": version, "dev": True} for name, version in DEVELOPMENT.items()}
    packages["node_modules/for-another-system"] = {"version": "1.0.0", "optional": True}
    (root / "package-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    return root


@pytest.fixture
def npm(root: Path, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The commands npm was given; it installs what they ask for."""
    calls: Calls = []

    def stand_in(arguments: list[str], *, cwd: Path, **_options: object) -> CompletedProcess[bytes]:
        assert cwd == root
        calls.append(arguments)
        put(root, PRODUCTION | ({} if "--omit=dev" in arguments else DEVELOPMENT))
        return CompletedProcess(arguments, 0, b"", b"")

    monkeypatch.setattr(browser_libraries, "npm", stand_in)
    return calls


def test_fresh_checkout_is_installed(root: Path, npm: Calls) -> None:
    """Without node_modules, npm installs what the site needs, runs no script of a package, and one line says so."""
    told: list[str] = []
    browser_libraries.install(root, tell=told.append)
    assert [call[:2] for call in npm] == [["ci", "--ignore-scripts"]]
    assert "--omit=dev" in npm[0]
    assert told == ["Installing browser libraries: lunr 2.3.9"]


def test_nothing_runs_when_all_is_there(root: Path, npm: Calls) -> None:
    """With every locked package in place, npm is not started, whether or not those of the tests are asked for."""
    put(root, PRODUCTION | DEVELOPMENT)
    browser_libraries.install(root)
    browser_libraries.install(root, development=True)
    assert npm == []


def test_development_adds_what_the_tests_use(root: Path, npm: Calls) -> None:
    """What only the tests use is missing only when it is asked for."""
    put(root, PRODUCTION)
    browser_libraries.install(root)
    assert npm == []
    browser_libraries.install(root, development=True, tell=[].append)
    assert "--include=dev" in npm[0]


@pytest.mark.parametrize("manifest", ['{"version": "2.3.8"}', '{"vers', "[]"])
def test_wrong_or_broken_package_is_replaced(root: Path, npm: Calls, manifest: str) -> None:
    """Another version, or a package left half-written, is installed anew."""
    put(root, PRODUCTION)
    (root / "node_modules" / "lunr" / "package.json").write_text(manifest, encoding="utf-8")
    browser_libraries.install(root, tell=[].append)
    assert len(npm) == 1


def test_failure_is_explained(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When npm fails, the error names what is missing, what to do and what npm said."""
    failed = CompletedProcess([], 1, b"", b"npm error ECONNREFUSED")
    monkeypatch.setattr(browser_libraries, "npm", lambda *_arguments, **_options: failed)
    with pytest.raises(browser_libraries.InstallError, match=r"(?s)lunr 2\.3\.9.*check the network.*ECONNREFUSED"):
        browser_libraries.install(root, tell=[].append)


def test_npm_runs_without_node_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The npm of our own Python package starts with nothing on the PATH, in a folder with a space in its name."""
    root = tmp_path / "nothing to install"
    root.mkdir()
    lock = {"name": "empty", "lockfileVersion": 3, "packages": {"": {"name": "empty"}}}
    (root / "package.json").write_text('{"name": "empty"}', encoding="utf-8")
    (root / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    assert shutil.which("node") is None
    assert "up to date" in browser_libraries._run_npm(root, development=False)


def test_lock_names_no_registry() -> None:
    """The lock file says what each package is, by version and digest, and not where one of us got it from."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for place, package in lock["packages"].items() if place]
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)
