"""Article and passage become the messages of a call; templates and schemas get a hash each.

Article text reaches a template as a value only, so `{{ }}` in it arrives as it stands.
"""

import functools
import hashlib
import json
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypedDict

import jinja2
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from summarizer.errors import ConfigError
from summarizer.schemas import Article, BriefingDraft, Code, Language, Passage, RepairDraft, Section, Sentence, article_id

TEMPLATES = ("system.jinja", "brief.jinja", "repair.jinja")
LANGUAGE_NAMES: dict[Language, str] = {"de": "German (Deutsch)", "en": "English"}


class Message(TypedDict):
    """One chat message."""

    role: Literal["system", "user", "assistant"]
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
        """Compile every template and try each call once; raises ConfigError where one is missing or broken."""
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
        self._names: dict[str, str] = {}
        self.hash = self._compile()
        self._rehearse()

    def brief(self, article: Article, passage: Passage, schema: type[BaseModel] = BriefingDraft) -> list[Message]:
        """Return the messages that ask to fill `schema`, a briefing's draft where none is given, from `passage`."""
        return self._messages(article, passage, "brief.jinja", {"guide": draft_guide(schema)})

    def repair(self, article: Article, passage: Passage, failures: Sequence[Failure]) -> list[Message]:
        """Return the messages that ask to mend `failures`, and nothing else."""
        return self._messages(article, passage, "repair.jinja", {"failures": failures})

    def _messages(self, article: Article, passage: Passage, template: str, values: dict[str, Any]) -> list[Message]:
        """Render the system message and one user message."""
        values = {
            "article": article,
            "passage": passage,
            "guide": draft_guide(BriefingDraft),
            "language_name": LANGUAGE_NAMES[article.language],
        } | values
        return [
            Message(role="system", content=self._render("system.jinja", values)),
            Message(role="user", content=self._render(template, values)),
        ]

    def _render(self, template: str, values: dict[str, Any]) -> str:
        """Render one template; raises ConfigError naming template, line and fault."""
        try:
            return self._environment.get_template(template).render(values)
        except Exception as error:  # noqa: BLE001 - a user's template can raise anything (1/0)
            fault = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
            if isinstance(error, jinja2.TemplateNotFound):
                fault = f"there is no template {error}"
            raise ConfigError(f"prompt template {self._place(error) or template}: {fault}") from None

    def _place(self, error: Exception) -> str | None:
        """Say in which template and line an error arose; Jinja leaves both in the traceback."""
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in self._names]
        return f"{self._names[frames[-1].filename]}, line {frames[-1].lineno}" if frames else None

    def _compile(self) -> str:
        """Compile every template, and those that they include, and return the hash of their sources."""
        digest = hashlib.sha256()
        names = list(TEMPLATES)
        # It grows while it is read: an included template stands behind those that include it.
        for name in names:
            source = self._source(name)
            if source is None:
                continue
            digest.update(f"{name}\0{source}\0".encode())
            try:
                included = meta.find_referenced_templates(self._environment.parse(source, name))
                self._environment.get_template(name)
            except jinja2.TemplateSyntaxError as error:
                raise ConfigError(f"prompt template {name}, line {error.lineno}: {error.message}") from None
            names += [found for found in dict.fromkeys(included) if found and found not in names]
        return digest.hexdigest()[:16]

    def _source(self, name: str) -> str | None:
        """Return the text of one template and note its file; None where there is none, which only its use makes an error."""
        assert self._environment.loader
        try:
            source, file, _ = self._environment.loader.get_source(self._environment, name)
        except jinja2.TemplateNotFound:
            return None
        except (UnicodeDecodeError, OSError) as error:
            raise ConfigError(f"prompt template {name}: {error}") from None
        self._names[str(file)] = name
        return source

    def _rehearse(self) -> None:
        """Render every call once, so that a fault is found before anything is sent."""
        text = "Probe"
        article = Article(text=text, id=article_id(text), language="en")
        passage = Passage(number=1, total=2, sentences=(Sentence(number=1, start=0, end=len(text), text=text),))
        self.brief(article, passage)
        self.repair(article, passage, [Failure("headline", 1, {"text": text, "sentences": [2]}, "no_such_sentence", text)])


@functools.cache
def draft_guide(draft: type[BaseModel] = BriefingDraft) -> tuple[SectionGuide, ...]:
    """Return what a draft schema says to the model: one owner for each description, the schema itself."""
    schema = draft.model_json_schema()
    guides = []
    for name, section in schema["properties"].items():
        target = next(part["$ref"] for part in (section, section.get("items", {}), *section.get("anyOf", [])) if "$ref" in part)
        fields = schema["$defs"][target.rpartition("/")[2]]["properties"]
        guides.append(
            SectionGuide(
                name, section.get("description", ""), tuple(Field(key, _description(value)) for key, value in fields.items())
            )
        )
    return tuple(guides)


def _description(field: dict[str, Any]) -> str:
    """Return a field's description with its closed set of values, where it has one."""
    values = field.get("enum")
    words = field.get("description", "")
    return f"one of {', '.join(values)}. {words}".strip() if values else words


@functools.cache
def schema_hash(*schemas: type[BaseModel]) -> str:
    """Return a hash of the JSON Schemas that replies are held to."""
    written = json.dumps([schema.model_json_schema() for schema in schemas or (BriefingDraft, RepairDraft)], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
