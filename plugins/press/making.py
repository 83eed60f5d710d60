"""An edition to the files of its site: what each feature prints, the staff's prose, and what hosts look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.core.catalogue import Catalogue, named
from plugins.core.digests import digest, digest_of
from plugins.core.loading import Run
from plugins.core.outputs import collisions, target
from plugins.core.problems import Problem, report
from plugins.core.store import Store
from plugins.press.assets import read_assets
from plugins.press.editions import Edition
from plugins.press.environment import Links as Menu
from plugins.press.executors import Executor, Processes, WorkerError
from plugins.press.features import Feature
from plugins.press.inputs import Inputs
from plugins.press.places import MEMORY, THEME
from plugins.press.pressing import Press
from plugins.press.printing import Printed, PrintError, Workshop
from plugins.press.progress import Progress
from plugins.press.remembering import Remembering
from plugins.press.sitefiles import redirects, site_files
from plugins.press.staff import StaffProse, staff_prose
from plugins.press.trees import Staging

__all__ = ["Means", "address_problems", "press_for", "printed_files"]


@dataclass(frozen=True)
class Means:
    """What a build works with: its inputs, its memory on disk, who does the work, and who watches."""

    inputs: Inputs
    store: Store
    executor: Executor
    progress: Progress

    @classmethod
    def of(cls, root: Path, inputs: Inputs, jobs: int, scheduler: str | None = None) -> Means:
        """Those of a root, with so many processes, or the workers of the dask scheduler at an address."""
        if scheduler:
            store, executor = _cluster(root, scheduler)
            return cls(inputs, store, executor, Progress())
        return cls(inputs, Store(root / MEMORY), Processes(jobs) if jobs > 1 else Executor(), Progress())

    @property
    def run(self) -> Run:
        """Does work, and shows how far it is."""
        return self.progress.watching(self.executor)


def _cluster(root: Path, scheduler: str) -> tuple[Store, Executor]:
    try:
        # An extra, and a second to import.
        from plugins.press.cluster import Cluster  # noqa: PLC0415
        from plugins.press.packs import Shared  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        raise WorkerError(
            "to build on a cluster takes the library distributed, which is not installed; run uv sync --extra cluster"
        ) from None
    store = Shared(root / MEMORY)
    return store, Cluster(scheduler, store)


def press_for(edition: Edition, settings: Mapping[str, Any], means: Means, stage: Staging) -> tuple[Press, StaffProse]:
    """What prints an edition, and the staff's prose, which is printed already."""
    menu = _menu(edition)
    with means.progress.stage("prose"):
        prose = staff_prose(edition.root, settings, edition.site, menu, means.inputs, means.store, stage)
    functions = [one for feature in edition.features for one in feature.each]
    published = stage.published.files if stage.published else {}
    memory = Remembering(means.store, edition.version, means.run, functions, published, stage.published_file)
    before = stage.published or stage.spare
    known = before.files if before else {}
    same_code = before is not None and before.noted.get("code") == edition.version
    workshop = Workshop(
        root=edition.root,
        theme=THEME,
        site=edition.site,
        catalogue=memory.over(_with_prose(edition, prose), edition.site),
        store=means.store,
        folder=stage.incoming,
        known=known,
        pictures={file: one for file, one in known.items() if same_code and file.startswith(PICTURES)},
        navigation=(*menu, ("News", "news/")) if prose.news else menu,
        footer=prose.footer,
        has_news=bool(prose.news),
        plugins=tuple(name.rpartition(".")[2] for name in settings["PLUGINS"]),
        pages={record_type.kind: pages for feature in edition.features for record_type, pages in feature.pages},
    )
    frame = [workshop.navigation, workshop.footer, workshop.has_news, workshop.plugins, edition.site.today.year]
    return Press(workshop, memory, stage, digest(memory.version, means.inputs.theme, digest_of(frame))), prose


PICTURES = "pictures/"
OWN = ("static", "pictures")
"""Places of files that are named by their digests."""


def _with_prose(edition: Edition, prose: StaffProse) -> Catalogue:
    # Two of one slug have one address, and are told by that.
    news, pages = ({one.slug: one for one in some}.values() for some in (prose.news, prose.pages))
    return edition.catalogue.with_records("news", news).with_records("pages", pages)


def printed_files(press: Press, edition: Edition, prose: StaffProse, progress: Progress) -> list[Printed]:
    """All files of the site, printed or remembered. Raises PrintError for two of one address."""
    catalogue = press.workshop.catalogue
    if taken := _addresses_taken(edition, catalogue, prose):
        raise PrintError(report(taken))
    printed = list(prose.printed)
    for kind in press.workshop.pages:
        with progress.stage(kind):
            printed += press.records(kind)
    places = {*OWN, *(place for feature in edition.features for place in _places(feature))}
    for feature in edition.features:
        for view in feature.views:
            with progress.stage(view.__name__.replace("_", " ")):
                found = press.view(view)
            if astray := [one.url for one in found if _first_step(one.url) not in places]:
                raise PrintError(f"the view {named(view)} prints /{astray[0]}, which no feature names among its places")
            printed += found
    with progress.stage("site files"):
        printed += press.outputs([*redirects(catalogue), *read_assets(THEME).documents()])
        printed += press.outputs(site_files(printed, catalogue, edition.site))
    # One picture may be that of several records.
    pictures = {one.file: one for one in printed if one.file.startswith(PICTURES)}
    printed = [*(one for one in printed if one.file not in pictures), *pictures.values()]
    if taken := collisions(printed):
        raise PrintError(report(taken))
    return printed


def address_problems(edition: Edition, settings: Mapping[str, Any], means: Means) -> list[Problem]:
    """Problems with addresses that two would have; nothing is printed."""
    prose = staff_prose(edition.root, settings, edition.site, _menu(edition), means.inputs, means.store, None)
    return _addresses_taken(edition, edition.catalogue, prose)


def _addresses_taken(edition: Edition, catalogue: Catalogue, prose: StaffProse) -> list[Problem]:
    """Problems with the addresses of staff's prose, of records, and of their old names.

    What views print stands in places of its own, so that they need not be asked.
    """
    owners = dict.fromkeys(OWN, "plugins/press")
    owners |= {place: _owner(feature) for feature in edition.features for place in _places(feature)}
    problems = [
        Problem(one.origin, 0, 0, "", f"the address /{one.url} is already taken by {owner}; choose another slug")
        for one in prose.printed
        if (owner := owners.get(_first_step(one.url)))
    ]
    rows = [row for kind in edition.catalogue.kinds for row in edition.catalogue.shelves[kind].rows]
    records = [Printed(target(row.url), row.url, "", row.path) for row in rows]
    return [*problems, *collisions([*prose.printed, *records, *redirects(catalogue)])]


def _places(feature: Feature) -> tuple[str, ...]:
    return (*(record_type.kind for record_type in feature.records), *feature.places)


def _owner(feature: Feature) -> str:
    """What a feature's own pages give as their origin."""
    made = [*feature.views, *(pages for _type, pages in feature.pages)]
    return "/".join(made[0].__module__.split(".")[:2]) if made else ""


def _first_step(url: str) -> str:
    return url.partition("/")[0]


def _menu(edition: Edition) -> Menu:
    """The kinds in use; one that the association does not use has its page, but no place here."""
    kinds = [link for feature in edition.features for link in feature.navigation]
    return tuple((label, url) for label, url in kinds if len(edition.catalogue.kind(url.removesuffix("/"))))
