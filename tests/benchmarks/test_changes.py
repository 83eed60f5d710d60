"""What is changed between two builds that are measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.changes import EDITS, edit
from benchmarks.synthetic import RECORD_TYPES, association, text_of, write
from plugins.core.loading import load

WRITTEN = association(40)


@pytest.mark.parametrize("kind", EDITS)
def test_each_change_is_another_and_valid(tmp_path: Path, kind: str) -> None:
    """Five changes of a kind make five files that no file was like before, and the loader takes them all."""
    write(WRITTEN, tmp_path)
    before = {path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml")}
    changes = [edit(kind, WRITTEN, number) for number in range(5)]
    texts = {text_of(one.written) for one in changes}
    assert len(texts) == 5
    assert not texts & before
    for one in changes:
        (tmp_path / one.written.path).write_text(text_of(one.written), encoding="utf-8")
    loaded = load(tmp_path, RECORD_TYPES)
    assert loaded.errors == ()
    assert len(loaded.catalogue.kind("members")) == (45 if kind == "newcomer" else 40)


def test_a_newcomer_is_written_after_somebody(tmp_path: Path) -> None:
    """Hugo is given what is ready of another member; of one who is edited it is their own."""
    assert edit("newcomer", WRITTEN, 0).like != edit("newcomer", WRITTEN, 0).written.slug
    assert edit("headline", WRITTEN, 0).like == edit("headline", WRITTEN, 0).written.slug
