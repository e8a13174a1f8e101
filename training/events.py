"""Fit the weights by which key events are chosen: python training/events.py.

Logistic regression with an L2 penalty, by plain gradient descent, on the sentences of the training articles: an event is a sentence
that the passage of an `event` mark touches. Spans come from the rules and from the marks, half each, so that the weights hold for
both kinds of tagger. Writes summarizer/assembly/salience.json; takes a minute, and gives the same file each time.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from rules_engine import gold_spans, read_texts  # noqa: E402 - beside the benchmark

from summarizer.assembly.actors import draft_actors, find_actors  # noqa: E402
from summarizer.assembly.events import MOST, wanted_events  # noqa: E402
from summarizer.assembly.salience import NAMES, Salience  # noqa: E402
from summarizer.assembly.statements import draft_statements  # noqa: E402
from summarizer.gold.model import GoldText  # noqa: E402
from summarizer.rules import tag  # noqa: E402
from summarizer.rules.prose import Prose  # noqa: E402
from summarizer.sentences import split_sentences  # noqa: E402

THRESHOLDS = tuple(number / 100 for number in range(10, 80, 2))


class Example(NamedTuple):
    """An article's sentences: features, whether each is an event, and the events that each touches."""

    features: list[list[float]]
    events: list[frozenset[str]]


def read_examples(texts: Sequence[GoldText]) -> Iterator[Example]:
    """Yield each article once with the spans of the rules and once with those of the marks."""
    for text in texts:
        sentences = split_sentences(text.article.text, text.article.language)
        for spans in (tag(text.article, sentences), tuple(gold_spans(text.gold))):
            prose = Prose(text.article, sentences)
            actors = find_actors(prose, spans)
            salience = Salience(prose, draft_statements(prose, spans, actors, draft_actors(prose, actors)), spans)
            body = salience.body
            touched = [
                frozenset(
                    event.id
                    for event in text.gold.events
                    if sentence.start < event.evidence.end and event.evidence.start < sentence.end
                )
                for sentence in body
            ]
            yield Example([list(salience.features(sentence).values()) for sentence in body], touched)


def fit(examples: Sequence[Example], penalty: float, rounds: int = 400) -> list[float]:
    """Return the weights that make the marks likeliest; rare events count as often as the many other sentences."""
    rows = [(row, bool(event)) for example in examples for row, event in zip(example.features, example.events, strict=True)]
    weights = [0.0] * len(NAMES)
    for step in range(rounds):
        gradient = [penalty * weight for weight in weights]
        gradient[0] = 0.0
        for row, event in rows:
            error = 1 / (1 + math.exp(-sum(map(float.__mul__, weights, row)))) - event
            for index, value in enumerate(row):
                gradient[index] += error * value / len(rows)
        rate = 2.0 if step < 200 else 1.0
        weights = [weight - rate * slope for weight, slope in zip(weights, gradient, strict=True)]
    return weights


def f1(examples: Sequence[Example], weights: Sequence[float], threshold: float) -> float:
    """Return the F1 of the events chosen with a threshold."""
    right = given = wanted = 0
    for example in examples:
        chances = [1 / (1 + math.exp(-sum(map(float.__mul__, weights, row)))) for row in example.features]
        order = sorted(range(len(chances)), key=lambda index: (-chances[index], index))[:MOST]
        fewest = wanted_events(len(chances))
        chosen = [index for rank, index in enumerate(order) if rank < fewest or chances[index] >= threshold]
        found = frozenset().union(*(example.events[index] for index in chosen))
        right, given, wanted = right + len(found), given + len(chosen), wanted + len(frozenset().union(*example.events))
    return 2 * right / (given + wanted)


def main() -> None:
    """Fit, choose the threshold, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=0.002)
    options = parser.parse_args()
    examples = list(read_examples(read_texts([ROOT / "training" / "articles"], "train")))
    development = list(read_examples(read_texts([ROOT / "fixtures" / "gold" / "development"], None)))
    weights = fit([Example([list(map(float, row)) for row in one.features], one.events) for one in examples], options.penalty)
    threshold = max(THRESHOLDS, key=lambda one: f1(examples, weights, one))
    data = {
        "made_by": f"training/events.py --penalty {options.penalty}",
        "threshold": threshold,
        "train_f1": round(f1(examples, weights, threshold), 3),
        "development_f1": round(f1(development, weights, threshold), 3),
        "weights": {name: round(weight, 3) for name, weight in zip(NAMES, weights, strict=True)},
    }
    (ROOT / "summarizer" / "assembly" / "salience.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
