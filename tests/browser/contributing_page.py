"""What the tests of the forms have in common: every field filled with something odd, files taken from the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from plugins.contributing.choices import FORMS
from plugins.contributing.questions import Question, questions
from plugins.core.records import Record
from tests.factories import FULL, RECORD_TYPES

__all__ = ["ODD", "SENT", "downloaded", "filled_in", "go_on", "open_all", "question"]

SENT = tuple(one for one in RECORD_TYPES if one.kind in FORMS)
"""The types of record with a form."""

ODD = (
    "NO", "12:30", ": #",
    "é 😀 👩‍👩‍👧", "مرحبا بالعالم", "שלום, world", "\"double\" and 'single'", "- dash", "-", "0123",
    "null", "~", "yes", "true", "1.10", "1e3", "0x1F", "2026-01-01", "{a: b}", "[x, y]", "&anchor", "*alias", "!tag",
    "| pipe", "> fold", "% percent", "@at", "`tick`", "# hash", "a: b # c", "? key", "trailing:", r"\u0041 \n \\", "=",
    "<<", "<b>&amp;</b>", "{{ x }}", "{% raw %}", "---", "...", "don't", "C#", "統計", "ǅ ﬁ Å",
    "a\u0301bc", "  inner  two",
    "<script>alert(1)</script>", "${x}", "%(name)s", "{label}", "x" * 60,
)  # fmt: skip
"""Texts of one line that mean something to YAML, HTML, templates or people, and here mean themselves."""

LINES = (
    "First line: # no comment\n\n- second\n  - third, further in\n\n---\n> fourth 😀\n\tafter a tab\n"
    '"quoted"  with two spaces\n' + "long " * 60 + "\nلغة\nNO"
)


def question(page: Page | Locator, name: str) -> Locator:
    """A question of the form by its name; of one in a list, all of them."""
    return page.locator(f'[data-question="{name}"]')


def open_all(page: Page) -> None:
    """Opens everything that can be opened."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def filled_in(page: Page, record_type: type[Record]) -> dict[str, Any]:
    """Fills every field of a form, and gives the data that the file should have, with every value as text."""
    open_all(page)
    odd = _Odd()
    data = {}
    for one in questions(record_type):
        if one.input == "audiences":
            data["visibility"] = _all_hidden(page)
        else:
            data[one.key] = _fill(page.locator("[data-form]"), one, FULL[record_type].get(one.key), odd)
    return _given(data)


def _given(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers but for those that go with no other, and are left out."""
    return {key: value for key, value in answers.items() if value is not None}


class _Odd(Iterator[str]):
    """The odd texts one after the other, for ever."""

    def __init__(self) -> None:
        self.taken = 0

    def __next__(self) -> str:
        self.taken += 1
        return ODD[(self.taken - 1) % len(ODD)]

    @property
    def left(self) -> int:
        """How many of them nobody has typed yet; at least two, so that a list is one."""
        return max(2, len(ODD) - self.taken)


def _fill(around: Locator, asked: Question, ordinary: Any, odd: _Odd) -> Any:
    """Fills one question inside `around`; `ordinary` is an answer that is right where not any text is."""
    here = question(around, asked.name).first
    if asked.repeated:
        return _fill_list(here, asked, ordinary, odd)
    if asked.parts:
        return _fill_parts(here, asked, ordinary or {}, odd)
    return _fill_leaf(here, asked, ordinary, odd)


def _fill_parts(around: Locator, asked: Question, ordinary: Mapping[str, Any], odd: _Odd) -> dict[str, Any]:
    return _given({one.key: _fill(around, one, ordinary.get(one.key), odd) for one in asked.parts})


def _fill_list(here: Locator, asked: Question, ordinary: Any, odd: _Odd) -> list[Any]:
    any_text = not asked.parts and _takes_any(asked)
    answers = [None] * min(asked.most or 1, odd.left) if any_text else list(ordinary)
    found = []
    for number, answer in enumerate(answers):
        here.locator(":scope > p [data-add]").click()
        entry = here.locator(":scope > [data-entries] > [data-entry]").nth(number)
        if isinstance(answer, Mapping):
            found.append(_fill_parts(entry, asked, answer, odd))
        else:
            found.append(_fill_leaf(entry.locator("[data-question][data-key='']"), asked, answer, odd))
    return found


def _fill_leaf(here: Locator, asked: Question, ordinary: Any, odd: _Odd) -> str | None:
    control = here.locator("[data-control]")
    if asked.input == "yes-no":
        control.check()
        return "true"
    if asked.input == "choice":
        value = next(one for one in reversed(asked.choices) if one != asked.default) if ordinary is None else ordinary
        control.select_option(value)
        return str(value)
    if asked.input in ("paragraph", "markdown"):
        control.fill(LINES)
        return LINES
    if ordinary is None and not _takes_any(asked):
        return None
    value = next(odd)[: asked.longest] if _takes_any(asked) else str(ordinary)
    control.fill(value)
    return unicodedata.normalize("NFC", value.strip())  # as every file is read


def _takes_any(asked: Question) -> bool:
    """Whether a question takes any text of one line."""
    return (asked.input in ("text", "skill") and not asked.pattern and not asked.parts) or asked.or_name


def _all_hidden(page: Page) -> dict[str, str]:
    """Gives every field for which it can be chosen to other readers than usual."""
    chosen = {}
    for one in page.locator("[data-audience]").all():
        other = one.locator("option[value]:not([value=''])").last.get_attribute("value")
        one.select_option(other)
        chosen[one.get_attribute("data-audience")] = other
    return chosen


def go_on(page: Page, *, agreed: bool = True) -> Locator:
    """Has the form checked, if need be after consent was given; gives the list of what is wrong."""
    consent = page.locator("#q-consent-date")
    if agreed and consent.count() and not consent.input_value():
        consent.fill("2026-11-21")
    page.get_by_role("button", name="Check it and go on").click()
    summary = page.locator("[data-summary]")
    expect(page.locator("[data-summary]:not([hidden]), [data-ways]:not([hidden])")).to_have_count(1)
    return summary.locator("li")


def downloaded(page: Page, button: str = "[data-download]") -> tuple[str, bytes]:
    """The name and the bytes of the file that a button gives."""
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()
