"""Numbers, bounds and units in German and English text."""

from decimal import Decimal

import pytest

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
