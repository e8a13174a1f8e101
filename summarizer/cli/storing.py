"""The store of a command: which file, and what happens where it can't be opened."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from summarizer.cli.messages import noted
from summarizer.errors import OutputError

if TYPE_CHECKING:
    from summarizer.schemas import Language
    from summarizer.store import Store

FILE_NAME = "store.sqlite"


def store_path(given: Path | None) -> Path:
    """Return the store's file: the one given, else the one in the user's data folder."""
    if given:
        return given
    import platformdirs

    return platformdirs.user_data_path("summarize") / FILE_NAME


@contextlib.contextmanager
def opened_store(values: Mapping[str, Any]) -> "Iterator[Store | None]":
    """Open the store that a command's options name, None with --no-store.

    A store of one's own that can't be opened is an error; the usual one is then done without, with a note.
    """
    if values["no_store"] or values.get("replay"):
        yield None
        return
    from summarizer.store import Store

    note = noted(quiet=values["quiet"])
    with contextlib.ExitStack() as stack:
        try:
            store: Store | None = stack.enter_context(Store(store_path(values["store"]), notes=note))
        except OutputError as error:
            if values["store"]:
                raise
            note(f"{error}; going on without a store")
            store = None
        yield store


def remembered_language(store: "Store | None") -> "Callable[[str, str], Language] | None":
    """Return a detection that looks into the store first: the detecting library takes half a second to load."""
    if store is None:
        return None

    def detect(text: str, name: str) -> "Language":
        from summarizer.schemas import article_id

        article = article_id(text)
        if (known := store.language(article)) in ("de", "en"):
            return cast("Language", known)
        from summarizer.articles import detect_language

        found = detect_language(text, name)
        store.keep_language(article, found)
        return found

    return detect
