"""The same said in another order, where the sentence is simple enough that no case of a noun can go wrong.

Active for passive, passive for active, and the day in front.
"""

import re
from collections.abc import Iterator

from summarizer.grounding.words import PREPOSITIONS, SENTENCE_ADVERBS
from summarizer.lies.lexicon import AUXILIARIES, DAYS
from summarizer.lies.numbers import Changed
from summarizer.lies.wording import capital
from summarizer.schemas import Language

_PARTICIPLE = r"(?:\w*ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter)\w{2,}(?:t|en)|\w+iert)"
_ACTIVE = re.compile(
    rf"(?P<who>(?:D(?:er|ie|as) (?:[\w-]+(?:e|er) )?)?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+){{0,2}}) (?P<verb>hat|haben) "
    rf"(?P<whom>[^,;:„“\"()]+?) (?P<did>{_PARTICIPLE})\.?"
)
_PASSIVE = re.compile(r"(?P<whom>[A-Z][^,;:“”\"()]*?) (?:was|were|has been|have been) (?P<did>\w+ed) by (?P<who>[^,;:“”\"()]+?)\.?")
# Objects whose case shows: "den Klub" becomes "der Klub", and the rest is alike in both cases.
_OBJECT = re.compile(
    r"(?P<article>den|das|ein|einen|eine|mehrere|zwei|drei|\d[\d.]*|[a-zäöüß]{3,}ere)"
    r"(?P<rest>(?: [a-zäöüß]+(?:e|es))? [A-ZÄÖÜ][\w-]+"
    r"(?: (?:der|des|eines|einer) (?:[a-zäöüß]+(?:en|er) )?[A-ZÄÖÜ][\w-]+)?)(?=$| [^A-ZÄÖÜ])"
)
_LEFT_OUT = re.compile(r"\b(?:sich|nicht|kein\w*|ihm|ihnen|als|wie)\b|^den \w+n\b")
_NO_PASSIVE = re.compile(
    r"(?:gegangen|gekommen|geworden|gewesen|geblieben|reagiert|begonnen|geholfen|gesprochen|protestiert|zugestimmt|gedroht|"
    r"widersprochen|gewarnt|gefehlt|gestanden|verzichtet|gratuliert|profitiert|gedauert|gekostet|verloren|bekommen|erhalten)$"
)
_ENGLISH_SMALL = frozenset(
    "The A An He She It They His Her Its Their Two Three Four Five Six Seven Eight Nine Ten More At About Some All Most".split()
)
_GERMAN_DAY = re.compile(
    rf"(?P<who>(?:D(?:er|ie|as)|Ein|Eine|Mehrere|[A-ZÄÖÜ][\w-]++)[^,;:.–„“\"()]{{0,200}}?) (?P<verb>{AUXILIARIES['de']}) "
    rf"(?P<day>am (?:{'|'.join(DAYS['de'])})) (?P<rest>[^;:„“\"()]+)"
)
_ENGLISH_DAY = re.compile(
    rf"(?P<before>(?:The|An?) [^,;:“”\"()]+?) (?P<day>on (?:{'|'.join(DAYS['en'])})(?: night| morning| afternoon| evening)?)"
    r"(?P<rest>\.?| [^;:“”\"()]+)"
)
_SAYING = re.compile(r"\b(?:sa(?:id|ys)|told|announced|warned|will|would|that|which|who)\b")


def reorder(text: str, language: Language) -> Iterator[Changed]:
    """Yield a sentence in the other voice, and with its day in front.

    >>> [one.text for one in reorder("Der Bundestag hat strengere Regeln verabschiedet.", "de")]
    ['Strengere Regeln sind vom Bundestag verabschiedet worden.']
    >>> [one.text for one in reorder("Two men were arrested by the police.", "en")]
    ['The police arrested two men.']
    >>> [one.text for one in reorder("Die Wehr ist am Montag in Kiel ausgerückt.", "de")]
    ['Am Montag ist die Wehr in Kiel ausgerückt.']
    """
    if language == "en":
        yield from _activate(text)
        # "said it would be towed on Friday" is not said on Friday.
        if (match := _ENGLISH_DAY.fullmatch(text)) and not _SAYING.search(match["before"]):
            yield Changed("day in front", f"{capital(match['day'])}, {_inside(match['before'])}{match['rest']}")
        return
    yield from _turn_passive(text)
    match = _GERMAN_DAY.fullmatch(text)
    if match and _opening(match["who"]):
        yield Changed("day in front", f"{capital(match['day'])} {match['verb']} {_inside(match['who'])} {match['rest']}")


def _turn_passive(text: str) -> Iterator[Changed]:
    match = _ACTIVE.fullmatch(text)
    found = match and _OBJECT.match(match["whom"])
    if not match or not found or not _opening(match["who"]) or _LEFT_OUT.search(match["whom"]) or _NO_PASSIVE.search(match["did"]):
        return
    article = {"den": "der", "einen": "ein"}.get(found["article"], found["article"])
    verb = "ist" if article in ("der", "das", "ein", "eine") else "sind"
    circumstance = match["whom"][found.end() :].strip()
    agent = _agent(match["who"], plural=match["verb"] == "haben")
    words = (capital(article) + found["rest"], verb, agent, circumstance, match["did"], "worden.")
    yield Changed("passive for active", " ".join(word for word in words if word))


def _activate(text: str) -> Iterator[Changed]:
    match = _PASSIVE.fullmatch(text)
    if match and not re.search(r"\b(?:by|not|never|which|who|that)\b", match["whom"] + match["who"]):
        yield Changed("active for passive", f"{capital(match['who'])} {match['did']} {_inside(match['whom'])}.")


def _opening(who: str) -> bool:
    """Say whether a sentence begins with its subject, as far as the first word tells."""
    return who.split(maxsplit=1)[0].lower() not in SENTENCE_ADVERBS["de"] | PREPOSITIONS["de"] | {"dort", "es", "ohne"}


def _inside(words: str) -> str:
    """Return the beginning of a sentence as it stands further inside: an article loses its capital."""
    first = words.split(maxsplit=1)[0]
    small = first in ("Der", "Die", "Das", "Ein", "Eine", "Mehrere") or first in _ENGLISH_SMALL
    return words[0].lower() + words[1:] if small else words


def _agent(who: str, *, plural: bool) -> str:
    """Return the subject behind "von", its adjective declined."""
    article, _, rest = who.partition(" ")
    if article not in ("Der", "Die", "Das"):
        return f"von {who}"
    rest = re.sub(r"^(\w+)e(?= [A-ZÄÖÜ])", r"\1en", rest)
    return f"von {'den' if plural else 'der'} {rest}" if article == "Die" else f"vom {rest}"
