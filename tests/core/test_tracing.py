"""What is read of a catalogue is noted, and its state changes exactly when what is read does."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins.core.catalogue import Catalogue, Revisions
from plugins.core.loading import serially
from plugins.core.records import Record
from plugins.core.site import Association, Site
from plugins.core.store import Store
from plugins.core.tracing import MANY, Key, Reading, States, together
from plugins.core.vocabulary import Vocabulary
from plugins.press.remembering import Remembering
from tests import factories
from tests.factories import chapter, event, job, member, organization

SITE = Site(Association("A", "A", "A", "a@example.org"), "https://a.org/x", "en", "UTC", "public", date(2026, 3, 20))
Read = Callable[[Catalogue, Site], Any]


def catalogue(*some: Record, vocabulary: Vocabulary | None = None, site: Site = SITE) -> Catalogue:
    """A catalogue of these records with the memory of a build, which reads for itself what it is asked for."""
    found = factories.catalogue(*some, vocabulary=vocabulary)
    return Remembering(Store(), "", serially).over(found, site)


def records(**changed: Any) -> list[Record]:
    """A small association; one record is changed where it is named, or left out where it is None."""
    found: dict[str, Any] = {
        "ada": member("Ada", headline="Analyst"),
        "bob": member("Bob", work=[{"title": "B", "organization": "acme"}]),
        "acme": organization("Acme"),
        "lisbon": chapter("Lisbon", officers=[{"member": "ada", "role": "Chair"}]),
        "talk": event("Talk", speakers=["ada"]),
        "work": job("Work", organization="acme", poster="ada"),
    }
    return [one for one in {**found, **changed}.values() if one is not None]


def reads(read: Read, found: Catalogue, site: Site = SITE) -> tuple[Key, ...]:
    """What a function reads of a catalogue."""
    reading = Reading(found, site)
    read(reading.catalogue, reading.site)
    return reading.keys


def state(found: Catalogue, keys: Iterable[Key], site: Site = SITE) -> str:
    """The state of all these together."""
    return States(found, site).of(together(keys))


def headline(one: Any, _catalogue: Catalogue, _site: Site) -> str | None:
    """Of a member the headline."""
    found: str | None = one.headline
    return found


def headlines(found: Catalogue, site: Site) -> dict[str, Any]:
    """Of each member the headline."""
    return dict(zip(found.kind("members").slugs, found.each(headline, "members", site), strict=True))


ADA_CHANGED = {"ada": member("Ada", headline="Countess")}
ADA_RENAMED = {"ada": member("Ada King", slug="ada", headline="Analyst")}
ADA_MAILED = {"ada": member("Ada", headline="Analyst", email="ada@example.org")}
ADA_GONE = {"ada": None}
BOB_CHANGED = {"bob": member("Bob", headline="B", work=[{"title": "B", "organization": "acme"}])}
BOB_IDLE = {"bob": member("Bob")}
CYD_COMES = {"cyd": member("Cyd")}
ACME_RENAMED = {"acme": organization("Acme Ltd", slug="acme")}
ACME_CHANGED = {"acme": organization("Acme", website="https://acme.example.org")}
ELSEWHERE_COMES = {"elsewhere": organization("Elsewhere", slug="elsewhere")}
WORK_CHANGED = {"work": job("Work", organization="acme", poster="ada", body="More.")}
WORK_RENAMED = {"work": job("Works", slug="work", organization="acme", poster="ada")}
TALK_CHANGED = {"talk": event("Talk", speakers=["ada"], body="More.")}
TALK_DUMB = {"talk": event("Talk")}
WALK_COMES = {"walk": event("Walk", speakers=["ada"])}
SORTED_ANEW = {"ada": member("Ada", headline="Analyst", sort_as="Zada")}

READS: dict[str, tuple[Read, set[Key], list[Any], list[Any]]] = {
    "a record": (
        lambda found, _site: found.kind("members")["ada"],
        {("record", "members", "ada")},
        [ADA_CHANGED, ADA_MAILED, ADA_GONE],
        [BOB_CHANGED, CYD_COMES, ACME_RENAMED],
    ),
    "a record that is not there": (
        lambda found, _site: found.kind("members").get("cyd"),
        {("name", "members", "cyd")},
        [CYD_COMES],
        [ADA_CHANGED, ADA_GONE],
    ),
    "whether there is one": (
        lambda found, _site: "ada" in found.kind("members"),
        {("name", "members", "ada")},
        [ADA_GONE],
        [ADA_CHANGED, BOB_CHANGED, CYD_COMES],
    ),
    "a name": (
        lambda found, _site: found.name_of("organizations", "acme"),
        {("name", "organizations", "acme")},
        [ACME_RENAMED, {"acme": None}],
        [ACME_CHANGED, ADA_CHANGED, ELSEWHERE_COMES],
    ),
    "a name of nobody": (
        lambda found, _site: found.linked("organizations", "elsewhere"),
        {("name", "organizations", "elsewhere")},
        [ELSEWHERE_COMES],
        [ACME_RENAMED],
    ),
    "a card": (
        lambda found, _site: found.card("members", "ada"),
        {("card", "members", "ada")},
        [ADA_CHANGED, ADA_RENAMED, ADA_GONE],
        [ADA_MAILED, BOB_CHANGED],
    ),
    "a card with a name on it": (
        lambda found, _site: found.cards([found.kind("jobs")["work"]]),
        {("card", "jobs", "work"), ("record", "jobs", "work")},
        [WORK_CHANGED, WORK_RENAMED, ACME_RENAMED],
        [ACME_CHANGED, ADA_CHANGED],
    ),
    "what is said of one": (
        lambda found, site: found.said(headline, "members", "ada", site),
        {("said", f"{__name__}:headline", "members", "ada")},
        [ADA_CHANGED, ADA_GONE],
        [ADA_MAILED, ADA_RENAMED, BOB_CHANGED, CYD_COMES],
    ),
    "how many": (
        lambda found, _site: len(found.kind("members")),
        {("slugs", "members")},
        [CYD_COMES, ADA_GONE],
        [ADA_CHANGED, ADA_RENAMED, ELSEWHERE_COMES],
    ),
    "the slugs": (
        lambda found, _site: found.kind("members").slugs,
        {("slugs", "members")},
        [CYD_COMES, ADA_GONE, SORTED_ANEW],
        [ADA_CHANGED, BOB_CHANGED],
    ),
    "the first": (
        lambda found, _site: found.kind("members").records[:1][0],
        {("slugs", "members"), ("record", "members", "ada")},
        [ADA_CHANGED, SORTED_ANEW, CYD_COMES],
        [BOB_CHANGED],
    ),
    "the last, from the end": (
        lambda found, _site: next(iter(reversed(found.kind("members").records))),
        {("slugs", "members"), ("record", "members", "bob")},
        [BOB_CHANGED, CYD_COMES],
        [ADA_CHANGED],
    ),
    "all": (
        lambda found, _site: [one for one in found.kind("members")],  # noqa: C416  a list asks how many there are first
        {("kind", "members")},
        [ADA_CHANGED, ADA_MAILED, BOB_CHANGED, CYD_COMES, SORTED_ANEW],
        [ACME_RENAMED, WORK_CHANGED, TALK_CHANGED],
    ),
    "all of every kind": (
        lambda found, _site: list(found),
        {("kind", kind) for kind in ("members", "events", "jobs", "organizations", "chapters", "groups")},
        [ADA_CHANGED, ACME_RENAMED, WORK_CHANGED, TALK_CHANGED, CYD_COMES],
        [],
    ),
    "who refers": (
        lambda found, _site: len(found.referring("events", "speakers", "ada")),
        {("referring", "events", "speakers", "ada")},
        [TALK_DUMB, WALK_COMES, {"talk": None}],
        [TALK_CHANGED, ADA_CHANGED, BOB_CHANGED],
    ),
    "who refers, read": (
        lambda found, _site: list(found.referring("events", "speakers", "ada")),
        {("referring", "events", "speakers", "ada"), ("record", "events", "talk")},
        [TALK_DUMB, WALK_COMES, TALK_CHANGED],
        [ADA_CHANGED, WORK_CHANGED],
    ),
    "who refers, as cards": (
        lambda found, _site: found.cards(found.referring("members", "work.organization", "acme")),
        {("referring", "members", "work.organization", "acme"), ("card", "members", "bob")},
        [BOB_CHANGED, BOB_IDLE],
        [ADA_CHANGED, ACME_CHANGED, WORK_CHANGED],
    ),
    "what is said of each": (
        lambda found, _site: list(found.each(headline, "members", SITE)),
        {("each", "tests.core.test_tracing:headline", "members")},
        [ADA_CHANGED, CYD_COMES, ADA_GONE],
        [ADA_MAILED, ACME_RENAMED],
    ),
    "what is said of a kind that is not there": (
        lambda found, _site: list(found.each(headline, "wizards", SITE)),
        {("each", "tests.core.test_tracing:headline", "wizards")},
        [],
        [ADA_CHANGED],
    ),
    "a fact": (
        lambda found, _site: found.fact(headlines, SITE, "ada"),
        {("fact", "tests.core.test_tracing:headlines", "ada")},
        [ADA_CHANGED, ADA_GONE],
        [BOB_CHANGED, CYD_COMES, ADA_MAILED],
    ),
    "a fact that is not one": (
        lambda found, _site: found.fact(headlines, SITE, "cyd"),
        {("fact", "tests.core.test_tracing:headlines", "cyd")},
        [{"cyd": member("Cyd", headline="C")}],
        [ADA_CHANGED],
    ),
    "the words": (lambda found, _site: found.vocabulary.terms, {("vocabulary",)}, [], [ADA_CHANGED, CYD_COMES]),
    "the day": (lambda _found, site: site.today, {("today",)}, [], [ADA_CHANGED]),
    "all but the day": (
        lambda _found, site: (
            site.url,
            site.link("a/"),
            site.absolute("a/"),
            site.base,
            site.language,
            site.association,
        ),
        set(),
        [],
        [ADA_CHANGED],
    ),
    "nothing": (lambda _found, _site: None, set(), [], [ADA_CHANGED, CYD_COMES]),
}


@pytest.mark.parametrize("sort", READS)
def test_a_state_changes_with_what_is_read(sort: str) -> None:
    """Each sort of reading is noted as what it is; it no longer holds when that changes, and does when others do."""
    read, keys, changes, others = READS[sort]
    before = catalogue(*records())
    found = reads(read, before)
    assert set(found) == keys
    noted = state(before, found)
    assert state(catalogue(*records()), found) == noted
    for changed in changes:
        assert state(catalogue(*records(**changed)), found) != noted, changed
    for changed in others:
        assert state(catalogue(*records(**changed)), found) == noted, changed


@pytest.mark.parametrize("sort", READS)
def test_what_is_read_is_the_same_while_its_state_is(sort: str) -> None:
    """Whatever changes, a function whose reads still hold gives what it gave."""
    read = READS[sort][0]
    before = catalogue(*records())
    found = reads(read, before)
    noted = state(before, found)
    everything = [change for _read, _keys, changes, others in READS.values() for change in (*changes, *others)]
    for changed in everything:
        after = catalogue(*records(**changed))
        if state(after, found) == noted:
            assert told(read(after, SITE)) == told(read(before, SITE))


def told(value: Any) -> Any:
    """A value by all that it says; words of a vocabulary are compared as they are."""
    return list(value) if isinstance(value, list | tuple) else value


def test_the_day_and_the_words() -> None:
    """A function that asks for the day, or for the vocabulary, is asked again when there is another."""
    words = Vocabulary({"gis": "GIS"}, {"GIS": ("maps",)})
    before = catalogue(*records(), vocabulary=words)
    day, vocabulary = reads(READS["the day"][0], before), reads(READS["the words"][0], before)
    tomorrow = replace(SITE, today=date(2026, 3, 21))
    assert state(before, day, tomorrow) != state(before, day)
    assert state(before, vocabulary, tomorrow) == state(before, vocabulary)
    for other in (Vocabulary({"gis": "Gis"}, {"GIS": ("maps",)}), Vocabulary({"gis": "GIS"}, {"GIS": ("charts",)})):
        assert state(catalogue(*records(), vocabulary=other), vocabulary) != state(before, vocabulary)
    same = Vocabulary({"gis": "GIS"}, {"GIS": ("maps",)})
    assert state(catalogue(*records(), vocabulary=same), vocabulary) == state(before, vocabulary)


def test_when_files_were_changed() -> None:
    """A function that asks when a file was changed is asked again when that is another time, and not for others."""

    def read(found: Catalogue, _site: Site) -> Revisions | None:
        return found.revisions("events", "talk")

    def known(**last: int) -> Catalogue:
        found = catalogue(*records(), event("Walk"))
        paths = {name: found.kind("events")[name].path for name in last}
        return replace(found, history={paths[name]: Revisions(2, 1, when) for name, when in last.items()})

    before = known(talk=5, walk=5)
    keys = reads(read, before)
    assert keys == (("revisions", "events", "talk"),)
    assert read(before, SITE) == Revisions(changes=2, first=1, last=5)
    assert read(known(), SITE) is None
    assert state(known(talk=5, walk=6), keys) == state(before, keys)
    assert len({state(one, keys) for one in (before, known(talk=6), known())}) == 3


def test_a_site_that_is_watched_is_the_same_site() -> None:
    """What a view sees of a watched site is what it sees of the site itself."""
    site = Reading(catalogue(), SITE).site
    assert isinstance(site, Site)
    for name in vars(SITE):
        assert getattr(site, name) == getattr(SITE, name)
    assert (site.base, site.link("a/"), site.absolute("a/")) == ("/x/", "/x/a/", "https://a.org/x/a/")


@pytest.mark.parametrize(
    ("read", "one", "whole"),
    [
        (lambda found, slug: found.kind("members")[slug], "record", "kind"),
        (lambda found, slug: found.card("members", slug), "card", "cards"),
        (lambda found, slug: found.name_of("members", slug), "name", "names"),
    ],
)
def test_who_reads_many_reads_all(read: Callable[[Catalogue, str], Any], one: str, whole: str) -> None:
    """Up to a hundred things of one kind are noted one by one, more as the whole kind; other kinds are not touched."""
    people = [member(f"M{number:03}") for number in range(MANY + 20)]
    found = catalogue(*people, organization("Acme"))

    def keys(count: int) -> tuple[Key, ...]:
        def first(seen: Catalogue, _site: Site) -> None:
            seen.name_of("organizations", "acme")
            for person in people[:count]:
                read(seen, person.slug)

        return reads(first, found)

    acme = ("name", "organizations", "acme")
    assert keys(MANY) == (acme, *((one, "members", person.slug) for person in people[:MANY]))
    assert keys(MANY + 1) == (acme, (whole, "members"))
    noted = state(found, keys(MANY + 1))
    for number in (0, MANY + 19):
        changed = [*people[:number], member("Changed", slug=people[number].slug), *people[number + 1 :]]
        assert state(catalogue(*changed, organization("Acme")), keys(MANY + 1)) != noted
    assert state(catalogue(*people[1:], organization("Acme")), keys(MANY + 1)) != noted
    assert state(catalogue(*people, organization("Acme"), event("Talk")), keys(MANY + 1)) == noted


def test_who_asks_when_many_files_were_changed_asks_of_all() -> None:
    """Of more than a hundred files of one kind, the history of the kind is noted, which changes with any of them."""
    people = [member(f"M{number:03}") for number in range(MANY + 20)]

    def read(found: Catalogue, _site: Site) -> None:
        for person in people[: MANY + 1]:
            found.revisions("members", person.slug)

    def changed(path: str) -> Catalogue:
        return replace(catalogue(*people), history={path: Revisions(1, 1, 1)})

    keys = reads(read, catalogue(*people))
    assert keys == (("history", "members"),)
    noted = state(catalogue(*people), keys)
    assert state(changed(people[-1].path), keys) != noted
    assert state(changed("members/nobody.yaml"), keys) == noted


def test_a_state_of_what_is_gone() -> None:
    """Whatever is asked for of what there is not has a state too, and it holds while there is none."""
    nothing = Catalogue({})
    keys: list[Key] = [(sort, "members", "ada") for sort in ("record", "card", "name", "revisions")]
    keys += [(sort, "members") for sort in ("slugs", "kind", "names", "cards", "history")]
    keys += [("referring", "events", "speakers", "ada"), ("said", f"{__name__}:headline", "members", "ada")]
    for key in keys:
        assert state(nothing, [key]) == state(Catalogue({}), [key])
        assert state(catalogue(*records()), [key]) != state(nothing, [key])


def test_what_is_read_stands_together() -> None:
    """Keys that begin alike are one entry, and tell the same in whatever order the others came."""
    keys: list[Key] = [("card", "members", "ada"), ("today",), ("card", "jobs", "work"), ("card", "members", "bob")]
    assert together(keys) == ((("card", "members"), ["ada", "bob"]), ((), ["today"]), (("card", "jobs"), ["work"]))


def test_states_can_be_sent() -> None:
    """In another process the same things have the same states, though what was found before stays behind."""
    found = catalogue(*records())
    keys: list[Key] = [("card", "members", "ada"), ("fact", f"{__name__}:headlines", "ada"), ("slugs", "members")]
    states = States(found, SITE)
    noted = states.of(together(keys))
    sent = pickle.loads(pickle.dumps(states))  # noqa: S301  our own
    assert not sent._known
    assert sent.of(together(keys)) == noted
