"""Loading: from a folder to a catalogue and every problem in it, whatever lies in the folder."""

# ruff: noqa: E501  what is expected stands on one line, as it is told

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest

from plugins.core.fields import Reference
from plugins.core.loading import Loaded, load
from plugins.core.records import Record
from plugins.core.sources import Source, parse
from plugins.core.validation import validate
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tests.factories import FULL, RECORD_TYPES, association, photo, source_text

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'
ADA = f"name: Ada Lovelace\n{CONSENT}"
BOB = f"name: Bob Barker\n{CONSENT}"
EVENT = "---\ntitle: Talk\nstart: 2026-03-14 18:30\nend: 2026-03-14 20:00\ntimezone: UTC\nformat: online\n{}---\nAll welcome.\n"
ORGANIZATION = "---\nname: Acme Ltd\n---\n"
JOB = (
    "---\ntitle: Surveyor\norganization: {}\nposted: 2026-03-01\ncloses: 2026-03-31\nworkplace: remote\n"
    "employment_type: full-time\napply: {{email: jobs@example.org}}\n---\nSurvey.\n"
)


def loaded(root: Path, files: Mapping[str, str | bytes]) -> Loaded:
    """What loading these files gives."""
    return load(association(root, files), RECORD_TYPES)


def told(found: Loaded) -> list[str]:
    """Each problem as place, field and message, without the excerpt."""
    return [str(problem).split("\n")[0] for problem in found.problems]


def test_empty_folder_is_an_empty_association(tmp_path: Path) -> None:
    """Nothing there is nothing wrong."""
    found = load(tmp_path, RECORD_TYPES)
    assert (tuple(found.catalogue), found.problems, found.left_out) == ((), (), ())


def test_files_in_sub_folders_are_found_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    """A folder for each letter is fine; what an editor or git leaves behind is no member; a README is no event."""
    found = loaded(
        tmp_path,
        {"members/a.b/ada.yaml": ADA, "members/.cache/x.yaml": "", "members/.x": "", "content/events/README.md": "x"},
    )
    assert told(found) == []
    assert found.catalogue.of(Member).slugs == ("ada",)


def test_whatever_else_lies_in_a_folder_is_told(tmp_path: Path) -> None:
    """No file is left out in silence: another ending, another capital, an editor's copy."""
    found = loaded(tmp_path, {"members/ada.yml": ADA, "members/ada.YAML": ADA, "members/ada.yaml~": ADA})
    assert [line.split(":")[0] for line in told(found)] == ["members/ada.YAML", "members/ada.yaml~", "members/ada.yml"]
    assert all("only files that end in .yaml belong here" in line for line in told(found))


def test_names_of_files_are_checked_with_what_is_in_them(tmp_path: Path) -> None:
    """A bad name and a bad field are told at once, and a byte that no name may have breaks nothing."""
    found = loaded(tmp_path, {"members/Ada_L.yaml": "name: Ada\n", "members/index.yaml": ADA})
    assert "members/Ada_L.yaml: the file's name will not do: 'Ada_L' is not a name" in told(found)[0]
    assert "consent: this field is required" in told(found)[1]
    assert "members/index.yaml: the file's name will not do: 'index' is an address" in told(found)[2]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not text")
def test_name_that_is_not_text_is_refused(tmp_path: Path) -> None:
    """A file name of stray bytes is a problem that can be printed."""
    association(tmp_path, {"members/ada.yaml": ADA})
    (tmp_path / os.fsdecode(b"members/\xff\x1b[31m.yaml")).write_text(BOB)
    (line,) = told(load(tmp_path, RECORD_TYPES))
    assert "the file's name will not do" in line
    assert line.isprintable()


def test_two_files_of_one_name_are_both_told_and_neither_is_published(tmp_path: Path) -> None:
    """A file in a sub-folder can neither replace another's page nor be published in its place."""
    found = loaded(tmp_path, {"members/ada.yaml": ADA, "members/a/ada.yaml": BOB})
    assert "members/a/ada.yaml: members/ada.yaml has the same name" in told(found)[0]
    assert "members/ada.yaml: members/a/ada.yaml has the same name" in told(found)[1]
    assert found.left_out == ("members/a/ada.yaml", "members/ada.yaml")
    assert len(found.catalogue.of(Member)) == 0


def test_name_that_differs_by_case_is_refused_and_the_right_one_stays(tmp_path: Path) -> None:
    """On systems that ignore case the two would be one file; only the wrongly named one is at fault."""
    found = loaded(tmp_path, {"members/ada.yaml": ADA, "members/Ada.yaml": BOB})
    assert found.left_out == ("members/Ada.yaml",)
    assert any("members/ada.yaml has the same name, but for its folder or capitals" in line for line in told(found))
    assert found.catalogue.of(Member).slugs == ("ada",)


def test_links_folders_and_pipes_are_not_files(tmp_path: Path) -> None:
    """What is not a regular file is refused by what it is, and nothing outside is read."""
    association(tmp_path, {"secret.yaml": ADA, "outside/eve.yaml": BOB, "members/bob.yaml": BOB})
    (tmp_path / "members/link.yaml").symlink_to("../secret.yaml")
    (tmp_path / "members/more").symlink_to("../outside")
    (tmp_path / "members/folder.yaml").mkdir()
    os.mkfifo(tmp_path / "members/pipe.yaml")
    found = load(tmp_path, RECORD_TYPES)
    assert [problem.path for problem in found.problems] == [
        "members/folder.yaml", "members/link.yaml", "members/more", "members/pipe.yaml"
    ]  # fmt: skip
    assert found.catalogue.of(Member).slugs == ("bob",)


@pytest.mark.parametrize("link", ["members", "content", "content/events"])
def test_linked_folder_is_refused(tmp_path: Path, link: str) -> None:
    """A folder of content that is a link, or lies below one, is refused and not read."""
    association(tmp_path, {"elsewhere/ada.yaml": ADA, "elsewhere/events/talk.md": EVENT.format("")})
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "elsewhere")
    found = load(tmp_path, (Member, Event))
    assert told(found) == [f"{link}: this is a symbolic link; put the folder itself here"]
    assert tuple(found.catalogue) == ()


def test_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    """A file called `members` does not make a site without members in silence."""
    found = loaded(tmp_path, {"members": "x"})
    assert told(found) == ["members: this is a file, but a folder of this name is expected; rename the file"]


def test_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses to list a folder, the build stops and says which."""
    association(tmp_path, {"members/ada.yaml": ADA})

    def refuse(_folder: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert told(load(tmp_path, (Member,))) == ["members: the folder cannot be read: Permission denied"]


def test_file_that_goes_between_listing_and_reading_is_told(tmp_path: Path) -> None:
    """A file deleted under our hands is a problem with its name, not a crash."""
    association(tmp_path, {"members/ada.yaml": ADA, "members/bob.yaml": BOB})

    def run(function: Callable[[Any, Any], Any], context: Any, files: Iterable[Any]) -> list[Any]:
        (tmp_path / "members/ada.yaml").unlink()
        return [function(context, file) for file in files]

    found = load(tmp_path, (Member,), run=run)
    assert told(found) == ["members/ada.yaml: the file cannot be read: No such file or directory"]
    assert found.catalogue.of(Member).slugs == ("bob",)


def told_whole(found: Loaded) -> tuple[Any, ...]:
    """All that loading gave, with the records themselves."""
    return tuple(found.catalogue), found.problems, found.left_out, found.count


def test_work_can_be_sent_to_other_processes(tmp_path: Path) -> None:
    """What is done, what is needed for it, and what comes of it go through the pickle of `multiprocessing`."""
    association(tmp_path)
    association(tmp_path, {"members/bad.yaml": "name: [x]\n", "content/vocabulary/skills.yaml": "GIS:\n"})

    def sent(value: Any) -> Any:
        return pickle.loads(ForkingPickler.dumps(value))  # noqa: S301  what we have just made ourselves

    def run(function: Callable[[Any, Any], Any], context: Any, files: Iterable[Any]) -> list[Any]:
        return [sent(sent(function)(sent(context), sent(file))) for file in files]

    assert told_whole(load(tmp_path, RECORD_TYPES, run=run)) == told_whole(load(tmp_path, RECORD_TYPES))


def test_picture_beside_a_file_is_its_picture(tmp_path: Path) -> None:
    """A photo of the same name in the same folder belongs to the member, with or without a `photo:` field."""
    found = loaded(
        tmp_path,
        {
            "members/ada.yaml": f"photo: {{alt: Ada}}\n{ADA}",
            "members/ada.jpg": photo(),
            "members/x/bob.yaml": BOB,
            "members/x/bob.webp": photo(file_format="WEBP"),
        },
    )
    assert told(found) == []
    ada, bob = found.catalogue.of(Member)["ada"].image, found.catalogue.of(Member)["bob"].image
    assert ada is not None
    assert bob is not None
    assert (ada.alt, ada.file, len(ada.digest)) == ("Ada", "members/ada.jpg", 64)
    assert (bob.alt, bob.file) == (None, "members/x/bob.webp")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"members/eve.jpg": photo()}, "members/eve.jpg: there is no members/eve.yaml; give the picture the name of the file that it belongs to"),
        ({"members/x/ada.jpg": photo()}, "members/x/ada.jpg: there is no members/x/ada.yaml"),
        ({"members/ada.jpg": photo(), "members/ada.png": photo()}, "members/ada.png: there is already a picture of this name, members/ada.jpg"),
        ({"members/ada.JPG": photo()}, "members/ada.JPG: a picture's name ends in one of .jpg, .jpeg, .png, .webp, in small letters"),
        ({"members/ada.heic": b"\0\0\0\x18ftypheic" + b"\0" * 20}, "members/ada.heic: HEIC pictures are not taken"),
        ({"members/ada.jpg": b"nothing"}, "members/ada.jpg: this is not a JPEG"),
        ({"members/ada.yaml": f"photo: {{alt: x}}\n{ADA}"}, "members/ada.yaml:1:1: photo: no picture lies beside this file; add members/ada.jpg"),
        ({"members/ada.yaml": f"photo: {{file: x, alt: y}}\n{ADA}", "members/ada.jpg": photo()}, "members/ada.yaml:1:9: photo.file: this is not written here: it is read from the picture"),
        ({"members/ada.yaml": f"photo: {{atl: y}}\n{ADA}", "members/ada.jpg": photo()}, "members/ada.yaml:1:9: photo.atl: there is no field 'atl' here; did you mean 'alt'?"),
        ({"members/ada.yaml": f"photo: ada.jpg\n{ADA}", "members/ada.jpg": photo()}, "members/ada.yaml:1:8: photo: a picture is not named here"),
        ({"content/events/x.jpg": photo()}, "content/events/x.jpg: only files that end in .md belong here"),
    ],
)  # fmt: skip
def test_pictures_that_are_not_taken(tmp_path: Path, files: dict[str, str | bytes], expected: str) -> None:
    """Each mistake with a picture is one problem at the file that must be mended."""
    (line,) = told(loaded(tmp_path, {"members/ada.yaml": ADA, **files}))
    assert line.startswith(expected), line


def test_profile_stays_when_its_picture_is_bad(tmp_path: Path) -> None:
    """A bad photo is left out, not the person."""
    found = loaded(tmp_path, {"members/ada.yaml": f"photo: {{alt: x}}\n{ADA}", "members/ada.jpg": b"nothing"})
    assert found.left_out == ("members/ada.jpg",)
    assert found.catalogue.of(Member)["ada"].photo is None


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"members/x.yaml": f"slug: y\n{ADA}"}, "members/x.yaml:1:1: slug: this is not written here: it is the name of the file"),
        ({"content/events/x.md": EVENT.format("body: hello\n")}, "content/events/x.md:7:1: body: this is not written here: it is the text below"),
        ({"content/jobs/x.md": JOB.format("Acme").replace("Survey.", "")}, "content/jobs/x.md:9:1: body: the description is missing; write it below"),
        ({"members/x.yaml": f"emial: a@b.org\n{ADA}"}, "members/x.yaml:1:1: emial: there is no field 'emial' here; did you mean 'email'?"),
        ({"members/x.yaml": f"work:\n  - end: 2020\n{ADA}"}, "members/x.yaml:2:5: work[0].title: this field is required and not given; add it, as in `title: Analyst`"),
        ({"members/x.yaml": f"visibility: {{emial: public}}\n{ADA}"}, "members/x.yaml:1:14: visibility.emial: there is no field 'emial' to show or hide"),
        ({"members/x.yaml": f"visibility: {{email: all}}\n{ADA}"}, "members/x.yaml:1:21: visibility.email: 'all' is none of public, members, staff"),
        ({"content/events/x.md": EVENT.format("recurrence: {rule: FREQ=DAILY, excpet: []}\n")}, "content/events/x.md:7:32: recurrence.excpet: there is no field 'excpet' here; did you mean 'except'?"),
        ({"content/events/x.md": EVENT.format("speakers: [{url: 'https://x.org'}]\n")}, "content/events/x.md:7:12: speakers[0].name: this field is required"),
        ({"content/events/x.md": EVENT.format("speakers: [[a]]\n")}, "content/events/x.md:7:12: speakers[0]: a list stands here; the name of a file is expected"),
        ({"content/groups/x.md": "---\nname: X\n---\n"}, "content/groups/x.md:2:1: type: this field is required and not given; add `type:` with one of committee, "),
        ({"content/events/x.md": EVENT.format("all_day: true\n")}, "content/events/x.md:3:8: start: start and end need dates alone"),
    ],
)  # fmt: skip
def test_mistakes_are_told_where_they_stand(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    """Unknown, missing and misplaced fields are told at their line, in the file's own words."""
    lines = told(loaded(tmp_path, files))
    assert any(line.startswith(expected) for line in lines), lines


def test_mistyped_name_of_a_required_field_is_told_once(tmp_path: Path) -> None:
    """The field is not said to be missing too, but one that is missing for another reason is."""
    links = "links: {other: [{lable: Map, url: 'https://x.org'}, {url: 'https://y.org'}]}\n"
    lines = told(loaded(tmp_path, {"members/x.yaml": f"{links}{ADA.replace('name:', 'Name:', 1)}"}))
    assert [line.split(": ")[1] for line in lines] == ["links.other[0].lable", "links.other[1].label", "Name"]


def test_endless_mistakes_are_told_in_part(tmp_path: Path) -> None:
    """A file with thousands of mistakes cannot flood a report: fifty are told, and how many more there are."""
    found = loaded(tmp_path, {"members/ada.yaml": ADA + "".join(f"x{number}: y\n" for number in range(1000))})
    assert len(found.problems) == 51
    assert (
        told(found)[0] == "members/ada.yaml: there are 950 more problems in this file; mend those that are told first"
    )


def test_warnings_stop_nothing(tmp_path: Path) -> None:
    """Words unknown to the association, tags that are not shown and likely slips are told and published."""
    found = loaded(
        tmp_path,
        {
            "content/vocabulary/skills.yaml": "JavaScript: [JS]\n",
            "content/organizations/acme-ltd.md": ORGANIZATION,
            "members/ada.yaml": ADA + "skills: [js, Javascrip, Zzz]\nbio: <b>Hi</b>\n"
            "work: [{title: a, organization: acme-ldt}, {title: b, organization: ACME ltd}, {title: c, organization: Other}]\n",
        },
    )
    assert found.errors == ()
    assert told(found) == [
        "members/ada.yaml:3:14: warning: skills[1]: 'Javascrip' is not among the association's words for skills; did you mean 'JavaScript'?",
        "members/ada.yaml:3:25: warning: skills[2]: 'Zzz' is not among the association's words for skills; it is shown as it stands",
        "members/ada.yaml:4:6: warning: bio: <b> will not be shown; only plain Markdown with web and mail links is",
        "members/ada.yaml:5:33: warning: work[0].organization: there is no file 'acme-ldt', so it is printed as a plain name; did you mean 'acme-ltd'?",
        "members/ada.yaml:5:69: warning: work[1].organization: this is the name of content/organizations/acme-ltd.md; write acme-ltd to link to it",
    ]  # fmt: skip
    assert found.catalogue.of(Member).slugs == ("ada",)


def test_namesakes_are_told_once_each(tmp_path: Path) -> None:
    """Two people of one name both stay, and staff are asked whether they are one; two talks of one title are fine."""
    talk = EVENT.format("")
    found = loaded(
        tmp_path,
        {"members/a.yaml": ADA, "members/b.yaml": ADA, "content/events/a.md": talk, "content/events/b.md": talk},
    )
    (line,) = told(found)
    assert line.startswith("members/b.yaml:1:7: warning: name: members/a.yaml has the same name")
    assert len(found.catalogue.of(Member)) == 2


def test_old_names_are_nobody_elses(tmp_path: Path) -> None:
    """An alias that is another's name, now or once, is a problem at its line: it would take a page over."""
    found = loaded(
        tmp_path,
        {
            "members/ada.yaml": f"aliases: [old, bob]\n{ADA}",
            "members/bob.yaml": f"{BOB}aliases: [old]\n",
            "members/eve.yaml": f"name: Eve\n{CONSENT}aliases: [zz, yy, zz]\n",
        },
    )
    assert told(found) == [
        "members/ada.yaml:1:16: aliases[1]: the old name 'bob' is already taken by a file of that name; take it out here",
        "members/bob.yaml:3:11: aliases[0]: the old name 'old' is already taken by members/ada.yaml; take it out here",
        "members/eve.yaml:3:19: aliases[2]: the old name 'zz' is already taken by an entry before it; take it out here",
    ]


def test_good_records_stay_and_are_told_of_the_bad_ones(tmp_path: Path) -> None:
    """One bad file: the rest is a valid catalogue, references to it are taken out, and who refers to it is told."""
    found = loaded(
        tmp_path,
        {
            "members/ada.yaml": "name: [x]\n" + CONSENT,
            "members/bob.yaml": BOB,
            "content/events/talk.md": EVENT.format("speakers: [ada, bob]\n"),
            "content/groups/tides.md": "---\nname: Tides\ntype: committee\nofficers: [{member: ada, role: Chair}]\n---\n",
            "content/organizations/acme.md": "---\nname: Acme\nwebsite: no\n---\n",
            "content/jobs/one.md": JOB.format("acme"),
        },
    )
    assert [problem.path for problem in found.errors] == ["content/organizations/acme.md", "members/ada.yaml"]
    assert [line for line in told(found) if "warning" in line] == [
        "content/events/talk.md:7:12: warning: speakers[0]: 'ada' has a problem of its own; until it is mended, this reference is left out with it",
        "content/groups/tides.md:4:21: warning: officers[0].member: 'ada' has a problem of its own; until it is mended, this reference is left out with it",
        "content/jobs/one.md:3:15: warning: organization: 'acme' has a problem of its own; until it is mended, it is printed here as a plain name",
    ]  # fmt: skip
    assert found.left_out == ("content/organizations/acme.md", "members/ada.yaml")
    assert found.catalogue.of(Event)["talk"].speakers == ("bob",)


def test_plain_name_is_kept_where_its_file_is_refused_and_lost_where_it_is_hidden(tmp_path: Path) -> None:
    """A refused file is as no file; of one that an audience may not see, not even the slug is printed."""
    files = {
        "content/jobs/one.md": JOB.format("acme"),
        "members/ada.yaml": ADA + "work: [{title: a, organization: acme}]\n",
    }
    refused = loaded(tmp_path, {**files, "content/organizations/acme.md": "---\nname: Acme\nwebsite: no\n---\n"})
    (tmp_path / "content/organizations/acme.md").unlink()
    assert refused.catalogue == load(tmp_path, RECORD_TYPES).catalogue
    assert refused.catalogue.of(Job)["one"].organization == "acme"
    closed = loaded(tmp_path, {"content/organizations/acme.md": "---\nname: Acme\nvisibility: {name: staff}\n---\n"})
    public = closed.catalogue.for_audience("public")
    assert len(public.of(Job)) == 0
    assert [position.organization for position in public.of(Member)["ada"].work] == [None]


def test_vocabulary_is_never_left_out(tmp_path: Path) -> None:
    """An error in the words for everybody's skills is an error, and no file that a build could go on without."""
    found = loaded(tmp_path, {"content/vocabulary/skills.yaml": "A: [X]\nB: [x]\n", "members/ada.yaml": "name: [x]\n"})
    assert [problem.path for problem in found.errors][:1] == ["content/vocabulary/skills.yaml"]
    assert found.left_out == ("members/ada.yaml",)


def test_record_that_needs_a_refused_one_goes_with_it(tmp_path: Path) -> None:
    """Where nothing but the reference will do, the file that needs it is left out, and told so."""

    class Proxy(Record):
        """A vote given to another member."""

        kind: ClassVar[str] = "proxies"
        folder: ClassVar[str] = "proxies"
        suffix: ClassVar[str] = ".yaml"
        title_field: ClassVar[str] = "holder"
        holder: Annotated[str, Reference("members")]

    association(tmp_path, {"members/ada.yaml": "name: [x]\n" + CONSENT, "proxies/one.yaml": "holder: ada\n"})
    found = load(tmp_path, (Member, Proxy))
    assert [line for line in told(found) if "warning" in line] == [
        "proxies/one.yaml:1:9: warning: holder: 'ada' has a problem of its own; until it is mended, this file, which needs it, is left out too",
    ]  # fmt: skip
    assert found.left_out == ("members/ada.yaml", "proxies/one.yaml")


def test_warning_without_its_source_has_the_path(tmp_path: Path) -> None:
    """When the file has gone by the time of a warning, the warning still names it."""
    job = JOB.format("Acme Ltd").encode()
    association(tmp_path, {"content/jobs/a.md": job, "content/organizations/acme.md": ORGANIZATION})

    def run(function: Callable[[Any, Any], Any], context: Any, files: Iterable[Any]) -> list[Any]:
        done = [function(context, file) for file in files]
        (tmp_path / "content/jobs/a.md").unlink()
        return done

    (line,) = told(load(tmp_path, RECORD_TYPES, run=run))
    assert (
        line
        == "content/jobs/a.md: warning: this is the name of content/organizations/acme.md; write acme to link to it"
    )


def test_validate_takes_a_source_alone() -> None:
    """An importer can check a text that is not on disk yet."""
    source = parse("members/ada.yaml", ADA.encode())
    assert isinstance(source, Source)
    record, problems = validate(source, Member, {})
    assert record is not None
    assert (record.slug, problems) == ("ada", [])


def test_every_field_is_reported_by_the_name_that_is_written(tmp_path: Path) -> None:
    """Whatever field holds a wrong kind of value, the problem stands at that value's own line."""
    for record_type in RECORD_TYPES:
        data = dict(FULL.get(record_type, {}))
        for name in data.keys() - {"body", "visibility", record_type.image_field}:
            wrong_value = {"no": {"such": "thing"}} if not isinstance(data[name], dict) else ["x"]
            text = source_text(record_type, {**data, name: wrong_value})
            path = f"{record_type.folder}/x{record_type.suffix}"
            source = parse(path, text.encode())
            assert isinstance(source, Source)
            _record, problems = validate(source, record_type, {})
            line = next(number for number, one in enumerate(text.split("\n"), 1) if one.startswith(f"{name}:"))
            mine = [problem for problem in problems if problem.field.split(".")[0].split("[")[0] == name]
            assert mine, name
            assert {problem.line for problem in mine} == {line}, name
