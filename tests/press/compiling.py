"""Templates compiled once for all builds of a process: a clean build of a small site takes longest over that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from plugins.press.templates import SiteEnvironment

__all__ = ["compiled_once"]

OF_THE_DAY = ("today", "trace")
"""What a watched site has besides its facts, and what no template may read."""


@contextmanager
def compiled_once() -> Iterator[None]:
    """Until it ends, the code of a template is taken again where all is the same that goes into it."""
    real, known = SiteEnvironment.compile, dict[Any, Any]()

    def compiled(self: SiteEnvironment, source: Any, name: Any = None, *args: Any, **options: Any) -> Any:
        if not isinstance(source, str):
            return real(self, source, name, *args, **options)
        settled = dict(self.settled)
        site, asset = vars(settled.pop("site")), settled.pop("asset")
        facts = [site[fact] for fact in sorted(site) if fact not in OF_THE_DAY]
        # A test may have Jinja's own hooks put in the place of ours, to compare what the two print.
        ways = (type(self), type(self)._generate, self.code_generator_class)
        given = (source, name, args, *sorted(options.items()), *sorted(settled.items()))
        key = (*ways, *given, *facts, asset("site.css"))
        if key not in known:
            known[key] = real(self, source, name, *args, **options)
        return known[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SiteEnvironment, "compile", compiled)
        yield
