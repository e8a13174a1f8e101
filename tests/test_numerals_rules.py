"""One sentence for each rule that a change of the code once left unnoticed (`make mutate`)."""

import pytest

from summarizer.numerals import find_amounts
from summarizer.schemas import Language

PI = "3.14159265358979323846264338327950288"
LONG = "4444444444444444444444444444.4444444"

FIGURES: list[tuple[Language, str, list[tuple[str, str | None, str | None]]]] = [
    # What is a name, a date or an age, and what only looks like one.
    ("de", "Sie wohnt in Haus A 12 am Markt.", []),
    ("de", "Das kostet CHF 15.", [("CHF 15", "15", "15")]),
    ("en", "When I 40 years later came back, it was gone.", [("40 years", "40", "40")]),
    ("en", "She won on 12/13 May.", []),
    ("en", "In season 2024/25 they won.", []),
    ("en", "In 2024 its share was 5.", [("5", "5", "5")]),
    ("en", "In 2024 troops came.", [("2024", "2024", "2024")]),
    ("de", "Kinder im Alter von 6 bis 8 Jahren kamen.", []),
    ("de", "Kinder im Alter von 6 und 8 Jahren kamen.", []),
    ("en", "Those over 70 people left.", [("over 70", "70", None)]),
    ("en", "Age 43, he died.", []),
    ("en", "Smith, 43 said, came.", []),
    ("de", "Maier, 43 aus Köln, kam.", []),
    ("de", "Um kurz vor zehn kam er, viertel nach acht ging er.", []),
    ("de", "Vor zehn Zuschauern sprach er.", [("zehn", "10", "10")]),
    ("en", "Aged 12 he came, at age 13 he left.", []),
    ("en", "Those older than 70 left.", [("older than 70", "70", None)]),
    ("de", "Männer über 70 gingen.", []),
    ("de", "Ein 12-jähriger Junge kam.", []),
    ("en", "A 12-year deal was signed.", [("12-year", "12", "12")]),
    ("de", "Die Kennzahl 007 gilt, die Vorwahl 0221 auch.", []),
    ("de", "Von 2023-24 stieg es, am 3./4. Mai fiel es.", []),
    ("de", "Er kam kurz nach zehn.", []),
    ("de", "Nach zehn kamen keine.", [("zehn", "10", "10")]),
    ("de", "Es waren 10000 Menschen.", [("10000", "10000", "10000")]),
    ("de", "12 / 13 Uhr.", []),
    # Bounds and levels.
    ("de", "Die Zahl sank unter 20 Fälle.", [("unter 20", None, "20")]),
    ("de", "Das sind weniger als 5 Prozent.", [("weniger als 5 Prozent", None, "5")]),
    ("en", "At least a day passed.", [("At least a day", "1", None)]),
    ("en", "Less than a week remained.", []),
    # Shares, parts and multiples.
    ("de", "Er bekam 2/3 der Stimmen.", [("2/3", "0.666667", "0.666667")]),
    ("de", "Drei von vier Kindern lesen nicht.", [("Drei von vier", "0.75", "0.75")]),
    ("en", "It fell by half.", [("half", "0.5", "0.5")]),
    ("en", "About half came.", [("About half", "0.45", "0.55")]),
    ("en", "Half its staff left.", [("Half", "0.5", "0.5")]),
    ("en", "A quarter of a million people left.", [("A quarter of a million", "250000", "250000")]),
    ("en", "A quarter million people left.", [("A quarter million", "250000", "250000")]),
    ("en", "Half a million people left.", [("Half a million", "500000", "500000")]),
    ("en", "The price will double.", [("double", "2", "2")]),
    ("en", "More than double was paid.", [("More than double", "2", None)]),
    ("en", "It is double what he paid.", [("double", "2", "2")]),
    ("en", "It is triple the price.", [("triple", "3", "3")]),
    ("en", "It was a double room.", []),
    ("de", "Das ist doppelt so viel wie früher.", [("doppelt", "2", "2")]),
    ("de", "Das ist doppelt gut.", []),
    ("en", "More than a third agreed.", [("More than a third", "0.333333", None)]),
    ("en", "A third man came.", []),
    ("en", "A third of them came.", [("A third", "0.333333", "0.333333")]),
    ("en", "Less than half came.", [("Less than half", None, "0.5")]),
    ("en", "Cut to half.", []),
    ("en", "Half of its staff left, half its ships sank.", [("Half", "0.5", "0.5"), ("half", "0.5", "0.5")]),
    ("en", "Twice as many came, it grew tenfold.", [("Twice", "2", "2"), ("tenfold", "10", "10")]),
    ("en", "Sales are double that.", [("double", "2", "2")]),
    ("en", "One-third came, two-thirds left.", [("One-third", "0.333333", "0.333333"), ("two-thirds", "0.666667", "0.666667")]),
    ("en", "Four quarters passed.", [("Four quarters", "4", "4")]),
    ("en", "Two third places.", [("Two", "2", "2")]),
    ("en", "One in three voters agreed.", [("One in three", "0.333333", "0.333333")]),
    ("de", "Jeder dritte Wähler stimmte zu.", [("Jeder dritte", "0.333333", "0.333333")]),
    ("de", "Es kostet das Doppelte, nicht doppelt.", [("Doppelte", "2", "2")]),
    ("de", "Mehr als das Dreifache kam.", [("Mehr als das Dreifache", "3", None)]),
    ("de", "Gut die Hälfte ging.", [("Gut die Hälfte", "0.45", "0.55")]),
    ("de", "Mindestens die 12 gingen.", [("12", "12", "12")]),
    # Vague counts.
    ("de", "Hunderte Millionen Euro fehlen.", [("Hunderte Millionen Euro", "200000000", None)]),
    ("en", "Hundreds of millions fled.", [("Hundreds of millions", "200000000", None)]),
    ("en", "About a week passed.", [("About a week", "0.9", "1.1")]),
    ("en", "Tens of thousands marched.", [("Tens of thousands", "20000", None)]),
    ("en", "A couple of hundred came.", [("A couple of hundred", "200", None)]),
    ("en", "A couple of days passed.", [("A couple", "2", None)]),
    ("de", "Ein paar tausend kamen.", [("Ein paar tausend", "2000", None)]),
    ("de", "Mehrere Dutzend kamen.", [("Mehrere Dutzend", "24", None)]),
    # Two numbers that are one.
    ("de", "5-6000 Menschen kamen.", [("5-6000", "5000", "6000")]),
    ("de", "Acht- bis zehntausend Menschen kamen.", [("Acht- bis zehntausend", "8000", "10000")]),
    ("de", "Drei- oder viermal kam er.", [("Drei- oder viermal", "3", "4")]),
    ("en", "It cost $1-2 billion.", [("$1-2 billion", "1000000000", "2000000000")]),
    ("de", "Zwischen drei und vier Menschen starben.", [("Zwischen drei und vier", "3", "4")]),
    ("de", "Drei und vier Menschen starben.", [("Drei", "3", "3"), ("vier", "4", "4")]),
    ("en", "Three or five people died.", [("Three", "3", "3"), ("five", "5", "5")]),
    # Long ones: more places than the usual context of decimals has (found by fuzzing).
    ("en", "Pi is 3,14159265358979323846264338327950288.", [(PI.replace(".", ","), PI, PI)]),
    ("de", "Die Zahl 4444444444444444444444444444.4444444 ist lang.", [(LONG, LONG, LONG)]),
    # Digits in disguise: what hides one of them hides none from us.
    ("de", "Das kostete 1\u200b5 Millionen Euro.", [("1\u200b5 Millionen Euro", "15000000", "15000000")]),
    ("de", "Das kostete 1\u03015 Millionen Euro.", [("1\u03015 Millionen Euro", "15000000", "15000000")]),
    ("de", "Das kostete 1\ufe0f\u20e35 Millionen Euro.", [("1\ufe0f\u20e35 Millionen Euro", "15000000", "15000000")]),
    ("de", "Das kostete \uff11\uff15 Millionen Euro.", [("\uff11\uff15 Millionen Euro", "15000000", "15000000")]),
    ("en", "It cost \u0661\u0665 million euros.", [("\u0661\u0665 million euros", "15000000", "15000000")]),
    # Signs and single words.
    ("en", "It cost 5b€, then 6B$.", [("5b€", "5000000000", "5000000000"), ("6B$", "6000000000", "6000000000")]),
    ("en", "Three to four hundred thousand came.", [("Three to four hundred thousand", "300000", "400000")]),
    ("en", "Two died; one was seriously hurt.", [("Two", "2", "2"), ("one", "1", "1")]),
    ("en", "One was killed, two were hurt.", [("two", "2", "2")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES, ids=lambda value: value if isinstance(value, str) else "")
def test_figures(language: Language, text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    """A sentence has these figures with these ends, and no other."""

    def plain(value: object) -> str | None:
        return None if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in str(value) else str(value)

    assert [(found.text, plain(found.low), plain(found.high)) for found in find_amounts(text, language)] == wanted
