"""The Python libraries of pyproject.toml and all they bring along, locked by uv: exact versions, with hashes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

__all__ = ["LockError", "lock", "requirements", "with_constraints"]

COMPILE = (
    *("pip", "compile", "--no-config", "--quiet", "--universal", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url"),
    *("-o", "requirements.lock", "pyproject.toml", "--all-extras", "--group", "test", "--group", "bench"),
)
CONSTRAINTS = re.compile(r"(?ms)^constraint-dependencies = \[\n.*?^\]\n")


class LockError(Exception):
    """The libraries could not be locked; the text says what uv said."""


def lock(root: Path) -> None:
    """Writes requirements.lock by the pins of pyproject.toml, and the versions of all else into pyproject.toml.

    What is locked already stays at its version where the pins allow. Raises LockError.
    """
    uv = os.environ.get("UV") or shutil.which("uv")  # `uv run` names itself so
    if uv is None:
        raise LockError("uv is not on the PATH; see docs.astral.sh/uv for how to get it")
    done = subprocess.run([uv, *COMPILE], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LockError(f"uv could not find versions that fit together:\n{done.stderr.strip()}")
    project = root / "pyproject.toml"
    locked = requirements((root / "requirements.lock").read_text(encoding="utf-8"))
    project.write_text(with_constraints(project.read_text(encoding="utf-8"), locked), encoding="utf-8")


def requirements(text: str) -> tuple[str, ...]:
    """The lines of a requirements file without their hashes, such as `colorama==0.4.6 ; sys_platform == 'win32'`."""
    return tuple(line.removesuffix("\\").strip() for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line))


def with_constraints(project: str, locked: tuple[str, ...]) -> str:
    """The text of pyproject.toml with every locked requirement that it does not pin itself as a constraint."""
    table = tomllib.loads(project)
    pinned = {_name(one) for one in _pins(table)}
    lines = "".join(f'    "{one}",\n' for one in locked if _name(one) not in pinned)
    # A function, so that a backslash in a marker stays one.
    return CONSTRAINTS.sub(lambda _found: f"constraint-dependencies = [\n{lines}]\n", project)


def _pins(table: dict[str, Any]) -> list[str]:
    """All that pyproject.toml pins: of the program, of its extras, and of groups."""
    groups = {**table["project"].get("optional-dependencies", {}), **table["dependency-groups"]}
    found: list[str] = sum(groups.values(), table["project"]["dependencies"])
    return found


def _name(requirement: str) -> str:
    """The name of a requirement as package indexes compare names."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""
