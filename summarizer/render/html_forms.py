"""The forms of items in HTML, the counterparts of the Markdown lines: what is bold, what the page's own words are."""

from markupsafe import Markup, escape

from summarizer.render.escaping import visible_text
from summarizer.render.labels import LABELS
from summarizer.render.phrases import detail_parts, quoted, remark_words
from summarizer.schemas import Actor, Event, Figure, Item, Language, Line, Statement


def shown(text: str) -> Markup:
    """Return text as HTML that shows it and nothing else."""
    return escape(visible_text(text))


def form(item: Item, *, language: Language, spoken: Language) -> Markup:
    """Return what an item says; `language` is that of the page, `spoken` that of the article."""
    words = _words(item, language, spoken)
    notes = Markup("").join(Markup(' <i class="note">{}</i>').format(note) for note in remark_words(language, item))
    return words + notes


def own_words(item: Item) -> list[str]:
    """Return what an item copies from its sentences, so that it can be found there; most telling first."""
    match item:
        case Figure():
            words = [item.amount.text, item.claimant, item.where, item.when]
        case Statement():
            words = [item.content, item.speaker, item.cue]
        case Event():
            words = [item.when.text if item.when else None, item.where]
        case _:
            words = []
    return [text for text in words if text and visible_text(text)]


def _words(item: Item, language: Language, spoken: Language) -> Markup:
    """Return the words of an item, without remarks."""
    label = LABELS[language]
    match item:
        case Event():
            return Markup("<b>{}</b>{}").format(shown(item.title), _details(item, language))
        case Figure():
            who = _detail(label["according_to"], item.claimant) if item.claimant else Markup("")
            return Markup('<b class="amount">{}</b>: {}{}{}').format(
                shown(item.amount.text), shown(item.counts), who, _details(item, language)
            )
        case Statement():
            speaker = shown(item.speaker) if item.speaker else Markup('<i class="note">{}</i>').format(label["no_speaker"])
            cue = Markup(" <i>{}</i>").format(shown(item.cue)) if item.cue else Markup("")
            said = quoted(item.content, spoken) if item.form == "direct" else item.content
            return Markup('<b>{}</b>{}: <span lang="{}">{}</span>').format(speaker, cue, spoken, shown(said))
        case Actor():
            role = Markup(", {}").format(shown(item.role)) if item.role else Markup("")
            return Markup("<b>{}</b>{}").format(shown(item.name), role)
        case Line():
            return shown(item.text)
        case _:
            raise TypeError(type(item))


def _details(item: Event | Figure, language: Language) -> Markup:
    """Return when and where."""
    return Markup("").join(_detail(label, text) for label, text in detail_parts(language, item))


def _detail(label: str, text: str) -> Markup:
    """Return a value behind its label."""
    return Markup(' <span class="detail"><i>{}</i> {}</span>').format(label, shown(text))
