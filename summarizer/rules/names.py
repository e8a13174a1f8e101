"""Names in an article: runs of capitalised words, cut into persons, organisations, states and places."""

import re
from collections.abc import Sequence

from summarizer.local.spans import TaggedSpan
from summarizer.rules.labels import bare, is_word
from summarizer.rules.lexicon import bodies, places, states
from summarizer.rules.prose import Prose
from summarizer.rules.runs import Token, read_runs
from summarizer.schemas import Kind

LEGAL = frozenset("ag gmbh kg se inc ltd plc llc corp co oyj ab asa spa group holding partners capital".split())
_PLACE_BEFORE = {"de": frozenset("in aus nach bei nahe im".split()), "en": frozenset("in at near outside around from to".split())}
_ARTICLES = {
    "de": frozenset("der die das dem den des ein eine einem einen einer eines".split()),
    "en": frozenset("the a an".split()),
}


_PLACE_END = re.compile(
    r"(?:see|kanal|straße|gasse|platz|tal|berg|wald|stadt|ufer|hafen|fluss|meer|insel|küste|dorf|burg|hausen|heim|ingen|"
    r"feld|kirchen|brücke|bach)s?$"
)


def tag_names(prose: Prose) -> list[TaggedSpan]:
    """Return the mentions of persons, organisations, states and places, in the order of the text."""
    sure: list[TaggedSpan] = []
    open_: list[tuple[Token, ...]] = []
    for sentence in prose.sentences:
        words = prose.words_of(sentence)
        for run in read_runs(prose, words):
            found, left = _cut(prose, run)
            sure += found
            open_ += left
    persons = {prose.text[span.start : span.end].split()[-1] for span in sure if span.kind == "person"}
    bodies = {prose.text[span.start : span.end].split()[0] for span in sure if span.kind == "organisation"}
    for tokens in open_:
        span = _decide(prose, tokens, persons, bodies)
        if span:
            sure.append(span)
    return sorted(sure, key=lambda span: span.start)


def _cut(prose: Prose, run: Sequence[Token]) -> tuple[list[TaggedSpan], list[tuple[Token, ...]]]:
    """Return the names of a run that are sure, and what is left to decide when the whole article is known."""
    found: list[TaggedSpan] = []
    left: list[tuple[Token, ...]] = []
    index = 0
    while index < len(run):
        stop, kind = _next(prose, run, index)
        if kind:
            found.append(TaggedSpan(run[index].word.start, _end(prose, run, index, stop, kind), "actor", kind=kind))
        elif stop > index and (run[index].label in ("unknown", "first") or (prose.language == "en" and stop - index > 1)):
            left.append(tuple(run[index:stop]))
        index = max(stop, index + 1)
    return found, left


_OWNED_BODY = re.compile(
    r"(?:institut|amt|verband|gewerkschaft|rat|behörde|kommission|kammer|bund|organisation|vereinigung|hof|zentrum|stelle|"
    r"inspektion)(?:e?s)?$"
)


def _end(prose: Prose, run: Sequence[Token], index: int, stop: int, kind: Kind) -> int:
    """Return where a name ends: behind "für …" and "der …" too, where a noun of institutions stands before it."""
    end = run[stop - 1].word.end
    if prose.language == "de" and kind == "organisation" and _OWNED_BODY.search(run[stop - 1].word.lower):
        match = _NAMED_AFTER.match(prose.text, end)
        if match and (" für " in match.group()[:6] or stop - index > 1 or len(run[stop - 1].word.text) < 14):
            return match.end()
    return end


def _next(prose: Prose, run: Sequence[Token], index: int) -> tuple[int, Kind | None]:
    """Return the index behind the name that begins at `index`, and its kind; None where it is none, or not sure."""
    token = run[index]
    known = next((stop for stop in range(min(len(run), index + 4), index, -1) if _joined(run, index, stop) in bodies()), None)
    if known:
        return known, "organisation"
    if prose.language == "en":
        return _english(run, index)
    listed = _listed(prose, run, index)
    person = _person(run, index)
    if person and not (listed and listed[0] >= person):
        return person, "person"
    if listed:
        return listed
    follows = index + 1 < len(run) and token.word.text in ("IG", "BMW", "FC", "SV", "VfB", "TSV", "US", "SC")
    body = _legal(run, index) or (index + 1 + follows if token.label == "acronym" else None)
    if body:
        return body, "organisation"
    if token.label in ("body", "adjective"):
        return _body(prose, run, index)
    if token.label in ("unknown", "first"):
        stop = index + 1
        while stop < len(run) and run[stop].label in ("unknown", "first", "particle"):
            stop += 1
        return stop, None
    return index + 1, None


def _joined(run: Sequence[Token], index: int, stop: int) -> str:
    return " ".join(token.word.text for token in run[index:stop])


_GEOGRAPHY = frozenset(
    "lake bay river island islands street road mountain mount county valley beach square hill creek harbour "
    "harbor strait sea ocean desert "
    "coast park canal cape port fort".split()
)


def _english(run: Sequence[Token], index: int) -> tuple[int, Kind | None]:
    """Return what an English run names from `index`: titles and peoples are skipped, the rest is one name."""
    token, stop = run[index], len(run)
    if token.label in ("role", "common") and index + 1 < stop and token.word.lower not in _GEOGRAPHY and not _has_body(run[index:]):
        return index + 1, None
    if _has_body(run[index:]):
        return stop, "organisation" if stop - index > 1 else None
    known = _english_place(run, index)
    if known:
        return stop, known
    if token.label == "adjective":
        return index + 1, None
    titled = index > 0 and run[index - 1].label == "role"
    if token.label == "acronym":
        return stop, "organisation"
    return stop, "person" if titled or (token.label == "first" and stop - index > 1) else None


def _english_place(run: Sequence[Token], index: int) -> Kind | None:
    """Return what the lists have the rest of an English run for, or a word like "Lake" in it."""
    name = _joined(run, index, len(run))
    forms = {name, bare(name, "en")}
    if not forms.isdisjoint(states("en")):
        return "state"
    if not forms.isdisjoint(places()) or (len(run) - index > 1 and {run[index].word.lower, run[-1].word.lower} & _GEOGRAPHY):
        return "place"
    return None


def _has_body(run: Sequence[Token]) -> bool:
    return any(one.label == "body" for one in run)


def _listed(prose: Prose, run: Sequence[Token], index: int) -> tuple[int, Kind] | None:
    """Return a state or place of the lists that begins at `index`, the longest."""
    language = prose.language
    for stop in range(min(len(run), index + 3), index, -1):
        name = " ".join(token.word.text for token in run[index:stop])
        base = bare(name, language)
        if name in states(language) or base in states(language):
            return stop, "state"
        if stop - index > 1 and (name in places() or base in places()):
            return stop, "place"
    if run[index].label == "place":
        return index + 1, "place"
    return None


def _person(run: Sequence[Token], index: int) -> int | None:
    """Return the index behind a person's name: a first name and what follows, or what follows a title."""
    token = run[index]
    titled = index > 0 and run[index - 1].label == "role"
    names = {"unknown", "first", "particle"}
    stop = index
    while stop < len(run) and run[stop].label in names and stop - index < 5:
        stop += 1
    if token.label == "first":
        if stop == index + 1 and stop < len(run) and run[stop].label in ("common", "place", "role", "adjective"):
            return stop + 1
        if stop > index + 1:
            return stop
    if titled and token.label in ("unknown", "first"):
        return stop if stop > index else None
    return None


def _legal(run: Sequence[Token], index: int) -> int | None:
    """Return the index behind a firm's name that ends in AG, Inc. or the like."""
    for stop in range(index + 1, min(len(run), index + 6)):
        if run[stop].word.lower.rstrip(".") in LEGAL:
            return stop + 1
    return None


_NAMED_AFTER = re.compile(
    r"\s(?:für|der|des|vom|gegen)\s(?:[a-zäöüß]+[nr]\s)?[A-ZÄÖÜ][\w-]+(?:\s(?:und\s|in der\s|vom\s)?[A-ZÄÖÜ][\w-]+){0,3}"
)


def _body(prose: Prose, run: Sequence[Token], index: int) -> tuple[int, Kind | None]:
    """Return the index behind an organisation that a noun of institutions names: "Deutsche Bahn", "Universität Kassel"."""
    token = run[index]
    stop = index + 1
    while stop < len(run) and run[stop].label in ("body", "adjective", "unknown", "place", "common", "acronym"):
        stop += 1
    labels = [one.label for one in run[index:stop]]
    if token.label == "adjective":
        body = "body" in labels or (
            len(labels) > 1 and labels[1] in ("common", "body") and prose.language == "de" and bool(token.before)
        )
        return (
            (stop, "organisation")
            if body and prose.language == "de"
            else (index + 1, None)
            if prose.language == "de"
            else _english_body(run, index, stop)
        )
    if prose.language == "en":
        return _english_body(run, index, stop)
    if token.word.text.startswith(("Bundes", "EU-", "UN-", "Landes", "Zentral", "Welt")) and len(token.word.text) > 9:
        return index + 1 + (stop > index + 1 and labels[1] == "place"), "organisation"
    if re.match(r"\sfür\s[A-ZÄÖÜ]", prose.text[token.word.end : token.word.end + 7]):
        return index + 1, "organisation"
    if stop > index + 1 and labels[1] == "place":
        return index + 2, "organisation"
    return index + 1, None


def _english_body(run: Sequence[Token], index: int, stop: int) -> tuple[int, Kind | None]:
    """Return an English run as an organisation where a noun of institutions is in it and not alone."""
    labels = [one.label for one in run[index:stop]]
    return (stop, "organisation") if "body" in labels and len(labels) > 1 else (stop if "body" in labels else index + 1, None)


def _decide(prose: Prose, tokens: tuple[Token, ...], persons: set[str], bodies: set[str]) -> TaggedSpan | None:
    """Return the name that a run of unknown words is, in the light of the whole article."""
    start, end = tokens[0].word.start, tokens[-1].word.end
    last, first, before = tokens[-1].word.text, tokens[0].word.text, tokens[0].before
    kind: Kind | None = None
    if (
        all(token.label == "particle" or (prose.language == "de" and is_word(token.word.text)) for token in tokens)
        and last not in persons
        and bare(last, prose.language) not in persons
    ):
        return None
    if last in persons or bare(last, prose.language) in persons or last + "s" in persons:
        kind = "person"
    elif first in bodies or bare(first, prose.language) in bodies:
        kind = "organisation"
    elif len(tokens) > 1:
        kind = "organisation" if before in _ARTICLES[prose.language] else "person"
    elif before in _PLACE_BEFORE[prose.language]:
        kind = "place"
    elif "-" in first and prose.language == "de" and not first.split("-")[-1][:1].isupper():
        return None
    elif tokens[0].label == "unknown" and re.search(_PLACE_END, first):
        kind = "place"
    elif tokens[0].label == "unknown":
        kind = "organisation"
    return TaggedSpan(start, end, "actor", kind=kind) if kind else None
