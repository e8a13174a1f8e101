"""`summarize prompt ARTICLE`: the messages that would be sent; nothing is sent."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, noted
from summarizer.cli.options import ARTICLE, options
from summarizer.cli.output import Output
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.schemas import Language

_FORMAT = click.Option(
    ["--format", "-f", "form"],
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="To read, or one JSON line for each call: its messages.",
)


@click.command(
    short_help="The messages that would be sent; nothing is sent.",
    params=[
        click.Argument(["path"], type=ARTICLE, metavar="ARTICLE"),
        _FORMAT,
        *options("published", "quiet", "verbose", "language", "prompts", "offline", "allow_private"),
    ],
)
def prompt(
    path: str, *, form: str, published: date | None, quiet: bool, language: "Language | None", prompts: Path | None, **values: Any
) -> int:
    """Print the messages that would be sent for an article; costs nothing and needs no key."""
    from summarizer.articles import load_article
    from summarizer.prompting import Prompts
    from summarizer.sentences import split_passages, split_sentences

    article = load_article(path, language=language, published=published, notes=noted(quiet=quiet), fetch=fetcher(values))
    passages = split_passages(split_sentences(article.text, article.language), Settings.passage_tokens)
    templates = Prompts(prompts)
    with Output(None) as output:
        for passage in passages:
            messages = templates.brief(article, passage)
            if form == "json":
                output.write(json.dumps(messages, ensure_ascii=False) + "\n")
                continue
            for message in messages:
                output.write(f"===== call {passage.number} of {passage.total}: {message['role']} =====\n\n{message['content']}\n")
    return DONE
