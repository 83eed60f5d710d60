"""Sites built once for the whole run, and the data of real associations, where it is at hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filelock import FileLock

from plugins.importing import run
from tests.factories import RECORD_TYPES

PROJECT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 21)

LONGEST = (
    "browser/test_hostile_records.py",
    "browser/test_pages.py",
    "press/test_damaged.py",
    "browser/test_search_hostile.py",
    "browser/test_search_states.py",
    "press/test_incremental.py",
    "press/test_faults.py",
    "press/test_rebuilding.py",
    "browser/test_real_people.py",
    "browser/test_saved.py",
    "site/test_canaries.py",
    "press/test_cluster.py",
    "browser/test_lighthouse.py",
    "search/test_updates.py",
    "search/test_faults.py",
    "browser/test_contributing_form.py",
    "browser/test_contributing_files.py",
    "press/test_building.py",
    "contributing/test_workflow_steps.py",
    "browser/test_saved_files.py",
    "browser/test_search_filters.py",
    "browser/test_search.py",
    "browser/test_contributing_ways.py",
    "press/test_trees.py",
    "press/test_releases.py",
    "browser/test_search_republished.py",
    "site/test_structure.py",
    "contributing/test_ownership.py",
    "search/test_queries.py",
    "search/test_exactness.py",
    "search/test_analysis.py",
    "press/test_serving.py",
    "contributing/test_guard_command.py",
    "core/test_catalogue.py",
    "core/test_loading_again.py",
    "core/test_markup.py",
)
"""Files of tests that take longest: they begin first, or one processor would wait for another at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of a file stay together, those of the longest first."""
    rank = {PROJECT / "tests" / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@dataclass(frozen=True)
class BuiltSite:
    """A finished site: its folder, the address it was built for, and what the build said."""

    root: Path
    folder: Path
    url: str
    said: str
    today: date = TODAY

    @property
    def prefix(self) -> str:
        """The path it stands at, with a slash at both ends."""
        return f"{urlsplit(self.url).path.rstrip('/')}/"

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path below the folder."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, str]:
        """Every HTML page by its path."""
        return {name: content.decode() for name, content in self.files.items() if name.endswith(".html")}

    def text(self, name: str) -> str:
        return self.files[name].decode()


def start_build(root: Path, output: Path, url: str, audience: str = "public") -> Callable[[], BuiltSite]:
    """Starts `invoke build` in a process of its own; the function it gives waits for the finished site."""
    command = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), "build", "--root", str(root)]
    options = ["--output", str(output), "--url", url, "--audience", audience, "--today", TODAY.isoformat()]
    process = subprocess.Popen(
        [*command, *options], cwd=output.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )

    def finish() -> BuiltSite:
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return BuiltSite(root, output.resolve(), url, said)

    return finish


def build_site(root: Path, output: Path, url: str, audience: str = "public") -> BuiltSite:
    """The site of `root` as `invoke build` makes it."""
    return start_build(root, output, url, audience)()


Once = Callable[[str, Callable[[Path], None]], Path]
BuildOnce = Callable[..., BuiltSite]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once(name, make)` gives a folder that `make(folder)` filled, once for all workers; nobody changes it then.

    The worker that comes first makes it; the others wait for it, and read the same files.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, whole = shared / name, shared / f"{name}.whole"
        with FileLock(shared / f"{name}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                whole.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def build_once(once: Once) -> BuildOnce:
    """`build_once(name, prepare, url, audience)` builds what `prepare(folder)` gives the root of, once for all."""

    def build(name: str, prepare: Callable[[Path], Path], url: str, audience: str = "public") -> BuiltSite:
        def make(folder: Path) -> None:
            site = build_site(prepare(folder), folder / "output", url, audience)
            (folder / "note.json").write_text(json.dumps([str(site.root), site.said]), encoding="utf-8")

        folder = once(name, make)
        root, said = json.loads((folder / "note.json").read_text(encoding="utf-8"))
        return BuiltSite(Path(root), (folder / "output").resolve(), url, said)

    return build


def demonstration(_folder: Path) -> Path:
    """The root of the demonstration association, as it stands in this repository."""
    return PROJECT


@pytest.fixture(scope="session")
def demo_site(build_once: BuildOnce) -> BuiltSite:
    """The demonstration association, public."""
    return build_once("demo site", demonstration, "https://leadline.example.org")


@pytest.fixture(scope="session")
def sub_path_site(build_once: BuildOnce) -> BuiltSite:
    """The demonstration below a path of a host."""
    return build_once("sub path", demonstration, "https://example.org/association")


@pytest.fixture(scope="session")
def members_site(build_once: BuildOnce) -> BuiltSite:
    """The demonstration as its members see it."""
    return build_once("members", demonstration, "https://members.leadline.example.org", "members")


@pytest.fixture(scope="session")
def staff_site(build_once: BuildOnce) -> BuiltSite:
    """The demonstration as staff see it."""
    return build_once("staff", demonstration, "https://staff.leadline.example.org", "staff")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; nothing of it is part of the project."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        if os.environ.get("GUILDHALL_CI"):
            pytest.fail(f"there is no {folder}, and CI has to test with real data")
        pytest.skip("there is no ../shared/data beside the checkout")
    return folder


REAL = """
ASSOCIATION = {
    "name": "Open Communities",
    "short_name": "Open",
    "description": "People, chapters, events and jobs of real associations, put together for a test.",
    "email": "office@example.org",
}
SITEURL = "https://real.example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
"""

SETS = {
    "members": ("people-ols/_data/people.yaml", "ols-people"),
    "chapters": ("chapters-rladies/chapters", "rladies-chapters"),
    "events": ("events-rladies/events_2025.json", "rladies-events"),
    "jobs": ("jobs-numfocus/jobs", "numfocus-jobs"),
}
"""The real data by the kind they become: the file or folder, and the map in docs/imports/examples."""


@pytest.fixture(scope="session")
def real_site(shared_data: Path, build_once: BuildOnce) -> BuiltSite:
    """A site of 701 real people, the chapters and events of another association, and the jobs of a third."""

    def imported(folder: Path) -> Path:
        root = folder / "association"
        (root / "content").mkdir(parents=True)
        (root / "pelicanconf.py").write_text(REAL, encoding="utf-8")
        for kind, (data, map_) in SETS.items():
            record_type = next(one for one in RECORD_TYPES if one.kind == kind)
            map_file = PROJECT / "docs" / "imports" / "examples" / f"{map_}.yaml"
            run(root, record_type, str(shared_data / data), str(map_file), write=True, record_types=RECORD_TYPES)
        return root

    return build_once("real people", imported, "https://real.example.org")
