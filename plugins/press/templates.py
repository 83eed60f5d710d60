"""Templates compiled for one site: what is the same on every page is worked out once, when a template is compiled.

What comes out is, byte for byte, what Jinja alone prints of the same templates (tests/press/test_templates.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import partial
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template, TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # what `escape` asks of its C code

__all__ = ["Macro", "SiteEnvironment", "escaped"]

WORDS = ("_", "gettext")

marked: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text as HTML, as `Markup` makes it of what is a text for certain."""


class _Code(CodeGenerator):
    """Calls macros with their arguments alone, where Jinja asks of all that is called whether it wants the context."""

    macros: frozenset[str]

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  Jinja's names
        self.macros = frozenset(["caller", *_macros(node)])
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import Macro, escaped as escape")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        is_macro = isinstance(node.node, nodes.Name) and node.node.name in self.macros
        if not is_macro or node.dyn_args or node.dyn_kwargs or any(iskeyword(pair.key) for pair in node.kwargs):
            return super().visit_Call(node, frame, forward_caller=forward_caller)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for pair in node.kwargs:
            self.write(f"{pair.key}=")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")
        return None

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        """Imports what may not be needed, where Jinja reads and runs all that a page could need."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_FromImport(node, frame)
            return
        for each in node.names:
            name, alias = (each, each) if isinstance(each, str) else each
            self.newline(node)
            self.write(f"{frame.symbols.ref(alias)} = ")
            self.write(f"context.vars[{alias!r}] = " if frame.toplevel else "")
            self.write(f"environment.imported({node.template.value!r}, {name!r})")


def _macros(template: nodes.Template) -> Iterator[str]:
    """The names of macros in a template, its own and those of others; to look through all of it takes a while."""
    for node in template.find_all((nodes.Macro, nodes.FromImport)):
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def escaped(value: Any) -> str:
    """The text of a value for HTML: that of Jinja's `escape`, but a plain one, since it is only put among others."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]  # a text, as its type says
    return _escape_inner(value) if kind is str else escape(value)


class Macro:
    """A macro as templates call it, like Jinja's own, which takes three times as long to put arguments in their places.

    Everything is escaped, and no macro of ours takes arguments that it does not name.
    """

    __slots__ = ("arguments", "body", "count", "name", "nobody", "takes_caller")

    def __init__(
        self,
        environment: Environment,
        body: Callable[..., str],
        name: str | None,
        arguments: Sequence[str],
        catch_kwargs: bool,
        catch_varargs: bool,
        takes_caller: bool,
        _autoescape: bool,
    ) -> None:
        if catch_kwargs or catch_varargs:
            raise TypeError(f"the macro {name} reads arguments that it does not name")
        self.body, self.name, self.arguments, self.count = body, name, arguments, len(arguments)
        self.takes_caller = takes_caller
        self.nobody = environment.undefined("No caller defined", name="caller") if takes_caller else None

    def __call__(self, *given: Any, **named: Any) -> Markup:
        if len(given) < self.count:
            given += tuple([named.pop(name, missing) for name in self.arguments[len(given) :]])
        if self.takes_caller:
            given += (named.pop("caller", self.nobody),)
        if named:
            raise TypeError(f"the macro {self.name} takes no {next(iter(named))}")
        return marked(self.body(*given))


class _Import:
    """A macro of another template, which is not looked for before it is called."""

    __slots__ = ("environment", "key", "macro")

    def __init__(self, environment: SiteEnvironment, *key: str) -> None:
        self.environment, self.key = environment, key
        self.macro: Any = None

    def __call__(self, *given: Any, **named: Any) -> Any:
        if self.macro is None:
            self.macro = self.environment.member(*self.key)
            self.environment.macros[self.key] = self.macro
        return self.macro(*given, **named)


class SiteEnvironment(Environment):
    """An environment that knows what `settle` told it, so that printing a page is left with what only that page has."""

    code_generator_class = _Code
    settled: Mapping[str, Any]
    translate: Callable[[str], str]
    found: MutableMapping[str, Template]
    macros: MutableMapping[tuple[str, ...], Any]

    def settle(self, translate: Callable[[str], str], **values: Any) -> None:
        """Names that mean the same in all templates: plain values, functions of plain values, and the words."""
        self.globals.update(values)
        self.settled, self.translate = values, translate
        self.found, self.macros = {}, {}

    def make_globals(self, d: Any) -> Any:
        """The globals as they are: Jinja's chain of maps takes long to read, and each template reads them often."""
        return {**self.globals, **d} if d else self.globals

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002  Jinja's
        """A template by its name alone: Jinja asks after its loader each time, as often as a page imports a macro."""
        if name not in self.found:
            self.found[name] = super().get_template(name, parent, globals)
        return self.found[name]

    def imported(self, template: str, name: str) -> Any:
        """A macro of a template, or what stands for it until it is called; a constant, named in capitals, at once."""
        key = (template, name)
        if key not in self.macros:
            self.macros[key] = self.member(*key) if name.isupper() else _Import(self, *key)
        return self.macros[key]

    def member(self, template: str, name: str) -> Any:
        """What a template defines under a name, which may mean nothing but what the template itself says."""
        return getattr(self.get_template(template).module, name)

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
        if isinstance(part, nodes.Node):
            _join_outputs(part)
        elif isinstance(part, list) and part and isinstance(part[0], nodes.Node):
            part[:] = _joined(part)
            for child in part:
                _join_outputs(child)


def _joined(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    joined: list[nodes.Node] = []
    for part in parts:
        if isinstance(part, nodes.Output) and joined and isinstance(joined[-1], nodes.Output):
            joined[-1].nodes.extend(part.nodes)
        else:
            joined.append(part)
    return joined
