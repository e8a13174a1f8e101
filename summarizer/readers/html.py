"""HTML pages: the article's own text, without navigation, banners and teasers, and what the page says of it (trafilatura)."""

import codecs
import copy
import re
import string
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from summarizer.decoding import decode
from summarizer.errors import InputError
from summarizer.readers.dates import published_on
from summarizer.readers.reading import Reading, clean, join_paragraphs, known_language, line, raised, require

_CHARSET = rb"""["']?([A-Za-z0-9_.:-]{2,40})"""
_SAID_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*" + _CHARSET + rb"|<\?xml[^>]+encoding=" + _CHARSET, re.I)
_LANGUAGE = re.compile(r"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z-]{2,12})""", re.I)


def _small(attribute: str) -> str:
    """Return the XPath of an attribute in small letters, without blanks."""
    return f"translate(translate({attribute}, ' ', ''), '{string.ascii_uppercase}', '{string.ascii_lowercase}')"


def _holding(attribute: str, *words: str) -> str:
    """Return the XPath condition that an attribute holds one of some words."""
    return f"[{' or '.join(f'contains({_small(attribute)}, {word!r})' for word in words)}]"


# A banner is short; a newsletter's own text may stand in a frame of that name.
_SHORT = "[string-length(normalize-space(.)) < 1200]"
_WORDS_OF_CLASS = (
    f"concat('-', translate(normalize-space(@class), '{string.ascii_uppercase} _', '{string.ascii_lowercase}--'), '-')"
)
_ADVERTISED = " or ".join(
    f"contains({_WORDS_OF_CLASS}, '-{one}-')" for one in ("ad", "ads", "advert", "advertisement", "anzeige", "werbung")
)
_NO_FRAME = "[not(self::html or self::body or descendant::article or descendant::main or descendant::h1)]"
_BANNERS = ("cookie", "consent", "gdpr", "dsgvo", "onetrust", "usercentrics", "didomi", "sourcepoint", "newsletter")
# What nobody sees, and what is no part of the article; never a frame around the article itself.
_PRUNED = [
    "//del | //s | //strike",
    "//*[@hidden or @aria-hidden='true'][not(self::html or self::body)]",
    f"//*{_holding('@style', 'display:none', 'visibility:hidden')}[not(self::html or self::body)]",
    f"//*[@role='dialog' or @role='alertdialog' or self::dialog or self::nav or self::template]{_NO_FRAME}",
    f"//noscript{_SHORT}",
]
_BANNER_FRAMES = [
    f"//*[self::div or self::section or self::aside or self::form]{_holding('concat(@id, @class)', *_BANNERS)}{_SHORT}{_NO_FRAME}",
    f"//*[{_ADVERTISED}]{_SHORT}{_NO_FRAME}",
]
# A page without any frame, as word processors write it, is the article.
_FRAME = re.compile(r"<(?:article|main|section|div|table|nav|header|footer)\b", re.IGNORECASE)
_NOTES = ("#fn", "#footnote", "#_ftn", "#ftn", "#sdfootnote", "#cite_note", "#note", "#endnote", "#_edn")
_IS_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻,;\s]+")
_MAY_BE_RAISED = re.compile(rf"<sup\b|noteref|footnote|vertical-align|{'|'.join(_NOTES)}", re.IGNORECASE)
# Raised text, and links to footnotes whose raising is left to a style sheet.
_RAISED_PLACES = (
    "//sup",
    f"//*{_holding('@style', 'vertical-align:super', 'vertical-align:text-top')}",
    f"//a[{_small('@role')}='doc-noteref' or contains({_small('@class')}, 'footnote') or contains({_small('@class')}, 'noteref')]",
    f"//a[starts-with(@href, '#')]{_holding('@href', *_NOTES)}",
)
_LETTER_MARK = re.compile(r"\s*+[\[(]?+\s*+(?:[a-z]|[*†‡§]++)\s*+[\])]?+\s*", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "list", "table", "body", "main", "div"})
_LEAST_LETTERS = 20
_SHORT_TEXT = 1_000
_INLINE = "|".join(
    f"//{block}//{name}"
    for block in ("p", "li", "td", "blockquote", "h1", "h2", "h3")
    for name in ("a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
)
_SAVE_AS_TEXT = "save its text as plain text"


def read_html(data: bytes, *, url: str | None = None, charset: str | None = None) -> Reading:
    """Read a page; `url` is where it was fetched and `charset` what its server said. Raises InputError where it has no article."""
    return read_page(page_text(data, charset), url=url)


def read_page(page: str, *, url: str | None = None, without: Sequence[str] = ()) -> Reading:
    """Read a page that is decoded, `without` what some XPaths lead to; raises InputError where it has no article."""
    require("trafilatura", "an HTML page", extra="html")
    framed = page if _FRAME.search(page) else _BODY.sub(r"\g<0><article>", page, count=1)
    tree = _with_raised_marks(framed)
    # An article may stand in a frame that is called like a banner.
    for pruned in (_PRUNED + _BANNER_FRAMES, _PRUNED):
        xpaths = [*pruned, *without]
        found, text = _extracted(tree, url, xpaths)
        if len(text) < _SHORT_TEXT:
            text = _unbroken(text, tree, url, xpaths)
        if sum(character.isalpha() for character in text) >= _LEAST_LETTERS:
            break
    else:
        raise InputError("no article found in the page", hint=_SAVE_AS_TEXT)
    language = _LANGUAGE.search(page[:20_000])
    publisher = line(found.sitename)
    return Reading(
        text=text,
        title=line(found.title),
        author=line(found.author),
        publisher=None if publisher and publisher.startswith("@") else publisher,
        published=published_on(page, url),
        url=_canonical(found.url, url),
        declared=known_language(language[1]) if language else None,
    )


def _extracted(tree: Any, url: str | None, without: Sequence[str]) -> tuple[Any, str]:
    """Return what trafilatura finds in a page, which may be None, and the text of it."""
    import trafilatura

    # An extraction takes the tree apart.
    given = copy.deepcopy(tree)
    found: Any = trafilatura.bare_extraction(given, url=url, with_metadata=True, include_comments=False, prune_xpath=list(without))
    return found, join_paragraphs(_paragraphs(found.body)) if found is not None and found.body is not None else ""


def _unbroken(text: str, tree: Any, url: str | None, without: Sequence[str]) -> str:
    """Return a short text without the blanks that trafilatura puts around bold words and links of short pages ("1. 150")."""
    whole = copy.deepcopy(tree)
    for element in whole.xpath(_INLINE):
        element.drop_tag()
    again = _extracted(whole, url, without)[1]
    return again if "".join(again.split()) == "".join(text.split()) else text


def _with_raised_marks(page: str) -> Any:
    """Return a page as a tree: raised digits are raised ones in it, marks of footnotes that are letters are left out.

    Raises InputError where it is no page.
    """
    import trafilatura

    tree: Any = trafilatura.load_html(page)
    if tree is None:
        raise InputError("no article found in the page", hint=_SAVE_AS_TEXT)
    for place in _RAISED_PLACES if _MAY_BE_RAISED.search(page) else ():
        for element in tree.xpath(place):
            if element.getparent() is None:
                continue
            words = "".join(element.itertext())
            is_link = element.tag == "a" or element.find(".//a[@href]") is not None
            if is_link and _LETTER_MARK.fullmatch(words):
                mark = ""
            elif (mark := raised(words, _words_before(element))) == words and not _IS_RAISED.fullmatch(words):
                continue
            tail = f"{' ' if words[-1:].isspace() else ''}{element.tail or ''}"
            element.clear()
            element.text, element.tail = mark.strip(), tail
            element.drop_tag()
    return tree


def _words_before(element: Any) -> str:
    """Return the words right before an element, as far as they stand beside it."""
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        return str(before.tail or "".join(before.itertext()))
    return str(parent.text or "") if parent is not None else ""


def page_text(data: bytes, charset: str | None = None) -> str:
    """Return the text of a page: as its byte order mark, its server or the page itself says, else as `decode` finds out."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        said = _SAID_CHARSET.search(data[:4_000])
        for name in filter(None, (charset, said and (said[1] or said[2]).decode("ascii"), "utf-8")):
            try:
                # Browsers take Latin-1 for what it always is on the web.
                latin = codecs.lookup(name).name in ("iso8859-1", "ascii")
                return data.decode("cp1252" if latin else name)
            except (LookupError, ValueError):
                continue
    return decode(data, "the page").text


def _canonical(said: object, fetched: str | None) -> str | None:
    """Return the address that a page gives itself; one that was fetched can't claim another site's."""
    if not (isinstance(said, str) and said.startswith(("http://", "https://")) and said == clean(said)):
        return fetched
    return said if fetched is None or _site(said) == _site(fetched) else fetched


def _site(url: str) -> str:
    """Return the host without the prefixes under which one site stands."""
    try:
        return re.sub(r"^(?:www|m|amp|mobile)\.", "", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the blocks of what trafilatura found, in order; the cells of a row stand between bars."""
    if element.tag == "row":
        cells = [[one for one in _paragraphs(cell) if one.strip()] for cell in element]
        if all(len(cell) <= 1 for cell in cells):
            yield " | ".join(" ".join(" ".join(cell).split()) for cell in cells)
        else:
            # A table that only arranges the page.
            yield from (paragraph for cell in cells for paragraph in cell)
        return
    words = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or (child.tag == "lb" and _breaks(child)):
            yield "".join(words)
            words = []
            yield from _paragraphs(child)
        else:
            words.append(" " if child.tag == "lb" else "".join(child.itertext()))
        words.append(child.tail or "")
    yield "".join(words)


def _breaks(element: Any) -> bool:
    """Say whether a line break ends a paragraph: one of two in a row, or one in the cell of a table."""
    near = (element.getnext() is not None and not (element.tail or "").strip() and element.getnext().tag == "lb") or (
        element.getprevious() is not None and element.getprevious().tag == "lb" and not (element.getprevious().tail or "").strip()
    )
    return near or element.getparent().tag == "cell"
