"""Escaping: whatever the text, a Markdown reader shows its visible characters and no markup but the page's own."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.footnote import footnote_plugin

from summarizer.render.escaping import escape_inside, escape_markdown, visible_text

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
# Without joining, an escaped character stays a piece of its own: where a reader that links bare addresses can't see across it.
PIECES = MarkdownIt("commonmark").disable("text_join")
BARE_ADDRESS = re.compile(r"[a-z]:?//|www\.|\S@\w|\S\.[a-z]{2}", re.IGNORECASE)

PLACES = {
    "paragraph": ("before\n\n", escape_markdown, "\n\nafter\n"),
    "list item": ("- ", escape_markdown, " [^a-1]\n\n[^a-1]: body\n"),
    "bold in a list": ("1. **", escape_inside, "** · x\n"),
    "italics in a list": ("- **x** · *", escape_inside, "*: y\n"),
    "value between italics": ("- **x** · *Wo:* ", escape_inside, " · *y* [^a-1]\n\n[^a-1]: body\n"),
    "heading": ("# ", escape_inside, "\n\nafter\n"),
    "heading, marked": ("# ", escape_inside, " [^a-1]\n\n[^a-1]: body\n"),
    "table cell": ("| a | b | c |\n| --- | --- | --- |\n| x | ", escape_inside, " | y |\n"),
    "footnote": ("x [^a-1][^a-2]\n\n[^a-1]: ", escape_markdown, "\n[^a-2]: body\n"),
}

NAUGHTY = (
    "<script>alert(1)</script>", "<b>fett</b>", "<!-- x", "<?php", "<https://evil.example>", "<a@b.de>", "a < b > c",
    "&lt;&#60;&amp;copy; &nbsp", "![x](http://evil.example/x.png)", "[x](javascript:alert(1))", "[x][y]",
    "[y]: http://evil.example", "[^a-1]", "[^a-1]: Lüge", "^[Fußnote]", "https://evil.example/a?b=c#d", "//evil.example",
    "WWW.evil.example", "www.1.de", "welt.de", "a\u0308.de", "mailto:a@b.de", "a@b.de", "@gruppe", "a | b", "\\|", "\\\\|",
    "| --- |", "|", "# Titel", "#hashtag", "Titel #", "Titel ##", "#", "C#", "> Zitat", "- Liste", "+ Liste", "* Liste", "-",
    "+", "1. Februar", "1) Februar", "123456789. x", "12.", "- - -", "***", "---", "===", "===\n---", "Titel\n===", "```\nx",
    "~~~", "~~weg~~", "`x`", "``", "*x*", "**x**", "_x_", "__x__", "a_b_c", "_a", "a_", "Kolleg*innen und Kund*innen",
    "$x$ und $$y$$", "3 * 4", "x  \ny", "x\\\ny", "x\\", "\\", "\\*x\\*", "    Code", "\tCode", "[ ] Aufgabe", "[x] Aufgabe",
    ": Wort", "{{ x }}{% y %}", "\0x", "a\u202eb\u202c", "a\u200bb", "a\ufeffb", "a\u00adb", "x\u2028# y", "x\x0b- y",
    "שלום 1. عالم", "👩\u200d🚀", "x" * 5_000, "!", "![", "](", "–", "„Ja“", "(a)", "a\\](b)",
)  # fmt: skip

hostile = st.lists(
    st.one_of(
        st.sampled_from(NAUGHTY),
        st.text(st.sampled_from("ab1.)(-+=*_~`#>|<[]^!:/@&;\\$\n \t\"'"), max_size=12),
        st.text(max_size=6),
    ),
    min_size=1,
    max_size=4,
).map("".join)


def shown_as(text: str, place: str) -> tuple[str, str]:
    """Return the HTML of a text in its place, and the HTML of the same place with the visible text put in afterwards."""
    before, escape, after = PLACES[place]
    rendered = READER.render(before + escape(text) + after)
    return rendered, READER.render(before + "PLACEHOLDER" + after).replace("PLACEHOLDER", escapeHtml(visible_text(text)))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text[:20]))
def test_naughty_text_is_shown_and_nothing_else(text: str, place: str) -> None:
    """Every naughty string reads the same in every place of a page."""
    rendered, wanted = shown_as(text, place)
    assert rendered == wanted


@given(hostile.filter(visible_text), st.sampled_from(sorted(PLACES)))
@example("a\u0338[^a-1]", "footnote")
def test_any_text_is_shown_and_nothing_else(text: str, place: str) -> None:
    """The law of escaping, for any text in any place."""
    rendered, wanted = shown_as(text, place)
    assert rendered == wanted


@given(hostile)
def test_no_bare_address_can_become_a_link(text: str) -> None:
    """No piece between escapes is what GitHub or linkify-it take for an address."""
    for token in PIECES.parseInline(escape_markdown(text))[0].children or ():
        if token.type == "text":
            assert not BARE_ADDRESS.search(token.content)


@given(hostile)
def test_visible_text_is_one_folded_line(text: str) -> None:
    """Folding is idempotent, and escaping adds backslashes only."""
    folded = visible_text(text)
    assert visible_text(folded) == folded
    assert "\n" not in folded
    assert re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", escape_markdown(text).replace("\\\\", "\\\0")).replace("\0", "") == folded


@pytest.mark.parametrize(
    "text",
    [
        "am 12. Februar 2025", "600.000 (rund)", "1.150 bis 1.200", "z.B. am Ende. Danach", "-5 Grad", "+49 30", "A & B",
        "3 > 2", "#hashtag", "snake_case", "50 % – mehr", "„Ja!“", "10:30 Uhr", "und/oder", "Titel]", "Ja; nein = vielleicht",
        "3,5 Mio. Euro", "Nr. 1.", "C#", "wies … zurück",
    ],
)  # fmt: skip
def test_what_means_nothing_stays_as_it_is(text: str) -> None:
    """The source of a page stays readable: ordinary prose has no backslash in it."""
    assert escape_markdown(text) == text


@pytest.mark.parametrize("mark", ["$", "^", "~"])
def test_marks_of_extensions_are_escaped(mark: str) -> None:
    """Mathematics and superscript are not CommonMark, so no reader here would notice them."""
    assert escape_inside(f"x{mark}y{mark}") == f"x\\{mark}y\\{mark}"


def test_a_number_with_a_full_stop_is_escaped_only_at_the_start_of_a_line() -> None:
    """A date that begins a line would be a numbered list."""
    assert escape_markdown("12. Februar") == "12\\. Februar"
    assert escape_inside("12. Februar") == "12. Februar"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\u202e", "\0", "\u3164"])
def test_text_that_cannot_be_seen_is_empty(text: str) -> None:
    """Controls, zero width, fillers and white space alone leave nothing."""
    assert visible_text(text) == escape_markdown(text) == ""
