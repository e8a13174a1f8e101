"""Actors: the name in the cited sentences, the role in the article's words, every mention."""

from summarizer.grounding.names import exact_or_checked, find_name
from summarizer.grounding.reasons import Reason
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.verdicts import By, Unsupported
from summarizer.grounding.words import Token, content_words, tokens
from summarizer.schemas import Actor, DraftActor, Kind, Span


def check_actor(draft: DraftActor, citation: Citation, by: By) -> Actor:
    """Return the checked actor with every mention in the article; raises Unsupported."""
    source = citation.source
    name = tokens(draft.name, citation.language)
    span = next(find_name(name, citation.tokens, source.text), None)
    if span is None:
        raise Unsupported("name", _missing(name, source), at=citation.sentences, claimed=draft.name)
    _check_role(draft.role, citation)
    return Actor(
        name=draft.name,
        kind=draft.kind,
        role=draft.role,
        mentions=mentions(name, draft.kind, source),
        evidence=citation.evidence(),
        verdict=exact_or_checked(source.text, span, draft.name).verdict,
        by=by,
    )


def mentions(name: list[Token], kind: Kind, source: Source) -> tuple[Span, ...]:
    """Return every mention of the name in the article; of a person also by the last name alone."""
    spans = set()
    for words in source.tokens:
        spans |= set(find_name(name, words, source.text))
    if kind == "person" and len(name) > 1:
        alone = [span for words in source.tokens for span in find_name(name[-1:], words, source.text)]
        spans |= {(start, end) for start, end in alone if not any(first <= start < last for first, last in spans)}
    return tuple(Span(start=start, end=end, text=source.text[start:end]) for start, end in sorted(spans))


def _check_role(role: str | None, citation: Citation) -> None:
    """The role is copied from the cited sentences, in any inflection."""
    if role is None:
        return
    words = tokens(role, citation.language)
    if not content_words(words, citation.language):
        raise Unsupported("not_found", "names_nobody", claimed=role)
    if not any(True for _ in find_name(words, citation.tokens, citation.source.text)):
        raise Unsupported("not_found", "no_role", at=citation.sentences, claimed=role)


def _missing(name: list[Token], source: Source) -> Reason:
    """Say whether the name stands in another sentence or nowhere."""
    stands = any(True for words in source.tokens for _ in find_name(name, words, source.text))
    return "name_elsewhere" if stands else "no_name"
