"""Pull requests by the hundred: an association, what somebody sends it, and what has to become of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from plugins.contributing.ownership import OUTCOMES, Outcome
from plugins.contributing.placing import Folder
from plugins.contributing.pulls import Account
from tests.contributing.objects import FILE, LINK, PROGRAM, SUBMODULE, Item

__all__ = ["ADA", "BASE", "BEFORE", "BOB", "DAN", "FOLDERS", "NEW", "STAFF", "TWIN", "Case", "cases", "profile"]

FOLDERS = (
    Folder("members", "members", ".yaml", True),
    Folder("events", "content/events", ".md", False),
    Folder("jobs", "content/jobs", ".md", False),
)

ADA = Account("ada", 1001)
BOB = Account("bob", 1002)
DAN = Account("dan", 1004)
EVE = Account("eve", 1005)
TWIN = Account("twin", 1007)
HAL = Account("hal", 1008)
NEW = Account("newcomer", 5555)
IMPOSTOR = Account("ada", 6666)
STAFF = Account("secretary", 42)
EX_STAFF = Account("secretary", 4242)
GHOST = Account("ghost", 10137)
BOT = Account("dependabot[bot]", 49699333)

YES: Outcome = "accepted"
STAFFS: Outcome = "for staff"
NO: Outcome = "refused"
COMMIT = b"1" * 40


def profile(name: str, account: Account | None = None, more: str = "", number: str = "", login: str = "") -> Item:
    """A member's file, with an account if it has one."""
    lines = [f"name: {name}", "consent: {date: 2026-01-01, version: 1}"]
    if account or number:
        known = account or NEW
        lines += ["github:", f"  login: {login or known.login}", f"  id: {number or known.id}"]
    return text("\n".join([*lines, *more.splitlines(), ""]))


def event(organizers: str = "", more: str = "", title: str = "A meeting") -> Item:
    field_of = f"organizers: {organizers}\n" if organizers else ""
    return text(f"---\ntitle: {title}\nstart: 2027-01-01 10:00\nend: 2027-01-01 11:00\n{field_of}{more}---\nCome.\n")


def job(poster: str = "", more: str = "") -> Item:
    field_of = f"poster: {poster}\n" if poster else ""
    return text(f"---\ntitle: Observer\norganization: Acme\n{field_of}{more}---\nWatch the tide.\n")


def text(words: str, mode: str = FILE) -> Item:
    return Item(words.encode("utf-8", "surrogateescape"), mode)


def photo(sign: str = "a") -> Item:
    return Item(b"\xff\xd8\xff\xe0" + sign.encode() * 200)


BEFORE: dict[str, Item] = {
    "members/olga.yaml": profile("Olga", Account("olga", 1010)),
    "members/ada.yaml": profile("Ada", BOB),
}
"""The association as it was at first: Olga has left since, and Ada's file was Bob's."""

BASE: dict[str, Item] = {
    "README.md": text("An association\n"),
    "pelicanconf.py": text('STAFF = [("secretary", 42)]\nSITEURL = "https://example.org"\n'),
    "tasks.py": text("print(1)\n"),
    ".github/workflows/check.yml": text("on: pull_request\n"),
    "plugins/core/x.py": text("X = 1\n"),
    "content/pages/about.md": text("Title: About\n\nWe.\n"),
    "content/organizations/acme.md": text("---\nname: Acme\n---\n"),
    "members/ada.yaml": profile("Ada", ADA),
    "members/ada.jpg": photo("a"),
    "members/bob.yaml": profile("Bob", BOB),
    "members/bob.png": photo("b"),
    "members/carol.yaml": profile("Carol"),
    "members/carol.jpg": photo("c"),
    "members/d/dan.yaml": profile("Dan", DAN),
    "members/d/dan.jpg": photo("d"),
    "members/eve.yaml": profile("Eve", number="01005", login="eve"),
    "members/ghost.yaml": profile("A Ghost", GHOST),
    "members/grace.yaml": profile("Grace", Account("grace", 1009), "aliases: [hopper]\n"),
    "members/x/twin.yaml": profile("Twin", TWIN),
    "members/y/twin.yaml": profile("Twin", TWIN),
    "members/hal.yaml": text("name: [Hal\ngithub: {login: hal, id: 1008}\n"),
    "members/linked.yaml": Item(b"ada.yaml", LINK),
    "members/README.md": text("One file each.\n"),
    "content/events/agm.md": event("[ada, carol]"),
    "content/events/talk.md": event("[bob]"),
    "content/events/single.md": event("ada"),
    "content/events/plain.md": event(),
    "content/events/by-name.md": event("[{name: ada}]"),
    "content/events/twin-talk.md": event("[twin]"),
    "content/events/ghostly.md": event("[ghost]"),
    "content/jobs/observer.md": job("ada"),
    "content/jobs/clerk.md": job(),
    "content/jobs/mate.md": job("bob"),
}


@dataclass(frozen=True)
class Case:
    """One pull request: who sends it, what it changes (None takes out), what becomes of it, and words it is told in."""

    name: str
    author: Account
    edits: Mapping[str, Item | None]
    outcome: Outcome
    words: str = ""
    top: tuple[tuple[str, str, str], ...] = field(default=())


def cases() -> tuple[Case, ...]:
    """All of them; no two have one name."""
    return (*SINGLE, *owners(), *names(), *places(), *numbers(), *combined())


ADA_NOW = profile("Ada", ADA, "headline: Analyst\n")
BIG = text("name: Ada\n" + "# a long comment\n" * 5000)

SINGLE: tuple[Case, ...] = (
    # What people do, and may.
    Case("a new profile with one's own number", NEW, {"members/newcomer.yaml": profile("N", NEW)}, YES, "is new"),
    Case(
        "a new profile with a photo",
        NEW,
        {"members/nora.yaml": profile("N", NEW), "members/nora.jpg": photo()},
        YES,
        "the photo of a profile",
    ),
    Case("a new profile in a folder", NEW, {"members/n/nora.yaml": profile("N", NEW)}, YES),
    Case(
        "a new profile with its number in quotes", NEW, {"members/nora.yaml": profile("N", NEW, number='"5555"')}, YES
    ),
    Case("a new profile, login in capitals", NEW, {"members/nora.yaml": profile("N", NEW, login="NewComer")}, YES),
    Case("one's own profile changed", ADA, {"members/ada.yaml": ADA_NOW}, YES, "your own profile"),
    Case("one's own profile and photo changed", ADA, {"members/ada.yaml": ADA_NOW, "members/ada.jpg": photo("z")}, YES),
    Case("one's own photo changed", ADA, {"members/ada.jpg": photo("z")}, YES, "the photo of your own profile"),
    Case("one's own photo taken out", ADA, {"members/ada.jpg": None}, YES),
    Case("one's own photo in another format", ADA, {"members/ada.jpg": None, "members/ada.webp": photo("z")}, YES),
    Case("one's own profile in a folder", DAN, {"members/d/dan.yaml": profile("Daniel", DAN)}, YES),
    Case("one's own photo in a folder", DAN, {"members/d/dan.jpg": photo("z")}, YES),
    Case("an account that was renamed", Account("ada-king", 1001), {"members/ada.yaml": ADA_NOW}, YES),
    Case(
        "the new name of a renamed account",
        Account("ada-king", 1001),
        {"members/ada.yaml": profile("Ada", ADA, login="ada-king")},
        YES,
    ),
    Case(
        "one's own alias given up",
        Account("grace", 1009),
        {"members/grace.yaml": profile("G", Account("grace", 1009))},
        YES,
    ),
    Case(
        "what one shows to whom", ADA, {"members/ada.yaml": profile("Ada", ADA, "visibility: {email: public}\n")}, YES
    ),
    Case(
        "a trick with visibility", ADA, {"members/ada.yaml": profile("Ada", ADA, "visibility: {github: public}\n")}, YES
    ),
    Case("visibility that is a list", ADA, {"members/ada.yaml": profile("Ada", ADA, "visibility: [x]\n")}, YES),
    Case("a field that does not exist", ADA, {"members/ada.yaml": profile("Ada", ADA, "nickname: A\n")}, YES),
    Case("one's own event changed", ADA, {"content/events/agm.md": event("[ada, carol]", title="The AGM")}, YES),
    Case("organizers in another order", ADA, {"content/events/agm.md": event("[carol, ada]")}, YES),
    Case("the event of a single organizer", ADA, {"content/events/single.md": event("ada", title="Mine")}, YES),
    Case("a new event of a member", ADA, {"content/events/mine.md": event("[ada]")}, YES, "a new event of yours"),
    Case("a new event with a guest beside", ADA, {"content/events/mine.md": event("[ada, {name: A Guest}]")}, YES),
    Case("a new event in a folder", ADA, {"content/events/2027/mine.md": event("[ada]")}, YES),
    Case("a new event called like a member", ADA, {"content/events/bob.md": event("[ada]")}, YES),
    Case("a new job of a member", ADA, {"content/jobs/mine.md": job("ada")}, YES, "a new job of yours"),
    Case("one's own job changed", ADA, {"content/jobs/observer.md": job("ada", "status: filled\n")}, YES),
    Case("one's own job, a member in a folder", DAN, {"content/jobs/mine.md": job("dan")}, YES),
    # What only the staff decide.
    Case("somebody else's profile", BOB, {"members/ada.yaml": ADA_NOW}, STAFFS, "'1001', not yours (1002)"),
    Case("somebody else's profile made one's own", BOB, {"members/ada.yaml": profile("Ada", BOB)}, STAFFS),
    Case("a profile nobody owns made one's own", NEW, {"members/carol.yaml": profile("Carol", NEW)}, STAFFS),
    Case("a profile nobody owns", NEW, {"members/carol.yaml": profile("Carola")}, STAFFS, "names no account"),
    Case("the login of somebody else", IMPOSTOR, {"members/ada.yaml": ADA_NOW}, STAFFS),
    Case(
        "one's own profile given away", ADA, {"members/ada.yaml": profile("Ada", BOB)}, STAFFS, "only staff change it"
    ),
    Case("one's own number taken out", ADA, {"members/ada.yaml": profile("Ada")}, STAFFS),
    Case("one's own number written otherwise", ADA, {"members/ada.yaml": profile("Ada", ADA, number="1_001")}, STAFFS),
    Case("another's login beside one's number", ADA, {"members/ada.yaml": profile("Ada", ADA, login="bob")}, STAFFS),
    Case("a photo of somebody else", BOB, {"members/ada.jpg": photo("z")}, STAFFS, "somebody else's profile"),
    Case("a first photo of somebody else", BOB, {"members/eve.jpg": photo("z")}, STAFFS),
    Case("the photo of somebody else taken out", BOB, {"members/ada.jpg": None}, STAFFS),
    Case("the photo of a profile nobody owns", NEW, {"members/carol.jpg": photo("z")}, STAFFS),
    Case("one's own profile taken out", ADA, {"members/ada.yaml": None}, STAFFS, "thank you for having been here"),
    Case("all of oneself taken out", ADA, {"members/ada.yaml": None, "members/ada.jpg": None}, STAFFS),
    Case(
        "one's own profile renamed",
        ADA,
        {"members/ada.yaml": None, "members/ada-king.yaml": ADA_NOW},
        STAFFS,
        "another name",
    ),
    Case(
        "one's own profile renamed, unchanged",
        ADA,
        {"members/ada.yaml": None, "members/ada-king.yaml": BASE["members/ada.yaml"]},
        STAFFS,
        "the old address",
    ),
    Case(
        "one's own profile moved", ADA, {"members/ada.yaml": None, "members/a/ada.yaml": ADA_NOW}, NO, "has this name"
    ),
    Case("a second profile", ADA, {"members/ada-2.yaml": profile("Ada", ADA)}, STAFFS, "is your profile already"),
    Case("a new profile for somebody else", NEW, {"members/nora.yaml": profile("N", BOB)}, STAFFS, "names the account"),
    Case("a new profile of nobody", NEW, {"members/nora.yaml": profile("N")}, STAFFS, "id: 5555"),
    Case("a new profile, another's login", NEW, {"members/nora.yaml": profile("N", NEW, login="ada")}, STAFFS),
    Case("a name that was here before", NEW, {"members/olga.yaml": profile("O", NEW)}, STAFFS, "was here before"),
    Case("that name in a folder", NEW, {"members/o/olga.yaml": profile("O", NEW)}, STAFFS, "was here before"),
    Case(
        "an own alias",
        ADA,
        {"members/ada.yaml": profile("Ada", ADA, "aliases: [ada-byron]\n")},
        STAFFS,
        "takes an address",
    ),
    Case("a new profile with an alias", NEW, {"members/nora.yaml": profile("N", NEW, "aliases: [n]\n")}, STAFFS),
    Case("the alias of somebody else", ADA, {"members/ada.yaml": profile("Ada", ADA, "aliases: [hopper]\n")}, STAFFS),
    Case("an event of somebody else", ADA, {"content/events/talk.md": event("[bob]", title="x")}, STAFFS),
    Case("an event taken over", ADA, {"content/events/talk.md": event("[ada]")}, STAFFS),
    Case("an event shared with oneself", ADA, {"content/events/talk.md": event("[bob, ada]")}, STAFFS),
    Case("one's own event given away", ADA, {"content/events/agm.md": event("[bob]")}, STAFFS, "organizers says whose"),
    Case("one's own event shared", ADA, {"content/events/agm.md": event("[ada, carol, bob]")}, STAFFS),
    Case("one's own event taken out", ADA, {"content/events/agm.md": None}, STAFFS),
    Case("one's own job taken out", ADA, {"content/jobs/observer.md": None}, STAFFS),
    Case("one's own job given away", ADA, {"content/jobs/observer.md": job("bob")}, STAFFS),
    Case("an event of nobody", ADA, {"content/events/plain.md": event("[ada]")}, STAFFS),
    Case(
        "an event of a person with a name only",
        ADA,
        {"content/events/by-name.md": event("[{name: ada}]", title="x")},
        STAFFS,
    ),
    Case("a job of nobody", ADA, {"content/jobs/clerk.md": job("ada")}, STAFFS),
    Case("a job of somebody else", ADA, {"content/jobs/mate.md": job("bob", "status: filled\n")}, STAFFS),
    Case("a new event for somebody else", ADA, {"content/events/mine.md": event("[bob]")}, STAFFS, "your profile, ada"),
    Case("a new event of nobody", ADA, {"content/events/mine.md": event()}, STAFFS),
    Case("a new event by a name only", ADA, {"content/events/mine.md": event("[{name: ada}]")}, STAFFS),
    Case(
        "a new event of somebody without profile",
        NEW,
        {"content/events/mine.md": event("[ada]")},
        STAFFS,
        "has to have",
    ),
    Case("a new job without poster", ADA, {"content/jobs/mine.md": job()}, STAFFS),
    Case("a new job for somebody else", BOB, {"content/jobs/mine.md": job("ada")}, STAFFS),
    Case("a new job with a list of posters", ADA, {"content/jobs/mine.md": job("[bob, carol]")}, STAFFS),
    Case(
        "a profile with its first event",
        NEW,
        {"members/nora.yaml": profile("N", NEW), "content/events/n.md": event("[nora]")},
        STAFFS,
    ),
    Case("an event of a name that two have", TWIN, {"content/events/twin-talk.md": event("[twin]", title="x")}, STAFFS),
    Case("a new event of such a name", TWIN, {"content/events/more.md": event("[twin]")}, STAFFS),
    Case("a number that begins with a nought", EVE, {"members/eve.yaml": profile("Eva", EVE)}, STAFFS),
    Case("a profile that cannot be read here", HAL, {"members/hal.yaml": profile("Hal", HAL)}, STAFFS),
    Case(
        "a link that lies here made a file", ADA, {"members/linked.yaml": profile("L", ADA)}, STAFFS, "no ordinary file"
    ),
    Case("a deleted account's own profile", GHOST, {"members/ghost.yaml": profile("Boo", GHOST)}, STAFFS),
    Case("a deleted account's new profile", GHOST, {"members/boo.yaml": profile("Boo", GHOST)}, STAFFS),
    Case("a deleted account's event", GHOST, {"content/events/ghostly.md": event("[ghost]", title="x")}, STAFFS),
    Case("a deleted account's photo", GHOST, {"members/ghost.jpg": photo()}, STAFFS),
    Case("staff that is no longer staff", EX_STAFF, {"content/pages/about.md": text("x")}, STAFFS),
    Case("a program that updates others", BOT, {"plugins/core/x.py": text("X = 2\n")}, STAFFS),
    Case("the list of the staff", NEW, {"pelicanconf.py": text('STAFF = [("newcomer", 5555)]\n')}, STAFFS, "outside"),
    Case(
        "oneself made staff, and then all",
        NEW,
        {"pelicanconf.py": text('STAFF = [("newcomer", 5555)]\n'), "members/ada.yaml": ADA_NOW},
        STAFFS,
    ),
    Case("a check that checks nothing", NEW, {".github/workflows/check.yml": text("on: push\n")}, STAFFS),
    Case("the words that explain a folder", ADA, {"members/README.md": text("x")}, STAFFS),
    Case(
        "two own records",
        ADA,
        {"members/ada.yaml": ADA_NOW, "content/jobs/observer.md": job("ada", "status: filled\n")},
        STAFFS,
        "2 records",
    ),
    Case("two new events", ADA, {"content/events/a.md": event("[ada]"), "content/events/b.md": event("[ada]")}, STAFFS),
    Case(
        "both profiles of one number",
        TWIN,
        {"members/x/twin.yaml": profile("T", TWIN), "members/y/twin.yaml": profile("T", TWIN)},
        STAFFS,
    ),
    Case("one of two profiles of one number", TWIN, {"members/x/twin.yaml": profile("T", TWIN)}, YES),
    Case(
        "more files than are looked at",
        ADA,
        {f"content/pages/p{n}.md": text("x") for n in range(400)},
        STAFFS,
        "400 files",
    ),
    Case(
        "more files than are looked at, one of them a link",
        ADA,
        {"a": Item(b"/etc", LINK)} | {f"b{n}": text("x") for n in range(400)},
        NO,
    ),
    # What nobody takes in as it stands.
    Case("nothing at all", ADA, {}, NO, "nothing is changed"),
    Case("somebody else's profile taken out", BOB, {"members/ada.yaml": None}, NO, "nobody takes out"),
    Case("a profile nobody owns taken out", BOB, {"members/carol.yaml": None}, NO),
    Case("an event of somebody else taken out", ADA, {"content/events/talk.md": None}, NO),
    Case(
        "somebody else's profile renamed",
        BOB,
        {"members/ada.yaml": None, "members/ada-b.yaml": BASE["members/ada.yaml"]},
        NO,
    ),
    Case(
        "somebody else's profile renamed to one's own",
        NEW,
        {"members/ada.yaml": None, "members/nora.yaml": profile("Ada", NEW)},
        NO,
    ),
    Case("all members taken out", ADA, {path: None for path in BASE if path.startswith("members/")}, NO),
    Case("a link in place of one's own file", ADA, {"members/ada.yaml": Item(b"bob.yaml", LINK)}, NO, "symbolic link"),
    Case("a new link", NEW, {"members/nora.yaml": Item(b"/etc/passwd", LINK)}, NO, "symbolic link"),
    Case("a link in place of a photo", ADA, {"members/ada.jpg": Item(b"/etc/passwd", LINK)}, NO),
    Case(
        "a link in place of the members",
        ADA,
        {"members": Item(b"content", LINK)} | {path: None for path in BASE if path.startswith("members/")},
        NO,
    ),
    Case("a submodule in place of one's own file", ADA, {"members/ada.yaml": Item(COMMIT, SUBMODULE)}, NO, "submodule"),
    Case("a new submodule", ADA, {"members/more": Item(COMMIT, SUBMODULE)}, NO),
    Case("a submodule elsewhere", ADA, {"vendor": Item(COMMIT, SUBMODULE)}, NO),
    Case("one's own file as a program", ADA, {"members/ada.yaml": Item(ADA_NOW.data, PROGRAM)}, NO, "chmod=-x"),
    Case(
        "only the mode of one's own file", ADA, {"members/ada.yaml": Item(BASE["members/ada.yaml"].data, PROGRAM)}, NO
    ),
    Case("a photo as a program", ADA, {"members/ada.jpg": Item(photo("z").data, PROGRAM)}, NO),
    Case("an old mode of git", ADA, {"members/ada.yaml": Item(ADA_NOW.data, "100664")}, YES),
    Case("a file that is too large", ADA, {"members/ada.yaml": BIG}, NO, "bytes; at most 65,536"),
    Case("a new file that is too large", NEW, {"members/nora.yaml": BIG}, NO),
    Case(
        "a photo that is too large", ADA, {"members/ada.jpg": Item(b"\0" * (10 * 2**20 + 1))}, NO, "at most 10,485,760"
    ),
    Case("a file that is no YAML", ADA, {"members/ada.yaml": text("name: [Ada\n")}, NO, "cannot be read"),
    Case(
        "a file with its fields twice",
        ADA,
        {"members/ada.yaml": text("name: A\ngithub: {login: ada, id: 1001}\ngithub: {login: bob, id: 1002}\n")},
        NO,
    ),
    Case(
        "a file with an alias of YAML",
        ADA,
        {"members/ada.yaml": text("name: &a Ada\ngithub: {login: *a, id: 1001}\n")},
        NO,
    ),
    Case(
        "a file of two documents",
        ADA,
        {"members/ada.yaml": text("name: A\ngithub: {login: ada, id: 1001}\n---\nname: B\n")},
        NO,
    ),
    Case("an empty file", ADA, {"members/ada.yaml": Item(b"")}, NO),
    Case("a file that is no text", ADA, {"members/ada.yaml": Item(b"name: \xff\xfe\n")}, NO),
    Case("a new profile that cannot be read", NEW, {"members/nora.yaml": text("name: [N\n")}, NO),
    Case("an event without its fields", ADA, {"content/events/agm.md": text("Come.\n")}, NO),
    Case("a slug of its own", ADA, {"members/ada.yaml": profile("Ada", ADA, "slug: bob\n")}, NO, "no field 'slug'"),
    Case("a path of its own", ADA, {"members/ada.yaml": profile("Ada", ADA, "path: members/bob.yaml\n")}, NO),
    Case("a slug of a new file", NEW, {"members/nora.yaml": profile("N", NEW, "slug: ada\n")}, NO),
    Case(
        "the address of somebody else as an alias",
        ADA,
        {"members/ada.yaml": profile("Ada", ADA, "aliases: [bob]\n")},
        NO,
        "another file",
    ),
    Case("that address in capitals", ADA, {"members/ada.yaml": profile("Ada", ADA, "aliases: [BOB]\n")}, NO),
    Case("that address as one word", ADA, {"members/ada.yaml": profile("Ada", ADA, "aliases: bob\n")}, NO),
    Case(
        "the event of somebody else as an alias",
        ADA,
        {"content/events/agm.md": event("[ada, carol]", "aliases: [talk]\n")},
        NO,
    ),
    Case(
        "a new profile of a name that is taken",
        NEW,
        {"members/n/ada.yaml": profile("Ada", NEW)},
        NO,
        "has this name already",
    ),
    Case("a new event of a name that is taken", ADA, {"content/events/x/talk.md": event("[ada]")}, NO),
    Case("a new job of a name that is taken", ADA, {"content/jobs/x/mate.md": job("ada")}, NO),
    Case("an old name of somebody", NEW, {"members/hopper.yaml": profile("H", NEW)}, NO, "an old one of members/grace"),
    Case("a photo of nobody", NEW, {"members/nobody.jpg": photo()}, NO, "belongs to no file"),
    Case("a photo in another folder than its file", ADA, {"members/a/ada.jpg": photo()}, NO),
    Case("a photo of an event", ADA, {"content/events/agm.jpg": photo()}, NO),
    Case(
        "a file in place of a folder",
        ADA,
        {"members/d": text("x"), "members/d/dan.yaml": None, "members/d/dan.jpg": None},
        NO,
    ),
    Case("a folder in place of a file", ADA, {"members/ada.yaml": None, "members/ada.yaml/ada.yaml": ADA_NOW}, NO),
    Case("a bad photo with a good profile", ADA, {"members/ada.yaml": ADA_NOW, "members/ada.heic": photo()}, NO),
    Case(
        "a bad profile with its photo", ADA, {"members/ada.yaml": text("name: [\n"), "members/ada.jpg": photo("z")}, NO
    ),
)


def owners() -> Iterator[Case]:
    """Every author with every profile, its photo and their end: only one's own is taken."""
    accounts = (ADA, BOB, DAN, EVE, HAL, NEW, IMPOSTOR, STAFF, EX_STAFF, GHOST)
    own = {"members/ada.yaml": ADA, "members/bob.yaml": BOB, "members/d/dan.yaml": DAN}
    files = (*own, "members/carol.yaml", "members/eve.yaml", "members/ghost.yaml", "members/grace.yaml")
    for author in accounts:
        for path in files:
            mine = own.get(path) == author
            changed = Item(BASE[path].data + b"headline: Changed\n")
            staff = author == STAFF
            who = f"{author.login} ({author.id})"
            yield Case(f"{who} changes {path}", author, {path: changed}, YES if mine or staff else STAFFS)
            picture = path.replace(".yaml", ".webp")
            yield Case(f"{who} brings {picture}", author, {picture: photo("n")}, YES if mine or staff else STAFFS)
            end: Outcome = YES if staff else STAFFS if mine else NO
            yield Case(f"{who} takes out {path}", author, {path: None}, end)
    for path in ("content/pages/about.md", "tasks.py", "content/organizations/acme.md"):
        yield Case(f"the staff change {path}", STAFF, {path: text("x")}, YES)
        yield Case(f"the staff take out {path}", STAFF, {path: None}, YES)
    yield Case("the staff bring many records", STAFF, {f"members/m{n}.yaml": profile("M") for n in range(9)}, YES)
    yield Case("the staff rename a profile", STAFF, {"members/ada.yaml": None, "members/a.yaml": ADA_NOW}, YES)
    yield Case("the staff list more staff", STAFF, {"pelicanconf.py": text('STAFF = [("x", 9)]\n')}, YES)


def names() -> Iterator[Case]:
    """Names of new files that are like others, or that some file system or git takes for something else."""
    bad = (
        *(
            "ADA.yaml",
            "Ada.yaml",
            "adа.yaml",
            "ada .yaml",
            " ada.yaml",
            "ada..yaml",
            "ada-.yaml",
            "-ada.yaml",
            "a--b.yaml",
        ),
        *("nora.YAML", "nora.yml", "nora.yaml.txt", "nora.json", "nora", "nora.yaml~", ".nora.yaml", "nora_b.yaml"),
        *(
            "e\u0301va.yaml",
            "\u00e9va.yaml",
            "ﬁona.yaml",
            "ada\u200b.yaml",
            "a\u202eda.yaml",
            "nora\n.yaml",
            "no\\ra.yaml",
        ),
        *(
            "con.yaml",
            "nul.yaml",
            "com1.yaml",
            "index.yaml",
            "submit.yaml",
            "page.yaml",
            f"{'a' * 61}.yaml",
            "nora.yaml ",
        ),
        *(".git/config", ".GIT/x.yaml", "git~1/x.yaml", ".gitmodules", ".gitattributes", ".git\u200cignore", ".Git"),
        *("Folder/nora.yaml", "d /nora.yaml", "D/nora.yaml", "d./nora.yaml", "é/nora.yaml", "a/b/c/d/e/f/g/nora.yaml"),
        *("nora.svg", "nora.html", "nora.JPG", "nora.gif", "\udcff.yaml", "..yaml", "~nora.yaml", "nora;rm.yaml"),
        *(
            "$(id).yaml",
            "`id`.yaml",
            "--help.yaml",
            "nora'.yaml",
            'nora".yaml',
            "%2e%2e.yaml",
            "٣.yaml",
            "nora\x1b[2J.yaml",
        ),
    )
    for name in bad:
        yield Case(f"a new file members/{name!r}", NEW, {f"members/{name}": profile("N", NEW)}, NO)
    for name in (
        "nora.yaml",
        "nora-b.yaml",
        "n0.yaml",
        "a/nora.yaml",
        "0.yaml",
        f"{'a' * 60}.yaml",
        "d/nora.yaml",
        "nora-mac.yaml",
    ):
        yield Case(f"a new file members/{name}", NEW, {f"members/{name}": profile("N", NEW)}, YES)


def places() -> Iterator[Case]:
    """Folders that are not for everybody, and those that are called like the ones that are."""
    for folder in ("Members", "MEMBERS", "members ", "members.", "membeRs", "ｍembers", "mem\u00adbers", "memberſ"):
        yield Case(f"a new file in {folder!r}", NEW, {f"{folder}/nora.yaml": profile("N", NEW)}, NO, "")
    for folder in ("Content/events", "content/Events", "CONTENT/JOBS", "content /jobs"):
        yield Case(f"a new file in {folder!r}", ADA, {f"{folder}/mine.md": event("[ada]")}, NO)
    for path in (
        *(
            "members.yaml",
            "member/nora.yaml",
            "content/nora.yaml",
            "content/members/nora.yaml",
            "nora.yaml",
            "membersx/n.yaml",
        ),
        *(
            "content/pages/n.md",
            "content/news/n.md",
            "content/chapters/n.md",
            "content/groups/n.md",
            "content/organizations/n.md",
        ),
        *(
            "content/vocabulary/skills.yaml",
            "theme/templates/base.html",
            "plugins/__init__.py",
            "tasks.py",
            "pyproject.toml",
        ),
        *(
            ".github/workflows/new.yml",
            "docs/n.md",
            "package.json",
            "requirements.lock",
            "conftest.py",
            "CNAME",
            "uv.toml",
        ),
        *(".envrc", ".vscode/settings.json", "sitecustomize.py", "members-evil/n.yaml", "content/eventsx/n.md"),
    ):
        yield Case(f"a file {path}", NEW, {path: profile("N", NEW)}, STAFFS)
        yield Case(f"one's own profile, and {path}", ADA, {"members/ada.yaml": ADA_NOW, path: text("x")}, STAFFS)
    for path in (
        ".gitmodules",
        ".gitattributes",
        ".git/hooks/post-checkout",
        ".GIT/config",
        "x/.git/config",
        "GIT~1/config",
    ):
        yield Case(f"a file of git, {path}", NEW, {path: text("x")}, NO)


def numbers() -> Iterator[Case]:
    """Ways to write the number of an account that are none."""
    for number in (
        *(
            "5555.0",
            "5_555",
            "+5555",
            "05555",
            "0x15B3",
            "5555e0",
            "5 555",
            "5,555",
            "٥٥٥٥",
            "５５５５",
            "-5555",
            "0",
            "5555x",
        ),
        *(
            "[5555]",
            "{id: 5555}",
            "null",
            "true",
            "'5555 '",
            "' 5555'",
            "1" * 30,
            "~",
            '"555\\x35"',
            "5555;",
            "'5555\t'",
        ),
    ):
        yield Case(
            f"a new profile with the number {number}",
            NEW,
            {"members/nora.yaml": profile("N", NEW, number=number)},
            STAFFS,
        )
    for account in (
        "[login, 5555]",
        "5555",
        "newcomer",
        "[{login: newcomer, id: 5555}]",
        "{login: newcomer}",
        "{Id: 5555}",
    ):
        given = text(f"name: N\ngithub: {account}\n")
        yield Case(f"a new profile with the account {account}", NEW, {"members/nora.yaml": given}, STAFFS)
    given = text("name: N\nGitHub: {login: newcomer, id: 5555}\n")
    yield Case("a new profile with an account in capitals", NEW, {"members/nora.yaml": given}, STAFFS)
    given = text("name: N\nbio: 'github: {id: 5555}'\n")
    yield Case("a new profile with an account in a text", NEW, {"members/nora.yaml": given}, STAFFS)


@dataclass(frozen=True)
class Atom:
    """A small change that Ada makes; `record` is what it changes, if that is a record."""

    name: str
    edits: Mapping[str, Item | None]
    outcome: Outcome
    record: str = ""


ATOMS = (
    Atom("own profile", {"members/ada.yaml": ADA_NOW}, YES, "ada"),
    Atom("own photo", {"members/ada.jpg": photo("z")}, YES, "ada"),
    Atom("own event", {"content/events/agm.md": event("[ada, carol]", title="x")}, YES, "agm"),
    Atom("own job", {"content/jobs/observer.md": job("ada", "status: filled\n")}, YES, "observer"),
    Atom("new event", {"content/events/mine.md": event("[ada]")}, YES, "mine"),
    Atom("new job", {"content/jobs/my-job.md": job("ada")}, YES, "my-job"),
    Atom("own event out", {"content/events/single.md": None}, STAFFS, "single"),
    Atom("another's profile", {"members/bob.yaml": profile("Bobby", BOB)}, STAFFS, "bob"),
    Atom("another's photo", {"members/carol.jpg": photo("z")}, STAFFS, "carol"),
    Atom("another's event", {"content/events/talk.md": event("[bob]", title="x")}, STAFFS, "talk"),
    Atom("another's profile out", {"members/grace.yaml": None}, NO, "grace"),
    Atom("second profile", {"members/ada-two.yaml": profile("Ada", ADA)}, STAFFS, "ada-two"),
    Atom("page", {"content/pages/about.md": text("x")}, STAFFS),
    Atom("plugin", {"plugins/core/x.py": text("X = 2\n")}, STAFFS),
    Atom("workflow", {".github/workflows/check.yml": text("x")}, STAFFS),
    Atom("link", {"content/events/link.md": Item(b"/etc/passwd", LINK)}, NO, "link"),
    Atom("submodule", {"vendor": Item(COMMIT, SUBMODULE)}, NO),
    Atom("program", {"content/jobs/clerk.md": Item(BASE["content/jobs/clerk.md"].data, PROGRAM)}, NO, "clerk"),
    Atom("capitals", {"content/events/AGM.md": event("[ada]")}, NO),
    Atom("git's", {".gitattributes": text("* filter=x\n")}, NO),
    Atom("stray picture", {"members/stray.png": photo()}, NO, "stray"),
)


def combined() -> Iterator[Case]:
    """Two small changes in one: it is as bad as the worse of them, and two records at once are for the staff."""
    for one, other in combinations(ATOMS, 2):
        several = bool(one.record and other.record and one.record != other.record)
        outcome = max(one.outcome, other.outcome, STAFFS if several else YES, key=OUTCOMES.index)
        yield Case(f"{one.name} with {other.name}", ADA, {**one.edits, **other.edits}, outcome)
