"""Where synthetic members live: 64 countries with their largest cities, and two thousand cities in all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.areas import AREAS
from benchmarks.words import Ranked, composed

__all__ = ["City", "Country", "cities", "countries"]

CITIES = 2000

COUNTRIES = """
US english 160 New York, Los Angeles, Chicago, Houston, Seattle, Boston, Denver, Atlanta, San Francisco, Austin
GB english 130 London, Manchester, Birmingham, Edinburgh, Glasgow, Bristol, Leeds, Cardiff, Belfast, Sheffield
DE german 95 Berlin, Hamburg, München, Köln, Frankfurt am Main, Stuttgart, Düsseldorf, Leipzig, Dresden
IN indian 80 Mumbai, Delhi, Bengaluru, Hyderabad, Chennai, Kolkata, Pune, Ahmedabad
FR french 75 Paris, Lyon, Marseille, Toulouse, Bordeaux, Lille, Nantes, Strasbourg
CA english 60 Toronto, Montréal, Vancouver, Calgary, Ottawa, Halifax
ES spanish 60 Madrid, Barcelona, Valencia, Sevilla, Bilbao, Málaga, Zaragoza
IT italian 55 Roma, Milano, Napoli, Torino, Bologna, Firenze, Genova
NL dutch 50 Amsterdam, Rotterdam, Utrecht, Delft, Eindhoven, Groningen
AU english 50 Sydney, Melbourne, Brisbane, Perth, Adelaide, Hobart
BR portuguese 45 São Paulo, Rio de Janeiro, Belo Horizonte, Brasília, Recife, Curitiba
CN chinese 45 Beijing, Shanghai, Shenzhen, Guangzhou, Wuhan, Chengdu
JP japanese 40 Tokyo, Osaka, Nagoya, Kyoto, Sapporo, Fukuoka
SE nordic 35 Stockholm, Göteborg, Malmö, Uppsala, Lund
PL slavic 35 Warszawa, Kraków, Gdańsk, Wrocław, Poznań, Łódź
PT portuguese 30 Lisboa, Porto, Coimbra, Braga, Aveiro, Faro
NO nordic 25 Oslo, Bergen, Trondheim, Tromsø, Stavanger
DK nordic 25 København, Aarhus, Odense, Aalborg
FI nordic 25 Helsinki, Tampere, Turku, Oulu, Espoo
BE dutch 25 Bruxelles, Antwerpen, Gent, Leuven, Liège
CH german 25 Zürich, Genève, Basel, Bern, Lausanne
AT german 22 Wien, Graz, Linz, Salzburg, Innsbruck
IE english 22 Dublin, Cork, Galway, Limerick
MX spanish 22 Ciudad de México, Guadalajara, Monterrey, Puebla
KR korean 22 Seoul, Busan, Incheon, Daejeon
TR turkish 22 İstanbul, Ankara, İzmir, Bursa, Antalya
ZA english 20 Cape Town, Johannesburg, Durban, Pretoria
AR spanish 18 Buenos Aires, Córdoba, Rosario, Mendoza
CZ slavic 18 Praha, Brno, Ostrava, Plzeň
NG african 18 Lagos, Abuja, Ibadan, Kano
NZ english 16 Auckland, Wellington, Christchurch, Dunedin
EG arabic 15 Cairo, Alexandria, Giza, Aswan
KE african 14 Nairobi, Mombasa, Kisumu, Nakuru
CO spanish 13 Bogotá, Medellín, Cali, Cartagena
CL spanish 13 Santiago, Valparaíso, Concepción, Temuco
SG chinese 12 Singapore
TW chinese 12 Taipei, Kaohsiung, Taichung, Tainan
HK chinese 10 Hong Kong
MA arabic 10 Casablanca, Rabat, Fès, Marrakech
AE arabic 10 Dubai, Abu Dhabi, Sharjah
SA arabic 9 Riyadh, Jeddah, Dammam
PK indian 9 Karachi, Lahore, Islamabad
BD indian 9 Dhaka, Chittagong, Khulna
GH african 8 Accra, Kumasi, Tamale
PE spanish 8 Lima, Arequipa, Cusco
HR slavic 8 Zagreb, Split, Rijeka
SK slavic 8 Bratislava, Košice, Žilina
SI slavic 7 Ljubljana, Maribor, Koper
LK indian 7 Colombo, Kandy, Galle
TN arabic 6 Tunis, Sfax, Sousse
JO arabic 6 Amman, Irbid, Aqaba
LB arabic 5 Beirut, Tripoli, Sidon
TZ african 6 Dar es Salaam, Arusha, Dodoma
UG african 5 Kampala, Entebbe, Gulu
SN african 5 Dakar, Thiès, Saint-Louis
CI african 4 Abidjan, Bouaké
UY spanish 5 Montevideo, Salto
EC spanish 5 Quito, Guayaquil, Cuenca
CR spanish 4 San José, Alajuela
IS nordic 4 Reykjavík, Akureyri
LU french 4 Luxembourg, Esch-sur-Alzette
MZ portuguese 3 Maputo, Beira
AO portuguese 3 Luanda, Lobito
NP indian 3 Kathmandu, Pokhara
"""
"""Code, language area, members in proportion to that number, and the largest cities."""

AT_HOME = 0.8


@dataclass(frozen=True)
class City:
    """A city, its country's code, and the language area that most of its people's names are of."""

    name: str
    country: str
    area: str


@dataclass(frozen=True)
class Country:
    """A country with its cities by size; `share` is in proportion to its members."""

    code: str
    area: str
    share: int
    cities: Ranked[City]

    def names(self, random: Random) -> str:
        """The language area of somebody who lives there: mostly its own."""
        return self.area if random.random() < AT_HOME else random.choice(tuple(AREAS))


@cache
def countries() -> tuple[Country, ...]:
    """All countries, those with most members first."""
    rows = [line.split(" ", 3) for line in COUNTRIES.strip().split("\n")]
    weights = [int(share) ** 0.7 for _code, _area, share, _cities in rows]
    found = []
    for (code, area, share, large), weight in zip(rows, weights, strict=True):
        number = max(2, round(CITIES * weight / sum(weights)))
        names = dict.fromkeys(large.split(", "))
        made = composed(Random(f"cities of {code}"), *_syllables(area))
        while len(names) < number:
            names[next(made)] = None
        ranked = Ranked([City(name, code, area) for name in names], slope=1.0)
        found.append(Country(code, area, int(share), ranked))
    return tuple(found)


def _syllables(area: str) -> tuple[list[str], ...]:
    """The beginnings of an area's family names with the endings of its towns."""
    starts = AREAS[area].family_parts[0].split()
    middles = AREAS[area].given_parts[0].lower().split()
    if AREAS[area].signs:  # keep the Latin letters
        starts, middles = (
            ["".join(sign for sign in one if sign < "\u0250") for one in some]
            for some in (starts or AREAS[area].family.split(), middles)
        )
    starts = [start.rstrip("-").replace("Al-", "Al").replace("El-", "El") for start in starts]
    return [*dict.fromkeys(starts)], [*dict.fromkeys(one.strip("-") for one in middles)], AREAS[area].town_ends.split()


@cache
def cities() -> tuple[City, ...]:
    """All cities, those that most members live in first."""
    sized = [
        (country.share / (rank + 1), city) for country in countries() for rank, city in enumerate(country.cities.values)
    ]
    return tuple(city for _size, city in sorted(sized, key=lambda one: (-one[0], one[1].name)))
