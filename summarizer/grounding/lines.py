"""A line against what it cites: its words, who did what to whom, what numbers count, what is only planned."""

from collections.abc import Sequence

from summarizer.grounding.agents import check_agents
from summarizer.grounding.amounts import amounts_in, numbers_in
from summarizer.grounding.bindings import check_numbers, claims_of
from summarizer.grounding.capitals import governs
from summarizer.grounding.copies import check_copy, find_copy
from summarizer.grounding.modality import check_fact, check_negated
from summarizer.grounding.names import derived, is_name, same_word
from summarizer.grounding.roles import check_roles
from summarizer.grounding.shares import check_shares
from summarizer.grounding.source import Citation
from summarizer.grounding.specifics import check_specifics
from summarizer.grounding.support import line_words, support_of
from summarizer.grounding.tenses import check_past
from summarizer.grounding.titles import check_titles
from summarizer.grounding.winners import check_winner
from summarizer.grounding.wording import check_wording
from summarizer.grounding.words import Token


def check_claims(text: str, tokens: Sequence[Token], citation: Citation, *, as_fact: bool) -> None:
    """Check what a line claims beyond its numbers and names, `as_fact` where it has no status of its own; raises Unsupported."""
    language = citation.language
    words = line_words(text, language)
    numbers = [(number.start, number.end) for number in numbers_in(text, language)]
    amounts = [(amount.number_start, amount.number_end) for amount in amounts_in(text, language)]
    names = [(token.start, token.end) for token in tokens if _is_found_name(token, citation, first=token is tokens[0])]
    support = support_of(citation, citation.sentences)
    check_titles(words, text, citation)
    check_specifics(text, citation)
    copy = find_copy(words, citation)
    check_shares(claims_of(words, text, citation), text, support, citation)
    check_winner(words, text, support, citation)
    check_agents(words, text, support, citation)
    if copy is None or not check_copy(copy, text, citation):
        check_numbers(words, text, support, citation)
        check_wording(words, text, support, citation, names=names, numbers=[*numbers, *amounts])
        check_roles(words, text, support, citation, [*numbers, *amounts])
    check_negated(words, support, citation)
    if as_fact:
        check_past(words, support, citation)
        check_fact(words, text, support, citation)


def _is_found_name(token: Token, citation: Citation, *, first: bool) -> bool:
    """Say whether a word is a name, in what is cited as it is here, or in capitals short for one: the gate has checked names."""
    return (
        (token.text.isupper() and len(token.text) > 1)
        or (
            is_name(token, citation.language, first=first)
            and any(same_word(token.text, other.text) or derived(token.text, other.text) for other in citation.words)
        )
        or any(governs(token.text, other.text) for other in citation.words)
    )
