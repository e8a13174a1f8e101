"""Statements: verbatim content, who says it, with which cue, in which form."""

import re
from collections.abc import Sequence

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.cast import Others
from summarizer.grounding.cues import NEUTRAL_CUES, attributions, saying_verbs, says
from summarizer.grounding.framing import spans_of, speaker_name
from summarizer.grounding.pieces import find_pieces
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.speakers import check_speaker
from summarizer.grounding.verdicts import By, Unsupported, weakest
from summarizer.grounding.words import HEDGES, Token, clause, content_words, is_reported, stem, tokens
from summarizer.schemas import Code, DraftStatement, Sentence, Statement, Verdict

_CUE_GAP = re.compile(r"\s*(?:…|\.\.\.|\[…\])\s*")


def check_statement(draft: DraftStatement, citation: Citation, by: By, others: Others) -> tuple[Statement, tuple[int, int]]:
    """Return the checked statement and the span of its content; raises Unsupported.

    `others` are the names in the draft.
    """
    found = _find_content(draft, citation)
    home = _home(found, citation)
    if draft.form == "direct" and not _is_quoted(found, citation):
        raise Unsupported("not_direct", "not_quoted", at=[home], claimed=draft.content)
    # An unnamed report often has its cue inside: "planen Berichten zufolge Angriffe".
    outside = [token for token in citation.tokens if draft.speaker is None or not found.covers(token.start)]
    named = check_speaker(draft.speaker, draft.cue, found, home, citation, others)
    verdicts: list[Verdict] = [found.verdict, _check_cue(draft, outside, home, citation)]
    _check_markers(draft, found, home, outside, citation)
    statement = Statement(
        speaker=draft.speaker,
        cue=draft.cue,
        content=" … ".join(citation.source.text[start:end] for start, end in _pieces(found)),
        form=draft.form,
        evidence=citation.evidence(named or home),
        verdict=weakest(verdicts),
        by=by,
        flags=("inferred_speaker",) if named else (),
    )
    return statement, (found.start, found.end)


def _find_content(draft: DraftStatement, citation: Citation) -> Found:
    """Return where the content stands; raises Unsupported with the nearest words of the article."""
    content = draft.content.strip().strip('„“”"»«')
    found = citation.find(draft.content) or citation.find(content) or citation.find(content.rstrip(".!?"))
    found = found or find_pieces(content, draft.cue, citation) or find_pieces(content.rstrip(".!?"), draft.cue, citation)
    if found and re.search(r"\w", content):
        return found
    nearest = _nearest(content, citation)
    code: Code = "quote" if draft.form == "direct" else "not_found"
    raise Unsupported(code, "other_content" if nearest else "no_content", at=citation.sentences, claimed=content, text=nearest)


def _nearest(content: str, citation: Citation) -> str:
    """Return the stretch of the cited sentences that is most like the content, for the reason only."""
    from rapidfuzz import fuzz

    text = " ".join(sentence.text for sentence in citation.sentences)
    best = fuzz.partial_ratio_alignment(content, text)
    if best is None or best.score < 60:
        return ""
    start = text.rfind(" ", 0, best.dest_start + 1) + 1
    end = text.find(" ", best.dest_end)
    return text[start : end if end != -1 else None]


def _home(found: Found, citation: Citation) -> Sentence:
    """Return the sentence in which the content begins."""
    return citation.sentence_at(found.start)


def _is_quoted(found: Found, citation: Citation) -> bool:
    """Say whether every piece of the content lies inside a pair of quotation marks, or is one with its marks."""
    return all(citation.source.is_quoted(first, last) for first, last in _pieces(found))


def _pieces(found: Found) -> list[tuple[int, int]]:
    """Return the spans of a content without the clauses put into it."""
    bounds = [found.start, *(bound for gap in found.gaps for bound in gap), found.end]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _check_cue(draft: DraftStatement, outside: Sequence[Token], home: Sentence, citation: Citation) -> Verdict:
    """Check that the cue stands in the cited sentences, outside the content, and that none is left out."""
    if draft.cue is None:
        if draft.speaker and (_has_verb_of_saying(draft, outside, home, citation) or _has_own_speaker(draft, citation)):
            raise Unsupported("cue", "cue_left_out", at=[home], claimed=draft.content)
        return "exact"
    _check_own_cue(draft, outside, home, citation)
    exact = True
    for part in _CUE_GAP.split(draft.cue):
        words = tokens(part, citation.language)
        if any(not any(word.text == token.text for token in outside) for word in words):
            exact = False
        for word in words:
            if not any(word.text.lower() == token.text.lower() or word.stem == token.stem for token in outside):
                raise Unsupported("cue", "no_cue", at=citation.sentences, claimed=draft.cue, word=word.text)
    if not tokens(draft.cue, citation.language):
        raise Unsupported("cue", "names_nobody", claimed=draft.cue)
    return "exact" if exact else "checked"


def _has_own_speaker(draft: DraftStatement, citation: Citation) -> bool:
    """Say whether an unquoted content opens with somebody saying something: "Eine Sprecherin betonte, …" is hers."""
    if draft.form == "direct":
        return False
    start, end = clause(draft.content, 0)
    opening = tokens(draft.content[start:end], citation.language)
    verbs = [token for token in opening[1:] if says(token, citation.language)]
    return bool(verbs) and end < len(draft.content.rstrip(" .!?")) and not is_reported(opening, draft.content, citation.language)


def _check_own_cue(draft: DraftStatement, outside: Sequence[Token], home: Sentence, citation: Citation) -> None:
    """Check that a cue is that of the content's own sentence where that has one, and whole: "said" is not "denied"."""
    language = citation.language
    here = [token for token in outside if home.start <= token.start < home.end]
    cue = {token.stem for token in tokens(draft.cue or "", language)}
    own = [token for token in here if says(token, language)]
    if own and not any(token.stem in cue for token in here):
        raise Unsupported("cue", "no_cue", at=[home], claimed=draft.cue or "", word=draft.cue or "")
    for verb in here:
        particle = _TURNING.get(verb.text.lower()) if verb.stem in cue else None
        if particle and stem(particle, language) not in cue:
            start, end = clause(citation.source.text, verb.start, home.start, home.end)
            if any(token.text == particle and start <= token.start < end for token in here):
                raise Unsupported("cue", "left_outside", at=[home], word=particle)


_TURNING = {
    **dict.fromkeys(("wies", "weist", "wiesen", "weisen"), "zurück"),
    **dict.fromkeys(("lehnt", "lehnte", "lehnten", "lehnen", "stritt", "stritten", "streitet", "streiten"), "ab"),
}
"""Particles that turn the sense of a verb round: "wies … zurück"."""


def _has_verb_of_saying(draft: DraftStatement, outside: Sequence[Token], home: Sentence, citation: Citation) -> bool:
    """Say whether more than the speaker and a colon stands with the content in its sentence, or than a plain "said"."""
    language = citation.language
    sourced = attributions(home.text, language)
    said = [token for token in saying_verbs(outside, language) if home.start <= token.start < home.end]
    if (said or sourced) and all(token.text in NEUTRAL_CUES[language] for token in said):
        return False
    name = speaker_name(draft.speaker or "", language)
    here = [token for token in outside if home.start <= token.start < home.end]
    named = bool(spans_of(name, here, citation))
    told = is_reported(citation.source.tokens[home.number - 1], citation.source.text, language) or draft.form == "direct"
    if said and not told and any(token.text not in NEUTRAL_CUES[language] for token in said):
        return True
    own = {token.stem for token in name}
    verbs = [token for token in content_words(here, language) if token.text[:1].islower() and token.stem not in own]
    return named and bool(verbs)


def _check_markers(draft: DraftStatement, found: Found, home: Sentence, outside: Sequence[Token], citation: Citation) -> None:
    """Check that no negation or hedge of the content or the cue is left outside both."""
    language, text = citation.language, citation.source.text
    for amount in amounts_in(home.text, language):
        start, number = home.start + amount.start, home.start + amount.number_start
        if found.covers(number) and not found.covers(start) and amount.bound not in ("exact", "range"):
            raise Unsupported("bound", "left_outside", at=[home], word=text[start:number].strip())
    cue = {stem(token.text, language) for token in tokens(draft.cue or "", language)}
    cued = [token for token in outside if home.start <= token.start < home.end and token.stem in cue]
    own = [clause(text, position, home.start, home.end) for position in (found.start, found.end - 1)]
    own = [span for span in own if not any(span[0] <= token.start < span[1] for token in cued)]
    # "Ärzte ohne Grenzen" denies nothing.
    named = citation.find(draft.speaker) if draft.speaker else None
    for marker, word, kind in citation.source.scopes(home.number):
        if found.covers(marker.start) or marker.stem in cue or (named and named.covers(marker.start)):
            continue
        adverb = kind == "negation" or marker.text.lower() in HEDGES[language]
        governs = found.covers(word.start) or word in cued
        beside = adverb and any(0 <= marker.start - token.end <= 12 and "," not in text[token.end : marker.start] for token in cued)
        if governs or beside or (adverb and any(start <= marker.start < end for start, end in own)):
            raise Unsupported(kind, "left_outside", at=[home], word=marker.text)
