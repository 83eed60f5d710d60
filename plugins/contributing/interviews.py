"""`uv run invoke new`: asks what a new file needs, tells at once what is wrong with an answer, and writes the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from plugins.contributing.drafts import Around, draft, named
from plugins.contributing.questions import Question, every, questions
from plugins.contributing.schemas import SCHEMAS
from plugins.core.fields import free_slug, slug_of, slug_problem
from plugins.core.folders import listing
from plugins.core.problems import Problem, did_you_mean
from plugins.core.records import Record
from plugins.core.sources import Source, parse, read
from plugins.core.validation import validate
from plugins.core.vocabulary import load_vocabulary
from plugins.core.wording import singular
from plugins.core.writing import NotWritableError, set_at

__all__ = ["Facts", "InterviewError", "facts_of", "interview"]

OPEN_DAYS = 30
"""For how long a new job is proposed to be open."""


class InterviewError(Exception):
    """No file was written; the text says why."""


@dataclass(frozen=True)
class Facts:
    """What answers are proposed from: the root, all kinds, the day, the association's zone and its text of consent."""

    root: Path
    record_types: tuple[type[Record], ...]
    around: Around
    today: date
    timezone: str
    consent_version: str = ""


Answers = dict[str, str]
"""What was answered, by the dotted names of the questions; entries of a list with commas between them."""

Ask = Callable[[str], str]
Tell = Callable[[str], None]


def facts_of(root: Path, record_types: Sequence[type[Record]], settings: Mapping[str, Any], today: date) -> Facts:
    """What there is to know of the association at `root`, by its settings and the names of its files."""
    slugs = {one.kind: frozenset(file.slug for file in listing(root, one)[0]) for one in record_types}
    around = Around(slugs, load_vocabulary(root)[0], schemas=(root / SCHEMAS).is_dir())
    consent = settings["ASSOCIATION"].get("consent_version", "")
    return Facts(root, tuple(record_types), around, today, settings["TIMEZONE"], consent)


def interview(
    facts: Facts, record_type: type[Record], given: Mapping[str, str], slug: str, ask: Ask | None, tell: Tell
) -> str:
    """Writes a new file and returns its path below the root.

    `given` are answers by their names. Where there are some, only what is needed and missing is asked for; without
    `ask` nothing is. Raises InterviewError for what is wrong or missing then, and for a file that is there already;
    whatever `ask` raises, such as KeyboardInterrupt, comes through, and nothing is written.
    """
    asked = {name: _question(record_type, name) for name in given}
    answers: Answers = {asked[name].name: answer for name, answer in given.items()}
    for name, answer in given.items():
        # Each beside all others, as one may be right only with another.
        others = {key: other for key, other in answers.items() if key != asked[name].name}
        if wrong := _wrong(facts, record_type, others, asked[name], answer):
            raise InterviewError(f"{name}: {wrong}")
    for name in _to_begin_with(record_type):
        if name not in answers and ask and (not given or _needed(record_type, name)):
            _answer(facts, record_type, answers, name, ask, tell)
    if not ask and (missing := _missing(record_type, answers)):
        example = next(iter(_question(record_type, missing[0]).examples), "...")
        how = f"give each with --set, as in --set {missing[0]}='{example}'"
        raise InterviewError(f"this is no terminal in which to ask for {', '.join(missing)}; {how}")
    _until_right(facts, record_type, answers, ask, tell)
    slug = _slug(facts, record_type, answers, slug, ask, tell)
    try:
        text = draft(record_type, slug, *_data(record_type, answers), facts.around)
    except NotWritableError as error:
        raise InterviewError(str(error)) from None
    path = f"{record_type.folder}/{slug}{record_type.suffix}"
    file = facts.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise InterviewError(f"{path} is there already, and stays as it is; choose another name with --slug") from None
    return path


def _question(record_type: type[Record], name: str) -> Question:
    """The question of a dotted name that takes one answer."""
    way = named(record_type, name)
    leaf = bool(way) and way[-1].input not in {"part", "image", "audiences"}
    if leaf:
        return way[-1]
    known = [one.name for one in every(questions(record_type)) if not one.parts]
    below = [one for one in known if one.startswith(f"{name}.")]
    hint = f"; write {' or '.join(below[:3])}" if below else did_you_mean(name, known)
    raise InterviewError(f"{name}: there is no such field to answer{hint}")


def _to_begin_with(record_type: type[Record]) -> list[str]:
    """The names of the questions of a new file: those of its class, and what else cannot be left out."""
    leaves = [one.name for one in every(questions(record_type)) if not one.parts or one.input == "reference"]
    rest = [name for name in leaves if name not in record_type.asked and _needed(record_type, name)]
    return [*record_type.asked, *rest]


def _missing(record_type: type[Record], answers: Answers) -> list[str]:
    """The names of what is needed, and neither answered nor a part of what is."""
    needed = [name for name in _to_begin_with(record_type) if _needed(record_type, name)]
    return [name for name in needed if not any(_within(one, name) or _within(name, one) for one in answers)]


def _needed(record_type: type[Record], name: str) -> bool:
    return all(question.required for question in named(record_type, name))


def _answer(
    facts: Facts, record_type: type[Record], answers: Answers, name: str, ask: Ask, tell: Tell, before: str = ""
) -> None:
    """Asks one question until the answer will do; nothing is an answer where nothing is needed.

    What was answered `before` is proposed.
    """
    way = named(record_type, name)
    question = way[-1]
    needed = _needed(record_type, name)
    proposal = before or _proposal(facts, name, answers)
    tell(_in_words(way, needed=needed))
    while True:
        answer = ask(f"  [{proposal}] " if proposal else "  > ").strip() or proposal
        if not answer and not needed:
            return
        wrong = _wrong(facts, record_type, answers, question, answer) if answer else "this is needed"
        if not wrong:
            answers[name] = answer
            return
        tell(f"  {wrong}")


def _in_words(way: tuple[Question, ...], *, needed: bool) -> str:
    question = way[-1]
    several = "; several with commas between them" if question.repeated else ""
    told = f"{': '.join(one.label for one in way)}{'' if needed else ' (Enter to leave it out)'}\n  {question.help}"
    if choices := ("true", "false") if question.input == "yes-no" else question.choices:
        return f"{told}: {', '.join(choices)}{several}"
    return f"{told}{f', such as {question.examples[0]}' if question.examples else ''}{several}"


def _proposal(facts: Facts, name: str, answers: Answers) -> str:
    """What is probably right, and is taken where nothing is answered."""
    day = facts.today.isoformat()
    start = answers.get("start", "")
    proposals = {
        "consent.date": day,
        "consent.version": facts.consent_version,
        "posted": day,
        "closes": (facts.today + timedelta(days=OPEN_DAYS)).isoformat(),
        "end": start if len(start) == len(day) else "",
        "timezone": _zone_of(facts, answers.get("chapter", "")) or facts.timezone,
    }
    return proposals.get(name, "")


def _zone_of(facts: Facts, chapter: str) -> str:
    """The time zone that a chapter's file names."""
    for record_type in facts.record_types:
        if record_type.kind == "chapters" and chapter in facts.around.slugs.get("chapters", ()):
            source = read(facts.root, f"{record_type.folder}/{chapter}{record_type.suffix}")
            found = source.data.get("timezone") if isinstance(source, Source) else None
            return found if isinstance(found, str) else ""
    return ""


def _data(record_type: type[Record], answers: Answers) -> tuple[dict[str, Any], str]:
    """The fields and the description of a file with these answers."""
    data: dict[str, Any] = {}
    for name, answer in answers.items():
        way = named(record_type, name)
        loc: list[str | int] = []
        for question in way:
            loc += [question.key, 0] if question.repeated and question is not way[-1] else [question.key]
        value = [entry.strip() for entry in answer.split(",") if entry.strip()] if way[-1].repeated else answer
        set_at(data, tuple(loc), value)
    return data, data.pop("body", "")


def _problems(facts: Facts, record_type: type[Record], answers: Answers) -> list[Problem]:
    """What the check would say of a file with these answers. Raises NotWritableError."""
    slug = "a-name-to-come"
    text = draft(record_type, slug, *_data(record_type, answers), facts.around)
    source = parse(f"{record_type.folder}/{slug}{record_type.suffix}", text.encode())
    if not isinstance(source, Source):
        return source
    return validate(source, record_type, facts.around.slugs, vocabulary=facts.around.vocabulary)[1]


def _wrong(facts: Facts, record_type: type[Record], answers: Answers, question: Question, answer: str) -> str:
    """What is wrong with one answer, or nothing. What is wrong with several together is told when all are given."""
    try:
        found = _problems(facts, record_type, {**answers, question.name: answer})
    except NotWritableError as error:
        return str(error)
    mine = [one.message for one in found if not one.warning and _name(one) in {question.name, ""}]
    before = [one.message for one in _problems(facts, record_type, answers)] if mine and answers else []
    return "; ".join(message for message in mine if message not in before)


def _name(problem: Problem) -> str:
    """The name of the question that a problem is about."""
    return re.sub(r"\[\d+\]", "", problem.field)


def _until_right(facts: Facts, record_type: type[Record], answers: Answers, ask: Ask | None, tell: Tell) -> None:
    """Asks again, and for what else is needed then, until all answers together will do."""
    while found := [one for one in _problems(facts, record_type, answers) if not one.warning]:
        if ask is None:
            raise InterviewError("\n".join(one.words for one in found))
        for problem in found:
            tell(f"\n{problem.words}")
        again = [name for problem in found for name in _to_ask(record_type, answers, problem)]
        if not again:
            raise InterviewError("write the file by hand; the documents say how")
        # All of them are open again, or one could not be answered without the other.
        before = {name: answers.pop(name, "") for name in again}
        for name, answer in before.items():
            _answer(facts, record_type, answers, name, ask, tell, answer)


def _to_ask(record_type: type[Record], answers: Answers, problem: Problem) -> Iterator[str]:
    """The questions to ask for a problem: of the fields that it names and that have no answer, and of its own.

    Where one field may not be before another, both are asked for.
    """
    own = _name(problem)
    around = own.rpartition(".")[0]
    mentioned = re.findall(r"`(\w+):", problem.message)
    ways = [named(record_type, f"{place}.{key}".lstrip(".")) for key in mentioned for place in (own, around, "")]
    found = [way[-1] for way in ways if way and not any(_within(name, way[-1].name) for name in answers)]
    own_way = named(record_type, own)
    if own_way and (not found or not own_way[-1].parts):
        beside = own_way[-2].parts if len(own_way) > 1 else questions(record_type)
        tied = {own_way[-1].not_before, *(one.key for one in beside if one.not_before == own_way[-1].key)}
        found += [own_way[-1], *(one for one in beside if one.key in tied)]
    for question in found:
        yield from (one.name for one in every((question,)) if not one.parts or one.input == "reference")


def _within(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def _slug(facts: Facts, record_type: type[Record], answers: Answers, slug: str, ask: Ask | None, tell: Tell) -> str:
    """A name for the file that is right and not taken: the one given, else the one agreed on."""
    taken = facts.around.slugs.get(record_type.kind, frozenset())
    own = slug_of(answers[record_type.title_field])
    proposal = slug or (free_slug(own, taken) if own else "")
    if not slug and ask:
        where = f"{record_type.folder}/NAME{record_type.suffix}"
        tell(f"Name of the file\n  {where}, which is the address of the page too: a-z, 0-9 and single hyphens")
    while True:
        chosen = slug or ((ask(f"  [{proposal}] " if proposal else "  > ").strip() or proposal) if ask else proposal)
        wrong = slug_problem(chosen) if chosen else "no name can be made of what is answered"
        if not wrong and chosen in taken:
            wrong = f"there is a {singular(record_type.kind)} of the name '{chosen}' already"
        if not wrong:
            return chosen
        if slug or not ask:
            raise InterviewError(f"{wrong}; choose a name for the file with --slug")
        tell(f"  {wrong}")
