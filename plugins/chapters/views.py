"""Chapters and groups to pages: the lists, and for each its officers, members and events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.chapters.chapter import Body, Chapter, Group
from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Page
from plugins.core.schema_org import association, document
from plugins.core.site import Site
from plugins.core.wording import singular

__all__ = ["body_lists", "body_page"]

MEMBERS_SHOWN = 24


def body_lists(catalogue: Catalogue, _site: Site) -> Iterator[Page]:
    """The list of chapters, and the list of groups."""
    for kind in (Chapter.kind, Group.kind):
        context = {"kind": kind, "bodies": catalogue.cards(catalogue.kind(kind).records)}
        yield Page(f"{kind}/", "chapters/index.html", context, origin="plugins/chapters")


def body_page(body: Body, catalogue: Catalogue, site: Site) -> Iterator[Page]:
    """The page of one chapter or group."""
    yield Page(body.url, "chapters/body.html", _context(body, catalogue, site), body.path)


def _context(body: Body, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    officers = tuple(
        {
            "member": catalogue.card("members", officer.member),
            "officer": officer,
            "serves": officer.serves(site.today),
        }
        for officer in body.officers
    )
    belonging = catalogue.referring("members", f"membership.{body.kind}", body.slug)
    events = catalogue.referring("events", singular(body.kind), body.slug)
    # Of a series its next date, and where there is none its last.
    coming = [event.coming(site.today) for event in events]
    past = [event.shown(site.today) for event, cards in zip(events, coming, strict=True) if not cards]
    return {
        "kind": body.kind,
        "body": body,
        "card": body.card(catalogue.name_of),
        "officers": tuple(one for one in officers if one["serves"]),
        "former": tuple(one for one in officers if not one["serves"]),
        # A chapter may have thousands of members, who have pages of their own; a group shows all of its few.
        "members": catalogue.cards(belonging[:MEMBERS_SHOWN] if body.kind == Chapter.kind else belonging),
        "member_count": len(belonging),
        "all_members": f"{body.url}members/" if body.kind == Chapter.kind else None,
        "coming": tuple(sorted((cards[0] for cards in coming if cards), key=_start)),
        "past": tuple(sorted((cards[-1] for cards in past if cards), key=_start, reverse=True)),
        "selection": f"events/{body.url}" if events else None,
        "json_ld": _data(body, site),
    }


def _start(card: Any) -> Any:
    return card.starts_at


def _data(body: Body, site: Site) -> dict[str, Any]:
    """The body as schema.org's Organization, a part of the association."""
    return document(
        "Organization",
        name=body.name,
        url=site.absolute(body.url),
        description=body.purpose,
        foundingDate=body.founded,
        email=body.email,
        sameAs=list(body.links.model_dump(exclude_none=True).values()) if body.links else None,
        parentOrganization=association(site),
    )
