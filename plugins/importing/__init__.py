"""Importing: tables of other programs become files of ours, by a map. It knows the core and no kind of record."""

from plugins.importing.importer import run

__all__ = ["run"]
