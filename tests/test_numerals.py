"""Numbers, bounds and units in German and English text."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.numerals import Amount, find_amounts, find_numbers, parse_amount, same_value
from summarizer.schemas import Language

INF = None


def only(text: str, language: Language) -> Amount:
    """Return the one figure of a text."""
    found = find_amounts(text, language)
    assert len(found) == 1, [amount.text for amount in found]
    return found[0]


def read(words: str, language: Language) -> Amount:
    """Return the amount of copied words."""
    found = parse_amount(words, language)
    assert found is not None, words
    return found


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("600.000 Soldaten", "de", "600000"),
        ("853.030 Soldaten", "de", "853030"),
        ("12 000 Tonnen", "de", "12000"),
        ("12\u00a0000 Tonnen", "de", "12000"),
        ("12\u202f000 Tonnen", "de", "12000"),
        ("12\u2009000 Tonnen", "de", "12000"),
        ("100'000 Unterschriften", "de", "100000"),
        ("100’000 Unterschriften", "de", "100000"),
        ("1.234.567,89 Euro", "de", "1234567.89"),
        ("1.5 Liter", "de", "1.5"),
        ("1,5 Mio. Dollar", "de", "1500000"),
        ("2,3 Mrd. Euro", "de", "2300000000"),
        ("30 Tsd. Euro", "de", "30000"),
        ("1,5 Billionen Dollar", "de", "1500000000000"),
        ("eine Million Euro", "de", "1000000"),
        ("eine halbe Million Menschen", "de", "500000"),
        ("halbe Million", "de", "500000"),
        ("einer halben Milliarde Euro", "de", "500000000"),
        ("eine Viertelmillion Granaten", "de", "250000"),
        ("anderthalb Stunden", "de", "1.5"),
        ("eineinhalb Jahre", "de", "1.5"),
        ("zweieinhalb Millionen Euro", "de", "2500000"),
        ("viereinhalb Prozent", "de", "4.5"),
        ("ein Dutzend Köche", "de", "12"),
        ("zwei Dutzend Köche", "de", "24"),
        ("ein halbes Dutzend Köche", "de", "6"),
        ("sieben", "de", "7"),
        ("zweier Kinder", "de", "2"),
        ("zwölf Prozent", "de", "12"),
        ("einundzwanzig Fälle", "de", "21"),
        ("dreihundertfünfzig Fälle", "de", "350"),
        ("zehntausend Menschen", "de", "10000"),
        ("hunderttausend Menschen", "de", "100000"),
        ("hundert Menschen", "de", "100"),
        ("zwei Drittel der Fälle", "de", "0.666667"),
        ("ein Viertel der Fälle", "de", "0.25"),
        ("die Hälfte der Fälle", "de", "0.5"),
        ("jeder zweite Fall", "de", "0.5"),
        ("jede fünfte Stelle", "de", "0.2"),
        ("zwei von fünf Deutschen", "de", "0.4"),
        ("minus 5 Grad", "de", "-5"),
        ("−3 °C", "de", "-3"),
        ("2½ Stunden", "de", "2.5"),
        ("1,2", "de", "1.2"),
        ("2014 Stellen", "de", "2014"),
        ("1150 Soldaten", "de", "1150"),
        ("null Euro", "de", "0"),
        ("600,000 troops", "en", "600000"),
        ("1,234.5 tonnes", "en", "1234.5"),
        ("1.5 million", "en", "1500000"),
        ("10 billion euros", "en", "10000000000"),
        ("$3.2bn", "en", "3200000000"),
        ("£140m", "en", "140000000"),
        ("2.7m people", "en", "2700000"),
        ("$20k", "en", "20000"),
        ("half a million people", "en", "500000"),
        ("a quarter of a million renters", "en", "250000"),
        ("one and a half million", "en", "1500000"),
        ("two and a half hectares", "en", "2.5"),
        ("twenty-one votes", "en", "21"),
        ("two hundred and fifty thousand", "en", "250000"),
        ("a hundred people", "en", "100"),
        ("a dozen toddlers", "en", "12"),
        ("two-thirds of voters", "en", "0.666667"),
        ("a quarter of voters", "en", "0.25"),
        ("one in five orders", "en", "0.2"),
        ("seven families in ten", "en", "0.7"),
        ("R870-million", "en", "870000000"),
        ("Rs 720 crore", "en", "7200000000"),
        ("1,20,000 rupees", "en", "120000"),
        ("４２ people", "en", "42"),
    ],
)
def test_reads_values(words: str, language: Language, value: str) -> None:
    """Digits, words, scales, parts and signs give the exact value, in copied words and in a sentence."""
    assert read(words, language).value == Decimal(value)
    sentence = f"Gezählt wurden {words}." if language == "de" else f"They counted {words}."
    assert [found.value for found in find_amounts(sentence, language)] == [Decimal(value)]


@pytest.mark.parametrize(
    ("words", "language", "bound", "low", "high"),
    [
        ("mindestens 1150 gefallenen Soldaten", "de", "at_least", 1150, INF),
        ("wenigstens 30 Menschen", "de", "at_least", 30, INF),
        ("zumindest 30 Menschen", "de", "at_least", 30, INF),
        ("nicht weniger als 25 Menschen", "de", "at_least", 25, INF),
        ("mindestens weitere 20 Menschen", "de", "at_least", 20, INF),
        ("mindestens aber 350 Euro", "de", "at_least", 350, INF),
        ("ab 150 000 Franken", "de", "at_least", 150000, INF),
        ("vier Prozent oder mehr", "de", "at_least", 4, INF),
        ("30 davon oder mehr", "de", "at_least", 30, INF),
        ("100+ Menschen", "de", "at_least", 100, INF),
        ("mehr als 600.000 russische Soldaten", "de", "more_than", 600000, INF),
        ("über 180 Mio. Euro", "de", "more_than", 180000000, INF),
        ("weit über 100.000 Menschen", "de", "more_than", 100000, INF),
        ("mehr als jede vierte Seite", "de", "more_than", Decimal("0.25"), INF),
        ("bis zu 420 Mann", "de", "at_most", INF, 420),
        ("höchstens 15 Luchse", "de", "at_most", INF, 15),
        ("max. 30 Personen", "de", "at_most", INF, 30),
        ("mind. 30 Personen", "de", "at_least", 30, INF),
        ("maximal 2000 Euro", "de", "at_most", INF, 2000),
        ("nicht mehr als 12 Euro", "de", "at_most", INF, 12),
        ("kaum mehr als 30 Euro", "de", "at_most", INF, 30),
        ("weniger als 150 Betten", "de", "less_than", INF, 150),
        ("unter 45 Millionen Euro", "de", "less_than", INF, 45000000),
        ("keine 30 Minuten", "de", "less_than", INF, 30),
        ("nicht einmal 30 Menschen", "de", "less_than", INF, 30),
        ("nicht einmal die Hälfte der Lieferungen", "de", "less_than", INF, Decimal("0.5")),
        ("knapp 500 Menschen", "de", "about", 450, 550),
        ("gut 500 Menschen", "de", "about", 450, 550),
        ("rund 500 Menschen", "de", "about", 450, 550),
        ("ca. 500 Menschen", "de", "about", 450, 550),
        ("in etwa 500 Menschen", "de", "about", 450, 550),
        ("an die 500 Menschen", "de", "about", 450, 550),
        ("um die 500 Menschen", "de", "about", 450, 550),
        ("schätzungsweise 500 Menschen", "de", "about", 450, 550),
        ("fast minus 10 Grad", "de", "about", -11, -9),
        ("zwischen 20 und 30 Menschen", "de", "range", 20, 30),
        ("20 bis 30 Prozent", "de", "range", 20, 30),
        ("von 20 bis 30 Prozent", "de", "range", 20, 30),
        ("20-30 Prozent", "de", "range", 20, 30),
        ("20–30 Prozent", "de", "range", 20, 30),
        ("180 bis 220 Millionen Euro", "de", "range", 180000000, 220000000),
        ("drei bis vier Millionen Euro", "de", "range", 3000000, 4000000),
        ("900.000 bis 1,2 Millionen Euro", "de", "range", 900000, 1200000),
        ("acht- bis zehntausend Menschen", "de", "range", 8000, 10000),
        ("ein bis zwei Prozent", "de", "range", 1, 2),
        ("drei- bis viermal", "de", "range", 3, 4),
        ("mehrere Menschen", "de", "vague", 2, INF),
        ("einige Hundert Menschen", "de", "vague", 200, INF),
        ("mehrere Millionen Euro", "de", "vague", 2000000, INF),
        ("einige Dutzend Eltern", "de", "vague", 24, INF),
        ("Dutzende Familien", "de", "vague", 24, INF),
        ("Hunderte Menschen", "de", "vague", 200, INF),
        ("Tausende Menschen", "de", "vague", 2000, INF),
        ("Zehntausende Menschen", "de", "vague", 20000, INF),
        ("Hunderttausende Menschen", "de", "vague", 200000, INF),
        ("ein paar Menschen", "de", "vague", 2, INF),
        ("at least 14 villages", "en", "at_least", 14, INF),
        ("at least another 14 villages", "en", "at_least", 14, INF),
        ("no fewer than 14 villages", "en", "at_least", 14, INF),
        ("14 or more villages", "en", "at_least", 14, INF),
        ("more than 460 firefighters", "en", "more_than", 460, INF),
        ("over £900,000", "en", "more_than", 900000, INF),
        ("up to 13 staff", "en", "at_most", INF, 13),
        ("no more than 13 staff", "en", "at_most", INF, 13),
        ("as much as 17.5 per cent", "en", "at_most", INF, Decimal("17.5")),
        ("less than a fifth of voters", "en", "less_than", INF, Decimal("0.2")),
        ("fewer than 20 people", "en", "less_than", INF, 20),
        ("under 17%", "en", "less_than", INF, 17),
        ("almost 30 per cent", "en", "about", 27, 33),
        ("an estimated 500 people", "en", "about", 450, 550),
        ("some 500 people", "en", "about", 450, 550),
        ("just under £500", "en", "about", 450, 550),
        ("$28,000 to $40,000", "en", "range", 28000, 40000),
        ("£9m to £11m", "en", "range", 9000000, 11000000),
        ("30% to 35%", "en", "range", 30, 35),
        ("between R310,000 and R350,000", "en", "range", 310000, 350000),
        ("tens of thousands of people", "en", "vague", 20000, INF),
        ("several hundred people", "en", "vague", 200, INF),
        ("dozens of people", "en", "vague", 24, INF),
        ("a couple of people", "en", "vague", 2, INF),
        ("100-plus arrests", "en", "at_least", 100, INF),
        ("30-odd protesters", "en", "about", 27, 33),
        ("$1-2 billion", "en", "range", 1000000000, 2000000000),
        ("more than 1 in 10 adults", "en", "more_than", Decimal("0.1"), INF),
    ],
)
def test_reads_bounds(words: str, language: Language, bound: str, low: int | Decimal | None, high: int | Decimal | None) -> None:
    """A bound word, before or after the number, makes the interval, in copied words and in a sentence."""
    sentence = f"Es waren {words}." if language == "de" else f"They saw {words}."
    for found in (read(words, language), only(sentence, language)):
        assert (found.bound, found.low, found.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("words", "language", "unit", "unit_text"),
    [
        ("zwölf Prozent", "de", "%", "Prozent"),
        ("3,2 %", "de", "%", "%"),
        ("zwei Prozentpunkte", "de", "pp", "Prozentpunkte"),
        ("two percentage points", "en", "pp", "percentage points"),
        ("25 basis points", "en", "bp", "basis points"),
        ("3,2 Mrd. €", "de", "EUR", "€"),
        ("500 US-Dollar", "de", "USD", "US-Dollar"),
        ("$3.2bn", "en", "USD", "$"),
        ("NZ$1.5 million", "en", "NZD", "NZ$"),
        ("£38,000", "en", "GBP", "£"),
        ("CHF 200", "de", "CHF", "CHF"),
        ("400 Franken", "de", "CHF", "Franken"),
        ("18 Kilometer", "de", "km", "Kilometer"),
        ("85km/h", "en", "km/h", "km/h"),
        ("50-kilogram sack", "en", "kg", "kilogram"),
        ("seven-minute video", "en", "min", "minute"),
        ("minus 5 Grad", "de", "°C", "Grad"),
        ("24-stündigen Warnstreik", "de", "h", None),
        ("zehn Jahre Haft", "de", "a", "Jahre"),
        ("verdoppelt", "de", "Faktor", None),
        ("dreimal so viele", "de", "Faktor", None),
        ("three times as many", "en", "Faktor", "times"),
        ("tripled", "en", "Faktor", None),
        ("fünfmal", "de", "mal", None),
        ("1150 Soldaten", "de", None, None),
    ],
)
def test_reads_units(words: str, language: Language, unit: str | None, unit_text: str | None) -> None:
    """Units and currencies before or after the number come in one normal form, with the words as written."""
    found = read(words, language)
    assert (found.unit, found.unit_text) == (unit, unit_text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am 12. Februar 2025 begann es.", "de"),
        ("Am 12.02.2025 begann es, am 12.2. endete es.", "de"),
        ("Zwischen dem 3. und 5. März, vom 3. bis 5. März.", "de"),
        ("In den Grenzen von 2014, seit 1962, im Sommer 2015, die 1990er.", "de"),
        ("In der Saison 2024/25 und 2023-2025.", "de"),
        ("2014 annektierte Russland die Krim.", "de"),
        ("Das waren mehr als 2024.", "de"),
        ("Um 14 Uhr, gegen 9.30 Uhr, 14:05 Uhr, zwischen 14 und 16 Uhr.", "de"),
        ("Um acht in der Früh, kurz vor zehn.", "de"),
        ("Die 3. Liga, der dritte Mann, das 21. Jahrhundert.", "de"),
        ("Müller (43) kam.", "de"),
        ("Der 43-Jährige und die 51-jährige Frau, ein 40 Jahre alter Mann.", "de"),
        ("Ein Mann im Alter von 43 Jahren.", "de"),
        ("Er wohnt in der Hauptstraße 12.", "de"),
        ("Die F-16, die A7, Artikel 5, COVID-19, der Leopard 2, § 12, die G7.", "de"),
        ("UN-Resolution 2231, Boeing 737, Nr. 4, Seite 17, Kapitel 3.", "de"),
        ("Telefon 0221 123 456, Tel. +49 30 1234567.", "de"),
        ("ISBN 978-3-16-148410-0", "de"),
        ("https://example.org/2025/11/artikel-12345 ist offen.", "de"),
        ("1. Brot\n2. Milch\n", "de"),
        ("Zahlreiche Menschen, viele Fragen, eine Frau, ein Haus.", "de"),
        ("Sie können sich nicht einigen.", "de"),
        ("Die zweite Hälfte war besser.", "de"),
        ("Sie ist 29 und lebt hier.", "de"),
        ("In der 12., 38. und 71. Minute, auf der A 602.", "de"),
        ("Die 17- und 19-jährigen Täter, 20- bis 30-Jährige.", "de"),
        ("§§ 12 und 13, Seiten 12 bis 14, im 1. Halbjahr.", "de"),
        ("He came on February 12, 2025, on 12 February and on Feb. 3.", "en"),
        ("In 2014, since 1962, the 1990s, the 2028 Olympics.", "en"),
        ("At 5 p.m., at 5.30pm, at 14:05, by 9 o'clock.", "en"),
        ("The 21st century, the third man, a second half.", "en"),
        ("Smith, 43, said so; aged 43; a 43-year-old man; he is 43 years old.", "en"),
        ("Boeing 737, Article 5, Falcon 9, COVID-19, the M25, page 12, Section 230.", "en"),
        ("He lives at 10 Downing Street, reads page 4 of iPhone 15 news on 9/11, 24/7.", "en"),
        ("No one knew. One day, one of them, one another.", "en"),
        ("A second opinion in the third quarter.", "en"),
    ],
)
def test_leaves_out_what_counts_nothing(text: str, language: Language) -> None:
    """Dates, years, times, ordinals, ages, addresses, names, codes and list marks are no figures."""
    assert [found.text for found in find_amounts(text, language)] == []


@pytest.mark.parametrize(
    ("text", "language", "stated"),
    [
        ("Er stieg von 10 auf 20 Prozent.", "de", [10, 20]),
        ("It rose from 10 to 20 per cent.", "en", [10, 20]),
        ("Mit 317 zu 289 Stimmen.", "de", [317, 289]),
        ("Sie gewann 3:1.", "de", [3, 1]),
        ("Fünf von 14 Geräten fielen aus.", "de", [5, 14]),
        ("Im Jahr 2014 starben 12 Menschen um 14 Uhr.", "de", [12]),
        ("In Kiew 47, in Odessa 12.", "de", [47, 12]),
        ("Im April 18 Startrampen.", "de", [18]),
        ("Die Wehr rückte im Jahr 243-mal aus.", "de", [243]),
        ("Pro Tag 12 Fälle, pro Jahr 2000 Menschen.", "de", [12, 2000]),
        ("It fell 1.2% to 7,512.3 points.", "en", [Decimal("1.2"), Decimal("7512.3")]),
    ],
)
def test_keeps_figures_apart(text: str, language: Language, stated: list[int | Decimal]) -> None:
    """Changes, votes, scores and parts of a number are two exact figures."""
    found = find_amounts(text, language)
    assert [amount.value for amount in found] == stated


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("Sie sprachen über 12 Themen.", "de", "exact"),
        ("Die Polizei sprach von über 200 Demonstranten.", "de", "more_than"),
        ("Ein Bericht über 12 Fälle.", "de", "exact"),
        ("Sie wollen über 12 Themen sprechen.", "de", "exact"),
        ("Der Vertrag über 20 Millionen Euro.", "de", "exact"),
        ("Die Armee verfügt über 12 Panzer.", "de", "exact"),
        ("Der Beste unter 50 Kandidaten.", "de", "exact"),
        ("Eine Umfrage unter 1000 Teilnehmern.", "de", "exact"),
        ("Die Zahl sank auf unter 50 Kandidaten.", "de", "less_than"),
        ("Unter 50 Prozent.", "de", "less_than"),
        ("Über 90.000 Haushalte waren ohne Strom.", "de", "more_than"),
        ("Ermittlungen gegen 20 Personen.", "de", "exact"),
        ("Sie traten an die drei Familien heran.", "de", "exact"),
        ("The fighting went on over three days.", "en", "exact"),
        ("It took over three hours.", "en", "more_than"),
        ("They talked about 12 cases.", "en", "exact"),
        ("A row over 12 cases.", "en", "exact"),
        ("Country life under two presidents.", "en", "exact"),
        ("214 Euro mehr als zwölf Monate zuvor.", "de", "exact"),
    ],
)
def test_prepositions_bound_only_where_they_do(text: str, language: Language, bound: str) -> None:
    """Words for concerning, among and during set no bound."""
    assert find_amounts(text, language)[-1].bound == bound


def test_a_bound_may_cover_the_next_conjunct() -> None:
    """The second conjunct keeps its exact reading and carries the flag."""
    first, second = find_amounts("Es gab mindestens einen Toten sowie drei Verletzte.", "de")
    assert (first.bound, first.low) == ("at_least", Decimal(1))
    assert second.bound == "exact"
    assert second.ambiguous_bound
    tanks, vehicles = find_amounts("mit über 10.000 Panzern und 20.000 gepanzerten Fahrzeugen", "de")
    assert (tanks.ambiguous_bound, vehicles.ambiguous_bound) == (False, True)
    sevens = find_amounts("sieben Raketen und mindestens 123 Drohnen", "de")
    assert [amount.ambiguous_bound for amount in sevens] == [False, False]


def test_an_article_counts_only_in_copied_words_or_behind_a_bound() -> None:
    """An article alone is one in copied words, and no figure in running text."""
    assert read("einen Toten", "de").value == 1
    assert read("a week", "en").value == 1
    assert find_amounts("Es gab einen Toten.", "de") == []
    assert find_numbers("Es gab einen Toten und eine Frau.", "de") == []
    assert only("Es gab mindestens einen Toten.", "de").low == 1


def test_every_number_is_found_for_the_gate() -> None:
    """find_numbers also returns dates, years, times and ordinals as bare values."""
    found = find_numbers("Am 12. Februar 2025 um 14:05 Uhr kamen in der 3. Liga sieben Männer.", "de")
    assert [amount.value for amount in found] == [12, 2025, 14, 5, 3, 7]
    assert [amount.value for amount in find_numbers("12.02.2025", "de")] == [12, 2, 2025]
    assert [amount.value for amount in find_numbers("the third man of 1990", "en")] == [3, 1990]


@pytest.mark.parametrize(
    ("left", "right", "language", "same"),
    [
        ("1.5 Mio. Euro", "1,5 Millionen Euro", "de", True),
        ("1.500.000 Euro", "1,5 Mio. €", "de", True),
        ("12 000 Tonnen", "12.000 Tonnen", "de", True),
        ("4.000 m", "vier Kilometer", "de", True),
        ("90 Minuten", "anderthalb Stunden", "de", True),
        ("zwei Wochen", "14 Tage", "de", True),
        ("3 Euro", "3 Dollar", "de", False),
        ("3 Prozent", "3 Prozentpunkte", "de", False),
        ("3 Prozent", "3 Menschen", "de", False),
        ("mindestens 5 Tote", "5 Tote", "de", False),
        ("mindestens 5 Tote", "mehr als 5 Tote", "de", False),
        ("2 billion euros", "2 million euros", "en", False),
        ("50 Prozent", "5 Prozent", "de", False),
    ],
)
def test_compares_as_numbers(left: str, right: str, language: Language, *, same: bool) -> None:
    """Equal means equal ends in units that convert into one another."""
    assert same_value(read(left, language), read(right, language)) is same


def test_spans_cover_bound_number_and_unit() -> None:
    """The span runs from the bound word to the unit; the number's own span is inside."""
    text = "Es wurden mindestens 3,5 Mio. Euro gezahlt."
    found = only(text, "de")
    assert found.text == "mindestens 3,5 Mio. Euro"
    assert text[found.number_start : found.number_end] == "3,5 Mio."


def test_stated_is_the_number_without_its_bound() -> None:
    """What was written can be asked for apart from the interval."""
    assert read("rund 500 Menschen", "de").stated == (Decimal(500),)
    assert read("20 bis 30 Prozent", "de").stated == (Decimal(20), Decimal(30))
    assert read("höchstens 7 Tage", "de").stated == (Decimal(7),)
    assert read("mehrere Tage", "de").stated == ()


SEPARATORS = {"de": (".", "\u00a0", "\u202f", " ", "’", "'", ""), "en": (",", "\u00a0", "\u202f", " ", "’", "")}


@given(
    whole=st.integers(0, 10**15),
    decimals=st.integers(0, 999),
    places=st.integers(0, 3),
    language=st.sampled_from(["de", "en"]),
    data=st.data(),
)
def test_parse_of_print_is_the_number(whole: int, decimals: int, places: int, language: Language, data: st.DataObject) -> None:
    """Any number from a thousandth to 10^15, printed with any separator, reads back as itself."""
    separator = data.draw(st.sampled_from(SEPARATORS[language]))
    fraction = f"{decimals:03d}"[:places]
    point = "," if language == "de" else "."
    printed = f"{whole:,}".replace(",", separator) + (point + fraction if fraction else "")
    assert read(f"{printed} Euro", language).value == Decimal(f"{whole}.{fraction}" if fraction else whole)


SPELLED = (
    "1|12.|2025|3,5|1.5|mindestens|über|bis zu|zwei|bis|drei|Millionen|Mio.|ein|eine|halbe|und|-|–|:|/|(|)|%|€|$|einhalb|Hälfte"
    "|jeder|zweite|one|in|five|half|a|million|to|from|\u202e|\u2066|\u200b|\n|A7|-fache|243-mal|Viertelstunde|oder mehr"
    "|+|.|,|½|1’|US$"
)
PIECES = st.sampled_from(SPELLED.split("|"))


TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["de", "en"]))
def test_any_text_is_read_without_a_crash(text: str, language: Language) -> None:
    """Spans slice to their text, stand in order, never overlap, and reading twice gives the same."""
    for find in (find_amounts, find_numbers):
        found = find(text, language)
        assert found == find(text, language)
        last = 0
        for amount in found:
            assert last <= amount.start <= amount.number_start < amount.number_end <= amount.end
            assert amount.text == text[amount.start : amount.end]
            assert amount.low is None or amount.high is None or amount.low <= amount.high
            last = amount.end
    parse_amount(text, language)


LONG = (
    "7",
    "ein ",
    "1.",
    "1 ",
    "zwei und ",
    "1 111 ",
    "one hundred and ",
    "1’",
    "über ",
    "drei- bis ",
    "zehn",
    "½",
    "www.",
    "ein bis ",
)


@pytest.mark.parametrize("piece", LONG)
def test_long_lines_take_linear_time(piece: str) -> None:
    """Eight times an adversarial line is far from 64 times the work; processor time, so that a busy machine does not matter."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        find_amounts(text, "de")
        find_amounts(text, "en")
        return time.process_time() - started

    seconds(1000)
    assert seconds(80_000) < 24 * min(seconds(10_000) for _ in range(3)) + 0.3
