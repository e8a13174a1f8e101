"""`summarize batch --dry-run`: what would be sent, and what it would cost."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.cli.messages import DONE
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.batch.estimate import Estimate
    from summarizer.batch.limits import Price
    from summarizer.batch.running import Loaded
    from summarizer.settings import Settings
    from summarizer.store import Store


def chosen_price(settings: "Settings", prices: Path | None) -> "Price | None":
    """Return the price of the model that is asked; raises ConfigError where the file has none for it."""
    if prices is None:
        return None
    from summarizer.batch.limits import read_prices
    from summarizer.keys import known_model

    known = read_prices(prices)
    model = known_model(settings.choose_engine(), settings)
    if model in known:
        return known[model]
    if model is None and len(known) == 1:
        return next(iter(known.values()))
    raise ConfigError(f"prices {prices}: no price of model {model or '(name it with --model)'}")


def print_estimate(
    files: Sequence[str], load: "Callable[[str], Loaded]", settings: "Settings", store: "Store | None", values: Mapping[str, Any]
) -> int:
    """Print what would be sent, and send nothing."""
    from summarizer.batch.estimate import estimate
    from summarizer.batch.journal import Journal
    from summarizer.cli.output import Output
    from summarizer.keys import briefing_key, known_model
    from summarizer.prompting import Prompts

    engine = settings.choose_engine()
    model = known_model(engine, settings)
    output: Path | None = values["output"]
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(Journal(output, look=True)) if output and output.exists() and not values["refresh"] else None
        found = estimate(
            files,
            load=load,
            journal=opened,
            is_stored=lambda article: bool(
                store and model and not values["refresh"] and store.briefing(briefing_key(article, engine, model, settings))
            ),
            prompts=Prompts(settings.prompts) if engine == "endpoint" else None,
            passage_tokens=settings.passage_tokens,
        )
    with Output(None) as out:
        out.write("".join(_lines(found, engine, chosen_price(settings, values["prices"]))))
    return DONE


def _lines(found: "Estimate", engine: str, price: "Price | None") -> Iterator[str]:
    """Lay the estimate out."""
    rows = [("articles to brief", str(found.articles))]
    besides = (
        ("done before", found.done_before),
        ("in the store", found.stored),
        ("can't be read", found.unreadable),
        ("of our own", found.own),
    )
    rows += [(name, str(number)) for name, number in besides if number]
    if engine == "endpoint":
        rows.append(("requests", f"{found.requests} (repairs may add as many)"))
        rows.append(("tokens, estimated", f"{found.input_tokens:,} in, {found.output_tokens:,} out"))
        rows.append(
            ("cost, estimated", f"{found.cost(price):.2f} {price.currency}".rstrip() if price else "unknown without --prices")
        )
    else:
        rows.append(("requests", f"0 (engine {engine} sends nothing)"))
    yield from (f"{name:<17}  {value}\n" for name, value in rows)
