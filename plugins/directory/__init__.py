"""The directory: members, their pages and the facets to find them by."""

from __future__ import annotations

from plugins.directory.facets import facet_pages
from plugins.directory.likeness import traits_of
from plugins.directory.member import Member
from plugins.directory.outline import headline, outline
from plugins.directory.views import member_list, member_pages
from plugins.press.features import Feature, offered


def feature(_sender: object) -> Feature:
    """What the directory gives the press."""
    return Feature(
        records=(Member,),
        pages=((Member, member_pages),),
        views=(member_list, facet_pages),
        each=((Member.kind, outline), (Member.kind, headline), (Member.kind, traits_of)),
        navigation=(("Members", "members/"),),
        places=("skills", "places", "languages", "a-z"),
    )


def register() -> None:
    """Called by Pelican for each plugin of PLUGINS."""
    offered.connect(feature)
