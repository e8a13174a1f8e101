"""Active for passive and the other way round, where the sentence is simple enough that no case of a noun can go wrong."""

import re
from collections.abc import Iterator

from summarizer.lies.numbers import Changed
from summarizer.lies.wording import capital
from summarizer.schemas import Language

_PARTICIPLE = r"(?:\w*ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter)\w{2,}(?:t|en)|\w+iert)"
_PERFECT_DE = re.compile(
    rf"(?P<who>(?:D(?:er|ie|as) )?(?:[A-ZÄÖÜ][\w-]+)(?: [A-ZÄÖÜ][\w-]+)?) (?P<verb>hat|haben) "
    rf"(?P<whom>[^,;:„“\"()]+?) (?P<did>{_PARTICIPLE})\.?"
)
_PASSIVE_EN = re.compile(
    r"(?P<whom>[A-Z][^,;:“”\"()]*?) (?:was|were|has been|have been) (?P<did>\w+ed) by (?P<who>[^,;:“”\"()]+?)\.?"
)
_ADVERBIAL = re.compile(
    r"\b(?:am|im|in|an|auf|bei|mit|nach|seit|vor|zum|zur|für|gegen|aus|von|vom|um|über|unter|sich|nicht|kein\w*|dem|den|der|ihm|ihr|"
    r"mehrfach|bereits|erneut|wieder|zudem|gestern|heute|damit|dabei|dazu|darauf|es|ihn|sie)\b",
    re.I,
)
_INTRANSITIVE = re.compile(r"(?:gegangen|gekommen|geworden|gewesen|geblieben|reagiert|begonnen|geholfen|gesprochen|protestiert)$")


def turn_voice(text: str, language: Language) -> Iterator[Changed]:
    """Yield a sentence in the other voice.

    >>> [one.text for one in turn_voice("Der Bundestag hat strengere Regeln verabschiedet.", "de")]
    ['Strengere Regeln sind vom Bundestag verabschiedet worden.']
    >>> [one.text for one in turn_voice("Two men were arrested by the police.", "en")]
    ['The police arrested two men.']
    """
    if language == "en":
        match = _PASSIVE_EN.fullmatch(text)
        if match and not re.search(r"\b(?:by|not|never)\b", match["whom"] + match["who"]):
            whom = match["whom"]
            if re.match(r"(?:The|A|An|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|More|At|About|Some) ", whom):
                whom = whom[0].lower() + whom[1:]
            yield Changed("active for passive", f"{capital(match['who'])} {match['did']} {whom}.")
        return
    match = _PERFECT_DE.fullmatch(text)
    if match and not _ADVERBIAL.search(match["whom"]) and not _INTRANSITIVE.search(match["did"]):
        plural = _is_plural(match["whom"])
        agent = _agent(match["who"], plural=match["verb"] == "haben")
        whom = re.sub(r"^den\b", "der", re.sub(r"^einen\b", "ein", match["whom"]))
        yield Changed("passive for active", f"{capital(whom)} {'sind' if plural else 'ist'} {agent} {match['did']} worden.")


def _is_plural(words: str) -> bool:
    """Say whether a noun phrase is a plural, as its first word tells; in doubt the number of the verb does not matter here."""
    return not re.match(r"(?:einen?|eine|den|das|die|mehr)\b", words)


def _agent(who: str, *, plural: bool) -> str:
    """Return the subject behind "von"."""
    article, _, rest = who.partition(" ")
    if article in ("Der", "Das"):
        return f"vom {rest}"
    if article == "Die":
        return f"von {'den' if plural else 'der'} {rest}"
    return f"von {who}"
