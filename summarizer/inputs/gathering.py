"""Everything that was named is read once; what can't be read, or is there twice, is listed (IO)."""

import functools
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summarizer.articles import Detect, Fetch, load_article
from summarizer.errors import InputError, OwnOutput
from summarizer.inputs.feeds import Feeds, read_feeds
from summarizer.inputs.files import SAVED_SUFFIXES, Found, Note, find_files
from summarizer.inputs.saved import Failed, NoInput, read_saved, read_stream
from summarizer.inputs.sources import Source, settle, source_name
from summarizer.schemas import Article, Briefing, Language, LeftOutSource
from summarizer.web.addresses import has_scheme


class Inputs(NamedTuple):
    """The sources of a page, each once, sorted by name; what is left out of it, and what could not be read."""

    sources: tuple[Source, ...]
    left_out: tuple[LeftOutSource, ...] = ()
    failed: tuple[Failed, ...] = ()


def gather_inputs(
    paths: Iterable[str | os.PathLike[str]],
    *,
    notes: Note,
    language: Language | None = None,
    detect: Detect | None = None,
    without: Path | None = None,
    fetch: Fetch | None = None,
    feeds: Feeds | None = None,
) -> Inputs:
    """Read articles and saved briefings from files, folders, addresses and "-"; `without`, the output, is no input.

    `language`, `detect` and `fetch` are as `load_article` takes them; `feeds` are read beside `paths`.

    Nothing raises: an input that can't be used is among `failed`, with the error that says why. The order of `paths` is of no
    account.
    """
    load = functools.partial(load_article, language=language, detect=detect, notes=notes)
    found, twice = _each_once(find_files(paths, notes, without=without))
    sources: list[Source] = []
    failed: list[Failed] = []
    for file in found:
        for read in _read(file.path, functools.partial(load, fetch=fetch)):
            if isinstance(read, Failed):
                if isinstance(read.error, NoInput | OwnOutput) and not file.named:
                    notes(f"{read.error}: passed over")
                else:
                    failed.append(read)
            elif isinstance(read, Article):
                sources.append(Source(source_name(read), read, None))
            else:
                sources.append(Source(source_name(read.article), None, read))
    for listed in read_feeds(feeds, load, notes) if feeds else ():
        if isinstance(listed, Failed):
            failed.append(listed)
        else:
            sources.append(Source(source_name(listed), listed))
    settled = settle(sources)
    left_out = (*twice, *settled.left_out)
    for name in settled.unfit:
        notes(f"{name}: its saved briefing cites what the article does not say there, and is not used")
    return Inputs(settled.sources, left_out, tuple(failed))


def _each_once(files: Iterable[Found]) -> tuple[list[Found], list[LeftOutSource]]:
    """Return every file once, sorted by path, and the further names of those that are there under several."""
    kept: dict[str, Found] = {}
    twice = []
    named: dict[str, Found] = {}
    for file in files:
        if file.named or file.path not in named:
            named[file.path] = file
    for path in sorted(named):
        place = path if path == "-" or has_scheme(path) else os.path.realpath(path)
        if place in kept:
            twice.append(LeftOutSource(source=_shown(path), reason="same_file", of=_shown(kept[place].path)))
        else:
            kept[place] = named[path]
    return list(kept.values()), twice


def _read(path: str, load: Callable[[str], Article]) -> Iterator[Article | Briefing | Failed]:
    """Yield what a file or standard input holds."""
    if path == "-" and sys.stdin is not None and isinstance(sys.stdin.buffer, io.BufferedReader):
        if sys.stdin.buffer.peek(1).lstrip()[:1] == b"{":
            yield from read_stream(sys.stdin.buffer, "standard input")
            return
    elif path.lower().endswith(SAVED_SUFFIXES) and not has_scheme(path):
        yield from read_saved(path)
        return
    name = "standard input" if path == "-" else _shown(path)
    try:
        article = load(path)
        yield article if article.path or has_scheme(path) else article.model_copy(update={"path": name})
    except OwnOutput as error:
        # Saved briefings in a file of another name, or from another process.
        yield from read_stream(io.BytesIO(error.saved.encode()), name) if error.saved else [Failed(name, error)]
    except InputError as error:
        yield Failed(name, error)


def _shown(path: str) -> str:
    """Return a path as text that can be written: a name that is no UTF-8 has escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
