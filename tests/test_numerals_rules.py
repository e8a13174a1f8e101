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
    # Vague counts.
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
    ("en", "It cost 5b€.", [("5b€", "5000000000", "5000000000")]),
    ("en", "Two died; one was seriously hurt.", [("Two", "2", "2"), ("one", "1", "1")]),
    ("en", "One was killed, two were hurt.", [("two", "2", "2")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES, ids=lambda value: value if isinstance(value, str) else "")
def test_figures(language: Language, text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    """A sentence has these figures with these ends, and no other."""

    def plain(value: object) -> str | None:
        return None if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in str(value) else str(value)

    assert [(found.text, plain(found.low), plain(found.high)) for found in find_amounts(text, language)] == wanted
