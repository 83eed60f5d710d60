"""Who may change what: a pull request is accepted, handed to the staff or refused, each with reasons in words.

A contributor may add one own record, or change one whose base version is theirs, with the photo that lies beside it. A
profile is theirs if it names the number of their account (`github.id`), an event if a profile of theirs organizes it
(`organizers`), a job if one posts it (`poster`). What is doubtful goes to the staff; what nobody should take in as it
stands is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from plugins.contributing.placing import Placed, Taken, like_another, not_a_file, placed
from plugins.contributing.pulls import GHOST, NUMBER, Account, Change, Pull, named_id, texts_of
from plugins.core.sources import Source
from plugins.core.wording import quoted, singular
from plugins.press.git_objects import REGULAR

__all__ = ["OUTCOMES", "Outcome", "Reason", "Verdict", "decide"]

Outcome = Literal["accepted", "for staff", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("accepted", "for staff", "refused")
"""From the best to the worst: that of a pull request is the worst of its reasons."""

OWNERS = {"events": "organizers", "jobs": "poster"}
"""The field of a record that names the profiles of those whose record it is."""

ONE_EACH = "one pull request holds one record with its photo; send the others by themselves"


@dataclass(frozen=True)
class Reason:
    """Why a pull request, or what it does at one path, has its outcome. `path` is empty for all of it."""

    path: str
    outcome: Outcome
    message: str


@dataclass(frozen=True)
class Verdict:
    """What becomes of a pull request, and every reason."""

    outcome: Outcome
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, reasons: tuple[Reason, ...]) -> Verdict:
        return cls(max((one.outcome for one in reasons), key=OUTCOMES.index), reasons)


def decide(pull: Pull, author: Account, staff: Collection[int]) -> Verdict:
    """What becomes of a pull request."""
    if author.id in staff:
        return Verdict("accepted", (Reason("", "accepted", "the author is of the staff, and may change everything"),))
    if not pull.changes:
        message = "nothing is changed: the branch is as what it should go into; was the change saved to another branch?"
        return Verdict("refused", (Reason("", "refused", message),))
    reasons = tuple(_Judge(pull, author).reasons())
    if pull.too_many:
        message = f"{pull.too_many:,} files are changed, more than are looked at one by one; {ONE_EACH}"
        reasons = (Reason("", "for staff", message), *reasons)
    return Verdict.of(reasons)


@dataclass(frozen=True)
class _Judge:
    """Looks at each change in turn."""

    pull: Pull
    author: Account

    def reasons(self) -> Iterator[Reason]:
        found: dict[str, Reason] = {}
        places = {one.path: placed(one.path, self.pull.folders) for one in self.pull.changes}
        pictures = {path for path, place in places.items() if isinstance(place, Placed) and place.picture}
        for change in sorted(self.pull.changes, key=lambda one: (one.path in pictures, one.path)):
            place = places[change.path]
            outcome, message = self._of_path(change, place) or self._of_file(change, place, found)
            found[change.path] = Reason(change.path, outcome, message)
        records = {place.record for place in places.values() if isinstance(place, Placed)}
        if len(records) > 1:
            yield Reason("", "for staff", f"{len(records)} records are changed at once; {ONE_EACH}")
        yield from (found[one.path] for one in self.pull.changes)

    def _of_path(self, change: Change, place: Placed | Taken) -> tuple[Outcome, str] | None:
        """What is said of a change by its name and mode alone; None where that is in order."""
        if change.after and (why := not_a_file(change.after)):
            return "refused", why
        if isinstance(place, Taken):
            return "for staff" if place.staff else "refused", place.message
        if not change.before and change.forked:
            gone = (
                "was taken out here meanwhile; bring your branch up to date, and write to the staff if it should return"
            )
            return "refused", f"this file {gone}"
        if not change.before and (other := like_another(change.path, self.pull.names)):
            return "refused", f"here lies {quoted(other)} already, which differs in capitals or accents only; rename it"
        if change.before and change.before.mode != REGULAR:
            return "for staff", "what lies here is no ordinary file; the staff mend that first"
        if change.size > place.most:
            return "refused", f"the file has {change.size:,} bytes; at most {place.most:,} are taken"
        return None

    def _of_file(self, change: Change, place: Placed | Taken, found: Mapping[str, Reason]) -> tuple[Outcome, str]:
        assert isinstance(place, Placed)
        if place.picture:
            return self._of_picture(place, found)
        if change.after is None:
            return self._of_deletion(change, place)
        if change.becomes is None:
            why = "so nobody can tell whose it is; the report says where to mend it, and then this is looked at again"
            return "refused", f"this file cannot be read as it is, {why}"
        if extra := sorted({"slug", "path"} & change.becomes.data.keys()):
            return "refused", f"a file has no field '{extra[0]}': its own name is that; take the line out"
        if stolen := self._stolen(change, place):
            return stolen
        return self._of_change(change, place) if change.before else self._of_new(change, change.becomes, place)

    def _of_picture(self, place: Placed, found: Mapping[str, Reason]) -> tuple[Outcome, str]:
        if place.record in self.pull.own:
            return "accepted", "the photo of your own profile"
        if place.record in found:
            return found[place.record].outcome, "the photo of a profile that this pull request brings or changes"
        if place.record in self.pull.slugs.get((place.kind, place.slug), ()):
            return "for staff", "this is the photo of somebody else's profile; the staff ask them, and decide"
        return "refused", f"this photo belongs to no file; it would be the photo of {place.record}"

    def _of_deletion(self, change: Change, place: Placed) -> tuple[Outcome, str]:
        if self._owns(change, place):
            if new := [one.path for one in self.pull.changes if one.after and not one.before and one.becomes]:
                return "for staff", f"you give your file another name, {new[0]}; the staff see to the old address"
            sorry = "thank you for having been here. The staff take it out with all that mentions it"
            return (
                "for staff",
                f"you take out your own {singular(place.kind)}; {sorry} (docs/staff.md, Remove a person)",
            )
        who = "nobody takes out somebody else's record; if it is about you, write to the staff from any address"
        return "refused", f"this {singular(place.kind)} is not one that names your account: {who}"

    def _of_new(self, change: Change, record: Source, place: Placed) -> tuple[Outcome, str]:
        if taken := self.pull.slugs.get((place.kind, place.slug)):
            return (
                "refused",
                f"{taken[0]} has this name already; choose another, such as {place.slug}-2{change.path[-5:]}",
            )
        if change.alias_of:
            return "refused", f"this name is an old one of {change.alias_of}, whose address it still is; choose another"
        if change.known:
            return "for staff", "a file of this name was here before, and its address may be known; the staff decide"
        if place.kind == "members":
            return self._of_new_profile(record)
        if set(_named(record, place.kind)) & self._slugs():
            return "accepted", f"a new {singular(place.kind)} of yours"
        return "for staff", f"{self._not_by(place.kind)}; the staff look at it instead"

    def _of_new_profile(self, record: Source) -> tuple[Outcome, str]:
        number = named_id(record)
        if not number:
            lines = f"github: {{login: {self.author.login}, id: {self.author.id}}}"
            why = "the profile does not say whose it is, so the staff have to find out"
            return "for staff", f"{why}; if it is yours, add the line `{lines}` and it is taken as yours"
        if not NUMBER.fullmatch(number):
            return "for staff", f"github.id is a whole number in plain digits; yours is {self.author.id}"
        if number != str(self.author.id) or self.author.id == GHOST:
            why = f"the profile names the account {number}, and this comes from {self.author.id}"
            return "for staff", f"{why}; the staff ask its owner. If it is yours, write id: {self.author.id}"
        if self.pull.own:
            first = min(self.pull.own)
            return "for staff", f"{first} is your profile already; the staff can give it another name, and links follow"
        return self._of_login(record) or ("accepted", "your own profile, which is new")

    def _of_login(self, record: Source) -> tuple[Outcome, str] | None:
        """A name beside one's own number that is another's would mislead whoever reads the file."""
        account = record.data.get("github")
        login = account.get("login") if isinstance(account, Mapping) else None
        if isinstance(login, str) and login.casefold() != self.author.login.casefold():
            return "for staff", f"github.login says {quoted(login)}, but your account is {quoted(self.author.login)}"
        return None

    def _of_change(self, change: Change, place: Placed) -> tuple[Outcome, str]:
        was, becomes = change.was, change.becomes
        assert becomes
        if was is None or not self._owns(change, place):
            return "for staff", self._not_yours(was, place.kind)
        if place.kind == "members":
            if named_id(becomes) != named_id(was):
                return "for staff", "github.id says whose profile this is; only staff change it, after they have asked"
            if becomes.data.get("github") != was.data.get("github") and (why := self._of_login(becomes)):
                return why
            return "accepted", "your own profile"
        if set(_named(was, place.kind)) != set(_named(becomes, place.kind)):
            field = OWNERS[place.kind]
            return "for staff", f"{field} says whose {singular(place.kind)} this is; only staff change it"
        return "accepted", f"your own {singular(place.kind)}"

    def _stolen(self, change: Change, place: Placed) -> tuple[Outcome, str] | None:
        """An alias is an address of the site: nobody takes one by themselves."""
        assert change.becomes
        before = texts_of(change.was.data.get("aliases")) if change.was else ()
        for alias in texts_of(change.becomes.data.get("aliases")):
            if alias in before:
                continue
            if self.pull.slugs.get((place.kind, alias.casefold())):
                return "refused", f"the alias {quoted(alias)} is the address of another file; take the line out"
            return "for staff", f"the alias {quoted(alias)} takes an address; the staff see to it that it was yours"
        return None

    def _owns(self, change: Change, place: Placed) -> bool:
        if place.kind == "members":
            return change.path in self.pull.own
        return bool(change.was and set(_named(change.was, place.kind)) & self._slugs())

    def _slugs(self) -> set[str]:
        """The names by which records refer to the author; one that two files have is nobody's."""
        return {slug for slug in self.pull.own.values() if len(self.pull.slugs.get(("members", slug), ())) == 1}

    def _not_yours(self, was: Source | None, kind: str) -> str:
        if kind != "members":
            return f"{self._not_by(kind)}; the staff ask whoever brought it, and decide"
        if was is None or not named_id(was):
            return "the profile here names no account, so the staff have to find out whose it is"
        ask = "the staff ask that person, and decide. If it is you with another account, tell them"
        return f"the profile here names the account {quoted(named_id(was))}, not yours ({self.author.id}); {ask}"

    def _not_by(self, kind: str) -> str:
        field = OWNERS[kind]
        if not self._slugs():
            return f"the {field.removesuffix('s')} has to have a profile here that names your account"
        return f"{field} does not name your profile, {' or '.join(sorted(self._slugs()))}"


def _named(record: Source, kind: str) -> tuple[str, ...]:
    """The profiles that an event or a job names as those of its owners."""
    return texts_of(record.data.get(OWNERS[kind]))
