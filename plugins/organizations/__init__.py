"""Organizations: employers, hosts and corporate members."""

from __future__ import annotations

from plugins.organizations.organization import Organization
from plugins.organizations.views import employers, organization_list, organization_pages
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What organizations give the press."""
    return Feature(
        records=(Organization,),
        pages=((Organization, organization_pages),),
        views=(organization_list,),
        each=(("members", employers),),
        navigation=(("Organizations", "organizations/"),),
    )


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
