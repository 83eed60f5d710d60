"""Files that come, go or change after they were digested: what is loaded is not taken for what the digests say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.digests import digest
from plugins.core.loading import Loaded, load
from plugins.core.store import Store
from plugins.core.vocabulary import FILE
from tests.factories import RECORD_TYPES, association, photo

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'
BOB = f"name: Bob\n{CONSENT}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An association with files of all sorts, and some that are passed over."""
    files = {
        "members/ada.yaml": f"name: Ada\n{CONSENT}",
        "members/ada.jpg": photo(),
        "members/bob.yaml": BOB,
        "members/.bob.yaml": "an editor's",
        "members/.old/cyd.yaml": "name: Cyd\n",
        "content/events/README.md": "Events.\n",
        "content/pages/about.md": "Title: About\n",
        FILE: "GIS:\n",
    }
    return association(tmp_path / "root", files)


def digests(root: Path) -> dict[str, str]:
    """The digests of all files."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in files}


def loaded(root: Path, before: dict[str, str], store: Store | None = None) -> Loaded:
    """What loading gives, with digests from before."""
    return load(root, RECORD_TYPES, "public", store, version="1", digests=before)


def removed(path: str) -> Callable[[Path], None]:
    """A change: a file is gone."""
    return lambda root: (root / path).unlink()


def written(path: str, content: str | bytes) -> Callable[[Path], None]:
    """A change: a file says this."""
    return lambda root: association(root, {path: content}) and None


LATE = {
    "a record goes": removed("members/bob.yaml"),
    "a picture goes": removed("members/ada.jpg"),
    "the vocabulary goes": removed(FILE),
    "a record comes": written("members/cyd.yaml", f"name: Cyd\n{CONSENT}"),
    "a picture comes": written("members/bob.jpg", photo()),
    "a record changes": written("members/bob.yaml", f"name: Bobby\n{CONSENT}"),
    "the vocabulary changes": written(FILE, "Tides:\n"),
}


@pytest.mark.parametrize("late", LATE)
def test_what_changes_after_it_was_digested_is_noticed(root: Path, late: str) -> None:
    """A record, a picture or the vocabulary that comes, goes or changes late: whether or not it is remembered."""
    before = digests(root)
    assert loaded(root, before).as_digested
    LATE[late](root)
    assert not loaded(root, before).as_digested
    store = Store()
    assert loaded(root, digests(root), store).as_digested
    assert not loaded(root, before, store).as_digested


def test_what_is_passed_over_does_not_count(root: Path) -> None:
    """Files that nobody loads may come and go, and one that is refused by its name is known to be there."""
    association(root, {"members/lost.jpg": photo()})
    before = digests(root)
    for path in ("members/.bob.yaml", "members/.old/cyd.yaml", "content/events/README.md", "content/pages/about.md"):
        (root / path).unlink()
    found = loaded(root, before)
    assert (found.as_digested, found.left_out) == (True, ("members/lost.jpg",))


def test_words_that_change_late_are_not_remembered_as_those_before(root: Path) -> None:
    """The vocabulary is kept under the digest of what was read, and of nothing else."""
    before, store = digests(root), Store()
    written(FILE, "Tides:\n")(root)
    assert loaded(root, before, store).catalogue.words.terms == {"tides": "Tides"}
    written(FILE, "GIS:\n")(root)
    assert loaded(root, before, store).catalogue.words.terms == {"gis": "GIS"}
