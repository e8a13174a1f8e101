"""Numbers of the calendar and the clock, and ordinals: years, dates, hours, "3. Liga", "21st"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.numerals.units import UNITS
from summarizer.numerals.vocabulary import word_set, word_tuple

if TYPE_CHECKING:
    from summarizer.numerals.cursor import Cursor, Quantity
    from summarizer.numerals.tokens import Token
    from summarizer.schemas import Language

_MONTH_NAMES: dict[Language, str] = {
    "de": "januar/jänner/jan februar/feber/feb märz/mrz april/apr mai juni/jun juli/jul august/aug september/sep/sept "
    "oktober/okt november/nov dezember/dez",
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
    "october/oct november/nov december/dec",
}
MONTHS: dict[Language, dict[str, int]] = {
    language: {name: month for month, names in enumerate(line.split(), 1) for name in names.split("/")}
    for language, line in _MONTH_NAMES.items()
}
"""Names of months in lower case, short ones too, with their number."""
_YEAR_ALWAYS = word_set(
    "jahr jahre jahres jahren ende anfang mitte frühjahr sommer herbst winter frühling jahrgang saison seit anno "
    "ostern weihnachten since year spring summer autumn fall early late mid end season annus agenda horizont horizon"
)
_YEAR_OFTEN = word_set(
    "ab bis von vor nach in im für zu zum by until till from before after during of to and und oder zwischen between"
)
_ORDINAL_BEFORE = word_set(
    "der die das dem den des am im zum zur vom beim ins ab seit bis ihr ihre ihren ihrem sein seine seinen seinem unser unsere"
)
_ORDINAL_NOUNS = word_tuple(
    "liga jahrhundert bundesliga platz etage stock stockwerk runde minute geburtstag jahrestag spieltag klasse "
    "weltkrieg senat zivilsenat strafsenat kammer bezirk wahlperiode legislaturperiode etappe auflage sitzung "
    "jahrgang armee brigade division"
)
_ENGLISH_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset({"-", "–", "—", "‐", "‑", "/"})
_ABOUT = word_set("höchstens rund etwa knapp fast gut ca circa about some nearly almost roughly around")
_LEVEL_VERBS = word_set("stood stands remains remained put estimated peaked ended")
_COUNTED_ENGLISH = ("s", "people", "men", "women", "children")


def is_year(reader: Cursor, quantity: Quantity) -> bool:
    """Say whether four bare digits are a year, by what stands before and after them; so are two behind a year's dash."""
    token = reader.tokens[quantity.first]
    if quantity.kind != "digits" or quantity.scaled or not token.is_plain:
        return False
    after, before, earlier = reader.at(quantity.first + 1), reader.at(quantity.first - 1), reader.at(quantity.first - 2)
    if len(token.text) == 2 and token.glued and before.glued and before.text in _DASHES:
        return earlier.is_plain and len(earlier.text) == 4 and earlier.text[:2] in ("18", "19", "20")
    if len(token.text) != 4 or not 1000 <= quantity.value <= 2199:
        return False
    if after.glued and after.lower in ("er", "ern", "s"):
        return True
    if (after.text in UNITS and not after.glued) or earlier.lower in ("pro", "je", "per", "a"):
        return False
    return _is_called_year(reader, quantity) or (
        quantity.value >= 1500
        and not counts_noun(reader, after)
        and (before.lower in _YEAR_OFTEN or not _bounded(before, quantity))
    )


def _is_called_year(reader: Cursor, quantity: Quantity) -> bool:
    """Find a year by "Jahr", "seit", a season or a month before it, or by "/25" behind it."""
    after, before, earlier = (reader.at(quantity.first + step) for step in (1, -1, -2))
    months = MONTHS[reader.language]
    called = before.lower in _YEAR_ALWAYS or before.lower in months
    dotted = before.text == "." and before.glued and earlier.lower in months
    return called or dotted or (after.text == "/" and after.glued and reader.at(quantity.first + 2).shape == "number")


def _bounded(before: Token, quantity: Quantity) -> bool:
    """Say whether a bound word makes a bare number no year; "mehr als 2024" compares with a year, "mehr als 2000" does not."""
    if quantity.value % 100 == 0 and before.lower in ("mindestens", "als", "über", "least", "than", "over"):
        return True
    return before.lower in _ABOUT


def counts_noun(reader: Cursor, after: Token) -> bool:
    """Say whether the word after a number can be the thing counted: a noun in German, a plural in English."""
    if after.shape != "word" or after.glued:
        return False
    if reader.language == "de":
        return after.is_capitalised
    return (
        not after.is_capitalised
        and after.lower.endswith(_COUNTED_ENGLISH)
        and after.lower not in ("was", "has", "is", "as", "its", "this", "us", "his")
    )


def is_early_year(reader: Cursor, quantity: Quantity) -> bool:
    """Find "im Jahr 100" where nothing counted follows."""
    token, after = reader.tokens[quantity.first], reader.at(quantity.stop)
    if (
        not token.is_plain
        or quantity.unit is not None
        or len(token.text) > 4
        or quantity.scaled
        or reader.at(quantity.first - 1).lower not in ("jahr", "jahre", "year")
    ):
        return False
    return not counts_noun(reader, after) and after.text not in UNITS


def is_clock(reader: Cursor, quantity: Quantity) -> bool:
    """Find "14 Uhr", "5 p.m.", "14:05" and the minutes behind a colon."""
    token, after = reader.tokens[quantity.first], reader.at(quantity.stop)
    if after.lower in ("uhr", "o'clock", "o’clock", "oʼclock"):
        return True
    if after.lower in ("pm", "am") and (after.glued or reader.language == "en"):
        return after.lower == "pm" or quantity.value <= 12
    if after.lower in ("p", "a") and reader.at(quantity.stop + 1).text == "." and reader.at(quantity.stop + 2).lower == "m":
        return True
    colon, hours = reader.at(quantity.first - 1), reader.at(quantity.first - 2)
    if after.text == ":" and after.glued:
        return _is_time(token, reader.at(quantity.stop + 1))
    return colon.text == ":" and colon.glued and _is_time(hours, token)


def _is_time(hours: Token, minutes: Token) -> bool:
    """Say whether two numbers with a colon between them are hours and minutes; "3:1" is a score."""
    if not (hours.is_plain and minutes.is_plain and minutes.glued and len(hours.text) <= 2 and len(minutes.text) == 2):
        return False
    return int(hours.text) < 24 and int(minutes.text) < 60


def is_hour(reader: Cursor, quantity: Quantity) -> bool:
    """Find hours in words: "um acht in der Früh", "kurz vor acht", "at four in the morning"."""
    if quantity.value > 12 or quantity.scaled or quantity.unit is not None:
        return False
    before, earlier, after = reader.at(quantity.first - 1), reader.at(quantity.first - 2), reader.at(quantity.stop)
    if after.is_capitalised or after.text in UNITS or after.text in ("-", "%"):
        return False
    if reader.language == "de":
        if before.lower == "um" and earlier.lower in (
            "morgens",
            "früh",
            "vormittags",
            "mittags",
            "nachmittags",
            "abends",
            "nachts",
        ):
            return True
        if before.lower == "um":
            return after.lower in ("in", "vor", "nach", "am", "früh", "morgens", "abends", "nachts") or after.shape != "word"
        return before.lower in ("vor", "nach") and earlier.lower in ("kurz", "viertel", "zehn", "fünf", "zwanzig")
    if before.lower != "at" or earlier.lower in _LEVEL_VERBS:
        return False
    return after.shape != "word" or (after.lower == "in" and reader.at(quantity.stop + 1).lower == "the")


def is_date(reader: Cursor, quantity: Quantity) -> bool:
    """Find the day beside a month, and the numbers of 12.02.2025, 12/02/2025, 2025-02-12 and "am 12.2."."""
    return _is_day(reader, quantity) or _is_dotted_date(reader, quantity) or _is_short_date(reader, quantity)


def _is_day(reader: Cursor, quantity: Quantity) -> bool:
    token, after, before = reader.tokens[quantity.first], reader.at(quantity.stop), reader.at(quantity.first - 1)
    if not token.is_plain or quantity.value > 31:
        return False
    months = MONTHS[reader.language]
    if after.text == "." and after.glued:
        after = reader.at(quantity.stop + 1)
    if after.is_capitalised and after.lower in months:
        return True
    if reader.language == "de":
        return False
    if before.text == "." and before.glued and len(reader.at(quantity.first - 2).text) <= 4:
        before = reader.at(quantity.first - 2)
    return before.is_capitalised and before.lower in months


def _is_dotted_date(reader: Cursor, quantity: Quantity) -> bool:
    """Find a number that is one of three with the same sign between them."""
    for first in (quantity.first, quantity.first - 2, quantity.first - 4):
        tokens = [reader.at(first + step) for step in range(5)]
        if (
            all(token.shape == "number" for token in tokens[::2])
            and all(token.glued for token in tokens[1:])
            and tokens[1].text == tokens[3].text
            and tokens[1].text in (".", "/", "-", "–")
        ):
            return True
    return False


def _is_short_date(reader: Cursor, quantity: Quantity) -> bool:
    token, after, before = reader.tokens[quantity.first], reader.at(quantity.stop), reader.at(quantity.first - 1)
    day, _, month = token.text.partition(".")
    if not (day.isdecimal() and month.isdecimal() and len(token.text) <= 5 and after.text == "." and after.glued):
        return False
    return int(day) <= 31 and int(month) <= 12 and (before.lower in _ORDINAL_BEFORE or before.lower in ("stand", "und"))


def is_ordinal(reader: Cursor, quantity: Quantity) -> bool:
    """Find "21st", "3. Liga", "am 12.", and the marks of a list."""
    after, before = reader.at(quantity.stop), reader.at(quantity.first - 1)
    if after.glued and after.lower in _ENGLISH_ORDINAL_ENDS:
        return True
    if _is_added_minute(reader, quantity):
        return True
    if not reader.tokens[quantity.first].is_plain or not after.glued:
        return False
    if after.text == ")" and before.shape == "line":
        return True
    return after.text == "." and quantity.value <= 999 and _is_dotted_ordinal(reader, before, reader.at(quantity.stop + 1))


def _is_added_minute(reader: Cursor, quantity: Quantity) -> bool:
    """Find the 3 of "(90.+3)"."""
    signs = [reader.at(quantity.first - 2), reader.at(quantity.first - 1)]
    return [sign.text for sign in signs] == [".", "+"] and all(sign.glued for sign in signs)


def _is_dotted_ordinal(reader: Cursor, before: Token, following: Token) -> bool:
    """Tell "3. Liga" from a sentence that ends in a number."""
    if before.shape == "line":
        return following.shape != "line"
    if following.shape == "line":
        return before.lower in ("am", "zum", "vom")
    if following.shape != "word":
        # The minutes of goals: "(12.)", "(41., 90.+3)".
        return following.text == "," or (following.text in (")", "+", "/") and before.text in ("(", ",", "/"))
    lower_or_known = not following.is_capitalised or following.lower.endswith(_ORDINAL_NOUNS)
    return lower_or_known or (reader.language == "de" and before.lower in _ORDINAL_BEFORE)
