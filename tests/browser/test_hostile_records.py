"""Hostile lines in every text field of every kind: refused where they stand, or printed as text and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from plugins.core.markup import SCHEMES, TAGS
from tests.browser.hostile_records import hostile_association, lines_of
from tests.browser.visits import watched
from tests.conftest import BuildOnce, BuiltSite
from tests.press.small import tree

AT_ONCE = 40
LEAST = {"taken": 45_000, "refused": 100_000, "pages": 10_000}
"""So many values are taken and refused, and so many pages looked at, or the test looks at less than it says."""

OURS = {"https", "http", "mailto", "tel", "webcal"}
"""Schemes of addresses that we print ourselves; contributed ones are fewer (plugins/core/markup.py)."""

SEEN = """(pages) => {
    const found = new Set();
    for (const page of pages) {
        const parsed = new DOMParser().parseFromString(page, "text/html");
        const roots = [parsed, ...[...parsed.querySelectorAll("template")].map(({ content }) => content)];
        for (const root of roots) for (const one of root.querySelectorAll("*")) {
            found.add(one.localName);
            for (const { name, value } of one.attributes) {
                found.add(`${one.localName} ${name}`);
                if (/^(href|src|srcset|action|formaction|data|poster|cite|ping|xlink:href|background)$/.test(name)) {
                    const scheme = /^[\\s\\x00-\\x20]*([a-z][a-z0-9+.-]*):/i.exec(value);
                    if (scheme) found.add(`scheme ${scheme[1].toLowerCase()}`);
                }
            }
        }
    }
    return [...found];
}"""
"""What pages are made of: elements, elements with attributes, and the schemes of their addresses."""

RUN = """async (pages) => {
    const ran = [];
    globalThis.ran = (name) => ran.push(name);
    const watch = `<script>for (const name of ["alert", "prompt", "confirm", "print", "open", "eval", "fetch"])
        globalThis[name] = () => { parent.ran(name); };
        addEventListener("error", (event) => { if (event instanceof ErrorEvent) parent.ran(event.message); });
        document.write = () => { parent.ran("write"); };<` + `/script>`;
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => frame.addEventListener("load", done));
    // One document of all: to a parser, the head of the second page stands in the body of the first.
    frame.srcdoc = `<html><head>${watch}${pages.join("")}`;
    document.body.append(frame);
    await loaded;
    for (const one of frame.contentDocument.querySelectorAll("main :is(a, [tabindex], input, button, summary)"))
        for (const name of ["mouseover", "focus"]) one.dispatchEvent(new Event(name, { bubbles: true }));
    await new Promise((done) => setTimeout(done, 10));
    frame.remove();
    return ran;
}"""
"""Loads pages as documents whose scripts may run, moves over what can be moved over, and tells which ran."""


@pytest.fixture(scope="module")
def hostile_site(build_once: BuildOnce, shared_data: Path) -> BuiltSite:
    """The site of an association of hostile files, each of which is taken."""

    def prepare(folder: Path) -> Path:
        root = folder / "root"
        (folder / "canary.txt").write_text("nobody may change this", encoding="utf-8")
        told = hostile_association(root, *lines_of(shared_data))
        assert told.wrong == []
        (folder / "told.json").write_text(json.dumps([told.taken, told.refused, tree(root)]), encoding="utf-8")
        return root

    return build_once("hostile", prepare, "https://hostile.example.org")


@pytest.fixture(scope="module")
def look(browser: Browser, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """`look(script, pages)` runs a script of the test over pages, some at a time; nothing leaves this machine."""
    folder = tmp_path_factory.mktemp("blank")
    (folder / "index.html").write_text("<!doctype html><title>Blank</title>", encoding="utf-8")
    context = browser.new_context()
    visit = watched(context)
    # A page without its policy, of which nothing else is loaded: neither our scripts and styles nor what a text names.
    context.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort())
    visit.page.goto(serve(folder))

    def look(script: str, pages: list[str]) -> list[str]:
        found: list[str] = []
        for start in range(0, len(pages), AT_ONCE):
            found += visit.page.evaluate(script, [without_policy(page) for page in pages[start : start + AT_ONCE]])
        return sorted(set(found))

    yield look
    context.close()


def without_policy(page: str) -> str:
    """A page that forbids no script by itself, and loads none of ours and no style."""
    start = page.index('<meta http-equiv="Content-Security-Policy"')
    page = page[:start] + page[page.index(">", start) + 1 :]
    head, body = page.split("</head>", 1)
    kept = [part for part in head.split("<") if not part.startswith(("script", "/script", "link"))]
    return "<".join(kept) + "</head>" + body


def test_every_line_is_taken_or_refused_where_it_stands(hostile_site: BuiltSite) -> None:
    """Each value is refused at its own line, or the file is taken with it; and no file but the site's is written."""
    taken, refused, before = json.loads((hostile_site.root.parent / "told.json").read_text(encoding="utf-8"))
    assert taken >= LEAST["taken"]
    assert refused >= LEAST["refused"]
    after = {name: digest for name, digest in tree(hostile_site.root).items() if not name.startswith(".guildhall/")}
    assert after == before
    beside = {path.name for path in hostile_site.root.parent.iterdir()}
    assert beside == {"root", "canary.txt", "told.json", "output", ".output-releases", "note.json"}
    assert (hostile_site.root.parent / "canary.txt").read_text(encoding="utf-8") == "nobody may change this"


def test_nothing_strange_is_in_the_pages(
    hostile_site: BuiltSite, demo_site: BuiltSite, look: Callable[[str, list[str]], list[str]]
) -> None:
    """Pages are made of the elements, attributes and schemes of the demonstration, and of what Markdown may bring."""
    pages = list(hostile_site.pages.values())
    assert len(pages) >= LEAST["pages"]
    usual = set(look(SEEN, list(demo_site.pages.values())))
    of_markdown = {*TAGS, "a href", "a rel", "a title", "abbr title", "th align", "td align", "ol start", "code class"}
    schemes = {f"scheme {one}" for one in OURS | SCHEMES}
    assert {one for one in usual if one.startswith("scheme ")} <= schemes
    assert set(look(SEEN, pages)) - usual - of_markdown - schemes == set()


def test_no_script_runs(hostile_site: BuiltSite, look: Callable[[str, list[str]], list[str]]) -> None:
    """Without the policy that forbids it, nothing in the pages of the records runs: nobody could make it."""
    control = '<html><head></head><body><main><a href="#" onfocus="alert(1)">x</a></main></body></html>'
    policy = '<meta http-equiv="Content-Security-Policy" content="x">'
    assert look(RUN, [control.replace("<head>", f"<head>{policy}")]) == ["alert"]
    pages = [page for name, page in hostile_site.pages.items() if "/hostile-" in name]
    assert len(pages) > 3_000
    assert look(RUN, pages) == []
