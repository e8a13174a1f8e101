"""A schema of one's own, filled by a model and checked like a briefing: nothing comes out that the article does not say."""

import asyncio
import dataclasses
from typing import Any, NamedTuple, Unpack, get_args, get_origin

import pydantic

from summarizer.articles import read_article
from summarizer.asking import open_engine
from summarizer.assembly.acceptance import SECTIONS
from summarizer.errors import ConfigError
from summarizer.grounding import DraftItem, Outcome, Source, ground_item, name_cast
from summarizer.schemas import Article, Item, Rejected
from summarizer.sentences import split_sentences
from summarizer.settings import Settings, SettingsFields


class Extraction(NamedTuple):
    """What the article bears out, and what it does not, by the fields of the schema.

    `Rejected.section` says like the items of which section something was checked.
    """

    items: dict[str, tuple[Item, ...]]
    rejected: dict[str, tuple[Rejected, ...]]


async def extract_async(
    article: Article | str, schema: type[pydantic.BaseModel], settings: Settings | None = None, **changes: Unpack[SettingsFields]
) -> Extraction:
    """Return what a model finds for `schema` in an article, or in its text, checked item by item.

    Each field of the schema is a tuple of DraftLine, DraftEvent, DraftFigure, DraftActor or DraftStatement; its description tells
    the model what to look for. Failed items are not asked for again. Raises InputError, ConfigError, ModelError.
    """
    check_schema(schema)
    settings = dataclasses.replace(settings or Settings(), **changes).from_environment()
    name = settings.choose_engine()
    if name == "rules" or (name == "local" and not settings.model_file):
        raise ConfigError(f"a schema of your own needs a model; engine {name} asks none", hint="give a base URL, or recordings")
    if isinstance(article, str):
        article = read_article(article)
    source = Source(article, split_sentences(article.text, article.language))
    engine = open_engine(name, settings)
    try:
        filled = await engine.fill(source, schema)
    finally:
        await engine.close()
    outcomes = [(field, outcome) for draft in filled for field, outcome in _ground(draft, source)]
    return Extraction(
        {name: tuple(one.item for field, one in outcomes if field == name and one.item) for name in schema.model_fields},
        {name: tuple(one.rejected for field, one in outcomes if field == name and one.rejected) for name in schema.model_fields},
    )


def extract(
    article: Article | str, schema: type[pydantic.BaseModel], settings: Settings | None = None, **changes: Unpack[SettingsFields]
) -> Extraction:
    """Do what `extract_async` does, and wait for it; inside a running event loop, where that one is to be used, a ConfigError."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        raise ConfigError("extract waits, which an event loop that runs can't", hint="await extract_async")
    return asyncio.run(extract_async(article, schema, settings, **changes))


def check_schema(schema: type[pydantic.BaseModel]) -> None:
    """Raise ConfigError where a field could not be checked.

    >>> check_schema(pydantic.create_model("Opinion", mood=(str, ...)))
    Traceback (most recent call last):
    ...
    summarizer.errors.ConfigError: Opinion.mood: str can't be checked against an article
    """
    if not schema.model_fields:
        raise ConfigError(f"{schema.__name__} has no fields, so there is nothing to look for")
    for name, field in schema.model_fields.items():
        kinds: tuple[Any, ...] = get_args(field.annotation)
        several = get_origin(field.annotation) is list or (get_origin(field.annotation) is tuple and kinds[1:] == (...,))
        if not several or kinds[0] not in SECTIONS:
            shown = getattr(field.annotation, "__name__", str(field.annotation))
            raise ConfigError(
                f"{schema.__name__}.{name}: {shown} can't be checked against an article",
                hint=f"a field is a tuple of {', '.join(sorted(kind.__name__ for kind in SECTIONS))}",
            )


def _ground(draft: pydantic.BaseModel, source: Source) -> list[tuple[str, Outcome]]:
    """Check every item of a filled schema."""
    items: list[tuple[str, DraftItem]] = [(name, item) for name in type(draft).model_fields for item in getattr(draft, name)]
    cast = name_cast(item for _, item in items)
    return [(name, ground_item(SECTIONS[type(item)], item, source, by="model", cast=cast)) for name, item in items]
