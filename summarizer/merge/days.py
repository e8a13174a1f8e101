"""Which days words of an article mean: a date, a weekday near the article's own day, a month, a part of a year."""

import datetime
import functools
import re
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan feb mär|mar apr mai|may jun jul aug sep okt|oct nov dez|dec".split(), 1
    )
    for name in names.split("|")
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary?)?|feb(?:ruary?)?|mär(?:z)?|mar(?:ch)?|apr(?:il)?|mai|may|june?i?|juli?y?|aug(?:ust)?|sep(?:t|tember)?|"
    r"o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?)"
)
_YEAR = r"(?P<year>20\d\d|19\d\d)"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\.?(?:st|nd|rd|th)?\s?{_MONTH}\b\.?(?:,?\s{_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})\b(?:,?\s{_YEAR})?", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.(?:\s?(?P<year>20\d\d))?"),
)
_WHOLE_MONTH = re.compile(rf"(?:(?P<part>anfang|mitte|ende|early|mid|late)[ -])?\b{_MONTH}\b(?:\s{_YEAR})?", re.IGNORECASE)
_WHOLE_YEAR = re.compile(rf"(?:(?P<part>anfang|mitte|ende|early|mid|late)(?: des jahres| in)?[ -])?\b{_YEAR}\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:(?P<de>montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:s|morgen|vormittag|mittag|nachmittag|abend|nacht)?|"
    r"(?P<en>monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
            "samstag sonnabend saturday", "sonntag sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
_PARTS = {"anfang": 0, "early": 0, "mitte": 1, "mid": 1, "ende": 2, "late": 2}


class Days(NamedTuple):
    """The first and the last day that may be meant."""

    first: datetime.date
    last: datetime.date

    def excludes(self, other: "Days") -> bool:
        """Say whether no day is meant by both."""
        return self.last < other.first or other.last < self.first


@functools.lru_cache(maxsize=20_000)
def days_of(text: str, day: datetime.date, *, ahead: bool = False) -> Days | None:
    """Return which days are meant in an article of `day`, those to come where `ahead`; None where the words give none or several.

    >>> days_of("am Freitag", datetime.date(2026, 3, 17), ahead=True).first
    datetime.date(2026, 3, 20)
    >>> days_of("early 2028", datetime.date(2026, 3, 17)).excludes(days_of("Mitte 2027", datetime.date(2026, 3, 17)))
    True
    """
    for pattern in _DATES:
        found = list(pattern.finditer(text))
        if found:
            return _date(found[0], day) if len(found) == 1 else None
    weekdays = {_NUMBERS[(match["de"] or match["en"]).lower()] for match in _WEEKDAY.finditer(text)}
    if weekdays:
        return _weekday(weekdays.pop(), day, ahead=ahead) if len(weekdays) == 1 else None
    months = list(_WHOLE_MONTH.finditer(text))
    if months:
        return _month(months[0], day, ahead=ahead) if len(months) == 1 else None
    years = list(_WHOLE_YEAR.finditer(text))
    return _year(years[0]) if len(years) == 1 else None


def _date(match: re.Match[str], day: datetime.date) -> Days | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _MONTHS[groups["month"][:3].lower()]
    try:
        found = datetime.date(int(groups.get("year") or day.year), month, int(groups["day"]))
    except ValueError:
        return None
    return Days(found, found)


def _weekday(number: int, day: datetime.date, *, ahead: bool) -> Days:
    """Return the nearest such weekday: of what is to come the next one, else the last one."""
    steps = (number - day.weekday()) % 7
    found = day + datetime.timedelta(days=steps if ahead or not steps else steps - 7)
    return Days(found, found)


def _month(match: re.Match[str], day: datetime.date, *, ahead: bool) -> Days:
    month = _MONTHS[match["month"][:3].lower()]
    year = int(match["year"] or day.year)
    if not match["year"] and ahead and month < day.month:
        year += 1
    elif not match["year"] and not ahead and month > day.month:
        year -= 1
    first = datetime.date(year, month, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    if not match["part"]:
        return Days(first, last)
    begin = (1, 8, 18)[_PARTS[match["part"].lower()]]
    end = (14, 23, last.day)[_PARTS[match["part"].lower()]]
    return Days(first.replace(day=begin), first.replace(day=end))


def _year(match: re.Match[str]) -> Days:
    year = int(match["year"])
    if not match["part"]:
        return Days(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    part = _PARTS[match["part"].lower()]
    return Days(datetime.date(year, (1, 4, 9)[part], 1), datetime.date(year, (4, 9, 12)[part], (30, 30, 31)[part]))
