"""Templates compiled for one site: what is the same on every page is worked out once, when a template is compiled.

What comes out is, byte for byte, what Jinja alone prints of the same templates (tests/press/test_templates.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Environment, TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

__all__ = ["SiteEnvironment", "escaped"]

WORDS = ("_", "gettext")


class _Code(CodeGenerator):
    """Calls macros as they are, where Jinja asks of everything that is called whether it wants to know the context."""

    macros: frozenset[str]

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  Jinja's names
        defined = [macro.name for macro in node.find_all(nodes.Macro)]
        imported = [name for statement in node.find_all(nodes.FromImport) for name in statement.names]
        self.macros = frozenset(
            ["caller", *defined, *(name if isinstance(name, str) else name[1] for name in imported)]
        )
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escaped as escape")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if isinstance(node.node, nodes.Name) and node.node.name in self.macros:
            self.visit(node.node, frame)
            self.write("(context.eval_ctx")
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


def escaped(value: Any) -> str:
    """The text of a value for HTML: that of Jinja's `escape`, which copies what is escaped already."""
    return value if type(value) is Markup else escape(value)


class SiteEnvironment(Environment):
    """An environment that knows what `settle` told it, so that printing a page is left with what only that page has."""

    code_generator_class = _Code
    settled: Mapping[str, Any]
    translate: Callable[[str], str]

    def settle(self, translate: Callable[[str], str], **values: Any) -> None:
        """Names that mean the same in all templates: plain values, functions of plain values, and the words."""
        self.globals.update(values)
        self.settled, self.translate = values, translate

    def make_globals(self, d: Any) -> Any:
        """The globals as they are: Jinja's chain of maps takes long to read, and each template reads them often."""
        return {**self.globals, **d} if d else self.globals

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Jinja's hook between a template's tree and its code."""
        tree = _Settling(self, name).visit(source)
        _join_outputs(tree)
        return super()._generate(tree, name, filename, defer_init)


class _Settling(NodeTransformer):
    """Puts values in the place of names, words in that of messages, and takes branches that are settled."""

    def __init__(self, environment: SiteEnvironment, template: str | None) -> None:
        self.environment = environment
        self.template = template
        self.context = nodes.EvalContext(environment, template)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802  Jinja's names
        if node.name not in self.environment.settled:
            return node
        if node.ctx != "load":
            message = f"{node.name} is the same on every page"
            raise TemplateAssertionError(message, node.lineno, self.template)
        return _constant(self.environment.settled[node.name], node)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        found = self._value(node)
        return _constant(found, node) if found is not None else self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        function = node.node
        if isinstance(function, nodes.Name) and not node.dyn_args and not node.dyn_kwargs:
            given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
            if len(given) != len(node.args):
                return node
            if function.name in WORDS:
                return self._words(given[0], node)
            if function.name in self.environment.settled and not node.kwargs:
                return _constant(self.environment.settled[function.name](*given), node)
        return node

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        if node.elif_:  # an "elif" is an "else" with an "if" in it, which may be settled as well
            first, *others = node.elif_
            node.elif_, node.else_ = [], [nodes.If(first.test, first.body, others, node.else_, lineno=first.lineno)]
        self.generic_visit(node)
        assert isinstance(node.test, nodes.Expr)
        try:
            return node.body if node.test.as_const(self.context) else node.else_
        except nodes.Impossible:
            return node

    def _value(self, node: nodes.Node) -> Any:
        """What a name, or what it has, means on every page; None where that is not settled."""
        if isinstance(node, nodes.Name):
            return self.environment.settled.get(node.name)
        if isinstance(node, nodes.Getattr):
            return getattr(self._value(node.node), node.attr, None)
        return None

    def _words(self, message: str, node: nodes.Call) -> nodes.Node:
        """What newstyle gettext gives when it is called: the words, and values put into them escaped."""
        words = Markup(self.environment.translate(message))  # noqa: S704  the theme's own, as in Jinja's extension
        if not node.kwargs:
            return nodes.Const(words % {}, lineno=node.lineno)
        values = [nodes.Pair(nodes.Const(pair.key), pair.value, lineno=node.lineno) for pair in node.kwargs]
        return nodes.Mod(nodes.Const(words), nodes.Dict(values), lineno=node.lineno)


def _constant(value: Any, node: nodes.Node) -> nodes.Node:
    try:
        return nodes.Const.from_untrusted(value, lineno=node.lineno)
    except nodes.Impossible:  # not plain, so that it is read when a page is printed
        return node


def _join_outputs(tree: nodes.Node) -> None:
    """One output for those that follow one another, so that what is constant in them becomes one string."""
    for _name, part in tree.iter_fields():
        if isinstance(part, list) and part and isinstance(part[0], nodes.Node):
            part[:] = _joined(part)
    for child in tree.iter_child_nodes():
        _join_outputs(child)


def _joined(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    joined: list[nodes.Node] = []
    for part in parts:
        if isinstance(part, nodes.Output) and joined and isinstance(joined[-1], nodes.Output):
            joined[-1].nodes.extend(part.nodes)
        else:
            joined.append(part)
    return joined
