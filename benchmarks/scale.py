"""How costs grow from one article to a million: merge by shards, store, journal, and what an article takes on the disk.

    python -m benchmarks.scale merge [--shard 1000] [--briefings 1000000] [--minutes 30]
    python -m benchmarks.scale files [--rows 1000 10000 100000]

`merge` splits a generated day (benchmarks/merge.py) into shards, as desks split theirs by topic and language, merges one after the
other, and prints a line at each power of ten and where the time is up; what is beyond is for the reader to extrapolate. `files`
fills a store and an output with the hand-written briefing of the first sample, and times adding, looking up and opening again.
"""

import argparse
import gc
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.merge import DAY, day
from summarizer import Settings, load_article, summarize
from summarizer.batch.journal import Journal
from summarizer.merge import merge_briefings
from summarizer.recording_files import read_recording
from summarizer.schemas import Briefing
from summarizer.store import Store

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "fixtures" / "articles" / "000_06a67fbbd5e2eef7.txt"
RECORDINGS = ROOT / "fixtures" / "recordings"


def main() -> None:
    """Print one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    merging = kinds.add_parser("merge")
    merging.add_argument("--shard", type=int, default=1000)
    merging.add_argument("--briefings", type=int, default=1_000_000)
    merging.add_argument("--minutes", type=float, default=30.0)
    filling = kinds.add_parser("files")
    filling.add_argument("--rows", type=int, nargs="+", default=[1000, 10_000, 100_000])
    chosen = parser.parse_args()
    if chosen.kind == "merge":
        _merge(chosen.shard, chosen.briefings, chosen.minutes * 60)
    else:
        _files(chosen.rows)


def _merge(shard: int, total: int, limit_s: float) -> None:
    """Merge shard by shard until all are merged or the time is up."""
    print(f"shards of {shard} briefings; processor seconds of the merge alone")
    print(f"{'briefings':>10} {'merge s':>9} {'ms each':>8} {'slowest s':>9} {'peak MB':>8} {'page kB':>8}", flush=True)
    began, spent_s, slowest_s, page_bytes = time.monotonic(), 0.0, 0.0, 0
    told = shard
    for done in range(shard, total + 1, shard):
        briefings = day(shard, done)
        gc.collect()
        begun = time.process_time()
        page = merge_briefings(briefings, date=DAY, language="de")
        took_s = time.process_time() - begun
        spent_s, slowest_s = spent_s + took_s, max(slowest_s, took_s)
        page_bytes += len(page.model_dump_json())
        up = time.monotonic() - began >= limit_s
        if done >= told or up:
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            each_ms, page_kb = spent_s / done * 1000, page_bytes / done * shard / 1000
            print(f"{done:>10} {spent_s:>9.1f} {each_ms:>8.2f} {slowest_s:>9.1f} {peak_mb:>8.0f} {page_kb:>8.0f}", flush=True)
            told = min(told * 10, told + 100_000) if done >= told else told
        if up:
            print(f"the time is up after {time.monotonic() - began:.0f} s")
            return


def _files(rows: list[int]) -> None:
    """Print the table of store and output."""
    briefing = summarize(load_article(SAMPLE, language="de"), Settings(replay=RECORDINGS))
    body = briefing.model_dump_json().encode()
    reply = read_recording(next(RECORDINGS.glob("097b111f*.json"))).interactions[0].response.content()
    print(f"an article of {len(SAMPLE.read_bytes())} bytes: reply {len(reply)}, briefing {len(body)} bytes")
    heads = ("articles", "store B", "keep ms", "look up ms", "output B", "append ms", "open s")
    print(" ".join(f"{head:>10}" for head in heads))
    for count in rows:
        with tempfile.TemporaryDirectory() as name:
            stored = _fill_store(Path(name) / "store.sqlite", count, reply, body)
            written = _fill_journal(Path(name) / "out.jsonl", count, briefing)
        print(f"{count:>10}", *stored, *written, flush=True)


def _fill_store(path: Path, count: int, reply: bytes, body: bytes) -> tuple[str, ...]:
    """Return bytes per article, milliseconds to keep an article's two entries, and to look one up."""
    with Store(path) as store:

        def keep(number: int) -> None:
            article = f"{number:016x}"
            store.keep_reply(f"r{number}", reply, article=article, step="brief", host="h", model="m")
            store.keep_briefing(f"b{number}", body, article=article, name="n", engine="endpoint", model="m")

        keep_ms = _each_ms(keep, range(count))
        look_ms = _each_ms(lambda number: store.briefing(f"b{number}"), range(0, count, max(1, count // 1000)))
    return f"{path.stat().st_size / count:>10.0f}", f"{keep_ms:>10.2f}", f"{look_ms:>10.2f}"


def _fill_journal(path: Path, count: int, briefing: Briefing) -> tuple[str, ...]:
    """Return bytes per line, milliseconds to append one, and seconds to open the file again."""
    with Journal(path) as journal:
        append_ms = _each_ms(lambda number: journal.write(f"{number:08}.txt", briefing=briefing), range(count))
    begun = time.process_time()
    with Journal(path):
        open_s = time.process_time() - begun
    return f"{path.stat().st_size / count:>10.0f}", f"{append_ms:>10.2f}", f"{open_s:>10.2f}"


def _each_ms(work: Callable[[int], object], numbers: range) -> float:
    """Return processor milliseconds for each number."""
    begun = time.process_time()
    for number in numbers:
        work(number)
    return (time.process_time() - begun) / len(numbers) * 1000


if __name__ == "__main__":
    main()
