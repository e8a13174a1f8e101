"""Loaded once by the server that processes are forked from, so that they share it: the German dictionary alone is 104 MB."""

import gc

from simplemma import lemmatize

import summarizer.checking as _checking

for _language in ("de", "en"):
    lemmatize(_checking.__name__, _language)

# Else each process's collector writes to every object, and thereby copies it.
gc.freeze()
