"""Verifying: what a page or a file claims is checked anew; what can't be checked is reported, never passed over."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import load_article, summarize, verify
from summarizer.errors import InputError
from summarizer.render.footnotes import Footnotes
from summarizer.render.markdown import render_briefing
from tests.checked_page import ARTICLE, CLAIMS, MARK, NOTES, PAGE, SENTENCES, brief, check, codes, development
from tests.conftest import ARTICLES, ROOT


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
