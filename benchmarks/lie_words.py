"""The words that lies are made with, in German and English."""

from summarizer.schemas import Language

NUMBER_WORDS: dict[Language, dict[str, str]] = {
    "de": {
        **dict(
            zip(
                "eine einen einem einer ein zwei drei vier fünf sechs sieben acht neun zehn".split(),
                "vier vier fünf sechs sieben drei vier fünf sechs sieben acht neun zehn elf".split(),
                strict=True,
            )
        ),
        **dict(
            zip(
                "elf zwölf zwanzig dreißig hundert tausend mehrere dutzende hunderte tausende".split(),
                "zwölf dreizehn dreißig vierzig tausend hundert dutzende hunderte tausende hunderte".split(),
                strict=True,
            )
        ),
    },
    "en": {
        **dict(
            zip(
                "one two three four five six seven eight nine ten".split(),
                "two three four five six seven eight nine ten eleven".split(),
                strict=True,
            )
        ),
        **dict(
            zip(
                "eleven twelve twenty thirty hundreds thousands dozens several".split(),
                "twelve thirteen thirty forty thousands hundreds hundreds dozens".split(),
                strict=True,
            )
        ),
    },
}
SCALES: dict[Language, dict[str, str]] = {
    "de": {
        "millionen": "Milliarden",
        "million": "Milliarde",
        "mio.": "Mrd.",
        "milliarden": "Millionen",
        "milliarde": "Million",
        "mrd.": "Mio.",
        "tausend": "Millionen",
    },
    "en": {"million": "billion", "billion": "million", "thousand": "million", "bn": "mn"},
}
UNITS: dict[Language, dict[str, str]] = {
    "de": {
        "euro": "Dollar",
        "dollar": "Euro",
        "prozent": "Prozentpunkte",
        "prozentpunkte": "Prozent",
        "prozentpunkten": "Prozent",
        "meter": "Kilometer",
        "metern": "Kilometern",
        "kilometer": "Meter",
        "kilometern": "Metern",
        "tonnen": "Kilogramm",
        "stunden": "Minuten",
        "minuten": "Stunden",
        "tage": "Wochen",
        "jahre": "Monate",
        "jahren": "Monaten",
    },
    "en": {
        "euros": "dollars",
        "dollars": "euros",
        "percent": "percentage points",
        "per cent": "percentage points",
        "pounds": "dollars",
        "miles": "kilometres",
        "kilometres": "miles",
        "metres": "feet",
        "feet": "metres",
        "tonnes": "pounds",
        "hours": "minutes",
        "minutes": "hours",
        "days": "weeks",
        "years": "months",
    },
}
TURNED: dict[Language, dict[str, str]] = {
    "de": {
        "mindestens": "höchstens",
        "höchstens": "mindestens",
        "mehr als": "weniger als",
        "weniger als": "mehr als",
        "über": "unter",
        "unter": "über",
        "bis zu": "mindestens",
        "rund": "mehr als",
        "etwa": "mindestens",
        "knapp": "mehr als",
        "fast": "über",
        "gut": "weniger als",
        "maximal": "mindestens",
    },
    "en": {
        "at least": "at most",
        "at most": "at least",
        "more than": "less than",
        "less than": "more than",
        "fewer than": "more than",
        "over": "under",
        "under": "over",
        "up to": "at least",
        "about": "more than",
        "around": "at least",
        "nearly": "more than",
        "almost": "over",
        "roughly": "at most",
    },
}
BOUNDS: dict[Language, str] = {"de": "mindestens", "en": "at least"}
INVENTED_NAMES: dict[Language, tuple[str, ...]] = {
    "de": ("Sergej Lawrow", "Katrin Wolkenstein", "Hans Becker", "Burkina Faso", "Bundeskriminalamt", "Rosenheim", "Greenpeace"),
    "en": ("Sergei Lavrov", "Grace Holloway", "Mark Rivers", "Burkina Faso", "Interpol", "Portsmouth", "Greenpeace"),
}
INVENTED_ROLES: dict[Language, tuple[str, ...]] = {
    "de": ("Bundeskanzler", "Vorsitzende des Ausschusses", "Trainer"),
    "en": ("prime minister", "chair of the committee", "coach"),
}
CUES: dict[Language, tuple[str, ...]] = {
    "de": ("forderte", "wies … zurück", "bestritt", "drohte mit", "gestand", "versprach"),
    "en": ("demanded", "rejected", "denied", "threatened", "confessed", "promised"),
}
_HEDGES_DE = r"möglicherweise|offenbar|angeblich|vermutlich|mutmaßlich\w*|womöglich|wahrscheinlich|wohl|vielleicht|voraussichtlich"
_HEDGES_EN = r"possibly|apparently|allegedly|reportedly|probably|potentially|perhaps|maybe|likely"
NEGATION: dict[Language, str] = {
    "de": r"\s*\b(?:nicht|nie|niemals|keineswegs|kein(?:e[nmrs]?)?)\b\s*",
    "en": r"\s*\b(?:not|never|no)\b\s*",
}
AFTER_NEGATION: dict[Language, str] = {
    "de": rf"\b(?:nicht|nie|niemals|keineswegs|kein(?:e[nmrs]?)?|{_HEDGES_DE})\b\s*",
    "en": rf"\b(?:not|never|no|{_HEDGES_EN})\b\s*",
}
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Monday|Tuesday|Wednesday|Thursday|Friday"
DATE = rf"\b(?:\d{{1,2}}\. (?:{_MONTHS})|{_DAYS})\b"
