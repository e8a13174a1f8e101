"""Lies about statements: another speaker, another cue, another form, other words."""

import re
from collections.abc import Iterator
from typing import cast

from summarizer.gold.model import GoldActor, GoldStatement
from summarizer.lies.actors import misname
from summarizer.lies.cases import Case, TrueItem, mentions
from summarizer.lies.choice import Change
from summarizer.lies.citing import cite_neighbours
from summarizer.lies.lexicon import CUES, DENYING, INVENTED_NAMES
from summarizer.lies.texts import absent, change_markers, change_names, change_words
from summarizer.lies.wording import apart, overlap
from summarizer.schemas import DraftStatement, Span

_QUOTED = re.compile(r"[„“»«\"].*[“”»«\"]", re.S)
_UMLAUTS = str.maketrans("äöü", "aou")


def lie_about_statement(item: TrueItem, case: Case) -> Iterator[Change]:
    """Yield lies about one statement."""
    draft, gold = cast("DraftStatement", item.draft), cast("GoldStatement", item.gold)
    yield from _speakers(draft, gold, case)
    if draft.cue:
        yield from (Change("cue turned", draft.model_copy(update={"cue": cue})) for cue in _cues(draft.cue, draft, case))
        for cue in _others(draft, gold, case):
            yield Change("cue swapped, same sentence", draft.model_copy(update={"cue": cue}))
        if _is_denied(gold, case):
            yield Change("cue dropped", draft.model_copy(update={"cue": None}))
    if (
        draft.form == "indirect"
        and not _QUOTED.fullmatch(draft.content)
        and not any(piece.form == "direct" for piece in gold.pieces)
    ):
        yield Change("indirect made direct", draft.model_copy(update={"form": "direct"}))
    yield from _narration(draft, gold, case)
    if item.variant.startswith("piece,"):
        return
    cited = case.cited(draft.sentences)
    for kind, content in (*change_markers(draft.content, case, cited), *change_words(draft.content, case)):
        yield Change(kind, draft.model_copy(update={"content": content}))
    if item.variant.startswith("whole,"):
        for kind, content in change_names(draft.content, mentions(case, gold.content), case, cited):
            yield Change(kind, draft.model_copy(update={"content": content}))
    yield from _splices(draft, gold, case)
    yield from cite_neighbours(draft, case)


def _is_denied(gold: GoldStatement, case: Case) -> bool:
    """Say whether the content is what somebody denies, and not what is said against it behind a colon."""
    start = min((cue.start for cue in gold.cue_pieces), default=gold.content.end)
    before = case.source.text[start : gold.content.start]
    denies = DENYING[case.source.language].search(gold.cue or "")
    return bool(denies) and gold.type == "indirect" and not re.search(r"[:„“\"]", before)


def _speakers(draft: DraftStatement, gold: GoldStatement, case: Case) -> Iterator[Change]:
    """Yield the statement in the mouth of somebody else."""
    if draft.speaker is None:
        return
    for actor in case.gold.actors:
        if actor.kind == "place" or not apart(actor.name, draft.speaker) or _speaks(actor, gold, case) or _owns(actor, gold, case):
            continue
        place = _place(actor, draft, gold, case)
        yield Change(f"speaker swapped, {place}", draft.model_copy(update={"speaker": actor.name}))
        if place == "elsewhere":
            numbers = tuple(sorted({*draft.sentences, *case.sentences_of(actor.mentions[:1])}))
            fields = {"speaker": actor.name, "sentences": numbers}
            yield Change("speaker swapped, elsewhere and cited", draft.model_copy(update=fields))
    for name in INVENTED_NAMES[case.source.language]["person"]:
        if absent(name, case.source.text):
            yield Change("name invented", draft.model_copy(update={"speaker": name}))
    if draft.speaker in {actor.name for actor in case.gold.actors if actor.kind == "person"}:
        for name in misname(draft.speaker, case):
            yield Change("name altered", draft.model_copy(update={"speaker": name}))


def _speaks(actor: GoldActor, gold: GoldStatement, case: Case) -> bool:
    """Say whether an actor says these words too: itself, through a spokesman, in a frame around them, or elsewhere again."""
    for other in case.gold.statements:
        same = other.id == gold.id or _meet(other.content, gold.content)
        if not same and overlap(gold.words, other.words, case.source.language) < 0.5:
            continue
        if other.ref == actor.id:
            return True
        for span in (other.speaker_span, *other.speaker_pieces):
            if span and (not absent(actor.name, span.text) or any(_meet(span, mention) for mention in actor.mentions)):
                return True
    return False


def _owns(actor: GoldActor, gold: GoldStatement, case: Case) -> bool:
    """Say whether an organisation or a state stands right beside the person who speaks: its head, its member, its minister."""
    speaker = next((one for one in case.gold.actors if one.id == gold.ref), None)
    if actor.kind == "person" or speaker is None or speaker.kind != "person":
        return False
    pairs = ((one, other) for one in actor.mentions for other in speaker.mentions)
    gaps = (case.source.text[min(one.end, other.end) : max(one.start, other.start)] for one, other in pairs)
    most = 3 if actor.kind in ("organisation", "group") else 1
    return any(len(gap.split()) <= most and not re.search(r"[.!?]\s", gap) for gap in gaps)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _place(actor: GoldActor, draft: DraftStatement, gold: GoldStatement, case: Case) -> str:
    """Say where a name stands: beside the statement in a cited sentence, within it, or elsewhere."""
    beside = [one for one in actor.mentions if not gold.content.start <= one.start < gold.content.end]
    if set(draft.sentences) & set(case.sentences_of(beside)):
        return "same sentence"
    return "in the content" if len(beside) < len(actor.mentions) else "elsewhere"


def _cues(cue: str, draft: DraftStatement, case: Case) -> Iterator[str]:
    """Yield speech verbs that mean something else than the given one and stand in none of the cited sentences."""
    cited, groups = case.cited(draft.sentences).lower(), CUES[case.source.language]
    strong = any(_alike(cue, known) for group in groups[1:] for known in group)
    for group in groups if strong else groups[1:]:
        if any(_alike(cue, known) for known in group):
            continue
        yield from (other for other in group if not any(word in cited for word in re.findall(r"\w{4,}", other.lower()) or [other]))


def _others(draft: DraftStatement, gold: GoldStatement, case: Case) -> Iterator[str]:
    """Yield the cues with which somebody else speaks in a cited sentence, unless both only say that something is said."""
    neutral = CUES[case.source.language][0]
    for other in case.gold.statements:
        if not other.cue or other.ref == gold.ref or _meet(other.content, gold.content) or _alike(draft.cue or "", other.cue):
            continue
        plain = all(any(_alike(cue, known) for known in neutral) for cue in (draft.cue or "", other.cue))
        if not plain and set(case.sentences_of(other.cue_pieces)) <= set(draft.sentences):
            yield other.cue


def _alike(cue: str, other: str) -> bool:
    """Say whether two cues may be forms of one verb, as "zugesichert" and "sicherte zu" are; in doubt they are."""
    first, second = (re.findall(r"\w{3,}", words.lower().translate(_UMLAUTS)) or [words.lower()] for words in (cue, other))
    return any(mine[-5:] == yours[-5:] or mine[:3] == yours[:3] or yours[:5] in mine for mine in first for yours in second)


def _narration(draft: DraftStatement, gold: GoldStatement, case: Case) -> Iterator[Change]:
    """Put what the article itself tells, in the sentence after a statement, into the mouth of its speaker."""
    said = {number for statement in case.gold.statements for number in case.sentences_of([statement.content])}
    last = max(case.sentences_of([gold.content]))
    if draft.speaker and gold.ref and last < len(case.source.sentences) and last + 1 not in said:
        content = case.source.sentences[last].text.rstrip(".")
        if absent(draft.speaker, content):
            fields = {"content": content, "cue": None, "form": "indirect", "sentences": tuple(sorted({*draft.sentences, last + 1}))}
            yield Change("narration as statement", draft.model_copy(update=fields))


def _splices(draft: DraftStatement, gold: GoldStatement, case: Case) -> Iterator[Change]:
    """Yield the first half of the statement with the second half of another one."""
    words = draft.content.split()
    for other in case.gold.statements:
        theirs = other.words.split()
        if other.id == gold.id or min(len(words), len(theirs)) < 4 or _meet(other.content, gold.content):
            continue
        content = " ".join([*words[: len(words) // 2], *theirs[len(theirs) // 2 :]])
        numbers = tuple(sorted({*draft.sentences, *case.sentences_of([other.content])}))
        yield Change("facts spliced", draft.model_copy(update={"content": content, "sentences": numbers}))
