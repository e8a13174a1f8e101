"""The settings of one run, with their defaults; where each comes from is the command line's business.

Secrets come from the environment only: an option would stand in the process list.
"""

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypedDict
from urllib.parse import urlsplit

from summarizer.errors import ConfigError

EngineChoice = Literal["auto", "endpoint", "local", "rules", "replay"]
RunnableEngine = Literal["endpoint", "replay"]

OPENAI_BASE_URL = "https://api.openai.com/v1"
# From OpenAI's documentation, not tried: there was no key where this was written.
OPENAI_MODEL = "gpt-5-mini"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """What a run depends on besides the article. Times in seconds, budgets in tokens."""

    engine: EngineChoice = "auto"
    model: str | None = None
    base_url: str | None = None
    api_key: str | None = dataclasses.field(default=None, repr=False)
    strict: bool | None = None
    """True: ask the endpoint for strict schema adherence; None: only OpenAI's own endpoint."""
    temperature: float | None = None
    max_output_tokens: int | None = None
    passage_tokens: int = 6000
    timeout_s: float = 120.0
    retries: int = 4
    reasks: int = 2
    concurrency: int = 4
    offline: bool = False
    prompts: Path | None = None
    record: Path | None = None
    replay: Path | None = None

    def from_environment(self, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Fill key and base URL that are not set from SUMMARIZE_API_KEY, OPENAI_API_KEY and their base URLs."""

        def first(*names: str) -> str | None:
            return next((environment[name] for name in names if environment.get(name)), None)

        return dataclasses.replace(
            self,
            api_key=self.api_key or first("SUMMARIZE_API_KEY", "OPENAI_API_KEY"),
            base_url=self.base_url or first("SUMMARIZE_BASE_URL", "OPENAI_BASE_URL"),
        )

    def choose_engine(self) -> RunnableEngine:
        """Say which engine runs; raises ConfigError where none can."""
        if self.replay and self.record:
            raise ConfigError("--record and --replay exclude each other")
        engine = self.engine
        if engine == "auto":
            if not (self.replay or self.api_key or self.base_url):
                raise ConfigError(
                    "no engine: no key, no base URL and nothing to replay",
                    hint="set OPENAI_API_KEY, or --base-url of a server you run, or --replay DIR",
                )
            engine = "replay" if self.replay else "endpoint"
        if engine in ("local", "rules"):
            raise ConfigError(f"engine {engine!r} is not part of this version", hint="use --engine endpoint or replay")
        if engine == "replay" and not self.replay:
            raise ConfigError("engine replay needs --replay DIR")
        if engine == "endpoint":
            if self.offline:
                raise ConfigError("--offline forbids sending text to an endpoint")
            if not (self.api_key or self.base_url):
                raise ConfigError("engine endpoint needs a key or a base URL", hint="set OPENAI_API_KEY, or give --base-url")
            return "endpoint"
        return "replay"

    @property
    def host(self) -> str:
        """The host that text is sent to."""
        return urlsplit(self.base_url or OPENAI_BASE_URL).netloc.rpartition("@")[2]

    @property
    def is_openai(self) -> bool:
        """Whether the endpoint is OpenAI's own."""
        return self.host == urlsplit(OPENAI_BASE_URL).netloc


class SettingsFields(TypedDict, total=False):
    """The same settings by name, for `summarize(article, model="…")`."""

    engine: EngineChoice
    model: str | None
    base_url: str | None
    api_key: str | None
    strict: bool | None
    temperature: float | None
    max_output_tokens: int | None
    passage_tokens: int
    timeout_s: float
    retries: int
    reasks: int
    concurrency: int
    offline: bool
    prompts: Path | None
    record: Path | None
    replay: Path | None
