"""How likely a sentence is one that a summary must rest on: a weighted sum of what can be seen of it.

The weights are fitted on the training articles by `training/events.py` and stand in `salience.json` with how they were made.
"""

import functools
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from summarizer.assembly.statements import Stated
from summarizer.assembly.times import find_time
from summarizer.grounding.addressing import gives_order
from summarizer.local.spans import TaggedSpan
from summarizer.numerals import find_amounts
from summarizer.rules.prose import Prose
from summarizer.rules.wordclasses import word_class
from summarizer.schemas import Language, Sentence

_PLANS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:will|wollen|soll|sollen|plan\w+|geplant|angesetzt|vorgesehen|kündigt\w*|beginnt|beginnen|entscheidet|tritt|"
        r"treten|stimmt|berät)\b"
    ),
    "en": re.compile(r"\b(?:will|plans?|planned|planning|due|expected|scheduled|to be|begins?|intends?|is to|are to|vote)\b"),
}
_FUTURE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:wird|werden)\b(?!.*\b(?:ge\w+|\w+iert|worden)\b)"),
    "en": re.compile(r"\b(?:will|shall)\b"),
}
_OUTLOOK: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:abzuwarten|insgesamt|zusammenfassend|abschließend|fest steht|bleibt)\b", re.I),
    "en": re.compile(r"\b(?:remains to be seen|overall|in summary|in conclusion|meanwhile)\b", re.I),
}
_PAST: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:ist|sind|hat|haben|wurde|wurden)\b.*\b(?:ge\w+|\w+(?:iert|t|en)|worden)\b"),
    "en": re.compile(r"\b(?:has|have|was|were)\b|\b\w{3,}ed\b"),
}
_LEANING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:Das|Dies|Diese|Dieser|Er|Sie|Es|So|\w+ \w+ (?:er|sie|es)|Auch|Dabei|Dafür|Dazu|Davon|Damit|Doch|Aber|Und|"
        r"Denn|Dort|Zudem|Außerdem)\b"
    ),
    "en": re.compile(r"^(?:\w+,? (?:he|she|it|they)|This|That|These|Those|He|She|It|They|His|Her|But|And|Also|There|So)\b"),
}
_DEEDS = re.compile(
    r"\b(?:festgenommen|nahm\w* fest|verhaftet\w*|aufgedeckt|enttarnt|getötet|erschossen|ums Leben|gestorben|star(?:b|ben)|"
    r"verurteilt\w*|zurückgetreten|tritt zurück|arrested|detained|killed|died|sentenced|convicted|acquitted|resigned)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DEED = 1.5
"""What an arrest, a death or a verdict adds, unless of a year that is named; too rare in the training articles to be fitted.

Key events of the development part: .594 without, .606 with it.
"""
_FURNITURE = re.compile(
    r"[A-ZÄÖÜ][\w/.-]+(?: [A-ZÄÖÜ][\w/.-]+)?(?:\s\([\w/ -]{2,12}\))?[.:]?|(?:Von|By) [A-ZÄÖÜ][\w.-]+(?: [\w.-]+){1,3}"
)
"""A dateline or a byline that is a sentence of its own."""
NAMES = (
    "bias",
    "first",
    "second",
    "log_place",
    "last_third",
    "last",
    "opens_paragraph",
    "figures",
    "names",
    "quoted",
    "said",
    "cued",
    "time",
    "plan",
    "future",
    "outlook",
    "past",
    "leaning",
    "length",
    "short",
    "question",
    "shared",
    "heading",
    "subjunctive",
)


@functools.cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    data = json.loads(files("summarizer.assembly").joinpath("salience.json").read_text(encoding="utf-8"))
    return {name: float(data["weights"].get(name, 0.0)) for name in NAMES}


def threshold() -> float:
    """Return the probability from which a sentence is an event of its own."""
    data = json.loads(files("summarizer.assembly").joinpath("salience.json").read_text(encoding="utf-8"))
    return float(data["threshold"])


class Salience:
    """The features of an article's sentences, and the probability that they make."""

    def __init__(self, prose: Prose, stated: Sequence[Stated], spans: Sequence[TaggedSpan]) -> None:
        """Count words and marks once for the article."""
        self.prose = prose
        told = [sentence for sentence in prose.sentences if sentence.number not in prose.headings]
        told = [sentence for sentence in told if not _FURNITURE.fullmatch(sentence.text)] or list(prose.sentences)
        self.body = [sentence for sentence in told if not gives_order(sentence, prose.source)] or told
        self.place = {sentence.number: index for index, sentence in enumerate(self.body)}
        self.said = {sentence.number: 0 for sentence in prose.sentences}
        for one in stated:
            sentence = prose.sentence_at(one.start)
            self.said[sentence.number] += min(one.end, sentence.end) - one.start
        self.quoted = {sentence.number: 0 for sentence in prose.sentences}
        for start, end in prose.quotations:
            sentence = prose.sentence_at(start)
            self.quoted[sentence.number] += min(end, sentence.end) - start
        self.cued = Counter(prose.sentence_at(span.start).number for span in spans if span.tag == "cue")
        self.names = Counter(prose.sentence_at(span.start).number for span in spans if span.tag == "actor")
        self.stems = {sentence.number: self._stems(sentence) for sentence in prose.sentences}
        self.frequency = Counter(stem for stems in self.stems.values() for stem in stems)
        self.heading = set().union(*(self.stems[number] for number in sorted(prose.headings)[:1]))

    def _stems(self, sentence: Sentence) -> frozenset[str]:
        ignored = (
            word_class("prepositions", self.prose.language)
            | word_class("determiners", self.prose.language)
            | word_class("pronouns", self.prose.language)
        )
        tokens = self.prose.source.tokens[sentence.number - 1]
        return frozenset(token.stem for token in tokens if len(token.text) > 3 and token.text.lower() not in ignored)

    def share(self, one: Sentence, other: Sentence) -> float:
        """Return the share of the shorter sentence's words that both have."""
        left, right = self.stems[one.number], self.stems[other.number]
        return len(left & right) / max(3, min(len(left), len(right)))

    def features(self, sentence: Sentence) -> dict[str, float]:
        """Return what is seen of a sentence, each between -1 and about 3."""
        number, language, text = sentence.number, self.prose.language, sentence.text
        index, total = self.place.get(number, 0), len(self.body)
        length = len(text)
        words = len(self.prose.words_of(sentence))
        stems = self.stems[number]
        return {
            "bias": 1.0,
            "first": float(index == 0),
            "second": float(index == 1),
            "log_place": math.log(1 + index),
            "last_third": float(index >= total * 2 / 3),
            "last": float(index == total - 1),
            "opens_paragraph": float(self.prose.starts_paragraph(sentence)),
            "figures": min(3, len(find_amounts(text, language))) / 2,
            "names": min(4, self.names[number]) / 2,
            "quoted": self.quoted[number] / length,
            "said": min(1.0, self.said[number] / length),
            "cued": float(self.cued[number] > 0),
            "time": float(find_time(text, language) is not None),
            "plan": float(bool(_PLANS[language].search(text))),
            "future": float(bool(_FUTURE[language].search(text))),
            "outlook": float(bool(_OUTLOOK[language].search(text))),
            "past": float(bool(_PAST[language].search(text))),
            "leaning": float(bool(_LEANING[language].search(text))),
            "length": min(words, 40) / 20,
            "short": float(words < 7),
            "question": float(text.rstrip('“”"» ').endswith("?")),
            "shared": sum(self.frequency[stem] > 1 for stem in stems) / max(4, len(stems)),
            "heading": len(stems & self.heading) / max(3, len(self.heading)),
            "subjunctive": float(
                language == "de" and bool(re.search(r"\b(?:sei|seien|habe|werde|könne|müsse|solle|wolle|dürfe)\b", text))
            ),
        }

    def probability(self, sentence: Sentence) -> float:
        """Return how likely a sentence is a key event."""
        known = weights()
        bonus = DEED if _DEEDS.search(sentence.text) and not _YEAR.search(sentence.text) else 0.0
        return 1 / (1 + math.exp(-bonus - sum(known[name] * value for name, value in self.features(sentence).items())))
