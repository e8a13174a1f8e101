"""Pages: what a page says is what the briefing says, whatever stands in the article; the sample pages, letter for letter.

`python -m tests.test_render` writes the snapshots anew; read the difference before committing it.
"""

import functools
import re
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import meta

from summarizer import load_article, summarize
from summarizer.render.environment import page_environment
from summarizer.render.footnotes import Footnotes
from summarizer.render.labels import CHECKED, CLASSES, DAILY_CHECKED, DAILY_SKIPPED, LABELS, SKIPPED
from summarizer.render.markdown import render_briefing
from summarizer.render.phrases import KINDS
from summarizer.schemas import Amount, Briefing, Evidence, Figure, Language, Line, Section, Statement, Uncovered
from tests.conftest import ARTICLES, RECORDINGS, ROOT
from tests.page_briefings import briefings, claims, empty, proofs
from tests.pages import DETAILS, REMARKS, read_page

WRONG = ROOT / "fixtures" / "wrong-replies"
SNAPSHOTS = Path(__file__).with_name("snapshots")
LeftOut = Literal["other_day", "same_file", "same_text"]
PAGES: dict[str, tuple[Path, Path, Language]] = {
    "page-first.md": (ARTICLES[0], RECORDINGS, "de"),
    "page-second.md": (ARTICLES[1], RECORDINGS, "de"),
    "page-second-en.md": (ARTICLES[1], RECORDINGS, "en"),
    "page-first-wrong.md": (ARTICLES[0], WRONG, "de"),
}


@functools.cache
def brief(article: Path, recordings: Path) -> Briefing:
    """Return the briefing of a sample article from recordings."""
    # Named as from a checkout's folder, so that a page does not depend on where that is.
    return summarize(load_article(article).model_copy(update={"path": article.name}), replay=recordings)


def render(name: str) -> str:
    """Return one of the pages that snapshots hold."""
    article, recordings, language = PAGES[name]
    return render_briefing(brief(article, recordings), language=language)


def read(page: str, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Read a page, its footnotes sorted by sentence."""
    found = read_page(page, language)
    return {**found, "notes": sorted(found["notes"], key=lambda note: int(note["label"].rpartition("-")[2]))}


@pytest.mark.parametrize("name", PAGES)
def test_sample_pages_stay_as_they_are(name: str) -> None:
    """The pages of the sample articles, right and wrong replies, letter for letter."""
    assert render(name) == (SNAPSHOTS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page_language", ["de", "en"])
@pytest.mark.parametrize("recordings", [RECORDINGS, WRONG], ids=["right", "wrong"])
@pytest.mark.parametrize("article", ARTICLES, ids=["first", "second"])
def test_a_sample_page_reads_back_as_its_briefing(article: Path, recordings: Path, page_language: Language) -> None:
    """A Markdown parser and the grammar give back every item with its sentences, and every footnote."""
    briefing = brief(article, recordings)
    assert read(render_briefing(briefing, language=page_language), page_language) == claims(briefing, page_language)


@settings(max_examples=150, deadline=None)
@given(briefings, st.sampled_from(["de", "en"]))
def test_any_page_reads_back_as_its_briefing(briefing: Briefing, language: Language) -> None:
    """No text, however hostile, changes what a page says or adds an item to it."""
    assert read(render_briefing(briefing, language=language), language) == claims(briefing, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_briefing_without_items_says_so_under_every_heading(language: Language) -> None:
    """An empty page has all its headings, claims nothing and ends in one line end."""
    page = render_briefing(empty(), language=language)
    assert read(page, language) == claims(empty(), language)
    assert page.count(LABELS[language]["no_items"]) == len(CHECKED)
    assert page.count(LABELS[language]["nothing"]) == len(SKIPPED) - 1
    assert page.endswith("\n")
    assert "\n\n\n" not in page


def test_front_matter_stands_under_the_heading() -> None:
    """Title, publisher, day and address are named; without a headline the title is the heading, in italics."""
    known = {"title": "Brücke *offen*", "publisher": "Stadtanzeiger", "published": "2025-02-12", "url": "https://welt.de/a"}
    headline = Line(text="Brücke frei", evidence=proofs([1]), verdict="exact", by="model")
    page = render_briefing(empty(**known).model_copy(update={"headline": headline}))
    assert page.splitlines()[:3] == [
        "# Brücke frei [^097b11-1]",
        "",
        r"Artikel: Brücke \*offen\* · Stadtanzeiger · 12. Februar 2025 · https:\//welt\.de/a",
    ]
    assert render_briefing(empty(**known), language="en").splitlines()[:3] == [
        r"# *Brücke \*offen\**",
        "",
        r"Article: Stadtanzeiger · 12 February 2025 · https:\//welt\.de/a",
    ]


def test_an_article_without_a_title_goes_by_its_file() -> None:
    """Among several pages an editor knows each by its file's name; the folder is nobody's business."""
    assert render_briefing(empty(path="folder/lage.txt")).startswith(r"# *lage\.txt*")
    assert render_briefing(empty()).startswith("# *Ohne Schlagzeile*\n\n## ")


def test_two_pages_of_one_article_define_a_footnote_once() -> None:
    """In one document the second page adds only the footnotes that the first has not."""
    first, second = (
        empty().model_copy(update={"summary": (Line(text="x", evidence=proofs(numbers), verdict="exact", by="model"),)})
        for numbers in ([1, 2], [2, 3])
    )
    footnotes = Footnotes()
    document = "\n".join(render_briefing(briefing, footnotes=footnotes) for briefing in (first, second))
    assert [line[:13] for line in document.splitlines() if line.startswith("[^")] == [
        "[^097b11-1]: ",
        "[^097b11-2]: ",
        "[^097b11-3]: ",
    ]
    assert render_briefing(first) == render_briefing(first)


def test_articles_whose_ids_begin_alike_have_longer_marks() -> None:
    """An article made to share the first digits of another can't borrow its sentences."""
    line = Line(text="x", evidence=proofs([1]), verdict="exact", by="model")
    footnotes = Footnotes()
    ids = ("097b111f3d1b95aa", "097b111f3d1b95ab", "097b11ffffffffff")
    marks = [footnotes.marks(article, line) for article in ids]
    assert marks == ["[^097b11-1]", "[^097b111-1]", "[^097b11f-1]"]
    assert [footnotes.marks(article, line) for article in ids] == marks


def test_forty_figures_and_a_very_long_sentence_stay_rows_and_lines() -> None:
    """Length breaks no row and no footnote: one line each, whatever the article's own line ends."""
    sentence = "Wort\n" * 5_000
    proof = (Evidence(sentence=1, start=0, end=1, text=sentence),)
    amount = Amount(text="7", low=None, high=None, unit=None, bound="exact")
    figure = Figure(
        amount=amount,
        counts=sentence,
        claimant=None,
        where=None,
        when=None,
        series=None,
        evidence=proof,
        verdict="exact",
        by="model",
    )
    briefing = empty().model_copy(update={"figures": (figure,) * 40})
    page = render_briefing(briefing)
    assert read(page, "de") == claims(briefing, "de")
    assert page.count("\n| 7 |") == 40


def test_many_gaps_are_told_short() -> None:
    """Of each kind of gap a page has some forty words, of a long quotation the beginning, and how many more there are."""
    article = load_article(ARTICLES[0])
    briefing = summarize(article, replay=RECORDINGS)
    long = Uncovered(sentence=1, start=0, end=9, text="lang " * 50 + "Ende")
    numbers = tuple(Uncovered(sentence=2, start=at, end=at + 1, text=f"{at} Tote") for at in range(100))
    coverage = briefing.coverage.model_copy(update={"numbers_uncovered": numbers, "quotes_uncovered": (long,)})
    page = render_briefing(briefing.model_copy(update={"coverage": coverage}))
    section = page.partition("## Nicht erfasst")[2].partition("## ")[0]
    assert "19 Tote" in section
    assert "20 Tote" not in section
    assert "Ende" not in section
    assert "- *und 80 weitere*" in section
    assert len(section.split()) < 120


def test_direct_speech_stands_in_the_quotation_marks_of_the_article() -> None:
    """English words in a German page keep English marks, and the line says that they are verbatim."""
    statement = Statement(
        speaker="Rutte", cue="said", content="We stay", form="direct", evidence=proofs([1]), verdict="exact", by="model"
    )
    page = render_briefing(empty(language="en").model_copy(update={"statements": (statement,)}), language="de")
    assert "- **Rutte** · *said*: “We stay” · *wörtlich* [^097b11-1]\n" in page


def test_every_label_is_in_both_languages_and_used() -> None:
    """No language lacks a word, no word is left over, and those that the grammar goes by differ from each other."""
    assert LABELS["de"].keys() == LABELS["en"].keys()
    for label in LABELS.values():
        classes = [f"class_{name}" for name in CLASSES]
        for names in ((*CHECKED, *SKIPPED), (*DAILY_CHECKED, *DAILY_SKIPPED), (*DETAILS, *REMARKS, "no_speaker"), classes):
            assert len({label[name] for name in names}) == len(names)
        assert all(label[name].endswith(":") for name in DETAILS)
        assert not any(label[name].endswith(":") for name in REMARKS)
    for checked in ((*CHECKED, *SKIPPED), (*DAILY_CHECKED, *DAILY_SKIPPED)):
        headings = [label[name] for label in LABELS.values() for name in checked]
        assert len(set(headings)) == len(headings)
    folder = ROOT / "summarizer" / "render"
    files = [path for path in (*folder.glob("*.py"), *folder.glob("templates/*.jinja")) if path.name != "labels.py"]
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    looked_up = {
        *REMARKS,
        *KINDS,
        *(f"one_{name}" for name in (*get_args(Section), *KINDS)),
        *(f"class_{name}" for name in CLASSES),
    }
    looked_up |= set(get_args(LeftOut))
    assert [
        name for name in LABELS["de"] if name not in looked_up and not re.search(rf'label\.{name}\b|["\']{name}["\']', sources)
    ] == []


def test_the_template_asks_for_nothing_that_it_is_not_given() -> None:
    """StrictUndefined fails late, so the names are compared here."""
    environment = page_environment()
    assert environment.loader
    source = environment.loader.get_source(environment, "briefing.md.jinja")[0]
    asked = meta.find_undeclared_variables(environment.parse(source))
    assert asked <= {"briefing", "label", "title", "origin", "actors", "gaps", "more", "facts", "bodies", "marks", "remarks", "details", "said", "words", "gap", "position", "code", "inside", "strong", "emphasis"}  # fmt: skip  # noqa: E501


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for snapshot in PAGES:
        (SNAPSHOTS / snapshot).write_text(render(snapshot), encoding="utf-8")
