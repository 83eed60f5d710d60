"""From a folder of files to one catalogue and every problem in them: list, read or remember, connect."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core import crosschecks
from plugins.core.catalogue import Catalogue, open_to, resolving
from plugins.core.digests import digest
from plugins.core.fields import Audience
from plugins.core.folders import File, listing
from plugins.core.freezing import frozen, thawed
from plugins.core.ledgers import Ledger
from plugins.core.problems import Problem
from plugins.core.reading import Reader, Told, read_file, remembered, still_answered, to_remember, whole_record
from plugins.core.records import Record
from plugins.core.rows import Row, row_of
from plugins.core.shelves import Shelf
from plugins.core.store import LostError, Store
from plugins.core.thinning import thin
from plugins.core.vocabulary import FILE, Vocabulary, load_vocabulary

__all__ = ["Loaded", "Run", "load", "problems_of", "serially"]

Run = Callable[[Callable[[Any, Any], Any], Any, Sequence[Any]], Iterable[Any]]
"""Gives `function(context, item)` for each item, in their order. All of these can be pickled."""

Key = tuple[str, str]
"""Kind and slug."""


@dataclass(frozen=True)
class Loaded:
    """What loading gave. The catalogue holds every record without a problem, and refers to nothing else.

    `left_out` names the files that are not in it. Nobody may publish such a catalogue without saying so. The
    vocabulary is never among them: the words for everybody's skills are not left out, so an error in it stops every
    build. `count` says how many records of each kind there are, with those that the audience may not see; `read` how
    many files were read and not remembered, and `as_digested` whether those were still what their digests say.
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


def problems_of(
    root: Path, record_types: Sequence[type[Record]], path: str, store: Store, version: str
) -> list[Problem]:
    """What is wrong with one file, or with the record whose picture it is, as far as the names of all others tell.

    Raises LookupError where it is no file of a record.
    """
    found = [listing(root, record_type) for record_type in record_types]
    files = [file for some, _wrong in found for file in some]
    problems = [problem for _files, wrong in found for problem in wrong if problem.path == path]
    file = next((one for one in files if path in {one.path, one.picture}), None)
    if file is None:
        if not problems:
            raise LookupError(path)
        return problems
    digests = {FILE: digest((root / FILE).read_bytes())} if (root / FILE).is_file() else {}
    vocabulary, _in_vocabulary = _vocabulary(root, digests, store, version)
    slugs = _slugs(record_types, files)
    told = read_file(Reader(root, None, slugs, vocabulary, version), file)
    problems += told.problems
    if told.key:
        problems += crosschecks.taken_aliases(root, [told], slugs)
    return sorted(set(problems))


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
    slugs = _slugs(record_types, files)
    vocabulary, in_vocabulary = _vocabulary(root, digests or {}, store, version)
    reader = Reader(root, audience, slugs, vocabulary, version)
    read = _told(reader, files, digests or {}, store, run)
    told = read.told
    problems += [problem for one in told for problem in one.problems]
    whole = [one for one in told if one.key]
    problems += crosschecks.taken_aliases(root, whole, slugs)
    problems += crosschecks.namesakes(whole)
    problems += crosschecks.unlinked_names(root, whole)

    bad = {problem.path for problem in problems if not problem.warning}
    good = [one for one in whole if one.file.path not in bad]
    rows = {(one.file.kind, one.file.slug): one.row for one in good}
    if bad:
        rows = _without_the_bad(reader, good, store)
        problems += crosschecks.left_out_with(root, good, rows, slugs)
    present = {kind: frozenset(slug for other, slug in rows if other == kind) for kind in slugs}
    types = {record_type.kind: record_type for record_type in record_types}
    catalogue = _connected({key: row for key, row in rows.items() if row}, present, types, store)
    left_out = bad | {one.file.path for one in good if (one.file.kind, one.file.slug) not in rows}
    return Loaded(
        catalogue=replace(catalogue, words=vocabulary),
        problems=tuple(sorted({*problems, *in_vocabulary})),
        left_out=tuple(sorted(left_out)),
        count={kind: len(some) for kind, some in present.items()},
        read=read.files,
        as_digested=read.as_digested,
        keys=tuple(read.keys),
    )


def _vocabulary(root: Path, digests: Mapping[str, str], store: Store, version: str) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary, remembered where nothing is wrong with it."""
    key = digest("vocabulary", version, digests.get(FILE, ""))
    kept = store.get(key) if FILE in digests else None
    if kept is not None:
        terms, ways = json.loads(kept)
        return Vocabulary(terms, {term: tuple(some) for term, some in ways.items()}), []
    vocabulary, problems = load_vocabulary(root)
    if FILE in digests and not problems:
        store.put_many({key: json.dumps([dict(vocabulary.terms), dict(vocabulary.ways)]).encode()})
    return vocabulary, problems


def _slugs(record_types: Iterable[type[Record]], files: Iterable[File]) -> dict[str, frozenset[str]]:
    """The slugs of files by kind; of a kind with none of them, no slugs."""
    found: dict[str, set[str]] = {record_type.kind: set() for record_type in record_types}
    for file in files:
        found[file.kind].add(file.slug)
    return {kind: frozenset(slugs) for kind, slugs in found.items()}


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
        if path in digests:
            return digests[path]
        try:
            return digest((root / path).read_bytes())
        except OSError:
            return ""

    return of(file.path), of(file.picture) if file.picture else ""


def _without_the_bad(reader: Reader, good: Sequence[Told], store: Store) -> dict[Key, Row | None]:
    """The rows of files that can do without those that are left out; None is for a record that the audience cannot see.

    What refers to a file that is left out is read again, whole, to lose that reference, or to be left out with it.
    """
    files = {(one.file.kind, one.file.slug): one.file for one in good}
    slugs = _slugs({file.record_type for file in files.values()}, files.values())
    left = {(one.file.kind, one.file.slug): one for one in good}
    mended: dict[Key, Record | None] = {}
    while True:
        keep = resolving(left, slugs)
        for key, one in left.items():
            if any(_is_lost(said.kind, said.value, said.or_name, left, slugs) for said in one.references):
                record = mended.get(key) or whole_record(reader, one.file)
                mended[key] = thin(record, keep) if record else None
        gone = [key for key, record in mended.items() if record is None and key in left]
        if not gone:
            break
        left = {key: one for key, one in left.items() if key not in gone}
    rows = {key: one.row for key, one in left.items()}
    for key, record in mended.items():
        if record is not None:
            seen = open_to(record, reader.audience) if reader.audience else record
            rows[key] = _kept(seen, store) if seen is not None else None
    return rows


def _is_lost(
    kind: str, value: str, or_name: bool, left: Mapping[Key, Any], slugs: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a reference leads to none of those that are left, and is no plain name either."""
    return (kind, value) not in left and not (or_name and value not in slugs.get(kind, ()))


def _kept(record: Record, store: Store) -> Row:
    """The row of a record that is kept as it is now, which no file says."""
    data = frozen(record)
    key = digest("thinned", record.path, data)
    store.put_many({key: data})
    return row_of(record, data, key)


@dataclass(frozen=True)
class _Kept:
    """Reads the records of one type from where they are kept."""

    store: Store
    record_type: type[Record]

    def __call__(self, row: Row) -> Record:
        value = self.store.get(row.source)
        if value is None:
            raise LostError(f"what was read of {row.path} is no longer in {self.store.path}; build again")
        return thawed(self.record_type, value)


def _connected(
    rows: dict[Key, Row], slugs: Mapping[str, frozenset[str]], types: Mapping[str, type[Record]], store: Store
) -> Catalogue:
    """The catalogue of these rows alone: like `catalogue.connect`, but only what refers to a lost record is read."""
    readers = {kind: _Kept(store, record_type) for kind, record_type in types.items()}
    left = rows
    while True:
        keep = resolving(left, slugs)
        after: dict[Key, Row] = {}
        for key, row in left.items():
            # Only the record knows which of its references may be plain names: whoever has a lost one is read.
            if all((kind, value) in left or value not in slugs.get(kind, ()) for _name, kind, value in row.references):
                after[key] = row
            elif (record := thin(readers[row.kind](row), keep)) is not None:
                after[key] = _kept(record, store)
        if after.keys() == left.keys():
            break
        left = after
    shelves = {
        kind: Shelf(tuple(sorted(some, key=lambda row: (row.order, row.slug))), readers[kind])
        for kind, some in _by_kind(after.values(), slugs).items()
    }
    return Catalogue(shelves)


def _by_kind(rows: Iterable[Row], kinds: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {kind: [] for kind in sorted(kinds)}
    for row in rows:
        found[row.kind].append(row)
    return found
