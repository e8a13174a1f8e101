"""A folder of tables, replaced file by file, each as a whole (IO)."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from summarizer.cli.output import Output
from summarizer.errors import OutputError


class TableFolder:
    """A folder with a file for each table; each is replaced as a whole, and none before all are written.

    Entering raises OutputError where nothing could be written, which is before any model call is paid for.
    """

    def __init__(self, folder: Path, tables: tuple[str, ...]) -> None:
        """Remember the place; nothing is opened yet."""
        self._folder = folder
        self._tables = tables
        self._files: dict[str, Output] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Make the folder and open its files."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            reason = "is a file, and a folder is needed" if self._folder.is_file() else f"can't be made: {error}"
            raise OutputError(f"{self._folder}: {reason}") from None
        with ExitStack() as stack:
            self._files = {name: stack.enter_context(Output(self._folder / f"{name}.csv")) for name in self._tables}
            self._stack = stack.pop_all()
        return self

    def write(self, text: str) -> None:
        """Refuse text that is no table."""
        raise OutputError(f"{self._folder}: only tables go here, not {text[:20]!r}")

    def write_tables(self, tables: Mapping[str, str]) -> None:
        """Write all tables; the mark at the beginning tells Excel that they are UTF-8."""
        for name, text in tables.items():
            self._files[name].write(f"\ufeff{text}")

    def commit(self) -> None:
        """Put all files in their places."""
        for file in self._files.values():
            file.commit()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the files, and remove what was not committed."""
        self._stack.__exit__(kind, error, trace)
