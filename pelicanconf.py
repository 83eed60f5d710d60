"""The association whose site this is, and Pelican's settings for it. The rest is in plugins/press/settings.py."""

# Who we are ----------------------------------------------------------------------------------------------------------
ASSOCIATION = {
    "name": "The Leadline Society",
    "short_name": "Leadline",
    "description": (
        "An international society of the people who measure the depth of water: hydrographic surveyors, "
        "tide observers, chart makers and those who build their instruments."
    ),
    "founded": "1974",
    "address": ["The Leadline Society", "The Tide House", "7 Plummet Wynd, Leith", "Edinburgh", "United Kingdom"],
    "country": "GB",
    "email": "secretariat@example.org",
    "security_contact": "security@example.org",
    "consent_version": "2026-1",
    "consent_page": "privacy/",
    "links": [
        ("Mastodon", "https://social.example/@leadline"),
        ("Mailing lists", "https://lists.example.org/leadline/"),
        ("Code and data", "https://code.example.org/leadline/"),
    ],
}

# Where the site stands, and how it speaks ----------------------------------------------------------------------------
SITEURL = "https://leadline.example.org"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en-GB"

# Where the files of this site are kept, so that anybody may propose a change: github, gitlab or forgejo ---------------
FORGE = {"kind": "github", "url": "https://code.example.org/leadline/site", "branch": "main"}

# Who may change everything: the accounts of the staff, each by its name and its number --------------------------------
STAFF = [
    ("leadline-demo-secretary", 999000100),
]

# What the site is made of: each plugin is a feature, and this list is the only registry ------------------------------
PLUGINS = [
    "plugins.press",
    "plugins.frontpage",
    "plugins.directory",
    "plugins.events",
    "plugins.jobs",
    "plugins.organizations",
    "plugins.chapters",
    "plugins.saved",
    "plugins.search",
    "plugins.contributing",
]
