"""The Pelican generator that prints the catalogue, beside Pelican's own for news and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.core.outputs import Document, Output, Page, collisions
from plugins.core.problems import report
from plugins.press.assets import read_assets
from plugins.press.editions import Edition
from plugins.press.environment import make_environment
from plugins.press.printing import PrintError, print_outputs
from plugins.press.prose import News, StaffPage, with_prose
from plugins.press.sitefiles import redirects, site_files

__all__ = ["RecordsGenerator", "share_environment"]

FOOTER_FIRST = ("about", "joining", "privacy", "code-of-conduct")


class RecordsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Runs the views over the records of an edition, and prints what they yield."""

    edition: Edition

    def generate_context(self) -> None:
        """Takes the edition that the build prepared."""
        self.edition = self.settings["EDITION"]

    def share_environment(self, generators: list[Any]) -> None:
        """Gives all generators one environment, once Pelican has read the staff's pages that its footer names."""
        pages = sorted(self.context["pages"], key=lambda page: (_rank(page.slug), page.title))
        footer = tuple((str(page.title), page.url) for page in pages)
        has_news = bool(self.context["articles"])
        # A kind that the association does not use has its page, but no place in the navigation.
        navigation = tuple(
            (label, url)
            for feature in self.edition.features
            for label, url in feature.navigation
            if len(self.edition.catalogue.kind(url.removesuffix("/")))
        )
        self.assets = read_assets(Path(self.theme))
        navigation += (("News", "news/"),) if has_news else ()
        environment = make_environment(
            Path(self.theme), self.edition.site, self.assets, navigation, footer, has_news=has_news
        )
        for generator in generators:
            generator.env = environment

    def generate_output(self, _writer: object) -> None:
        """Prints everything but the staff's prose, which Pelican prints."""
        root, site = self.edition.root, self.edition.site
        catalogue = with_prose(self.edition.catalogue, root, self.context["articles"], self.context["pages"])
        outputs: list[Output] = [
            *(
                output
                for feature in self.edition.features
                for view in feature.views
                for output in view(catalogue, site)
            ),
            *redirects(catalogue),
            *self.assets.documents(),
        ]
        prose: list[Output] = [
            Page(record.url, "", {}, record.path, modified=record.modified)
            for kind in (News.kind, StaffPage.kind)
            for record in catalogue.kind(kind)
        ]
        if self.context["articles"]:
            prose += [Page("news/", "", {}, "content/news"), Document("news/feed.xml", b"", "content/news")]
        outputs += site_files([*outputs, *prose], catalogue, site)
        if taken := collisions([*outputs, *prose]):
            raise PrintError(report(taken))
        self.edition.printed.append(print_outputs(outputs, self.env, root, Path(self.output_path)) + len(prose))


def _rank(slug: str) -> int:
    return FOOTER_FIRST.index(slug) if slug in FOOTER_FIRST else len(FOOTER_FIRST)


def share_environment(generators: list[Any]) -> None:
    """Receiver of Pelican's `all_generators_finalized`."""
    for generator in generators:
        if isinstance(generator, RecordsGenerator):
            generator.share_environment(generators)
