"""Verifying: a draft, a briefing or a page, whoever wrote or edited it, against its articles. No model, no network, no IO."""

from collections.abc import Iterable

from summarizer.schemas import Article, Briefing, BriefingDraft, DailyBriefing, Verification, Verified
from summarizer.verifying.briefings import verify_briefing, verify_draft
from summarizer.verifying.daily import verify_daily
from summarizer.verifying.documents import Briefings, Document, Page, read_document
from summarizer.verifying.pages import verify_page
from summarizer.verifying.shelf import Shelf

__all__ = ["Briefings", "Document", "Page", "Shelf", "read_document", "verify_document"]


def verify_document(document: Document | Briefing, against: Iterable[Article]) -> Verification:
    """Return every claim of a document with its verdict; raises InputError where an article is missing or it is no page."""
    items = _claims(document, Shelf(against))
    rejected = sum(item.verdict is None for item in items)
    return Verification(items=tuple(items), supported=len(items) - rejected, rejected=rejected)


def _claims(document: Document | Briefing, shelf: Shelf) -> list[Verified]:
    """Send a document to the reader of its kind."""
    match document:
        case Page():
            return verify_page(document, shelf)
        case BriefingDraft():
            return verify_draft(document, shelf)
        case Briefing():
            return verify_briefing(document, shelf)
        case Briefings():
            return [one for line, briefing in document.briefings for one in verify_briefing(briefing, shelf, line=line)]
        case DailyBriefing():
            return verify_daily(document, shelf)
