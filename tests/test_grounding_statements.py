"""Statements: verbatim content, who says it, with which cue, in which form; negations and hedges stay."""

import pytest

from summarizer.schemas import DraftStatement, Form, Language, Statement
from tests.test_grounding import code_of, outcome_of, source_of

Case = tuple[Language, str, str | None, str | None, str, Form, str | None]

REJECTS = "Ministerin Eva Rust wies den Vorwurf der Opposition zurück."
QUOTED = "„Wir gehen nicht“, sagte Eva Rust dem Sender Radio Nord."
BROKEN = "„Wir gehen“, sagte Eva Rust am Montag, „und zwar sofort“."
LAUT = "Laut Eva Rust sind die Brücken in Kiel offenbar sicher."
TOLD = "Eva Rust told Radio North that the bridges were not safe."
SPLICED = "Jan Holm warnte vor einem „Ende der Ämter“. „Schon jetzt“, sagte Eva Rust, „bleiben in Kiel Anträge liegen.“"
OWN_CUE = "Eva Rust sprach von Sabotage. Eine Sprecherin der Polizei betonte, es gebe keine Spur."
DENIED = "“We wait,” said Eva Rust. Rust denied that any jobs would be lost."
ENGLISH = "“We are leaving,” said Eva Rust, the lead prosecutor, on Monday."

CASES: list[Case] = [
    ("de", REJECTS, "Eva Rust", "wies … zurück", "den Vorwurf der Opposition", "indirect", None),
    ("de", REJECTS, "Eva Rust", "forderte", "den Vorwurf der Opposition", "indirect", "cue"),
    ("de", REJECTS, "Eva Rust", None, "den Vorwurf der Opposition", "indirect", "cue"),
    ("de", REJECTS, "Eva Rust", "wies … zurück", "den Vorwurf der Regierung", "indirect", "not_found"),
    ("de", REJECTS, "Eva Rust", "wies … zurück", "den Vorwurf der Opposition", "direct", "not_direct"),
    ("de", QUOTED, "Eva Rust", "sagte", "Wir gehen nicht", "direct", None),
    ("de", QUOTED, "Rust", "sagte", "Wir gehen nicht", "direct", None),
    ("de", QUOTED, "Radio Nord", "sagte", "Wir gehen nicht", "direct", "speaker"),
    ("de", QUOTED, "Jan Holm", "sagte", "Wir gehen nicht", "direct", "speaker"),
    ("de", QUOTED, "Eva Rust", "sagte", "Wir gehen", "direct", "negation"),
    ("de", QUOTED, "Eva Rust", "sagte", "Wir gehen niemals", "direct", "quote"),
    ("de", QUOTED, "Eva Rust", "sagte", "nicht gehen Wir", "direct", "quote"),
    ("de", QUOTED, "Eva Rust", "sagte", "…", "direct", "quote"),
    ("de", BROKEN, "Eva Rust", "sagte", "Wir gehen und zwar sofort", "direct", None),
    ("de", BROKEN, "Eva Rust", "sagte", "Wir gehen … und zwar sofort", "direct", None),
    ("de", BROKEN, "Eva Rust", "sagte", "Wir gehen und zwar morgen", "direct", "quote"),
    ("de", BROKEN, "Eva Rust", "sagte", "und zwar sofort Wir gehen", "direct", "quote"),
    ("de", "Wir gehen, sagte Eva Rust, und zwar sofort.", "Eva Rust", "sagte", "Wir gehen und zwar sofort", "direct", "not_direct"),
    (
        "de",
        "„Wir gehen nicht“, sagte Eva Rust. „Und zwar sofort.“",
        "Eva Rust",
        "sagte",
        "Wir gehen Und zwar sofort",
        "direct",
        "quote",
    ),
    ("de", LAUT, "Eva Rust", "laut", "sind die Brücken in Kiel offenbar sicher", "indirect", None),
    ("de", LAUT, "Eva Rust", "laut", "sicher", "indirect", "hedge"),
    ("de", LAUT, "Kiel", "laut", "sind die Brücken in Kiel offenbar sicher", "indirect", "speaker"),
    ("de", "Eva Rust warf Jan Holm vor, er lüge.", "Eva Rust", "warf … vor", "er lüge", "indirect", None),
    ("de", "Eva Rust warf Jan Holm vor, er lüge.", "Jan Holm", "warf … vor", "er lüge", "indirect", "speaker"),
    ("de", "Die Sprecherin der Union Nord, Eva Rust, sagte, es reiche.", "Eva Rust", "sagte", "es reiche", "indirect", None),
    ("de", "Die Sprecherin der Union Nord, Eva Rust, sagte, es reiche.", "Union Nord", "sagte", "es reiche", "indirect", "speaker"),
    ("de", "Nach einem Treffen mit Jan Holm sagte Eva Rust, es reiche.", "Eva Rust", "sagte", "es reiche", "indirect", None),
    ("de", "Nach einem Treffen mit Jan Holm sagte Eva Rust, es reiche.", "Jan Holm", "sagte", "es reiche", "indirect", "speaker"),
    ("de", REJECTS, "Eva Rust", "wies", "den Vorwurf der Opposition", "indirect", "cue"),
    ("de", "Eva Rust lehnte den Plan ab.", "Eva Rust", "lehnte", "den Plan", "indirect", "cue"),
    ("de", SPLICED, "Eva Rust", "sagte", "Ende der Ämter bleiben in Kiel Anträge liegen", "direct", "quote"),
    ("de", SPLICED, "Eva Rust", "sagte", "Schon jetzt bleiben in Kiel Anträge liegen", "direct", None),
    ("de", OWN_CUE, "Eva Rust", None, "Eine Sprecherin der Polizei betonte, es gebe keine Spur", "indirect", "cue"),
    ("en", DENIED, "Eva Rust", "said", "any jobs would be lost", "indirect", "cue"),
    ("en", DENIED, "Eva Rust", "denied", "any jobs would be lost", "indirect", None),
    ("en", TOLD, "Eva Rust", "told", "the bridges were not safe", "indirect", None),
    ("en", TOLD, "Radio North", "told", "the bridges were not safe", "indirect", "speaker"),
    ("en", TOLD, "Eva Rust", "denied", "the bridges were not safe", "indirect", "cue"),
    ("en", TOLD, "Eva Rust", "told", "safe", "indirect", "negation"),
    ("en", TOLD, "Eva Rust", "told", "the bridges were not shut", "indirect", "not_found"),
    ("en", ENGLISH, "Eva Rust", "said", "We are leaving", "direct", None),
    ("en", ENGLISH, "Eva Rust, the lead prosecutor", "said", "We are leaving", "direct", None),
    ("en", ENGLISH, "Eva Rust, the judge", "said", "We are leaving", "direct", "speaker"),
    ("en", "‘Don’t wait,’ said Eva Rust.", "Eva Rust", "said", "Don’t wait", "direct", None),
]


@pytest.mark.parametrize(("language", "text", "speaker", "cue", "content", "form", "code"), CASES)
def test_statement(
    language: Language, text: str, speaker: str | None, cue: str | None, content: str, form: Form, code: str | None
) -> None:
    """Speaker, cue, content and form are those of the sentence."""
    source = source_of(text, language)
    sentences = tuple(one.number for one in source.sentences)
    draft = DraftStatement(speaker=speaker, cue=cue, content=content, form=form, sentences=sentences)
    assert (
        code_of(draft, source, persons=["Eva Rust", "Jan Holm"], names=["Kiel", "Radio Nord", "Radio North", "Union Nord"]) == code
    )


RUN_ON = "Eva Rust lobte Jan Holm. Er habe gut gearbeitet. Das Wetter war schön."
RUN_ON_CASES = [
    ("Eva Rust", (1, 2), "Er habe gut gearbeitet", None),
    ("Ines Vogt", (1, 2), "Er habe gut gearbeitet", "speaker"),
    ("Eva Rust", (1, 3), "Das Wetter war schön", "speaker"),
]


@pytest.mark.parametrize(("speaker", "sentences", "content", "code"), RUN_ON_CASES)
def test_speech_that_runs_on(speaker: str, sentences: tuple[int, ...], content: str, code: str | None) -> None:
    """A sentence in the subjunctive belongs to the one named before; what the article itself tells belongs to nobody."""
    draft = DraftStatement(speaker=speaker, cue=None, content=content, form="indirect", sentences=sentences)
    assert code_of(draft, source_of(RUN_ON), persons=["Eva Rust", "Jan Holm", "Ines Vogt"]) == code


def test_pronoun_stands_for_the_one_named_last() -> None:
    """A pronoun is resolved to the nearest person, flagged, with the sentence that names them as evidence."""
    source = source_of("Jan Holm kam an. Eva Rust blieb. „Es reicht“, sagte sie.")
    draft = DraftStatement(speaker="Eva Rust", cue="sagte", content="Es reicht", form="direct", sentences=(3,))
    item = outcome_of(draft, source, persons=["Eva Rust", "Jan Holm"]).item
    assert isinstance(item, Statement)
    assert (item.flags, [one.sentence for one in item.evidence]) == (("inferred_speaker",), [2, 3])
    other = draft.model_copy(update={"speaker": "Jan Holm"})
    assert code_of(other, source, persons=["Eva Rust", "Jan Holm"]) == "speaker"


def test_role_noun_stands_for_the_one_who_has_the_role() -> None:
    """The minister is the one called minister, although another person is nearer."""
    source = source_of("Minister Jan Holm kam an. Eva Rust blieb. „Es reicht“, sagte der Minister.")
    draft = DraftStatement(speaker="Jan Holm", cue="sagte", content="Es reicht", form="direct", sentences=(1, 3))
    assert code_of(draft, source, persons=["Eva Rust", "Jan Holm"]) is None


def test_content_in_pieces_shows_its_gap() -> None:
    """The content of a broken quotation says where the cue stood; its span runs from the first piece to the last."""
    source = source_of(BROKEN)
    outcome = outcome_of(
        DraftStatement(speaker="Eva Rust", cue="sagte", content="Wir gehen und zwar sofort", form="direct", sentences=(1,)), source
    )
    assert isinstance(outcome.item, Statement)
    assert (outcome.item.content, outcome.item.verdict) == ("Wir gehen … und zwar sofort", "normalised")
    assert source.text[slice(*outcome.covers[0])] == "Wir gehen“, sagte Eva Rust am Montag, „und zwar sofort"


def test_name_in_the_next_clause_does_not_speak() -> None:
    """A name behind the speech, in a clause of its own, is not the one who spoke."""
    source = source_of("Es reiche, sagte die Ministerin am Montag, Jan Holm nickte dazu.")
    draft = DraftStatement(speaker="Jan Holm", cue="sagte", content="Es reiche", form="indirect", sentences=(1,))
    assert code_of(draft, source, persons=["Jan Holm"]) == "speaker"


def test_a_possessive_before_a_colon_speaks_for_nobody() -> None:
    """Who asks for "her voters" is the subject, known to the draft or not; a pronoun before the colon is one."""
    words = {"cue": None, "content": "Wählt mich", "form": "direct", "sentences": (1, 2)}
    draft = DraftStatement.model_validate({"speaker": "Eva Rust", **words})
    assert code_of(draft, source_of("Eva Rust kam. Holm warb um ihre Wähler: „Wählt mich“."), persons=["Eva Rust"]) == "speaker"
    said = draft.model_copy(update={"cue": "warb"})
    assert code_of(said, source_of("Eva Rust kam. Sie warb um seine Wähler: „Wählt mich“."), persons=["Eva Rust"]) is None
