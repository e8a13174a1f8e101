"""The Jinja environment of pages: whatever a template prints is escaped unless it is Markdown already."""

import functools
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from summarizer.render.escaping import Markdown, escape_markdown


@functools.cache
def page_environment(templates: Path | None = None) -> jinja2.Environment:
    """Return the environment; templates in the folder `templates` stand above the package's own. All run in Jinja's sandbox."""
    own = jinja2.PackageLoader("summarizer", "render/templates")
    return ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(templates), own]) if templates else own,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        finalize=lambda value: value if isinstance(value, Markdown) else escape_markdown(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
