"""Files and folders named on the command line become the files to read (IO)."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Note = Callable[[str], None]

ARTICLE_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml", "")
"""What is read as an article in a folder; a file that is named itself may be called anything."""

SAVED_SUFFIXES = (".json", ".jsonl", ".ndjson")
"""What is read as saved briefings, wherever it stands."""


class Found(NamedTuple):
    """A file to read; `named` says that it was named itself, not found in a folder."""

    path: str
    named: bool


def find_files(paths: Iterable[str | os.PathLike[str]], notes: Note, *, without: Path | None = None) -> Iterator[Found]:
    """Yield the files among `paths` as they are and those in its folders, at any depth, sorted; `without` is passed over.

    In a folder, hidden files, other kinds of files and links to folders are left alone; `notes` is told, except of hidden ones.
    """
    for path in (os.fspath(one) for one in paths):
        if path != "-" and os.path.isdir(path):  # noqa: PTH112 - a Path would drop the ./ of what the user wrote
            yield from _in_folder(path, notes, without)
        else:
            yield Found(path, named=True)


def _in_folder(folder: str, notes: Note, without: Path | None) -> Iterator[Found]:
    """Yield the readable files of a folder and of those in it."""
    others: dict[str, int] = {}

    def unreadable(error: OSError) -> None:
        notes(f"{error.filename}: can't be read: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=unreadable):
        for name in sorted(folders):
            if not name.startswith(".") and os.path.islink(os.path.join(place, name)):  # noqa: PTH114, PTH118 - as above
                notes(f"{place}/{name}: a link to a folder is not followed")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)  # noqa: PTH118 - as above
            suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - as above
            if name.startswith(".") or (without and is_same_file(path, without)):
                continue
            if suffix not in (*ARTICLE_SUFFIXES, *SAVED_SUFFIXES) or _is_special(path):
                others[suffix] = others.get(suffix, 0) + 1
            else:
                yield Found(path, named=False)
    for suffix, count in sorted(others.items()):
        notes(f"{folder}: {count} file{'s' * (count > 1)} of another kind passed over ({suffix or 'no regular file'})")


def _is_special(path: str) -> bool:
    """Say whether a path is a pipe, socket or device, which would not end; a broken link is for reading to report."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as above
    except OSError:
        return False


def is_same_file(path: str, other: Path) -> bool:
    """Say whether both are one file; what can't be looked at is for reading and writing to report."""
    try:
        return other.samefile(path)
    except (OSError, ValueError):
        return False
