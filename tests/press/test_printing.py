"""Outputs to files: what is known is not written, what fails is named, and all of it works in any process."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.core import pictures
from plugins.core.catalogue import Card, Catalogue
from plugins.core.digests import digest
from plugins.core.loading import serially
from plugins.core.outputs import Document, Output, Page, Picture, Unchanged, picture_url
from plugins.core.site import Association, Site
from plugins.core.store import Store
from plugins.press import printing
from plugins.press.printing import Printed, PrintError, Source, Workshop, print_all, print_one
from plugins.press.remembering import Remembering
from tests.factories import catalogue, member, organization, photo
from tests.press.small import tree

SITE = Site(Association("A", "A", "A", "a@example.org"), "https://a.org", "en", "UTC", "public", date(2026, 3, 20))


def pages(one: Any, found: Catalogue, site: Site) -> Iterator[Output]:
    """What is printed of a member: a page, with the card of an employer, and a document."""
    cards = found.cards(found.kind("organizations").records)
    context = {"cards": cards, "nested": ({"card": cards[0]},), "one": one, "day": site.today.isoformat()}
    yield Page(one.url, "page.html", context, one.path, modified=date(2026, 3, 1))
    yield Document(f"{one.url}x.txt", one.name.encode(), one.path)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A workshop with a theme of one template."""
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "static/css").mkdir(parents=True)
    (theme / "templates/page.html").write_text(
        '<h1 id="{{ one.slug }}">{{ one.name }}</h1>{{ cards[0].name }} {{ nested[0].card.name }} {{ day }} {{ url }}'
        '<a href="/x/#y">x</a>'
    )
    (theme / "templates/bad.html").write_text("{{ nothing_of_this_name }}")
    (theme / "templates/broken.html").write_text("{% if %}")
    records = catalogue(member("Ada"), member("Bob"), organization("Acme & Co", slug="acme"))
    known = Remembering(Store(), "", serially).over(records, SITE)
    (tmp_path / "root").mkdir()
    return Workshop(tmp_path / "root", theme, SITE, known, Store(), tmp_path / "folder", pages={"members": pages})


def source(workshop: Workshop, slug: str) -> Source:
    """All there is of a member."""
    found = workshop.catalogue.row("members", slug)
    assert found
    return Source(found.url, found.path, found)


def greeting(found: Catalogue, _site: Site, slug: str, words: list[str]) -> Document:
    """A document for a member."""
    return Document(f"greetings/{slug}.txt", f"{' '.join(words)} {found.linked('members', slug).name}".encode(), "here")


def test_a_record_is_printed(workshop: Workshop) -> None:
    """All files of a record are written; what was read for them, and the links of pages, are given with them."""
    reads, printed, links = print_all(workshop, source(workshop, "ada"))
    html = (workshop.folder / "members/ada/index.html").read_text()
    assert html.startswith('<h1 id="ada">Ada</h1>Acme &amp; Co Acme &amp; Co 2026-03-20 members/ada/')
    assert printed == [
        Printed(
            "members/ada/index.html",
            "members/ada/",
            digest(html),
            "members/ada.yaml",
            is_page=True,
            listed=True,
            modified="2026-03-01",
        ),
        Printed("members/ada/x.txt", "members/ada/x.txt", digest(b"Ada"), "members/ada.yaml"),
    ]
    assert dict(reads) == {("slugs",): ["organizations"], ("card", "organizations"): ["acme"], (): ["today"]}
    [(file, told)] = links
    assert file == "members/ada/index.html"
    assert json.loads(told) == [["ada"], {"x/index.html": [["/x/#y", "y"]]}, []]
    assert tree(workshop.folder).keys() == {"members/ada/index.html", "members/ada/x.txt"}


def test_what_is_deferred_is_made_of_what_it_is_told(workshop: Workshop) -> None:
    """One page of a view is made by its function's name, and notes what it reads; it is where it was to be."""
    told = Source("greetings/ada.txt", "here", make=f"{__name__}:greeting", told=["ada", ["Good", "day,"]])
    assert (str(told), str(source(workshop, "ada"))) == ("/greetings/ada.txt (here)", "members/ada.yaml")
    reads, printed, links = print_all(workshop, told)
    assert dict(reads) == {("name", "members"): ["ada"]}
    assert printed == [Printed("greetings/ada.txt", "greetings/ada.txt", digest(b"Good day, Ada"), "here")]
    assert not links
    with pytest.raises(PrintError, match=r"greeting made /greetings/ada.txt where it was to make /elsewhere"):
        print_all(workshop, told._replace(url="elsewhere"))


def test_a_workshop_can_be_sent(workshop: Workshop, tmp_path: Path) -> None:
    """A workshop that was used is sent to another process, and prints the same there."""
    here = print_all(workshop, source(workshop, "ada"))
    handed = replace(pickle.loads(pickle.dumps(workshop)), folder=tmp_path / "there")  # noqa: S301  our own
    assert print_all(handed, source(workshop, "ada")) == here
    assert tree(handed.folder) == tree(workshop.folder)


def test_what_is_known_is_not_written(workshop: Workshop) -> None:
    """A file that the last site has as it is is not written; one that is another is."""
    _reads, printed, _links = print_all(workshop, source(workshop, "ada"))
    known = {one.file: one.digest for one in printed}
    again = replace(workshop, folder=workshop.folder / "again", known={**known, "members/ada/x.txt": "other"})
    assert print_all(again, source(workshop, "ada"))[1] == printed
    assert tree(again.folder).keys() == {"members/ada/x.txt"}


def test_pictures_are_made_from_what_was_read(workshop: Workshop) -> None:
    """A picture is made from its source, unless it is known by its name; a source that is another by now is told."""
    (workshop.root / "a.jpg").write_bytes(photo())
    url = picture_url(pictures.digest(photo()), 96, "webp")
    picture = Picture(url, "a.jpg", 96, "WEBP", square=True, origin="a.yaml")
    made, links = print_one(workshop, picture)
    assert (made.file, made.is_page, links) == (url, False, [])
    assert digest((workshop.folder / url).read_bytes()) == made.digest
    (workshop.root / "a.jpg").write_bytes(photo(300, 300))
    assert print_one(replace(workshop, pictures={url: "known"}), picture)[0].digest == "known"
    with pytest.raises(PrintError, match=r"a\.jpg has changed since it was read"):
        print_one(workshop, picture)


@pytest.mark.parametrize(
    ("template", "context", "reason"),
    [
        ("bad.html", {}, "nothing_of_this_name"),
        ("broken.html", {}, "TemplateSyntaxError"),
        ("none.html", {}, "TemplateNotFound"),
        ("page.html", {"card": Card("members", "nobody", "")}, "nobody"),
    ],
)
def test_what_cannot_be_printed_is_named(workshop: Workshop, template: str, context: Any, reason: str) -> None:
    """A page that fails is told with its address, its file and its template."""
    with pytest.raises(PrintError, match=rf"/a/ \(members/a\.yaml\) by the template {template}: .*{reason}"):
        print_one(workshop, Page("a/", template, context, "members/a.yaml"))


def test_what_is_kept_has_to_be_there(workshop: Workshop) -> None:
    """Only a view can say that a file stays as it is."""
    with pytest.raises(PrintError, match=r"/a\.json \(plugins/x\): what is unchanged or deferred is for views"):
        print_one(workshop, Unchanged("a.json", "plugins/x"))


def test_cards_are_looked_up_once(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card is made once for all pages of a process, and the memory for them has an end."""
    made: list[str] = []
    real = type(member("Ada")).card

    def card(one: Any, name_of: Any) -> Any:
        made.append(one.slug)
        return real(one, name_of)

    monkeypatch.setattr(type(member("Ada")), "card", card)
    both = [Card("members", slug, "") for slug in ("ada", "bob")]

    def names(of: Workshop, *cards: Card) -> list[str]:
        shown = {"cards": (*cards, {"nested": (cards[0],)})}
        filled = printing._with_cards(shown, of)["cards"]
        assert filled[-1]["nested"] == filled[:1]
        return [one.name for one in filled[:-1]]

    assert [names(workshop, *both), names(workshop, both[0])] == [["Ada", "Bob"], ["Ada"]]
    assert sorted(made) == ["ada", "bob"]
    monkeypatch.setattr(printing, "MOST_CARDS", 1)
    few = replace(workshop)
    assert [names(few, one) for one in (both[0], both[1], both[0])] == [["Ada"], ["Bob"], ["Ada"]]
    assert len(few.cards) == 1
    assert names(few, *both) == ["Ada", "Bob"]  # one of which was known until there were too many
