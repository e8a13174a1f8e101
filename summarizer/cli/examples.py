"""Examples of every command, which stand at the end of its help; a test reads each as the command line would."""

from collections.abc import Iterator

import click

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": (
        "summarize article.txt",
        "summarize article.txt -o report.html      # items left, the text right: click to see evidence",
        "summarize https://example.org/bridge report.pdf -f json",
        "summarize article.txt --base-url http://127.0.0.1:8080/v1 --model qwen3-8b",
        "summarize article.txt --offline -f csv --section figures > figures.csv",
    ),
    "daily": (
        "summarize daily articles/ --date 2025-02-12 -o day.html",
        "summarize daily articles/ briefings.jsonl --since yesterday.json -f json -o today.json",
        "summarize daily --feed https://example.org/rss --date 2025-02-12",
    ),
    "batch": (
        "summarize batch articles/ -o briefings.jsonl",
        "summarize batch articles/ -o briefings.jsonl --dry-run --prices prices.toml",
        "summarize batch articles/ -o briefings.jsonl --max-cost 5 --prices prices.toml --deadline 2h",
        "summarize batch articles/ -o briefings.jsonl --cluster tcp://10.0.0.5:8786 --concurrency 64",
    ),
    "requests": ("summarize requests export articles/ -o requests.jsonl",),
    "requests export": ("summarize requests export articles/ -o requests.jsonl --model gpt-5-mini",),
    "requests submit": ("summarize requests submit requests.jsonl",),
    "requests status": ("summarize requests status requests.jsonl",),
    "requests fetch": ("summarize requests fetch requests.jsonl -o replies.jsonl",),
    "requests import": ("summarize requests import replies.jsonl -o briefings.jsonl",),
    "show": (
        "summarize show briefing.json",
        "summarize show briefings.jsonl --against articles/ -o report.html",
        "summarize show day.json -f csv -o tables/",
    ),
    "verify": (
        "summarize verify page.md --against articles/",
        "summarize verify draft.json --against article.txt -f json",
    ),
    "explain": (
        "summarize explain briefing.json figures 3 --against article.txt",
        "summarize explain briefing.json 3fa9c1-7",
    ),
    "doctor": (
        "summarize doctor",
        "summarize doctor --call                   # asks the endpoint for one short reply",
        "summarize doctor --engine local -f json",
    ),
    "completion": (
        'eval "$(summarize completion bash)"       # in ~/.bashrc',
        'eval "$(summarize completion zsh)"        # in ~/.zshrc, behind compinit',
        "summarize completion fish | source         # in ~/.config/fish/config.fish",
    ),
    "serve": (
        "summarize serve                           # http://127.0.0.1:8765/",
        "summarize serve --engine rules --store desk.sqlite",
        "SUMMARIZE_TOKEN=$(cat token) summarize serve --allow-host desk.example.org --concurrency 16",
    ),
    "prompt": (
        "summarize prompt article.txt",
        "summarize prompt article.txt --prompts prompts/ -f json",
    ),
    "schema": (
        "summarize schema briefing",
        "summarize schema draft > draft.schema.json",
    ),
    "sentences": ("summarize sentences report.pdf",),
    "eval": (
        "summarize eval gold/ --engine rules",
        "summarize eval gold/ --briefings briefings.jsonl --misses",
        "summarize eval gold/ --engines rules,local -f json -o scores.json",
        "summarize eval --lies gold/ --show number",
    ),
    "gold": ("summarize gold check gold/",),
    "gold convert": (
        "summarize gold convert annotated.xml -o gold/",
        "summarize gold convert gold/ --to markup --articles articles/ -o markup/",
    ),
    "gold check": ("summarize gold check gold/ --articles articles/",),
    "gold agreement": ("summarize gold agreement first/ second/",),
    "gold split": ("summarize gold split markup/ -o parts.json",),
    "models": ("summarize models list",),
    "models list": ("summarize models list",),
    "models path": ("summarize models path",),
    "models check": ("summarize models check --threads 2",),
    "store": ("summarize store list",),
    "store list": ("summarize store list --store desk.sqlite",),
    "store show": ("summarize store show 3fa9c1 -o briefing.json",),
    "store prune": ("summarize store prune --older-than 30d",),
    "store export": ("summarize store export -o briefings.jsonl",),
    "recording": ("summarize recording scrub recordings/",),
    "recording scrub": ("summarize recording scrub recordings/",),
}
"""By the words of the command; a folder ends in a slash."""


def add_examples(command: click.Command, words: tuple[str, ...] = ()) -> None:
    """Put the examples of a command, and of the commands in it, at the end of their help."""
    for path, one in walk(command, words):
        lines = "\n".join(f"  {line}" for line in EXAMPLES.get(path, ()))
        if lines:
            # The mark keeps click from filling the lines.
            one.epilog = f"\b\nExamples:\n{lines}"


def walk(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and those in it, each with its words."""
    yield " ".join(words), command
    if isinstance(command, click.Group):
        for name, one in sorted(command.commands.items()):
            yield from walk(one, (*words, name))
