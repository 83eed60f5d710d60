"""Who may change what, on pull requests in a real repository: no wrong accepts, no wrong refusals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest

from plugins.contributing.guarding import Answer, in_words
from plugins.contributing.ownership import OUTCOMES, Verdict, decide
from plugins.contributing.pulls import Account, gather, staff_of
from plugins.press.git_objects import GitError, Repository
from tests.contributing.objects import Item, Objects
from tests.contributing.pull_requests import (
    ADA,
    BASE,
    BEFORE,
    BOB,
    DAN,
    FOLDERS,
    NEW,
    STAFF,
    TWIN,
    Case,
    cases,
    profile,
)

CASES = cases()
SECRETARIES = frozenset({STAFF.id})


class Remembering(Repository):
    """A repository in which git is asked once for what cannot change: commits and files are named by what they hold."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.entries = cache(super().entries)  # type: ignore[method-assign]
        self.holding = cache(super().holding)  # type: ignore[method-assign]
        self.ever = cache(super().ever)  # type: ignore[method-assign]
        self._contents = cache(super().contents)

    def contents(self, objects: Collection[str], most: int) -> dict[str, bytes]:
        return self._contents(frozenset(objects), most)


@dataclass(frozen=True)
class Association:
    """A repository with an association: the commit where it began, and the one where it is."""

    objects: Objects
    repository: Repository
    first: str
    base: str

    def sent(self, case: Case, *, since: str = "") -> str:
        """The commit that a pull request proposes, begun at the base."""
        return self.objects.commit(self.objects.tree(edited(BASE, case.edits), case.top), since or self.base)


def edited(files: Mapping[str, Item], edits: Mapping[str, Item | None]) -> dict[str, Item]:
    """These files after these edits."""
    return {path: item for path, item in {**files, **edits}.items() if item is not None}


@pytest.fixture(scope="module")
def association(tmp_path_factory: pytest.TempPathFactory) -> Association:
    """The association of the table, in a repository of its own."""
    objects = Objects.new(tmp_path_factory.mktemp("repositories") / "association.git")
    first = objects.commit(objects.tree(BEFORE))
    base = objects.commit(objects.tree(BASE), first)
    objects.branch("main", base)
    return Association(objects, Remembering(objects.folder), first, base)


def judged(association: Association, case: Case, base: str, head: str) -> Verdict:
    """What becomes of a pull request."""
    return decide(gather(association.repository, base, head, case.author, FOLDERS), case.author, SECRETARIES)


def test_there_are_many_and_each_has_a_name() -> None:
    """The table holds at least 500 pull requests, many of every outcome, no two of them under one name."""
    assert len(CASES) >= 500
    assert len({case.name for case in CASES}) == len(CASES)
    assert {outcome: sum(case.outcome == outcome for case in CASES) >= 60 for outcome in OUTCOMES} == dict.fromkeys(
        OUTCOMES, True
    )


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_pull_request_gets_its_outcome(association: Association, case: Case) -> None:
    """Nothing is taken in that is not its author's, nothing refused that is, and each is told in words."""
    verdict = judged(association, case, association.base, association.sent(case))
    told = in_words(Answer(verdict, case.author, "", ""), "text")
    assert verdict.outcome == case.outcome, told
    assert case.words in told
    assert all(one.message for one in verdict.reasons)


OWNED = {
    "members/ada": ADA,
    "members/bob": BOB,
    "members/d/dan": DAN,
    "members/grace": Account("grace", 1009),
    "members/x/twin": TWIN,
    "members/y/twin": TWIN,
    "content/events/agm": ADA,
    "content/events/single": ADA,
    "content/events/talk": BOB,
    "content/jobs/observer": ADA,
    "content/jobs/mate": BOB,
}
"""Whose the records of the association are, by what their files and photos have in common."""


def test_two_at_once_let_nothing_through(association: Association) -> None:
    """A good pull request with another in it, by the author of the good one: what is accepted is one own record."""
    random, accepted = Random(5), 0
    people = [case for case in CASES if case.author != STAFF and len(case.edits) < 10]
    good = [case for case in people if case.outcome == "accepted"]
    for _time in range(200):
        one = random.choice(good)
        other = random.choice([case for case in good if case.author == one.author] if random.random() < 0.5 else people)
        case = Case("", one.author, {**one.edits, **other.edits}, "accepted")
        if judged(association, case, association.base, association.sent(case)).outcome == "accepted":
            accepted += 1
            assert_own(case)
    assert accepted >= 20


def assert_own(case: Case) -> None:
    """Every change is to one record, which is the author's in the base, or is new and names the author."""
    changed = {path for path, item in case.edits.items() if item != BASE.get(path)}
    (record,) = {path.rpartition(".")[0] for path in changed}
    if any(path.startswith(f"{record}.") for path in BASE):
        assert OWNED[record].id == case.author.id
    else:
        texts = [item.data.decode() for path, item in case.edits.items() if item and path.endswith((".yaml", ".md"))]
        assert [str(case.author.id) in text or case.author.login in text for text in texts] == [True]


ADA_NOW = profile("Ada", ADA, "headline: Analyst\n")


def sent_since_the_beginning(association: Association, author: Account, edits: Mapping[str, Item | None]) -> Verdict:
    """What becomes of a change to the association as it was at first, sent to the one it has become since."""
    objects = association.objects
    head = objects.commit(objects.tree(edited(BEFORE, edits)), association.first)
    return judged(association, Case("", author, edits, "accepted"), association.base, head)


def test_who_owned_a_file_once_does_not_own_it_now(association: Association) -> None:
    """A branch begun when Ada's file was Bob's gives him nothing, as the base's version counts, and Ada her own."""
    edits = {"members/ada.yaml": profile("Mine still", BOB)}
    assert sent_since_the_beginning(association, BOB, edits).outcome == "for staff"
    assert sent_since_the_beginning(association, ADA, {"members/ada.yaml": ADA_NOW}).outcome == "accepted"


def test_what_was_taken_out_does_not_come_back(association: Association) -> None:
    """A branch from before Olga left cannot bring her back by changing her file."""
    verdict = sent_since_the_beginning(association, Account("olga", 1010), {"members/olga.yaml": profile("O", BOB)})
    assert verdict.outcome == "refused"
    assert "was taken out here meanwhile" in verdict.reasons[0].message


def test_an_old_branch_changes_only_what_it_changes(association: Association) -> None:
    """What came to the base since a branch began is no deletion of the branch."""
    edits = {"members/nora.yaml": profile("N", NEW)}
    assert sent_since_the_beginning(association, NEW, edits).outcome == "accepted"


def test_a_name_taken_since_is_taken(association: Association) -> None:
    """A new file whose name somebody else has brought since is somebody else's."""
    edits = {"members/bob.yaml": profile("N", NEW)}
    assert sent_since_the_beginning(association, NEW, edits).outcome == "for staff"


def test_the_base_may_be_merged_into_a_branch(association: Association) -> None:
    """A branch brought up to date by a merge changes what it changed before, and nothing of what it merged."""
    objects = association.objects
    edits = {"members/nora.yaml": profile("N", NEW)}
    before = objects.commit(objects.tree(edited(BEFORE, edits)), association.first)
    head = objects.commit(objects.tree(edited(BASE, edits)), before, association.base)
    case = Case("", NEW, edits, "accepted")
    assert judged(association, case, association.base, head).outcome == "accepted"
    # A merge can hold what neither side had.
    evil = objects.commit(objects.tree(edited(BASE, {**edits, "members/bob.yaml": ADA_NOW})), before, association.base)
    assert judged(association, case, association.base, evil).outcome == "for staff"


def test_branches_that_crossed_hide_nothing(association: Association) -> None:
    """Where base and branch began at several commits, what differs from any of them is looked at."""
    objects = association.objects
    others = {"members/bob.yaml": profile("Robert", BOB)}
    one = objects.commit(objects.tree(edited(BASE, others)), association.base)
    other = objects.commit(objects.tree(edited(BASE, {"content/pages/about.md": ADA_NOW})), association.base)
    base = objects.commit(objects.tree(edited(BASE, {"content/pages/about.md": ADA_NOW})), one, other)
    head = objects.commit(objects.tree(edited(BASE, {**others, "content/pages/about.md": ADA_NOW})), other, one)
    assert len(Repository(objects.folder).merge_bases(base, head)) == 2
    verdict = judged(association, Case("", ADA, {}, "accepted"), base, head)
    assert [(one.path, one.outcome) for one in verdict.reasons] == [("members/bob.yaml", "for staff")]


def test_a_name_twice_in_one_tree_is_seen(association: Association) -> None:
    """A tree that git itself would never write, with one name twice, is not taken for the better of the two."""
    objects = association.objects
    stolen = objects.write("blob", ADA_NOW.data)
    members = {path.removeprefix("members/"): item for path, item in BASE.items() if path.startswith("members/")}
    folder = objects.tree(members, [("100644", "bob.yaml", stolen)])
    rest = {path: item for path, item in BASE.items() if not path.startswith("members/")}
    head = objects.commit(objects.tree(rest, [("40000", "members", folder)]), association.base)
    assert judged(association, Case("", ADA, {}, "accepted"), association.base, head).outcome != "accepted"


def test_strangers_have_no_verdict(association: Association) -> None:
    """Commits with no history in common cannot be compared, and this is told in words."""
    objects = association.objects
    head = objects.commit(objects.tree(edited(BASE, {"members/ada.yaml": ADA_NOW})))
    with pytest.raises(GitError, match="no history in common"):
        judged(association, Case("", ADA, {}, "accepted"), association.base, head)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("STAFF = [('a', 1), ('b', 1)]", "the number 1 twice"),
        ("STAFF = [('a', '1')]", "is none"),
        ("STAFF = [('a', True)]", "is none"),
        ("STAFF = {'a': 1}", "STAFF is a list"),
        ("STAFF = everybody()", "has to be a plain list"),
        ("STAFF = [", "has to be a plain list"),
    ],
)
def test_a_list_of_staff_that_is_none_is_told(association: Association, written: str, words: str) -> None:
    """The staff of the base are a plain list of names and numbers, or nobody is judged."""
    objects = association.objects
    item = Item(written.encode())
    commit = objects.commit(objects.tree(edited(BASE, {"pelicanconf.py": item})), association.base)
    with pytest.raises(GitError, match=words):
        staff_of(Repository(objects.folder), commit)


def test_without_a_list_there_is_no_staff(association: Association) -> None:
    """A pelicanconf.py that lists no staff gives nobody more than others have; the last list counts."""
    objects, repository = association.objects, Repository(association.objects.folder)
    none = objects.commit(objects.tree(edited(BASE, {"pelicanconf.py": Item(b"X = 1\n")})))
    assert staff_of(repository, none) == frozenset()
    assert staff_of(repository, association.base) == SECRETARIES


def test_many_new_files_are_not_each_looked_for_in_the_history(association: Association) -> None:
    """Whoever sends hundreds of records keeps nobody waiting: they are for the staff, whatever they were called."""

    class Counting(Repository):
        asked = 0

        def ever(self, commit: str, folder: str, name: str) -> bool:
            self.asked += 1
            return super().ever(commit, folder, name)

    repository = Counting(association.objects.folder)
    many = {f"members/new-{number}.yaml": profile(f"New {number}", NEW) for number in range(100)}
    head = association.objects.commit(association.objects.tree({**BASE, **many}), association.base)
    verdict = decide(gather(repository, association.base, head, NEW, FOLDERS), NEW, SECRETARIES)
    assert verdict.outcome == "for staff"
    assert 0 < repository.asked <= 10
