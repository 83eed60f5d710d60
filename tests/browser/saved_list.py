"""What the tests of the saved list have in common: pressing stars, what storage holds, files out and in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

__all__ = ["FORMAT", "KEY", "MEMBERS", "entry", "exported", "keep", "kept", "press_first", "read_back", "star"]

MEMBERS = ("members/aino-lehtovaara", "members/anne-laure-le-goff-kerjean")
KEY = "guildhall-saved-1:/"
FORMAT = {"format": "guildhall-saved", "version": 1}


def star(page: Page, name: str) -> Locator:
    """The star of a record, found as a screen reader finds it."""
    return page.get_by_role("button", name=f"Save {name}", exact=True).first


def press_first(page: Page, card: str, count: int = 1) -> list[str]:
    """Stars the first cards of a sort on the page; gives the addresses they lead to, without the slashes."""
    keys = []
    for one in page.locator(card).all()[:count]:
        one.locator("[data-star]").click()
        keys.append(one.locator(".card-name a").get_attribute("href").strip("/"))
    return keys


def kept(page: Page) -> dict[str, dict[str, Any]]:
    """What the browser's storage holds, by key."""
    return {one["key"]: one for one in json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "[]")}


def keep(page: Page, *entries: dict[str, Any]) -> None:
    """Puts entries into the storage, as an earlier visit left them, and opens the saved page."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(entries)])
    page.goto(page.evaluate("location.origin") + "/saved/")
    page.wait_for_load_state("networkidle")


def entry(key: str, name: str, **more: Any) -> dict[str, Any]:
    """An entry of the list."""
    return {"key": key, "name": name, "lines": [], "dates": [], "note": "", "contacted": "", **more}


def exported(page: Page, kind: str) -> bytes:
    """The file that a button of the page gives."""
    with page.expect_download() as waiting:
        page.click(f"[data-export={kind}]")
    return Path(waiting.value.path()).read_bytes()


def read_back(page: Page, content: str | bytes) -> str:
    """Gives the page a backup to read; gives what it says then."""
    page.evaluate("document.querySelector('[data-told]').replaceChildren()")
    with page.expect_file_chooser() as waiting:
        page.click("[data-saved-import]")
    data = content.encode() if isinstance(content, str) else content
    waiting.value.set_files({"name": "saved.json", "mimeType": "application/json", "buffer": data})
    expect(page.locator("[data-told] p").first).to_be_visible()
    return page.inner_text("[data-told]")
