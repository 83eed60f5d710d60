"""Forms that are filled in: whatever is typed, our own check takes the file and reads the same back; accessible too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from plugins.contributing.choices import FORMS
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.press.checking import findings
from tests.browser.axe import Axe, faults
from tests.browser.contributing_page import SENT, downloaded, filled_in, go_on, open_all
from tests.browser.visits import Visit
from tests.conftest import BuildOnce, BuiltSite
from tests.factories import association, photo
from tests.press.small import write_association

OpenPage = Callable[..., Visit]


@pytest.fixture(scope="module")
def full_site(build_once: BuildOnce) -> BuiltSite:
    """A small association with one full record of each kind, so that there is somebody to refer to."""

    def prepare(folder: Path) -> Path:
        root = folder / "association"
        write_association(root)
        return association(root)

    return build_once("full records", prepare, "https://full.example.org")


def files(root: Path) -> dict[str, str | bytes]:
    """The files of an association, with a photo for who is new."""
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
    return {path: content for path, content in found.items() if not path.startswith(".")} | {
        "members/odd-one.jpg": photo()
    }


@pytest.mark.parametrize("record_type", SENT, ids=lambda one: one.kind)
def test_every_field_is_read_back(
    record_type: type[Record],
    full_site: BuiltSite,
    serve: Callable[..., str],
    open_page: OpenPage,
    axe: Axe,
    tmp_path: Path,
) -> None:
    """With something odd in every field, the file that is downloaded passes the check and says what was typed.

    The full form is accessible: it is looked at here, as it takes long to fill one.
    """
    visit = open_page(serve(full_site.folder) + FORMS[record_type.kind], width=768)
    expected = filled_in(visit.page, record_type)
    visit.page.fill("#q-slug", "odd-one")
    assert go_on(visit.page).all_inner_texts() == []
    assert faults(visit.page, axe, [768]) == []
    name, content = downloaded(visit.page)
    assert name == f"odd-one{record_type.suffix}"
    path = f"{record_type.folder}/{name}"
    found = findings(association(tmp_path, files(full_site.root) | {path: content}), [path])
    assert [str(one) for one in found.problems if not one.warning] == []
    assert found.failed == ""
    source = parse(path, content)
    assert isinstance(source, Source)
    said: dict[str, Any] = dict(source.data)
    if source.body:
        said["body"] = source.body.strip()
    assert said == expected
    assert visit.console + visit.errors + visit.outside == []


def test_without_a_forge(full_site: BuiltSite, serve: Callable[..., str], open_page: OpenPage) -> None:
    """An association that names no forge is sent files by e-mail, and told of problems in the same way."""
    home = serve(full_site.folder)
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-name", "Somebody New")
    page.fill("#q-consent-version", "1")
    assert go_on(page).all_inner_texts() == []
    expect(page.get_by_role("link", name="Write the letter")).to_be_visible()
    expect(page.locator("[data-open], [data-copy]")).to_have_count(0)
    page.goto(f"{home}members/full-member/")
    report = page.get_by_role("link", name="Report a problem").get_attribute("href") or ""
    assert report.startswith("mailto:office@example.org?subject=Problem%3A%20Ada%20Fullname&body=https%3A")
    expect(page.get_by_role("link", name="Suggest a change")).to_have_count(0)
