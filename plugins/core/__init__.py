"""The core: files in git become checked records, records become one catalogue. No Pelican, no Jinja."""
