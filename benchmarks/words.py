"""Words for synthetic records: ranked tables drawn from as Zipf's law has it, and composed vocabularies."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

__all__ = ["CORE", "Ranked", "Weighted", "composed", "vocabulary"]

T = TypeVar("T")

VOCABULARY = 20_000

CORE = tuple(
    dict.fromkeys(
        """
the of and to in a for with on is that as by at from we it are this our be an or was have which has their I my
new work can more not all about also will how they been one between other when where these than its into over
most but were who what both after using used many time years data people design project team research water
systems use each some through only during first such local well two three there while then out up so own them
under you your if no since before across because often may should would could must does did do make makes made
making build builds built building lead leads led leading help helps helped helping teach teaches taught teaching
learn learns learned learning study studies studied write writes wrote writing read reads reading run runs ran
running plan plans planned planning test tests tested testing measure measures measured measuring find finds found
finding show shows showed showing keep keeps kept keeping give gives gave giving take takes took taking bring
brings brought bringing start starts started starting grow grows grew growing change changes changed changing
support supports supported improve improves improved improving develop develops developed developing apply applies
applied manage manages managed managing join joins joined care cares cared share shares shared sharing serve serves
served publish publishes published review reviews reviewed train trains trained training advise advises advised
speak speaks spoke speaking travel travels travelled live lives lived living love enjoy enjoys year month week day
days hour morning evening night summer winter spring autumn field office laboratory site school university
institute department company agency ministry council committee society chapter group member members student
students colleague colleagues engineer engineers scientist scientists manager director officer adviser consultant
teacher professor lecturer doctor nurse surveyor planner analyst programmer designer editor author writer founder
partner owner client clients customer customers user users public private national international regional global
european african asian american northern southern eastern western central city cities town village country countries
region world coast river lake sea ocean island mountain forest valley harbour port bridge road railway tunnel dam
house home garden farm market hospital museum library church station airport street land soil rock sand ice snow
rain wind storm flood fire earthquake climate weather energy power light heat sound air gas oil fuel steel wood
stone glass concrete paper plastic metal food plant plants animal animals fish bird birds tree trees crop crops
health safety risk quality cost costs price value budget money trade law policy rule rules standard standards
method methods model models theory practice process tool tools machine machines instrument instruments sensor
sensors software hardware code network networks database map maps survey surveys report reports paper papers book
books article articles course courses lecture lectures workshop workshops conference conferences meeting meetings
committee working interest thesis degree diploma certificate award prize grant fund history language languages
music film sport football cycling sailing climbing swimming walking cooking painting photography chess family
children daughter son wife husband parents friend friends dog cat community communities volunteer volunteers
charity open free small large big great good better best long short high low deep early late old young fast slow
strong simple hard easy clear real whole full main major key common special different similar similarly together
again always never sometimes usually mostly mainly especially particularly currently recently formerly previously
now today still already soon later ago once twice around near far above below behind beyond within without against
along towards until among half quarter part parts piece side end beginning middle top bottom line lines point
points area areas place places number numbers level levels rate rates size scale range order form forms type types
kind kinds case cases example examples question questions answer answers problem problems solution solutions idea
ideas goal goals result results effect effects reason reasons experience knowledge skill skills interests career
job jobs role roles task tasks position positions service services product products industry business government
science engineering technology education medicine agriculture construction transport shipping mining fishing
tourism finance insurance chemistry physics biology geology mathematics statistics economics psychology sociology
philosophy art architecture journalism
        """.split()
    )
)
"""Some six hundred common words of English, the commonest first as far as it matters here."""

ONSETS = "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p ph pl pr qu r s sc sh sl sp st str t th tr v w".split()
VOWELS = "a e i o u ai ea ee io oa ou".split()
CODAS = ("", "", "b", "ck", "d", "g", "l", "m", "n", "nd", "nt", "p", "r", "rn", "s", "st", "t", "x")
ENDINGS = ("", "", "al", "ation", "ed", "er", "ic", "ing", "ism", "ity", "ive", "ly", "ment", "ness", "ous", "s")


class Weighted(Generic[T]):
    """Values drawn in proportion to their weights."""

    def __init__(self, values: Sequence[T], weights: Iterable[float]) -> None:
        self.values = tuple(values)
        self._sums = list(accumulate(weights))

    def draw(self, random: Random) -> T:
        return self.values[bisect(self._sums, random.random() * self._sums[-1], 0, len(self._sums) - 1)]

    def several(self, random: Random, number: int) -> tuple[T, ...]:
        """So many different values, or as many as there are."""
        found: dict[T, None] = {}
        while len(found) < min(number, len(self.values)):
            found[self.draw(random)] = None
        return tuple(found)


class Ranked(Weighted[T]):
    """Values drawn by their rank: the one at `rank` in proportion to 1 / (rank + shift)^slope, as Zipf's law has it."""

    def __init__(self, values: Sequence[T], slope: float = 1.0, shift: float = 1.0) -> None:
        super().__init__(values, (1 / (rank + shift) ** slope for rank in range(len(values))))


def composed(random: Random, *syllables: Sequence[str]) -> Iterator[str]:
    """Different words of one syllable from each table, in no order, until most combinations are used up."""
    seen = set()
    idle = 0
    while idle < 200:
        word = "".join(random.choice(table) for table in syllables)
        if word in seen:
            idle += 1
        else:
            idle = 0
            seen.add(word)
            yield word


@cache
def vocabulary() -> Ranked[str]:
    """Twenty thousand words that bios are made of: common English, then words composed to be pronounced."""
    words = dict.fromkeys(CORE)
    long = composed(Random("vocabulary"), ONSETS, VOWELS, CODAS, ONSETS, VOWELS, CODAS, ENDINGS)
    while len(words) < VOCABULARY:
        words[next(long)] = None
    return Ranked(tuple(words), slope=1.0, shift=2.7)
