"""The gate for free text: every number, bound, name, negation and hedge in it must be in what it cites."""

from summarizer.grounding.amounts import amounts_in, numbers_in, same_bound, same_number
from summarizer.grounding.names import derived, find_name, is_name
from summarizer.grounding.reasons import Reason
from summarizer.grounding.source import Citation
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import NEGATIONS, Token, is_hedge, is_negation, scoped, stem, tokens
from summarizer.numerals import Amount, find_amounts, find_numbers, same_value
from summarizer.schemas import Verdict


def check_text(text: str, citation: Citation) -> Verdict:
    """Return "exact" where `text` stands in the cited sentences, "normalised" or "checked"; raises Unsupported."""
    found = citation.find(text)
    words = tokens(text, citation.language)
    if not words:
        raise Unsupported("not_found", "no_words")
    _check_numbers(text, citation)
    if found:
        return found.verdict
    _check_names(text, words, citation)
    _check_markers(words, citation)
    return "checked"


def _check_numbers(text: str, citation: Citation) -> None:
    """Every number stands in the cited sentences, with its bound and its unit."""
    language = citation.language
    cited_numbers = [number for sentence in citation.sentences for number in numbers_in(sentence.text, language)]
    cited_amounts = [amount for sentence in citation.sentences for amount in amounts_in(sentence.text, language)]
    for number in find_numbers(text, language):
        if not any(same_number(number, other) for other in (*cited_numbers, *cited_amounts)):
            raise Unsupported("number", "other_number", at=citation.sentences, claimed=number.text, text=_numbers_of(cited_numbers))
    for amount in find_amounts(text, language):
        same = [other for other in cited_amounts if same_number(amount, other)]
        if same and not any(same_bound(amount, other) for other in same):
            raise Unsupported("bound", "other_bound", at=citation.sentences, claimed=amount.text, text=same[0].text)
        if same and not any(amount.unit is None or amount.unit == other.unit or same_value(amount, other) for other in same):
            raise Unsupported("unit", "other_unit", at=citation.sentences, claimed=amount.text, text=same[0].text)


def _numbers_of(numbers: list[Amount]) -> str:
    """Return the numbers of the cited sentences for a reason."""
    return ", ".join(number.text for number in numbers[:6]) or "–"


def _check_names(text: str, words: list[Token], citation: Citation) -> None:
    """Every name stands in the cited sentences, in any inflection."""
    cited = citation.tokens
    first = True
    for token in words:
        starts, first = first, _ends_sentence(text, token)
        if token.text.isdigit() or token.stem in citation.stems or (len(token.text) == 1 and not token.text.isupper()):
            continue
        if not is_name(token, citation.language, first=starts):
            continue
        if any(True for _ in find_name([token], cited, citation.source.text)) or any(derived(token.text, other.text) for other in cited):
            continue
        reason: Reason = "name_elsewhere" if token.stem in citation.source.stems else "no_name"
        raise Unsupported("name", reason, at=citation.sentences, claimed=token.text)


def _ends_sentence(text: str, token: Token) -> bool:
    """Say whether the next word begins a sentence or a quotation."""
    after = text[token.end : token.end + 3].strip()
    return after[:1] in {".", "!", "?", ":", "„", "“", '"', "»", "–"}


def _check_markers(words: list[Token], citation: Citation) -> None:
    """No negation or hedge is dropped from a word that the text uses, and no negation is added."""
    language = citation.language
    negated = any(is_negation(token, language) for token in words)
    hedged = any(is_hedge(token, language) for token in words)
    used = {token.stem for token in words}
    opposite = {token.text.lower() for token in words}
    for marker, word, kind in scoped(citation.tokens, language):
        if word.stem not in used or f"un{word.text.lower()}" in opposite:
            continue
        if not (negated if kind == "negation" else hedged):
            said = citation.source.text[min(marker.start, word.start) : max(marker.end, word.end)]
            raise Unsupported(kind, "dropped", at=citation.sentences, text=said, word=marker.text)
    if negated and not _denies(citation):
        marker = next(token for token in words if is_negation(token, language))
        raise Unsupported("negation", "added_negation", at=citation.sentences, word=marker.text)


def _denies(citation: Citation) -> bool:
    """Say whether the cited sentences negate anything, by a word of its own or by un-, -los, zurück, lehnen ab, deny."""
    language = citation.language
    affixed = {"de": (("un",), ("los", "frei")), "en": (("un", "in", "im", "non"), ("less",))}[language]
    verbs = {stem(word, language) for word in _DENIALS[language]}
    return any(
        token.text.lower() in NEGATIONS[language]
        or token.text.lower().startswith(affixed[0])
        or token.text.lower().rstrip("enrms").endswith(affixed[1])
        or token.stem in verbs
        for token in citation.tokens
    )


_DENIALS = {
    "de": "zurück ab lehnte ablehnen abgelehnt verneinte dementierte bestritt bestreitet verweigerte scheiterte fehlt fehlen fehlte gegen".split(),
    "en": "deny denied denies reject rejected refuse refused fail failed lack lacks lacked ruled against".split(),
}
