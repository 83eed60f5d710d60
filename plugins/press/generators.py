"""The Pelican generator that prints the catalogue, beside Pelican's own for news and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.core.outputs import Output, collisions
from plugins.core.problems import report
from plugins.press.assets import read_assets
from plugins.press.editions import Edition
from plugins.press.environment import Links, make_environment
from plugins.press.printing import PrintError, print_outputs
from plugins.press.prose import prose_outputs, refuse_stray_files, with_prose
from plugins.press.sitefiles import redirects, site_files

__all__ = ["EverythingReadError", "RecordsGenerator", "arrange_all"]

FOOTER_FIRST = ("about", "joining", "privacy", "code-of-conduct")


class EverythingReadError(Exception):
    """Ends Pelican's run of a check, once all that could be wrong before printing has been looked at."""


class RecordsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Runs the views over the records of an edition, and prints what they yield."""

    edition: Edition
    outputs: list[Output]

    def generate_context(self) -> None:
        """Takes the edition that the build prepared."""
        self.edition = self.settings["EDITION"]

    def arrange(self, generators: list[Any]) -> None:
        """Decides all that will be printed, once Pelican has read the staff's prose and before anything is written.

        Raises PrintError for two outputs of one address, and for files that staff's prose would bring from elsewhere.
        """
        edition, theme = self.edition, Path(self.theme)
        articles, pages = self.context["articles"], self.context["pages"]
        refuse_stray_files(edition.root, generators)
        prose = prose_outputs(edition.root, generators)
        if not articles:
            # An empty list is no news, and an empty feed would carry the time of the build.
            self.settings.update({"DIRECT_TEMPLATES": [], "FEED_ALL_ATOM": None})
        catalogue = with_prose(edition.catalogue, edition.root, articles, pages)
        assets = read_assets(theme)
        views = [view for feature in edition.features for view in feature.views]
        outputs: list[Output] = [output for view in views for output in view(catalogue, edition.site)]
        outputs += [*redirects(catalogue), *assets.documents()]
        outputs += site_files([*outputs, *prose], catalogue, edition.site)
        if taken := collisions([*outputs, *prose]):
            raise PrintError(report(taken))
        if self.settings.get("ONLY_CHECK"):
            raise EverythingReadError
        self.outputs = outputs
        environment = make_environment(
            theme,
            edition.site,
            assets,
            self._navigation(),
            self._footer(),
            has_news=bool(articles),
            features={name.rpartition(".")[2] for name in self.settings["PLUGINS"]},
        )
        for generator in generators:
            generator.env = environment

    def _navigation(self) -> Links:
        """The kinds in use; one that the association does not use has its page, but no place here."""
        kinds = [link for feature in self.edition.features for link in feature.navigation]
        used = [(label, url) for label, url in kinds if len(self.edition.catalogue.kind(url.removesuffix("/")))]
        return (*used, ("News", "news/")) if self.context["articles"] else used

    def _footer(self) -> Links:
        """The staff's pages, those that people look for first."""
        ranks = {slug: rank for rank, slug in enumerate(FOOTER_FIRST)}
        pages = sorted(self.context["pages"], key=lambda page: (ranks.get(page.slug, len(ranks)), page.title))
        return tuple((str(page.title), page.url) for page in pages)

    def generate_output(self, _writer: object) -> None:
        """Prints everything but the staff's prose, which Pelican prints."""
        print_outputs(self.outputs, self.env, self.edition.root, Path(self.output_path))


def arrange_all(generators: list[Any]) -> None:
    """Receiver of Pelican's `all_generators_finalized`."""
    for generator in generators:
        if isinstance(generator, RecordsGenerator):
            generator.arrange(generators)
