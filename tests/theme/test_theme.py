"""What holds for every template: components are shown, words can be translated, nothing escapes the escaping."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from plugins.contributing.words import extract
from plugins.core.site import Association, Site
from plugins.press.assets import read_assets
from plugins.press.editions import today_from
from plugins.press.environment import make_environment

THEME = Path(__file__).resolve().parents[2] / "theme"
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
NOT_SHOWN = {"words"}
"""Macro files that hold no component: the words of choices."""

SAFE = {"macros/prose.html"}
"""Where HTML goes in as it is: Markdown after the allow-list of plugins/core/markup.py, and staff's own prose."""


def name(template: Path) -> str:
    """The template as others include it."""
    return template.relative_to(THEME / "templates").as_posix()


def test_every_component_is_on_the_pattern_page() -> None:
    """Each macro file has a section of its name on patterns.html."""
    components = {path.stem for path in (THEME / "templates/macros").glob("*.html")} - NOT_SHOWN
    patterns = (THEME / "templates/patterns.html").read_text()
    shown = set(re.findall(r'macros/(\w+)\.html"', patterns))
    assert components - shown == set()


def test_every_component_sheet_has_its_component() -> None:
    """A style sheet of a component is called like a macro file or a page's part that exists."""
    sheets = {path.stem for path in (THEME / "static/css/50-components").glob("*.css")}
    everything = "\n".join(path.read_text() for path in TEMPLATES)
    assert {sheet for sheet in sheets if sheet.replace("_", "-") not in everything} == set()


def test_a_dark_page_is_a_light_one_in_other_colours() -> None:
    """What depends on the scheme are colours of tokens, so that in the dark, axe need look at colours alone."""
    files = [path for path in THEME.rglob("*") if path.suffix in {".css", ".js", ".html"}]
    asking = {path.name for path in files if re.search(r"light-dark\(|prefers-color-scheme", path.read_text())}
    assert asking == {"20-tokens.css", "base.html"}
    base = (THEME / "templates/base.html").read_text()
    assert base.count("prefers-color-scheme") == len(re.findall(r'name="theme-color".*prefers-color-scheme', base))
    tokens = (THEME / "static/css/20-tokens.css").read_text()
    light, _media, dark = re.sub(r"/\*.*?\*/|@supports [^{]*", "", tokens).partition("(prefers-color-scheme: dark)")
    assert set(re.findall(r"([\w-]+): light-dark", light)) == set(re.findall(r"(--[\w-]+): light-dark", light)) != set()
    assert set(re.findall(r"[\w-]+(?=: )", dark)) == {"--tint-lightness", "--tint-chroma"}


def test_the_words_to_translate_are_current() -> None:
    """guildhall.pot holds exactly the words of the templates, and those that ask for the fields of records."""
    options = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}
    templates = extract_from_dir(THEME / "templates", method_map=[("**.html", "jinja2")], options_map=options)
    records = extract_from_dir(THEME.parent / "plugins", method_map=[("**.py", extract)])
    found = [*templates, *records]
    used = {message if isinstance(message, str) else tuple(message) for _file, _line, message, *_ in found}
    with (THEME / "translations/guildhall.pot").open("rb") as file:
        listed = {
            message.id if isinstance(message.id, str) else tuple(message.id) for message in read_po(file) if message.id
        }
    assert len(used) > 100
    assert used == listed


def test_what_is_counted_is_the_count() -> None:
    """Every plural goes by its variable `count`; Jinja would go by the first it meets, a name for instance."""
    reader = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"])
    reader.newstyle_gettext = True
    plurals = [
        (name(template), call.args[2], {keyword.key: keyword.value for keyword in call.kwargs})
        for template in TEMPLATES
        for call in reader.parse(template.read_text()).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "ngettext"
    ]
    assert len(plurals) > 20
    assert [file for file, by, variables in plurals if by != variables["count"]] == []


def test_a_translation_is_used(tmp_path: Path) -> None:
    """Words of the theme appear in the site's language, from a folder of that name."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/x.html").write_text("{% trans %}Members{% endtrans %} {{ '2026-03'|partial_date }}")
    folder = tmp_path / "translations/pt/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="pt")
    catalog.add("Members", "Membros")
    with (folder / "guildhall.mo").open("wb") as file:
        write_mo(file, catalog)
    facts = Association(name="A", short_name="A", description="A", email="a@example.org")
    site = Site(
        facts, "https://example.org", "pt-PT", "Europe/Lisbon", "public", today_from({"SOURCE_DATE_EPOCH": "0"})
    )
    environment = make_environment(tmp_path, site, read_assets(THEME), (), (), has_news=False)
    assert environment.get_template("x.html").render() == "Membros março de 2026"


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_nothing_escapes_the_escaping(template: Path) -> None:
    """One macro alone prints HTML as it is; attributes are quoted; no script and no style stands inline."""
    text = template.read_text()
    if name(template) not in SAFE:
        assert "|safe" not in text.replace(" ", "")
    assert not re.search(r"<[^>\"]*\s[\w-]+=\{\{", text)
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or "application/ld+json" in script
