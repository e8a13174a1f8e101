"""The German dictionary."""

from summarizer.preloaded import load_dictionary

load_dictionary("de")
