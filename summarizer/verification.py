"""`verify` for Python: a file or an object of ours against articles (IO: it reads the file)."""

import os
from collections.abc import Iterable
from typing import TypeAlias

from summarizer.articles import read_bytes
from summarizer.decoding import decode
from summarizer.errors import InputError
from summarizer.schemas import Article, Briefing, BriefingDraft, DailyBriefing, Verification
from summarizer.verifying import Document, read_document, verify_document

MAXIMUM_BYTES = 50_000_000
"""A larger file is no page that anybody reads, and no day's briefings: those of 1,000 articles are 30 MB."""

Subject: TypeAlias = os.PathLike[str] | str | Briefing | BriefingDraft | DailyBriefing


def verify(subject: Subject, against: Article | Iterable[Article]) -> Verification:
    """Check every claim of `subject` against its articles: no model, no network, no item taken on trust.

    `subject` is a file (a `Path`), the text of one, or an object: a draft, a briefing, a daily briefing. Of which kind a file is,
    its content says. Raises InputError where it is none, or where its article is not among `against`.

    >>> from summarizer import read_article
    >>> article = read_article("Sieben Raketen fielen auf Kiew.", language="de")
    >>> draft = '{"actors": [{"name": "Kiew", "kind": "place", "role": null, "sentences": [1]}]}'
    >>> verify(draft, [article]).supported
    1
    """
    articles = [against] if isinstance(against, Article) else list(against)
    if not articles:
        raise InputError("no article was given to verify against")
    if isinstance(subject, str):
        return verify_document(read_document(subject), articles)
    if isinstance(subject, Briefing | BriefingDraft | DailyBriefing):
        return verify_document(subject, articles)
    return verify_document(load_document(subject), articles)


def load_document(path: str | os.PathLike[str]) -> Document:
    """Return what the file `path` holds, or standard input where it is "-"; raises InputError with its name."""
    place = None if os.fspath(path) == "-" else os.fspath(path)
    name = place or "standard input"
    data = read_bytes(place, MAXIMUM_BYTES)
    if len(data) > MAXIMUM_BYTES:
        raise InputError(f"{name}: too large to verify (over {MAXIMUM_BYTES // 1_000_000} MB)")
    try:
        return read_document(decode(data, name).text.replace("\r\n", "\n").replace("\r", "\n"))
    except InputError as error:
        message = str(error)
        raise InputError(message if message.startswith(name) else f"{name}: {message}", hint=error.hint) from None
