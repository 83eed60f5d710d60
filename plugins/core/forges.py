"""Where an association keeps its files: the addresses at which a forge lets a visitor write, change and report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

__all__ = ["KINDS", "Forge", "ForgeKind"]

ForgeKind = Literal["github", "gitlab", "forgejo"]
KINDS: tuple[ForgeKind, ...] = ("github", "gitlab", "forgejo")


@dataclass(frozen=True)
class Forge:
    """A repository on a forge. `url` is that of the repository, with no slash at its end; Gitea is a `forgejo`.

    Addresses to be completed hold {path}, {folder}, {name} or {text}, each to be put in as a part of a query.
    """

    kind: ForgeKind
    url: str
    branch: str = "main"

    @property
    def new_file(self) -> str:
        """The page for a new file: to be completed. GitLab's takes the name from its address, and no text."""
        branch = quote(self.branch)
        return {
            "github": f"{self.url}/new/{branch}?filename={{path}}&value={{text}}",
            "gitlab": f"{self.url}/-/new/{branch}?file_name={{path}}",
            "forgejo": f"{self.url}/_new/{branch}/?filename={{path}}&value={{text}}",
        }[self.kind]

    @property
    def new_empty_file(self) -> str:
        """The same page without a text, which the visitor pastes: to be completed."""
        return self.new_file.replace("&value={text}", "")

    @property
    def issue_forms(self) -> str:
        """The page that offers forms to report something or to be listed; "" where the forge has none."""
        return f"{self.url}/issues/new/choose" if self.kind != "gitlab" else ""

    def upload(self, folder: str) -> str:
        """The page to put files into a folder; on GitLab, the folder's own, which has a button for it."""
        step = {"github": "upload", "gitlab": "-/tree", "forgejo": "_upload"}[self.kind]
        return f"{self.url}/{step}/{quote(self.branch)}/{quote(folder)}"

    def edit(self, path: str) -> str:
        """The page to change a file."""
        step = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit"}[self.kind]
        return f"{self.url}/{step}/{quote(self.branch)}/{quote(path)}"

    def issue(self, title: str, body: str) -> str:
        """The page to report something, filled in."""
        if self.kind == "gitlab":
            return f"{self.url}/-/issues/new?issue%5Btitle%5D={quote(title)}&issue%5Bdescription%5D={quote(body)}"
        return f"{self.url}/issues/new?title={quote(title)}&body={quote(body)}"
