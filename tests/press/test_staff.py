"""Staff's prose: Pelican runs only where something that it reads is another, and what it said is said again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.press import building, staff
from plugins.press.outcomes import Options
from plugins.press.settings import settings_for
from tests.factories import photo
from tests.press.changes import DAY, Change, bob, build, edit, nothing, put, remove, settings
from tests.press.conftest import Invoke


@pytest.fixture
def root(built: Path) -> Path:
    """An association that was built, with its memory."""
    return built


def test_pelican_runs_only_where_something_it_reads_is_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed record leaves Pelican out of it; changed prose, settings or navigation bring it in."""
    ran: list[str] = []
    real = staff._run

    def running(*args: Any) -> Any:
        ran.append("pelican")
        return real(*args)

    monkeypatch.setattr(staff, "_run", running)

    def runs(change: Change, **chosen: Any) -> int:
        ran.clear()
        change(root)
        build(root, **chosen)
        return len(ran)

    assert runs(nothing) == 1  # a root that stands elsewhere is another
    assert runs(nothing) == 0
    assert runs(bob("Other")) == 0
    assert runs(nothing, today=date(2026, 11, 23)) == 0
    assert runs(put("content/vocabulary/skills.yaml", "GIS: [maps]\n")) == 0
    assert runs(edit("content/pages/about.md", "Who", "What")) == 1
    assert runs(nothing) == 0
    assert runs(put("content/news/draft.md", "Title: D\nDate: 2026-11-02\nStatus: draft\n\nNot yet.\n")) == 1
    assert runs(settings("ASSOCIATION['name'] = 'Other'")) == 1
    # Its pages have the navigation, which has the kinds that are in use, and the year.
    assert runs(remove("content/jobs/analyst.md")) == 1
    assert runs(nothing, today=date(2027, 1, 1)) == 1
    assert runs(lambda root: shutil.rmtree(root / ".guildhall"), today=date(2027, 1, 1)) == 1


def test_warnings_of_prose_are_told_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What Pelican warned of is told by each build that has those words, though it does not run."""
    put("content/pages/about.md", "Title: About\nSlug: about\n\n[x]({filename}nowhere.md)\n")(root)
    for headline in ("One", "Two"):
        bob(headline)(root)
        status = building.build(root, Options(today=DAY))
        assert status in (0, 1)
        assert capsys.readouterr().err.count("nowhere.md") >= 1


def test_pictures_are_copied(root: Path) -> None:
    """Though Pelican is told to link files and not to copy them, what is published does not change with its source."""
    put("content/images/plan.jpg", photo())(root)
    put("content/pages/about.md", "Title: About\nSlug: about\n\n![Plan]({static}/images/plan.jpg)\n")(root)
    settings("STATIC_CREATE_LINKS = True")(root)
    build(root)
    assert not (root / "output/images/plan.jpg").is_symlink()
    assert not (root / "output/images/plan.jpg").samefile(root / "content/images/plan.jpg")


LINKER = """
from pathlib import Path
from pelican import signals

def link(pelican):
    (Path(pelican.settings["OUTPUT_PATH"]) / "LINK").symlink_to("/etc")

def register():
    signals.finalized.connect(link)
"""


def with_plugin(name: str) -> Change:
    """A change: one more plugin."""
    return lambda root: settings(f"PLUGINS = {[*settings_for(root)['PLUGINS'], name]!r}")(root)


@pytest.mark.parametrize("name", ["about/link.html", "link"])
def test_links_of_the_file_system_are_told(root: Path, invoke: Invoke, name: str) -> None:
    """A symbolic link that a plugin makes, which may lead anywhere, has no place in a site."""
    put("linker.py", LINKER.replace("LINK", name))(root)
    with_plugin("linker")(root)
    done = invoke("build", at=root, PYTHONPATH=str(root))
    assert done.returncode == 1
    assert f"nothing was published: {name}: a link of the file system" in done.stderr


OFFERING = """
from plugins.core.outputs import Document
from plugins.press.features import Feature, offered

def told(catalogue, site):
    yield Document("told/it.txt", b"WORDS", "another")

def feature(sender):
    return Feature(views=(told,), places=("told",))

def register():
    offered.connect(feature)
"""


@pytest.mark.parametrize("file", ["another.py", "another/__init__.py"])
def test_what_a_foreign_plugin_prints_is_not_remembered_of_other_code(
    root: Path, tmp_path: Path, invoke: Invoke, file: str
) -> None:
    """A plugin that lies elsewhere gives the site something: after a change of its code something else."""
    with_plugin("another")(root)
    place = tmp_path / "elsewhere"
    for words in ("one", "another", "another"):
        put(file, OFFERING.replace("WORDS", words))(place)
        done = invoke("build", at=root, PYTHONPATH=str(place), PYTHONDONTWRITEBYTECODE="1")
        assert done.returncode == 0, done.stderr
        assert (root / "output/told/it.txt").read_text() == words
    assert "none of them changed" in done.stdout


def test_a_foreign_plugin_is_asked_each_time(root: Path, invoke: Invoke) -> None:
    """What another plugin does may go by whatever it likes, so a build with one is never taken for done."""
    counter = LINKER.replace('symlink_to("/etc")', 'write_text(str(Path("count").stat().st_size))')
    put("counter.py", counter.replace("LINK", "count.txt").replace('"count"', repr(str(root / "count"))))(root)
    with_plugin("counter")(root)
    for count in ("1", "2"):
        put("count", "x" * int(count))(root)
        done = invoke("build", at=root, PYTHONPATH=str(root))
        assert done.returncode == 0, done.stderr
        assert (root / "output/count.txt").read_text() == count
