"""Score briefings made from tagged spans: python benchmarks/rules_engine.py [--spans rules|gold|local] [--misses SECTION] PATH...

PATH is gold JSON, annotated XML, or a folder of them; `--split train` keeps the XML of that part. `--spans gold` takes the
spans that readers marked, which shows what assembly alone costs.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from summarizer.articles import read_article
from summarizer.assembly import assemble
from summarizer.evaluation import Answers, evaluate
from summarizer.gold.conversion import to_gold
from summarizer.gold.files import open_markup
from summarizer.gold.model import Gold, GoldText
from summarizer.gold.reading import read_gold
from summarizer.grounding import Source, ground, measure_coverage
from summarizer.joining import join_items
from summarizer.local.spans import TaggedSpan
from summarizer.rules import tag
from summarizer.schemas import Article, ArticleInfo, Briefing, Rejected, Run, Sentence, Usage
from summarizer.scoring.tables import evaluation_page
from summarizer.sentences import split_sentences

Tag = Callable[[Article, Sequence[Sentence]], Sequence[TaggedSpan]]


def read_texts(paths: Sequence[Path], split: str | None) -> list[GoldText]:
    """Return the gold of files and folders."""
    texts: list[GoldText] = []
    for path in paths:
        xml = sorted(path.rglob("*.xml")) if path.is_dir() else [path] * (path.suffix == ".xml")
        if xml and split:
            wanted = set(json.loads((path.parent / "split.json").read_text(encoding="utf-8"))[split])
            xml = [file for file in xml if file.relative_to(path).as_posix() in wanted]
        for file in xml:
            markup = open_markup(file)
            gold = to_gold(markup, file=f"{file.parent.name}-{file.stem}.txt", name=str(file))
            article = read_article(markup.text, language=gold.article.language, published=gold.article.published)
            texts.append(GoldText(gold, article, file))
        if not xml:
            texts += read_gold([path]).texts
    return texts


def gold_spans(gold: Gold) -> Iterator[TaggedSpan]:
    """Yield what a perfect tagger would find."""
    for actor in gold.actors:
        yield from (TaggedSpan(one.start, one.end, "actor", one.kind or actor.kind) for one in actor.mentions)
    for statement in gold.statements:
        speakers = statement.speaker_pieces or ([statement.speaker_span] if statement.speaker_span else [])
        yield from (TaggedSpan(one.start, one.end, "speaker") for one in speakers)
        yield from (TaggedSpan(one.start, one.end, "cue") for one in statement.cue_pieces)
        pieces = statement.pieces or (statement.content,)
        yield from (TaggedSpan(one.start, one.end, "content", form=getattr(one, "form", None) or statement.type) for one in pieces)


def brief(article: Article, tagger: Tag) -> Briefing:
    """Return the briefing that an article's spans make."""
    sentences = split_sentences(article.text, article.language)
    draft = assemble(article, sentences, tagger(article, sentences))
    source = Source(article, sentences)
    outcomes = ground(draft, source, by="rules")
    items = [(outcome.section, outcome.item) for outcome in outcomes if outcome.item]
    spans = [span for outcome in outcomes if outcome.item for span in outcome.covers]
    known = article.model_dump(exclude={"text"})
    return Briefing(
        article=ArticleInfo(**known, characters=len(article.text), sentences=len(sentences)),
        **join_items(items),
        rejected=tuple(outcome.rejected for outcome in outcomes if outcome.rejected),
        coverage=measure_coverage(source, [item for _, item in items], spans),
        run=Run(
            engine="rules",
            model=None,
            prompt_hash="",
            schema_hash="",
            requests=0,
            retries=0,
            reasks=0,
            repairs=0,
            seconds=None,
            usage=Usage(),
        ),
    )


def taggers(name: str, texts: Sequence[GoldText]) -> Tag:
    """Return the tagger of a name."""
    if name == "rules":
        return tag
    if name == "gold":
        spans = {text.article.id: tuple(gold_spans(text.gold)) for text in texts}
        return lambda article, _: spans[article.id]
    from summarizer.local.tagger import Tagger

    return Tagger().tag


def show(texts: Sequence[GoldText], briefings: Sequence[Briefing], sections: Sequence[str]) -> None:
    """Print what went wrong in some sections, and every item that grounding rejects."""
    run = evaluate(texts, Answers("rules", tuple(briefings)))
    for score in run.scores:
        for remark in score.remarks:
            if remark.section in sections:
                print(f"{score.file} {remark.section} {remark.judgement}/{remark.code}: {remark.reason}")
    for briefing, text in zip(briefings, texts, strict=True):
        for entry in briefing.rejected:
            if not sections or entry.section in sections or "rejected" in sections:
                item = json.dumps(entry.item, ensure_ascii=False)
                print(f"{text.gold.article.file} REJECTED {entry.section} {entry.code}: {entry.reason} {item}")


def rejected_lines(rejected: Sequence[Rejected]) -> Iterator[str]:
    """Yield how many items grounding rejects, by section and reason."""
    for (section, code), count in sorted(Counter((entry.section, entry.code) for entry in rejected).items()):
        yield f"{section}: {code} {count}"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--spans", default="rules", choices=["rules", "gold", "local"])
    parser.add_argument("--split", default=None)
    parser.add_argument("--misses", nargs="*", default=None)
    options = parser.parse_args()
    texts = read_texts(options.paths, options.split)
    tagger = taggers(options.spans, texts)
    tagger(texts[0].article, split_sentences(texts[0].article.text, texts[0].article.language))
    start = time.perf_counter()
    briefings = [brief(text.article, tagger) for text in texts]
    seconds = time.perf_counter() - start
    if options.misses is not None:
        show(texts, briefings, options.misses)
    page = evaluation_page([evaluate(texts, Answers(options.spans, tuple(briefings)))], [], misses=False)
    sys.stdout.write(page.split("\n\nde,")[0])
    rejected = [entry for briefing in briefings for entry in briefing.rejected]
    items = sum(1 for briefing in briefings for _ in briefing.items())
    print(f"\n\nrejected {len(rejected)} of {items + len(rejected)}: " + "; ".join(rejected_lines(rejected)))
    print(f"{1000 * seconds / len(texts):.0f} ms an article, grounding and scoring of it included")


if __name__ == "__main__":
    main()
