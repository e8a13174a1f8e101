"""The words that lies are made with, in German and English."""

import re

from summarizer.schemas import Language


def _pairs(text: str) -> dict[str, str]:
    """Return a table from lines of `word: other; word: other`."""
    return {key.strip(): value.strip() for entry in re.split(r"[;\n]", text) if entry.strip() for key, value in [entry.split(":")]}


NUMBER_WORDS: dict[Language, dict[str, str]] = {
    "de": _pairs(
        """eine: vier; einen: vier; einem: fünf; einer: sechs; ein: sieben; zwei: drei; drei: vier; vier: fünf; fünf: sechs
        sechs: sieben; sieben: acht; acht: neun; neun: zehn; zehn: elf; elf: zwölf; zwölf: dreizehn; zwanzig: dreißig
        dreißig: vierzig; hundert: tausend; tausend: hundert; mehrere: Dutzende; dutzende: Hunderte; hunderte: Tausende
        tausende: Hunderte; anderthalb: zweieinhalb; zweieinhalb: anderthalb; halbe: ganze; beide: drei; beiden: drei"""
    ),
    "en": _pairs(
        """one: two; two: three; three: four; four: five; five: six; six: seven; seven: eight; eight: nine; nine: ten
        ten: eleven; eleven: twelve; twelve: thirteen; twenty: thirty; thirty: forty; hundreds: thousands; thousands: hundreds
        dozens: hundreds; several: dozens; both: three"""
    ),
}
SCALES: dict[Language, dict[str, str]] = {
    "de": _pairs(
        """millionen: Milliarden; million: Milliarde; mio.: Mrd.; mio: Mrd; milliarden: Millionen; milliarde: Million
        mrd.: Mio.; mrd: Mio; tausend: Millionen; billionen: Milliarden"""
    ),
    "en": _pairs("million: billion; billion: million; thousand: million; trillion: billion; bn: mn; m: bn"),
}
CURRENCIES: dict[Language, dict[str, str]] = {
    "de": _pairs("euro: Dollar; dollar: Euro; franken: Euro; €: $; $: €; cent: Rappen; pfund: Euro; kronen: Euro; rubel: Euro"),
    "en": _pairs(
        """euros: dollars; euro: dollar; dollars: euros; dollar: euro; pounds: dollars; €: $; $: €; £: €; yen: dollars
        pence: cents; crowns: euros; rupees: dollars"""
    ),
}
UNITS: dict[Language, dict[str, str]] = {
    "de": _pairs(
        """prozent: Prozentpunkte; %: Prozentpunkte; prozentpunkte: Prozent; prozentpunkten: Prozent; promille: Prozent
        meter: Kilometer; metern: Kilometern; kilometer: Meter; kilometern: Metern; zentimeter: Meter; millimeter: Zentimeter
        tonnen: Kilogramm; kilogramm: Tonnen; kilo: Tonnen; gramm: Kilogramm; liter: Hektoliter; hektar: Quadratmeter
        quadratmeter: Hektar; quadratkilometer: Hektar; stunden: Minuten; minuten: Stunden; sekunden: Minuten; tage: Wochen
        tagen: Wochen; wochen: Tage; monate: Jahre; monaten: Jahren; jahre: Monate; jahren: Monaten; grad: Prozent
        megawatt: Kilowatt; kilowatt: Megawatt; gigawatt: Megawatt; kilowattstunden: Megawattstunden; km: m; kg: t
        gigawattstunden: Megawattstunden; terawattstunden: Gigawattstunden"""
    ),
    "en": _pairs(
        """percent: percentage points; per cent: percentage points; %: percentage points; percentage points: percent
        miles: kilometres; kilometres: miles; kilometers: miles; km: miles; metres: feet; meters: feet; feet: metres; inches: feet
        tonnes: pounds; tons: pounds; kilograms: tonnes; hours: minutes; minutes: hours; seconds: minutes; days: weeks; weeks: days
        months: years; years: months; degrees: percent; acres: hectares; hectares: acres; litres: gallons; megawatts: kilowatts
        gigawatts: megawatts; decades: years"""
    ),
}
TURNED: dict[Language, dict[str, str]] = {
    "de": _pairs(
        """mindestens: höchstens; wenigstens: höchstens; höchstens: mindestens; mehr als: weniger als; weniger als: mehr als
        über: unter; unter: über; bis zu: mindestens; rund: mehr als; etwa: mindestens; circa: höchstens; ungefähr: höchstens
        knapp: mehr als; fast: über; nahezu: über; beinahe: über; gut: weniger als; maximal: mindestens; minimal: maximal
        gegen: über"""
    ),
    "en": _pairs(
        """at least: at most; at most: at least; more than: less than; less than: more than; fewer than: more than; over: under
        under: over; up to: at least; about: more than; around: at least; nearly: more than; almost: over; roughly: at most
        some: at least; approximately: at most; as many as: at least; no more than: at least; above: below; below: above"""
    ),
}
ADDED_BOUNDS: dict[Language, tuple[str, ...]] = {
    "de": ("mindestens", "höchstens", "mehr als", "weniger als", "bis zu", "fast"),
    "en": ("at least", "at most", "more than", "less than", "up to", "nearly"),
}
INVENTED_NAMES: dict[Language, dict[str, tuple[str, ...]]] = {
    "de": {
        "person": ("Sergej Lawrow", "Katrin Wolkenstein", "Hans Becker", "Ayşe Demir"),
        "organisation": ("Bundeskriminalamt", "Greenpeace", "Wolkenstein AG"),
        "group": ("Taliban", "Zeugen Jehovas"),
        "state": ("Burkina Faso", "Norwegen"),
        "place": ("Rosenheim", "Lissabon"),
    },
    "en": {
        "person": ("Sergei Lavrov", "Grace Holloway", "Mark Rivers", "Ayşe Demir"),
        "organisation": ("Interpol", "Greenpeace", "Holloway Industries"),
        "group": ("Taliban", "Mormons"),
        "state": ("Burkina Faso", "Norway"),
        "place": ("Portsmouth", "Lisbon"),
    },
}
INVENTED_ROLES: dict[Language, tuple[str, ...]] = {
    "de": ("Bundeskanzler", "Vorsitzende des Ausschusses", "Trainer", "Staatsanwältin"),
    "en": ("prime minister", "chair of the committee", "coach", "prosecutor"),
}
_SAID_DE = ("schreibt", "schrieb", "zufolge", "spricht von", "sieht", "hält", "gab an", "nannte", "verwies")
_SAID_EN = ("wrote", "writes", "found", "put", "called", "described", "replied", "estimates")
CUES: dict[Language, tuple[tuple[str, ...], ...]] = {
    "de": (
        (
            "sagte",
            "erklärte",
            "erläuterte",
            "teilte mit",
            "berichtete",
            "ergänzte",
            "betonte",
            "so",
            "laut",
            "nach angaben",
            "meint",
            *_SAID_DE,
        ),
        ("forderte", "verlangte", "mahnte", "drängte", "appellierte", "rief auf", "pochte", "bat", "plädierte", "empfahl", "rät"),
        ("bestritt", "wies … zurück", "dementierte", "lehnte ab", "widersprach", "verneinte"),
        ("drohte mit", "warnte vor", "kündigte an"),
        ("gestand", "räumte ein", "gab zu", "bekannte", "gestanden"),
        ("versprach", "sicherte zu", "sagte zu", "garantierte", "kündigte an"),
        ("lobte", "begrüßte", "würdigte", "zufrieden"),
        ("kritisierte", "rügte", "verurteilte", "beklagte", "bemängelte", "warf vor"),
    ),
    "en": (
        ("said", "stated", "told", "according to", "added", "explained", "reported", "noted", "says", *_SAID_EN),
        ("demanded", "urged", "called", "insisted", "appealed", "asked", "recommended"),
        ("denied", "rejected", "dismissed", "refuted", "disputed"),
        ("threatened", "warned"),
        ("confessed", "admitted", "conceded", "acknowledged"),
        ("promised", "pledged", "vowed", "guaranteed"),
        ("praised", "welcomed", "hailed"),
        ("criticised", "criticized", "condemned", "accused", "complained"),
    ),
}
"""Speech verbs, those of one line alike: a cue is turned only into one of another line."""
DENYING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:bestr(?:eite|itt)\w*|dementier\w+|(?:wies|wiesen|weis\w*)\b.*\bzurück|lehn\w+\b.*\bab|abgelehnt|zurückgewiesen)\b"
    ),
    "en": re.compile(r"\b(?:den(?:y|ies|ied)|reject\w*|dismiss\w*|disput\w+|rul\w+ out)\b"),
}
"""Cues without which a denial reads as a claim."""

VERBS: dict[Language, dict[str, str]] = {
    "de": _pairs(
        """stieg: sank; stiegen: sanken; gestiegen: gesunken; steigt: sinkt; steigen: sinken; sank: stieg; sanken: stiegen
        gesunken: gestiegen; sinkt: steigt; sinken: steigen; erhöht: gesenkt; gesenkt: erhöht; gewonnen: verloren; gewann: verlor
        verlor: gewann; verloren: gewonnen; gewinnt: verliert; zugestimmt: widersprochen; verabschiedet: abgelehnt
        beschlossen: abgelehnt; abgelehnt: beschlossen; beschließt: verwirft; beschloss: verwarf; eröffnet: geschlossen
        geöffnet: geschlossen; geschlossen: geöffnet; gesperrt: geöffnet; öffnet: schließt; schließt: öffnet
        begonnen: beendet; beginnt: endet; begann: endete
        verurteilt: freigesprochen; festgenommen: freigelassen; genehmigt: untersagt; gebaut: abgerissen; gestrichen: geschaffen
        verletzt: getötet; getötet: verletzt; gekauft: verkauft; verkauft: gekauft; wächst: schrumpft; schrumpfte: wuchs
        mehr: weniger"""
    ),
    "en": _pairs(
        """rose: fell; fell: rose; risen: fallen; fallen: risen; rises: falls; increased: decreased; decreased: increased
        raised: cut; cut: raised; won: lost; lost: won; approved: rejected; rejected: approved; passed: rejected; opened: closed
        closed: opened; began: ended; begins: ends; convicted: acquitted; acquitted: convicted; arrested: released
        released: arrested; killed: injured; injured: killed; bought: sold; sold: bought; grew: shrank; gained: lost
        backed: opposed; opposed: backed; more: less"""
    ),
}
"""What happened, turned into its opposite or into something else."""

NEGATIONS: dict[Language, tuple[tuple[str, str], ...]] = {
    "de": (
        (r"\bkein(e[nmrs]?)?\b", r"ein\1"),
        (r"\bkeineswegs\s+|\bniemals\s+|\bnie\s+|\bnicht\s+(?!nur\b)", ""),
        (r"\bohne\b", "mit"),
        (r"\bniemand\b", "jemand"),
    ),
    "en": (
        (r"\b(do|does|did|is|was|are|were|has|have|had|will|would|could|should|can) not\b", r"\1"),
        (r"\b(do|does|did|is|was|are|were|has|have|had|would|could|should)n['’]t\b", r"\1"),
        (r"\bnot\s+(?!only\b)|\bnever\s+", ""),
        (r"\bno\b(?=\s+[a-z])(?!\s+(?:longer|more|less|later|fewer))", "a"),
        (r"\bwithout\b", "with"),
    ),
}
HEDGES: dict[Language, tuple[tuple[str, str], ...]] = {
    "de": (
        (
            r"\b(?:möglicherweise|offenbar|angeblich|vermutlich|mutmaßlich\w*|womöglich|wahrscheinlich|wohl|vielleicht|voraussichtlich)\s+",
            "",
        ),
        (r"\bsoll\b([^.;]*?)\s+haben\b", r"hat\1"),
        (r"\bsollen\b([^.;]*?)\s+haben\b", r"haben\1"),
        (r"\bkönnte\b", "wird"),
        (r"\bkönnten\b", "werden"),
    ),
    "en": (
        (r"\b(?:possibly|apparently|allegedly|reportedly|probably|potentially|perhaps|maybe|suspected|alleged)\s+", ""),
        (r"\b(?:may|might|could)\s+(?=(?:not\s+)?[a-z])", "will "),
        (r"\b(?:is|was) likely to\b", "will"),
        (r"\b(?:are|were) likely to\b", "will"),
    ),
}
AUXILIARIES: dict[Language, str] = {
    "de": r"\b(?:ist|sind|war|waren|hat|haben|hatte|wird|werden|wurde|wurden|kann|muss|will|soll|sollen)\b",
    "en": r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should)\b",
}
SYMMETRIC = re.compile(
    r"\b(?:tr[aeiä]f\w*|Treffen|Gespräch\w*|spr[aä]ch\w*|einig\w*|geeinigt|verhandel\w*|zwischen|gemeinsam\w*|beide[nrs]?|"
    r"met|meet\w*|talks?|agree\w*|negotiat\w*|between|both|joint\w*|jointly|merge\w*|fusion\w*)\b",
    re.I,
)
"""Who does it to whom makes no difference."""

PART_OF = re.compile(r"\b(?:darunter|davon|unter ihnen|dav\w*|including|of (?:them|whom|which)|among them|insgesamt)\b", re.I)
"""What is counted second is among what is counted first."""

MONTHS: dict[Language, tuple[str, ...]] = {
    "de": tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
DAYS: dict[Language, tuple[str, ...]] = {
    "de": tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
    "en": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
}
DATE: dict[Language, str] = {
    "de": rf"\b(?:\d{{1,2}}\. (?:{'|'.join(MONTHS['de'])})|{'|'.join(DAYS['de'])}|(?:{'|'.join(MONTHS['de'])}) (?:19|20)\d\d)\b",
    "en": rf"\b(?:(?:{'|'.join(MONTHS['en'])}) \d{{1,2}}|\d{{1,2}} (?:{'|'.join(MONTHS['en'])})|{'|'.join(DAYS['en'])})\b",
}
