"""The forms of the site: what each kind of file can say, asked for in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from plugins.contributing.choices import CHOICES, FORMS, NAMES
from plugins.contributing.questions import Question, Section, questions, sections
from plugins.core.catalogue import Catalogue
from plugins.core.composing import BAD_CHARACTER
from plugins.core.digests import digest_of
from plugins.core.fields import BLANK, DEVICE_NAMES, MAX_SLUG, RESERVED_SLUGS, SLUG
from plugins.core.outputs import Document, Output, Page
from plugins.core.parts import Markdown
from plugins.core.plans import plan
from plugins.core.records import Record
from plugins.core.site import Site
from plugins.core.sources import MAX_BYTES
from plugins.core.text import LETTERS

__all__ = ["forms"]

ORIGIN = "plugins/contributing"
SAMPLE = datetime(2001, 2, 3, 4, 5)  # noqa: DTZ001  of the clock of a place
PAY = {"min": Decimal(1), "max": Decimal(2), "currency": "EUR", "period": "year"}
"""What a preview is printed with, where a macro takes no placeholder."""

OWN_MODULES = "answers choices draft file lists photo preview rules slug told ways"
MODULES = ("js-yaml", *(f"contributing/{name}" for name in OWN_MODULES.split()))
"""What theme/static/js/contributing/page.js imports."""


def forms(types: tuple[type[Record], ...], _catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """A form for each kind that anybody may send and that the association has, and a file to be filled in by hand."""
    for record_type in types:
        if url := FORMS.get(record_type.kind):
            yield Page(url, "contributing/form.html", _context(record_type, url, site), ORIGIN)
            yield Document(_draft_url(url, record_type), _draft(record_type).encode(), ORIGIN)


def _context(record_type: type[Record], url: str, site: Site) -> dict[str, Any]:
    asked = sections(record_type) or (Section("", questions(record_type)),)
    return {
        "kind": record_type.kind,
        "folder": record_type.folder,
        "suffix": record_type.suffix,
        "title_field": record_type.title_field,
        "body_field": _body_field(record_type),
        "picture": record_type.image_field,
        "sections": asked,
        "proposed": _proposed(site),
        "choices": CHOICES,
        "names": f"{NAMES}/",
        "draft": _draft_url(url, record_type),
        "modules": MODULES,
        "sample": SAMPLE,
        "pay": PAY,
        # A draft of another form would not fit into this one.
        "version": digest_of(asked)[:12],
        "rules": {
            "slug": SLUG.pattern,
            "longest_slug": MAX_SLUG,
            "taken_slugs": tuple(sorted(RESERVED_SLUGS | DEVICE_NAMES)),
            "bad_characters": in_javascript(BAD_CHARACTER.pattern),
            "blank": "".join(sorted(BLANK)),
            "most_bytes": MAX_BYTES,
            "letters": dict(LETTERS),
        },
    }


def _draft_url(url: str, record_type: type[Record]) -> str:
    return f"{url}template{record_type.suffix}"


def _draft(record_type: type[Record]) -> str:
    """A file to be filled in by hand, with an example for all that is needed."""
    from plugins.contributing.drafts import Around, draft  # noqa: PLC0415  what writes YAML takes long to import

    data = _examples(question for question in questions(record_type) if question.required)
    return draft(record_type, "a-new-file", data, data.pop(_body_field(record_type), ""), Around(schemas=False))


def _examples(asked: Iterable[Question]) -> dict[str, Any]:
    return {
        question.key: _examples([one for one in question.parts if one.required] or question.parts[:1])
        if question.parts
        else question.examples[0]
        for question in asked
    }


def _proposed(site: Site) -> dict[str, str]:
    """What is filled in already, by the names of fields; "today" is the visitor's own day."""
    # The day of consent is not: to write it is to agree.
    return {"consent.version": site.association.consent_version, "posted": "today"}


def _body_field(record_type: type[Record]) -> str:
    """The field whose text stands below the front matter, if the files have such."""
    if record_type.suffix != ".md":
        return ""
    return next((field.key for field in plan(record_type) if field.part is Markdown and field.name == "body"), "")


def in_javascript(pattern: str) -> str:
    """A pattern of Python as JavaScript reads it with its flag u: what is not printable ASCII as its number."""
    return re.sub(r"[^ -~]", lambda found: f"\\u{{{ord(found[0]):x}}}", pattern)
