"""Fuzz one target for a while: python -m fuzz.run TARGET SECONDS [FOLDER]; crashes and what was learnt stay in FOLDER."""

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
LONGEST = {"numerals": 2_000, "draft": 2_000, "orders": 2_000}
"""Bytes of an input where not 20,000: what reads one sentence or one field gets no more."""

atheris.enabled_hooks.add("str")
with atheris.instrument_imports(include=["summarizer", "schemas"]):
    from fuzz.targets import SEEDS, TARGETS


def seeds() -> list[bytes]:
    """Return what the fuzzers begin with: articles, recordings with their drafts, attacks, a page."""
    kinds = (
        "fixtures/articles/*.txt",
        "fixtures/recordings/*.json",
        "tests/attacks/*",
        "docs/markdown.md",
        "tests/snapshots/**/*.md",
    )
    files = [path for kind in kinds for path in sorted(ROOT.glob(kind)) if path.is_file()]
    whole = [path.read_bytes() for path in files]
    return [*whole, *(part for text in whole for part in text.split(b"\n\n") if 20 < len(part) < 2_000)]


def main() -> None:
    """Run libFuzzer on the target that is named."""
    name, seconds = sys.argv[1], int(sys.argv[2])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate([*(text.encode() for text in SEEDS.get(name, ())), *seeds()]):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=20",
        f"-max_len={LONGEST.get(name, 20_000)}",
        f"-artifact_prefix={corpus}-",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
