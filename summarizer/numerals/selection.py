"""Which numbers of a text are figures: words that only look like numbers are left out here."""

from summarizer.numerals.bounds import BoundMatch
from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.measures import Measure
from summarizer.numerals.units import DURATIONS
from summarizer.numerals.vocabulary import word_set

_NOT_ONE_BEFORE = word_set(
    "no any every each this that the another which some only's number chapter day step part phase as was is page at "
    "on for to by like from in against other little loved big if"
)
_ONE_BEFORE = word_set("just only than least not single exactly and kill killed injured cancelled")
_NOT_ONE_AFTER = word_set(
    "another day of who that can could must should would may might will is was has had which by to time thing way or "
    "such morning night evening side hand more point reason with from in at on for and if when as it"
)
_HALF_AFTER = word_set("of the a an its their his her our those that these all what as")
_NOT_HALF_BEFORE = word_set("first second other last opening closing better top bottom latter former this next each either")
_NOT_HALF_BEFORE_GERMAN = word_set("erste ersten zweite zweiten zweiter andere anderen obere unteren untere oberen jahres")
_PART_AFTER = word_set("of more less higher lower off from to in since compared on at by below above and or than the its their")
_VAGUE_OF = frozenset({"couple", "handful"})
_PLAIN_BOUNDS = word_set("mindestens wenigstens zumindest höchstens maximal allenfalls als least most")
_CASUALTIES = word_set("killed died dead injured wounded missing arrested hurt shot detained")
# "One crew member, a 54-year-old man, died": words in which what befell the one stands.
_ONE_REACH = 12
TIME_BEFORE = frozenset({"innerhalb", "binnen", "within"})


def is_figure(reader: Cursor, quantity: Quantity, measure: Measure, bound: BoundMatch | None) -> bool:
    """Say whether a number counts or measures something, going by its words and their neighbours."""
    if quantity.kind == "article":
        return _is_counting_article(reader, quantity, measure, bound)
    if quantity.kind == "part":
        return _is_part(reader, quantity, bound)
    if quantity.kind == "multiple":
        return _is_multiple(reader, quantity, bound)
    if quantity.kind == "vague":
        return _is_vague(reader, quantity)
    if quantity.kind == "words":
        return _is_cardinal(reader, quantity, measure, bound)
    return quantity.kind in ("digits", "share")


def _is_counting_article(reader: Cursor, quantity: Quantity, measure: Measure, bound: BoundMatch | None) -> bool:
    if bound is None:
        return measure.unit in DURATIONS and reader.at(quantity.first - 1).lower in TIME_BEFORE
    plain = reader.at(quantity.first - 1).lower in _PLAIN_BOUNDS
    if bound.bound == "about" or not plain:
        return measure.unit is not None and bound.bound != "less_than"
    if reader.language == "en":
        return measure.unit is not None or bound.bound == "at_least"
    return True


def _is_part(reader: Cursor, quantity: Quantity, bound: BoundMatch | None) -> bool:
    before, after = reader.at(quantity.first - 1), reader.at(quantity.stop)
    word = reader.tokens[quantity.stop - 1].lower
    if word == "hälfte":
        earlier = reader.at(quantity.first - 2).lower
        return before.lower not in _NOT_HALF_BEFORE_GERMAN and earlier not in _NOT_HALF_BEFORE_GERMAN
    if reader.language == "de":
        return quantity.stop - quantity.first > 1
    if word == "half":
        if before.lower in _NOT_HALF_BEFORE or (after.glued and after.text == "-"):
            return False
        return bound is not None or after.lower in _HALF_AFTER or before.lower in ("by", "than", "about") or after.lower == "its"
    plain = quantity.stop - quantity.first == 2 and reader.tokens[quantity.first].lower in ("a", "an")
    return bound is not None or not plain or after.shape != "word" or after.lower in _PART_AFTER


def _is_multiple(reader: Cursor, quantity: Quantity, bound: BoundMatch | None) -> bool:
    word = reader.tokens[quantity.first].lower
    before, after = reader.at(quantity.first - 1).lower, reader.at(quantity.stop).lower
    if word in ("double", "triple", "treble", "quadruple"):
        return (
            bound is not None
            or before in ("to", "will", "would", "could", "than", "can", "may", "might")
            or after in ("the", "that", "its", "their", "what")
        )
    if word in ("doppelt", "doppelte", "doppelten"):
        return bound is not None or after == "so" or reader.tokens[quantity.first].is_capitalised
    if word.endswith(("fach", "fache", "fachen")) and quantity.stop - quantity.first == 1:
        return reader.tokens[quantity.first].is_capitalised or before in ("das", "dem", "ums", "aufs")
    return True


def _is_vague(reader: Cursor, quantity: Quantity) -> bool:
    last, after = reader.tokens[quantity.stop - 1], reader.at(quantity.stop)
    if last.lower in _VAGUE_OF:
        return after.lower == "of"
    if last.lower == "paar":
        return not last.is_capitalised
    if last.lower == "scores":
        return after.lower in ("of", "were", "are", "have", "more", "injured", "wounded", "dead", "killed")
    if last.lower == "einigen" and after.shape != "word":
        return False
    return not (last.lower in ("einiger", "einigen", "einige") and after.lower in ("zeit", "entfernung", "hinsicht", "malen"))


def _is_cardinal(reader: Cursor, quantity: Quantity, measure: Measure, bound: BoundMatch | None) -> bool:
    first, before = reader.tokens[quantity.first], reader.at(quantity.first - 1)
    if first.lower == "one" and quantity.stop - quantity.first == 1 and quantity.value == 1:
        if bound is not None:
            return True
        if measure.unit is not None and reader.at(quantity.stop).text != "day":
            return True
        return _is_counting_one(reader, quantity)
    if first.lower in ("eins", "null") and measure.unit is None and bound is None:
        return "zu" in (reader.at(quantity.stop).lower, before.lower) or reader.at(quantity.stop).is_capitalised
    if before.lower in ("top", "bottom") and reader.language == "en" and measure.unit is None:
        return False
    if quantity.scaled or measure.unit is not None or bound is not None or not first.is_capitalised:
        return True
    return before.shape != "word"


def _is_counting_one(reader: Cursor, quantity: Quantity) -> bool:
    before, after = reader.at(quantity.first - 1), reader.at(quantity.stop)
    if after.lower in ("was", "seriously", "critically", "fatally"):
        return before.text in (",", ";") or before.lower == "and"
    if before.lower in _ONE_BEFORE:
        return after.lower != "of"
    if reader.tokens[quantity.first].is_capitalised:
        return any(reader.at(quantity.stop + step).lower in _CASUALTIES for step in range(1, _ONE_REACH))
    if before.lower in _NOT_ONE_BEFORE or (after.glued and after.text in ("-", "'", "’")):
        return False
    return after.shape == "word" and after.lower not in _NOT_ONE_AFTER and not after.lower.endswith("ly")
