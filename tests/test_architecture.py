"""The shape of the code, read from its syntax trees: who imports whom, how long a module is, what it may keep."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PLUGINS = PROJECT / "plugins"
MAX_LINES = 300
NOT_FEATURES = frozenset({"core", "press", "importing"})
ONLY_IN_PRESS = frozenset({"pelican", "jinja2"})

MODULES = {
    ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PLUGINS.rglob("*.py"))
}


def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that a module imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "relative imports are not taken"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in names)


def package(module: str) -> str:
    """The package of ours that a module belongs to: plugins.core.fields is of core."""
    return [*module.split("."), ""][1]


def allowed(importer: str, imported: str) -> bool:
    """Whether a package of ours may import another: core <- press <- features, and core <- importing."""
    if imported in {importer, "core"}:
        return True
    return imported == "press" and importer not in NOT_FEATURES


@pytest.mark.parametrize("module", MODULES)
def test_layers_are_kept(module: str) -> None:
    """The core knows nothing above it, and features meet in the catalogue, never in each other's code."""
    ours = {one for one in imports(MODULES[module]) if one.startswith("plugins.")}
    assert sorted(one for one in ours if not allowed(package(module), package(one))) == []


@pytest.mark.parametrize("module", MODULES)
def test_pelican_and_jinja_stay_in_the_press(module: str) -> None:
    """Only the press, and the lines by which a feature registers itself, know what prints the site."""
    if package(module) == "press" or (MODULES[module].name == "__init__.py" and package(module) != "core"):
        return
    assert {one.partition(".")[0] for one in imports(MODULES[module])} & ONLY_IN_PRESS == set()


@pytest.mark.parametrize(
    "path", [*MODULES.values(), PROJECT / "tasks.py"], ids=lambda one: one.relative_to(PROJECT).as_posix()
)
def test_modules_can_be_read_at_a_sitting(path: Path) -> None:
    """A module, and the file of the commands too, has at most 300 lines, and says in its first what it holds."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_LINES
    assert not text or ast.get_docstring(tree(path))


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_imported_for_types_alone(module: str) -> None:
    """`TYPE_CHECKING` would hide a cycle, and there are none to hide."""
    assert "TYPE_CHECKING" not in MODULES[module].read_text(encoding="utf-8")


LITERALS = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
MAKERS = frozenset({"dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque", "bytearray"})
EMPTY = frozenset({"{}", "[]", *(f"{maker}()" for maker in MAKERS)})
CHANGERS = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault"}
    | {"sort", "update"}
)


def name_of(node: ast.expr) -> str:
    """The last name of an expression: TABLE of TABLE, and of module.TABLE."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def kept(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Names at the level of a module that hold a dict, list or set, with what is put there."""
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        made = isinstance(value, ast.Call) and name_of(value.func) in MAKERS
        if value is not None and (made or isinstance(value, LITERALS)):
            yield from ((target.id, value) for target in targets if isinstance(target, ast.Name))


def changed(module: ast.Module) -> Iterator[str]:
    """Names in capitals whose contents are changed anywhere, and names that are declared global."""
    for node in ast.walk(module):
        if isinstance(node, ast.Global):
            yield from node.names
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield name_of(node.value)
        elif isinstance(node, ast.AugAssign):
            yield name_of(node.target)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGERS:
            yield name_of(node.func.value)


@pytest.mark.parametrize("module", MODULES)
def test_no_module_keeps_state(module: str) -> None:
    """What a module holds are tables, in capitals, full from the start and never changed: two builds cannot meet."""
    found = [(name, value) for name, value in kept(tree(MODULES[module])) if name != "__all__"]
    assert [name for name, _value in found if not name.isupper()] == []
    assert [name for name, value in found if ast.unparse(value) in EMPTY] == []
    functions = [node for node in tree(MODULES[module]).body if not isinstance(node, ast.Assign | ast.AugAssign)]
    assert [name for name in changed(ast.Module(functions, [])) if name.isupper()] == []


def test_state_would_be_found() -> None:
    """The rule sees an empty table, a small name, and each way to change a table."""
    code = "CACHE = {}\nseen = set()\nTABLE: dict = {1: 2}\n"
    assert [name for name, _value in kept(ast.parse(code))] == ["CACHE", "seen", "TABLE"]
    for change in ("TABLE[1] = 2", "del m.TABLE[1]", "TABLE.update({})", "TABLE |= {}", "global TABLE"):
        assert list(changed(ast.parse(f"def f():\n    {change}"))) == ["TABLE"], change


def test_there_are_no_cycles() -> None:
    """Modules can be put in an order in which each imports only those before it."""
    graph = {module: {one for one in imports(path) if one in MODULES} - {module} for module, path in MODULES.items()}
    while free := {module for module, needed in graph.items() if not needed & graph.keys()}:
        graph = {module: needed for module, needed in graph.items() if module not in free}
    assert graph == {}


def test_packages_are_not_called_like_the_standard_library() -> None:
    """A plugin called `calendar` would be the standard library's to Pelican."""
    assert {path.name for path in PLUGINS.iterdir() if path.is_dir()} & sys.stdlib_module_names == set()
