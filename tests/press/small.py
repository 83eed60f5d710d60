"""A small association on disk, with one record of each kind and the staff's prose."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["TODAY", "URL", "tree", "write", "write_association"]

URL = "https://association.example.org"
TODAY = "2026-11-21"

FILES = {
    "pelicanconf.py": f"""
ASSOCIATION = {{
    "name": "Small Association",
    "short_name": "Small",
    "description": "An association for tests.",
    "email": "office@example.org",
}}
SITEURL = "{URL}"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en"
""",
    "members/ada.yaml": """
name: Ada Lovelace
headline: Analyst
location: {city: London, country: GB}
skills: [GIS, R]
languages: [{tag: en}]
work: [{title: Analyst, organization: acme}]
membership: {grade: Fellow, since: 2020, chapters: [lisbon], groups: [board]}
aliases: [countess]
consent: {date: 2026-01-01, version: 1}
""",
    "members/bob.yaml": "name: Bob\nconsent: {date: 2026-01-01, version: 1}\n",
    "content/events/agm.md": """---
title: General meeting
start: 2026-12-14 18:30
end: 2026-12-14 20:00
timezone: Europe/Lisbon
format: online
speakers: [ada]
chapter: lisbon
---
All are welcome.
""",
    "content/jobs/analyst.md": """---
title: Analyst
organization: acme
posted: 2026-11-01
closes: 2026-12-24
workplace: remote
remote_countries: [PT]
employment_type: full-time
apply: {email: jobs@example.org}
poster: ada
---
Analyse.
""",
    "content/organizations/acme.md": "---\nname: Acme\nwebsite: https://acme.example.org\n---\nMakes everything.\n",
    "content/chapters/lisbon.md": "---\nname: Lisbon\ncountry: PT\nofficers: [{member: ada, role: Chair}]\n---\n",
    "content/groups/board.md": "---\nname: Board\ntype: committee\n---\n",
    "content/pages/about.md": "Title: About\nSlug: about\n\nWho we are.\n",
    "content/news/2026-11-01-open.md": "Title: Open\nDate: 2026-11-01\nSlug: open\nSummary: We are open.\n\nWe are.\n",
}


def write(root: Path, path: str, text: str) -> None:
    """Writes a file below a root."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_association(root: Path) -> Path:
    """Writes the whole association below `root`, and gives `root`."""
    for path, text in FILES.items():
        write(root, path, text)
    return root


def tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
