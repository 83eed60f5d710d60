"""What synthetic members do: fifteen hundred skills, three thousand employers, roles, grades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random

from benchmarks.names import person
from benchmarks.places import City, cities
from benchmarks.words import Ranked

__all__ = ["GRADES", "LEVELS", "ROLES", "Employer", "organizations", "skills"]

SKILLS, ORGANIZATIONS = 1500, 3000
LEVELS = ("fluent", "professional", "conversational", "basic")

GRADES = Ranked(("Member", "Associate", "Fellow", "Student", "Senior Member", "Retired Member"), slope=0.9)

OF_ONE_WORD = (
    "Python GIS Statistics R Project_management C++ SQL Photogrammetry Hydrology C# Acoustics Go .NET Java Geology "
    "Surveying JavaScript CAD BIM Oceanography MATLAB Meteorology Ecology Linux Fortran Cartography Metrology Robotics "
    "Translation Mediation Accounting Bookkeeping Facilitation Illustration Navigation Toxicology Epidemiology "
    "Seismology Limnology Glaciology Volcanology Archaeology Hydrography Geodesy Rust Julia Haskell TypeScript Docker "
    "Kubernetes"
)
MODIFIERS = (
    "Structural Environmental Digital Coastal Seismic Urban Spatial Statistical Marine Thermal Rural Electrical "
    "Clinical Financial Hydraulic Geotechnical Mechanical Chemical Biological Agricultural Atmospheric Optical Nuclear "
    "Renewable Genetic Linguistic Legal Historical Visual Industrial Medical Mobile Embedded Distributed Parallel "
    "Secure Open Remote Offshore Aerial Subsea Polar Tropical Freshwater Groundwater Solar Wind Rail Road Bridge "
    "Tunnel Port Airport Forest Soil Crop Animal Food Textile Acoustic"
)
SUBJECTS = (
    "design,analysis,modelling,survey,inspection,monitoring,simulation,planning,management,mapping,testing,"
    "forecasting,policy,education,safety,conservation,restoration,instrumentation,logistics,procurement,economics,"
    "ethics,engineering,assessment,automation,imaging,sensing,auditing,training,standards,research,operations,"
    "maintenance,data science,software,networks,law,risk assessment,asset management,quality assurance"
)

RANKS = ("", "Senior ", "Principal ", "Assistant ", "Chief ")
OCCUPATIONS = (
    "engineer,consultant,project manager,scientist,surveyor,researcher,analyst,lecturer,director,designer,planner,"
    "adviser,professor,technician,inspector,programmer,editor,economist,ecologist,teacher"
)
ROLES = Ranked([f"{rank}{name}".capitalize() for name in OCCUPATIONS.split(",") for rank in RANKS], slope=0.7)

SECTORS = (
    ("University", "University of {city}"),
    ("Consultancy", "{family} Consulting"),
    ("Contractor", "{family} & {other}"),
    ("Institute", "{city} Institute of Technology"),
    ("Public body", "{city} City Council"),
    ("Utility", "{city} Water"),
    ("Laboratory", "{family} Laboratories"),
    ("Manufacturer", "{family} Instruments"),
    ("Hospital", "{city} General Hospital"),
    ("Start-up", "{family} Systems"),
)
"""Sectors, and what an employer of each is called."""


@dataclass(frozen=True)
class Employer:
    """An organization that members work for."""

    name: str
    sector: str
    city: City


@cache
def skills() -> Ranked[str]:
    """The vocabulary of skills, the commonest first."""
    single = [word.replace("_", " ") for word in OF_ONE_WORD.split()]
    random = Random("skills")
    found = [f"{modifier} {subject}" for modifier in MODIFIERS.split() for subject in SUBJECTS.split(",")]
    random.shuffle(found)
    del found[SKILLS - len(single) :]
    for rank, word in enumerate(single):
        found.insert(random.randint(0, 60 if rank < 25 else len(found)), word)
    return Ranked(found, slope=0.9, shift=2)


@cache
def organizations() -> Ranked[Employer]:
    """The employers, the largest first."""
    return Ranked(tuple(islice(_employers(), ORGANIZATIONS)), slope=0.8, shift=5)


def _employers() -> Iterator[Employer]:
    random = Random("organizations")
    where = Ranked(cities(), slope=0.8, shift=5)
    sectors = Ranked(SECTORS, slope=0.5)
    seen = set()
    while True:
        city = where.draw(random)
        sector, form = sectors.draw(random)
        family, other = (person(random, city.area).family for _ in range(2))
        name = form.format(city=city.name, family=family, other=other)
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield Employer(name, sector, city)
