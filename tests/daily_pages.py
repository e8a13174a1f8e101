"""Daily briefings for tests of pages: any one with hostile text, what its page has to say, and a reader of such pages.

The reader is written from docs/markdown.md alone.
"""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple, get_args

from hypothesis import strategies as st
from markdown_it.token import Token

from summarizer.render.escaping import visible_text
from summarizer.render.labels import CLASSES, DAILY_CHECKED, DAILY_SKIPPED, LABELS
from summarizer.render.source_names import source_names
from summarizer.schemas import (
    ArticleInfo,
    DailyActor,
    DailyBriefing,
    DailyEvent,
    DailyFigure,
    DailyRun,
    DailySource,
    DailyStatement,
    Disagreement,
    Entry,
    FailedSource,
    Kind,
    Language,
    LeftOutSource,
    Line,
    Overview,
    RejectedSource,
    Report,
)
from tests.page_briefings import briefings, claims, empty, rejects, some, words
from tests.pages import DETAILS, MARKDOWN, Part, claims_of, parts_of
from tests.test_escaping import hostile

LeftOut = Literal["other_day", "same_file", "same_text"]
KINDS = get_args(Kind)
SECTIONS = ("key_events", "figures", "statements", "actors")
IDS = ("097b111f3d1b95aa", "3fa9c1ffffffffff", "ca5ec4a7834abd67")
DATED: st.SearchStrategy[Literal["article", "option"]] = st.sampled_from(["article", "option"])
LEFT_OUT: tuple[LeftOut, ...] = ("other_day", "same_file", "same_text")


class Said(NamedTuple):
    """A line of a page: what it says, how many articles it says report it, and each source with its sentences."""

    claim: dict[str, Any]
    confirmed: tuple[int, ...]
    sources: list[tuple[str, list[str]]]


class Read(NamedTuple):
    """A daily page as its reader sees it: headings, and under each the lines with the depth of their list."""

    headline: tuple[str, list[str]] | None
    sections: dict[str, list[Any]]
    notes: dict[str, str]


def lines_of(tokens: list[Token]) -> Iterator[tuple[str, int, Token]]:
    """Yield every line with its kind (h1, h2, h3, p, li, note) and the depth of its list."""
    depth, kind, note = 0, "", ""
    for token in tokens:
        if token.type == "footnote_open":
            note = token.meta["label"]
        elif token.type == "footnote_close":
            note = ""
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "heading_open":
            kind = token.tag
        elif token.type == "heading_close":
            kind = ""
        elif token.type == "inline":
            yield (f"note {note}" if note else kind or ("li" if depth else "p")), depth, token
        else:
            assert token.type in ("paragraph_open", "paragraph_close", "list_item_open", "list_item_close", "footnote_anchor",
                                  "footnote_block_open", "footnote_block_close"), token  # fmt: skip


def read_daily_page(page: str, language: Language) -> Read:
    """Return what a daily page says; asserts that every line has a form of the grammar."""
    label = LABELS[language]
    headings = {label[name]: name for name in (*DAILY_CHECKED, *DAILY_SKIPPED)}
    kinds = {label[name]: name for name in KINDS}
    found = Read(None, {}, {})
    section, form = "", ""
    for kind, depth, token in lines_of(MARKDOWN.parse(page)):
        parts = parts_of(token)
        text = "".join(part.text for part in parts)
        if kind.startswith("note "):
            found.notes[kind.removeprefix("note ")] = text
        elif kind == "h1":
            marks = [part.text for part in parts if part.kind == "note"]
            words = "".join(part.text for part in parts if part.kind == "text").removesuffix(" ")
            found = found._replace(headline=(words, marks) if marks else None)
        elif kind == "h2":
            section = form = headings[text]
            assert section not in found.sections
            found.sections[section] = []
        elif kind == "h3":
            assert section in ("actors", "one_source")
            form = kinds.get(text) or headings[text]
        elif section in DAILY_SKIPPED or not section:
            continue
        elif kind == "p":
            assert parts in ([Part("em", label["no_items"])], [Part("em", label["none_shared"])])
        elif section == "disagreements" and depth == 1:
            what, dot, of_class = parts
            assert dot.text == " · "
            classes = {label[f"class_{name}"]: name for name in CLASSES}
            found.sections[section].append((what.text, classes[of_class.text], []))
        elif section == "disagreements":
            forms = {label[f"one_{name}"]: name for name in (*KINDS, *SECTIONS, "headline", "summary")}
            found.sections[section][-1][2].append(said_of(forms[parts[0].text], parts[2:], label))
        else:
            assert depth in (1, 2)
            other = {label[f"one_{name}"]: name for name in KINDS}.get(parts[0].text) if parts[0].kind == "em" else None
            line = said_of(other, parts[2:], label) if other else said_of(form, parts, label)
            found.sections[section].append([line]) if depth == 1 else found.sections[section][-1].append(line)
    return found


def said_of(form: str, parts: list[Part], label: dict[str, str]) -> Said:
    """Return what one line says in the form of its section; for actors the form is their kind."""
    at = parts.index(Part("em", label["source"]))
    sources: list[tuple[str, list[str]]] = []
    for part in parts[at + 1 :]:
        if part.kind == "note":
            sources[-1][1].append(part.text)
        else:
            name = part.text.removeprefix(" · " if sources else " ").removesuffix(" ")
            sources.append((name, []))
    body = parts[:at]
    assert body[-1].text.endswith(" · ")
    body[-1] = Part("text", body[-1].text.removesuffix(" · "))
    body = [part for part in body if part.text]
    counted = [re.fullmatch(pattern_of(label), part.text) for part in body if part.kind == "em"]
    count = tuple(int(number) for number in counted[-1].groups() if number) if counted and counted[-1] else ()
    body = body[:-1] if count else body
    if count and body[-1].text.endswith(" · "):
        body[-1] = Part("text", body[-1].text.removesuffix(" · "))
    claim = {name: value for name, value in claim_of(form, body, label).items() if value is not None}
    return Said(claim, count, sources)


def pattern_of(label: dict[str, str]) -> str:
    """Return what a count of articles and sources looks like."""
    articles = "|".join(label[name].format(count=r"(?:\d+)") for name in ("articles_count", "article_count"))
    lineages = "|".join(label[name].format(count=r"(?:\d+)") for name in ("lineages_count", "lineage_count"))
    return f"(?:{articles})(?:, (?:{lineages}))?".replace(r"(?:\d+)", r"(\d+)")


def claim_of(form: str, body: list[Part], label: dict[str, str]) -> dict[str, Any]:
    """Return the values of a line without count and sources."""
    first = body[0]
    rest = [Part("text", ""), *body[1:]] if form != "overview" else body
    details = {**{label[name]: name for name in DETAILS}, label["according_to"]: "claimant"}
    if form in ("overview", "headline", "summary"):
        claims = claims_of(body, label, details)
        return {"text": claims.words, "remarks": claims.remarks}
    if form == "statements":
        assert first.kind == "strong" or first.text == label["no_speaker"]
        has_cue = body[1] == Part("text", " · ")
        claims = claims_of(body[3 if has_cue else 1 :], label, details)
        content = claims.words.removeprefix(": ")
        content = content[1:-1] if "direct" in claims.remarks else content
        speaker = first.text if first.kind == "strong" else None
        return {"speaker": speaker, "cue": body[2].text if has_cue else None, "content": content, "remarks": claims.remarks}
    assert first.kind == "strong"
    claims = claims_of(rest, label, details)
    if form == "figures":
        words = {"amount": first.text, "counts": claims.words.removeprefix(": ")}
        return {**words, **claims.details, "remarks": claims.remarks}
    if form == "key_events":
        return {"title": first.text, **claims.details, "remarks": claims.remarks}
    return {"name": first.text, "kind": form, "role": claims.words.removeprefix(", ") or None, "remarks": claims.remarks}


def claimed(report: Report, language: Language) -> dict[str, Any]:
    """Return what a page has to say of a report, without its sentences."""
    shown = empty().model_copy(update={report.section: report.item if report.section == "headline" else (report.item,)})
    claim = claims(shown, language)[report.section][0]
    return {name: value for name, value in claim.items() if value is not None and name != "sentences"}


def grouped(reports: Iterable[Report], daily: DailyBriefing, language: Language) -> list[Said]:
    """Return the lines of reports: those that say the same on one line, each source with its marks."""
    names = source_names(daily.sources)
    articles = {one.source: one.article.id[:6] for one in daily.sources}
    lines: list[tuple[dict[str, Any], dict[str, list[str]]]] = []
    for report in reports:
        claim = claimed(report, language)
        sources = next((sources for known, sources in lines if known == claim), None)
        if sources is None:
            sources = {}
            lines.append((claim, sources))
        marks = [f"{articles[report.source]}-{evidence.sentence}" for evidence in report.item.evidence]
        sources[report.source] = list(dict.fromkeys([*sources.get(report.source, []), *marks]))
    return [Said(claim, (), [(names[source], marks) for source, marks in sources.items()]) for claim, sources in lines]


def expected_lines(entry: Entry, daily: DailyBriefing, language: Language) -> list[Said]:
    """Return the lines of an entry, how many report it on the first."""
    first, *others = grouped(entry.reports, daily, language)
    articles = len({report.source for report in entry.reports})
    count = (articles, entry.lineages) if articles > 1 else (1,)
    is_counted = len(daily.sources) > 1 and not isinstance(entry, DailyActor)
    return [first._replace(confirmed=count if is_counted else ()), *others]


def reports_of(pieces: tuple[Any, ...], source: str, section: Any) -> list[Report]:
    """Return the items of one source's section as reports."""
    return [Report(source=source, section=section, index=index, item=item) for index, item in enumerate(pieces)]


@st.composite
def entries(draw: st.DrawFn, reports: list[Report], lineages: int) -> list[dict[str, Any]]:
    """Draw entries of these reports, some of several."""
    found, left = [], list(reports)
    while left:
        size = draw(st.integers(1, 3))
        chosen, left = left[:size], left[size:]
        found.append({"reports": tuple(chosen), "lineages": draw(st.integers(1, lineages))})
    return found


def fields(kind: Any, item: Any) -> dict[str, Any]:
    """Return what an entry takes from its first report."""
    own = {name: getattr(item, name) for name in kind.model_fields if hasattr(item, name)}
    return own | ({"names": (item.name,)} if kind is DailyActor else {})


@st.composite
def daily_briefings(draw: st.DrawFn) -> DailyBriefing:
    """Draw a page of up to three sources with hostile text everywhere."""
    count = draw(st.integers(1, 3))
    sources: list[DailySource] = []
    reports: dict[str, list[Report]] = {name: [] for name in SECTIONS}
    lines: list[Report] = []
    for number in range(count):
        one = draw(briefings)
        known: dict[str, Any] = {name: draw(some) for name in ("title", "publisher", "path", "url")}
        info = ArticleInfo(id=IDS[number], language="de", characters=1, sentences=9, **known)
        name = f"{number}"
        sources.append(DailySource(source=name, article=info, lineage=draw(st.integers(1, number + 1)), dated_by=draw(DATED)))
        for section in SECTIONS:
            reports[section] += reports_of(getattr(one, section), name, section)
        lines += reports_of(one.summary, name, "summary")
    merged: dict[str, Any] = {
        section: tuple(kind(**fields(kind, entry["reports"][0].item), **entry) for entry in draw(entries(reports[section], count)))
        for section, kind in zip(SECTIONS, (DailyEvent, DailyFigure, DailyStatement, DailyActor), strict=True)
    }
    told = [Overview(text=line.item.text, reports=(line,)) for line in lines if isinstance(line.item, Line)]
    every = [report for section in SECTIONS for report in reports[section]]
    differing = draw(st.lists(st.lists(st.sampled_from(every), min_size=1, max_size=3), max_size=2)) if every else []
    return DailyBriefing(
        date=datetime.date(2025, 2, 12),
        language="de",
        headline=next(iter(told), None) if draw(st.booleans()) else None,
        overview=tuple(told),
        disagreements=tuple(
            Disagreement.model_validate(
                {
                    "id": "D",
                    "section": "figures",
                    "class": draw(st.sampled_from(CLASSES)),
                    "what": draw(words),
                    "reports": tuple(own),
                }
            )
            for own in differing
        ),
        **merged,
        sources=tuple(sources),
        left_out=(LeftOutSource(source=draw(hostile), reason=draw(st.sampled_from(LEFT_OUT)), of=draw(hostile)),),
        failed=(FailedSource(source=draw(hostile), error=draw(hostile)),),
        rejected=tuple(RejectedSource(source="0", rejected=one) for one in draw(st.lists(rejects, max_size=1))),
        run=DailyRun(version="1", engines=("rules",), models=(draw(hostile),), articles=count, lineages=1, notes=(draw(hostile),)),
    )


def expected_page(daily: DailyBriefing, language: Language) -> dict[str, list[Any]]:
    """Return what the sections of a page have to say, those that claim something."""
    is_compared = len({source.lineage for source in daily.sources}) > 1
    pages: dict[str, list[Any]] = {
        "overview": [grouped(line.reports, daily, language) for line in daily.overview],
        "disagreements": [
            (visible_text(one.what), one.class_, grouped(one.reports, daily, language)) for one in daily.disagreements
        ],
        **{name: [expected_lines(entry, daily, language) for entry in getattr(daily, name)] for name in SECTIONS},
    }
    if is_compared:
        pages["one_source"] = []
        for name in SECTIONS[1:]:
            shared = [entry.lineages > 1 for entry in getattr(daily, name)]
            pages["one_source"] += list(itertools.compress(pages[name], (not own for own in shared)))
            pages[name] = list(itertools.compress(pages[name], shared))
    return pages
