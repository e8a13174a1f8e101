"""Whether a line tells as past what its sentences tell in the present of a day to come."""

from collections.abc import Sequence

from summarizer.grounding.modality import clauses
from summarizer.grounding.occasions import is_past, lies_ahead
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word, is_light
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token


def check_past(words: Sequence[Word], support: Support, citation: Citation) -> None:
    """Check that no verb in the past stands for the present of a day to come, "treffen sich am 2. April"; raises Unsupported."""
    language = citation.language
    for word in words:
        places = support.of(word)
        if is_light(word, language) or not is_past(word.token, language) or not places:
            continue
        found = [_ahead_at(place, citation) for place in places]
        if found[0] and all(found):
            claimed = " ".join(one.token.text for one in words)
            raise Unsupported("status", "not_fact", at=citation.sentences, claimed=claimed, word=found[0])


def _ahead_at(place: Token, citation: Citation) -> str | None:
    """Return the words by which the clause of a verb of the text speaks of what is to come."""
    sentence = citation.sentence_at(place.start)
    span = next(span for span in clauses(citation.source.text, sentence) if span[0] <= place.start < span[1])
    return lies_ahead(span, citation.source.tokens[sentence.number - 1], citation.source.text, citation.language)
