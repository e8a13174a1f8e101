"""Train the head of the embedded engine: `python -m training.train --germeval FOLDER --cache FOLDER`, or `make train`."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import numpy as np
import torch
from numpy.typing import NDArray

from summarizer.local import weights
from summarizer.local.head import NAME_TAGS, STATEMENT_TAGS, Member
from summarizer.local.server import Server
from training.corpus import Example, read_articles, read_germeval
from training.network import Case, Choices, Network, train_member
from training.states import word_states

GERMEVAL_SHARE = 0.3
"""How much of GermEval a pass over the data sees; each pass draws anew. Our own articles are seen whole."""

NAMES = Choices(passes=20)
NAME_MEMBERS = 2
STATEMENTS = tuple(Choices(projected=80, hidden=64, passes=20, noise=noise) for noise in (0.3, 0.6, 0.9))
"""Members differ by seed and by the noise on the states that they learn from. Noise carries over to text of another kind (trained
on German, tried on English: F1 of contents .81 without, .91 with noise 1.0) and costs a point at home.
The file must stay under 1 MB."""

_ROOT = Path(__file__).resolve().parent.parent


def read_cases(
    folder: Path, germeval: Sequence[Path], cache: Path, notice: Callable[[str], None]
) -> tuple[list[tuple[Example, NDArray[np.float16]]], list[tuple[Example, NDArray[np.float16]]]]:
    """Return the units of our training articles and those of GermEval, each with the states of its words."""
    path = weights.find(notice=notice)
    with Server(path) as server:
        own = list(read_articles(folder, "train", server.tokenize))
        other = list(read_germeval(germeval, server.tokenize))
        beginning = server.beginning
    notice(f"{len(own)} units of our own, {len(other)} of GermEval")
    return tuple(  # type: ignore[return-value]
        list(zip(part, word_states([e.unit for e in part], path, cache, beginning=beginning, notice=notice), strict=True))
        if part
        else []
        for part in (own, other)
    )


def train_names(
    own: Sequence[tuple[Example, NDArray[np.float16]]], other: Sequence[tuple[Example, NDArray[np.float16]]], *, seed: int
) -> Network:
    """Train a member of the head for names."""
    cases = [Case(np.asarray(states), example.features, example.names) for example, states in (*own, *other)]
    shares = [1.0] * len(own) + [GERMEVAL_SHARE] * len(other)
    return train_member(cases, len(NAME_TAGS), seed=seed, choices=NAMES, weights=shares)


def train_statements(own: Sequence[tuple[Example, NDArray[np.float16]]], *, seed: int, choices: Choices) -> Network:
    """Train a member of the head for statements."""
    cases = [Case(np.asarray(states), e.features, e.statements) for e, states in own if e.statements is not None]
    return train_member(cases, len(STATEMENT_TAGS), seed=seed, choices=choices)


def check_case(networks: dict[str, Network], states: NDArray[np.float16], example: Example) -> dict[str, NDArray[np.generic]]:
    """Return one unit with what torch computes for it, for a test that needs no torch; numpy must agree to 1e-4."""
    kept: dict[str, NDArray[np.generic]] = {"states": np.asarray(states), "features": example.features}
    for name, network in networks.items():
        with torch.inference_mode():
            found = network(
                torch.from_numpy(np.asarray(states, dtype=np.float32))[None],
                torch.from_numpy(example.features.astype(np.int64))[None],
                torch.tensor([len(states)]),
            )
        kept[name] = found[0].numpy()
        member = Member.from_arrays(network.arrays(), "")
        difference = float(np.abs(member.scores(np.asarray(states), example.features) - kept[name]).max())
        if difference > 1e-4:
            raise click.ClickException(f"numpy and torch differ by {difference} in {name}")
    return kept


def _file(networks: dict[str, Network]) -> dict[str, NDArray[np.float16]]:
    """Return the arrays of `head.npz`."""
    return {f"{name}.{key}": value for name, network in networks.items() for key, value in network.arrays().items()}


@click.command()
@click.option(
    "--articles", type=click.Path(path_type=Path, exists=True), default=_ROOT / "training", help="split.json and articles/"
)
@click.option("--germeval", type=click.Path(path_type=Path, exists=True), required=True, help="folder with dev.txt and test.txt")
@click.option("--cache", type=click.Path(path_type=Path), required=True, help="folder for the model's states, 230 MB")
@click.option("--out", type=click.Path(path_type=Path), default=_ROOT / "summarizer" / "local" / "head.npz")
@click.option("--case", type=click.Path(path_type=Path), default=_ROOT / "fixtures" / "head-case.npz")
@click.option("--seed", default=1, show_default=True, help="seed of the first member; the next ones count on")
def main(*, articles: Path, germeval: Path, cache: Path, out: Path, case: Path, seed: int) -> None:
    """Train both heads and write them."""
    # One thread adds up in one order: the same seed gives the same file.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    begun = time.monotonic()
    own, other = read_cases(articles, [germeval / "dev.txt", germeval / "test.txt"], cache, click.echo)
    networks: dict[str, Network] = {}
    for number in range(NAME_MEMBERS):
        networks[f"names.{number}"] = train_names(own, other, seed=seed + number).half().float()
        click.echo(f"names {number + 1} of {NAME_MEMBERS}, {time.monotonic() - begun:.0f} s")
    for number, choices in enumerate(STATEMENTS):
        networks[f"statements.{number}"] = train_statements(own, seed=seed + number, choices=choices).half().float()
        click.echo(f"statements {number + 1} of {len(STATEMENTS)}, {time.monotonic() - begun:.0f} s")
    example, states = next((e, s) for e, s in own if 15 <= len(e.unit.words) <= 25 and any(e.statements or ()))
    np.savez_compressed(case, **check_case(networks, states, example))
    np.savez_compressed(out, **_file(networks))
    click.echo(f"{out.name}: {out.stat().st_size} bytes, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
