"""The user's config.toml: settings by option name, checked before any is used (IO)."""

import tomllib
from pathlib import Path
from typing import Any

import click

from summarizer.errors import ConfigError

_SECRETS = ("api_key", "key", "token", "openai_api_key", "summarize_api_key")


def config_values(path: Path | None, ctx: click.Context) -> dict[str, Any]:
    """Return the settings in `path`, or in the user's config folder, by parameter name; none where there is no file.

    Raises ConfigError naming file and key where the file can't be read or a key or value is wrong.
    """
    found = path or user_config()
    if found is None:
        return {}
    return dict(_checked(found, key, value, ctx) for key, value in _parsed(found).items())


def user_config() -> Path | None:
    """Return the config file in the user's config folder, where there is one."""
    import platformdirs

    path = platformdirs.user_config_path("summarize", appauthor=False) / "config.toml"
    return path if path.is_file() else None


def _parsed(path: Path) -> dict[str, Any]:
    """Return what the TOML file says."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None


def _checked(path: Path, key: str, value: Any, ctx: click.Context) -> tuple[str, Any]:
    """Return the parameter name that a key stands for and its value, as its option takes it."""
    from summarizer.cli.options import SETTINGS

    by_word = {word.removeprefix("--").replace("-", "_"): option for option in SETTINGS.values() for word in option.opts}
    word = key.replace("-", "_")
    if word.lower() in _SECRETS:
        raise ConfigError(f"{path}: {key}: keys don't belong in a file", hint="set OPENAI_API_KEY or SUMMARIZE_API_KEY")
    if word not in by_word:
        raise ConfigError(f"{path}: {key}: no such setting", hint=f"known: {', '.join(sorted(by_word))}")
    option = by_word[word]
    kinds, name = _kinds(option)
    # To Python a bool is an int; to a reader of the file it is not.
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise ConfigError(f"{path}: {key}: {value!r} is not {name}")
    if isinstance(option.type, click.Path):
        # Never the current folder: a config file means the same wherever the command runs.
        value = str(path.parent / Path(str(value)).expanduser())
    try:
        return str(option.name), option.type_cast_value(ctx, value)
    except click.BadParameter as error:
        raise ConfigError(f"{path}: {key}: {error.message}") from None
    except ValueError as error:
        raise ConfigError(f"{path}: {key}: {error}") from None


def _kinds(option: click.Option) -> tuple[tuple[type, ...], str]:
    """Return the TOML types that an option takes, and their name."""
    if isinstance(option.type, click.types.BoolParamType):
        return (bool,), "true or false"
    if isinstance(option.type, click.IntRange):
        return (int,), "a whole number"
    if isinstance(option.default, float):
        return (int, float), "a number"
    return (str,), "a text in quotes"
