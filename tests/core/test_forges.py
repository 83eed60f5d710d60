"""Addresses of forges: each kind has its own for a new file, a change, a picture and a report."""

from __future__ import annotations

import pytest

from plugins.core.forges import KINDS, Forge

FORGES = {kind: Forge(kind, "https://forge.example.org/leadline/site", "main") for kind in KINDS}


@pytest.mark.parametrize(
    ("kind", "new", "edit", "upload", "forms"),
    [
        (
            "github",
            "/new/main?filename={path}&value={text}",
            "/edit/main/members/ada.yaml",
            "/upload/main/members",
            "/issues/new/choose",
        ),
        ("gitlab", "/-/new/main?file_name={path}", "/-/edit/main/members/ada.yaml", "/-/tree/main/members", ""),
        (
            "forgejo",
            "/_new/main/?filename={path}&value={text}",
            "/_edit/main/members/ada.yaml",
            "/_upload/main/members",
            "/issues/new/choose",
        ),
    ],
)
def test_each_forge_has_its_addresses(kind: str, new: str, edit: str, upload: str, forms: str) -> None:
    """The pages for a new file, a change, an upload and a choice of forms stand where that kind of forge has them."""
    forge = next(one for one in FORGES.values() if one.kind == kind)
    assert forge.new_file == forge.url + new
    assert forge.new_empty_file == forge.url + new.removesuffix("&value={text}")
    assert forge.edit("members/ada.yaml") == forge.url + edit
    assert forge.upload("members") == forge.url + upload
    assert forge.issue_forms == (forge.url + forms if forms else "")


def test_a_report_is_filled_in() -> None:
    """What is reported goes into the address whole: signs that mean something there are written as numbers."""
    found = FORGES["github"].issue("Problem: A & B #1", "https://example.org/?a=b")
    assert found.endswith("/issues/new?title=Problem%3A%20A%20%26%20B%20%231&body=https%3A//example.org/%3Fa%3Db")
    assert "issue%5Btitle%5D=x&issue%5Bdescription%5D=y" in FORGES["gitlab"].issue("x", "y")


def test_a_branch_may_have_any_name() -> None:
    """A branch and a path are written as addresses take them."""
    forge = Forge("github", "https://forge.example.org/x/y", "new site/now")
    assert forge.edit("members/å.yaml").endswith("/edit/new%20site/now/members/%C3%A5.yaml")
