"""The files that hosts and robots look for: sitemap, robots, headers, redirects, security contact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from xml.etree import ElementTree

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document, Page
from plugins.core.site import Site
from plugins.press.printing import Printed

__all__ = ["CONTENT_SECURITY_POLICY", "redirects", "site_files"]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
NAMED_BY_DIGEST = ("static/*", "pictures/*")
SECURITY_TXT_DAYS = 180
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_URLS = 50_000
SITEMAP_BYTES = 50 * 1024 * 1024
"""What one file may hold at most (sitemaps.org, protocol 0.9)."""


def redirects(catalogue: Catalogue) -> Iterator[Page]:
    """A page at each old address of a record that leads to its new one."""
    for kind in catalogue.kinds:
        for row in catalogue.shelves[kind].rows:
            for alias in row.aliases:
                context = {"to": row.url, "label": row.label}
                yield Page(f"{kind}/{alias}/", "redirect.html", context, row.path, listed=False)


def site_files(printed: Collection[Printed], catalogue: Catalogue, site: Site) -> Iterator[Document]:
    """All of them. The sitemap is of the pages that are `printed`; only a public edition invites robots."""
    public = site.audience == "public"
    if public:
        yield from _sitemaps(printed, site)
    yield _text("robots.txt", _robots(site, public))
    yield _text("_headers", _headers(printed, site, public))
    yield _text("_redirects", _redirects(catalogue, site))
    yield _text(".nojekyll", "")
    yield _text(".well-known/security.txt", _security(site))


def _text(url: str, content: str) -> Document:
    return Document(url, content.encode(), "plugins/press")


def _sitemaps(printed: Iterable[Printed], site: Site) -> Iterator[Document]:
    """Every page that search engines may have (sitemaps.org 0.9); a date only where the content has one.

    What is too much for one file is in several, and the file that robots are told of names those.
    """
    pages = sorted((one for one in printed if one.is_page and one.listed), key=lambda one: one.url)
    files = list(_parts([(site.absolute(page.url), page.modified) for page in pages]))
    if len(files) == 1:
        yield Document("sitemap.xml", files[0], "plugins/press")
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    for name, file in zip(names, files, strict=True):
        yield Document(name, file, "plugins/press")
    index = _sitemap("sitemapindex", "sitemap", [(site.absolute(name), "") for name in names])
    yield Document("sitemap.xml", index, "plugins/press")


def _parts(entries: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """Sitemaps of all of these, each within what one may hold; one of none where there are none."""
    for start in range(0, max(len(entries), 1), SITEMAP_URLS):
        some = entries[start : start + SITEMAP_URLS]
        file = _sitemap("urlset", "url", some)
        if len(file) <= SITEMAP_BYTES:
            yield file
        else:
            yield from _parts(some[: len(some) // 2])
            yield from _parts(some[len(some) // 2 :])


def _sitemap(top: str, each: str, entries: Iterable[tuple[str, str]]) -> bytes:
    """A file of addresses, each with its date or ""."""
    ElementTree.register_namespace("", SITEMAP)
    root = ElementTree.Element(f"{{{SITEMAP}}}{top}")
    for address, modified in entries:
        entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}{each}")
        ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = address
        if modified:
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = modified
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _robots(site: Site, public: bool) -> str:
    """RFC 9309. Pages that must not be indexed are not blocked: a robot has to read their noindex."""
    if not public:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.absolute('sitemap.xml')}\n"


def _headers(printed: Collection[Printed], site: Site, public: bool) -> str:
    """Headers for hosts that read such a file (Netlify, Cloudflare Pages).

    What has a digest in its address is kept for ever; all else is asked for again at each visit, and sent when it has
    changed (RFC 9111, section 5.2.2.4). Where two rules are for one address, hosts join their values of one header: so
    each folder has one that says how long its files are kept, and none is for everything.
    """
    everywhere = [
        f"Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Strict-Transport-Security: max-age=31536000",
        "Cross-Origin-Opener-Policy: same-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
        *([] if public else ["X-Robots-Tag: noindex"]),
    ]
    firsts = {one.url.partition("/")[:2] for one in printed}
    folders = {f"{first}/*" if slash else first for first, slash in firsts}
    rules = {
        "*": everywhere,
        **{path: ["Cache-Control: public, max-age=31536000, immutable"] for path in NAMED_BY_DIGEST},
        "*.vcf": ["Content-Type: text/vcard; charset=utf-8"],
        "*.ics": ["Content-Type: text/calendar; charset=utf-8"],
        **{path: ["Cache-Control: no-cache"] for path in sorted(folders.difference(NAMED_BY_DIGEST))},
    }
    return "\n".join(f"{site.base}{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in rules.items())


def _redirects(catalogue: Catalogue, site: Site) -> str:
    """Permanent redirects for the same hosts; the pages of `redirects` serve all others."""
    return "".join(f"{site.link(page.url)} {site.link(str(page.context['to']))} 301\n" for page in redirects(catalogue))


def _security(site: Site) -> str:
    """RFC 9116."""
    contact = site.association.security_contact or site.association.email
    expires = site.today + timedelta(days=SECURITY_TXT_DAYS)
    return (
        f"Contact: mailto:{contact}\n"
        f"Expires: {expires.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {site.language}\n"
        f"Canonical: {site.absolute('.well-known/security.txt')}\n"
    )
