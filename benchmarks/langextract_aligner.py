"""Words located by langextract's aligner, in an environment of its own: JSON on standard input, JSON on standard output.

Imports nothing of this project, so that it runs wherever `pip install langextract` was.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

ROUNDS = 3


def main() -> None:
    """Read a list of {text, items, lies}; write for each the seconds for its items, and which lies keep a location."""
    resolver, data = import_module("langextract.resolver"), import_module("langextract.core.data")
    aligner = resolver.WordAligner()

    def locate(words: list[str], text: str) -> list[bool]:
        extractions = [data.Extraction(extraction_class="item", extraction_text=one) for one in words]
        groups = aligner.align_extractions([extractions], text)
        return [one.char_interval is not None and one.char_interval.start_pos is not None for group in groups for one in group]

    answers: list[dict[str, Any]] = []
    for task in json.load(sys.stdin):
        times = []
        for _ in range(ROUNDS if task["items"] else 0):
            started = time.perf_counter()
            locate(task["items"], task["text"])
            times.append(time.perf_counter() - started)
        # One call a lie: in one call with all, lies would compete for places.
        kept = [locate([lie], task["text"])[0] for lie in task["lies"]]
        answers.append({"seconds": min(times, default=0.0), "kept": kept})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
