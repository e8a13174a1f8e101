"""Key events: the title passes the gate, time and place stand in the cited sentences."""

from summarizer.grounding.cast import Others
from summarizer.grounding.dates import resolve_date
from summarizer.grounding.denials import check_denied
from summarizer.grounding.gate import check_text
from summarizer.grounding.names import find_name
from summarizer.grounding.occasions import check_occasion
from summarizer.grounding.reasons import Reason
from summarizer.grounding.source import Citation
from summarizer.grounding.statuses import check_status
from summarizer.grounding.verdicts import By, Unsupported
from summarizer.grounding.words import tokens
from summarizer.schemas import Code, DraftEvent, DraftLine, Event, Line, When


def check_line(draft: DraftLine, citation: Citation, by: By, others: Others) -> Line:
    """Return the checked headline or summary line; raises Unsupported."""
    check_denied(draft.text, citation)
    verdict = check_text(draft.text, citation, others)
    return Line(text=draft.text.strip(), evidence=citation.evidence(), verdict=verdict, by=by)


def check_event(draft: DraftEvent, citation: Citation, by: By, others: Others) -> Event:
    """Return the checked event with its day resolved or left open; raises Unsupported."""
    if draft.status in {"done", "planned", "announced"}:
        check_denied(draft.title, citation)
    verdict = check_text(draft.title, citation, others, as_fact=draft.status == "done")
    check_status(draft, citation)
    _check_words(draft.when, "date", "no_date", citation)
    _check_words(draft.where, "place", "no_place", citation)
    check_occasion(draft.when, draft.title, "date", citation)
    check_occasion(draft.where, draft.title, "place", citation)
    article = citation.source.article
    return Event(
        title=draft.title.strip(),
        status=draft.status,
        when=When(text=draft.when, date=resolve_date(draft.when, article.language, article.published)) if draft.when else None,
        where=draft.where,
        evidence=citation.evidence(),
        verdict=verdict,
        by=by,
    )


def _check_words(words: str | None, code: Code, reason: Reason, citation: Citation) -> None:
    """Check that copied words stand in the cited sentences, in any inflection."""
    if not words:
        return
    wanted = tokens(words, citation.language)
    if citation.find(words) is None and not any(True for _ in find_name(wanted, citation.tokens, citation.source.text)):
        raise Unsupported(code, reason, at=citation.sentences, claimed=words)
