"""Templates compiled for one site: the same pages as without, with less to do for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, TemplateAssertionError, TemplateNotFound, UndefinedError

from plugins.core.listing import FacetValue, Pagination
from plugins.core.parts import Linked
from plugins.core.site import Association, Site
from plugins.press.assets import read_assets
from plugins.press.environment import make_environment
from plugins.press.templates import SiteEnvironment
from tests.factories import full_member, member

THEME = Path(__file__).resolve().parents[2] / "theme"
ASSOCIATION = Association("Ours & <theirs>", "Ours", "An association.", "office@example.org")
SITE = Site(ASSOCIATION, "https://example.org/ours", "en-GB", "Europe/Lisbon", "members", date(2026, 3, 20))
NAVIGATION = (("Members", "members/"), ("Chapters", "chapters/"), ("Chapters of the south", "chapters/south/"))
FOOTER = (("Privacy", "privacy/"),)


@pytest.fixture(scope="module")
def environment() -> Environment:
    """The theme's own, for a site with a search."""
    return themed()


def themed() -> SiteEnvironment:
    """A new environment of the theme."""
    made = make_environment(
        THEME, SITE, read_assets(THEME), NAVIGATION, FOOTER, has_news=False, features={"search", "saved"}
    )
    assert isinstance(made, SiteEnvironment)
    return made


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ site.association.name }}, {{ site.language }}", "Ours &amp; &lt;theirs&gt;, en-GB"),
        ("{% set ours = site.association %}{{ ours.short_name }}", "Ours"),
        ("{{ _('Save') }}{% trans %}<b>Save</b>{% endtrans %}", "Save<b>Save</b>"),
        ("{{ _('100 %% of %(whose)s', whose=x) }}", "100 % of &lt;x&gt;"),
        ("{% trans name=x, y='&' %}Save {{ name }}{{ y }}{% endtrans %}", "Save &lt;x&gt;&amp;"),
        ("{% trans count=n %}One{% pluralize %}{{ count }} of them{% endtrans %}", "2 of them"),
        ("{{ _(x) }}", "<x>"),
        ("{% if 'search' in features %}a{% else %}b{% endif %}{{ 'c' if has_news else 'd' }}", "ad"),
        ("{% if has_news %}a{% elif site.audience == x %}b{% elif has_news %}c{% else %}d{% endif %}", "d"),
        ("{% if site.audience == 'public' %}a{% elif site.audience == 'members' %}b{% else %}c{% endif %}", "b"),
        ("{% if has_news %}a{% endif %}{% if x and has_news %}b{% elif not has_news %}c{% endif %}", "c"),
        ("{% for label, url in footer %}{{ label }}: {{ url|link }}{% endfor %}", "Privacy: /ours/privacy/"),
        ("{% set a %}{{ site.url }}{% endset %}{{ a }} {{ x }}", "https://example.org/ours &lt;x&gt;"),
    ],
)  # fmt: skip
def test_what_is_settled_prints_as_if_it_were_read(environment: Environment, template: str, printed: str) -> None:
    """Facts of the site, words and branches come out as Jinja alone would print them, and escaped as it would."""
    assert environment.from_string(template).render(x="<x>", n=2) == printed


def test_what_is_settled_stays_so(environment: Environment) -> None:
    """A template cannot give another meaning to a name that is settled; one that nobody settled must be given."""
    with pytest.raises(TemplateAssertionError, match="footer is the same on every page"):
        environment.from_string("{% for footer in (1, 2) %}{{ footer }}{% endfor %}")
    with pytest.raises(UndefinedError):
        environment.from_string("{{ site.association.nickname }}").render()
    with pytest.raises(KeyError, match="no static file"):
        environment.from_string("{{ asset('js/none.js') }}")


@pytest.mark.parametrize("part", ["partials/_head.html", "partials/_foot.html"])
@pytest.mark.parametrize(
    "url",
    [
        *("", "members/", "members/ada/", "chapters/", "chapters/north/", "chapters/south/", "chapters/south/x/"),
        *("privacy/", "privacy/x/", "search/", "saved/", "saved/x/", "404.html", "skills/gis/", "member"),
    ],
)
def test_the_frame_of_a_page_is_its_own(environment: Environment, url: str, part: str) -> None:
    """Head and foot, kept for all pages of one place, are those that the page's own URL gives."""
    whole = environment.get_template(part).render(url=url)
    assert environment.filters["furniture"](url, part) == whole


MACROS = """
{%- macro pair(a, b="B", class="") %}{{ a }}{{ b }}{{ class }}{% endmacro %}
{%- macro frame(a="A") %}[{{ a }}{{ caller() }}]{% endmacro %}
{%- macro perhaps() %}{{ caller() if caller is defined else "-" }}{% endmacro -%}
"""


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ("{{ pair('<') }}", "&lt;B"),
        ("{{ pair('1', '2') }}{{ pair(b='2', a='1') }}", "1212"),
        ("{{ pair('1', class='c') }}{{ pair(*['1', '2']) }}{{ pair(**{'a': '1'}) }}", "1Bc121B"),
        ("{% call frame() %}<b>{{ x }}</b>{% endcall %}", "[A<b>&lt;x&gt;</b>]"),
        ("{% call frame('1') %}{% call frame(a='2') %}3{% endcall %}{% endcall %}", "[1[23]]"),
        ("{{ perhaps() }}{% call perhaps() %}p{% endcall %}", "-p"),
        ("{{ pair(pair('<'), x) }}", "&lt;B&lt;x&gt;"),
        ("{% for macro in (pair, perhaps) %}{{ macro('1') if loop.first else macro() }}{% endfor %}", "1B-"),
    ],
)
def test_macros_take_their_arguments_as_jinja_has_it(environment: Environment, call: str, printed: str) -> None:
    """By place, by name, by default, or several at once; what a caller has between its tags; all of it escaped once."""
    for made in (environment, Environment(autoescape=True, undefined=StrictUndefined)):
        assert made.from_string(MACROS + call).render(x="<x>") == printed


@pytest.mark.parametrize(
    "call", ["{{ pair() }}", "{{ frame() }}", "{{ pair('1', '2', '3', '4') }}", "{{ pair('1', d='2') }}"]
)
def test_macros_refuse_what_they_do_not_take(environment: Environment, call: str) -> None:
    """An argument or a caller that is missing is an error, and so is one too many."""
    with pytest.raises((TypeError, UndefinedError)):
        environment.from_string(MACROS + call).render()
    with pytest.raises(TypeError, match="reads arguments that it does not name"):
        environment.from_string("{% macro m() %}{{ varargs }}{% endmacro %}").render()


def test_a_macro_is_read_when_it_is_called() -> None:
    """A page reads no template for a macro that it imports and has no use for; of another it is told."""
    fresh = themed()
    imports = '{% from "macros/tags.html" import tags as row %}{% from "macros/none.html" import none_such %}'
    words = '{% from "macros/words.html" import CONTACT %}{{ CONTACT["email"] }}'
    page = fresh.from_string(
        imports + words + "{% if x %}{{ row(()) }}{% endif %}{% if y %}{{ none_such() }}{% endif %}"
    )
    assert page.render(x=False, y=False) == "by e-mail"
    assert fresh.found.keys() == {"macros/words.html"}
    assert page.render(x=True, y=False) == page.render(x=True, y=False) != "by e-mail"
    assert fresh.found.keys() == {"macros/words.html", "macros/tags.html"}
    with pytest.raises(TemplateNotFound, match=r"none\.html"):
        page.render(x=False, y=True)


def contexts() -> dict[str, dict[str, Any]]:
    """What three pages are printed from: one of staff's alone, a list, and a member of whom all is known."""
    someone = full_member()
    card = someone.card(lambda _kind, name: name)
    facet = {
        "facet": "skills",
        "value": FacetValue("gis", "GIS & <maps>", "skills/gis/", 61),
        "parent": None,
        "within": (),
        "beside": (FacetValue("r", "R", "skills/r/", 1204),),
        "feed": "skills/gis/feed.xml",
        "members": (card, card, member("<Ada>").card(lambda _kind, name: name)),
        "pagination": Pagination(2, 2, 61, "skills/gis/"),
    }
    page = {
        "member": someone,
        "card": card,
        "skills": (Linked("GIS & <maps>", "skills/gis/"),),
        "place": (),
        "employers": tuple(Linked("Acme") for _ in someone.work),
        "offices": (),
        "chapters": (Linked("Lisbon", "chapters/lisbon/"),),
        "alike": ({"card": card, "reasons": (Linked("GIS", "skills/gis/"), Linked("R", "skills/r/"))},),
        "json_ld": {"name": "</script>"},
        **dict.fromkeys(("groups", "jobs"), ()),
        **{name: {"coming": (), "past": ()} for name in ("speaking", "organizing")},
        **{name: f"members/ada.{name}" for name in ("vcard", "json")},
        "qr": {"side": 25, "path": "M2 2.5h7"},
    }
    return {"404.html": {}, "directory/facet.html": facet, "directory/member.html": page}


def test_jinja_alone_prints_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is worked out when templates are compiled changes nothing of a page."""

    def pages() -> list[str]:
        environment = themed()
        return [
            environment.get_template(template).render(context, url=url, listed=listed)
            for template, context in contexts().items()
            for url in ("", "members/", "members/ada/")
            for listed in (True, False)
        ]

    quick = pages()
    for name in ("_generate", "make_globals", "get_template", "code_generator_class"):
        monkeypatch.setattr(SiteEnvironment, name, getattr(Environment, name))
    assert pages() == quick


@dataclass(frozen=True)
class Card:
    """A frozen value."""

    name: str


def test_equal_cards_are_printed_once(environment: Environment) -> None:
    """A macro prints a value once for the same arguments, and anew for others."""
    printed: list[Any] = []

    def macro(card: Card, level: int = 3) -> str:
        printed.append((card.name, level))
        return f"{card.name} {level}"

    once = environment.filters["once"]
    assert [once(Card("a"), macro, level=2) for _ in range(3)] == ["a 2"] * 3
    assert [once(Card("a"), macro), once(Card("b"), macro, level=2)] == ["a 3", "b 2"]
    assert printed == [("a", 2), ("a", 3), ("b", 2)]


def test_a_card_kept_is_escaped_once(environment: Environment) -> None:
    """What is in a card that a template prints by `once` is escaped, and the card itself is not."""
    template = environment.from_string("{% macro m(v) %}<b>{{ v }}</b>{% endmacro %}{{ x|once(m) }}{{ x|once(m) }}")
    assert template.render(x="<x>") == "<b>&lt;x&gt;</b>" * 2
