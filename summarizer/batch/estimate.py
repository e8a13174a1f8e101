"""What a batch would send, without sending it: requests, tokens, cost, all from above where they can't be known."""

import dataclasses
import json
from collections.abc import Callable, Iterable
from decimal import Decimal

from summarizer.batch.journal import Journal
from summarizer.batch.limits import Price
from summarizer.batch.running import Loaded
from summarizer.errors import InputError, OwnOutput
from summarizer.prompting import Prompts
from summarizer.schemas import Article, BriefingDraft
from summarizer.sentences import CHARACTERS_PER_TOKEN, split_passages, split_sentences

_REPLY_SHARE = 3.6
"""Characters of a reply per character of its passage: 3.6 in the hand-written replies for the two sample articles."""


@dataclasses.dataclass
class Estimate:
    """What would be done; `own` are pages of ours; `requests` leaves out the repair calls (at most as many again)."""

    articles: int = 0
    done_before: int = 0
    stored: int = 0
    unreadable: int = 0
    own: int = 0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def cost(self, price: Price) -> Decimal:
        """Return the cost of the tokens."""
        return price.cost(self.input_tokens, self.output_tokens)


def estimate(
    paths: Iterable[str],
    *,
    load: Callable[[str], Loaded],
    journal: Journal | None,
    is_stored: Callable[[Article], bool],
    prompts: Prompts | None,
    passage_tokens: int,
) -> Estimate:
    """Look at every article; without `prompts` the engine sends nothing, and only articles are counted."""
    found = Estimate()
    schema_tokens = len(json.dumps(BriefingDraft.model_json_schema())) // CHARACTERS_PER_TOKEN
    for path in paths:
        try:
            loaded = load(path)
            if journal and journal.has(path, loaded.article.id):
                found.done_before += 1
                continue
            article = loaded.finish()
        except InputError as error:
            found.own += isinstance(error, OwnOutput)
            found.unreadable += not isinstance(error, OwnOutput)
            continue
        if is_stored(article):
            found.stored += 1
            continue
        found.articles += 1
        if prompts is None:
            continue
        for passage in split_passages(split_sentences(article.text, article.language), passage_tokens):
            characters = sum(len(message["content"]) for message in prompts.brief(article, passage))
            found.requests += 1
            found.input_tokens += characters // CHARACTERS_PER_TOKEN + schema_tokens
            told = sum(len(sentence.text) for sentence in passage.sentences) // CHARACTERS_PER_TOKEN
            found.output_tokens += int(told * _REPLY_SHARE)
    return found
