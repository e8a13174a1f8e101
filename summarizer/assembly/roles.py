"""Roles: the title or office that stands directly before a name, or behind it between commas."""

import re
from collections.abc import Iterator, Sequence

from summarizer.assembly.nouns import is_noun
from summarizer.local.spans import TaggedSpan
from summarizer.rules.labels import bare, is_role
from summarizer.rules.lexicon import states
from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import function_words, word_class
from summarizer.schemas import Kind

_BUSINESSES = frozenset(
    "company firm group airline charity think-tank party union agency newspaper broadcaster bank club start-up".split()
)
LONGEST_ROLE_WORDS = 6
_LONGEST_ARTICLE = 12
"""Characters before a role in which its article stands, white space included."""
_VERBS_FOLLOW = frozenset("to will would can could may might must should did does do not".split())
_FORMS_OF_ADDRESS = frozenset("frau herr mr mrs ms miss dr prof sir".split())
_DEGREE = re.compile(r"(?:\b(?:Prof|Dr|Ing|Dipl|med|phil|jur|rer|nat|habil|h\.c)\.?(?:-\w+\.?)?\s*)+$")
_LONGEST_DEGREE = 30
_BEHIND = {
    "de": re.compile(
        r",\s+(?:(?:der|die|das|ein|eine|dem|den|einem|"
        r"einer)\s+)?((?:[a-zäöüß]+e[nrms]?\s+){0,2}[A-ZÄÖÜ][^,;:.!?()„“\"»«–\n]{2,70}?)(?=[,.;)–])"
    ),
    "en": re.compile(r",\s+(?:(?:the|a|an|its|their|his|her)\s+)?([A-Za-z][^,;:.!?()“”\"–\n]{2,70}?)(?=[,.;)–])"),
}
_OFFICES = re.compile(
    r"\b(?:spokes(?:man|woman|person)|chief|director|minister|president|head|chair(?:man|woman)?|secretary|officer|mayor|professor|"
    r"analyst|lawyer|leader|founder|manager|economist|commissioner|governor|judge|owner|author|researcher|scientist|member|"
    r"(?!(?:either|other|another|former|later|whether|never|over|under)\b)\w+(?:er|or|ist|man|woman|ian))\b",
    re.I,
)


def roles_of(prose: Prose, mentions: Sequence[TaggedSpan], kind: Kind, names: frozenset[int]) -> list[str]:
    """Return the roles that an article gives an actor, in the order of the text; places and states have none."""
    if kind not in ("person", "organisation"):
        return []
    found: list[str] = []
    for mention in mentions:
        found += _before(prose, mention, names)
        if kind == "person":
            found += _behind(prose, mention)
    return list(dict.fromkeys(found))


def _before(prose: Prose, mention: TaggedSpan, names: frozenset[int]) -> Iterator[str]:
    """Yield the words between an article, preposition, verb or mark and the name."""
    words = prose.words_of(prose.sentence_at(mention.start))
    degree = _DEGREE.search(prose.text, max(0, mention.start - _LONGEST_DEGREE), mention.start)
    right = degree.start() if degree else mention.start
    before = [word for word in words if word.end <= right][-LONGEST_ROLE_WORDS:]
    run: list[Word] = []
    for word in reversed(before):
        # "NATO-Generalsekretär": a name that is only a part of its word.
        named = word.start in names and not ("-" in word.text and is_role(word.text, prose.language))
        if prose.text[word.end : right].strip() or named:
            break
        if not (is_noun(word, prose, words) and _may_be_role(word, prose)) or bare(word.text, prose.language) in states(
            prose.language
        ):
            break
        run.insert(0, word)
        right = word.start
    if run and prose.language == "en" and _opens_with_verb(before, run[0]):
        run = run[1:]
    if run and run[-1].lower in _FORMS_OF_ADDRESS:
        return
    if run and _is_plural_owner(prose, run[0], run[-1]):
        return
    if run and (
        prose.language == "de" or _OFFICES.fullmatch(run[-1].text) or run[-1].lower in _BUSINESSES or is_role(run[-1].text, "en")
    ):
        role = prose.text[run[0].start : run[-1].end]
        base = _nominative(role) if prose.language == "de" else role
        yield from dict.fromkeys((base, role))


def _opens_with_verb(before: Sequence[Word], first: Word) -> bool:
    """Say whether the first word of a role is the verb before it: "refused to blame goalkeeper Tom Hurst"."""
    index = before.index(first)
    return index > 0 and before[index - 1].lower in _VERBS_FOLLOW


def _nominative(role: str) -> str:
    """Return a German role without the -en of its case: "Präsidenten" as "Präsident"."""
    oblique = re.search(r"(?:ent|ant|ist|at|eur|oge|arch)en$", role)
    return role[:-2] if oblique and is_role(role[:-2].rsplit(maxsplit=1)[-1], "de") else role


def _is_plural_owner(prose: Prose, first: Word, last: Word) -> bool:
    """Say whether words are no title but a plural behind its article: "der Verbündeten Putin"."""
    if prose.language == "en":
        return False
    before = prose.text[max(0, first.start - _LONGEST_ARTICLE) : first.start].rsplit(maxsplit=1)[-1:]
    return bool(before) and before[0].lower() in ("der", "den") and last.lower.endswith("en") and not is_role(last.text, "de")


def _may_be_role(word: Word, prose: Prose) -> bool:
    lower = word.lower
    if lower in word_class("times", prose.language) or lower in function_words(prose.language):
        return False
    return prose.language == "de" or not lower.endswith(("ed", "ing"))


def _behind(prose: Prose, mention: TaggedSpan) -> Iterator[str]:
    """Yield the apposition behind a name."""
    sentence = prose.sentence_at(mention.start)
    match = _BEHIND[prose.language].match(prose.text, mention.end, sentence.end)
    if not match or len(match[1].split()) > 10:
        return
    words = match[1].split()
    if prose.language == "en" and not (_OFFICES.search(match[1]) and words[0].lower() not in function_words("en")):
        return
    if any(word in word_class("verbs", prose.language) for word in words):
        return
    yield match[1].strip()
