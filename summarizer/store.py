"""What was paid for once: replies, briefings and fetched pages in one SQLite file, found again by what they depend on.

Several processes may use one file at once (WAL). A store that can't be read is set aside, never deleted; one that can't
be written costs its use, not the run.
"""

import datetime
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from summarizer.errors import ConfigError, OutputError
from summarizer.web.pages import Page

R = TypeVar("R")
Note = Callable[[str], None]
Clock = Callable[[], datetime.datetime]

_WAIT_S = 30.0
"""How long one process waits for another's write."""

_MIGRATIONS = (
    """
    CREATE TABLE replies (
        key TEXT PRIMARY KEY, article TEXT NOT NULL, step TEXT NOT NULL, host TEXT NOT NULL, model TEXT NOT NULL,
        kept TEXT NOT NULL, body BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX replies_of_article ON replies (article);
    CREATE TABLE briefings (
        key TEXT PRIMARY KEY, article TEXT NOT NULL, name TEXT NOT NULL, engine TEXT NOT NULL, model TEXT NOT NULL,
        kept TEXT NOT NULL, body BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX briefings_of_article ON briefings (article);
    CREATE INDEX briefings_by_age ON briefings (kept);
    CREATE TABLE languages (article TEXT PRIMARY KEY, language TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE pages (address TEXT PRIMARY KEY, said TEXT NOT NULL, kept TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    """,
)
"""One script per version of the file; the number of those done is its `user_version`."""

_TABLES = {"replies", "briefings", "languages"}
_ANOTHER = "name another with --store, or --no-store"


class Row(NamedTuple):
    """A kept briefing without its body; `name` is the article's title or path, `kept` an ISO time in UTC, `size` in bytes."""

    key: str
    article: str
    name: str
    engine: str
    model: str
    kept: str
    size: int


class Pruned(NamedTuple):
    """How much was removed."""

    briefings: int
    replies: int


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Store:
    """A file of replies and briefings; use it as a context manager.

    `notes` is told what went wrong without costing the run. Entering raises ConfigError where a newer or another
    program made the file, OutputError where it can't be opened at all.
    """

    def __init__(self, path: Path, *, notes: Note = lambda _text: None, clock: Clock = _now) -> None:
        """Remember the place; nothing is opened yet."""
        self.path = path
        self._notes = notes
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._told = False

    def __enter__(self) -> Self:
        """Open the file, made with its folder where missing, and bring it to this version."""
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError as error:
            if _is_trouble(error):
                raise OutputError(f"{self.path}: can't be opened: {error}", hint="--no-store does without") from None
            if _is_text(self.path):
                raise ConfigError(f"{self.path} is a text, no store", hint=_ANOTHER) from None
            self._set_aside(error)
            self._connection = self._open()
        except OSError as error:
            raise OutputError(f"{self.path}: can't be opened: {error.strerror or error}", hint=_ANOTHER) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def reply(self, key: str) -> bytes | None:
        """Return the body of a kept reply."""
        return self._body("SELECT body FROM replies WHERE key = ?", key)

    def keep_reply(self, key: str, body: bytes, *, article: str, step: str, host: str, model: str) -> None:
        """Keep the body of a reply to a request; the same request's former one is replaced."""
        values = (key, article, step, host, model, self._time(), zlib.compress(body, 1))
        self._write("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def forget_replies(self, article: str, *, step: str | None = None) -> None:
        """Remove what led to no briefing, of one step or of all, so that the next run asks anew."""
        self._write("DELETE FROM replies WHERE article = ? AND (? IS NULL OR step = ?)", (article, step, step))

    def briefing(self, key: str) -> bytes | None:
        """Return a kept briefing as JSON."""
        return self._body("SELECT body FROM briefings WHERE key = ?", key)

    def keep_briefing(self, key: str, body: bytes, *, article: str, name: str, engine: str, model: str | None) -> None:
        """Keep a briefing as JSON."""
        values = (key, article, name, engine, model or "", self._time(), zlib.compress(body, 1))
        self._write("INSERT OR REPLACE INTO briefings VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def language(self, article: str) -> str | None:
        """Return the language that was detected for an article."""
        rows = self._read("SELECT language FROM languages WHERE article = ?", (article,))
        return str(rows[0][0]) if rows else None

    def keep_language(self, article: str, language: str) -> None:
        """Keep the language that was detected for an article."""
        self._write("INSERT OR REPLACE INTO languages VALUES (?, ?)", (article, language))

    def page(self, address: str) -> Page | None:
        """Return the page that was fetched from an address."""
        body = self._body("SELECT body FROM pages WHERE address = ?", address)
        rows = self._read("SELECT said, kept FROM pages WHERE address = ?", (address,))
        if body is None or not rows:
            return None
        said, kept = rows[0]
        url, content_type, charset, etag, modified = json.loads(said)
        return Page(url, content_type, charset, etag, modified, datetime.datetime.fromisoformat(kept), body)

    def keep_page(self, address: str, page: Page) -> None:
        """Keep a page that was fetched, in place of a former one."""
        said = json.dumps(page[:5])
        values = (address, said, _written(page.checked), zlib.compress(page.body, 1))
        self._write("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", values)

    def rows(self) -> Iterator[Row]:
        """Yield the kept briefings, the newest first."""
        query = "SELECT key, article, name, engine, model, kept, length(body) FROM briefings ORDER BY kept DESC, key"
        yield from (Row(*row) for row in self._read(query))

    def find(self, start: str) -> list[Row]:
        """Return the kept briefings whose key or article id begins with `start`, the newest first."""
        return [row for row in self.rows() if row.key.startswith(start) or row.article.startswith(start)]

    def prune(self, *, before: datetime.datetime | None = None) -> Pruned:
        """Remove what was kept before a time, or everything, and give the space back."""
        limit = _written(before) if before else "~"
        briefings = self._write("DELETE FROM briefings WHERE kept < ?", (limit,))
        replies = self._write("DELETE FROM replies WHERE kept < ?", (limit,))
        self._write("DELETE FROM pages WHERE kept < ?", (limit,))
        if before is None:
            self._write("DELETE FROM languages", ())
        self._do(lambda connection: connection.execute("VACUUM"), None)
        return Pruned(briefings, replies)

    def _body(self, query: str, key: str) -> bytes | None:
        rows = self._read(query, (key,))
        if not rows:
            return None
        try:
            return zlib.decompress(rows[0][0])
        except (zlib.error, TypeError):
            # One damaged entry is a miss; it is replaced when the work is done again.
            return None

    def _read(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        def read(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(query, values).fetchall()

        return self._do(read, [])

    def _write(self, query: str, values: tuple[object, ...]) -> int:
        def write(connection: sqlite3.Connection) -> int:
            return connection.execute(query, values).rowcount

        return self._do(write, 0)

    def _do(self, action: Callable[[sqlite3.Connection], R], default: R) -> R:
        """Do one thing with the file; where that fails, say so once and go on as if nothing were kept."""
        if self._connection is None:
            return default
        try:
            return action(self._connection)
        except sqlite3.DatabaseError as error:
            if _is_trouble(error):
                self._tell(f"the store {self.path} can't be used now ({error}); going on without it")
                return default
            self._connection.close()
            self._set_aside(error)
            try:
                self._connection = self._open()
            except (sqlite3.DatabaseError, OSError):
                self._connection = None
            return default

    def _tell(self, text: str) -> None:
        if not self._told:
            self._told = True
            self._notes(text)

    def _time(self) -> str:
        return _written(self._clock())

    def _open(self) -> sqlite3.Connection:
        """Open and migrate; the file and what SQLite puts beside it are for this user only."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
        # Each statement commits by itself; the event loop's thread need not be the one that opened it.
        connection = sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # A power cut may cost the last entries, never the file; each commit would else wait for the disk.
            connection.execute("PRAGMA synchronous = NORMAL")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the file to this version in one transaction."""
        connection.execute("BEGIN IMMEDIATE")
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            self._refuse_newer(version)
            self._refuse_foreign(connection)
            for script in _MIGRATIONS[version:]:
                for statement in filter(str.strip, script.split(";")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _refuse_newer(self, version: int) -> None:
        if version > len(_MIGRATIONS):
            hint = "update, or name another with --store"
            raise ConfigError(f"{self.path} was made by a newer version of this program", hint=hint)

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        """Raise ConfigError for the database of another program; one without tables is new."""
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and _TABLES - tables:
            raise ConfigError(f"{self.path} is a database of another program", hint=_ANOTHER)

    def _set_aside(self, error: sqlite3.Error) -> None:
        """Rename a damaged file, and what belongs to it, out of the way."""
        stamp = self._clock().strftime("%Y%m%dT%H%M%S.%f")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{self.path}{suffix}").rename(f"{aside}{suffix}")
        self._notes(f"the store {self.path} is damaged ({error}); it was set aside as {aside.name}, a new one begins")


def _written(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _is_trouble(error: sqlite3.DatabaseError) -> bool:
    """Tell what may pass or is the disk's (locked, full, read-only), or that another thread closed the file, from damage."""
    kinds = sqlite3.OperationalError | sqlite3.ProgrammingError
    return isinstance(error, kinds) and "malformed" not in str(error) and "disk image" not in str(error)


def _is_text(path: Path) -> bool:
    """Say whether a file is somebody's text: what a crash leaves of a store has zero bytes, which no text has."""
    with path.open("rb") as file:
        return b"\0" not in file.read(4096)
