"""The staff's prose: news and pages, read and printed by Pelican, or as they were remembered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from plugins.core.digests import digest, digest_of
from plugins.core.freezing import frozen, thawed
from plugins.core.outputs import Page, collisions, target
from plugins.core.problems import report
from plugins.core.site import Site
from plugins.core.store import Store
from plugins.press.assets import read_assets
from plugins.press.editions import is_foreign
from plugins.press.environment import Links as Menu
from plugins.press.environment import make_environment
from plugins.press.inputs import PROSE, Inputs
from plugins.press.logs import fatal_logs
from plugins.press.places import SETTINGS, THEME
from plugins.press.printing import Printed, PrintError
from plugins.press.prose import News, StaffPage, prose_outputs, prose_records, refuse_stray_files
from plugins.press.trees import Staging

__all__ = ["StaffProse", "footer", "staff_prose"]

READ = tuple(f"{folder}/" for folder in PROSE)

FOOTER_FIRST = ("about", "joining", "privacy", "code-of-conduct")


@dataclass(frozen=True)
class StaffProse:
    """What staff wrote, as records, and the files that Pelican printed of it, or would; kept under the `key`."""

    key: str
    news: tuple[News, ...]
    pages: tuple[StaffPage, ...]
    printed: tuple[Printed, ...]
    warnings: tuple[str, ...] = ()

    @property
    def footer(self) -> Menu:
        return footer(self.pages)


def footer(pages: Iterable[Any]) -> Menu:
    """The staff's pages with their URLs, those that people look for first."""
    ranks = {slug: rank for rank, slug in enumerate(FOOTER_FIRST)}
    some = sorted(pages, key=lambda page: (ranks.get(page.slug, len(ranks)), str(page.title)))
    return tuple((str(page.title), page.url) for page in some)


def staff_prose(
    root: Path,
    settings: Mapping[str, Any],
    site: Site,
    menu: Menu,
    inputs: Inputs,
    store: Store,
    staging: Staging | None,
) -> StaffProse:
    """The prose of a root, printed where there is a staging.

    `menu` are the places of records. Pelican runs only where something that it reads has changed: the files, the
    settings, the theme, or the code; and always where a plugin that is not ours may read whatever it likes.
    """
    plain = {name: repr(value) for name, value in sorted(settings.items()) if name not in {"TODAY", "OUTPUT_PATH"}}
    files = sorted(one for one in inputs.files.items() if one[0].startswith(READ))
    version = [inputs.code, inputs.theme, inputs.settings, str(site.today.year)]
    key = digest("prose", digest_of([version, plain, menu, staging is None, files]))
    if not is_foreign(settings) and (kept := store.get(key)) is not None:
        news, pages, printed, warnings = json.loads(kept)
        found = tuple(Printed(*one) for one in printed)
        if staging is None or all(staging.has(one.file, one.digest) for one in found):
            return StaffProse(key, _thawed(News, news), _thawed(StaffPage, pages), found, tuple(warnings))
    made = _run(key, root, settings, site, menu, staging)
    records = [[frozen(one).decode() for one in some] for some in (made.news, made.pages)]
    store.put_many({key: json.dumps([*records, made.printed, made.warnings]).encode()})
    return made


def _thawed(record_type: type[Any], those: Iterable[str]) -> tuple[Any, ...]:
    return tuple(thawed(record_type, one.encode()) for one in those)


def _run(
    key: str, root: Path, settings: Mapping[str, Any], site: Site, menu: Menu, staging: Staging | None
) -> StaffProse:
    """Runs Pelican."""
    # To import Pelican takes longer than many a build.
    import pelican  # noqa: PLC0415
    from pelican.log import console  # noqa: PLC0415
    from pelican.settings import read_settings  # noqa: PLC0415

    console.quiet = True  # Pelican's own last line would stand before ours
    arranged: list[Any] = []

    def arrange(generators: Sequence[Any]) -> None:
        """Once all is read, and before anything is written."""
        context = generators[0].context
        refuse_stray_files(root, generators)
        outputs = prose_outputs(root, generators)
        arranged.extend((outputs, *prose_records(root, context["articles"], context["pages"])))
        has_news = bool(context["articles"])
        if staging is None:
            raise _ReadError
        if taken := collisions(outputs):
            raise PrintError(report(taken))  # Pelican would not write one file twice, and say no more
        if not has_news:
            # An empty list is no news, and an empty feed would carry the time of the build.
            generators[0].settings.update({"DIRECT_TEMPLATES": [], "FEED_ALL_ATOM": None})
        environment = make_environment(
            THEME,
            site,
            read_assets(THEME),
            (*menu, ("News", "news/")) if has_news else menu,
            footer(context["pages"]),
            has_news=has_news,
            features={name.rpartition(".")[2] for name in settings["PLUGINS"]},
        )
        for generator in generators:
            generator.env = environment

    folder = staging.incoming.with_name(f"{staging.incoming.name}-prose") if staging else root / "output"
    override = {**settings, "OUTPUT_PATH": str(folder), "ARRANGE": arrange}
    try:
        with fatal_logs() as warnings, suppress(_ReadError):
            pelican.Pelican(read_settings(str(root / SETTINGS), override=override)).run()
    except TemplateError as error:
        raise PrintError(f"news and pages by the templates of the theme: {error!r}") from error
    outputs, news, pages = arranged
    printed = _taken(folder, outputs, staging) if staging else _planned(outputs)
    return StaffProse(key, tuple(news), tuple(pages), printed, tuple(dict.fromkeys(warnings)))


class _ReadError(Exception):
    """Ends Pelican's run where nothing is printed."""


def _planned(outputs: Iterable[Any]) -> tuple[Printed, ...]:
    return tuple(Printed(target(one.url), one.url, "", one.origin) for one in outputs)


def _taken(folder: Path, outputs: Iterable[Any], staging: Staging) -> tuple[Printed, ...]:
    """The files that Pelican printed, moved to where all others come in."""
    by_file = {target(output.url): output for output in outputs}
    printed = []
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise PrintError(f"{file}: a link of the file system, which may lead anywhere, has no place in a site")
        if path.is_dir():
            continue
        output = by_file.get(file)
        listed, modified = isinstance(output, Page) and output.listed, getattr(output, "modified", None)
        printed.append(
            Printed(
                file=file,
                url=output.url if output else file.removesuffix("index.html"),
                digest=digest(path.read_bytes()),
                origin=output.origin if output else "content",
                is_page=file.endswith(".html"),
                listed=listed,
                modified=modified.isoformat() if modified else "",
            )
        )
        there = staging.incoming / file
        there.parent.mkdir(parents=True, exist_ok=True)
        path.replace(there)
    shutil.rmtree(folder, ignore_errors=True)
    return tuple(printed)
