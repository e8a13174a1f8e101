"""Days that an article's words for a time mean; None where it takes guessing."""

import datetime
import functools
import re

from summarizer.schemas import Language

_DAYS: dict[Language, dict[str, int]] = {
    "de": {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2},
    "en": {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1},
}
_SAID_DAY = {"de": re.compile(r"^(?:am )?(?:heutigen|selben) tag$", re.I), "en": re.compile(r"^(?:on )?this day$", re.I)}
_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WITHOUT_YEAR = re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄa-zä]{3,})|\b[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b\d{1,2} [A-Z][a-z]{2,8}\b")


def resolve_date(words: str, language: Language, published: datetime.date | None) -> datetime.date | None:
    """Return the day that `words` mean in an article of day `published`.

    A full date speaks for itself. A day without a year, and "heute" or "yesterday", need `published`.
    Weekdays, "Mitte Februar" and the like stay open: None.

    >>> resolve_date("am 12. Februar 2025", "de", None)
    datetime.date(2025, 2, 12)
    >>> resolve_date("heute", "de", None)
    """
    if _WITH_YEAR.search(words):
        return _parse(words, language, None)
    if published is None:
        return None
    if _WITHOUT_YEAR.search(words):
        return _parse(words, language, published)
    named = [offset for word, offset in _DAYS[language].items() if re.search(rf"\b{word}\b", words, re.I)]
    if len(named) == 1 and not (
        language == "de"
        and re.search(r"\b(?:am|heute|gestern) morgen\b", words, re.I)
        and "morgen" in words.lower()
        and named == [1]
    ):
        return published + datetime.timedelta(days=named[0])
    if language == "de" and re.search(r"\b(heute|gestern) morgen\b", words, re.I):
        return published - datetime.timedelta(days=int("gestern" in words.lower()))
    return None


def _parse(words: str, language: Language, published: datetime.date | None) -> datetime.date | None:
    """Return the day of a written date; without a year, the one nearest to `published`."""
    match = _date_pattern(language).search(words)
    if not match:
        return None
    import dateparser

    parsed: datetime.datetime | None = dateparser.parse(
        match.group(),
        languages=[language],
        settings={
            "DATE_ORDER": "DMY" if language == "de" else "MDY",
            "REQUIRE_PARTS": ["day", "month"] + ([] if published else ["year"]),
        },
    )
    if parsed is None:
        return None
    if published is None:
        return parsed.date()
    years = [_in_year(parsed, published.year + shift) for shift in (-1, 0, 1)]
    return min((day for day in years if day), key=lambda day: abs(day - published), default=None)


def _in_year(moment: datetime.datetime, year: int) -> datetime.date | None:
    """Return the same day in another year, None for a 29 February that it does not have."""
    try:
        return moment.date().replace(year=year)
    except ValueError:
        return None


@functools.cache
def _date_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern of written dates with a day and a month."""
    year = r"(?:,? (?:19|20)\d\d)?"
    if language == "de":
        return re.compile(rf"\d{{1,2}}\. ?(?:[A-ZÄ][a-zä]{{2,9}}\.?{year}|\d{{1,2}}\. ?(?:(?:19|20)\d\d)?)")
    return re.compile(
        rf"[A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:st|nd|rd|th)?{year}|"
        rf"\d{{1,2}}(?:st|nd|rd|th)? [A-Z][a-z]{{2,8}}{year}|(?:19|20)\d\d-\d\d-\d\d"
    )
