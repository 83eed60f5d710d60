"""Every page of the demonstration by the Nu HTML checker."""

from __future__ import annotations

from tests.browser import vnu
from tests.conftest import BuiltSite

BORNE = {
    "violates Content Security Policy": "it reads files, where 'self' is no host, and takes data for search engines "
    "for a script; in the browser tests the console would tell",
}
"""What the checker says that we do not mend, as a part of its message, with the reason."""


def test_html_is_valid(demo_site: BuiltSite) -> None:
    """The checker finds no error and no warning on any page."""
    found = [one for one in vnu.check([demo_site.folder]) if not any(borne in one.message for borne in BORNE)]
    assert [str(one) for one in found] == []
