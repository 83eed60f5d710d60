"""A build that remembers gives what a clean one gives, and whatever is wrong with its memory costs time only."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from plugins.core.store import LostError, Store
from plugins.press import building, checking
from plugins.press.outcomes import Options
from plugins.press.places import MEMORY, PROJECT
from plugins.press.releases import current
from tests.press.changes import CHANGES, CONSENT, DAY, Change, bob, build, clean, edit, put, remove
from tests.press.small import tree


@pytest.fixture
def root(built: Path) -> Path:
    """An association that was built, with its memory."""
    return built


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_site_is_a_clean_site(root: Path, tmp_path: Path, what: str) -> None:
    """After a change the site is, file for file, what a clean build gives; and when it is undone, what it was."""
    change, chosen = CHANGES[what]
    was = tree(root / "output")
    content = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "output" not in str(path)}
    change(root)
    now = build(root, **chosen)
    assert now == clean(root, tmp_path / "clean", **chosen)
    for path in list(root.rglob("*")):
        if path.is_file() and path not in content and not any(part[0] in ".o" for part in path.relative_to(root).parts):
            path.unlink()
    for path, text in content.items():
        if MEMORY.partition("/")[0] not in path.parts:
            path.write_bytes(text)
    assert build(root) == was


def test_many_changes_one_after_the_other(root: Path, tmp_path: Path) -> None:
    """Changes in any order, each on top of those before where it can be: the site is always that of a clean build."""
    chance = random.Random(7)  # chance, not keys
    names = [name for name in CHANGES if name not in ("a file with a mistake", "a mistake in what others name")]
    done = 0
    while names and done < 12:
        change, chosen = CHANGES[names.pop(chance.randrange(len(names)))]
        try:
            change(root)
        except (AssertionError, FileNotFoundError):
            continue  # what it would change has gone with another
        assert build(root, quarantine=True, **chosen) == clean(root, tmp_path / "clean", quarantine=True, **chosen)
        done += 1


def test_only_what_differs_is_printed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After one changed headline, only files that differ are told as changed; after none, none."""
    was = tree(root / "output")
    bob("Other")(root)
    now = build(root)
    differing = {name for name in {*was, *now} if was.get(name) != now.get(name)}
    assert 3 < len(differing) < 20
    assert f"{len(now)} files, {len(differing)} of them new or changed" in capsys.readouterr().out
    assert build(root) == now
    assert f"{len(now)} files, none of them changed" in capsys.readouterr().out


def test_each_edition_has_a_memory_of_its_own(root: Path, tmp_path: Path) -> None:
    """Sites for several audiences are built from one root by turns, and none has anything of another."""
    for _ in range(2):
        for audience in ("public", "members", "staff"):
            assert build(root, audience=audience) == clean(root, tmp_path / "clean", audience=audience)
    put("members/bob.yaml", f"name: Bob\nemail: bob@example.org\nphone: +351 21 123 4567\n{CONSENT}")(root)
    for audience in ("staff", "public", "members"):
        assert build(root, audience=audience) == clean(root, tmp_path / "clean", audience=audience)


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    """Shared out over processes or done in one, cold or warm, the demonstration is the same bytes."""
    files = [PROJECT / "pelicanconf.py", *(PROJECT / "members").rglob("*"), *(PROJECT / "content").rglob("*")]
    for path in files:
        target = tmp_path / "root" / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            shutil.copy(path, target)
    root = tmp_path / "root"
    one = build(root, jobs=1, output=tmp_path / "one")
    assert build(root, jobs=3, output=tmp_path / "warm") == one
    assert clean(root, tmp_path / "cold", jobs=3) == one


@pytest.mark.parametrize("memory", [b"", b"not a database", None, "folder"])
def test_memories_that_are_none(root: Path, tmp_path: Path, memory: bytes | str | None) -> None:
    """A memory that is empty, of another program, missing, or cannot be, costs time only."""
    (root / MEMORY).unlink()
    if memory == "folder":
        (root / MEMORY).mkdir()
    elif isinstance(memory, bytes):
        (root / MEMORY).write_bytes(memory)
    bob("Other")(root)
    assert build(root) == clean(root, tmp_path / "clean")
    assert build(root) == tree(root / "output")


def test_what_is_lost_under_the_hands_of_a_build(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another build forgets what this one goes by, this one begins anew, and ends well."""
    bob("Other")(root)
    load, lost = building.prepare, []

    def losing(*args: Any) -> Any:
        edition = load(*args)
        if not lost:
            lost.append(True)
            Store(root / MEMORY).forget()
            args[2].close()
        return edition

    monkeypatch.setattr(building, "prepare", losing)
    assert build(root) == clean(root, tmp_path / "clean")
    assert lost


def test_what_is_lost_again_and_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build does not begin anew for ever, and leaves the last site as it was."""
    before = tree(root / "output")
    tries = []

    def losing(*_args: Any) -> Any:
        tries.append(1)
        raise LostError("it is gone; build again")

    monkeypatch.setattr(building, "prepare", losing)
    assert building.build(root, Options(today=DAY)) == 1
    assert len(tries) == building.AGAIN + 1
    assert "nothing was published: it is gone; build again" in capsys.readouterr().err
    assert tree(root / "output") == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/pages/about.md", "Title: About\nSlug: about\n\nWho we were.\n"),
        ("pelicanconf.py", None),
    ],
)
def test_what_changes_while_it_is_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, text: str | None
) -> None:
    """Where prose or settings change during a build, it begins anew, and what was undone later is what it was."""
    before, was = tree(root / "output"), (root / path).read_text()
    print_files, changed = building.printed_files, []
    bob("Other")(root)

    def changing(*args: Any) -> Any:
        if not changed:
            changed.append(True)
            put(path, text or f"{was}ASSOCIATION['name'] = 'Other'\n")(root)
        return print_files(*args)

    monkeypatch.setattr(building, "printed_files", changing)
    assert build(root) == clean(root, tmp_path / "clean")
    put(path, was)(root)
    remove("members/bob.yaml")(root)
    put("members/bob.yaml", "name: Bob\n" + CONSENT)(root)
    assert build(root) == before


def test_a_check_begins_anew_too(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is lost under the hands of a check is read again, though not for ever."""
    load, tries = checking.prepare, []

    def losing(*args: Any) -> Any:
        tries.append(1)
        if len(tries) < most:
            raise LostError("it is gone; build again")
        return load(*args)

    monkeypatch.setattr(checking, "prepare", losing)
    for most, status, told in ((3, 0, "no problems\n"), (99, 1, "it is gone; build again\n")):
        tries.clear()
        assert checking.check(root) == status
        assert capsys.readouterr().out == told
        assert len(tries) == min(most, building.AGAIN + 1)


def test_what_is_linked_is_there(root: Path) -> None:
    """What a build notes of links for the next one holds nothing that is gone, however often something goes."""
    for source, page in (("members/bob.yaml", "members/bob/"), ("content/jobs/analyst.md", "jobs/analyst/")):
        assert f"{page}index.html" in linked_of(root)
        remove(source)(root)
        build(root)
        assert f"{page}index.html" not in linked_of(root)


def linked_of(root: Path) -> set[str]:
    """The files that the last build noted as linked to, which are all there."""
    found = current(root / "output")
    assert found
    linked = set(found.noted["linked"])
    assert linked <= found.files.keys()
    return linked


ABOUT = "Title: About\nSlug: about\n\nBy [somebody]({}).\n"


@pytest.mark.parametrize(
    ("link", "change", "told"),
    [
        ("../members/bob/", remove("members/bob.yaml"), "about/index.html: ../members/bob/ leads nowhere"),
        (
            "../members/ada/#work",
            edit("members/ada.yaml", "work: [{title: Analyst, organization: acme}]\n", ""),
            "about/index.html: ../members/ada/#work: the page has no place named 'work'",
        ),
    ],
)
def test_links_of_pages_that_stay_are_followed(
    root: Path, capsys: pytest.CaptureFixture[str], link: str, change: Change, told: str
) -> None:
    """A page that is not printed again may link to what is gone, or to a place in it, and then nothing is published."""
    put("content/pages/about.md", ABOUT.format(link))(root)
    before = build(root)
    change(root)
    for _ in range(2):
        assert building.build(root, Options(today=DAY)) == 1
        assert told in capsys.readouterr().err
        assert tree(root / "output") == before
    put("content/pages/about.md", ABOUT.format("../members/"))(root)
    build(root)
