"""The README and the documents say what is so: their commands run, their paths exist, their links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from invoke import Collection
from invoke.parser import Parser

from tests.docs.documents import DOCUMENTS, ROOT, blocks, commands, links, section, text_of, tracked


@pytest.fixture(scope="module")
def parser() -> Parser:
    """Invoke's own parser of command lines, with the tasks of tasks.py."""
    specification = importlib.util.spec_from_file_location("project_tasks", ROOT / "tasks.py")
    assert specification
    assert specification.loader
    tasks = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(tasks)
    return Parser(contexts=Collection.from_module(tasks).to_contexts())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_is_a_task_with_those_options(name: str, parser: Parser) -> None:
    """What a reader copies from a document is taken by invoke, argument by argument."""
    for arguments in commands(text_of(name)):
        if arguments == ["--list"] or arguments[1:] == ["--help"]:
            continue  # invoke's own
        parsed = parser.parse_argv(arguments)
        assert [context.name for context in parsed] == arguments[:1]


def test_an_invented_option_is_noticed(parser: Parser) -> None:
    """The check above would see an option or a task that does not exist."""
    for line in ("build --fast", "publish"):
        with pytest.raises(Exception, match=r"No idea what|publish"):
            parser.parse_argv(next(commands(f"`uv run invoke {line}`")))


def test_the_readme_gives_the_two_commands() -> None:
    """`serve` and `test` are what a newcomer needs, and the README shows both ready to copy."""
    shown = [line for block in blocks(text_of("README.md"), "sh") for line in block.text.splitlines()]
    assert {"uv run invoke serve", "uv run invoke test"} <= {line.partition("#")[0].strip() for line in shown}


def test_every_task_is_in_the_documents(parser: Parser) -> None:
    """No task has to be found by chance."""
    told = {arguments[0] for name in DOCUMENTS for arguments in commands(text_of(name))}
    assert set(parser.contexts) <= told


def _map() -> list[str]:
    """The paths of the README's map; an indented line is inside the folder above it."""
    paths: list[str] = []
    folder = ""
    for line in blocks(section(text_of("README.md"), "The map"), "text")[0].text.splitlines():
        names = re.match(r"( *)(\S+)", line)
        assert names
        folder = folder if names[1] else names[2]
        paths.append(folder + names[2] if names[1] else folder)
    return paths


def test_every_path_of_the_map_exists() -> None:
    """The map of the README shows nothing that is not there."""
    assert [path for path in _map() if not (ROOT / path).exists()] == []


def test_every_entry_of_the_tree_is_on_the_map() -> None:
    """Whatever lies at the top of the project, and every plugin, has its line on the map."""
    top = {re.sub(r"/.*", "/", path) for path in tracked()}
    plugins = {found[0] for path in tracked() if (found := re.match(r"plugins/\w+/", path))}
    assert (top | plugins) - set(_map()) == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file(name: str) -> None:
    """A link or a picture of a document is of the web, or of a file and a heading that are there."""
    for link in links(text_of(name)):
        if link.startswith("https://"):
            continue
        path, _, heading = link.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), link
        if heading:
            assert heading in _anchors(file), link


def _anchors(file: Path) -> set[str]:
    """The names that code hosts give to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_in_backticks_exists(name: str) -> None:
    """A file or folder of the program that a document names is there; names of members and events are examples."""
    program = ("plugins/", "theme/", "tests/", "docs/", ".ci/")
    folders = ("content/", "members/")
    for path in re.findall(r"`([^`\s]+)`", text_of(name)):
        if "<" in path or "awards" in path:  # a pattern; what the example of a content type makes
            continue
        if path.startswith(program) or (path.startswith(folders) and path.endswith("/")):
            assert (ROOT / path).exists(), path
