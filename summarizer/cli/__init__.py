"""The command line: parse, call, print, exit code. Each command imports what is heavy inside its body."""

from summarizer.cli.main import main

__all__ = ["main"]
