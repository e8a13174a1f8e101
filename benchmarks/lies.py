"""Lies: true items that hold, each changed in one respect so that it no longer holds."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from lie_words import (
    AFTER_NEGATION,
    BOUNDS,
    CUES,
    DATE,
    INVENTED_NAMES,
    INVENTED_ROLES,
    NEGATION,
    NUMBER_WORDS,
    SCALES,
    TURNED,
    UNITS,
)
from true_items import Case, TrueItem, cast_of

from summarizer.gold.model import GoldActor, GoldFigure, GoldStatement
from summarizer.grounding import DraftItem, ground_item
from summarizer.grounding.words import FUNCTION_WORDS
from summarizer.numerals import find_amounts
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Section


class Lie(NamedTuple):
    """A draft item that the article does not bear out; `name` is its section and class."""

    name: str
    section: Section
    draft: DraftItem


Changes = Iterator[tuple[str, DraftItem]]


def tell(case: Case) -> Iterator[Lie]:
    """Yield every lie made of the items of an article that hold."""
    told: set[tuple[str, str]] = set()
    for item in case.items:
        if ground_item(item.section, item.draft, case.source, by="model", cast=cast_of(case)).rejected:
            continue
        for kind, draft in _CHANGES[item.section](item, case):
            key = kind, draft.model_dump_json()
            if key not in told:
                told.add(key)
                yield Lie(f"{item.section}: {kind}", item.section, draft)


def _figures(item: TrueItem, case: Case) -> Changes:
    draft, gold = cast("DraftFigure", item.draft), cast("GoldFigure", item.gold)
    for kind, amount in _amounts(draft.amount, case):
        yield kind, draft.model_copy(update={"amount": amount})
    if item.variant == "noun":
        for other in case.items:
            if other.variant == "noun" and isinstance(other.draft, DraftFigure) and other.draft.sentences == draft.sentences:
                counts = other.draft.counts
                if _apart(counts, draft.counts) and gold.unit != cast("GoldFigure", other.gold).unit:
                    yield "counted of another", draft.model_copy(update={"counts": counts})
        numbers = set(draft.sentences)
        for actor in case.gold.actors:
            here = bool(numbers & set(case.sentences_of(actor.mentions)))
            if not draft.claimant or _apart(actor.name, draft.claimant):
                told = "swapped" if draft.claimant else "given"
                yield f"claimant {told}, {'here' if here else 'elsewhere'}", draft.model_copy(update={"claimant": actor.name})
        yield from _moved(draft, case)


def _amounts(amount: str, case: Case) -> Iterator[tuple[str, str]]:
    """Yield changed amounts with the class of the change."""
    digit = next(iter(re.finditer(r"\d", amount)), None)
    if digit:
        yield "digit", amount[: digit.start()] + str(int(digit.group()) % 9 + 1) + amount[digit.end() :]
        digits = list(re.finditer(r"\d", amount))
        if len(digits) > 1:
            last = digits[-1]
            yield "digit", amount[: last.start()] + str((int(last.group()) + 5) % 10) + amount[last.end() :]
    language = case.source.language
    for kind, table in (("number word", NUMBER_WORDS), ("scale", SCALES), ("bound turned", TURNED), ("unit", UNITS)):
        changed = swap(amount, table[language])
        if changed:
            yield kind, changed
    found = next(iter(find_amounts(amount, language)), None)
    if found and found.bound == "exact" and found.start == 0:
        yield "bound added", f"{BOUNDS[language]} {amount}"
    if found and found.bound not in ("exact", "vague", "range") and found.number_start > found.start:
        yield "bound dropped", amount[: found.start] + amount[found.number_start :]


def swap(text: str, table: dict[str, str]) -> str | None:
    """Return `text` with the first word of `table` that it holds changed, None where it holds none."""
    pattern = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    match = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.I)
    if not match:
        return None
    other = table[match.group().lower()]
    return text[: match.start()] + (other.capitalize() if match.group()[0].isupper() else other) + text[match.end() :]


def _apart(one: str, other: str) -> bool:
    """Say whether two names or nouns share no word of four letters or more."""
    first, second = ({word[:4].lower() for word in re.findall(r"\w{3,}", text)} for text in (one, other))
    return bool(first and second) and not first & second


def _moved(draft: DraftItem, case: Case) -> Changes:
    """Cite the sentences before or after instead, where these do not hold the same words."""
    total = len(case.source.sentences)
    words = {"amount", "name", "content", "title"} & set(draft.model_dump())
    text = str(getattr(draft, words.pop()))
    for shift in (-1, 1):
        numbers = tuple(number + shift for number in draft.sentences)
        if min(numbers) >= 1 and max(numbers) <= total:
            cited = " ".join(case.source.sentences[number - 1].text for number in numbers)
            if not any(word in cited for word in re.findall(r"\w{4,}|\d+", text) or [text]):
                yield "sentence off by one", draft.model_copy(update={"sentences": numbers})


def _actors(item: TrueItem, case: Case) -> Changes:
    draft, language = cast("DraftActor", item.draft), case.source.language
    for name in INVENTED_NAMES[language]:
        if name.split()[-1] not in case.source.text:
            yield "name invented", draft.model_copy(update={"name": name, "role": None})
    words = draft.name.split()
    if len(words) == 2 and draft.kind == "person":
        yield "first name changed", draft.model_copy(update={"name": f"{INVENTED_NAMES[language][0].split()[0]} {words[1]}"})
    yield from _moved(draft.model_copy(update={"role": None}), case)
    for role in INVENTED_ROLES[language]:
        if role not in case.source.text:
            yield "role invented", draft.model_copy(update={"role": role})
    for other in case.gold.actors:
        if (
            other.id != cast("GoldActor", item.gold).id
            and other.role
            and other.role not in (draft.role or "")
            and (draft.role or "") not in other.role
        ):
            spans = [mention for mention in other.mentions if mention.role]
            numbers = tuple(sorted({*draft.sentences, *case.sentences_of(spans)}))
            here = set(case.sentences_of(spans)) & set(draft.sentences)
            if other.role not in " ".join(mention.role or "" for mention in cast("GoldActor", item.gold).mentions):
                yield (
                    f"role of another, {'here' if here else 'elsewhere'}",
                    draft.model_copy(update={"role": other.role, "sentences": numbers}),
                )


def _statements(item: TrueItem, case: Case) -> Changes:
    draft, gold, language = cast("DraftStatement", item.draft), cast("GoldStatement", item.gold), case.source.language
    own = set(case.sentences_of([gold.content]))
    for actor in case.gold.actors:
        if actor.id != gold.ref and (draft.speaker is None or _apart(actor.name, draft.speaker)) and draft.speaker:
            mentions = [one for one in actor.mentions if not gold.content.start <= one.start < gold.content.end]
            here = bool(own & set(case.sentences_of(mentions)))
            inside = any(gold.content.start <= one.start < gold.content.end for one in actor.mentions)
            place = "same sentence" if here else "in the content" if inside else "elsewhere"
            numbers = tuple(sorted({*draft.sentences, *case.sentences_of(actor.mentions[:1])}))
            yield f"speaker, {place}", draft.model_copy(update={"speaker": actor.name})
            if place == "elsewhere":
                yield "speaker, elsewhere and cited", draft.model_copy(update={"speaker": actor.name, "sentences": numbers})
    if draft.cue:
        for cue in CUES[language]:
            if not set(re.findall(r"\w{4,}", cue.lower())) & set(re.findall(r"\w{4,}", case.source.text.lower())):
                yield "cue", draft.model_copy(update={"cue": cue})
    if draft.form == "indirect" and not any(piece.form == "direct" for piece in gold.pieces):
        yield "indirect made direct", draft.model_copy(update={"form": "direct"})
    yield from _narration(draft, gold, case)
    if not item.variant.startswith("piece,"):
        yield from (
            ("content: " + kind, draft.model_copy(update={"content": content})) for kind, content in _texts(draft.content, case)
        )
        yield from _moved(draft, case)


def _narration(draft: DraftStatement, gold: GoldStatement, case: Case) -> Changes:
    """Put what the article itself tells, in the sentence after a statement, into the mouth of its speaker."""
    said = {number for statement in case.gold.statements for number in case.sentences_of(statement.pieces or [statement.content])}
    last = max(case.sentences_of([gold.content]))
    if draft.speaker and last < len(case.source.sentences) and last + 1 not in said:
        content = case.source.sentences[last].text.rstrip(".")
        fields = {"content": content, "cue": None, "form": "indirect", "sentences": tuple(sorted({*draft.sentences, last + 1}))}
        yield "narration as statement", draft.model_copy(update=fields)


def _texts(text: str, case: Case) -> Iterator[tuple[str, str]]:
    """Yield changed contents or titles with the class of the change."""
    language = case.source.language
    words = [match for match in re.finditer(r"[^\W\d_]{5,}", text) if match.group().lower() not in FUNCTION_WORDS[language]]
    if words:
        one = words[len(words) // 2]
        other = next((word for word in re.findall(r"[^\W\d_]{5,}", case.source.text) if word not in text), "Anderes")
        yield "word changed", text[: one.start()] + other + text[one.end() :]
    if len(words) > 1 and words[0].group() != words[-1].group():
        first, last = words[0], words[-1]
        yield (
            "words exchanged",
            text[: first.start()] + last.group() + text[first.end() : last.start()] + first.group() + text[last.end() :],
        )
    removed = re.sub(NEGATION[language], " ", text, count=1, flags=re.I)
    if removed != text:
        yield "negation removed", removed.strip()
    else:
        middle = text.find(" ", len(text) // 2)
        if middle > 0:
            yield "negation inserted", f"{text[:middle]} {'nicht' if language == 'de' else 'not'}{text[middle:]}"
    cut = re.search(AFTER_NEGATION[language], text, re.I)
    if cut and len(text[cut.end() :].split()) > 1:
        yield "cut after negation or hedge", text[cut.end() :]


def _events(item: TrueItem, case: Case) -> Changes:
    draft = cast("DraftEvent", item.draft)
    for kind, title in (*_texts(draft.title, case), *_title_numbers(draft.title, case)):
        if kind not in ("words exchanged", "word changed"):
            yield f"title: {kind}", draft.model_copy(update={"title": title})
    cited = " ".join(case.source.sentences[number - 1].text for number in draft.sentences)
    for actor in case.gold.actors:
        if not any(word in cited for word in re.findall(r"\w{4,}", actor.name)):
            if actor.kind in ("place", "state"):
                yield "place of elsewhere", draft.model_copy(update={"where": actor.name})
            mine = next((one for one in case.gold.actors if one.kind == actor.kind and one.name in draft.title), None)
            if mine:
                yield "title: name swapped", draft.model_copy(update={"title": draft.title.replace(mine.name, actor.name, 1)})
    dates = re.findall(DATE, case.source.text)
    for date in {*dates, "12. Mai 2019" if case.source.language == "de" else "May 12, 2019"}:
        if date not in cited:
            yield "date of elsewhere", draft.model_copy(update={"when": date})
    if draft.status in ("planned", "denied"):
        yield f"{draft.status} made done", draft.model_copy(update={"status": "done"})
    yield from _moved(draft, case)


def _title_numbers(title: str, case: Case) -> Iterator[tuple[str, str]]:
    for found in find_amounts(title, case.source.language):
        for kind, amount in _amounts(found.text, case):
            if kind in ("digit", "number word", "scale", "bound added", "bound dropped", "bound turned", "unit"):
                yield kind, title[: found.start] + amount + title[found.end :]


def _lines(item: TrueItem, case: Case) -> Changes:
    draft = cast("DraftLine", item.draft)
    for name in INVENTED_NAMES[case.source.language]:
        if name.split()[-1] not in case.source.text:
            yield "name added", draft.model_copy(update={"text": f"{draft.text.rstrip('.')} ({name})"})


_CHANGES: dict[Section, Callable[[TrueItem, Case], Changes]] = {
    "figures": _figures,
    "actors": _actors,
    "statements": _statements,
    "key_events": _events,
    "summary": _lines,
}
