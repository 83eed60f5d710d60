"""The ways out of a form: the forge's page, a file, a letter; and a photo made ready in the browser."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from plugins.core.forges import Forge, ForgeKind
from tests.browser.contributing_page import downloaded, go_on, open_all
from tests.browser.visits import Visit
from tests.conftest import BuiltSite
from tests.factories import photo

OpenPage = Callable[..., Visit]

REPOSITORY = "https://code.example.org/leadline/site"


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder)


def at(visit: Visit, home: str, kind: ForgeKind = "github") -> Page:
    """The form for members of an association whose files are kept on a forge of this kind."""

    def with_forge(route: Route) -> None:
        text = route.fetch().text()
        for name in ("new_file", "new_empty_file"):
            ours, others = (getattr(Forge(one, REPOSITORY), name) for one in ("github", kind))
            assert f'"{html.escape(ours)}"' in text
            text = text.replace(f'"{html.escape(ours)}"', f'"{html.escape(others)}"')
        route.fulfill(body=text, content_type="text/html")

    visit.page.route("**/join/", with_forge)
    visit.page.goto(f"{home}join/")
    open_all(visit.page)
    return visit.page


@pytest.mark.parametrize("kind", ["github", "forgejo"])
def test_forge_is_opened_with_the_file(open_page: OpenPage, home: str, kind: ForgeKind) -> None:
    """The forge's page for a new file has its name and its text, sign for sign those of the file to download."""
    page = at(open_page("about:blank"), home, kind)
    page.fill("#q-name", "Åsa & Co: #1")
    page.fill("#q-bio", "50 % + 50 %\nis? 100 & more")
    assert go_on(page).all_inner_texts() == []
    expect(page.get_by_role("heading", name="Send it")).to_be_focused()
    address = urlsplit(page.get_by_role("link", name="Open code.example.org").get_attribute("href") or "")
    query = parse_qs(address.query)
    name, content = downloaded(page)
    assert address.path == f"/leadline/site/{'new/main' if kind == 'github' else '_new/main/'}"
    assert query["filename"] == [f"members/{name}"] == ["members/asa-co-1.yaml"]
    assert query["value"] == [content.decode()]
    expect(page.get_by_role("button", name="Copy the text")).to_be_hidden()


@pytest.mark.parametrize(("kind", "length"), [("github", 9000), ("gitlab", 10)])
def test_what_no_address_holds_is_copied(open_page: OpenPage, home: str, kind: ForgeKind, length: int) -> None:
    """A text that is too long for an address, or any on GitLab, is copied, and the empty page for its name opened."""
    visit = open_page("about:blank")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = at(visit, home, kind)
    page.fill("#q-name", "Long")
    page.fill("#q-bio", "ж" * length)
    assert go_on(page).all_inner_texts() == []
    address = page.get_by_role("link", name="Open code.example.org").get_attribute("href") or ""
    assert "value" not in address
    assert "members/long.yaml" in unquote(address)
    assert "copy it first" in page.locator("[data-ways]").inner_text()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("button", name="Text copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == downloaded(page)[1].decode()


def test_every_address_is_within_the_limit(open_page: OpenPage, home: str) -> None:
    """What is measured is the whole address as it is sent, not the text."""
    page = at(open_page("about:blank"), home)
    page.fill("#q-name", "Long")
    for length in (1250, 1300, 1320, 1400):
        page.fill("#q-bio", "ж" * length)
        assert go_on(page).all_inner_texts() == []
        address = page.get_by_role("link", name="Open code.example.org").get_attribute("href") or ""
        assert len(address) <= 8000
        assert ("value=" in address) == (length <= 1300)


def test_what_is_not_for_everyone_is_not_for_a_repository(open_page: OpenPage, home: str) -> None:
    """Who has filled in what only some may see is told, where the file would lie open, to send a letter instead."""
    page = at(open_page("about:blank"), home)
    page.fill("#q-name", "Somebody New")
    assert go_on(page).all_inner_texts() == []
    warning = page.get_by_text("You have filled in what the site shows only to members or to the staff.")
    expect(warning).to_be_hidden()
    page.locator(".contributing-section").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.fill("#q-phone", "+44 131 496 0000")
    assert go_on(page).all_inner_texts() == []
    expect(warning).to_be_visible()
    page.fill("#q-phone", "")
    page.fill("#q-headline", "Tides")
    page.locator("[data-audience=headline]").select_option("members")
    assert go_on(page).all_inner_texts() == []
    expect(warning).to_be_visible()


def test_letter_has_the_file(open_page: OpenPage, home: str) -> None:
    """A short file stands in a letter to the staff; a long one is to be attached."""
    page = at(open_page("about:blank"), home)
    page.fill("#q-name", "Short & Sweet")
    assert go_on(page).all_inner_texts() == []
    letter = page.get_by_role("link", name="Write the letter")
    address = letter.get_attribute("href") or ""
    fields = parse_qs(urlsplit(address).query)
    assert address.startswith("mailto:secretariat@example.org?")
    assert fields["subject"] == ["For Leadline: short-sweet.yaml"]
    assert fields["body"][0].replace("\r\n", "\n") == downloaded(page)[1].decode()
    page.fill("#q-bio", "word " * 500)
    assert go_on(page).all_inner_texts() == []
    assert "body" not in (letter.get_attribute("href") or "")
    expect(page.get_by_text("attach it to a letter to secretariat@example.org")).to_be_visible()


def test_what_is_changed_has_to_be_checked_again(open_page: OpenPage, home: str) -> None:
    """The ways out belong to what was checked; after a change they are gone until the next check."""
    page = at(open_page("about:blank"), home)
    page.fill("#q-name", "Somebody")
    go_on(page)
    expect(page.locator("[data-ways]")).to_be_visible()
    page.fill("#q-name", "Somebody Else")
    expect(page.locator("[data-ways]")).to_be_hidden()


def test_nothing_is_sent(open_page: OpenPage, home: str) -> None:
    """Filling in and checking asks for lists of this site, and sends nothing anywhere."""
    visit = open_page("about:blank")
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(f"{request.method} {request.url.removeprefix(home)}"))
    page = at(visit, home)
    page.fill("#q-name", "Secret Person")
    page.fill("#q-membership-number", "4711")
    go_on(page)
    page.reload()
    assert [one for one in asked if not one.startswith("GET ") or "4711" in one or "ecret" in one] == []
    assert visit.outside == []


# Photos ------------------------------------------------------------------------------------------------------------


def picture(tmp_path: Path, width: int, height: int, name: str = "mine.jpg") -> Path:
    """A photo from a camera, which hides a place and a name in it; its left is red and its right blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    image.save(tmp_path / name, exif=exif)
    return tmp_path / name


def test_photo_is_made_ready(open_page: OpenPage, home: str, tmp_path: Path) -> None:
    """A photo becomes a square JPEG of at most 800 points, under the name of the file, with nothing hidden in it."""
    visit = open_page("about:blank")
    page = at(visit, home)
    page.fill("#q-name", "Ada New")
    page.set_input_files("#photo-file", picture(tmp_path, 2400, 1200))
    page.get_by_label("Move the cut").fill("0")
    expect(page.locator(".contributing-preview canvas.avatar")).to_be_visible()
    name, content = downloaded(page, "[data-photo-download]")
    found = Image.open(io.BytesIO(content))
    assert (name, found.format, found.size) == ("ada-new.jpg", "JPEG", (800, 800))
    assert not found.getexif()
    assert b"SECRET" not in content
    red, _green, blue = found.convert("RGB").getpixel((700, 400))
    assert (red > 200, blue < 60) == (True, True)
    page.get_by_label("Move the cut").fill("100")
    right = Image.open(io.BytesIO(downloaded(page, "[data-photo-download]")[1])).convert("RGB").getpixel((100, 400))
    assert right[2] > 200
    assert visit.console + visit.errors + visit.outside == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("broken.jpg", b"no picture", "This file cannot be read as a picture"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "the format HEIC of Apple"),
        ("phone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "the format HEIC of Apple"),
    ],
)
def test_photo_that_cannot_be_read(
    open_page: OpenPage, home: str, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    """What is no picture, or one of a format that browsers cannot read, is told in words."""
    page = at(open_page("about:blank"), home)
    (tmp_path / name).write_bytes(content)
    page.set_input_files("#photo-file", tmp_path / name)
    expect(page.locator("#photo-error")).to_contain_text(told)
    expect(page.get_by_role("button", name="Download the photo")).to_be_hidden()


def test_small_and_large_photos(open_page: OpenPage, home: str, tmp_path: Path) -> None:
    """A small picture is not made larger, and a very large one is refused in words."""
    page = at(open_page("about:blank"), home)
    page.set_input_files("#photo-file", picture(tmp_path, 150, 120))
    expect(page.locator("#photo-error")).to_contain_text("is small")
    assert Image.open(io.BytesIO(downloaded(page, "[data-photo-download]")[1])).size == (120, 120)
    page.set_input_files("#photo-file", picture(tmp_path, 6000, 5000, "large.png"))
    expect(page.locator("#photo-error")).to_contain_text("too large")
    page.set_input_files("#photo-file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    expect(page.get_by_role("button", name="Download the photo")).to_be_visible()
    page.fill("#q-name", "Ada New")
    assert go_on(page).all_inner_texts() == []
    expect(page.get_by_text("Send the photo along.")).to_be_visible()
