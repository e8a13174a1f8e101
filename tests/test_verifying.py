"""Verifying: what a page or a file claims is checked anew; what can't be checked is reported, never passed over."""

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import load_article, read_article, summarize, verify
from summarizer.errors import InputError
from summarizer.gold.reading import read_gold
from summarizer.render.footnotes import Footnotes
from summarizer.render.markdown import render_briefing
from summarizer.schemas import Article, Briefing, BriefingDraft, Verification
from tests.conftest import ARTICLES, ROOT

TEXT = (
    "Die NATO hat am Montag mindestens 1.150 Soldaten nach Kiew geschickt. "
    "Generalsekretär Mark Rutte sagte: „Wir bleiben hier.“ "
    "Der Kanzler wies die Forderung der Ukraine zurück. "
    "Laut Polizei wurden drei Menschen verletzt und zwei getötet."
)
ARTICLE = read_article(f"---\ntitle: Lage in Kiew\npublisher: Stadtanzeiger\ndate: 2025-02-12\n---\n{TEXT}", path="lage.txt")
MARK = f"[^{ARTICLE.id[:6]}-"
SENTENCES = [
    "Die NATO hat am Montag mindestens 1.150 Soldaten nach Kiew geschickt.",
    "Generalsekretär Mark Rutte sagte: „Wir bleiben hier.“",
    "Der Kanzler wies die Forderung der Ukraine zurück.",
    "Laut Polizei wurden drei Menschen verletzt und zwei getötet.",
]
NOTES = "\n".join(f"{MARK}{number}]: {sentence}" for number, sentence in enumerate(SENTENCES, 1))
PAGE = f"""# NATO hat Soldaten nach Kiew geschickt {MARK}1]

Artikel: Lage in Kiew · Stadtanzeiger · 12. Februar 2025

## Zusammenfassung

- Die NATO hat mindestens 1.150 Soldaten nach Kiew geschickt. {MARK}1]

## Schlüsselereignisse

1. **NATO hat Soldaten nach Kiew geschickt** · *Wann:* am Montag · *Wo:* Kiew {MARK}1]

## Zahlen

| Angabe | Was gezählt wird | Wer es angibt | Beleg |
| --- | --- | --- | --- |
| mindestens 1.150 Soldaten | Soldaten | *–* | {MARK}1] |
| drei Menschen | Menschen, verletzt | Polizei | {MARK}4] |

## Akteure

### Personen

- **Mark Rutte**, Generalsekretär {MARK}2]

### Orte

- **Kiew** {MARK}1]

## Aussagen

- **Mark Rutte** · *sagte*: „Wir bleiben hier.“ · *wörtlich* {MARK}2]

## Verworfen

*Nichts.*

## Nicht erfasst

*Nichts.*

## Entstehung

Maschinell erstellt · Engine: rules

{NOTES}
"""
CLAIMS = 8


def check(page: str, *articles: Article) -> Verification:
    """Verify a page against the article of this file, or others."""
    return verify(page, articles or [ARTICLE])


def codes(page: str) -> list[str]:
    """Return the codes of what is rejected in a page."""
    return [item.code for item in check(page).items if item.code]


@functools.cache
def development() -> tuple[Article, ...]:
    """Return the articles of the development gold."""
    return tuple(text.article for text in read_gold([ROOT / "fixtures" / "gold" / "development"]).texts)


@functools.cache
def brief(number: int) -> Briefing:
    """Return the rules engine's briefing of a development article."""
    return summarize(development()[number], engine="rules")


def test_every_line_of_a_true_page_is_supported() -> None:
    """A page that says what its article says has all its claims supported, and nothing else is counted."""
    found = check(PAGE)
    assert [item for item in found.items if item.reason] == []
    assert (found.supported, found.rejected) == (CLAIMS, 0)


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_of_the_rules_engine_are_supported_line_by_line(language: Any) -> None:
    """For every development article, verify(render(briefing)) supports each item."""
    for number, article in enumerate(development()):
        found = verify(render_briefing(brief(number), language=language), [article])
        assert [item for item in found.items if item.verdict is None] == []
        assert found.supported == sum(1 for _ in brief(number).items())


@pytest.mark.parametrize("replies", ["recordings", "wrong-replies"])
@pytest.mark.parametrize("path", ARTICLES, ids=["first", "second"])
def test_pages_of_recorded_replies_are_supported(path: Path, replies: str) -> None:
    """What a large model wrote and grounding let pass holds again: typed, and on the pages of both languages."""
    article = load_article(path)
    briefing = summarize(article, replay=ROOT / "fixtures" / replies)
    for subject in (briefing, render_briefing(briefing, language="de"), render_briefing(briefing, language="en")):
        assert [item.reason for item in verify(subject, article).items if item.reason] == []


def test_briefings_of_the_rules_engine_are_supported() -> None:
    """For every development article, the typed briefing holds as it was written, alone and as a batch."""
    for number, article in enumerate(development()):
        assert verify(brief(number), [article]).rejected == 0
    lines = "".join(json.dumps({"path": "x", "briefing": brief(at).model_dump(mode="json"), "error": None}) + "\n" for at in (0, 1))
    failed = json.dumps({"path": "y", "briefing": None, "error": "no such file"})
    found = verify(lines + failed, development())
    assert (found.rejected, {item.line for item in found.items}) == (0, {1, 2})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_digit_or_name_changed_in_a_page_is_caught(data: st.DataObject) -> None:
    """Whatever digit of a claim or a footnote is changed, and whatever name in bold is replaced, something is rejected."""
    number = data.draw(st.integers(0, len(development()) - 1))
    page = render_briefing(brief(number))
    claims, _, rest = page.partition("\n## Verworfen" if "\n## Verworfen" in page else "\n## Rejected")
    notes = rest[rest.find("\n[^") :]
    places = [
        match.span() for match in re.finditer(r"(?<![\w\[^-])\d(?![\w\]]|\. \*\*)|(?<=^- \*\*)[^*]+(?=\*\*)", claims, re.MULTILINE)
    ]
    places += [
        (match.start() + len(page) - len(notes), match.end() + len(page) - len(notes)) for match in re.finditer(r"(?<=\s)\d", notes)
    ]
    if not places:
        return
    start, end = data.draw(st.sampled_from(places))
    word = page[start:end]
    other = data.draw(st.sampled_from("123456789").filter(lambda digit: digit != word)) if word.isdigit() else "Xaver Zwiebelbaum"
    assert verify(page[:start] + other + page[end:], [development()[number]]).rejected


EDITS = {
    "another number": ("- Die NATO hat mindestens 1.150", "- Die NATO hat mindestens 1.151", "number"),
    "another number in the table": ("| mindestens 1.150 Soldaten |", "| mindestens 1.510 Soldaten |", "number"),
    "a bound dropped": ("| mindestens 1.150 Soldaten |", "| 1.150 Soldaten |", "bound"),
    "another thing counted": ("Menschen, verletzt |", "Menschen, getötet |", "counted"),
    "another claimant": ("| Polizei |", "| NATO |", "claimant"),
    "another place": ("*Wo:* Kiew", "*Wo:* Berlin", "place"),
    "another time": ("*Wann:* am Montag", "*Wann:* am Dienstag", "date"),
    "a day that nobody named": ("am Montag ·", "am Montag · *Datum:* 10. Februar 2025 ·", "date"),
    "a place that no sentence ties to the figure": ("| Soldaten | *–*", "| Soldaten · *Wo:* Berlin | *–*", "place"),
    "another name": ("- **Mark Rutte**, G", "- **Marco Rutte**, G", "name"),
    "another role": ("**, Generalsekretär", "**, Kanzler", "not_found"),
    "another speaker": ("- **Mark Rutte** ·", "- **Die NATO** ·", "speaker"),
    "a word of a quote": (": „Wir bleiben hier.“ ·", ": „Wir blieben hier.“ ·", "quote"),
    "a cue turned": ("*sagte*", "*bestritt*", "cue"),
    "words of nobody in quotation marks": (
        "- **Mark Rutte** ·",
        f"- **Der Kanzler** · *wies … zurück*: „die Forderung der Ukraine“ {MARK}3]\n- **Mark Rutte** ·",
        "not_direct",
    ),
    "no footnote": (f"geschickt. {MARK}1]", "geschickt.", "cites_nothing"),
    "a footnote of another sentence": (f"- **Kiew** {MARK}1]", f"- **Kiew** {MARK}2]", "name"),
    "a footnote without a body": (f"- **Kiew** {MARK}1]", f"- **Kiew** {MARK}1]{MARK}9]", "cites_nothing"),
    "a footnote of another article": (f"- **Kiew** {MARK}1]", "- **Kiew** [^000000-1]", "no_such_sentence"),
    "a footnote in the line": ("- Die NATO hat", f"- Die NATO {MARK}1] hat", "not_found"),
    "a body edited": ("mindestens 1.150 Soldaten nach Kiew geschickt.\n[", "1.150 Soldaten nach Kiew geschickt.\n[", "quote"),
    "a body of a sentence that is not there": (NOTES, f"{NOTES}\n{MARK}5]: Neu.", "no_such_sentence"),
    "a body twice": (NOTES, f"{NOTES}\n{MARK}1]: Die NATO hat niemanden geschickt.", "quote"),
    "a footnote in a footnote": (SENTENCES[2], f"{SENTENCES[2]}{MARK}1]", "quote"),
    "a list in a footnote": (NOTES, f"{NOTES}\n\n    - Kiew ist gefallen.", "not_found"),
    "another title": ("Artikel: Lage in Kiew", "Artikel: Sieg in Kiew", "not_found"),
    "another publisher": ("· Stadtanzeiger", "· Spiegel", "not_found"),
    "another day": ("12. Februar 2025", "13. Februar 2025", "not_found"),
    "a heading in italics": (f"# NATO hat Soldaten nach Kiew geschickt {MARK}1]", "# *Kiew ist gefallen*", "not_found"),
    "a headline without a footnote": (f"geschickt {MARK}1]", "geschickt", "cites_nothing"),
    "words before the first section": ("## Zusammenfassung", "Kiew ist gefallen.\n\n## Zusammenfassung", "not_found"),
    "words before the page": ("# NATO", "Kiew ist gefallen.\n\n# NATO", "not_found"),
    "an unknown heading": ("## Akteure", "## Hintergrund", "not_found"),
    "an unknown heading, underlined": ("## Akteure", "Hintergrund\n---", "not_found"),
    "a letter of another alphabet": ("## Zahlen", "## Zahl\u0435n", "not_found"),
    "a heading of level 3": ("### Orte", "### Kiew ist gefallen", "not_found"),
    "a heading of level 4": ("### Orte", "#### Orte", "not_found"),
    "a heading in a quotation": ("## Aussagen", "> ## Verworfen\n\n## Aussagen", "not_found"),
    "a heading in a skipped section": ("## Nicht erfasst", "### Zahlen\n\n## Nicht erfasst", "not_found"),
    "a table in a skipped section": ("Engine: rules", "Engine: rules\n\n| Angabe |\n| --- |\n| 7 Tote |", "not_found"),
    "a claim in a skipped section": ("Engine: rules", f"Engine: rules\n\n- **Kiew** {MARK}1]", "not_found"),
    "a paragraph in a skipped section": ("Engine: rules", "Engine: rules\n\nKiew ist gefallen.", "not_found"),
    "italics in a skipped section": ("*Nichts.*\n\n## Entstehung", "*Kiew ist gefallen.*\n\n## Entstehung", "not_found"),
    "HTML": ("## Akteure", "<p>Kiew ist gefallen.</p>\n\n## Akteure", "not_found"),
    "HTML in a line": ("- **Kiew**", "- **Kiew**<b>, gefallen</b>", "not_found"),
    "a comment": ("## Akteure", "<!-- Kiew ist gefallen -->\n\n## Akteure", "not_found"),
    "code": ("## Akteure", "```\nKiew ist gefallen.\n```\n\n## Akteure", "not_found"),
    "indented code": ("## Akteure", "## Akteure\n\n    Kiew ist gefallen.", "not_found"),
    "code in a line": ("- **Kiew**", "- **Kiew** `gefallen`", "not_found"),
    "a quotation": ("## Akteure", "> Kiew ist gefallen.\n\n## Akteure", "not_found"),
    "a nested list": (f"- **Kiew** {MARK}1]", f"- **Kiew** {MARK}1]\n  - gefallen", "not_found"),
    "a second paragraph in an item": (f"- **Kiew** {MARK}1]", f"- **Kiew** {MARK}1]\n\n  gefallen", "not_found"),
    "another table": ("## Akteure", "| a | b |\n| --- | --- |\n| 7 | Tote |\n\n## Akteure", "not_found"),
    "other column names": ("| Was gezählt wird |", "| Tote |", "not_found"),
    "a picture": ("- **Kiew**", "- ![Kiew](kiew.png) **Kiew**", "not_found"),
    "a link": ("- **Kiew**", "- [Moskau](https://example.org) **Kiew**", "not_found"),
    "struck through": ("- **Kiew**", "- ~~nicht~~ **Kiew**", "not_found"),
    "a link definition": ("## Akteure", "[Kiew]: https://example.org 'Kiew ist gefallen'\n\n## Akteure", "not_found"),
    "an inline footnote": ("- **Kiew**", "- **Kiew**^[gefallen]", "not_found"),
    "reading turned round": ("| mindestens 1.150", "| mindestens \u202e1.150\u202c", "not_found"),
    "italics that are no words of the page": (f"Kiew {MARK}1]\n\n## Zahlen", f"Kiew · *sicher* {MARK}1]\n\n## Zahlen", "not_found"),
    "a remark of its own": ("| mindestens 1.150 Soldaten |", "| mindestens 1.150 Soldaten · *neu hinzugekommen* |", "counted"),
    "told as planned by nobody": ("- **Kiew** ", "- **Moskau** ", "name"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_caught(name: str) -> None:
    """Each thing that a careless or hostile editor may do to a page is rejected with a code that says what is wrong."""
    old, new, code = EDITS[name]
    assert PAGE.count(old) == 1, PAGE.count(old)
    assert code in codes(PAGE.replace(old, new))


HARMLESS = {
    "Windows line ends": ("\n", "\r\n"),
    "white space at line ends": (".\n", ".  \n"),
    "stars for dashes": ("\n- ", "\n* "),
    "underlined headings": ("## Zahlen", "Zahlen\n---"),
    "straight quotation marks": ("„Wir bleiben hier.“", '"Wir bleiben hier."'),
    "wrapped lines": ("Soldaten nach Kiew geschickt. [", "Soldaten nach\n  Kiew geschickt. ["),
    "needless backslashes": ("1.150 Soldaten |", "1\\.150 Soldaten |"),
    "entities": ("- **Kiew**", "- **K&#105;ew**"),
    "zero width in a heading": ("## Zahlen", "## Zah\u200blen"),
    "underscores for stars": ("*sagte*", "_sagte_"),
    "a soft hyphen": ("General", "Gene\u00adral"),
    "a rule": ("## Akteure", "***\n\n## Akteure"),
    "a dash in plain letters": ("| *–* |", "| - |"),
    "a section taken out": ("## Nicht erfasst\n\n*Nichts.*\n", ""),
    "a footnote in front": ("# NATO", f"{MARK}1]: {SENTENCES[0]}\n\n# NATO"),
}


@pytest.mark.parametrize("name", [name for name in HARMLESS if name != "a footnote in front"])
def test_what_an_editor_may_change_passes(name: str) -> None:
    """Saved by another program, wrapped or marked up otherwise, a page says the same and is supported."""
    old, new = HARMLESS[name]
    assert old in PAGE
    found = check(PAGE.replace(old, new))
    assert [item for item in found.items if item.reason] == []
    assert found.supported == CLAIMS


def test_lines_taken_out_and_reordered_pass() -> None:
    """Every line stands by itself: sections in another order, rows taken out and bodies in front change no verdict."""
    head, *sections = re.split(r"(?m)^(?=## )", PAGE.removesuffix(NOTES + "\n"))
    found = check(NOTES + "\n\n" + head + "".join(reversed(sections)))
    assert (found.supported, found.rejected) == (CLAIMS, 0)
    assert check(re.sub(r"\| drei Menschen.*\n", "", PAGE)).supported == CLAIMS - 1


def test_two_pages_in_one_file_share_their_footnotes() -> None:
    """Pages of several articles in one file are each checked against their own, and a missing article is named."""
    footnotes = Footnotes()
    document = "\n".join(render_briefing(brief(number), footnotes=footnotes) for number in (0, 1, 0))
    expected = sum(sum(1 for _ in brief(number).items()) for number in (0, 1, 0))
    assert verify(document, development()[:2]).supported == expected
    alone = verify(document, development()[:1])
    assert {item.code for item in alone.items if item.code} >= {"no_such_sentence"}


def test_what_stands_under_an_unknown_heading_is_rejected_line_by_line() -> None:
    """Neither the heading nor a claim below it is passed over, however it is written."""
    page = PAGE.replace("## Aussagen", "## Analyse")
    rejected = [item for item in check(page).items if item.code]
    assert [item.section for item in rejected] == ["page", "page"]
    assert "Wir bleiben hier" in rejected[1].text


def test_a_rejected_line_is_found_by_its_place() -> None:
    """A rejected claim comes with section, index, line and the reason in the article's language."""
    page = PAGE.replace("| drei Menschen |", "| vier Menschen |")
    (item,) = [item for item in check(page).items if item.code]
    assert (item.section, item.index, item.code, item.verdict) == ("figures", 1, "number", None)
    assert page.splitlines()[(item.line or 0) - 1].startswith("| vier Menschen")
    assert item.reason
    assert "vier Menschen" in item.reason
    assert "drei Menschen" in item.reason


def edit(value: Any, path: str, new: Any) -> str:
    """Return JSON with one value changed."""
    *steps, last = path.split(".")
    at = value
    for step in steps:
        at = at[int(step)] if step.isdigit() else at[step]
    assert at[int(last) if last.isdigit() else last] != new
    at[int(last) if last.isdigit() else last] = new
    return json.dumps(value)


BRIEFED = read_article(
    "Am 3. Mai 2025 kostete der Umbau in Kiew mindestens 12,5 Millionen Euro, sagte Rutte. Rutte blieb.", language="de"
)
DRAFT: dict[str, Any] = {
    "headline": None,
    "summary": [{"text": "Der Umbau kostete mindestens 12,5 Millionen Euro.", "sentences": [1]}],
    "key_events": [
        {"title": "Umbau kostete mindestens 12,5 Millionen Euro", "status": "done", "when": None, "where": None, "sentences": [1]}
    ],
    "figures": [{"amount": "mindestens 12,5 Millionen Euro", "counts": "Umbau", "claimant": None, "sentences": [1]}],
    "actors": [{"name": "Rutte", "kind": "person", "role": None, "sentences": [1]}],
    "statements": [],
}


@functools.cache
def typed() -> str:
    """Return the rules engine's briefing of a short article as JSON, with an actor, a figure and a statement."""
    briefing = summarize(BRIEFED, engine="rules")
    assert briefing.figures
    assert briefing.actors
    return briefing.model_dump_json()


JSON_EDITS = {
    "a sentence's words": ("figures.0.evidence.0.text", "Der Umbau war umsonst.", "quote"),
    "a sentence's place": ("figures.0.evidence.0.start", 3, "quote"),
    "a sentence's number": ("figures.0.evidence.0.sentence", 2, "quote"),
    "a sentence that is not there": ("figures.0.evidence.0.sentence", 9, "no_such_sentence"),
    "an amount's words": ("figures.0.amount.text", "mindestens 13,5 Millionen Euro", "number"),
    "an amount's lower end": ("figures.0.amount.low", "13500000", "number"),
    "an amount's upper end": ("figures.0.amount.high", "13500000", "number"),
    "an amount's unit": ("figures.0.amount.unit", "USD", "unit"),
    "an amount's bound": ("figures.0.amount.bound", "more_than", "bound"),
    "a figure's place": ("figures.0.where", "Berlin", "place"),
    "a claimant": ("figures.0.claimant", "Putin", "claimant"),
    "a name": ("actors.0.name", "Putin", "name"),
    "a mention": ("actors.0.mentions.0.start", 1, "name"),
    "the article's title": ("article.title", "Umbau umsonst", "not_found"),
    "the number of sentences": ("article.sentences", 7, "not_found"),
}  # fmt: skip


@pytest.mark.parametrize("name", JSON_EDITS)
def test_an_edit_of_a_typed_briefing_is_caught(name: str) -> None:
    """Whatever field of a briefing is changed, the article says otherwise."""
    assert verify(typed(), [BRIEFED]).rejected == 0
    path, new, code = JSON_EDITS[name]
    found = verify(edit(json.loads(typed()), path, new), [BRIEFED])
    assert code in [item.code for item in found.items]


def test_drafts_of_any_tool_are_verified() -> None:
    """A draft needs no more than the sections that it has something for; its article has to be the only one given."""
    assert (verify(json.dumps(DRAFT), [BRIEFED]).supported, verify(BriefingDraft.model_validate(DRAFT), BRIEFED).rejected) == (4, 0)
    found = verify(json.dumps({"figures": [DRAFT["figures"][0] | {"amount": "mindestens 12,5 Milliarden Euro"}]}), BRIEFED)
    assert [(item.section, item.index, item.code) for item in found.items] == [("figures", 0, "number")]
    with pytest.raises(InputError, match="several were given"):
        verify(json.dumps(DRAFT), [BRIEFED, ARTICLE])


def test_a_stronger_verdict_than_the_text_gives_is_caught() -> None:
    """A briefing can't say of itself that words in it stand letter for letter in the article."""
    found = ((number, at) for number in range(len(development())) for at, one in enumerate(brief(number).key_events))
    number, index = next((number, at) for number, at in found if brief(number).key_events[at].verdict == "checked")
    text = edit(brief(number).model_dump(mode="json"), f"key_events.{index}.verdict", "exact")
    assert verify(text, [development()[number]]).rejected == 1


JUNK = {
    "nothing": " \n",
    "JSON cut off": '{"schema": "briefing/1", "article',
    "no object": "12",
    "a bare word": "null",
    "a list of numbers": "[1, 2]",
    "an empty list": "[]",
    "an unknown object": '{"a": 1}',
    "another schema": '{"schema": "briefing/9"}',
    "a key twice": '{"figures": [], "figures": []}',
    "not a number": '{"figures": [{"amount": NaN}]}',
    "half a character": '{"actors": [{"name": "\\ud800", "kind": "person", "role": null, "sentences": [1]}]}',
    "wrong types": '{"figures": [{"amount": 7}]}',
    "nested too deeply": '{"figures": ' + "[" * 100_000,
    "a long number": '{"figures": [' + "9" * 10_000 + "]}",
    "lists without end": "- " * 200 + "x",
    "quotations without end": ">" * 200 + "x",
    "prose": "Das ist kein Ergebnis, sondern ein Artikel.",
    "a broken line": '{"path": "a", "briefing": null, "error": "x"}\n{"path"',
}


@pytest.mark.parametrize("name", JUNK)
def test_what_is_nothing_to_verify_is_one_clear_line(name: str) -> None:
    """Junk raises InputError with one line, whatever is wrong with it."""
    with pytest.raises(InputError) as caught:
        verify(JUNK[name], [ARTICLE])
    assert 10 < len(str(caught.value)) < 300


def test_an_article_that_was_not_given_is_named() -> None:
    """A briefing of another article is an error that names it, not a list of rejected items."""
    with pytest.raises(InputError, match=BRIEFED.id):
        verify(typed(), [ARTICLE])
    with pytest.raises(InputError, match="no article"):
        verify(typed(), [])


@settings(max_examples=150, deadline=None)
@given(st.text(), st.integers(0, 3))
def test_no_text_breaks_it(text: str, at: int) -> None:
    """Whatever stands in a page, in front, inside or behind, the answer is a verification or an InputError."""
    pieces = PAGE.split("\n\n", 3)
    pieces.insert(at, text)
    for page in (text, "\n\n".join(pieces)):
        try:
            found = check(page)
        except InputError:
            continue
        assert len(found.items) == found.supported + found.rejected


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    """A path is a file, in whatever encoding it was saved; text is text."""
    path = tmp_path / "page.md"
    path.write_bytes(("\ufeff" + PAGE).encode("utf-16"))
    assert verify(path, [ARTICLE]) == check(PAGE)
