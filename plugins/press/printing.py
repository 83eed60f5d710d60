"""Outputs to files: a page is its template and its context, a document its bytes, a picture made anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, TemplateError

from plugins.core import pictures
from plugins.core.outputs import Output, Page, Picture, target

__all__ = ["PrintError", "print_outputs", "write"]


class PrintError(RuntimeError):
    """An output that cannot be printed, named with its page and its source."""


def print_outputs(outputs: Iterable[Output], environment: Environment, root: Path, folder: Path) -> int:
    """Prints every output below `folder`; `root` is where pictures are read. Gives how many."""
    number = 0
    for output in outputs:
        write(folder, target(output.url), _bytes(output, environment, root))
        number += 1
    return number


def _bytes(output: Output, environment: Environment, root: Path) -> bytes:
    if isinstance(output, Page):
        return _html(output, environment)
    if isinstance(output, Picture):
        data = (root / output.source).read_bytes()
        return pictures.render(data, output.size, output.format, square=output.square)
    return output.content


def _html(page: Page, environment: Environment) -> bytes:
    try:
        template = environment.get_template(page.template)
        return template.render(page.context, url=page.url, listed=page.listed).encode()
    except (TemplateError, TypeError, KeyError, AttributeError, ValueError) as error:
        raise PrintError(f"/{page.url} ({page.origin}) by the template {page.template}: {error!r}") from error


def write(folder: Path, name: str, content: bytes) -> None:
    """Writes a file below a folder that holds no links; a name that leads out of it was refused with its URL."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
