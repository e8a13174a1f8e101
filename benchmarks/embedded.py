"""The embedded model: start, seconds for 500 words, peak memory, and how much of llama.cpp's own throughput is kept.

One thread after the other, because two are far slower than one beside a busy process. Each row is a process of its own.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt"))
RUNS = 3


def measure(threads: int) -> dict[str, float]:
    """Start the model, tag both sample articles RUNS times, and return what that took (best run)."""
    import resource

    begun = time.perf_counter()
    from summarizer.articles import load_article
    from summarizer.local import weights
    from summarizer.local.head import trained_heads
    from summarizer.local.server import MAXIMUM_TOKENS, Server
    from summarizer.local.tagger import tag_unit, unit_states
    from summarizer.local.units import read_units, unit_features
    from summarizer.local.words import word_spans
    from summarizer.sentences import split_sentences

    articles = [load_article(path) for path in ARTICLES]
    path = weights.find()
    with Server(path, threads=threads) as server:
        trained_heads()
        started = time.perf_counter() - begun
        whole, model, words, tokens = [], [], 0, 0
        for run in range(RUNS):
            begun = time.perf_counter()
            states_s = 0.0
            for article in articles:
                sentences = split_sentences(article.text, article.language)
                units = list(read_units(article.text, sentences, server.tokenize, limit=MAXIMUM_TOKENS - 1))
                for unit, features in zip(units, unit_features(article.text, units, sentences), strict=True):
                    asked = time.perf_counter()
                    states = unit_states(server, unit)
                    states_s += time.perf_counter() - asked
                    list(tag_unit(article.text, unit, features, states))
                if not run:
                    words += sum(any(c.isalnum() for c in article.text[slice(*span)]) for span in word_spans(article.text))
                    tokens += sum(len(unit.tokens) + 1 for unit in units)
            whole.append(time.perf_counter() - begun)
            model.append(states_s)
    return {
        "start_s": started,
        "per_500_words_s": 500 * min(whole) / words,
        "model_tokens_per_s": tokens / min(model),
        "share": min(model) / min(whole),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Print one row for each number of threads."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int)
    chosen = parser.parse_args().threads
    if chosen:
        print(json.dumps(measure(chosen)))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("threads  start s  s per 500 words  tokens/s of llama.cpp  kept of it  peak MB")
    for threads in range(1, min(os.cpu_count() or 1, 4) + 1):
        done = subprocess.run([sys.executable, __file__, "--threads", str(threads)], capture_output=True, text=True, check=True)
        row = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{threads:7}  {row['start_s']:7.2f}  {row['per_500_words_s']:15.1f}  {row['model_tokens_per_s']:21.0f}"
            f"  {row['share']:10.0%}  {row['peak_mb']:7.0f}"
        )


if __name__ == "__main__":
    main()
