"""Front matter: what it says, what is passed over, what is no front matter, what is refused."""

import datetime

import pytest

from summarizer.articles import read_article
from summarizer.errors import InputError
from summarizer.frontmatter import MAXIMUM_CHARACTERS, FrontMatter, split_front_matter

WHOLE = """---
title: "Brücke: wieder offen"
date: 2025-02-12
publisher: 'Bote'
url: https://example.org/a?b=c
language: de
---
Die Brücke ist offen.
"""


def front(lines: str) -> FrontMatter:
    """Read lines as front matter."""
    found, text = split_front_matter(f"---\n{lines}\n---\nText.", "a.txt")
    assert text == "Text."
    return found


def test_all_keys_are_read() -> None:
    """Each of the five keys ends in its field, and the text begins behind the closing line."""
    found, text = split_front_matter(WHOLE, "a.txt")
    assert found == FrontMatter(
        title="Brücke: wieder offen",
        date=datetime.date(2025, 2, 12),
        publisher="Bote",
        url="https://example.org/a?b=c",
        language="de",
    )
    assert text == "Die Brücke ist offen.\n"


@pytest.mark.parametrize(
    "written",
    [
        "2025-02-12",
        '"2025-02-12"',
        "2025-2-12",
        "2025-02-12T23:30:00+02:00",
        "2025-02-12 23:30",
        "2025-02-12 23:30:00 +02:00",
        "2025-02-12t23:30:00.5Z",
        "20250212",
    ],
)
def test_dates_and_time_stamps_are_days(written: str) -> None:
    """A date in YAML's forms is the day as it was written there, whatever the time zone."""
    assert front(f"date: {written}").date == datetime.date(2025, 2, 12)


def test_published_is_another_word_for_date() -> None:
    """The day may stand under the name that a briefing has for it; where both are given, it is `date`."""
    assert front("published: 2025-02-12").date == datetime.date(2025, 2, 12)
    assert front("published: 2025-02-11\ndate: 2025-02-12").date == datetime.date(2025, 2, 12)


@pytest.mark.parametrize("written", ["12.02.2025", "2025-02-30", "2025-13-01", "yesterday", "[2025]", "99999-01-01", "0"])
def test_other_dates_are_refused(written: str) -> None:
    """What is no day is an error that quotes it, never a guess."""
    with pytest.raises(InputError, match="date"):
        front(f"date: {written}")


@pytest.mark.parametrize("written", ["No", "12:30", "007", "1_000", "2025-02-12", "1.50", "true", "0x10"])
def test_values_stay_as_written(written: str) -> None:
    """A title that YAML would take for a truth value, a number or a date stays the words that it is."""
    assert front(f"title: {written}").title == written


@pytest.mark.parametrize("written", ["", "~", "null", '""', "'  '"])
def test_nothing_is_none(written: str) -> None:
    """An empty value says nothing."""
    assert front(f"title: {written}") == FrontMatter()


def test_values_are_one_line() -> None:
    """A folded or block value becomes one line."""
    assert front("title: >\n  Brücke\n  offen").title == "Brücke offen"


def test_unknown_keys_are_noted() -> None:
    """A key that we don't know is passed over, and a note names it, quoted, for the user to see."""
    notes: list[str] = []
    read_article("---\ntitle: x\nautor: y\n2: z\n---\nText.", language="de", notes=notes.append)
    assert notes == ["text: front matter: 'autor' passed over", "text: front matter: '2' passed over"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "/etc/passwd", "http://[1", "data:text/html,x"])
def test_other_addresses_are_passed_over(url: str) -> None:
    """An address that no link may have is noted and left out."""
    found = front(f'url: "{url}"')
    assert found.url is None
    assert found.notes == ("front matter: url is no http(s) address, passed over",)


@pytest.mark.parametrize(("tag", "language"), [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("en_GB", "en")])
def test_language_tags_are_folded(tag: str, language: str) -> None:
    """A language tag with a region is its language."""
    assert front(f"language: {tag}").language == language


@pytest.mark.parametrize("tag", ["fr", "deutsch", "no", "english"])
def test_other_languages_are_refused(tag: str) -> None:
    """A language that can't be checked is an error that quotes it as written."""
    with pytest.raises(InputError, match=repr(tag)):
        front(f"language: {tag}")


@pytest.mark.parametrize(
    "lines",
    [
        "title: a: b",
        "title: [a",
        "title: [a]",
        "title: {a: b}",
        "title: &a x\npublisher: *a",
        "title: x\n<<: [*a]",
        "title: x\ntitle: y",
        "- x\ntitle: y",
        "title: x\n\tdate: 1",
        "title: \x00",
        'title: "\\ud83d"',
        'title: "\\UFFFFFFFF"',
        "title: " + "[" * 3000,
        "title:x",
    ],
    ids=lambda lines: lines[:20],
)
def test_what_can_not_be_read_is_refused(lines: str) -> None:
    """Broken YAML, aliases, doubles, values that are no text and what is no mapping are one-line errors."""
    with pytest.raises(InputError) as caught:
        front(lines)
    assert str(caught.value).startswith("a.txt: front matter")


def test_tags_make_nothing() -> None:
    """A tag that would call Python gives the words behind it, or an error, never an object."""
    assert front("title: !!python/name:os.system x").title == "x"
    with pytest.raises(InputError):
        front("title: !!python/object/apply:os.system [ls]")


@pytest.mark.parametrize(
    "text",
    [
        "---\n",
        "---\nEin Satz.\n---\nNoch einer.\n",
        "---\n---\nEin Satz.\n",
        "Ein Satz.\n---\ntitle: x\n---\n",
        "----\ntitle: x\n----\n",
        "--- \ntitle: x\n---\n",
        "---\nautor: x\n---\nEin Satz.\n",
        "---\n" + "Ein Satz.\n" * 3000 + "title: x\n---\n",
    ],
    ids=range(8),
)
def test_rules_are_text(text: str) -> None:
    """Text between rules that has none of our keys is text and stays whole."""
    assert split_front_matter(text, "a.txt") == (FrontMatter(), text)


@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n\nEin Satz.", "---\ntitle: x\n" + "# c\n" * MAXIMUM_CHARACTERS + "---\nEin Satz."]
)
def test_front_matter_has_an_end(text: str) -> None:
    """Front matter that is never closed, or huge, is refused rather than briefed."""
    with pytest.raises(InputError, match="no end") as caught:
        split_front_matter(text, "a.txt")
    assert "---" in str(caught.value.hint)


def test_windows_line_ends_and_mark() -> None:
    """Front matter behind a byte order mark and with CRLF is read."""
    article = read_article("\ufeff" + WHOLE.replace("\n", "\r\n"))
    assert (article.title, article.text) == ("Brücke: wieder offen", "Die Brücke ist offen.\n")


def test_dots_close_too() -> None:
    """YAML's other end line closes as well."""
    assert split_front_matter("---\ntitle: x\n...\nText.", "a.txt")[1] == "Text."
