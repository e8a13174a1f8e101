"""The English dictionary."""

from summarizer.preloaded import load_dictionary

load_dictionary("en")
