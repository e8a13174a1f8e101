"""Figures: number, bound, unit, what is counted, who asserts it."""

from decimal import Decimal

import pytest

from summarizer.grounding.amounts import amounts_in
from summarizer.schemas import DraftFigure, Figure, Language
from tests.test_grounding import code_of, outcome_of, source_of

FLOOD = "Bei der Flut starben mindestens 45 Menschen, 120 Häuser wurden zerstört."
FIRE = "At least 45 people died in the flood and 120 houses were destroyed."
PRICE = "Der Umsatz stieg um 6,4 Prozent auf 5,87 Mrd. Euro."
LOSSES = "Laut dem ukrainischen Generalstab verlor Russland seit 2022 mehr als 600.000 Soldaten, binnen eines Tages 1150."
KILLED = "Bei dem Angriff wurden drei Menschen getötet und zwölf verletzt."
SPREAD = "Binnen zehn Tagen ist die Zahl der Fälle von zwölf auf 57 gestiegen."
SUITS = "Zwölf Verfahren wurden eingestellt, drei laufen noch."
HURT = "Drei Menschen wurden verletzt, einer von ihnen schwer."
FAR = "Die Wahlbeteiligung sank. Es regnete. Der Rat tagte. Viele kamen. Die Briefwahl machte 31 Prozent aus."
LOAN = "The council borrows $62 million for a bridge. Repairs cost the city $2 million a year."
RISE = "Sales rose 6.4 percent to $5.87 billion."

CASES: list[tuple[Language, str, str, str, str | None]] = [
    ("de", FLOOD, "mindestens 45 Menschen", "Menschen", None),
    ("de", FLOOD, "45 Menschen", "Menschen", "bound"),
    ("de", FLOOD, "höchstens 45 Menschen", "Menschen", "bound"),
    ("de", FLOOD, "mindestens 46 Menschen", "Menschen", "number"),
    ("de", FLOOD, "mindestens 45", "Häuser", "counted"),
    ("de", FLOOD, "120", "Menschen", "counted"),
    ("de", FLOOD, "120 Häuser", "zerstörte Häuser", None),
    ("de", FLOOD, "mindestens 120 Häuser", "Häuser", "bound"),
    ("de", FLOOD, "120 Häuser", "Raketen", "counted"),
    ("de", FLOOD, "viel Wasser", "Wasser", "number"),
    ("de", PRICE, "6,4 Prozent", "Umsatz", None),
    ("de", PRICE, "6,5 Prozent", "Umsatz", "number"),
    ("de", PRICE, "6,4 Prozentpunkte", "Umsatz", "unit"),
    ("de", PRICE, "5,87 Milliarden Euro", "Umsatz", None),
    ("de", PRICE, "5,87 Mio. Euro", "Umsatz", "number"),
    ("de", PRICE, "5,87 Mrd. Dollar", "Umsatz", "unit"),
    ("de", "Am 12. Mai 2014 kam er an.", "2014", "Ankunft", "number"),
    ("de", "Die Maschine hat 12.000 Teile.", "12 000 Teile", "Teile", None),
    ("de", "Die Maschine hat 12.000 Teile.", "12.001 Teile", "Teile", "number"),
    ("de", "Der Antrag fand 35 zu 22 Stimmen.", "35", "Stimmen", None),
    ("de", "Der Rat hat 60 Abgeordnete. 35 stimmten dafür.", "35", "Abgeordnete", None),
    ("de", "Es kostet 48 bis 130 Euro.", "48 bis 130 Euro", "Kosten", None),
    ("de", "Es kostet 48 bis 130 Euro.", "48 bis 135 Euro", "Euro", "number"),
    ("de", "Es kostet 48 bis 130 Euro.", "58 bis 130 Euro", "Euro", "number"),
    ("de", "Der Preis hat sich verdoppelt.", "verdoppelt", "Preis", None),
    ("de", SUITS, "zwölf Verfahren", "eingestellt", None),
    ("de", SUITS, "zwölf Verfahren", "laufen", "counted"),
    ("de", HURT, "drei Menschen", "verletzt", None),
    ("de", HURT, "drei Menschen", "schwer verletzt", "counted"),
    ("de", FAR, "31 Prozent", "Wahlbeteiligung", "counted"),
    ("de", "Die Wahlbeteiligung sank. Sie lag bei 38 Prozent.", "38 Prozent", "Wahlbeteiligung", None),
    ("de", "Russische Truppen töteten 30 ukrainische Soldaten.", "30", "russische Soldaten", "counted"),
    ("de", "Russische Truppen töteten 30 ukrainische Soldaten.", "30", "ukrainische Soldaten", None),
    ("de", LOSSES, "mehr als 600.000", "russische Soldaten", None),
    ("de", LOSSES, "mehr als 600.000", "ukrainische Soldaten", "counted"),
    ("de", LOSSES, "1150", "Soldaten", None),
    ("de", KILLED, "drei Menschen", "getötete Menschen", None),
    ("de", KILLED, "drei Menschen", "verletzte Menschen", "counted"),
    ("de", KILLED, "zwölf", "Getötete", "counted"),
    ("de", KILLED, "zwölf", "Verletzte", None),
    ("de", "In Köln waren es 4,2 Prozent, in Bonn nur drei.", "drei", "Prozent", None),
    ("de", SPREAD, "zwölf", "Tage", "counted"),
    ("de", SPREAD, "zehn Tagen", "Fälle", "counted"),
    ("de", SPREAD, "zwölf", "Fälle", None),
    ("de", "Der Umzug war 30 Kilometer lang.", "30 Kilometer", "Meter", "counted"),
    ("de", "Ein 24-stündiger Streik begann.", "24-stündiger", "Stunden", None),
    ("de", "Zehntausende demonstrieren in Belgrad.", "Zehntausende", "Menschen", None),
    ("de", "Der Rat hat 60 Abgeordnete. 35 stimmten dafür. Acht Gäste kamen.", "35", "Gäste", "counted"),
    ("de", "Drei Flugzeuge aus Kroatien sind da.", "Drei Flugzeuge", "Flugzeuge aus Rhodos", "counted"),
    ("en", "31 dead as hillside gives way.", "31", "people", None),
    ("en", "Oil rose by more than $15 a barrel.", "more than $15", "a barrel", None),
    ("en", "The raid killed 3 people and injured 12.", "12", "people injured", None),
    ("en", "The raid killed 3 people and injured 12.", "12", "people killed", "counted"),
    ("en", LOAN, "$62 million", "repairs", "counted"),
    ("en", "Two people were treated for burns.", "Two people", "treated for burns", None),
    ("en", FIRE, "At least 45 people", "people", None),
    ("en", FIRE, "45 people", "people", "bound"),
    ("en", FIRE, "at least 54 people", "people", "number"),
    ("en", FIRE, "120 houses", "houses destroyed", None),
    ("en", FIRE, "at least 45", "houses", "counted"),
    ("en", RISE, "6.4 percent", "sales", None),
    ("en", RISE, "6.4 percentage points", "sales", "unit"),
    ("en", RISE, "$5.87 million", "sales", "number"),
    ("en", RISE, "€5.87 billion", "sales", "unit"),
    ("en", "Seven ships left.", "7 ships", "ships", None),
    ("en", "Seven ships left.", "eight ships", "ships", "number"),
]


@pytest.mark.parametrize(("language", "text", "amount", "counts", "code"), CASES)
def test_amount_and_what_it_counts(language: Language, text: str, amount: str, counts: str, code: str | None) -> None:
    """Number, bound, unit and counted noun are those of the sentence."""
    source = source_of(text, language)
    sentences = tuple(one.number for one in source.sentences)
    assert code_of(DraftFigure(amount=amount, counts=counts, claimant=None, sentences=sentences), source) == code


CLAIMS: list[tuple[Language, str, str, str | None]] = [
    ("de", "Ministerin Eva Rust sagte, in Mali seien 30 Soldaten gefallen.", "Eva Rust", None),
    ("de", "Ministerin Eva Rust sagte, in Mali seien 30 Soldaten gefallen.", "Mali", "claimant"),
    ("de", "Eva Rust sagte dem Sender Radio Nord, es gebe 30 Tote.", "Radio Nord", "claimant"),
    ("de", "Laut Radio Nord gibt es 30 Tote.", "Radio Nord", None),
    ("de", "Angaben der Feuerwehr zufolge gibt es in Kiel 30 Tote.", "Feuerwehr", None),
    ("de", "Angaben der Feuerwehr zufolge gibt es in Kiel 30 Tote.", "Kiel", "claimant"),
    ("de", "In Kiel gibt es 30 Tote.", "Kiel", "claimant"),
    ("de", "Velmar hat 30 Werke.", "Velmar", "claimant"),
    ("de", "Nach Angaben von Eva Rust gibt es 30 Tote.", "Rust", None),
    ("de", "Ein Bericht des Instituts Tarifkompass nennt 30 Betriebe.", "Instituts Tarifkompass", None),
    ("de", "Aus einem Lagebild der Nato geht hervor, dass 30 Panzer fehlen.", "Lagebild der Nato", None),
    ("de", "Die Veranstalter sprachen von Fülle, die Polizei von 45 Gästen.", "die Polizei", None),
    ("de", "Ein hochrangiger Diplomat sagte Politico, es gebe 30 Tote.", "Politico", "claimant"),
    ("de", "Die Stadt warnte vor Unruhe, der Rat dagegen kritisierte die Frist von sechs Jahren.", "Stadt", "claimant"),
    ("de", "Laut einem Sprecher der Armee setzte Russland 50 Drohnen ein.", "Russland", "claimant"),
    ("de", "Das Amtsgericht hat den Mann zu 28 Monaten Haft verurteilt.", "Amtsgericht", "claimant"),
    ("de", "Goma: Zwölf Tote bei Angriff. In Goma brannte es.", "Goma", "claimant"),
    ("de", "Der Sender „Radio Nord“ berichtet von 30 Toten.", "Radio Nord", None),
    ("en", "It was the strongest system in 22 years of records, the service said.", "the service", None),
    ("en", "Shelling hit Sudan on Tuesday, killing 18 civilians, two medics said.", "Sudan", "claimant"),
    ("en", "Jurors convicted Dziedzic on 11 counts.", "Dziedzic", "claimant"),
    ("en", "The note also warns that 30 bridges could fall.", "The note", None),
    ("en", "According to Radio North, 30 people died in Mali.", "Radio North", None),
    ("en", "According to Radio North, 30 people died in Mali.", "Mali", "claimant"),
    ("en", "Eva Rust told Radio North that 30 people had died.", "Eva Rust", None),
    ("en", "Eva Rust told Radio North that 30 people had died.", "Radio North", "claimant"),
    ("en", "Velmar has 30 plants.", "Velmar", "claimant"),
]


@pytest.mark.parametrize(("language", "text", "claimant", "code"), CLAIMS)
def test_claimant_asserts_the_figure(language: Language, text: str, claimant: str, code: str | None) -> None:
    """A claimant is the subject of a verb of saying or the source behind "laut"; to stand in the sentence is not enough."""
    amount = amounts_in(text, language)[0]
    noun = text[amount.end :].split(maxsplit=1)[0].strip(".") if amount.unit is None and amount.text.isdigit() else amount.text
    draft = DraftFigure(amount=amount.text, counts=noun, claimant=claimant, sentences=(1,))
    assert code_of(draft, source_of(text, language)) == code


def test_claimant_before_run_on_speech() -> None:
    """Reported speech that runs on has the claimant of the sentence before."""
    source = source_of("Eva Rust äußerte sich besorgt. Es gebe 30 Tote.")
    assert code_of(DraftFigure(amount="30 Tote", counts="Tote", claimant="Eva Rust", sentences=(1, 2)), source) is None
    source = source_of("Eva Rust äußerte sich besorgt. Es gab 30 Tote.")
    assert code_of(DraftFigure(amount="30 Tote", counts="Tote", claimant="Eva Rust", sentences=(1, 2)), source) == "claimant"


def test_figure_carries_the_interval_of_the_text() -> None:
    """Low, high, bound and unit are read from the article, and its own words are kept."""
    item = outcome_of(
        DraftFigure(amount="5,87 Milliarden Euro", counts="Umsatz", claimant=None, sentences=(1,)), source_of(PRICE)
    ).item
    assert isinstance(item, Figure)
    assert (item.amount.text, item.amount.low, item.amount.bound) == ("5,87 Mrd. Euro", Decimal(5_870_000_000), "exact")


def test_figure_of_the_next_sentence() -> None:
    """A figure is in the sentence that is cited, not in another."""
    source = source_of("Drei Brücken sind gesperrt. Vier Straßen sind frei.")
    assert code_of(DraftFigure(amount="Drei Brücken", counts="Brücken", claimant=None, sentences=(2,)), source) == "number"
