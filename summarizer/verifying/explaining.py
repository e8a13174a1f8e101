"""Why an item stands in a briefing: its sentences with the words it rests on marked, and each check with what it compared."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from summarizer.grounding import Source, name_cast
from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.names import find_name
from summarizer.grounding.source import Citation
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, is_hedge, is_negation, tokens
from summarizer.schemas import (
    Actor,
    Amount,
    Article,
    Briefing,
    Event,
    Evidence,
    Figure,
    Item,
    Language,
    Line,
    Section,
    Sentence,
    Statement,
    article_id,
)
from summarizer.verifying.items import check_item, draft_of, ground_draft
from summarizer.verifying.reasons import Finding

_NAMES: Final[dict[Language, dict[str, str]]] = {
    "de": {
        "sentence": "Sätze",
        "number": "Zahl",
        "bound": "Grenze",
        "unit": "Einheit",
        "counted": "Gezählt",
        "claimant": "Laut",
        "name": "Name",
        "role": "Rolle",
        "mentions": "Erwähnungen",
        "words": "Wörter",
        "form": "Form",
        "speaker": "Sprecher",
        "cue": "Redewort",
        "negation": "Verneinung",
        "hedge": "Vorbehalt",
        "status": "Stand",
        "date": "Zeit",
        "place": "Ort",
    },
    "en": {
        "sentence": "Sentences",
        "number": "Number",
        "bound": "Bound",
        "unit": "Unit",
        "counted": "Counted",
        "claimant": "According to",
        "name": "Name",
        "role": "Role",
        "mentions": "Mentions",
        "words": "Words",
        "form": "Form",
        "speaker": "Speaker",
        "cue": "Cue",
        "negation": "Negation",
        "hedge": "Hedge",
        "status": "Status",
        "date": "Time",
        "place": "Place",
    },
}
_CHECK_OF_CODE: Final = {
    "no_such_sentence": "sentence",
    "cites_nothing": "sentence",
    "addresses_the_model": "sentence",
    "quote": "words",
    "not_found": "words",
    "not_direct": "form",
}
"""Where the code of a rejection is not the name of the check that made it."""


class Check(NamedTuple):
    """One check: what the item says, the article's words for it; `holds` is None for those that a failed one left open."""

    name: str
    claimed: str
    found: str
    holds: bool | None


class Explanation(NamedTuple):
    """An item's sentences with the spans that it copies, its checks, and the outcome of all of them."""

    evidence: tuple[tuple[Evidence, tuple[tuple[int, int], ...]], ...]
    checks: tuple[Check, ...]
    outcome: Item | Finding


def explain_item(briefing: Briefing, section: Section, item: Item, source: Source | None) -> Explanation:
    """Return why an item of a briefing stands; without its article it is checked against the sentences that the briefing quotes."""
    cast = name_cast(draft_of(other) for _, other in briefing.items())
    if source:
        outcome = check_item(section, item, source, cast)
    else:
        source = _quoted_source(briefing)
        outcome = ground_draft(section, draft_of(item), source, cast)
    try:
        citation = source.cite([proof.sentence for proof in item.evidence])
    except Unsupported:
        citation = Citation(source, ())
    spans = sorted(_copied(item, citation))
    evidence = tuple(
        (
            proof,
            tuple((start - proof.start, end - proof.start) for start, end in spans if proof.start <= start and end <= proof.end),
        )
        for proof in item.evidence
    )
    return Explanation(evidence, tuple(_checks(item, citation, outcome)), outcome)


def _checks(item: Item, citation: Citation, outcome: Item | Finding) -> Iterator[Check]:
    """Yield the checks of an item's kind; where one failed, the others are left open."""
    names = _NAMES[citation.language]
    failed = _CHECK_OF_CODE.get(outcome.code, outcome.code) if isinstance(outcome, Finding) else None
    pairs = {name: (claimed, found) for name, claimed, found in _compared(item, citation) if claimed or found or name == failed}
    for name, (claimed, found) in (pairs | ({failed: ("", "")} if failed and failed not in pairs else {})).items():
        yield Check(names[name], claimed, found, True if failed is None else False if name == failed else None)


def _compared(item: Item, citation: Citation) -> Iterator[tuple[str, str, str]]:
    """Yield what is compared: the check, the item's words, the article's."""

    def standing(name: str, words: str | None) -> tuple[str, str, str]:
        return name, words or "", _standing(words or "", citation)

    yield "sentence", ", ".join(str(proof.sentence) for proof in item.evidence), ""
    match item:
        case Figure():
            yield from _amounts(item.amount, citation)
            yield from (standing("counted", item.counts), standing("claimant", item.claimant))
            yield from (standing("date", item.when), standing("place", item.where))
        case Statement():
            yield from (standing("words", item.content), ("form", item.form, ""))
            yield from (standing("speaker", item.speaker), standing("cue", item.cue))
            yield from _markers(f"{item.cue or ''} {item.content}", citation)
        case Actor():
            yield from (standing("name", item.name), standing("role", item.role), ("mentions", str(len(item.mentions)), ""))
        case Event():
            yield from _text(item.title, citation)
            yield "status", item.status, ""
            yield from (standing("date", item.when.text if item.when else None), standing("place", item.where))
        case Line():
            yield from _text(item.text, citation)


def _text(text: str, citation: Citation) -> Iterator[tuple[str, str, str]]:
    """Yield what is compared of free text."""
    language = citation.language
    yield "words", text, _standing(text, citation)
    numbers = [[amount.text for amount in amounts_in(words, language)] for words in (text, *_sentences(citation))]
    if numbers[0]:
        yield "number", ", ".join(numbers[0]), ", ".join(number for found in numbers[1:] for number in found)
    yield from _markers(text, citation)


def _markers(text: str, citation: Citation) -> Iterator[tuple[str, str, str]]:
    """Yield the words that deny or hedge, in an item and in its sentences."""
    own, language = tokens(text, citation.language), citation.language

    def those(belongs: Callable[[Token, Language], bool], words: Iterable[Token]) -> str:
        return _joined(word.text for word in words if belongs(word, language))

    yield "negation", those(is_negation, own), those(is_negation, citation.tokens)
    yield "hedge", those(is_hedge, own), those(is_hedge, citation.tokens)


def _amounts(amount: Amount, citation: Citation) -> Iterator[tuple[str, str, str]]:
    """Yield value, bound and unit of a figure beside those of the nearest figure in its sentences."""
    known = [found for words in _sentences(citation) for found in amounts_in(words, citation.language)]
    here = [found for found in known if found.text in amount.text or amount.text in found.text]
    same = next(iter(here), None)
    yield (
        "number",
        f"{amount.text} {_interval(amount.low, amount.high)}",
        f"{same.text} {_interval(same.low, same.high)}" if same else "",
    )
    yield "bound", amount.bound, same.bound if same else ""
    yield "unit", amount.unit or "", (same.unit or "") if same else ""


def _interval(low: object, high: object) -> str:
    """Return the ends of an amount."""
    return f"[{low if low is not None else '–∞'}; {high if high is not None else '∞'}]"


def _sentences(citation: Citation) -> list[str]:
    return [sentence.text for sentence in citation.sentences]


def _joined(words: Iterable[str]) -> str:
    """Return words once each, in their order."""
    return ", ".join(dict.fromkeys(words))


def _standing(words: str, citation: Citation) -> str:
    """Return the cited sentences' own words for `words`: the run where there is one, else those of the same stems."""
    found = citation.find(words) if words else None
    if found:
        return citation.source.text[found.start : found.end]
    stems = {token.stem for token in tokens(words, citation.language)}
    return _joined(token.text for token in citation.tokens if token.stem in stems)


def _copied(item: Item, citation: Citation) -> Iterator[tuple[int, int]]:
    """Yield the spans of the article that an item copies."""
    copied: list[str | None] = []
    match item:
        case Figure():
            copied = [item.amount.text]
        case Statement():
            copied = [*item.content.split(" … ")]
        case Event():
            copied = [item.when.text if item.when else None, item.where]
        case Actor():
            yield from find_name(tokens(item.name, citation.language), citation.tokens, citation.source.text)
    for words in copied:
        found = citation.find(words) if words else None
        if found:
            yield found.start, found.end


def _quoted_source(briefing: Briefing) -> Source:
    """Return an article of the sentences that a briefing quotes, at their places; line ends stand for the others."""
    known = {proof.sentence: proof for _, item in briefing.items() for proof in item.evidence}
    text = ""
    sentences: list[Sentence] = []
    for number in range(1, max(known, default=0) + 1):
        proof = known.get(number)
        text = text.ljust(proof.start) if proof else text
        words = proof.text if proof else "\n"
        sentences.append(Sentence(number=number, start=len(text), end=len(text) + len(words), text=words))
        text += words
    info = briefing.article
    article = Article(text=text, id=article_id(text), language=info.language, published=info.published, title=info.title)
    return Source(article, tuple(sentences))
