"""Whom a statement without a name belongs to: pronouns, role nouns, reports that run on, abbreviations, second verbs."""

import pytest

from summarizer.schemas import DraftStatement, Form, Language
from tests.test_grounding import code_of, source_of

PERSONS = ("Eva Rust", "Jan Holm")
BODIES = ("Nordmetall", "Kiel", "Bundesgerichtshof", "Europäische Zentralbank", "Radio Nord")

HOLM = "Minister Jan Holm kam an. "
RUST = "Ministerin Eva Rust kam an. "
FIRM = "Nordmetall baut Stellen ab. "
REPORT = "Eva Rust sagte, es reiche. Der Rat in Kiel tagte. Man könne nicht warten."
OTHER = "Jan Holm kam an. Die Landesbehörde wies das zurück. Erst im August seien Pfosten gesetzt worden."
THEM = "Jan Holm kam an. Ihm zufolge fehlte Geld. Man könne nicht warten."
CONTENT = "Man könne nicht warten"

CASES: list[tuple[Language, str, str, str | None, str, Form, str | None]] = [
    ("de", HOLM + "Es reiche, sagte die Juristin.", "Jan Holm", "sagte", "Es reiche", "indirect", "speaker"),
    ("de", HOLM + "Die Opposition verlangte Geld.", "Jan Holm", "verlangte", "Geld", "indirect", "speaker"),
    ("de", HOLM + "Das Unternehmen verlangte Geld.", "Jan Holm", "verlangte", "Geld", "indirect", "speaker"),
    ("de", HOLM + "Der SPD-Politiker verlangte Geld.", "Jan Holm", "verlangte", "Geld", "indirect", None),
    ("de", HOLM + "Der 58-Jährige verlangte Geld.", "Jan Holm", "verlangte", "Geld", "indirect", None),
    ("de", HOLM + "Sein Lager verlangte Geld.", "Jan Holm", "verlangte", "Geld", "indirect", "speaker"),
    ("de", HOLM + "Die Forscher verlangten Geld.", "Jan Holm", "verlangten", "Geld", "indirect", "speaker"),
    ("de", HOLM + "Sie verlangte Geld.", "Jan Holm", "verlangte", "Geld", "indirect", "speaker"),
    ("de", RUST + "Sie verlangte Geld.", "Eva Rust", "verlangte", "Geld", "indirect", None),
    ("de", RUST + "Er verlangte Geld.", "Eva Rust", "verlangte", "Geld", "indirect", "speaker"),
    ("de", RUST + "Sie verlangten Geld.", "Eva Rust", "verlangten", "Geld", "indirect", "speaker"),
    ("de", FIRM + "Das Unternehmen verlangte Geld.", "Nordmetall", "verlangte", "Geld", "indirect", None),
    ("de", FIRM + "Die Managerin verlangte Geld.", "Nordmetall", "verlangte", "Geld", "indirect", "speaker"),
    ("de", FIRM + "Ein Sprecher verlangte Geld.", "Nordmetall", "verlangte", "Geld", "indirect", None),
    ("de", FIRM + "Sprecherin Eva Rust verlangte Geld.", "Nordmetall", "verlangte", "Geld", "indirect", "speaker"),
    ("de", HOLM + "Der Bau sei teuer, hieß es in dem Bericht.", "Jan Holm", "hieß es", "Der Bau sei teuer", "indirect", "speaker"),
    ("de", REPORT, "Eva Rust", None, CONTENT, "indirect", None),
    ("de", REPORT, "Kiel", None, CONTENT, "indirect", "speaker"),
    ("de", OTHER, "Jan Holm", None, "Erst im August seien Pfosten gesetzt worden", "indirect", "speaker"),
    ("de", THEM, "Jan Holm", None, CONTENT, "indirect", None),
    ("de", "Jan Holm begrüßte den Plan, warnte aber vor Eile.", "Jan Holm", "warnte vor", "Eile", "indirect", None),
    ("de", "Der BGH betonte, die Bank hafte.", "Bundesgerichtshof", "betonte", "die Bank hafte", "indirect", None),
    ("de", "Die EZB betonte, der Zins bleibe.", "Europäische Zentralbank", "betonte", "der Zins bleibe", "indirect", None),
    ("de", "Der BGH betonte, die Bank hafte.", "Europäische Zentralbank", "betonte", "die Bank hafte", "indirect", "speaker"),
    ("de", "Jan Holm sagte Radio Nord, es reiche.", "Radio Nord", "sagte", "es reiche", "indirect", "speaker"),
    ("en", "Eva Rust arrived. The agency asked for money.", "Eva Rust", "asked for", "money", "indirect", "speaker"),
    ("en", "Eva Rust arrived. The minister asked for money.", "Eva Rust", "asked for", "money", "indirect", None),
    ("en", "Nordmetall cut jobs. He asked for money.", "Nordmetall", "asked for", "money", "indirect", "speaker"),
    ("en", "Eva Rust of the Water Board, who was away, urged calm.", "Eva Rust", "urged", "calm", "indirect", None),
    (
        "en",
        "Jan Holm came on Monday, the police said calm had returned.",
        "Jan Holm",
        "said",
        "calm had returned",
        "indirect",
        "speaker",
    ),
]


@pytest.mark.parametrize(("language", "text", "speaker", "cue", "content", "form", "code"), CASES)
def test_who_speaks_without_a_name(
    language: Language, text: str, speaker: str, cue: str | None, content: str, form: Form, code: str | None
) -> None:
    """A pronoun or role noun stands only for whom it fits in number, gender and kind; a report is that of who spoke last."""
    source = source_of(text, language)
    sentences = tuple(one.number for one in source.sentences)
    draft = DraftStatement(speaker=speaker, cue=cue, content=content, form=form, sentences=sentences)
    assert code_of(draft, source, persons=PERSONS, names=BODIES) == code


@pytest.mark.parametrize(
    ("text", "cue", "content", "code"),
    [
        ("Eva Rust sagte, es reiche.", None, None, None),
        ("Laut Eva Rust reicht es.", None, "reicht es", None),
        ("Eva Rust bestritt, es reiche.", None, None, "cue"),
        ("Eva Rust lehnt den Bau ab.", None, "den Bau", "cue"),
        ("Eva Rust lehnt den Bau ab.", "lehnt", "den Bau", "cue"),
        ("Eva Rust lehnt den Bau ab.", "lehnt … ab", "den Bau", None),
        ("Eva Rust wies den Vorwurf zurück.", "wies", "den Vorwurf", "cue"),
        ("Eva Rust wies den Vorwurf zurück.", "forderte", "den Vorwurf", "cue"),
        ("Eva Rust wies Vorwürfe zurück, sie habe nicht gewarnt.", "wies … zurück", "Vorwürfe", None),
        ("Eva Rust nannte mehr als 80 Boote.", "nannte", "80 Boote", "bound"),
        ("Eva Rust nannte mehr als 80 Boote.", "nannte", "mehr als 80 Boote", None),
    ],
)
def test_what_may_be_left_out(text: str, cue: str | None, content: str | None, code: str | None) -> None:
    """A plain "said" may be left out; a cue that turns the sense, its particle, or a bound before the content may not."""
    draft = DraftStatement(speaker="Eva Rust", cue=cue, content=content or "es reiche", form="indirect", sentences=(1,))
    assert code_of(draft, source_of(text), persons=["Eva Rust"]) == code


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Es stürmte, wie der Wetterdienst (DWD) in Offenbach mitteilte.", "Wetterdienst (DWD)", "mitteilte", "Es stürmte"),
        ("„Das ist kein Rekord“, sagte DWD-Forscherin Eva Rust.", "Eva Rust", "sagte", "Das ist kein Rekord"),
        ("„Sie haben betrogen“, sagte der Vorsitzende Richter Max Kohl.", "Max Kohl", "sagte", "Sie haben betrogen"),
        ("Sein Gegenüber Max Kohl war bedient: „So geht das nicht.“", "Max Kohl", "war bedient", "So geht das nicht"),
    ],
)
def test_title_and_seat_hide_no_speaker(text: str, speaker: str, cue: str, content: str) -> None:
    """Who is named elsewhere may be part of a title here, and a body's seat may stand between it and its verb."""
    draft = DraftStatement(speaker=speaker, cue=cue, content=content, form="direct" if "„" in text else "indirect", sentences=(1,))
    assert code_of(draft, source_of(text, "de"), persons=("Eva Rust", "Max Kohl"), names=("DWD", "Die Richter")) is None
