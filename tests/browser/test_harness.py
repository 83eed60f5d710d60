"""The browser harness itself: a check that cannot find a fault would pass every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.browser import chromium, vnu
from tests.browser.axe import Violation
from tests.browser.visits import Visit

OpenPage = Callable[..., Visit]
Axe = Callable[[Page], list[Violation]]

POLICY = "default-src 'self'; require-trusted-types-for 'script'"

GOOD = f"""\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>A good page</title></head>
<body><main><h1>A good page</h1><p>All is well. <a href="sub/">On</a></p></main></body>
</html>
"""

BAD = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A bad page</title>
<style>p { color: #999; background: #fff }
a { display: inline-block; width: 9px; height: 9px; overflow: hidden }</style>
</head>
<body><main><h1>A bad page</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><p>Pale</p>
<a href="a.html">a</a><a href="b.html">b</a></main></body>
</html>
"""

NOISY = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A noisy page</title>
<link rel="stylesheet" href="http://fonts.example.com/a.css"></head>
<body><h1>A noisy page</h1><script>
console.error("a fault"); fetch("https://spy.example.org/?who").catch(() => {});
document.body.append("scripted"); throw new Error("not caught");
</script></body>
</html>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few pages, good and bad, in a folder with a space in its name."""
    root = tmp_path_factory.mktemp("a site")
    pages = {"index.html": GOOD, "bad.html": BAD, "noisy.html": NOISY, "sub/index.html": GOOD, "404.html": GOOD}
    for name, text in pages.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "events.ics").write_text("BEGIN:VCALENDAR\r\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def home(site: Path, serve: Callable[..., str]) -> str:
    """The address of those pages, served from a sub-path."""
    return serve(site, "/association/")


def test_good_page_has_nothing_to_report(open_page: OpenPage, axe: Axe, home: str) -> None:
    """A good page with a strict policy has no violations, asks nobody else for anything and says nothing."""
    visit = open_page(home)
    assert axe(visit.page) == []
    visit.settle()
    assert (visit.outside, visit.console, visit.errors) == ([], [], [])


def test_violations_are_found(open_page: OpenPage, axe: Axe, home: str) -> None:
    """Faults of WCAG 2.0 A, 2.0 AA and 2.2 AA and of best practice are each found and named."""
    found = axe(open_page(home + "bad.html").page)
    assert {"image-alt", "color-contrast", "target-size"} <= {violation.rule for violation in found}
    assert any("color-contrast (serious)" in str(violation) and "p" in violation.elements for violation in found)


def test_outside_requests_are_stopped_and_noted(open_page: OpenPage, home: str) -> None:
    """A request to another host, by markup or by script, does not leave and is written down."""
    visit = open_page(home + "noisy.html")
    visit.settle()
    assert sorted(visit.outside) == ["http://fonts.example.com/a.css", "https://spy.example.org/?who"]


def test_console_and_exceptions_are_noted(open_page: OpenPage, home: str) -> None:
    """What a page writes to the console is noted with its place, and so is an exception nobody caught."""
    visit = open_page(home + "noisy.html")
    visit.settle()
    assert f"error: a fault ({home}noisy.html:6)" in visit.console
    assert len(visit.errors) == 1
    assert "not caught" in visit.errors[0]


def test_page_without_javascript(open_page: OpenPage, axe: Axe, home: str) -> None:
    """A page can be visited with its scripts off and at any width; axe, which needs them, says so."""
    visit = open_page(home + "noisy.html", javascript=False, width=320)
    assert "scripted" not in visit.page.inner_text("body")
    assert visit.page.viewport_size == {"width": 320, "height": 900}
    with pytest.raises(ValueError, match="JavaScript"):
        axe(visit.page)


def test_colour_scheme_reaches_the_page(open_page: OpenPage, home: str) -> None:
    """The colour scheme that is asked for is the one that the page's media queries see."""
    dark = open_page(home, color_scheme="dark").page
    assert dark.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_server_is_like_a_static_host(home: str) -> None:
    """The server gives types, redirects to the slash, answers with 404.html, and has nothing outside its prefix."""
    with urlopen(home + "sub") as answer:
        assert answer.url == home + "sub/"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    with urlopen(home + "events.ics") as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    for missing in (home + "none/", home + "../../etc/passwd", home.replace("/association/", "/")):
        with pytest.raises(HTTPError) as refusal:
            urlopen(missing)
        assert refusal.value.code == 404
        assert refusal.value.read().decode() == GOOD


def test_no_chromium_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Chromium, the error says how to get one on each system."""
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(chromium, "WITHOUT_WINDOWS", "/nowhere/chromium")
    monkeypatch.setattr(chromium, "USUAL_PLACES", ())
    with pytest.raises(
        chromium.ChromiumNotFoundError, match=r"(?s)apt-get install chromium.*brew.*winget.*CHROMIUM_PATH"
    ):
        chromium.find_chromium()


def test_wrong_chromium_path_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """A CHROMIUM_PATH that leads nowhere is an error, not a reason to take another browser."""
    monkeypatch.setenv("CHROMIUM_PATH", "/nowhere/chromium")
    with pytest.raises(chromium.ChromiumNotFoundError, match="CHROMIUM_PATH is /nowhere/chromium"):
        chromium.find_chromium()


def test_html_checker_finds_faults(site: Path) -> None:
    """The HTML checker reads a folder with a space in its name, and reports file, line, type and message."""
    found = vnu.check([site])
    assert {message.file for message in found} == {site / "bad.html"}
    assert any(message.type == "error" and message.line == 7 and "“alt”" in message.message for message in found)


def test_missing_java_is_a_skip_only_outside_ci(monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    """Without Java the HTML check is skipped on somebody's laptop, and fails in CI."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GUILDHALL_CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no java"):
        vnu.check([site])
    monkeypatch.setenv("GUILDHALL_CI", "1")
    with pytest.raises(pytest.fail.Exception, match="no java"):
        vnu.check([site])
