"""From a folder of files to one catalogue and every problem in them: list, read or remember, connect."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core import crosschecks
from plugins.core.catalogue import Catalogue
from plugins.core.connecting import connected, without_the_bad
from plugins.core.digests import digest
from plugins.core.fields import Audience
from plugins.core.folders import File, listing, may_be_listed, slugs_of
from plugins.core.ledgers import Ledger
from plugins.core.problems import Problem
from plugins.core.reading import Reader, Told, read_file, remembered, still_answered, to_remember
from plugins.core.records import Record
from plugins.core.store import Store
from plugins.core.vocabulary import FILE, Vocabulary, load_vocabulary

__all__ = ["Loaded", "Run", "load", "serially"]

Run = Callable[[Callable[[Any, Any], Any], Any, Sequence[Any]], Iterable[Any]]
"""Gives `function(context, item)` for each item, in their order. All of these can be pickled."""


@dataclass(frozen=True)
class Loaded:
    """What loading gave. The catalogue holds every record without a problem, and refers to nothing else.

    `left_out` names the files that are not in it. Nobody may publish such a catalogue without saying so. The
    vocabulary is never among them: the words for everybody's skills are not left out, so an error in it stops every
    build. `count` says how many records of each kind there are, with those that the audience may not see; `read` how
    many files were read and not remembered, and `as_digested` whether all files were still those of the digests.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    count: Mapping[str, int]
    read: int
    as_digested: bool = True
    keys: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if not problem.warning)


def serially(function: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]) -> Iterable[Any]:
    """One after the other, here."""
    return (function(context, item) for item in items)


def load(
    root: Path,
    record_types: Sequence[type[Record]],
    audience: Audience | None = None,
    store: Store | None = None,
    run: Run = serially,
    version: str = "",
    digests: Mapping[str, str] | None = None,
) -> Loaded:
    """Loads all files of these types below `root`, as an audience may see them; None is for all there is.

    Files that the `store` remembers as they are, from code of the same `version`, are not read again; `digests` are
    those of the bytes of all files, by their paths, where somebody has read them already. All slugs are known from the
    listing before anything is parsed, so references are checked where they stand.
    """
    store = store or Store()
    files: list[File] = []
    problems: list[Problem] = []
    for record_type in record_types:
        found, wrong = listing(root, record_type)
        files += found
        problems += wrong
    are_those = _are_those(record_types, files, problems, digests or {})
    slugs = slugs_of(record_types, files)
    vocabulary, in_vocabulary = _vocabulary(root, digests or {}, store, version)
    are_those = are_those and _are_those_words(root, digests or {}, store, version)
    reader = Reader(root, audience, slugs, vocabulary, version)
    read = _told(reader, files, digests or {}, store, run)
    told = read.told
    problems += [problem for one in told for problem in one.problems]
    whole = [one for one in told if one.key]
    problems += crosschecks.taken_aliases(root, whole, slugs)
    problems += crosschecks.twins(root, whole)
    problems += crosschecks.unlinked_names(root, whole)

    bad = {problem.path for problem in problems if not problem.warning}
    good = [one for one in whole if one.file.path not in bad]
    rows = {(one.file.kind, one.file.slug): one.row for one in good}
    if bad:
        rows = without_the_bad(reader, good, store)
        problems += crosschecks.left_out_with(root, good, rows, slugs)
    present = {kind: frozenset(slug for other, slug in rows if other == kind) for kind in slugs}
    types = {record_type.kind: record_type for record_type in record_types}
    catalogue = connected({key: row for key, row in rows.items() if row}, present, types, store)
    left_out = bad | {one.file.path for one in good if (one.file.kind, one.file.slug) not in rows}
    return Loaded(
        catalogue=replace(catalogue, words=vocabulary),
        problems=tuple(sorted({*problems, *in_vocabulary})),
        left_out=tuple(sorted(left_out)),
        count={kind: len(some) for kind, some in present.items()},
        read=read.files,
        as_digested=read.as_digested and are_those,
        keys=tuple(read.keys),
    )


def _vocabulary(root: Path, digests: Mapping[str, str], store: Store, version: str) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary, remembered where nothing is wrong with it."""
    key = _key_of_words(digests, version)
    kept = store.get(key) if FILE in digests else None
    if kept is not None:
        terms, ways = json.loads(kept)
        return Vocabulary(terms, {term: tuple(some) for term, some in ways.items()}), []
    vocabulary, problems = load_vocabulary(root)
    # What has changed since it was digested must not be taken for what it was.
    if FILE in digests and not problems and _digest_now(root, FILE) == digests[FILE]:
        store.put_many({key: json.dumps([dict(vocabulary.terms), dict(vocabulary.ways)]).encode()})
    return vocabulary, problems


def _key_of_words(digests: Mapping[str, str], version: str) -> str:
    return digest("vocabulary", version, digests.get(FILE, ""))


def _are_those_words(root: Path, digests: Mapping[str, str], store: Store, version: str) -> bool:
    """Whether the vocabulary that was given is the one that was digested: only then it is remembered."""
    if FILE not in digests:
        return not os.path.lexists(root / FILE)
    return store.get(_key_of_words(digests, version)) is not None


class _Read(NamedTuple):
    """What each file tells; how many were read and not remembered, and whether those were as they were digested."""

    told: list[Told]
    files: int
    as_digested: bool
    keys: Sequence[str]


def _told(reader: Reader, files: Sequence[File], digests: Mapping[str, str], store: Store, run: Run) -> _Read:
    """Reads all files, or remembers what they told; `keys` are what that is remembered by."""
    now = [_digests_now(reader.root, file, digests) for file in files]
    keys = [reader.key(file, *those) for file, those in zip(files, now, strict=True)]
    read: dict[int, Told] = {}

    def read_those(places: Sequence[int]) -> Iterator[tuple[tuple[()], Any]]:
        for place, one in zip(places, run(read_file, reader, [files[place] for place in places]), strict=True):
            read[place] = one
            # Of a file that is refused, or has changed since it was digested, nothing is remembered.
            yield (), to_remember(one) if one.key == keys[place] else None

    asked = [(file.path, key) for file, key in zip(files, keys, strict=True)]
    ledger = Ledger(store, reader.kept_with, lambda _nothing: "")
    values = ledger.values(asked, read_those, lambda value: still_answered(reader, value))
    told = [
        read.get(place) or remembered(file, key, value)
        for place, (file, key, value) in enumerate(zip(files, keys, values, strict=True))
    ]
    store.put_many({one.key: one.data for one in read.values() if one.key})
    as_digested = all(one.was == now[place] for place, one in read.items())
    return _Read(told, len(read), as_digested, (*ledger.keys, *(one.key for one in told if one.key)))


def _digests_now(root: Path, file: File, digests: Mapping[str, str]) -> tuple[str, str]:
    """The digests of a file and of its picture, "" where it has none or it cannot be read."""

    def of(path: str) -> str:
        return digests[path] if path in digests else _digest_now(root, path)

    return of(file.path), of(file.picture) if file.picture else ""


def _digest_now(root: Path, path: str) -> str:
    try:
        return digest((root / path).read_bytes())
    except OSError:
        return ""


def _are_those(
    record_types: Iterable[type[Record]], files: Iterable[File], refused: Iterable[Problem], digests: Mapping[str, str]
) -> bool:
    """Whether these are the files that were digested, and none has come or gone since.

    Whoever takes the digests for all that a site was made from would else not see it when a file goes that came late.
    """
    listed = {path for file in files for path in (file.path, file.picture) if path}
    others = digests.keys() - listed - {problem.path for problem in refused}
    gone = (path for path in others if any(may_be_listed(path, one) for one in record_types))
    return listed <= digests.keys() and not any(gone)
