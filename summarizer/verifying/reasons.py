"""Why `verify` rejects what grounding never sees: edited evidence, footnotes, forms of a page; in German and English."""

from typing import Any, Literal, NamedTuple

from summarizer.grounding.verdicts import quote
from summarizer.schemas import Code, Language

Fault = Literal[
    "no_mark",
    "no_body",
    "bad_mark",
    "no_article",
    "several_articles",
    "other_body",
    "second_body",
    "no_sentence",
    "no_form",
    "unknown_heading",
    "unchecked",
    "markup",
    "turned",
    "definition",
    "other_title",
    "other_origin",
    "other_evidence",
    "other_amount",
    "other_date",
    "other_place",
    "other_series",
    "other_mentions",
    "other_words",
    "other_verdict",
    "other_fact",
    "other_report",
    "not_reported",
    "other_source",
    "other_count",
]

CODES: dict[Fault, Code] = {
    "no_mark": "cites_nothing",
    "no_body": "cites_nothing",
    "bad_mark": "no_such_sentence",
    "no_article": "no_such_sentence",
    "several_articles": "no_such_sentence",
    "other_body": "quote",
    "second_body": "quote",
    "no_sentence": "no_such_sentence",
    "no_form": "not_found",
    "unknown_heading": "not_found",
    "unchecked": "not_found",
    "markup": "not_found",
    "turned": "not_found",
    "definition": "not_found",
    "other_title": "not_found",
    "other_origin": "not_found",
    "other_evidence": "quote",
    "other_amount": "number",
    "other_date": "date",
    "other_place": "place",
    "other_series": "counted",
    "other_mentions": "name",
    "other_words": "not_found",
    "other_verdict": "not_found",
    "other_fact": "not_found",
    "other_report": "not_found",
    "not_reported": "not_found",
    "other_source": "name",
    "other_count": "number",
}
"""The code of each fault, of the closed set."""

_TEXTS: dict[Language, dict[Fault, str]] = {
    "de": {
        "no_mark": "Die Zeile hat am Ende keine Fußnote und nennt also keinen Satz als Beleg.",
        "no_body": "Die Fußnote {mark} hat keinen Text.",
        "bad_mark": "Die Fußnote {mark} nennt keinen Artikel und Satz.",
        "no_article": "Die Fußnote {mark} gehört zu keinem der angegebenen Artikel.",
        "several_articles": "Die Fußnote {mark} passt zu mehreren der angegebenen Artikel.",
        "other_body": "In der Fußnote {mark} steht {claimed}; der Satz lautet {text}.",
        "second_body": "Die Fußnote {mark} hat zwei Texte.",
        "no_sentence": "Die Fußnote {mark} nennt einen Satz, den es nicht gibt: Der Artikel hat {number} Sätze.",
        "no_form": "{claimed} hat keine der Formen, die in diesem Abschnitt geprüft werden können.",
        "unknown_heading": "Die Überschrift {claimed} gehört nicht zur Seite; was darunter steht, prüft niemand.",
        "unchecked": "{claimed} steht, wo nichts geprüft werden kann.",
        "markup": "{claimed} enthält HTML, Code, Bild, Link oder Durchstreichung und kann nicht geprüft werden.",
        "turned": "Unsichtbare Zeichen in {claimed} können die Leserichtung umkehren.",
        "definition": "Die Linkdefinition {claimed} gehört nicht auf die Seite.",
        "other_title": "{claimed} ist weder Titel noch Dateiname eines angegebenen Artikels.",
        "other_origin": "{claimed} ist nicht, was von einem angegebenen Artikel bekannt ist.",
        "other_evidence": "Als Satz {number} steht da {claimed}; der Satz lautet {text}.",
        "other_amount": "Als Zahl steht da {claimed}; im Artikel ist es {text}.",
        "other_date": "Als Tag steht da {claimed}; die Wörter des Artikels ergeben {text}.",
        "other_place": "Als Ort der Zahl steht da {claimed}; im Artikel ist es {text}.",
        "other_series": "Die Zahl gilt als {claimed}; im Artikel ist sie {text}.",
        "other_mentions": "Die Erwähnungen von {claimed} sind nicht die des Artikels.",
        "other_words": "Als Wortlaut steht da {claimed}; im Artikel ist es {text}.",
        "other_verdict": "Als Urteil steht da {claimed}; nachgeprüft ist es {text}.",
        "other_fact": "Vom Artikel steht da {claimed}; der angegebene Artikel hat {text}.",
        "other_report": "Der Eintrag sagt {claimed}; sein erster Bericht sagt {text}.",
        "not_reported": "{claimed} steht in keinem der genannten Berichte.",
        "other_source": "{claimed} ist nicht die Quelle, deren Sätze dahinter stehen.",
        "other_count": "Gemeldet haben es angeblich {claimed} Artikel; belegt sind {text}.",
    },
    "en": {
        "no_mark": "The line ends in no footnote, so it cites no sentence.",
        "no_body": "The footnote {mark} has no text.",
        "bad_mark": "The footnote {mark} names no article and sentence.",
        "no_article": "The footnote {mark} belongs to none of the articles given.",
        "several_articles": "The footnote {mark} fits several of the articles given.",
        "other_body": "The footnote {mark} says {claimed}; the sentence is {text}.",
        "second_body": "The footnote {mark} has two texts.",
        "no_sentence": "The footnote {mark} names a sentence that is not there: the article has {number}.",
        "no_form": "{claimed} is in none of the forms that can be checked in this section.",
        "unknown_heading": "The heading {claimed} is none of the page's; nobody checks what stands under it.",
        "unchecked": "{claimed} stands where nothing can be checked.",
        "markup": "{claimed} holds HTML, code, a picture, a link or a strike-through and can't be checked.",
        "turned": "Characters that can't be seen in {claimed} may turn the direction of reading.",
        "definition": "The link definition {claimed} does not belong on the page.",
        "other_title": "{claimed} is neither title nor file name of an article given.",
        "other_origin": "{claimed} is not what is known of an article given.",
        "other_evidence": "Sentence {number} is given as {claimed}; it is {text}.",
        "other_amount": "The number is given as {claimed}; in the article it is {text}.",
        "other_date": "The day is given as {claimed}; the article's words make it {text}.",
        "other_place": "The figure's place is given as {claimed}; in the article it is {text}.",
        "other_series": "The figure is said to be {claimed}; in the article it is {text}.",
        "other_mentions": "The mentions of {claimed} are not those of the article.",
        "other_words": "The words are given as {claimed}; in the article they are {text}.",
        "other_verdict": "The verdict is given as {claimed}; checked again it is {text}.",
        "other_fact": "Of the article it says {claimed}; the article given has {text}.",
        "other_report": "The entry says {claimed}; its first report says {text}.",
        "not_reported": "{claimed} stands in none of the reports named.",
        "other_source": "{claimed} is not the source whose sentences stand behind it.",
        "other_count": "Said to be reported by {claimed} articles; cited are {text}.",
    },
}


class Finding(NamedTuple):
    """Why something is rejected: the code and one sentence."""

    code: Code
    reason: str


def find_fault(fault: Fault, language: Language, *, code: Code | None = None, **words: Any) -> Finding:
    """Return the finding for a fault, its `words` quoted; `code` where it is another than the fault's own."""
    shown = {name: _shown(value, language) if name in ("claimed", "text") else value for name, value in words.items()}
    return Finding(code or CODES[fault], _TEXTS[language][fault].format(**shown))


def _shown(value: Any, language: Language) -> str:
    """Return words in quotation marks, a dash where there are none."""
    return quote(str(value), language) if value not in (None, "") else "–"
