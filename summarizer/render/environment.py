"""The Jinja environment of pages: whatever a template prints is escaped unless it is Markdown already."""

import functools
import traceback
from collections.abc import Mapping
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from summarizer.errors import ConfigError
from summarizer.render.escaping import Markdown, escape_markdown


def render_page(name: str, values: Mapping[str, object], templates: Path | None = None) -> str:
    """Return what a template makes of `values`; raises ConfigError that names template, line and fault.

    In the folder `templates` there has to be one of this name.
    """
    if templates and not (templates / name).is_file():
        raise ConfigError(f"{templates}: there is no template {name} in this folder")
    try:
        return page_environment(templates).get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(f"page template {error.name}, line {error.lineno}: {error.message}") from None
    except Exception as error:
        # The package's own templates have no excuse.
        if templates is None:
            raise
        fault = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
        # Jinja leaves template and line in the traceback.
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(templates))]
        place = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else name
        raise ConfigError(f"page template {place}: {fault}") from None


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
