"""Forms that are filled in: whatever is typed, our own check takes the file and reads the same back; accessible too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.contributing.choices import FORMS
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.press.checking import findings
from tests.browser.axe import Violation
from tests.browser.contributing_page import OVERFLOW, SENT, downloaded, filled_in, go_on, open_all
from tests.browser.visits import Visit, watched
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


@dataclass(frozen=True)
class Filled:
    """A form with something odd in every field, once it was checked, and the data that its file should have."""

    visit: Visit
    expected: Mapping[str, Any]


@pytest.fixture(scope="module")
def filled(
    full_site: BuiltSite, serve: Callable[..., str], browser: Browser
) -> Iterator[Callable[[type[Record]], Filled]]:
    """`filled(record_type)` is the form for such a record, filled in; one page for all tests, as that takes long."""
    home = serve(full_site.folder)
    with ExitStack() as contexts:

        @cache
        def filled(record_type: type[Record]) -> Filled:
            visit = watched(contexts.enter_context(browser.new_context(reduced_motion="reduce")))
            visit.page.goto(home + FORMS[record_type.kind])
            expected = filled_in(visit.page, record_type)
            visit.page.fill("#q-slug", "odd-one")
            assert go_on(visit.page).all_inner_texts() == []
            return Filled(visit, expected)

        yield filled


@pytest.mark.parametrize("record_type", SENT, ids=lambda one: one.kind)
def test_every_field_is_read_back(
    filled: Callable[[type[Record]], Filled], record_type: type[Record], full_site: BuiltSite, tmp_path: Path
) -> None:
    """With something odd in every field, the file that is downloaded passes the check and says what was typed."""
    form = filled(record_type)
    name, content = downloaded(form.visit.page)
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
    assert said == form.expected
    assert form.visit.console + form.visit.errors + form.visit.outside == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("record_type", SENT, ids=lambda one: one.kind)
def test_full_forms_are_accessible(
    filled: Callable[[type[Record]], Filled],
    axe: Callable[[Page], list[Violation]],
    record_type: type[Record],
    dark: bool,
) -> None:
    """With every field filled and everything open, axe finds nothing and nothing scrolls sideways."""
    page = filled(record_type).visit.page
    page.set_viewport_size({"width": 768, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light")
    open_all(page)
    assert page.evaluate(OVERFLOW) <= 0
    assert axe(page) == []


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
