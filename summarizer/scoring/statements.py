"""Statements: found by what is said; then who says it, then whether directly."""

from collections.abc import Mapping

from summarizer.gold.model import Gold, GoldActor, GoldStatement
from summarizer.schemas import Briefing, Language, Statement
from summarizer.scoring.actors import aliases
from summarizer.scoring.counts import Count
from summarizer.scoring.pairing import pair
from summarizer.scoring.remarks import Remark, SectionScore, short
from summarizer.scoring.words import names, token_f1

SMALLEST_F1 = 0.5
_SECTION = "statements"


def score_statements(gold: Gold, briefing: Briefing) -> SectionScore:
    """Return how the statements of a briefing stand to gold."""
    language = gold.article.language
    closeness = {
        (item, number): token_f1(given.content, statement.words, language)
        for item, given in enumerate(briefing.statements)
        for number, statement in enumerate(gold.statements)
    }
    fits = {
        (item, number): round(100 * close) + 5 * speaker_right(gold.statements[number], briefing.statements[item], gold)
        for (item, number), close in closeness.items()
        if close >= SMALLEST_F1
    }
    pairing = pair(fits, len(briefing.statements), [statement.optional for statement in gold.statements])
    pairs = [(item, briefing.statements[item], gold.statements[number]) for item, number in pairing.matched.items()]
    speakers = [entry for entry in pairs if not speaker_right(entry[2], entry[1], gold)]
    forms = [entry for entry in pairs if entry[1].form != entry[2].type]
    found, spurious, missed, neutral = len(pairs), len(pairing.spurious), len(pairing.missed), len(pairing.neutral)
    other = len(speakers)
    return SectionScore(
        counts={
            "statements.content": Count(found, spurious, missed, neutral),
            "statements.speaker": Count(found - other, spurious + other, missed + other, neutral),
            "statements.form": Count(found - len(forms), len(forms), len(forms)),
        },
        remarks=(
            *(_wrong_speaker(*entry) for entry in speakers),
            *(_wrong_form(*entry) for entry in forms),
            *(_spurious(item, gold, briefing, closeness) for item in pairing.spurious),
            *(_missed(number, gold, briefing, closeness) for number in pairing.missed),
        ),
        pairs={item: gold.statements[number].id for item, number in (*pairing.matched.items(), *pairing.neutral.items())},
    )


def speaker_right(statement: GoldStatement, given: Statement, gold: Gold) -> bool:
    """Say whether the item has the speaker of the gold: the actor by any of his names, or the words that say who speaks.

    Where the gold has none, the item must have none. A name that fits another actor of the article better is that one's.
    """
    if given.speaker is None or statement.speaker is None:
        return given.speaker is None and statement.speaker is None
    language = gold.article.language
    actor = _actor(statement, gold)
    words = statement.speaker_span.text if statement.speaker_span else statement.speaker
    said = names(given.speaker, language)
    if actor is None:
        return bool(said & names(words, language)) or given.speaker.casefold() == words.casefold()
    closest = _closeness(said, actor, language)
    others = [other for other in gold.actors if other.id != actor.id]
    nearest_other = max((_closeness(said, other, language) for other in others), default=0.0)
    own = {word for alias in aliases(actor) for word in names(alias, language)} | names(words, language)
    if closest > nearest_other or (closest and closest == nearest_other and said <= own):
        return True
    about_others = {word for other in others for alias in aliases(other) for word in names(alias, language)}
    return bool(said) and said <= names(words, language) - about_others


def _actor(statement: GoldStatement, gold: Gold) -> GoldActor | None:
    """Return the actor who speaks: by id, else by name."""
    by_id = next((actor for actor in gold.actors if actor.id == statement.ref), None)
    return by_id or next((actor for actor in gold.actors if statement.speaker in aliases(actor)), None)


def _closeness(said: set[str], actor: GoldActor, language: Language) -> float:
    """Return how much of a name stands in the words, as F1 over its forms."""
    forms = [names(alias, language) for alias in aliases(actor)]
    return max((2 * len(said & form) / (len(said) + len(form)) for form in forms if form), default=0.0) if said else 0.0


def _wrong_speaker(item: int, given: Statement, statement: GoldStatement) -> Remark:
    reason = f"{short(statement.words)!r} is said by {statement.speaker or 'nobody named'}, given as {given.speaker or 'nobody'}"
    return Remark(_SECTION, "wrong", "speaker", reason, statement.id, item)


def _wrong_form(item: int, given: Statement, statement: GoldStatement) -> Remark:
    return Remark(
        _SECTION, "wrong", "form", f"{short(statement.words)!r} is {statement.type}, given as {given.form}", statement.id, item
    )


def _spurious(item: int, gold: Gold, briefing: Briefing, closeness: Mapping[tuple[int, int], float]) -> Remark:
    words = repr(short(briefing.statements[item].content))
    close, number = max(((close, -number) for (other, number), close in closeness.items() if other == item), default=(0.0, 0))
    if close >= SMALLEST_F1:
        twin = gold.statements[-number].id
        return Remark(_SECTION, "spurious", "duplicate", f"{words} stands for {twin} a second time", twin, item)
    if close > 0.2:
        near = gold.statements[-number]
        reason = f"{words} shares too little with {near.id} {short(near.words)!r} (token F1 {close:.2f})"
        return Remark(_SECTION, "spurious", "content", reason, near.id, item)
    return Remark(_SECTION, "spurious", "not_in_gold", f"{words} is no statement of the gold", None, item)


def _missed(number: int, gold: Gold, briefing: Briefing, closeness: Mapping[tuple[int, int], float]) -> Remark:
    statement = gold.statements[number]
    words = repr(short(statement.words))
    close, item = max(((close, -item) for (item, other), close in closeness.items() if other == number), default=(0.0, 0))
    if close >= SMALLEST_F1:
        return Remark(_SECTION, "missed", "taken", f"{words}: the item that fits stands for another statement", statement.id)
    for entry in briefing.rejected:
        if (
            entry.section == _SECTION
            and token_f1(str(entry.item.get("content", "")), statement.words, gold.article.language) >= SMALLEST_F1
        ):
            return Remark(_SECTION, "missed", "rejected", f"{words} was given and rejected: {entry.reason}", statement.id)
    if close > 0.2:
        reason = f"{words}: nearest is {short(briefing.statements[-item].content)!r} (token F1 {close:.2f})"
        return Remark(_SECTION, "missed", "content", reason, statement.id, -item)
    return Remark(_SECTION, "missed", "absent", words, statement.id)
