"""Sentences changed so that they say something else: markers, dates, verbs, words, names."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.grounding.words import FUNCTION_WORDS, clause, is_negation, tokens
from summarizer.lies.cases import Case, Named, stated
from summarizer.lies.lexicon import (
    AUXILIARIES,
    DATE,
    DAYS,
    HEDGES,
    INVENTED_NAMES,
    MONTHS,
    NEGATIONS,
    SYMMETRIC,
    VERBS,
)
from summarizer.lies.numbers import Changed, change_numbers
from summarizer.lies.wording import apart, removals, swap
from summarizer.schemas import Language

_JOINED = re.compile(r"(?:\s|,|\(|/|–|-|und|and|sowie|oder|or|mit|with|wie|as well as|der|die|das|den|dem|des|the)*", re.I)
_COMPOUND = re.compile(r"[-’'\w]")


def change_markers(text: str, case: Case, cited: str) -> Iterator[Changed]:
    """Yield a text with a number, bound, unit, negation, hedge, date or verb changed, so that `cited` does not bear it out."""
    language = case.source.language
    known = stated(cited, case)
    for change in change_numbers(text, language):
        bound = change.kind.startswith(("bound", "unit", "currency"))
        if bound or stated(change.text, case) - known:
            yield change
    yield from (Changed("negation removed", other) for other in removals(text, NEGATIONS[language]))
    yield from (Changed("hedge dropped", other) for other in removals(text, HEDGES[language]))
    yield from (Changed("negation added", other) for other in negate(text, language))
    yield from (Changed("date shifted", other) for other in shift_dates(text, cited, language))
    turned = swap(text, VERBS[language])
    if turned:
        yield Changed("verb turned", turned)


def negate(text: str, language: Language) -> Iterator[str]:
    """Yield a text with "nicht" or "not" put where it negates, and with "ein" made "kein", unless the clause is negated already.

    >>> list(negate("Der Rat hat ein Gesetz verabschiedet.", "de"))
    ['Der Rat hat ein Gesetz nicht verabschiedet.', 'Der Rat hat kein Gesetz verabschiedet.']
    """
    for place, end, word in _openings(text, language):
        first, last = clause(text, place)
        if not any(is_negation(token, language) for token in tokens(text[first:last], language)):
            yield text[:place] + word + text[end:]


def _openings(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield where a negation fits: the span that it replaces, and its words."""
    if language == "en":
        if auxiliary := re.search(AUXILIARIES["en"], text):
            yield auxiliary.end(), auxiliary.end(), " not"
        if single := re.search(r"\ban?\b(?=\s+[a-z])", text):
            yield *single.span(), "no"
        return
    auxiliary, last = re.search(AUXILIARIES["de"], text), re.search(r"[a-zäöüß]+(?:t|en)(?=[.!?]?$)", text)
    if auxiliary and last and auxiliary.end() < last.start() and not text[last.start() - 1].isalpha():
        yield last.start(), last.start(), "nicht "
    if single := re.search(r"\bein(?=(?:e[nmr]?)?\s+[A-ZÄÖÜ])", text):
        yield *single.span(), "kein"


def shift_dates(text: str, cited: str, language: Language) -> Iterator[str]:
    """Yield a text with one of its dates on another day, in another month or year, where `cited` has no such date."""
    for match in re.finditer(DATE[language], text):
        for date in other_dates(match.group(), language):
            if date not in cited:
                yield text[: match.start()] + date + text[match.end() :]


def other_dates(date: str, language: Language) -> Iterator[str]:
    """Yield dates that are not the one given.

    >>> list(other_dates("27. März", "de"))
    ['28. März', '27. April']
    """
    for names in (DAYS[language], MONTHS[language]):
        for index, name in enumerate(names):
            if re.search(rf"\b{name}\b", date):
                day = re.search(r"\b\d{1,2}\b", date)
                if day:
                    yield date[: day.start()] + str(int(day.group()) % 28 + 1) + date[day.end() :]
                year = re.search(r"\b\d{4}\b", date)
                if year:
                    yield date.replace(year.group(), str(int(year.group()) - 1))
                yield date.replace(name, names[(index + 1) % len(names)])


def change_words(text: str, case: Case) -> Iterator[Changed]:
    """Yield a quotation with one word changed, and with two words in each other's place."""
    language = case.source.language
    words = [match for match in re.finditer(r"[^\W\d_]{5,}", text) if match.group().lower() not in FUNCTION_WORDS[language]]
    others = [word for word in re.findall(r"[^\W\d_]{5,}", case.source.text) if word.lower() not in text.lower()]
    for number, one in enumerate(words):
        if others:
            other = others[(number * 7) % len(others)]
            yield Changed("word changed", text[: one.start()] + other + text[one.end() :])
    for one, another in itertools.pairwise(words):
        between = text[one.end() : another.start()]
        if one.group() != another.group() and not _JOINED.fullmatch(between.strip() or "x"):
            first, second = one.group(), another.group()
            yield Changed("words exchanged", text[: one.start()] + second + between + first + text[another.end() :])


def change_names(text: str, named: Sequence[Named], case: Case, cited: str) -> Iterator[Changed]:
    """Yield a text with one name replaced by another of its kind, or with two names in each other's place."""
    for one in named:
        if _in_compound(text, one):
            continue
        kind = "place swapped" if one.actor.kind in ("place", "state") else "name swapped"
        for actor in case.gold.actors:
            if actor.kind == one.actor.kind and apart(actor.name, one.actor.name) and absent(actor.name, cited):
                yield Changed(f"{kind}, elsewhere", text[: one.start] + actor.name + text[one.end :])
        for name in INVENTED_NAMES[case.source.language][one.actor.kind]:
            if absent(name, case.source.text):
                yield Changed("name invented", text[: one.start] + name + text[one.end :])
    yield from (Changed("roles exchanged", other) for other in exchange_names(text, named))


def absent(name: str, text: str) -> bool:
    """Say whether no word of a name, of four letters or more, begins a word of a text."""
    return not any(re.search(rf"\b{re.escape(word[:5])}", text, re.I) for word in re.findall(r"\w{4,}", name) or [name])


def exchange_names(text: str, named: Sequence[Named]) -> Iterator[str]:
    """Yield a text with two names in each other's place, where that makes another story of it."""
    seen = [one.actor.id for one in named]
    once = [one for one in named if seen.count(one.actor.id) == 1 and not _in_compound(text, one)]
    for index, one in enumerate(once):
        for other in once[index + 1 :]:
            between = text[one.end : other.start]
            inside = [named_one.text for named_one in named if one.end <= named_one.start and named_one.end <= other.start]
            if one.end > other.start or _same_side(between, inside) or not _alike(one, other) or _is_mutual(text, one, other):
                continue
            yield text[: one.start] + other.text + between + one.text + text[other.end :]


def _alike(one: Named, other: Named) -> bool:
    """Say whether both may do the same: places may not, except to places."""
    return (one.actor.kind == "place") == (other.actor.kind == "place") and apart(one.text, other.text)


def _same_side(between: str, names: Iterable[str]) -> bool:
    """Say whether two names are only enumerated: "Rom, Paris und Madrid"."""
    for name in names:
        between = between.replace(name, " ")
    return bool(_JOINED.fullmatch(between))


def _is_mutual(text: str, one: Named, other: Named) -> bool:
    """Say whether the sentence of both tells what they do together."""
    start = max((match.end() for match in re.finditer(r"[.!?]\s", text[: one.start])), default=0)
    end = re.search(r"[.!?](?:\s|$)", text[other.end :])
    return bool(SYMMETRIC.search(text[start : other.end + end.start() if end else None]))


def _in_compound(text: str, one: Named) -> bool:
    """Say whether a name is a part of a word or of another mention."""
    return bool(_COMPOUND.match(text[one.end : one.end + 1]) or _COMPOUND.match(text[max(0, one.start - 1) : one.start]))
