"""Loading with a memory: no file is read twice, and whatever has changed, all is as if everything were read."""

# ruff: noqa: E501  a file stands on one line

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest

from plugins.core import connecting
from plugins.core.digests import digest
from plugins.core.fields import AUDIENCES, Audience, Reference
from plugins.core.loading import Loaded, load
from plugins.core.records import Record
from plugins.core.store import LostError, Store
from plugins.core.vocabulary import FILE
from plugins.directory.member import Member
from tests.factories import RECORD_TYPES, association, photo

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'
WORK = "work: [{{title: a, organization: {}}}]\n"
TALK = "---\ntitle: Talk\nstart: 2026-03-14 18:30\nend: 2026-03-14 20:00\ntimezone: UTC\nformat: online\n{}---\nAll.\n"
JOB = (
    "---\ntitle: Surveyor\norganization: {}\nposted: 2026-03-01\ncloses: 2026-03-31\nworkplace: remote\n"
    "employment_type: full-time\napply: {{email: jobs@example.org}}\n---\nSurvey.\n"
)
FILES: Mapping[str, str | bytes] = {
    "members/ada.yaml": f"name: Ada\nheadline: Analyst\nemail: ada@example.org\nskills: [gis]\n{CONSENT}{WORK.format('acme')}",
    "members/ada.jpg": photo(),
    "members/bob.yaml": f"name: Bob\nphone: +351 21 123 4567\n{CONSENT}{WORK.format('acme-lts')}",
    "members/cyd.yaml": f"name: Cyd\nskills: [Knots, Tdies]\n{CONSENT}{WORK.format('Acme Surveys')}",
    "members/eve.yaml": f"name: Eve\naliases: [evelyn]\nvisibility: {{name: members}}\n{CONSENT}",
    "content/events/talk.md": TALK.format("speakers: [ada, eve]\n"),
    "content/jobs/work.md": JOB.format("acme"),
    "content/organizations/acme.md": "---\nname: Acme\n---\n",
    "content/chapters/lisbon.md": "---\nname: Lisbon\nofficers: [{member: bob, role: Chair}]\n---\n",
    FILE: "GIS: [maps]\nTides:\nKnots:\n",
}
MEMBERS, ALL = 4, 8


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small association with a warning or two."""
    return association(tmp_path / "root", FILES)


def again(root: Path, store: Store | None, audience: Audience | None = "public", version: str = "1") -> Loaded:
    """What loading gives, for an audience and with what a store remembers."""
    return load(root, RECORD_TYPES, audience, store, version=version)


def whole(found: Loaded) -> tuple[Any, ...]:
    """All that loading gave, with the records and the warnings themselves, and what lists go by."""
    told = [str(problem) for problem in found.problems]
    rows = [row for shelf in found.catalogue.shelves.values() for row in shelf.rows]
    return tuple(found.catalogue), rows, told, found.left_out, found.count, found.catalogue.words


def test_nothing_is_read_twice(root: Path) -> None:
    """A file that is as it was is not read, and all it told is told again: records, order, warnings with their lines."""
    store = Store()
    first = again(root, store)
    second = again(root, store)
    assert (first.read, second.read) == (ALL, 0)
    assert whole(second) == whole(first) == whole(again(root, None))
    assert len(first.problems) == 2
    assert all("^" in str(problem) for problem in second.problems)


def write(path: str, text: str | bytes) -> Callable[[Path], None]:
    """A change: a file of this text."""
    return lambda root: association(root, {path: text}) and None


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of a few letters."""

    def change(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))

    return change


def remove(path: str) -> Callable[[Path], None]:
    """A change: the file is gone."""
    return lambda root: (root / path).unlink()


def move(old: str, new: str) -> Callable[[Path], None]:
    """A change: the file is elsewhere."""

    def change(root: Path) -> None:
        (root / new).parent.mkdir(exist_ok=True)
        (root / old).rename(root / new)

    return change


def touch(root: Path) -> None:
    """Every file is written anew, with the bytes it had, at another time."""
    for path in root.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes())
            os.utime(path, (1, 1))


def link(root: Path) -> None:
    """A profile is a link to another."""
    (root / "members/bob.yaml").unlink()
    (root / "members/bob.yaml").symlink_to("cyd.yaml")


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "nothing but the time": (touch, 0),
    "a letter": (edit("members/ada.yaml", "Analyst", "Analysts"), 1),
    "a space that says nothing": (edit("members/ada.yaml", "Analyst", "Analyst "), 1),
    "a comment": (edit("members/ada.yaml", "name:", "# mine\nname:"), 1),
    "a letter, of the same length and time": (edit("members/ada.yaml", "Analyst", "Bnalyst"), 1),
    "a picture": (write("members/ada.jpg", photo(300, 300)), 1),
    "a picture that comes": (write("members/bob.jpg", photo()), 1),
    "a picture that goes": (remove("members/ada.jpg"), 1),
    "a picture that is none": (write("members/ada.jpg", b"not a picture"), 1),
    "a picture of nobody": (write("members/zed.jpg", photo()), 0),
    "a word": (write(FILE, "GIS: [maps]\nTides: [tdies]\nKnots:\n"), ALL),
    "no words": (remove(FILE), ALL),
    "wrong words": (write(FILE, "GIS: [maps]\nMaps: [maps]\n"), ALL),
    "somebody who comes": (write("members/fay.yaml", f"name: Fay\n{CONSENT}"), 1),
    "somebody who goes": (remove("members/cyd.yaml"), 0),
    "a namesake": (write("members/bobby.yaml", f"name: BOB\n{CONSENT}"), 1),
    "somebody by an old name": (write("members/evelyn.yaml", f"name: Lyn\n{CONSENT}"), 1),
    # A name that is written like a file's may be a mistyped one, so all names of files count for it.
    "a name that is like one": (write("content/organizations/acme-ltd.md", "---\nname: L\n---\n"), 2),
    "a name that is like no other": (write("content/organizations/zebra-zone.md", "---\nname: Z\n---\n"), 2),
    "what was a plain name": (write("content/organizations/acme-lts.md", "---\nname: L\n---\n"), 2),
    "the name that somebody wrote": (write("content/organizations/surveys.md", "---\nname: Acme Surveys\n---\n"), 2),
    "what others refer to, or name": (remove("content/organizations/acme.md"), 3),
    "what others cannot do without": (remove("members/ada.yaml"), 1),
    "another folder": (move("members/bob.yaml", "members/b/bob.yaml"), 1),
    "another name": (move("members/cyd.yaml", "members/cy.yaml"), 1),
    "a mistake": (edit("members/cyd.yaml", "name: Cyd", "nam: Cyd"), 1),
    "a mistake of somebody else's friend": (edit("members/ada.yaml", "name: Ada", "nam: Ada"), 1),
    "a mistake in what may be a plain name": (edit("content/organizations/acme.md", "name: Acme", "nam: Acme"), 1),
    "another kind": (write("content/groups/board.md", "---\nname: Board\ntype: committee\n---\n"), 1),
    "who may see it": (edit("members/eve.yaml", "{name: members}", "{name: public}"), 1),
    "who may see what others need": (edit("content/organizations/acme.md", "name: Acme", "name: Acme\nvisibility: {name: staff}"), 1),
    "a link in the place of a file": (link, 1),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_has_changed_is_read_again(root: Path, what: str) -> None:
    """After each change only what it touches is read, and all is as if everything were; then it is remembered too."""
    change, count = CHANGES[what]
    store = Store()
    again(root, store)
    change(root)
    found = again(root, store)
    assert whole(found) == whole(again(root, None))
    refused = {problem.path for problem in found.errors}
    assert found.read == count
    later = again(root, store)
    assert whole(later) == whole(found)
    assert later.read <= len(refused)


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_undone_is_remembered(root: Path, what: str) -> None:
    """When a change is undone, all is as it was, and no more is read again than the change touched."""
    store = Store()
    first = again(root, store)
    shutil.copytree(root, root.with_name("before"), symlinks=True)
    change, count = CHANGES[what]
    change(root)
    again(root, store)
    shutil.rmtree(root)
    root.with_name("before").rename(root)
    found = again(root, store)
    assert whole(found) == whole(first)
    # Of one file there is one memory: what it told last. A file that was removed is one more than the change had read.
    assert found.read <= count + 1


def test_each_audience_and_each_version_has_its_own(root: Path) -> None:
    """What is remembered for one audience, or by other code, is not taken for another, and stays beside it."""
    store = Store()
    editions: list[tuple[Audience | None, str]] = [(one, "1") for one in (*AUDIENCES, None)]
    editions += [("public", "2")]
    for audience, version in editions:
        assert again(root, store, audience, version).read == ALL
    for audience, version in editions:
        found = again(root, store, audience, version)
        assert found.read == 0
        assert whole(found) == whole(again(root, None, audience, version))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_an_audience_is_given_is_cut_down_first(root: Path, audience: Audience) -> None:
    """To load for an audience gives what it may see of all there is, with a memory and without."""
    store = Store()
    everything = load(root, RECORD_TYPES).catalogue
    for _ in range(2):
        found = again(root, store, audience).catalogue
        assert found == everything.for_audience(audience)
        assert tuple(found) == tuple(everything.for_audience(audience))
    assert ("eve" in everything.for_audience(audience).of(Member)) is (audience != "public")


BROKEN = {
    "members/ada.yaml": f"nam: Ada\n{CONSENT}",
    "members/bob.yaml": f"name: Bob\nphone: 1\n{CONSENT}",
    "content/organizations/acme.md": "---\nname: Acme\nwebsite: no\n---\n",
    "content/events/talk.md": "no front matter",
    "members/ada.jpg": b"no picture",
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_left_out_is_the_same_with_a_memory(root: Path, audience: Audience) -> None:
    """Whichever files are refused, the rest, what is told of it and what it lost are as they are without a memory."""
    store = Store()
    again(root, store, audience)
    for chosen in range(1, 2 ** len(BROKEN)):
        files = {**FILES, **{path: text for bit, (path, text) in enumerate(BROKEN.items()) if chosen >> bit & 1}}
        association(root, files)
        plain = whole(again(root, None, audience))
        for _ in range(2):
            assert whole(again(root, store, audience)) == plain


def test_a_refused_file_is_never_remembered(root: Path) -> None:
    """What is wrong with a file is told from the file itself each time, since it may depend on others."""
    store = Store()
    write("members/ada.yaml", f"name: Ada\nheadline: [x]\n{CONSENT}")(root)
    write("content/chapters/lisbon.md", "---\nname: Lisbon\nofficers: [{member: fay, role: Chair}]\n---\n")(root)
    assert again(root, store).read == ALL
    found = again(root, store)
    assert found.read == 2
    assert {problem.path for problem in found.errors} == {"members/ada.yaml", "content/chapters/lisbon.md"}
    write("members/fay.yaml", f"name: Fay\n{CONSENT}")(root)
    assert {problem.path for problem in again(root, store).errors} == {"members/ada.yaml"}


def test_a_file_that_cannot_be_read_is_told_each_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was remembered and cannot be read any more is a problem, and none that stops the others."""
    store = Store()
    again(root, store)
    real_open, read_bytes = open, Path.read_bytes

    def refuse(path: Any) -> None:
        if str(path).endswith("bob.yaml"):
            raise PermissionError(13, "Permission denied")

    def refusing_open(path: Any, *args: Any, **options: Any) -> Any:
        refuse(path)
        return real_open(path, *args, **options)

    def refusing_read(path: Path) -> bytes:
        refuse(path)
        return read_bytes(path)

    monkeypatch.setattr("builtins.open", refusing_open)
    monkeypatch.setattr(Path, "read_bytes", refusing_read)
    for _ in range(2):
        found = again(root, store)
        assert [problem.path for problem in found.errors] == ["members/bob.yaml"]
        assert (found.read, found.left_out) == (1, ("members/bob.yaml",))


def test_a_bad_picture_is_told_each_time(root: Path) -> None:
    """A good profile with a bad picture is kept for the build and found by no other, so that the picture is told."""
    store = Store()
    write("members/ada.jpg", b"no picture")(root)
    for _ in range(2):
        found = again(root, store)
        assert [problem.path for problem in found.errors] == ["members/ada.jpg"]
        assert found.catalogue.of(Member)["ada"].photo is None
    write("members/ada.jpg", photo())(root)
    assert again(root, store).errors == ()


def test_who_needs_what_is_left_out(tmp_path: Path) -> None:
    """One who needs another who needs a third goes with the third, with a memory as without."""

    class Proxy(Record):
        """A vote given to somebody."""

        kind: ClassVar[str] = "proxies"
        folder: ClassVar[str] = "proxies"
        suffix: ClassVar[str] = ".yaml"
        title_field: ClassVar[str] = "holder"
        holder: Annotated[str, Reference("members")]

    class Deputy(Record):
        """Who stands for a proxy."""

        kind: ClassVar[str] = "deputies"
        folder: ClassVar[str] = "deputies"
        suffix: ClassVar[str] = ".yaml"
        title_field: ClassVar[str] = "proxy"
        proxy: Annotated[str, Reference("proxies")]
        second: Annotated[str | None, Reference("members")] = None

    files = {"members/ada.yaml": f"name: Ada\n{CONSENT}", "members/bob.yaml": f"name: Bob\n{CONSENT}"}
    files |= {"proxies/one.yaml": "holder: ada\n", "deputies/x.yaml": "proxy: one\nsecond: bob\n"}
    files |= {"proxies/two.yaml": "holder: bob\n", "deputies/y.yaml": "proxy: two\nsecond: ada\n"}
    types = (Member, Proxy, Deputy)
    store = Store()
    association(tmp_path, files)
    assert load(tmp_path, types, "public", store).left_out == ()
    (tmp_path / "members/ada.yaml").write_text(f"nam: Ada\n{CONSENT}")
    for kept in (store, store, None):
        found = load(tmp_path, types, "public", kept)
        assert found.left_out == ("deputies/x.yaml", "members/ada.yaml", "proxies/one.yaml")
        (left,) = found.catalogue.of(Deputy)
        assert (left.slug, left.second) == ("y", None)
    association(tmp_path, {"members/ada.yaml": f"name: Ada\nvisibility: {{name: staff}}\n{CONSENT}"})
    for kept in (store, store, None):
        found = load(tmp_path, types, "public", kept)
        assert found.left_out == ()
        assert [one.slug for one in found.catalogue.of(Deputy)] == ["y"]
        assert found.catalogue == load(tmp_path, types).catalogue.for_audience("public")


def test_a_file_that_changes_while_the_bad_are_left_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has to be read again to lose a reference, and is no longer there, is left out."""
    write("members/ada.yaml", f"nam: Ada\n{CONSENT}")(root)
    read = connecting.whole_record

    def late(reader: Any, file: Any) -> Any:
        remove("content/events/talk.md")(root)
        return read(reader, file)

    monkeypatch.setattr(connecting, "whole_record", late)
    found = again(root, Store())
    assert found.left_out == ("content/events/talk.md", "members/ada.yaml")


def test_records_that_are_lost_are_told(root: Path) -> None:
    """Where what was read has gone from the memory, whoever asks for it is told to build again."""
    store = Store()
    found = again(root, store)
    assert found.catalogue.of(Member)["ada"].name == "Ada"
    store._held.clear()
    with pytest.raises(LostError, match=r"what was read of members/ada\.yaml is no longer in"):
        found.catalogue.of(Member)["ada"]


def test_a_catalogue_is_read_in_another_process(root: Path, tmp_path: Path) -> None:
    """A catalogue that is handed on is read from where its records are kept."""
    store = Store(tmp_path / "memory.sqlite")
    found = again(root, store)
    handed = pickle.loads(pickle.dumps(found.catalogue))  # noqa: S301  our own
    assert handed == found.catalogue
    assert tuple(handed) == tuple(found.catalogue)
    store.close()


def digests_of(root: Path) -> dict[str, str]:
    """The digests of all files, as whoever has read them knows them."""
    return {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in root.rglob("*") if path.is_file()}


def test_digests_that_are_known_are_not_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody has read all files already, one that is remembered is not opened, nor is the vocabulary."""
    store, digests = Store(), digests_of(root)

    def load_it() -> Loaded:
        return load(root, RECORD_TYPES, "public", store, version="1", digests=digests)

    first = load_it()
    assert whole(first) == whole(again(root, None))

    def nobody(*_args: object) -> None:
        raise AssertionError("a file was opened")

    with monkeypatch.context() as shut:
        shut.setattr(Path, "read_bytes", nobody)
        shut.setattr(Path, "open", nobody)
        shut.setattr(os, "open", nobody)
        shut.setattr("builtins.open", nobody)
        second = load_it()
    assert second.read == 0
    assert whole(second) == whole(first)
    # Without digests the same memory serves.
    assert again(root, store).read == 0


def test_a_file_that_changes_after_its_digest(root: Path) -> None:
    """What is remembered of a file is remembered by the bytes that were read, whatever was known of it before."""
    store, before = Store(), digests_of(root)
    edit("members/ada.yaml", "Analyst", "Countess")(root)
    found = load(root, RECORD_TYPES, "public", store, version="1", digests=before)
    assert found.catalogue.of(Member)["ada"].headline == "Countess"
    edit("members/ada.yaml", "Countess", "Analyst")(root)
    found = load(root, RECORD_TYPES, "public", store, version="1", digests=digests_of(root))
    assert found.catalogue.of(Member)["ada"].headline == "Analyst"
    assert found.read == 1


def test_wrong_words_are_told_each_time(root: Path) -> None:
    """A vocabulary with a mistake is read each time, so that it is told."""
    write(FILE, "GIS: [maps]\nCharts: [maps]\n")(root)
    store, digests = Store(), digests_of(root)
    for _ in range(2):
        found = load(root, RECORD_TYPES, "public", store, version="1", digests=digests)
        assert FILE in {problem.path for problem in found.errors}
    remove(FILE)(root)
    found = load(root, RECORD_TYPES, "public", store, version="1", digests=digests_of(root))
    assert (found.errors, dict(found.catalogue.words.terms)) == ((), {})
