"""Closed word classes of German and English, as far as rules need them to find nouns, names and clauses."""

import functools
import re

from summarizer.schemas import Language

_LISTS: dict[str, dict[Language, str]] = {
    "prepositions": {
        "de": (
            "ab an am ans auf aufs aus außer außerhalb bei beim binnen bis durch durchs entlang für fürs gegen gegenüber "
            "hinter im in infolge "
            "inklusive innerhalb ins jenseits laut mangels mit mithilfe nach nahe neben ohne samt seit statt trotz über "
            "übers um ums unter "
            "unterhalb vom von vor vors während wegen zu zum zur zwischen gemäß dank anhand aufgrund oberhalb per pro je à zufolge"
        ),
        "en": (
            "about above across after against along alongside amid among around as at before behind below beneath beside "
            "besides between "
            "beyond by despite down during except for from in inside into like near of off on onto outside over past per "
            "since than through "
            "throughout till to toward towards under underneath until unlike up upon via with within without"
        ),
    },
    "determiners": {
        "de": (
            "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser diese "
            "dieses diesen "
            "diesem jener jene jenes jenen jenem sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres "
            "unser unsere unseren "
            "unserem unserer jeder jede jedes jeden jedem alle allen aller beide beiden beider mein meine dein welche "
            "welcher welches manche "
            "mancher solche solcher sämtliche sämtlichen zahlreiche zahlreichen einige einigen viele vielen weitere "
            "weiteren mehrere mehreren"
        ),
        "en": (
            "the a an this that these those his her its their our my your every each some any all both no another several many few"
        ),
    },
    "pronouns": {
        "de": (
            "ich du er sie es wir ihr mich dich ihn uns euch ihm ihnen sich man wer was niemand jemand etwas nichts dies "
            "alles viele einige "
            "andere mir dir selbst einander dieser diese dieses diejenigen denen dessen deren"
        ),
        "en": (
            "i you he she it we they me him her us them who whom which what that this these those himself herself itself "
            "themselves nobody "
            "everyone anyone someone one nothing something there"
        ),
    },
    "conjunctions": {
        "de": (
            "und oder aber sondern denn sowie wie als dass daß ob weil da wenn falls sobald während bevor nachdem damit "
            "obwohl indem wobei "
            "wo weder noch entweder doch jedoch sofern solange bis seit womit wodurch worauf wonach weshalb warum nämlich "
            "beziehungsweise bzw"
        ),
        "en": (
            "and or but nor so yet because since although though while whereas if unless whether when where after "
            "before until that than as"
        ),
    },
    "verbs": {
        "de": (
            "ist sind war waren sei seien wäre wären wird werden wurde wurden würde würden worden hat haben hatte hatten "
            "habe hätte hätten "
            "kann können konnte konnten könne könnte könnten muss müssen musste mussten müsse müsste soll sollen sollte "
            "sollten solle will "
            "wollen wollte wollten wolle darf dürfen durfte dürfe dürfte mag mögen möchte gibt gab geben gebe lag lagen "
            "liegt liegen liege "
            "stieg stiegen steigt steigen sank sanken sinkt fiel fielen fällt kostet kosteten kostete betrug betrugen "
            "beträgt betragen bleibt "
            "blieb blieben bleibe kommt kam kamen komme geht ging gingen gehe steht stand standen stehe macht machte "
            "machten lässt ließ "
            "nannte nennt sagte sagt teilte teilt erklärte erklärt"
        ),
        "en": (
            "is are was were be been being has have had having do does did will would shall should can could may might "
            "must rose rise rises risen grown sunk "
            "fell fall falls fallen cost costs grew grow grows went go goes gone come came comes said says say told made "
            "make makes took take "
            "takes got get gets gave give gives lost lose won win paid pay pays left leave leaves stood stand stands "
            "became become set put "
            "cut hit held hold holds kept keep began begin spent spend saw see seen met meet died die killed kill remain "
            "remains remained "
            "expect expects expected plan plans need needs want wants work works live lives stay stays include includes "
            "including join joined "
            "according ago later earlier more less fewer long high deep wide tall old away apart due worth short ahead behind not"
        ),
    },
    "adverbs": {
        "de": (
            "auch noch nur schon sehr mehr weniger etwa rund fast knapp gut mindestens höchstens insgesamt zuletzt bisher "
            "bislang zunächst "
            "zudem außerdem allerdings dagegen hingegen dennoch trotzdem deshalb daher damit dabei davon dazu darunter "
            "darüber dafür daran "
            "derzeit aktuell heute gestern morgen jetzt nun dann dort hier so zusammen allein vor kurz lang lange bereits "
            "erst wieder immer "
            "oft nicht nie jeweils wohl offenbar angeblich möglicherweise vermutlich genau zwar täglich jährlich monatlich "
            "ungefähr circa"
        ),
        "en": (
            "also only just still already yet even nearly almost about around roughly some at least most now then here "
            "there today yesterday "
            "tomorrow again ever never often very too however meanwhile instead therefore further together alone currently recently"
        ),
    },
    "times": {
        "de": (
            "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz april mai "
            "juni juli august "
            "september oktober november dezember frühjahr frühling sommer herbst winter jahr jahres jahre jahren vorjahr "
            "vorjahres monat "
            "monats monate monaten vormonat woche wochen tag tages tage tagen vortag morgen vormittag mittag nachmittag "
            "abend nacht uhr anfang "
            "mitte ende beginn jahresende jahresbeginn jahresanfang wochenende quartal halbjahr jahrzehnt stunde stunden "
            "minute minuten zeit "
            "montagabend dienstagabend mittwochabend donnerstagabend freitagabend samstagabend sonntagabend montagmorgen "
            "dienstagmorgen "
            "mittwochmorgen donnerstagmorgen freitagmorgen samstagmorgen sonntagmorgen vorjahreszeitraum vergleich "
            "durchschnitt schnitt mittel"
        ),
        "en": (
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
            "september october "
            "november december spring summer autumn winter year years month months week weeks day days morning afternoon "
            "evening night noon "
            "midnight weekend quarter decade decades hour hours minute minutes"
        ),
    },
}
BREAK = re.compile(r"[;:()\n]|,(?!\d)|\s[–—-]\s|[„“”\"»«]")


@functools.cache
def word_class(name: str, language: Language) -> frozenset[str]:
    """Return the words of a class in lower case.

    >>> "zwischen" in word_class("prepositions", "de")
    True
    """
    return frozenset(_LISTS[name][language].split())


@functools.cache
def function_words(language: Language) -> frozenset[str]:
    """Return the words of a language that are never a noun or a name."""
    names = ("prepositions", "determiners", "pronouns", "conjunctions", "verbs", "adverbs")
    return frozenset(word for name in names for word in word_class(name, language))


@functools.lru_cache(maxsize=20_000)
def is_lexical(word: str, language: Language) -> bool:
    """Say whether a word that begins a sentence is a common word in lower case, and so no noun in German, no name in English.

    >>> is_lexical("Beschlagnahmt", "de"), is_lexical("Umsatz", "de")
    (True, False)
    """
    from simplemma import is_known, lemmatize

    if word.lower() in function_words(language):
        return True
    if not is_known(word, language):
        return False
    return language == "en" or bool(lemmatize(word, language)[:1].islower())
