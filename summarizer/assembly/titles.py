"""Titles: a sentence cut down to what happened, in its own words, or what somebody says behind who says it."""

import re
from collections.abc import Iterator, Sequence

from summarizer.assembly.cuts import LONGEST_TITLE_WORDS, SHORTEST_TITLE_WORDS, cut, main_end
from summarizer.assembly.datelines import lead_start
from summarizer.assembly.statements import Stated
from summarizer.assembly.times import find_time
from summarizer.assembly.wordorder import is_finite, is_plural, straightened, turned
from summarizer.grounding.verbs import finite
from summarizer.rules.german import SUBJUNCTIVES
from summarizer.rules.prose import Prose, Word, words_of
from summarizer.rules.wordclasses import word_class
from summarizer.schemas import Language, Sentence

LONGEST_SPEAKER_WORDS = 6
_SOURCE = re.compile(r"(?:Laut|Nach|Gemäß|Zufolge|\w+ zufolge)\b")
_LINKING: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "dabei zudem außerdem unterdessen gleichzeitig daraufhin danach inzwischen ferner weiter zugleich anschließend darüber "
        "hierbei abschließend schließlich indes derweil mittlerweile ebenfalls".split()
    ),
    "en": frozenset("meanwhile however also separately moreover additionally furthermore then instead later elsewhere".split()),
}
_LEANING = re.compile(
    r"^(?:er|sie|es|das|dies|diese[rsnm]?|dabei|dazu|davon|damit|dafür|dagegen|daran|darin|darauf|demnach|deshalb|daher|dort|dann|"
    r"so|doch|aber|und|denn|auch|zudem|außerdem|wir|ich|man|ihr|ihre[rsnm]?|sein|seine[rsnm]?|deren|dessen|genau das|"
    r"he|she|it|they|this|that|these|those|we|i|his|her|its|their|but|and|there|then)\b",
    re.I,
)
_NEUTER = re.compile(r"Das (?:([a-zäöüß]+e) )?[A-ZÄÖÜ]")
_HANGING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:[,:(]|\b(?:der|die|das|den|dem|ein|eine|und|oder|dass))$", re.I),
    "en": re.compile(r"(?:[,:(]|\b(?:the|an?|and|or|that|of|to|for|with|by))$", re.I),
}
_ABBREVIATED = re.compile(r"(?:\b(?:[A-ZÄÖÜ]|Mio|Mrd|Nr|St|Dr|Co|Corp|Inc|Ltd|Jr|Sr|Str|bzw|usw|etc|z\.B|[ap]\.m|U\.S)|\.\.)\.$")
_ARTICLE_BEFORE_NOUN = re.compile(r"^(?:(?:der|die|das|dem|einem|einer|ein|eine)\s+(?=[A-ZÄÖÜ])|(?:the|an?)\s+)", re.I)
_PLAIN_CUE = re.compile(
    r"\b(?:sag\w*|teil\w*|mitteil\w*|erklär\w*|meld\w*|vermeld\w*|bericht\w*|ga?b\w*|angab\w*|beton\w*|schr(?:ie|ei)b\w*|so|laut|nach|zufolge|"
    r"hei(?:ß|ss)t|hie(?:ß|ss)|wie|schätz\w*|rechne\w*|warn\w*|hob|hebt|stell\w*|bestätig\w*|füg\w*|besag\w*|geht|ging|"
    r"said|says?|told|tells|according|report\w*|announc\w*|found|finds|estimat\w*|wrote|writes|add(?:ed|s)|stat(?:ed|es)|warn\w*|"
    r"confirm\w*|expects?|show(?:ed|s)|argu\w*|explain\w*)\b",
    re.I,
)
"""What is said behind other verbs may not be told as what somebody says: "bestritt", "bezweifelt", "forderte"."""
_NEGATION = re.compile(r"\b(?:nicht|kein\w*|nie|weder|ohne|not|never|no|neither|without|n['’]t)\b", re.I)
BOILERPLATE = re.compile(
    r"abzuwarten|festhalten|zusammenfassend|bleibt (?:offen|unklar|spannend)|wichtig zu (?:erwähnen|betonen)|remains to be seen|"
    r"in conclusion|only time will|important to note",
    re.I,
)
VACUOUS = re.compile(
    r"\A(?:[^,:]*\b(?:häuf|mehr|verdicht)\w*\s+sich\s+(?:\w+\s+)?(?:Meldungen|Berichte|Hinweise|Anzeichen)|"
    r"(?:\w+\s+){0,2}(?:Lage|Situation|Stimmung)\b[^,]{0,50}\b(?:ist|bleibt|zeigt|spitzt)\b|"
    r"[^,:]*\b(?:sorgt|sorgen|sorgte) für (?:Aufsehen|Diskussionen|Gesprächsstoff)|"
    r"[^,:]*\breports (?:are )?(?:mount|pil|multiply)|the situation (?:remains|is|shows)\b)",
    re.I,
)
"""That much is reported, and that a situation is one, is no event."""
_CLAUSES_BEHIND = re.compile(r",\s+(während|dass|daß)\s+")
# "Am Donnerstag, 13.11.2025, haben drei Täter …"
_DATED = re.compile(r",?\s+(?:den\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]+)\s?(?:\d{4})?,?")
_ASIDE = re.compile(r"(?<=\w)\s(?:unterdessen|zudem|außerdem|derweil|indes|ferner|hingegen|meanwhile)(?=\s\w)")
_PERSONAL = frozenset("er sie es ihn ihm ihnen he she they it him them".split())
_ONESELF = re.compile(r"\b(?:[Ii]ch|[Ww]ir|uns|mich|mir|unsere?[nmrs]?|(?<!War )I(?= [a-z]|['’])|[Ww]e|us|[Oo]ur|[Mm]y)\b(?!\.)")
_BARE_CLAUSE = re.compile(r"(?:Dass|Weil|That|Because)\b[^,]*$")
_QUOTED = re.compile(r"[„“\"»«][^„“”\"»«]+[“”\"»«]")


def leans(title: str) -> bool:
    """Say whether a title begins with a pronoun or a conjunction: it makes sense behind another sentence only.

    >>> leans("Das sagte Müller"), leans("Das neue Gesetz gilt")
    (True, False)
    """
    if not _LEANING.match(title):
        return False
    article = _NEUTER.match(title)
    return not article or (article[1] is not None and is_finite(article[1].lower()))


def tells_of_oneself(text: str) -> bool:
    """Say whether words outside quotation marks are those of an unnamed I or we, or a clause without its main one: "Dass …".

    >>> tells_of_oneself("Wir brauchen Geld"), tells_of_oneself("„Wir gehen“, sagte sie")
    (True, False)
    """
    return bool(_ONESELF.search(_QUOTED.sub("", text)) or _BARE_CLAUSE.match(text))


def titles(prose: Prose, sentence: Sentence, stated: Sequence[Stated], *, subject: str | None = None) -> Iterator[str]:
    """Yield titles of a sentence that read as titles, best first; `subject` is whom a pronoun stands for that opens it."""
    if VACUOUS.match(sentence.text):
        yield from (title for title in map(clean, _behind(prose, sentence)) if _reads(title, prose.language))
        return
    own = [one for one in stated if sentence.start <= one.start and one.end <= sentence.end]
    said = [title for one in own for title in _said(prose, sentence, one)]
    told = sorted(map(clean, _told(prose, sentence, subject)), key=lambda title: len(words_of(title)) > LONGEST_TITLE_WORDS)
    whole = [title for title in told if not any(_is_cue_alone(prose, title, one) for one in own)]
    yield from dict.fromkeys(title for title in (*map(clean, said), *whole) if _reads(title, prose.language))


def _behind(prose: Prose, sentence: Sentence) -> Iterator[str]:
    """Yield the subordinate clauses of a German sentence as main ones, the last first: "Die Lage zeigt, dass …, während …"."""
    for found in reversed([*_CLAUSES_BEHIND.finditer(prose.text, sentence.start, sentence.end)]):
        told = straightened(prose, found.end(), sentence.end)
        if told:
            yield told


def _is_cue_alone(prose: Prose, title: str, one: Stated) -> bool:
    """Say whether a title has the words by which somebody says something, and not what is said: "Die Ministerin kündigte an"."""
    cue = (one.draft.cue or "").split(" … ")[-1]
    told = {word.lower for word in words_of(title.replace(cue, ""))} if cue and cue in title else None
    return told is not None and told.isdisjoint(word.lower for word in words_of(prose.text[one.start : one.end]))


def _reads(title: str, language: Language) -> bool:
    """Say whether words read as a title: enough of them, nothing they lean on, no bare quotation, and a verb."""
    body = title.split(": ", 1)[-1]
    words = words_of(body)
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(title))
    if (
        len(words) < SHORTEST_TITLE_WORDS
        or leans(title)
        or leans(body)
        or title[:1].islower()
        or _HANGING[language].search(title)
        or BOILERPLATE.search(title)
        or VACUOUS.match(title)
        or (": " not in title and tells_of_oneself(title))
        or (": " not in title and (quoted > 0.5 * len(title) or _is_reported(title, language)))
    ):
        return False
    plural = language == "de" and any(is_plural(word.text) for word in words[1:-1])
    verb = plural or any(_is_verb(word.text, language) for word in words)
    return verb and not any(word.lower in _PERSONAL for word in words[1:4])


def _is_reported(title: str, language: Language) -> bool:
    """Say whether a German main clause stands in the subjunctive: it is told as somebody's words, and nobody is named."""
    match = SUBJUNCTIVES.search(title) if language == "de" else None
    return match is not None and "," not in title[: match.start()]


def _is_verb(word: str, language: Language) -> bool:
    """Say whether a word may be the verb of a clause."""
    if not word[:1].islower():
        return False
    if language == "de":
        return is_finite(word)
    return word in word_class("verbs", "en") or word in finite("en") or bool(re.search(r"[a-z]{2}(?:ed|s)$", word))


def _said(prose: Prose, sentence: Sentence, one: Stated) -> Iterator[str]:
    """Yield what somebody says behind who says it: "Rutte: Mehr als 600.000 Soldaten sind gefallen"; clauses only."""
    speaker = one.draft.speaker
    if one.end - one.start < 0.4 * len(sentence.text) or not speaker or len(speaker.split()) > LONGEST_SPEAKER_WORDS:
        return
    if " ".join(prose.text[one.start : one.end].split()) != " ".join(one.draft.content.split()):
        # The source is put into what is said: "Im Haus waren nach Angaben der Feuerwehr 84 Menschen" names it already.
        return
    around = prose.text[sentence.start : one.start] + prose.text[one.end : sentence.end]
    if not _PLAIN_CUE.search(one.draft.cue or "") or _NEGATION.search(around):
        return
    who = _ARTICLE_BEFORE_NOUN.sub("", speaker)
    who = who[:1].upper() + who[1:]
    for content in _clauses(prose, one):
        if not leans(content):
            yield f"{who}: „{content}“" if one.draft.form == "direct" and prose.language == "de" else f"{who}: {content}"


def _clauses(prose: Prose, one: Stated) -> Iterator[str]:
    """Yield a content as a main clause, cut at its first subordinate clause where it is long; nothing where it is a noun phrase."""
    start, end = one.start, one.end
    if prose.language == "de":
        before = prose.text[max(0, start - 6) : start].lower()
        words = prose.words_in(start, end)
        if "dass" in before or "daß" in before:
            content = straightened(prose, start, end)
        elif words and words[0].text.islower() and is_finite(words[0].lower):
            content = turned(prose, words, 0, main_end(prose.text, start, end, "de"))
        elif any(word.lower in word_class("verbs", "de") for word in words):
            content = prose.text[start:end]
        else:
            content = None
    else:
        words = prose.words_in(start, end)
        clause = bool(words) and words[0].lower not in word_class("prepositions", "en") and words[0].lower != "to"
        content = prose.text[start:end] if clause and any(_is_verb(word.text, "en") for word in words) else None
    for piece in cut(content, prose.language) if content else ():
        yield piece[:1].upper() + piece[1:]


def _told(prose: Prose, sentence: Sentence, subject: str | None) -> Iterator[str]:
    """Yield a sentence told without what stands in front of its subject, then as it stands."""
    start = lead_start(prose, sentence)
    words = [word for word in prose.words_of(sentence) if word.start >= start]
    if len(words) < 2:
        return
    text, behind = prose.text[start : sentence.end], prose.text[words[1].start : sentence.end]
    if subject:
        text = f"{subject} {behind}"
    elif prose.language == "de":
        verb = _verb_behind_opening(prose, sentence, words)
        told = turned(prose, words, verb, sentence.end) if verb else None
        yield from cut(told, "de") if told else ()
    if words[0].lower == "auch" or (prose.language == "en" and words[0].lower in _LINKING["en"]):
        text = behind[:1].upper() + behind[1:]
    yield from cut(text, prose.language)
    if prose.language == "de" and words[0].lower in word_class("prepositions", "de"):
        verb = next((at for at in range(2, min(16, len(words))) if _may_be_verb(words, at)), None)
        told = turned(prose, words, verb, sentence.end) if verb and "," not in prose.text[start : words[verb].start] else None
        yield from cut(told, "de") if told else ()


def _may_be_verb(words: Sequence[Word], at: int) -> bool:
    """Say whether a German word may be the verb behind an opening phrase, and no adjective behind an article or preposition."""
    governed = word_class("determiners", "de") | word_class("prepositions", "de")
    return words[at].text.islower() and is_finite(words[at].lower) and words[at - 1].lower not in governed


def _verb_behind_opening(prose: Prose, sentence: Sentence, words: Sequence[Word]) -> int | None:
    """Return the verb of a German sentence that opens with a source, a time or a linking word; None where it does not."""
    if words[0].lower in _LINKING["de"]:
        return 1 if len(words) > 1 and is_finite(words[1].lower) else None
    text = prose.text[words[0].start : sentence.end]
    times = find_time(text, "de")
    dated = _DATED.match(text, len(times)) if times and text.startswith(times) else None
    times = text[: dated.end()] if dated else times
    opening = _SOURCE.match(text)
    if not opening and not (times and text.lower().startswith(times.lower())):
        return None
    verb = next((at for at, word in enumerate(words[:14]) if at and word.lower in word_class("verbs", "de")), None)
    if times and not opening:
        behind = next((at for at, word in enumerate(words) if word.start >= words[0].start + len(times)), None)
        return behind if behind is not None and is_finite(words[behind].lower) else None
    return verb


def clean(title: str) -> str:
    """Return a title on one line, without outer marks and a final full stop.

    >>> clean("Er tritt das Amt an."), clean("Der Verdächtige ist Jens P.")
    ('Er tritt das Amt an', 'Der Verdächtige ist Jens P.')
    """
    title = _ASIDE.sub("", " ".join(title.split())).strip(" ,;:–—-")
    if title[:1] in '„“"»«' and not re.search(r"[“”\"«»]", title[1:]):
        title = title[1:]
    return title[:-1].rstrip() if title.endswith(".") and not _ABBREVIATED.search(title) else title
