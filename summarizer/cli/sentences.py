"""`summarize sentences ARTICLE`: the numbered sentences, one JSON line each."""

from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, noted
from summarizer.cli.options import ARTICLE, options
from summarizer.cli.output import Output

if TYPE_CHECKING:
    from summarizer.schemas import Language


@click.command(
    short_help="The numbered sentences, as JSON Lines.",
    params=[
        click.Argument(["path"], type=ARTICLE, metavar="ARTICLE"),
        *options("language", "offline", "allow_private", "quiet", "verbose"),
    ],
)
def sentences(path: str, *, language: "Language | None", quiet: bool, **values: Any) -> int:
    """Print an article's sentences as JSON Lines: number, start, end, text."""
    from summarizer.articles import load_article
    from summarizer.sentences import split_sentences

    article = load_article(path, language=language, notes=noted(quiet=quiet), fetch=fetcher(values))
    with Output(None) as output:
        for sentence in split_sentences(article.text, article.language):
            output.write(sentence.model_dump_json() + "\n")
    return DONE
