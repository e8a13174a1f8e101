"""`summarize schema NAME`: JSON Schema on standard output."""

import json

import click

from summarizer.cli.messages import DONE
from summarizer.cli.options import options
from summarizer.cli.output import Output

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command(
    short_help="JSON Schema: briefing, daily, draft, article.",
    params=[click.Argument(["name"], type=click.Choice(["briefing", "daily", "draft", "article"])), *options()],
)
def schema(name: str) -> int:
    """Print the JSON Schema of a briefing, a daily briefing, a draft or an article."""
    from summarizer.schemas import Article, Briefing, BriefingDraft, DailyBriefing

    # A draft is read, so its schema says what is accepted; the others are written, so theirs says what comes out.
    described = {
        "briefing": lambda: Briefing.model_json_schema(mode="serialization"),
        "daily": lambda: DailyBriefing.model_json_schema(mode="serialization"),
        "draft": lambda: BriefingDraft.model_json_schema(mode="validation"),
        "article": lambda: Article.model_json_schema(mode="serialization"),
    }[name]()
    with Output(None) as output:
        output.write(json.dumps({"$schema": DIALECT} | described, ensure_ascii=False, indent=2) + "\n")
    return DONE
