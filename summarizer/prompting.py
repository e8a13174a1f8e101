"""Article and passage become the messages of a call; templates and schemas get a hash each.

Article text reaches a template as a value only, so `{{ }}` in it arrives as it stands.
"""

import functools
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from summarizer.errors import ConfigError
from summarizer.schemas import Article, BriefingDraft, Code, Language, Passage, RepairDraft, Section

TEMPLATES = ("system.jinja", "brief.jinja", "repair.jinja", "_partials/article.jinja", "_partials/fields.jinja")
LANGUAGE_NAMES: dict[Language, str] = {"de": "German (Deutsch)", "en": "English"}


class Message(TypedDict):
    """One chat message."""

    role: str
    content: str


class Failure(NamedTuple):
    """A draft item that was not borne out: `number` counts from 1 within its section's failures."""

    section: Section
    number: int
    item: dict[str, Any]
    code: Code
    reason: str


class Field(NamedTuple):
    """A field of a draft item and what its schema says to the model."""

    name: str
    description: str


class SectionGuide(NamedTuple):
    """A section of the draft and its fields, as the system message explains them."""

    name: str
    description: str
    fields: tuple[Field, ...]


class Prompts:
    """The templates of one run: the package's own, or those of a user's folder, which run in Jinja's sandbox."""

    def __init__(self, directory: Path | None = None) -> None:
        """Load and compile every template; raises ConfigError where one is missing or broken."""
        loader: jinja2.BaseLoader
        if directory is None:
            loader = jinja2.PackageLoader("summarizer", "prompts")
        elif directory.is_dir():
            # A user's folder may hold only the templates that differ.
            loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(directory), jinja2.PackageLoader("summarizer", "prompts")])
        else:
            raise ConfigError(f"prompts: {directory}: no such folder")
        self._environment = ImmutableSandboxedEnvironment(
            loader=loader, undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True
        )
        self._environment.filters["tojson_plain"] = functools.partial(json.dumps, ensure_ascii=False)
        self.hash = self._compile()

    def brief(self, article: Article, passage: Passage) -> list[Message]:
        """Return the messages that ask for a draft of `passage`."""
        return self._messages(article, passage, "brief.jinja", {})

    def repair(self, article: Article, passage: Passage, failures: Sequence[Failure]) -> list[Message]:
        """Return the messages that ask to mend `failures`, and nothing else."""
        return self._messages(article, passage, "repair.jinja", {"failures": failures})

    def _messages(self, article: Article, passage: Passage, template: str, values: dict[str, Any]) -> list[Message]:
        """Render the system message and one user message."""
        values = values | {
            "article": article,
            "passage": passage,
            "guide": draft_guide(),
            "language_name": LANGUAGE_NAMES[article.language],
        }
        return [
            Message(role="system", content=self._render("system.jinja", values)),
            Message(role="user", content=self._render(template, values)),
        ]

    def _render(self, template: str, values: dict[str, Any]) -> str:
        """Render one template; raises ConfigError naming template and fault."""
        try:
            return self._environment.get_template(template).render(values)
        except jinja2.TemplateError as error:
            raise ConfigError(f"prompt template {template}: {error}") from None
        except Exception as error:  # noqa: BLE001 - a user's template can raise anything (1/0)
            raise ConfigError(f"prompt template {template}: {type(error).__name__}: {error}") from None

    def _compile(self) -> str:
        """Compile every template once and return the hash of their sources."""
        digest = hashlib.sha256()
        assert self._environment.loader
        for name in TEMPLATES:
            try:
                source = self._environment.loader.get_source(self._environment, name)[0]
                self._environment.get_template(name)
            except jinja2.TemplateSyntaxError as error:
                raise ConfigError(f"prompt template {name}, line {error.lineno}: {error.message}") from None
            except (jinja2.TemplateError, UnicodeDecodeError, OSError) as error:
                raise ConfigError(f"prompt template {name}: {error}") from None
            digest.update(f"{name}\0{source}\0".encode())
        return digest.hexdigest()[:16]


@functools.cache
def draft_guide() -> tuple[SectionGuide, ...]:
    """Return what the draft schema says to the model: one owner for each description, the schema itself."""
    schema = BriefingDraft.model_json_schema()
    guides = []
    for name, section in schema["properties"].items():
        target = next(part["$ref"] for part in (section, section.get("items", {}), *section.get("anyOf", [])) if "$ref" in part)
        fields = schema["$defs"][target.rpartition("/")[2]]["properties"]
        guides.append(
            SectionGuide(name, section["description"], tuple(Field(key, _description(value)) for key, value in fields.items()))
        )
    return tuple(guides)


def _description(field: dict[str, Any]) -> str:
    """Return a field's description with its closed set of values, where it has one."""
    values = field.get("enum")
    words = field.get("description", "")
    return f"one of {', '.join(values)}. {words}".strip() if values else words


def schema_hash(*schemas: type[BaseModel]) -> str:
    """Return a hash of the JSON Schemas that replies are held to."""
    written = json.dumps([schema.model_json_schema() for schema in schemas or (BriefingDraft, RepairDraft)], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
