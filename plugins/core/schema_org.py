"""Nodes of schema.org in JSON-LD, as plain dicts: what has no value is left out."""

from __future__ import annotations

from typing import Any

from plugins.core.site import Site

__all__ = ["association", "document", "node", "postal_address"]

Node = dict[str, Any]


def node(type_name: str, **properties: Any) -> Node:
    """A node of this type; a property that is None, empty text or an empty list is left out, False and 0 are not."""
    return {"@type": type_name} | {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def document(type_name: str, **properties: Any) -> Node:
    """The node that a page is about."""
    return {"@context": "https://schema.org"} | node(type_name, **properties)


def postal_address(
    *, street: str | None = None, city: str | None = None, region: str | None = None, country: str | None = None
) -> Node | None:
    """A PostalAddress, or None where nothing of it is known."""
    address = node(
        "PostalAddress", streetAddress=street, addressLocality=city, addressRegion=region, addressCountry=country
    )
    return address if len(address) > 1 else None


def association(site: Site) -> Node:
    """The association as others refer to it."""
    return node("Organization", name=site.association.name, url=f"{site.url}/")
