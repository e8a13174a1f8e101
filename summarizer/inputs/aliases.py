"""Names that stand for other names, from a JSON or TOML file (IO)."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError


def read_aliases(path: Path) -> Mapping[str, str]:
    """Return canonical names by alias; raises ConfigError that names file and entry.

    A name that stands for itself is joined with nothing. An alias can't lead to another alias.
    """
    data = _parsed(path)
    if not isinstance(data, dict):
        raise ConfigError(f"{path}: not a table of names", hint='write "Zelensky" = "Selenskyj", a line for each')
    for alias, name in data.items():
        if not (isinstance(name, str) and name.strip() and alias.strip()):
            raise ConfigError(f"{path}: {alias!r}: {name!r} is no name")
        if data.get(name, name) != name:
            raise ConfigError(f"{path}: {alias!r} stands for {name!r}, which stands for {data[name]!r}: name the last one")
    return data


def _parsed(path: Path) -> Any:
    """Return what the file says: TOML by its suffix, else JSON."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text, object_pairs_hook=_each_once)
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8") from None
    except (ValueError, RecursionError) as error:
        kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
        raise ConfigError(f"{path}: not {kind}: {error}") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; raises ValueError for a name that is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found
