"""The forms as people use them: what is wrong is told, drafts are kept, everything is reached by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plugins.contributing.choices import FORMS
from tests.browser.axe import Axe, faults
from tests.browser.contributing_page import go_on, open_all, question
from tests.browser.visits import Visit
from tests.conftest import BuiltSite

OpenPage = Callable[..., Visit]

DRAFT = "guildhall-draft-1:/members"


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder)


def test_what_is_wrong_is_told(open_page: OpenPage, home: str, axe: Axe) -> None:
    """What is wrong stands beside its field and in a summary with the focus, whose links lead to the fields."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-email", "nobody")
    question(page, "work").get_by_role("button", name="Add to: Work").click()
    page.fill("#q-work-organization-1", "Acme")
    page.fill("#q-work-start-1", "2020")
    page.fill("#q-work-end-1", "2019-13")
    page.fill("#q-consent-date", "2026-11-21")
    page.evaluate("document.querySelectorAll('.contributing-section').forEach(one => one.open = false)")
    wrong = go_on(page)
    assert wrong.all_inner_texts() == [
        "Name: this is needed",
        "E-mail address: write it as in ada@example.org",
        "Title: this is needed",
        "To: write it as in 2025-11",
        "Name of the file: this is needed",
    ]
    assert page.evaluate("document.activeElement.matches('[data-summary]')")
    assert page.title().startswith("Error: Join the directory")
    expect(page.get_by_role("heading", name="There is something to put right")).to_be_visible()
    assert axe(page) == []
    wrong.nth(1).get_by_role("link").click()
    email = page.locator("#q-email")
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(
        "One address, at which you read what arrives For example: ada@example.org "
        "E-mail address: write it as in ada@example.org"
    )
    email.fill("ada@example.org")
    email.press("Tab")
    expect(email).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#q-email-error")).to_be_hidden()
    page.fill("#q-work-end-1", "2019")
    assert "To: it is before “From”; check both" in go_on(page).all_inner_texts()


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("#q-name", "x" * 121, "Name: 121 characters are too many; at most 120 are taken"),
        ("#q-name", "\u202eevil", "Name: there is an invisible character in it, or a heap of accents; type it anew"),
        ("#q-headline", "\u2800\u200b", "Headline: nothing of it can be seen"),
        ("#q-phone", "\u00ad", "Phone number: nothing of it can be seen"),
        ("#q-location-country", "XX", "Country: choose one of the list; begin to write, and it opens"),
        ("#q-location-timezone", "CET", "Time zone: choose one of the list; begin to write, and it opens"),
        ("#q-links-website", "example.org", "Website: write it as in https://ada.example.org/"),
        ("#q-availability-mentoring-capacity", "some", "Capacity: write a number in figures"),
        ("#q-availability-mentoring-capacity", "101", "Capacity: the most that is taken is 100"),
        ("#q-membership-since", "2021-02-30", "Member since: there is no such day or time"),
        (
            "#q-slug",
            "Ada",
            "Name of the file: write small letters from a to z, digits, and single hyphens between them",
        ),
        ("#q-slug", "index", "Name of the file: another page has this name already; add a word or a number"),
        ("#q-phone", "912 345 678", "Phone number: write it as in +351 21 123 4567"),
        ("#q-phone", "00351 912 345 678", "Phone number: write it as in +351 21 123 4567"),
        ("#q-email", "ada@example", "E-mail address: write it as in ada@example.org"),
        ("#q-slug", "an-so", "Name of the file: another page has this name already; add a word or a number"),
    ],
)
def test_rules_are_those_of_the_check(open_page: OpenPage, home: str, field: str, written: str, told: str) -> None:
    """Forms, lengths, lists, numbers, days and names that are taken: each has its words."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-name", "Somebody New")
    page.fill(field, written)
    assert go_on(page).all_inner_texts() == [told]


def test_nobody_agrees_by_doing_nothing(open_page: OpenPage, home: str) -> None:
    """The day of consent is for the visitor to write, and needed; which text it is stands there already."""
    page = open_page(f"{home}join/").page
    page.fill("#q-name", "Somebody New")
    expect(page.locator("#q-consent-date")).to_have_value("")
    expect(page.locator("#q-consent-version")).to_have_value("2026-1")
    assert go_on(page, agreed=False).all_inner_texts() == ["Day of consent: this is needed"]


def test_a_job_closes_in_time(open_page: OpenPage, home: str) -> None:
    """A last day that is too late is told with the most that is taken, and the latest that is taken is not."""
    page = open_page(f"{home}jobs/submit/").page
    open_all(page)
    page.fill("#q-posted", "2026-11-02")
    told = "Closes: it is more than 180 days after “Posted”; choose an earlier day"
    for last, is_late in (("2027-05-01", False), ("2027-05-02", True)):
        page.fill("#q-closes", last)
        assert (told in go_on(page).all_inner_texts()) == is_late


def test_fields_that_depend_on_others(open_page: OpenPage, home: str) -> None:
    """What another answer makes necessary, or wrong, is told with the name of that one."""
    page = open_page(f"{home}events/submit/").page
    open_all(page)
    page.fill("#q-title", "Field day")
    page.fill("#q-start", "2027-05-20 18:30")
    page.fill("#q-end", "2027-05-20 17:00")
    page.fill("#q-timezone", "Europe/London")
    page.select_option("#q-format", "hybrid")
    page.fill("#q-registration-price", "12.50")
    assert go_on(page).all_inner_texts() == [
        "End: it is before “Start”; check both",
        "Venue: with your answer to “Format” this is needed",
        "Currency: with your answer to “Price” this is needed",
    ]
    page.check("#q-all_day")
    page.select_option("#q-format", "online")
    page.fill("#q-registration-price", "0")
    assert go_on(page).all_inner_texts() == [
        "Start: what lasts whole days has a day without a time",
        "End: what lasts whole days has a day without a time",
    ]
    page.fill("#q-start", "2027-05-20")
    page.fill("#q-end", "2027-05-20")
    assert go_on(page).all_inner_texts() == []


def test_names_become_codes(open_page: OpenPage, home: str) -> None:
    """A country, a language or a chapter that is written by its name becomes its code, or the name of its file."""
    page = open_page(f"{home}join/").page
    open_all(page)
    page.fill("#q-name", "Søren Ørsted-Ægir")
    expect(page.locator("#q-slug")).to_have_value("soren-orsted-aegir")
    page.fill("#q-location-country", "portugal")
    page.press("#q-location-country", "Tab")
    expect(page.locator("#q-location-country")).to_have_value("PT")
    question(page, "membership.chapters").get_by_role("button", name="Add to: Chapters").click()
    chapter = question(page, "membership.chapters").locator("input")
    chapter.press_sequentially("Ib")
    expect(question(page, "membership.chapters").locator("option")).to_have_attribute("value", "iberia")
    chapter.fill("Iberia")
    chapter.press("Tab")
    expect(chapter).to_have_value("iberia")


def test_draft_is_kept_and_forgotten(open_page: OpenPage, home: str) -> None:
    """What is written is there again after a reload, until it is forgotten; that of an older form is let go."""
    page = open_page(f"{home}join/").page
    page.fill("#q-name", "Ada <b>New</b>")
    page.get_by_role("button", name="Add to: Skills").click()
    page.keyboard.type("Knots")
    page.keyboard.press("Enter")
    page.keyboard.type("Tides")
    page.locator("#q-headline-seen").select_option("members")
    page.reload()
    expect(page.locator("#q-name")).to_have_value("Ada <b>New</b>")
    assert [one.input_value() for one in question(page, "skills").locator("input").all()] == ["Knots", "Tides"]
    expect(page.locator("#q-headline-seen")).to_have_value("members")
    expect(page.get_by_text("Your draft is here again, as you left it.")).to_be_visible()
    page.get_by_role("button", name="Forget the draft and begin anew").click()
    expect(page.locator("#q-name")).to_have_value("")
    expect(page.locator("#q-name")).to_be_focused()
    expect(question(page, "skills").locator("input")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
    old = json.dumps({"version": "another", "answers": {"name": "Old"}})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DRAFT, old])
    page.reload()
    expect(page.locator("#q-name")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_form_works_where_nothing_is_kept(open_page: OpenPage, home: str) -> None:
    """Without storage, all works but the draft."""
    visit = open_page("about:blank")
    visit.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    visit.page.goto(f"{home}join/")
    visit.page.fill("#q-name", "Somebody New")
    assert go_on(visit.page).all_inner_texts() == []
    assert visit.errors == []


def test_lists_are_worked_by_keyboard(open_page: OpenPage, home: str) -> None:
    """Entries are added and removed by keyboard, and the focus is never lost."""
    page = open_page(f"{home}join/").page
    page.get_by_role("button", name="Add to: Languages").press("Enter")
    expect(page.locator("#q-languages-tag-1")).to_be_focused()
    page.keyboard.type("fo")
    page.get_by_role("button", name="Add to: Languages").press("Enter")
    expect(page.get_by_role("group", name="Languages 2")).to_be_visible()
    page.get_by_role("button", name="Remove Languages 1").press("Enter")
    expect(page.locator("#q-languages-tag-2")).to_be_focused()
    page.get_by_role("button", name="Remove Languages 1").press("Enter")
    expect(page.get_by_role("button", name="Add to: Languages")).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text("Removed: Languages")


def test_every_stop_of_the_keyboard_is_seen(open_page: OpenPage, home: str) -> None:
    """All stops from the heading on have a visible focus, and none of them holds it."""
    page = open_page(f"{home}jobs/submit/").page
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.outerHTML.slice(0, 60)"))
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2, seen[-1]
    assert len(set(seen)) > 50


@pytest.mark.parametrize("kind", FORMS)
def test_open_forms_are_accessible(open_page: OpenPage, home: str, axe: Axe, kind: str) -> None:
    """With everything open and all told that is missing, axe finds nothing and nothing scrolls sideways."""
    page = open_page(home + FORMS[kind]).page
    open_all(page)
    go_on(page)
    assert faults(page, axe) == []


def test_preview_is_text(open_page: OpenPage, home: str) -> None:
    """The preview shows what is written on the site's own card, and takes nothing of it for HTML."""
    visit = open_page(f"{home}join/")
    page = visit.page
    page.fill("#q-name", "<img src=x onerror=alert(1)> {headline}")
    page.fill("#q-headline", "Depths & <b>tides</b>")
    page.fill("#q-bio", "One\n\n<script>alert(2)</script>")
    page.fill("#q-location-city", "Porto")
    page.fill("#q-location-country", "PT")
    card = page.locator(".contributing-preview .member-card")
    expect(card.locator(".p-name")).to_have_text("<img src=x onerror=alert(1)> {headline}")
    expect(card.locator(".p-note")).to_have_text("Depths & <b>tides</b>")
    expect(card.get_by_text("Porto, Portugal")).to_be_visible()
    expect(page.locator(".contributing-preview .prose p")).to_have_text(["One", "<script>alert(2)</script>"])
    expect(card.get_by_text("Open to work")).to_have_count(0)
    assert page.locator(".contributing-preview :is(img, script, b)").count() == 0
    assert (visit.console, visit.errors, visit.outside) == ([], [], [])


def test_other_ways_need_no_script(open_page: OpenPage, home: str) -> None:
    """Without JavaScript there is no form, and the page says what to do instead."""
    for url in FORMS.values():
        page = open_page(home + url, javascript=False).page
        expect(page.locator("form[data-form]")).to_be_hidden()
        # The driver switches scripts off, but not for the parser: this element alone it shows to nobody.
        assert "<noscript><p>The form needs JavaScript" in page.content()
        template = page.get_by_role("link", name="this template")
        assert page.request.get(page.evaluate("one => one.href", template.element_handle())).ok
        expect(page.get_by_role("link", name="secretariat@example.org").first).to_be_visible()
