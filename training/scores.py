"""Measure the shipped head on one part of the annotated articles, through llama.cpp as it runs: `python -m training.scores`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from summarizer.local import weights
from summarizer.local.head import NAME_TAGS, STATEMENT_TAGS, Head, trained_heads
from summarizer.local.server import Server
from summarizer.local.tagger import unit_states
from training.corpus import Example, read_articles
from training.measure import score_names, score_statements

Read = tuple[Example, NDArray[np.floating]]

_ROOT = Path(__file__).resolve().parent.parent


def rows(label: str, names: Head, statements: Head, examples: Sequence[Read]) -> Iterator[str]:
    """Yield the lines of a Markdown table, one for each language."""
    for language in ("de", "en"):
        chosen = [pair for pair in examples if pair[0].language == language]
        score = score_names((names.tag(states, e.features), [NAME_TAGS[tag] for tag in e.names]) for e, states in chosen)
        tallies = score_statements(
            (statements.tag(states, e.features), [STATEMENT_TAGS[tag] for tag in e.statements or ()]) for e, states in chosen
        )
        cells = [
            f"{score.spans.f1(score.spans.exact):.2f} ({score.kinds / max(1, score.spans.exact):.2f})",
            *(f"{tally.f1(tally.shared):.2f} / {tally.f1(tally.exact):.2f}" for tally in tallies.values()),
        ]
        yield f"| {label} | {language} | {' | '.join(cells)} |"


HEADER = (
    "| head | language | names, F1 (accuracy of kind) | content, F1 half / exact | speaker | cue |",
    "|---|---|---|---|---|---|",
)


@click.command()
@click.option(
    "--articles", type=click.Path(path_type=Path, exists=True), default=_ROOT / "training", help="split.json and articles/"
)
@click.option("--part", type=click.Choice(["development", "held"]), default="development", show_default=True)
def main(*, articles: Path, part: str) -> None:
    """Print the scores of the shipped head as a Markdown table."""
    with Server(weights.find()) as server:
        examples = list(read_articles(articles, part, server.tokenize))
        read: list[Read] = [(example, unit_states(server, example.unit)) for example in examples]
    for line in (*HEADER, *rows("shipped", *trained_heads(), read)):
        click.echo(line)


if __name__ == "__main__":
    main()
