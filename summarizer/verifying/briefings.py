"""Drafts and briefings against their articles: every item, and what a briefing says of the article itself."""

from collections.abc import Iterator

from summarizer.errors import InputError
from summarizer.grounding import Source, name_cast, split_draft
from summarizer.schemas import ArticleInfo, Briefing, BriefingDraft, Coverage, Verified
from summarizer.verifying.items import check_item, draft_of, ground_draft, verified, words_of
from summarizer.verifying.reasons import Finding, find_fault
from summarizer.verifying.shelf import Shelf


def verify_draft(draft: BriefingDraft, shelf: Shelf) -> list[Verified]:
    """Return what became of every item of a draft; raises InputError where it is open which article it is of."""
    if len(shelf.articles) != 1:
        raise InputError("a draft does not name its article, and several were given", hint="give just the one that it is of")
    source = shelf.source(next(iter(shelf.articles)))
    items = [(section, item) for section, item in split_draft(draft) if item]
    cast = name_cast(item for _, item in items)
    counts: dict[str, int] = {}
    found = []
    for section, item in items:
        index = counts[section] = counts.get(section, -1) + 1
        checked = ground_draft(section, item, source, cast)
        found.append(verified(section, index, checked, article=source.article.id, text=words_of(item)))
    return found


def verify_briefing(briefing: Briefing, shelf: Shelf, *, line: int | None = None) -> list[Verified]:
    """Return what became of every item of a briefing, and of what it says of its article where that is wrong.

    Raises InputError where its article is not among those given.
    """
    source = source_of(briefing.article, shelf)
    drafts = [(section, item, draft_of(item)) for section, item in briefing.items()]
    cast = name_cast(draft for _, _, draft in drafts)
    identity = source.article.id
    found = [
        verified("article", index, fault, article=identity, line=line, text=fault.reason)
        for index, fault in enumerate((*article_faults(briefing.article, source), *_coverage_faults(briefing.coverage, source)))
    ]
    counts: dict[str, int] = {}
    for section, item, draft in drafts:
        index = counts[section] = counts.get(section, -1) + 1
        checked = check_item(section, item, source, cast)
        found.append(verified(section, index, checked, article=identity, line=line, text=words_of(draft)))
    return found


def source_of(info: ArticleInfo, shelf: Shelf) -> Source:
    """Return a briefing's article; raises InputError where it was not given, or is read in another language."""
    if info.id not in shelf.articles:
        named = info.title or info.path or info.id
        raise InputError(f"its article is not among those given: {named[:80]} ({info.id})", hint="name it behind --against")
    source = shelf.source(info.id, info.published)
    if source.language != info.language:
        message = f"briefed as language {info.language}, but its article was read as {source.language}"
        raise InputError(message, hint=f"give --language {info.language}")
    return source


def article_faults(info: ArticleInfo, source: Source) -> Iterator[Finding]:
    """Yield what is said of an article that the article does not have."""
    article = source.article
    facts = [
        (info.title, article.title),
        (info.publisher, article.publisher),
        (info.published, article.published),
        (info.url, article.url),
        (info.characters, len(article.text)),
        (info.sentences, len(source.sentences)),
    ]
    yield from (find_fault("other_fact", source.language, claimed=given, text=fact) for given, fact in facts if given != fact)


def _coverage_faults(coverage: Coverage, source: Source) -> Iterator[Finding]:
    """Yield what a briefing lists as not covered and is not the article's."""
    if coverage.sentences_total != len(source.sentences):
        yield find_fault("other_fact", source.language, claimed=coverage.sentences_total, text=len(source.sentences))
    kinds = (coverage.numbers_uncovered, coverage.quotes_uncovered, coverage.cues_uncovered, coverage.actors_uncovered)
    for gap in (gap for kind in kinds for gap in kind):
        text = source.text[gap.start : gap.end]
        if gap.text != text:
            yield find_fault("other_words", source.language, claimed=gap.text, text=text)
