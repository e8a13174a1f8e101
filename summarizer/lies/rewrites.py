"""Harmless rewrites: true items in other characters or another form, so that they still hold."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import cast

from summarizer.lies.cases import Case, TrueItem
from summarizer.lies.choice import Change, Variant, choose
from summarizer.lies.notation import renumber
from summarizer.lies.syntax import reorder
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Language, Section

_OPEN_QUOTE, _CLOSE_QUOTE = re.compile(r"[„»]|(?<!\w)[“\"](?=\w)"), re.compile(r"[“”«\"](?!\w)")
_GENITIVE = re.compile(r"[^\W\d_]{3,}[^sßxz\W\d_]$")


def rewrite(item: TrueItem, case: Case) -> list[Variant]:
    """Return the harmless rewrites of one true item, at most two of a class, always the same ones."""
    return choose(item, _WRITERS[item.section](item, case))


def _typography(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text with other quotation marks, white space, dashes and Unicode composition."""
    if _OPEN_QUOTE.search(text) and _CLOSE_QUOTE.search(text):
        for opening, closing in (('"', '"'), ("“", "”"), ("»", "«")):
            yield "quotation marks", _CLOSE_QUOTE.sub(closing, _OPEN_QUOTE.sub(opening, text))
    if " " in text:
        yield "white space", text.replace(" ", "  ", 1)
        yield "white space", text.replace(" ", "\u00a0")
        yield "white space", text.replace(" ", "\n", 1)
    for one, other in ((" – ", " — "), (" — ", " – "), (" – ", " - ")):
        if one in text:
            yield "dashes", text.replace(one, other)
    decomposed = unicodedata.normalize("NFD", text)
    if decomposed != text:
        yield "Unicode decomposed", decomposed
    if "…" in text:
        yield "three full stops", text.replace("…", "...")


def _inflect(name: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield a name in the genitive."""
    if _GENITIVE.search(name):
        yield "genitive", f"{name}s" if language == "de" else f"{name}'s"


def _figures(item: TrueItem, case: Case) -> Iterator[Change]:
    draft, language = cast("DraftFigure", item.draft), case.source.language
    for kind, amount in (*_typography(draft.amount), *renumber(draft.amount, language)):
        yield Change(kind, draft.model_copy(update={"amount": amount}))
    for kind, counts in (*_typography(draft.counts), *_other_number(draft.counts, case)):
        yield Change(kind, draft.model_copy(update={"counts": counts}))
    if draft.claimant and re.fullmatch(r"[^\W\d_]\w+(?: [^\W\d_]\w+)?", draft.claimant) and draft.claimant[0].isupper():
        yield from (Change(kind, draft.model_copy(update={"claimant": name})) for kind, name in _inflect(draft.claimant, language))


def _other_number(counts: str, case: Case) -> Iterator[tuple[str, str]]:
    """Yield one counted noun as the dative plural, which adds an n, or without it; in English as the singular."""
    if not re.fullmatch(r"[^\W\d_]{4,}", counts):
        return
    if case.source.language == "de" and counts[0].isupper():
        if re.search(r"(?:e|er|el)$", counts):
            yield "inflection", counts + "n"
        elif re.search(r"(?:ern|eln)$", counts):
            yield "inflection", counts[:-1]
    elif case.source.language == "en" and re.search(r"[^s]s$", counts) and not counts.endswith("ies"):
        yield "inflection", re.sub(r"s$", "", counts)


def _actors(item: TrueItem, case: Case) -> Iterator[Change]:
    draft, language = cast("DraftActor", item.draft), case.source.language
    for kind, name in _typography(draft.name):
        yield Change(kind, draft.model_copy(update={"name": name}))
    if draft.kind in ("person", "state", "place"):
        yield from (Change(kind, draft.model_copy(update={"name": name})) for kind, name in _inflect(draft.name, language))
    if draft.role:
        for kind, role in (*_typography(draft.role), *_decline(draft.role, language)):
            yield Change(kind, draft.model_copy(update={"role": role}))


def _decline(role: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield a role in another case, and with its article."""
    kind = "role in other case"
    if language == "en":
        yield "article before role", f"the {role}"
        return
    if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß-]+(?:er|or|ent|chef|rat)", role):
        yield kind, f"{role}en" if role.endswith("ent") else f"{role}s"
    elif re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß-]+in", role):
        yield kind, f"der {role}"
    elif re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß-]+e[rn]?", role) and re.search(r"(?:ende|eauftragte|geordnete)r?$", role):
        yield kind, re.sub(r"e[rn]?$", "en", role)


def _statements(item: TrueItem, case: Case) -> Iterator[Change]:
    draft, language = cast("DraftStatement", item.draft), case.source.language
    for kind, content in _typography(draft.content):
        yield Change(kind, draft.model_copy(update={"content": content}))
    if draft.form == "direct":
        yield Change(
            "quotation marks",
            draft.model_copy(update={"content": f"„{draft.content}“" if language == "de" else f"“{draft.content}”"}),
        )
    if draft.content.endswith("."):
        yield Change("full stop", draft.model_copy(update={"content": draft.content[:-1]}))
    elif draft.content[-1:].isalnum():
        yield Change("full stop", draft.model_copy(update={"content": f"{draft.content}."}))
    known = {actor.name for actor in case.gold.actors if actor.kind == "person"}
    if draft.speaker in known:
        yield from (Change(kind, draft.model_copy(update={"speaker": name})) for kind, name in _inflect(draft.speaker, language))
    if draft.cue and "…" in draft.cue:
        yield Change("cue without ellipsis", draft.model_copy(update={"cue": draft.cue.replace(" … ", " ")}))
        yield Change("cue without ellipsis", draft.model_copy(update={"cue": draft.cue.replace("…", "...")}))


def _events(item: TrueItem, case: Case) -> Iterator[Change]:
    draft = cast("DraftEvent", item.draft)
    for kind, title in _texts(draft.title, case):
        yield Change(kind, draft.model_copy(update={"title": title}))
    if draft.when:
        yield from (Change(kind, draft.model_copy(update={"when": when})) for kind, when in _typography(draft.when))


def _lines(item: TrueItem, case: Case) -> Iterator[Change]:
    """Yield lines written otherwise; other characters only in the marked passages, which are enough of those."""
    draft, language = cast("DraftLine", item.draft), case.source.language
    written = (
        _texts(draft.text, case) if item.variant == "line" else (*renumber(draft.text, language), *reorder(draft.text, language))
    )
    yield from (Change(kind, draft.model_copy(update={"text": text})) for kind, text in written)


def _texts(text: str, case: Case) -> Iterator[tuple[str, str]]:
    """Yield a title or a line in other characters, other notation of its numbers, or the other voice."""
    language = case.source.language
    yield from _typography(text)
    yield from renumber(text, language)
    yield from reorder(text, language)
    if text.endswith("."):
        yield "full stop", text[:-1]


_WRITERS: dict[Section, Callable[[TrueItem, Case], Iterator[Change]]] = {
    "figures": _figures,
    "actors": _actors,
    "statements": _statements,
    "key_events": _events,
    "summary": _lines,
}
