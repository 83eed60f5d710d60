"""Git's objects written by hand, so that a test can have any tree: blobs, trees with any entries, commits, branches."""

from __future__ import annotations

import hashlib
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["FILE", "LINK", "PROGRAM", "SUBMODULE", "Item", "Objects"]

FILE = "100644"
PROGRAM = "100755"
LINK = "120000"
SUBMODULE = "160000"
FOLDER = "40000"
WHO = "A Tester <tester@example.org> 1790000000 +0000"


@dataclass(frozen=True)
class Item:
    """What a tree has at a path: a mode, and the bytes of a file, those of a link, or a submodule's commit."""

    data: bytes
    mode: str = FILE


Files = Mapping[str, Item]


@dataclass
class Objects:
    """A bare repository, written to object by object."""

    folder: Path
    known: set[str] = field(default_factory=set)

    @classmethod
    def new(cls, folder: Path) -> Objects:
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(folder)], check=True)
        return cls(folder)

    def write(self, kind: str, data: bytes) -> str:
        """An object of any kind; gives its name."""
        whole = f"{kind} {len(data)}\0".encode() + data
        name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
        if name not in self.known:
            self.known.add(name)
            file = self.folder / "objects" / name[:2] / name[2:]
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(zlib.compress(whole, 1))
        return name

    def tree(self, files: Files, more: Sequence[tuple[str, str, str]] = ()) -> str:
        """The tree of these files; `more` are entries of its top as they stand: mode, name, object."""
        entries: list[tuple[bytes, bytes, str]] = []
        below: dict[str, dict[str, Item]] = {}
        for path, item in files.items():
            step, slash, rest = path.partition("/")
            if slash:
                below.setdefault(step, {})[rest] = item
            else:
                name = item.data.decode() if item.mode == SUBMODULE else self.write("blob", item.data)
                entries.append((_bytes(step), item.mode.encode(), name))
        entries += [(_bytes(step), FOLDER.encode(), self.tree(inside)) for step, inside in below.items()]
        entries += [(_bytes(name), mode.encode(), known) for mode, name, known in more]
        entries.sort(key=lambda one: one[0] + (b"/" if one[1] == FOLDER.encode() else b""))
        return self.write("tree", b"".join(b"%s %s\0%s" % (m, n, bytes.fromhex(o)) for n, m, o in entries))

    def commit(self, tree: str, *parents: str, message: str = "A change") -> str:
        lines = [f"tree {tree}", *(f"parent {one}" for one in parents), f"author {WHO}", f"committer {WHO}"]
        return self.write("commit", "\n".join([*lines, "", message, ""]).encode())

    def branch(self, name: str, commit: str) -> None:
        file = self.folder / "refs/heads" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{commit}\n")


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
