"""Edits of the program: templates, macros, styles, scripts, translations, and the plugins themselves."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from benchmarks.edits.place import Place

__all__ = ["EDITS"]

TEMPLATES = "theme/templates"
STYLES = "theme/static/css"
SCRIPTS = "theme/static/js"
ADDED_STYLE = f"{STYLES}/50-components/added.css"
WORDS = ("This page has moved", "About this site", "Members", "Search", "Events", "Jobs", "News", "All members")
NUMBER = re.compile(r"^([A-Z_]+) = (\d+)$", re.MULTILINE)
CODE = ("directory", "events", "jobs", "frontpage", "chapters", "organizations", "search")
VIEWS = tuple(f"plugins/{name}/views.py" for name in ("directory", "events", "jobs", "chapters", "organizations"))


def template_changed(place: Place, rng: Random) -> str:
    """A few words at the head of a page's block."""
    paths = [path for path in place.files(TEMPLATES, ".html") if "{% block content %}" in place.read(path)]
    begins = "{% block content %}\n"
    return _replaced(place, rng.choice(paths), begins, f"{begins}Edited {place.number}.\n")


def partial_changed(place: Place, rng: Random) -> str:
    """A few words in a part of many pages."""
    path = rng.choice([path for path in place.files(f"{TEMPLATES}/partials", ".html") if "</p>" in place.read(path)])
    return _replaced(place, path, "</p>", f" Edited {place.number}.</p>")


def macro_changed(place: Place, rng: Random) -> str:
    """A few words in a macro."""
    ends = r"</(p|span)>"
    paths = [path for path in place.files(f"{TEMPLATES}/macros", ".html") if re.search(ends, place.read(path))]
    return _replaced(place, rng.choice(paths), ends, rf" Edited {place.number}.</\1>")


def template_comment(place: Place, rng: Random) -> str:
    """A comment in a template, which prints nothing."""
    path = rng.choice(place.files(TEMPLATES, ".html"))
    place.write(path, f"{place.read(path).rstrip()}{{#- number {place.number} -#}}\n")
    return path


def template_broken(place: Place, rng: Random) -> str:
    """A slip of the pen in a template that is used: a build must refuse."""
    place.breaks = True
    slip = rng.choice(["{% if %}", "{{ nothing.known }}", "{% endblock %}"])
    place.write(f"{TEMPLATES}/base.html", place.read(f"{TEMPLATES}/base.html").replace("<body", f"{slip}<body", 1))
    return slip


def style_changed(place: Place, rng: Random) -> str:
    """A rule more in a style sheet."""
    path = rng.choice(place.files(STYLES, ".css"))
    place.write(path, f"{place.read(path)}\n.number-{place.number} {{ order: {place.number} }}\n")
    return path


def style_added(place: Place, _rng: Random) -> str:
    """One more style sheet; or one less."""
    if place.exists(ADDED_STYLE):
        place.remove(ADDED_STYLE)
    else:
        place.write(ADDED_STYLE, f".added-{place.number} {{ order: 1 }}\n")
    return ADDED_STYLE


def script_changed(place: Place, rng: Random) -> str:
    """One more line in a script."""
    path = rng.choice(place.files(SCRIPTS, ".js"))
    place.write(path, f"{place.read(path)}\nglobalThis.edited = {place.number};\n")
    return path


def look_alike(place: Place, rng: Random) -> str:
    """A letter of a style sheet or a template, with as many bytes and the same times as before."""
    paths = [*place.files(STYLES, ".css"), *place.files(TEMPLATES, ".html")]
    path = rng.choice([path for path in paths if re.search(rb"Edited \d+", place.data(path))])
    data = place.data(path)
    found = re.search(rb"Edited (\d+)", data)
    assert found
    number = found.group(1)
    place.write_alike(path, data[: found.start(1)] + number.translate(_NEXT_DIGIT) + data[found.end(1) :])
    return path


_NEXT_DIGIT = bytes.maketrans(b"0123456789", b"1234567890")


def translation_changed(place: Place, rng: Random) -> str:
    """A translation of some words, new or changed; or none any more."""
    language = rng.choice(["de", "pt_PT", "fr", "en_GB", "en"])
    path = f"theme/translations/{language}/LC_MESSAGES/guildhall.mo"
    if place.exists(path) and rng.random() < 0.4:
        place.remove(path)
        return f"{path} removed"
    catalog = Catalog(locale=language)
    for word in rng.sample(WORDS, 5):
        catalog.add(word, f"{word} ({language} {place.number})")
    into = io.BytesIO()
    write_mo(into, catalog)
    place.write(path, into.getvalue())
    return path


def constant_changed(place: Place, rng: Random) -> str:
    """A number of a plugin, such as how many are shown; as many digits, or more."""
    files = [path for name in CODE for path in place.files(f"plugins/{name}", ".py")]
    path = rng.choice([path for path in (*files, "plugins/press/sitefiles.py") if NUMBER.search(place.read(path))])
    text = place.read(path)
    found = rng.choice(list(NUMBER.finditer(text)))
    more = int(found.group(2)) + rng.choice([1, 2])
    place.write(path, f"{text[: found.start(2)]}{more}{text[found.end(2) :]}")
    return f"{found.group(1)} of {path} is {more}"


def code_commented(place: Place, rng: Random) -> str:
    """A comment in a plugin, which changes nothing that is printed."""
    path = rng.choice([path for name in ("core", "press", *CODE) for path in place.files(f"plugins/{name}", ".py")])
    place.write(path, f"{place.read(path)}# number {place.number}\n")
    return path


def plugin_broken(place: Place, rng: Random) -> str:
    """A slip of the pen in a plugin: a build must refuse."""
    place.breaks = True
    path = rng.choice(VIEWS)
    place.write(path, place.read(path) + rng.choice(["def (\n", "raise RuntimeError\n", "import nothing_such\n"]))
    return path


def _replaced(place: Place, path: str, pattern: str, to: str) -> str:
    place.write(path, re.sub(pattern, to, place.read(path), count=1))
    return path


EDITS: tuple[Callable[[Place, Random], str], ...] = (
    template_changed,
    partial_changed,
    macro_changed,
    template_comment,
    template_broken,
    style_changed,
    style_added,
    script_changed,
    look_alike,
    translation_changed,
    constant_changed,
    code_commented,
    plugin_broken,
)
