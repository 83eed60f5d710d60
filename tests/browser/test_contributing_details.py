"""Small things of the forms: ways between their parts, what is checked of an ORCID iD, who sees what is previewed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plugins.core.standards import orcid_checksum
from tests.browser.contributing_page import go_on, open_all, question
from tests.browser.visits import Visit
from tests.conftest import BuiltSite
from tests.factories import photo

OpenPage = Callable[..., Visit]


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder)


def test_parts_are_reached_by_their_names(open_page: OpenPage, home: str) -> None:
    """The links on top lead to each part of the form, open it, and the keyboard goes on there."""
    page = open_page(f"{home}join/").page
    parts = page.get_by_role("navigation", name="Parts of this form").get_by_role("link")
    assert parts.all_inner_texts() == [one.inner_text() for one in page.locator("[data-form] h2").all()]
    parts.get_by_text("What you did").press("Enter")
    expect(page.get_by_role("button", name="Add to: Work")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add to: Work")).to_be_focused()
    parts.last.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q-slug")).to_be_focused()


def test_the_checksum_of_an_orcid_is_that_of_the_check(open_page: OpenPage, home: str) -> None:
    """Of all last signs, the form takes the one that the check takes; the others are told as mistyped."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-name", "Somebody New")
    for digits in ("000000021825009", "000000015109370", "000000000000000", "999999999999999", "000000021694233"):
        for last in ("0", "1", "4", "7", "X", orcid_checksum(digits)):
            signs = f"{digits}{last}"
            page.fill("#q-links-orcid", "-".join(signs[start : start + 4] for start in range(0, 16, 4)))
            told = go_on(page).all_inner_texts()
            assert (told == []) == (last == orcid_checksum(digits)), signs
            assert told in ([], ["ORCID iD: its last sign does not fit the others, so one of them is mistyped"])


def test_preview_says_who_sees_an_address(open_page: OpenPage, home: str) -> None:
    """Beside an e-mail address stands whom it is shown to, and that changes with the choice."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-email", "ada@example.org")
    shown = page.locator("[data-preview-page] dd", has_text="ada@example.org")
    expect(shown).to_have_text("ada@example.org Seen by members of the association")
    page.locator("#q-email-seen").select_option("public")
    expect(shown).to_have_text("ada@example.org Seen by everyone")


def test_what_everyone_may_see_may_lie_open(open_page: OpenPage, home: str) -> None:
    """An address that is shown to everyone, or a choice for a field without an answer, is no reason for a warning."""
    page = open_page(f"{home}join/").page
    open_all(page)
    warning = page.get_by_text("You have filled in what the site shows only to members or to the staff.")
    page.fill("#q-name", "Somebody New")
    page.fill("#q-email", "ada@example.org")
    page.locator("#q-email-seen").select_option("public")
    page.locator("#q-headline-seen").select_option("members")
    assert go_on(page).all_inner_texts() == []
    expect(warning).to_be_hidden()
    page.fill("#q-headline", "Tides")
    assert go_on(page).all_inner_texts() == []
    expect(warning).to_be_visible()


def test_too_many_entries_are_no_fault_of_the_first(open_page: OpenPage, home: str) -> None:
    """A list that is too long is marked as a whole, and its link leads there."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-name", "Somebody New")
    page.evaluate("document.querySelector('[data-question=skills]').dataset.most = '1'")
    skills = question(page, "skills").first
    add = skills.locator(":scope > p [data-add]")
    for word in ("Tides", "Knots"):
        add.evaluate("one => { one.hidden = false; one.click(); }")
        page.keyboard.type(word)
    wrong = go_on(page)
    assert wrong.all_inner_texts() == ["Skills: at most 1 are taken"]
    assert skills.locator("[aria-invalid]").count() == 0
    wrong.get_by_role("link").click()
    expect(skills).to_be_focused()


def test_less_usual_links_are_behind_a_word(open_page: OpenPage, home: str) -> None:
    """Of the many links the first stand open; the others are named, opened at a press, and when one is wrong."""
    page = open_page(f"{home}join/").page
    page.get_by_role("navigation", name="Parts of this form").get_by_text("Reach you").click()
    more = question(page, "links").locator("summary", has_text="LinkedIn")
    expect(page.locator("#q-links-linkedin")).to_be_hidden()
    more.click()
    page.fill("#q-links-linkedin", "ada")
    more.click()
    page.fill("#q-name", "Somebody New")
    assert go_on(page).all_inner_texts() == ["LinkedIn: write it as in https://www.linkedin.com/in/ada-lovelace"]
    expect(page.locator("#q-links-linkedin")).to_be_visible()


def test_what_one_agrees_to_can_be_read(open_page: OpenPage, home: str) -> None:
    """Beside the question for consent stands a link to the text, which opens without losing the form."""
    page = open_page(f"{home}join/").page
    text = page.get_by_role("link", name="what you agree to (in a new tab)")
    expect(text).to_be_visible()
    assert page.request.get(page.evaluate("one => one.href", text.element_handle())).ok


def test_a_photo_is_forgotten_too(open_page: OpenPage, home: str) -> None:
    """Who forgets everything leaves no photo behind, neither in the preview nor to be downloaded."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.set_input_files("#photo-file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    expect(page.locator(".contributing-preview canvas.avatar")).to_have_count(1)
    page.get_by_role("button", name="Forget everything written here").click()
    expect(page.locator(".contributing-preview canvas.avatar")).to_have_count(0)
    expect(page.get_by_role("button", name="Download the photo")).to_be_hidden()


def test_another_text_is_not_yet_copied(open_page: OpenPage, home: str) -> None:
    """The button that copies says so of the text that it has copied, and of no later one."""
    visit = open_page("about:blank")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.page
    page.goto(f"{home}join/")
    page.fill("#q-name", "Long")
    for length in (9000, 9001):
        page.fill("#q-bio", "x" * length)
        assert go_on(page).all_inner_texts() == []
        page.get_by_role("button", name="Copy the text").click()
        expect(page.get_by_role("button", name="Text copied")).to_be_visible()
