"""Numbers that count nothing, and figures that stand beside each other."""

from decimal import Decimal

import pytest

from summarizer.numerals import find_amounts
from summarizer.schemas import Language


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
        ("Haft von acht Jahren und sieben Kindern zwei.", "de", [8, 7, 2]),
        ("Er sitzt zwischen zwei Jahren und sechs Monaten.", "de", [2, 6]),
        ("Drei Jahre und 18 Monate.", "de", [3, 18]),
        ("It fell 1.2% to 7,512.3 points.", "en", [Decimal("1.2"), Decimal("7512.3")]),
    ],
)
def test_keeps_figures_apart(text: str, language: Language, stated: list[int | Decimal]) -> None:
    """Changes, votes, scores and parts of a number are two exact figures."""
    found = find_amounts(text, language)
    assert [amount.value for amount in found] == stated


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Nearly every second member has gone.", "en", "0.5", None),
        ("Das fünfköpfige Gremium tagt.", "de", "5", None),
        ("They asked for Sh40 million.", "en", "40000000", "shilling"),
        ("It cost €3.9 m to build.", "en", "3900000", "EUR"),
        ("It cost 640 m dollars.", "en", "640000000", "USD"),
        ("She won the 400 m title by 3 m.", "en", "3", "m"),
        ("Er bekam acht Jahre und sechs Monate.", "de", "102", "mo"),
        ("Es dauerte eine Stunde und 20 Minuten.", "de", "80", "min"),
        ("He got four years and three months.", "en", "51", "mo"),
        ("Es waren 1.150² Tote.", "de", "1150", None),
        ("Es waren 0,4 km².", "de", "0.4", "km²"),
        ("Gemessen wurden 10⁶ Partikel.", "de", "1000000", None),
        ("Gemessen wurden 1,5 × 10³ Partikel.", "de", "1500", None),
        ("One crew member, a 54-year-old man, died.", "en", "1", None),
    ],
)
def test_figures_in_other_clothes(text: str, language: Language, value: str, unit: str | None) -> None:
    """Parts told as "every second", heads in an adjective, powers, durations in two units; a footnote's mark is no digit."""
    found = find_amounts(text, language)[-1]
    assert (found.stated[0], found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["They meet every second Tuesday.", "One reason is that it rained."])
def test_how_often_and_one_of_an_argument_count_nothing(text: str) -> None:
    """A rhythm and the one of a phrase are no figures."""
    assert find_amounts(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sie liegt zwei hinter Rang drei.", "de"),
        ("Es gilt Stufe zwei.", "de"),
        ("Wenn er morgens um fünf den Diesel anwirft.", "de"),
        ("Jeder Mann über 65 ist betroffen.", "de"),
        ("Gemessen wurden 10² Keime.", "de"),
        ("Im Zeitraum 9M 2025.", "de"),
        ("It had a margin of plus or minus 6 percent.", "en"),
        ("County Road 9 is shut, shoe size 43 fits.", "en"),
    ],
)
def test_ranks_hours_sizes_and_margins_count_nothing(text: str, language: Language) -> None:
    """A place in a table, an hour in words, an age limit, what may be a footnote or a power: none is a figure of its own."""
    assert [amount.text for amount in find_amounts(text, language) if amount.text != "zwei"] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Justvan (12.) und Zoma (41., 90.+3) trafen.", "de"),
        ("Das Urteil (5 KLs 1640 Js 20817/23) ist rechtskräftig.", "de"),
        ("Mit 17 debütierte sie in Wien.", "de"),
        ("At 17, she left school.", "en"),
    ],
)
def test_minutes_of_goals_files_of_courts_and_ages_count_nothing(text: str, language: Language) -> None:
    """The minute of a goal, the file of a court, the age at which somebody began: none is a figure."""
    assert find_amounts(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Es wird bis minus sieben Grad kalt.", "de", ("minus sieben Grad", "-7", "-7", "°C")),
        (
            "zwischen minus fünf und minus zwei Grad",
            "de",
            ("zwischen minus fünf und minus zwei Grad", "-5", "-2", "°C"),
        ),
        ("It fell to minus twelve degrees.", "en", ("minus twelve degrees", "-12", "-12", "°C")),
        ("Die Grenze lag bei 10⁻³ Gramm.", "de", ("10⁻³ Gramm", "0.001", "0.001", "g")),
        ("Der Liter kostet 1⁹⁹ Euro.", "de", ("1⁹⁹ Euro", "1.99", "1.99", "EUR")),
        ("It is now only $1⁹⁹.", "en", ("$1⁹⁹", "1.99", "1.99", "USD")),
        ("Das Gerät kostet 1.200,– Euro.", "de", ("1.200,– Euro", "1200", "1200", "EUR")),
        ("Mit 17 neuen Filialen wächst die Kette.", "de", ("17", "17", "17", None)),
    ],
)
def test_signs_and_raised_digits_belong_to_the_value(
    text: str, language: Language, wanted: tuple[str, str, str, str | None]
) -> None:
    """A minus before a word, a negative power, raised cents and a dash for no cents are read, never dropped."""
    [found] = find_amounts(text, language)
    assert (found.text, str(found.low), str(found.high), found.unit) == wanted
