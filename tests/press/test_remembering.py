"""Functions of the catalogue run again exactly when something that they have read is another."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.core.catalogue import Card, Catalogue
from plugins.core.loading import Run, serially
from plugins.core.records import Record
from plugins.core.site import Association, Site
from plugins.core.store import LostError, Store
from plugins.core.vocabulary import Vocabulary
from plugins.press import executors
from plugins.press.executors import Processes
from plugins.press.remembering import Remembering
from tests.factories import catalogue, chapter, event, member, organization

SITE = Site(Association("A", "A", "A", "a@example.org"), "https://a.org", "en", "UTC", "public", date(2026, 3, 20))
TOMORROW = replace(SITE, today=date(2026, 3, 21))
ran: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    """Each test counts for itself."""
    ran.clear()


def headline(one: Any, _catalogue: Catalogue, _site: Site) -> str | None:
    """The headline alone."""
    ran.append(f"headline {one.slug}")
    found: str | None = one.headline
    return found


def employer(one: Any, found: Catalogue, _site: Site) -> list[str]:
    """The names of employers."""
    ran.append(f"employer {one.slug}")
    return [found.name_of("organizations", work.organization or "") for work in one.work]


def speaks_today(one: Any, found: Catalogue, site: Site) -> bool:
    """Whether somebody speaks on the day, which only speakers ask for."""
    ran.append(f"speaks {one.slug}")
    return any(event.start.date() == site.today for event in found.referring("events", "speakers", one.slug))


def words(one: Any, found: Catalogue, _site: Site) -> list[str]:
    """Skills with the other ways to write them; who has none asks for none."""
    ran.append(f"words {one.slug}")
    return [way for skill in one.skills for way in found.vocabulary.synonyms(skill)]


def by_skill(found: Catalogue, site: Site) -> dict[str, Any]:
    """For each skill how many have it."""
    ran.append("by skill")
    counts: dict[str, int] = {}
    for some in found.each(skills, "members", site):
        for skill in some:
            counts[skill] = counts.get(skill, 0) + 1
    return counts


def skills(one: Any, _catalogue: Catalogue, _site: Site) -> list[str]:
    """The skills alone."""
    ran.append(f"skills {one.slug}")
    return list(one.skills)


def rivals(one: Any, found: Catalogue, site: Site) -> list[int]:
    """For each skill of somebody how many have it."""
    ran.append(f"rivals {one.slug}")
    return [found.fact(by_skill, site, skill) for skill in one.skills]


def inner(one: Any, found: Catalogue, site: Site) -> int:
    """How many rivals all have together, which is the same for everybody."""
    ran.append(f"inner {one.slug}")
    return sum(sum(counts) for counts in found.each(rivals, "members", site))


def records(**changed: Any) -> list[Record]:
    """A small association; one record is changed where it is named, or left out where it is None."""
    found: dict[str, Any] = {
        "ada": member(
            "Ada", headline="Analyst", skills=["GIS", "Tides"], work=[{"title": "A", "organization": "acme"}]
        ),
        "bob": member("Bob", skills=["GIS"], work=[{"title": "B", "organization": "Elsewhere"}]),
        "cyd": member("Cyd"),
        "acme": organization("Acme"),
        "lisbon": chapter("Lisbon"),
        "talk": event("Talk", speakers=["ada"], start="2026-03-20 18:00", end="2026-03-20 19:00"),
    }
    return [one for one in {**found, **changed}.values() if one is not None]


VOCABULARY = Vocabulary({"gis": "GIS"}, {"GIS": ("maps",)})


def built(
    store: Store,
    *,
    site: Site = SITE,
    version: str = "1",
    run: Run = serially,
    vocabulary: Vocabulary = VOCABULARY,
    **changed: Any,
) -> Catalogue:
    """The catalogue of the next build, with what is remembered of those before."""
    ran.clear()
    return Remembering(store, version, run).over(catalogue(*records(**changed), vocabulary=vocabulary), site)


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A memory that is empty."""
    found = Store(tmp_path / "memory.sqlite" if request.param == "disk" else None)
    yield found
    found.close()


def asked(found: Catalogue, function: Any, site: Site = SITE) -> tuple[list[Any], list[str]]:
    """What a function says of all members, and for whom it ran."""
    before = len(ran)
    values = list(found.each(function, "members", site))
    return values, [one.split()[-1] for one in ran[before:]]


ALL = ["ada", "bob", "cyd"]


def test_a_function_runs_once(store: Store) -> None:
    """A function runs for each record, once in a build, and not in the next where nothing is another."""
    found = built(store)
    assert asked(found, headline) == (["Analyst", None, None], ALL)
    assert asked(found, headline) == (["Analyst", None, None], [])
    assert asked(found, employer) == ([["Acme"], ["Elsewhere"], []], ALL)
    assert asked(built(store), headline) == (["Analyst", None, None], [])
    assert list(found.each(headline, "wizards", SITE)) == []


ADA_CHANGED = member("Ada", headline="Countess", skills=["GIS", "Tides"], work=[{"title": "A", "organization": "acme"}])


@pytest.mark.parametrize(
    ("function", "changed", "expected"),
    [
        (headline, {"ada": ADA_CHANGED}, ["ada"]),
        (employer, {"ada": ADA_CHANGED}, ["ada"]),
        (headline, {"acme": organization("Acme Ltd", slug="acme")}, []),
        (employer, {"acme": organization("Acme Ltd", slug="acme")}, ["ada"]),
        (employer, {"acme": organization("Acme", website="https://acme.example.org")}, []),
        (employer, {"lisbon": chapter("Lissabon", slug="lisbon")}, []),
        (employer, {"dee": member("Dee")}, ["dee"]),
        (employer, {"cyd": None}, []),
        (employer, {"cyd": member("Cyd", sort_as="Aaa")}, ["cyd"]),
        (speaks_today, {"talk": event("Talk", speakers=["bob"])}, ["ada", "bob"]),
        (speaks_today, {"talk": event("Talk", speakers=["ada"])}, ["ada"]),
        (words, {"vocabulary": Vocabulary({"gis": "GIS"}, {"GIS": ("charts",)})}, ["ada", "bob"]),
        (headline, {"vocabulary": Vocabulary()}, []),
        (headline, {"site": TOMORROW}, []),
        (speaks_today, {"site": TOMORROW}, ["ada"]),
        (headline, {"site": replace(SITE, url="https://b.org")}, ALL),
        (headline, {"site": replace(SITE, audience="members")}, ALL),
        (headline, {"version": "2"}, ALL),
    ],
)
def test_a_function_runs_for_whom_it_reads_something_new(
    store: Store, function: Any, changed: dict[str, Any], expected: list[str]
) -> None:
    """After a change a function runs for those of whom it read what is another, and says what it would say anew."""
    asked(built(store), function)
    found = built(store, **changed)
    site = changed.get("site", SITE)
    values, whom = asked(found, function, site)
    assert whom == expected
    assert values == asked(built(Store(), **changed), function, site)[0]


def test_what_is_undone_is_said_again_by_whom_it_changed(store: Store) -> None:
    """What is known of a record is what was said last, so that a change that is undone costs what it cost."""
    asked(built(store), headline)
    asked(built(store, ada=ADA_CHANGED), headline)
    assert asked(built(store), headline) == (["Analyst", None, None], ["ada"])
    assert asked(built(store), headline)[1] == []


def test_a_fact_is_made_again_when_what_it_reads_is_another(store: Store) -> None:
    """A fact is made once in a build, and in the next only where what it went by is another."""
    found = built(store)
    assert [found.fact(by_skill, SITE, one) for one in ("GIS", "Tides", "Knots")] == [2, 1, None]
    assert ran.count("by skill") == 1
    found = built(store, ada=ADA_CHANGED)
    assert found.fact(by_skill, SITE, "GIS") == 2
    assert ran == ["skills ada"]
    found = built(store, ada=ADA_CHANGED, bob=member("Bob"))
    assert [found.fact(by_skill, SITE, one) for one in ("GIS", "Tides")] == [1, 1]
    assert ran == ["skills bob", "by skill"]


def test_who_asks_for_a_fact_goes_by_that_fact_alone(store: Store) -> None:
    """Where one fact of many is another, only those run again who asked for that one; and so those who asked them."""
    assert asked(built(store), rivals)[0] == [[2, 1], [2], []]
    found = built(store, bob=member("Bob", skills=["Knots"]))
    assert asked(found, rivals)[0] == [[1, 1], [1], []]
    assert {one for one in ran if one.startswith("rivals")} == {"rivals ada", "rivals bob"}


def test_functions_stand_on_one_another(store: Store) -> None:
    """A function that goes by what another says of all runs again where that says something else, and not before."""
    assert asked(built(store), inner)[0] == [5, 5, 5]
    assert asked(built(store), inner)[1] == []
    assert asked(built(store, ada=ADA_CHANGED), inner)[0] == [5, 5, 5]
    assert [one for one in ran if one.startswith(("inner", "rivals"))] == ["rivals ada", "inner ada"]
    assert asked(built(store, bob=member("Bob", skills=["Knots"])), inner)[0] == [3, 3, 3]
    assert {one for one in ran if one.startswith("inner")} == {"inner ada", "inner bob", "inner cyd"}


def test_no_longer_used_is_what_nobody_asked_for(store: Store) -> None:
    """What a build asked for is said by its keys: with them alone the next has nothing to do."""
    memory = Remembering(store, "1", serially)
    found = memory.over(catalogue(*records(), vocabulary=VOCABULARY), SITE)
    for function in (headline, employer, rivals, inner):
        asked(found, function)
    kept = Store(None, store.get_many(key for keys in memory.used for key in keys))
    for function in (headline, employer, rivals, inner):
        assert asked(built(kept), function)[1] == []
    assert built(kept).fact(by_skill, SITE, "GIS") == 2
    assert ran == []


def test_a_value_that_is_lost_is_told(store: Store) -> None:
    """Where a value has gone whose digest is still known, whoever looks at it is told, and may begin anew."""
    found = built(store)
    asked(found, headline)
    values = found.each(headline, "members", SITE)
    lost = Store(None, {key: data for key, data in store.get_many(values.digests).items() if data != b'"Analyst"'})
    values = type(values)(values.digests, lost.get_many)
    assert values[1] is None
    with pytest.raises(LostError):
        values[0]
    with pytest.raises(LostError):
        list(values)
    store.forget()
    assert asked(built(store), headline) == (["Analyst", None, None], ALL)


def test_cards_stand_for_what_is_on_them(store: Store) -> None:
    """In the place of a card there is its kind, its slug and a digest that changes when something on it does."""
    found = built(store)
    before = found.card("members", "ada")
    assert isinstance(before, Card)
    assert (before.kind, before.slug) == ("members", "ada")
    assert found.cards(found.kind("members").records)[0] == before
    assert built(store, bob=member("Bob")).card("members", "ada") == before
    assert built(store, ada=ADA_CHANGED).card("members", "ada") != before


def test_a_past_is_that_of_the_same_code_and_site(store: Store) -> None:
    """What a view kept for the next build is given to the same view of the same site by the same code."""
    past = built(store).past
    assert past.state("a") is None
    past.keep("a", {"keys": [1, None]})
    assert built(store).past.state("a") == {"keys": [1, None]}
    assert built(store, site=TOMORROW).past.state("a") == {"keys": [1, None]}
    assert built(store, version="2").past.state("a") is None
    assert built(store, site=replace(SITE, url="https://b.org")).past.state("a") is None
    assert built(store).past.state("b") is None
    digests = built(store).each(headline, "members", SITE).digests
    assert [built(store).past.value(one) for one in digests] == ["Analyst", None, None]
    assert built(store).past.value("00" * 16) is None


def test_a_past_has_the_published_files() -> None:
    """A view may ask for the files of the published site, in this process."""
    memory = Remembering(Store(), "1", serially, files={"a.json": "digest"}, file={"a.json": b"{}"}.get)
    past = memory.over(catalogue(), SITE).past
    assert (past.has("a.json"), past.has("b.json")) == (True, False)
    assert (past.file("a.json"), past.file("b.json")) == (b"{}", None)


def people(count: int) -> Sequence[Record]:
    """Many members of one employer."""
    return [member(f"M{number:03}", work=[{"title": "A", "organization": "acme"}]) for number in range(count)]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_work_is_shared_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Several processes say what one says, however they are started, and the next build has it of them."""
    real = executors.multiprocessing.get_context
    monkeypatch.setattr(executors.multiprocessing, "get_context", lambda _method: real(method))
    some = catalogue(*people(60), organization("Acme"))
    store = Store(tmp_path / "memory.sqlite")
    ran.clear()
    shared = list(Remembering(store, "1", Processes(2)).over(some, SITE).each(employer, "members", SITE))
    assert shared == [["Acme"]] * 60
    # The first is done here, the others elsewhere.
    assert ran == ["employer m000"]
    assert list(Remembering(store, "1", serially).over(some, SITE).each(employer, "members", SITE)) == shared
    assert ran == ["employer m000"]
    store.close()


def test_a_memory_can_be_sent() -> None:
    """A catalogue with its memory is read in another process, where work is not shared out again."""
    found = built(Store(), run=lambda *_what: [])
    handed = pickle.loads(pickle.dumps(found))  # noqa: S301  our own
    assert list(handed.each(headline, "members", SITE)) == ["Analyst", None, None]
    assert handed.fact(by_skill, SITE, "GIS") == 2
    assert handed.card("members", "ada") == built(Store()).card("members", "ada")
