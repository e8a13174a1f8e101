"""One claim against its article: grounded anew from its own fields, then compared with what grounding makes of it."""

from collections.abc import Iterator

from summarizer.grounding import DraftItem, Source, ground_item
from summarizer.grounding.cast import Others
from summarizer.grounding.folding import fold
from summarizer.grounding.verdicts import weakest
from summarizer.schemas import (
    Actor,
    Amount,
    Code,
    DraftActor,
    DraftEvent,
    DraftFigure,
    DraftLine,
    DraftStatement,
    Event,
    Evidence,
    Figure,
    Item,
    Line,
    Section,
    Statement,
    Verdict,
    Verified,
    VerifiedSection,
)
from summarizer.verifying.reasons import Finding, find_fault


def draft_of(item: Item) -> DraftItem:
    """Return the draft item that would have become `item`."""
    sentences = tuple(evidence.sentence for evidence in item.evidence)
    match item:
        case Line():
            return DraftLine(text=item.text, sentences=sentences)
        case Event():
            when = item.when.text if item.when else None
            return DraftEvent(title=item.title, status=item.status, when=when, where=item.where, sentences=sentences)
        case Figure():
            return DraftFigure(amount=item.amount.text, counts=item.counts, claimant=item.claimant, sentences=sentences)
        case Actor():
            return DraftActor(name=item.name, kind=item.kind, role=item.role, sentences=sentences)
        case Statement():
            return DraftStatement(speaker=item.speaker, cue=item.cue, content=item.content, form=item.form, sentences=sentences)
    raise TypeError(f"no item of a briefing: {type(item).__name__}")


def words_of(draft: DraftItem) -> str:
    """Return the words that a reader knows a claim by."""
    match draft:
        case DraftLine():
            return draft.text
        case DraftEvent():
            return draft.title
        case DraftFigure():
            return f"{draft.amount} · {draft.counts}"
        case DraftActor():
            return f"{draft.name}, {draft.role}" if draft.role else draft.name
        case DraftStatement():
            return f"{draft.speaker or '–'}: {draft.content}"


def verified(
    section: VerifiedSection,
    index: int,
    found: Item | Verdict | Finding,
    *,
    article: str | None = None,
    line: int | None = None,
    text: str = "",
) -> Verified:
    """Return what became of one claim."""
    rejected = found if isinstance(found, Finding) else None
    verdict = found.verdict if isinstance(found, Item) else found
    return Verified(
        section=section,
        index=index,
        verdict=None if isinstance(verdict, Finding) else verdict,
        code=rejected and rejected.code,
        reason=rejected and rejected.reason,
        article=article,
        line=line,
        text=" ".join(text.split()),
    )


def ground_draft(section: Section, draft: DraftItem, source: Source, cast: Others) -> Item | Finding:
    """Return the checked item of a draft item, or why its sentences do not bear it out."""
    outcome = ground_item(section, draft, source, by="model", cast=cast)
    if outcome.rejected:
        return Finding(outcome.rejected.code, outcome.rejected.reason)
    assert outcome.item
    return outcome.item


def check_item(section: Section, item: Item, source: Source, cast: Others) -> Item | Finding:
    """Return an item of a briefing as checked anew, or the first thing in it that does not hold: evidence, claim, details."""
    wrong = next(_evidence_faults(item.evidence, source), None)
    if wrong:
        return wrong
    draft = draft_of(item)
    checked = ground_draft(section, draft, source, cast)
    if isinstance(checked, Finding):
        return checked
    return next(_differences(item, checked, source), None) or _check_verdict(section, item, checked, source, cast) or checked


def _evidence_faults(evidence: tuple[Evidence, ...], source: Source) -> Iterator[Finding]:
    """Yield what is not the article's sentence, letter for letter and at its place; a number out of range is for grounding."""
    for proof in evidence:
        if proof.sentence <= len(source.sentences):
            sentence = source.sentences[proof.sentence - 1]
            if (proof.start, proof.end, proof.text) != (sentence.start, sentence.end, sentence.text):
                claimed = proof.text if proof.text != sentence.text else f"{proof.start}–{proof.end}"
                text = sentence.text if proof.text != sentence.text else f"{sentence.start}–{sentence.end}"
                yield find_fault("other_evidence", source.language, number=proof.sentence, claimed=claimed, text=text)


def _differences(item: Item, checked: Item, source: Source) -> Iterator[Finding]:
    """Yield what an item says otherwise than grounding its own words gives."""
    language = source.language
    if isinstance(item, Event) and isinstance(checked, Event):
        if item.title != checked.title:
            yield find_fault("other_words", language, claimed=item.title, text=checked.title)
        given, day = (event.when.date if event.when else None for event in (item, checked))
        if given != day:
            yield find_fault("other_date", language, claimed=given, text=day)
    elif isinstance(item, Figure) and isinstance(checked, Figure):
        yield from _amount_faults(item.amount, checked, source)
        yield from scope_faults({"when": item.when, "where": item.where, "series": item.series}, checked, source)
    elif isinstance(item, Actor) and isinstance(checked, Actor):
        if item.mentions != checked.mentions:
            yield find_fault("other_mentions", language, claimed=item.name)
    elif isinstance(item, Statement) and isinstance(checked, Statement):
        if item.content != checked.content:
            yield find_fault("other_words", language, claimed=item.content, text=checked.content)
    elif isinstance(item, Line) and isinstance(checked, Line) and item.text != checked.text:
        yield find_fault("other_words", language, claimed=item.text, text=checked.text)


def _amount_faults(given: Amount, checked: Figure, source: Source) -> Iterator[Finding]:
    """Yield where an amount is another than the article's; of an ambiguous bound both readings hold."""
    amount = checked.amount
    if given.text != amount.text:
        yield find_fault("other_amount", source.language, claimed=given.text, text=amount.text)
    if given.unit != amount.unit:
        yield find_fault("other_amount", source.language, code="unit", claimed=given.unit, text=amount.unit)
    value = amount.low if amount.low is not None else amount.high
    readings = [(amount.low, amount.high, amount.bound)]
    if "ambiguous_bound" in checked.flags:
        readings.append((value, value, "exact"))
    if (given.low, given.high, given.bound) not in readings:
        same = (given.low, given.high) == (amount.low, amount.high)
        code: Code = "bound" if same else "number"
        yield find_fault("other_amount", source.language, code=code, claimed=_interval(given), text=_interval(amount))


def _interval(amount: Amount) -> str:
    """Return an amount's ends and bound as a reason names them, however large its exponent."""
    return f"{amount.low}–{amount.high} ({amount.bound})"


def scope_faults(given: dict[str, str | None], checked: Figure, source: Source) -> Iterator[Finding]:
    """Yield where time, place or series of a figure is given and is not what its sentence says; none given claims nothing."""
    if given.get("when") and not _same(given["when"], checked.when):
        yield find_fault("other_words", source.language, code="date", claimed=given["when"], text=checked.when)
    if given.get("where") and not _same(given["where"], checked.where):
        yield find_fault("other_place", source.language, claimed=given["where"], text=checked.where)
    if given.get("series") and given["series"] != checked.series:
        yield find_fault("other_series", source.language, claimed=given["series"], text=checked.series)


def _same(one: str | None, other: str | None) -> bool:
    """Say whether two texts are equal after folding."""
    return fold(one or "").text == fold(other or "").text


def _check_verdict(section: Section, item: Item, checked: Item, source: Source, cast: Others) -> Finding | None:
    """Return a finding where an item claims a stronger verdict than its evidence gives, all of it or one sentence alone."""
    if weakest([item.verdict, checked.verdict]) == item.verdict:
        return None
    draft = draft_of(item)
    for number in draft.sentences:
        alone = ground_draft(section, draft.model_copy(update={"sentences": (number,)}), source, cast)
        if isinstance(alone, Item) and weakest([item.verdict, alone.verdict]) == item.verdict:
            return None
    return find_fault("other_verdict", source.language, claimed=item.verdict, text=checked.verdict)
