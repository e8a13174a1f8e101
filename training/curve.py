"""Learning curve: the head trained on 40, 80 and all articles, measured on the development part: `python -m training.curve`."""

import random
from pathlib import Path

import click
import torch

from summarizer.local import weights
from summarizer.local.head import NAME_TAGS, STATEMENT_TAGS, Head, Member
from summarizer.local.server import Server
from training.corpus import read_articles
from training.scores import HEADER, rows
from training.states import word_states
from training.train import STATEMENTS, read_cases, train_names, train_statements

_ROOT = Path(__file__).resolve().parent.parent


@click.command()
@click.option(
    "--articles", type=click.Path(path_type=Path, exists=True), default=_ROOT / "training", help="split.json and articles/"
)
@click.option("--germeval", type=click.Path(path_type=Path, exists=True), required=True, help="folder with dev.txt and test.txt")
@click.option("--cache", type=click.Path(path_type=Path), required=True, help="folder for the model's states")
@click.option("--sizes", default="40,80,160", show_default=True, help="numbers of articles")
@click.option("--seed", default=1, show_default=True)
@click.option("--names/--no-names", "names", default=False, help="also with GermEval; otherwise names learn from our articles only")
def main(*, articles: Path, germeval: Path, cache: Path, sizes: str, seed: int, names: bool) -> None:
    """Print one row for each size and language; one member of each head."""
    torch.set_num_threads(1)
    own, other = read_cases(articles, [germeval / "dev.txt", germeval / "test.txt"] if names else [], cache, click.echo)
    path = weights.find()
    with Server(path) as server:
        examples = list(read_articles(articles, "development", server.tokenize))
        beginning = server.beginning
    states = word_states([e.unit for e in examples], path, cache, beginning=beginning, notice=click.echo)
    order = sorted({example.article for example, _ in own})
    random.Random(seed).shuffle(order)  # noqa: S311 - nothing here is secret
    click.echo("\n".join(HEADER))
    for size in map(int, sizes.split(",")):
        chosen = [pair for pair in own if pair[0].article in set(order[:size])]
        trained = train_names(chosen, other, seed=seed), train_statements(chosen, seed=seed, choices=STATEMENTS[0])
        heads = [
            Head(tags, (Member.from_arrays(network.arrays(), ""),))
            for tags, network in zip((NAME_TAGS, STATEMENT_TAGS), trained, strict=True)
        ]
        for line in rows(f"{size} articles", *heads, list(zip(examples, states, strict=True))):
            click.echo(line)


if __name__ == "__main__":
    main()
