"""Loaded once by the server that processes are forked from, so that they share it: the checks, and a module for each dictionary."""

import gc

from simplemma import lemmatize

import summarizer.checking as _checking
from summarizer.schemas import Language


def load_dictionary(language: Language) -> None:
    """Load a dictionary: 104 MB for German, 31 MB for English."""
    lemmatize(_checking.__name__, language)
    # Else each process's collector writes to every object, and thereby copies it.
    gc.freeze()
