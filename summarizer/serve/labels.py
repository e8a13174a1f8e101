"""Words of the server's own pages, in both languages, and which one a browser wants."""

from typing import Final

from summarizer.schemas import Language

LABELS: Final[dict[Language, dict[str, str]]] = {
    "de": {
        "name": "summarize",
        "start": "Neuer Artikel",
        "lead": "Schlüsselereignisse, Zahlen, Akteure, Aussagen. Jeder Eintrag wird gegen den Artikel geprüft; was er nicht "
        "hergibt, steht unter Verworfen.",
        "goes_to": "Der Text geht an {host}.",
        "goes_to_model": "Der Text geht an {host}, Modell: {model}.",
        "stays": "Der Text bleibt auf diesem Server.",
        "text": "Text einfügen",
        "file": "Datei wählen oder hierher ziehen",
        "file_hint": "Text, Markdown, HTML, PDF, Word oder E-Mail, höchstens {megabytes} MB",
        "address": "Adresse",
        "address_hint": "Die Seite wird vom Server geholt.",
        "or": "oder",
        "more": "Sprache und Tag",
        "language": "Sprache des Artikels",
        "detected": "erkennen",
        "de": "Deutsch",
        "en": "Englisch",
        "published": "Erschienen am",
        "published_hint": "Gilt vor dem, was der Artikel selbst sagt.",
        "send": "Prüfen und zusammenfassen",
        "days": "Tagesseiten",
        "days_lead": "Alle Artikel eines Tages auf einer Seite. Wo sie sich widersprechen, steht jeder Wert mit seiner Quelle.",
        "day": "Tag",
        "open": "Öffnen",
        "one_article": "1 Artikel",
        "articles": "{count} Artikel",
        "leave": "Abmelden",
        "token": "Zugangswort",
        "token_hint": "Wer den Server betreibt, hat es festgelegt.",
        "come_in": "Anmelden",
        "login": "Anmeldung",
        "wrong_token": "Das Zugangswort stimmt nicht.",
        "queued": "Wartet auf einen freien Platz …",
        "running": "Wird gelesen und geprüft …",
        "read": "Satz {done} von {total} gelesen",
        "keep_open": "Diese Seite zeigt das Ergebnis, sobald es da ist. Sie kann geschlossen und später wieder geöffnet werden.",
        "lost": "Der Server antwortet nicht. Es wird weiter versucht …",
        "too_large": "Die Datei ist größer als {megabytes} MB.",
        "failed": "Keine Zusammenfassung",
        "again": "Noch einmal versuchen",
        "back": "Zum Anfang",
        "day_page": "Tagesseite",
        "error_InputError": "Das konnte nicht gelesen werden.",
        "error_Malformed": "Damit lässt sich nichts anfangen.",
        "error_NotFound": "Das gibt es hier nicht.",
        "error_UnknownBriefing": "Diesen Artikel kennt der Server nicht, oder nicht mehr. Er kann noch einmal eingereicht werden.",
        "error_UnknownDay": "Von diesem Tag ist kein Artikel da.",
        "error_TooLarge": "Das ist zu groß.",
        "error_TooSlow": "Das Hochladen hat zu lange gedauert.",
        "error_TooMany": "Es warten schon zu viele Artikel. Bitte gleich noch einmal.",
        "error_Unavailable": "Das Modell ist nicht erreichbar.",
        "error_RateLimited": "Das Modell hat gerade zu viel zu tun.",
        "error_Denied": "Das Modell hat den Schlüssel dieses Servers abgelehnt.",
        "error_UnknownModel": "Das eingestellte Modell gibt es nicht.",
        "error_Refused": "Das Modell hat die Antwort verweigert.",
        "error_InvalidReply": "Das Modell hat nichts Brauchbares geantwortet.",
        "error_TooLong": "Der Artikel ist dem Modell zu lang.",
        "error_Stopping": "Der Server wurde beendet, bevor die Zusammenfassung fertig war.",
        "error_ForeignSite": "Die Anfrage kam von einer fremden Seite und wurde abgelehnt.",
        "error_ForeignHost": "Unter diesem Namen ist der Server nicht zu erreichen.",
        "error_ConfigError": "Der Server ist nicht richtig eingerichtet.",
        "error": "Das hat nicht geklappt.",
    },
    "en": {
        "name": "summarize",
        "start": "New article",
        "lead": "Key events, figures, actors, statements. Every item is checked against the article; what it does not bear out "
        "is listed as rejected.",
        "goes_to": "The text goes to {host}.",
        "goes_to_model": "The text goes to {host}, model: {model}.",
        "stays": "The text stays on this server.",
        "text": "Paste the text",
        "file": "Choose a file, or drop it here",
        "file_hint": "Text, Markdown, HTML, PDF, Word or mail, {megabytes} MB at most",
        "address": "Address",
        "address_hint": "The server fetches the page.",
        "or": "or",
        "more": "Language and day",
        "language": "The article's language",
        "detected": "detect it",
        "de": "German",
        "en": "English",
        "published": "Published on",
        "published_hint": "Stands above what the article says of itself.",
        "send": "Check and summarize",
        "days": "Pages of a day",
        "days_lead": "All articles of a day on one page. Where they contradict each other, each value stands with its source.",
        "day": "Day",
        "open": "Open",
        "one_article": "1 article",
        "articles": "{count} articles",
        "leave": "Log out",
        "token": "Token",
        "token_hint": "Whoever runs the server has set it.",
        "come_in": "Log in",
        "login": "Log in",
        "wrong_token": "That is not the token.",
        "queued": "Waiting for a free place …",
        "running": "Being read and checked …",
        "read": "{done} of {total} sentences read",
        "keep_open": "This page shows the result as soon as it is there. It can be closed and opened again later.",
        "lost": "The server does not answer. Still trying …",
        "too_large": "The file is larger than {megabytes} MB.",
        "failed": "No briefing",
        "again": "Try again",
        "back": "To the start",
        "day_page": "Page of the day",
        "error_InputError": "That could not be read.",
        "error_Malformed": "There is nothing to be done with that.",
        "error_NotFound": "There is no such thing here.",
        "error_UnknownBriefing": "The server does not know this article, or no longer. It can be handed in again.",
        "error_UnknownDay": "There is no article of that day.",
        "error_TooLarge": "That is too large.",
        "error_TooSlow": "The upload took too long.",
        "error_TooMany": "Too many articles wait already. Please try again in a moment.",
        "error_Unavailable": "The model can't be reached.",
        "error_RateLimited": "The model has too much to do right now.",
        "error_Denied": "The model refused this server's key.",
        "error_UnknownModel": "The model that is set does not exist.",
        "error_Refused": "The model declined to answer.",
        "error_InvalidReply": "The model answered nothing usable.",
        "error_TooLong": "The article is too long for the model.",
        "error_Stopping": "The server was ended before the briefing was done.",
        "error_ForeignSite": "The request came from a foreign page and was refused.",
        "error_ForeignHost": "The server can't be reached by this name.",
        "error_ConfigError": "The server is not set up properly.",
        "error": "That did not work.",
    },
}


def wanted_language(accepted: str) -> Language:
    """Return the language that an Accept-Language header likes better, English where it likes neither.

    >>> wanted_language("de-AT,de;q=0.9,en;q=0.8"), wanted_language("fr, en;q=0.5, de;q=0.4"), wanted_language("")
    ('de', 'en', 'en')
    """
    liked = {"de": 0.0, "en": 0.0}
    for entry in accepted[:500].split(","):
        name, _, quality = entry.partition(";")
        language = name.strip().lower().partition("-")[0]
        if language in liked:
            liked[language] = max(liked[language], _quality(quality))
    return "de" if liked["de"] > liked["en"] else "en"


def _quality(parameter: str) -> float:
    try:
        return float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        return 0.0
