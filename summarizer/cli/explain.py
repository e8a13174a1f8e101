"""`summarize explain BRIEFING ITEM`: one item, its sentences, and each check with what it compared."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, get_args

import click

from summarizer.cli.messages import DONE, USAGE, printable, say_error
from summarizer.cli.options import ARTICLE, options
from summarizer.cli.output import Output
from summarizer.cli.verify import UNSUPPORTED, load_articles
from summarizer.errors import InputError

if TYPE_CHECKING:
    from summarizer.schemas import Briefing, Item, Language, Section
    from summarizer.verifying.explaining import Explanation

_MARK = re.compile(r"(?:\[\^)?(?P<article>[0-9a-f]{6,16})-(?P<sentence>[1-9][0-9]{0,8})\]?")
_ITEM = re.compile(r"(?P<section>[\w ]+?)[ :#]?(?P<number>[0-9]{1,6})?")
_ITEM_HINT = "an item is a section and a number: figures 3, Zahlen 3, statements:1, headline, rejected 2; or a footnote: 3fa9c1-7"


@click.command(
    "explain",
    short_help="Why an item stands in a briefing.",
    params=[
        click.Argument(["file"], type=ARTICLE, metavar="BRIEFING"),
        click.Argument(["words"], nargs=-1, required=True, metavar="ITEM"),
        click.Option(
            ["--against"],
            type=ARTICLE,
            multiple=True,
            metavar="ARTICLE",
            help="The article; without it the briefing's own quotations.",
        ),
        *options("output", "published", "language", "offline", "allow_private", "quiet", "verbose"),
    ],
)
def explain(file: str, words: Sequence[str], against: Sequence[str], **values: Any) -> int:
    """Show an item of a briefing (JSON), the sentences it rests on, and each check with what it compared.

    ITEM is a section and a number as on the page (figures 3, Zahlen 3, headline, rejected 2), or a footnote: then every item
    that cites the sentence. Exit code 4 means that an item is not borne out.
    """
    from summarizer.verifying.explaining import explain_item

    try:
        briefing = _briefing(file)
        source = _source(briefing, against, values, file)
        name = " ".join(words)
        rejected = _rejected(briefing, name)
        chosen = [] if rejected else list(_chosen(briefing, name))
    except InputError as error:
        say_error(str(error), error.hint)
        return USAGE
    if not rejected and not chosen:
        say_error(f"{file}: no item {name[:60]!r}", _ITEM_HINT)
        return USAGE
    explained: list[tuple[Section, Item, Explanation]] = [
        (section, item, explain_item(briefing, section, item, source)) for section, item in chosen
    ]
    with Output(values["output"]) as output:
        blocks = [
            *rejected,
            *("\n".join(_lines(section, item, told, briefing.article.language)) for section, item, told in explained),
        ]
        output.write("\n\n".join(blocks) + "\n")
        output.commit()
    return DONE if all(hasattr(one.outcome, "verdict") for _, _, one in explained) and not rejected else UNSUPPORTED


def _briefing(file: str) -> "Briefing":
    """Return the one briefing in a file; raises InputError where there is none, or several."""
    from summarizer.verification import load_document
    from summarizer.verifying import Briefings

    document = load_document(file)
    if not isinstance(document, Briefings) or len(document.briefings) != 1:
        raise InputError(f"{file}: explain takes one briefing", hint="save it with: summarize ARTICLE -f json -o FILE")
    return document.briefings[0][1]


def _source(briefing: "Briefing", against: Sequence[str], values: dict[str, Any], file: str) -> Any:
    """Return the briefing's article as grounding sees it, None where no article is named."""
    if not against:
        return None
    from summarizer.verifying import Shelf
    from summarizer.verifying.briefings import source_of

    return source_of(briefing.article, Shelf(load_articles(against, values, file)))


def _place(name: str) -> tuple[str, int] | None:
    """Return section and number of an item as a user names it, in either language; None where it is none."""
    from summarizer.render.labels import LABELS
    from summarizer.schemas import Section

    match = _ITEM.fullmatch(name.strip())
    if not match:
        return None
    sections = {
        label.get(section, section).lower(): section for label in LABELS.values() for section in (*get_args(Section), "rejected")
    }
    known = sections | {section: section for section in sections.values()}
    section = known.get(match["section"].strip().lower())
    number = int(match["number"] or (1 if section == "headline" else 0))
    return (section, number) if section and number else None


def _rejected(briefing: "Briefing", name: str) -> list[str]:
    """Return a rejected item with its reason, where one is meant."""
    place = _place(name)
    if place is None or place[0] != "rejected" or place[1] > len(briefing.rejected):
        return []
    one = briefing.rejected[place[1] - 1]
    words = (f"  {field}: {value}" for field, value in one.item.items() if value not in (None, "", []))
    return ["\n".join(printable(line) for line in (f"rejected {place[1]} ({one.section})", *words, f"  {one.reason} ({one.code})"))]


def _chosen(briefing: "Briefing", name: str) -> "Iterator[tuple[Section, Item]]":
    """Yield the items that are meant, in the order of the page."""
    mark, place = _MARK.fullmatch(name.strip()), _place(name)
    count: dict[str, int] = {}
    for section, item in briefing.items():
        count[section] = count.get(section, 0) + 1
        cites = mark and briefing.article.id.startswith(mark["article"])
        if (section, count[section]) == place or (
            cites and mark and any(proof.sentence == int(mark["sentence"]) for proof in item.evidence)
        ):
            yield section, item


def _lines(section: "Section", item: "Item", explained: "Explanation", language: "Language") -> Iterator[str]:
    """Yield an item, its sentences with the copied words between marks, its checks and the outcome."""
    from summarizer.render.labels import LABELS
    from summarizer.schemas import Item
    from summarizer.verifying.items import draft_of, words_of

    label = LABELS[language]
    yield printable(f"{label[f'one_{section}']} {words_of(draft_of(item))}")
    for proof, spans in explained.evidence:
        text, position = "", 0
        for start, end in spans:
            if start >= position:
                text += f"{proof.text[position:start]}⟦{proof.text[start:end]}⟧"
                position = end
        quoted = " ".join((text + proof.text[position:]).split())
        yield printable(f"  {label['sentence']} {proof.sentence} ({proof.start}–{proof.end}): {quoted}")
    width = max(len(check.name) for check in explained.checks)
    for check in explained.checks:
        sign = {True: "✓", False: "✗", None: "·"}[check.holds]
        found = f" ← {check.found}" if check.found and check.found != check.claimed else ""
        yield printable(f"  {sign} {check.name:<{width}}  {check.claimed or '–'}{found}")
    outcome = explained.outcome
    yield printable(f"  → {outcome.verdict}" if isinstance(outcome, Item) else f"  → {outcome.reason} ({outcome.code})")
