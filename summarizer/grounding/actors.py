"""Actors: the name in the cited sentences, the role in the article's words, every mention."""

from collections.abc import Iterator, Sequence

from summarizer.grounding.cast import Others
from summarizer.grounding.names import base_name, derived, find_name, same_word, stands
from summarizer.grounding.reasons import Reason
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.verdicts import By, Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, Token, content_words, tokens
from summarizer.schemas import Actor, DraftActor, Kind, Span

ROLE_REACH = 90
"""Characters between a name and the words of its role."""


def check_actor(draft: DraftActor, citation: Citation, by: By, others: Others) -> Actor:
    """Return the checked actor with every mention in the article; raises Unsupported."""
    source = citation.source
    name = tokens(base_name(draft.name), citation.language)
    span = next(find_name(name, citation.tokens, source.text), None)
    if span is None:
        raise Unsupported("name", _missing(name, source), at=citation.sentences, claimed=draft.name)
    _check_role(draft, name, citation, others.near(source.forms[sentence.number - 1] for sentence in citation.sentences).names)
    return Actor(
        name=draft.name if citation.find(draft.name) else base_name(draft.name),
        kind=draft.kind,
        role=draft.role,
        mentions=mentions(name, draft.kind, source),
        evidence=citation.evidence(),
        verdict="exact" if source.text[span[0] : span[1]] == draft.name else "checked",
        by=by,
    )


def mentions(name: list[Token], kind: Kind, source: Source) -> tuple[Span, ...]:
    """Return every mention of the name in the article; of a person also by the last name alone."""
    return source.recall(("mentions", kind, *(token.text for token in name)), lambda: tuple(_mentions(name, kind, source)))


def _mentions(name: list[Token], kind: Kind, source: Source) -> Iterator[Span]:
    """Yield the mentions, in order."""
    spans = set(source.places_of(name))
    if kind == "person" and len(name) > 1:
        ends = {end for _, end in spans}
        spans |= {span for span in source.places_of(name[-1:]) if span[1] not in ends}
    for start, end in sorted(spans):
        yield Span(start=start, end=end, text=source.text[start:end])


def _check_role(draft: DraftActor, name: Sequence[Token], citation: Citation, names: Sequence[str]) -> None:
    """Check that the words of the role stand beside a mention of the name, nearer to it than to another name."""
    if draft.role is None:
        return
    words = content_words(tokens(draft.role, citation.language), citation.language)
    if not words:
        raise Unsupported("not_found", "names_nobody", claimed=draft.role)
    listed = [tokens(other, citation.language) for other in names]
    # "die Richter" elsewhere are no rival for "Richter Weber".
    others = [other for other in listed if not any(same_word(one.text, two.text) for one in (*name, *words) for two in other)]
    for sentence in citation.sentences:
        around = citation.source.tokens[sentence.number - 1]
        mine = (
            _mentions_in(name, around, citation) if draft.kind == "person" else list(find_name(name, around, citation.source.text))
        )
        theirs = [
            span for other in others for span in _mentions_in(other, around, citation) if not _is_attached(span, around, citation)
        ]
        if any(_has_role(words, span, around, theirs, citation) for span in mine):
            return
    raise Unsupported("not_found", "no_role", at=citation.sentences, claimed=draft.role)


def _is_attached(span: tuple[int, int], words: Sequence[Token], citation: Citation) -> bool:
    """Say whether a name hangs on an article or preposition just before it, and so has no title: "Chef der IG Metall"."""
    before = next((token for token in reversed(words) if token.end <= span[0]), None)
    return before is not None and before.text.lower() in FUNCTION_WORDS[citation.language]


def _mentions_in(name: Sequence[Token], words: Sequence[Token], citation: Citation) -> list[tuple[int, int]]:
    """Return where words name a person, by the last name alone if need be."""
    return list(find_name(name, words, citation.source.text)) or list(find_name(name[-1:], words, citation.source.text))


def _has_role(
    role: Sequence[Token], span: tuple[int, int], words: Sequence[Token], theirs: Sequence[tuple[int, int]], citation: Citation
) -> bool:
    """Say whether all words of a role stand within reach of a name, the head of the role nearer to it than to another."""
    near = [
        token
        for token in words
        if span[0] - ROLE_REACH < token.start < span[1] + ROLE_REACH and not span[0] <= token.start < span[1]
    ]
    if not all(stands(word, near) or any(derived(word.text, token.text) for token in near) for word in role):
        return False
    places = [token for token in near if any(stands(word, [token]) for word in role)]
    return any(
        all(_distance(token, span, citation.source.text) <= _distance(token, other, citation.source.text) for other in theirs)
        for token in places
    )


def _distance(token: Token, span: tuple[int, int], text: str) -> int:
    """Return the characters between a word and a name; a comma behind a word that stands before the name counts as far."""
    if token.end <= span[0]:
        between = text[token.end : span[0]]
        return len(between) + (40 if "," in between else 0)
    return max(0, token.start - span[1])


def _missing(name: list[Token], source: Source) -> Reason:
    """Say whether the name stands in another sentence or nowhere."""
    return "name_elsewhere" if source.places_of(name) else "no_name"
