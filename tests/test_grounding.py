"""What every section shares: sentence numbers, evidence, verdicts, the outcomes of a draft."""

from collections.abc import Sequence

import pytest

from summarizer.articles import read_article
from summarizer.grounding import DraftItem, Outcome, Source, ground, ground_item, measure_coverage
from summarizer.grounding.cast import Others
from summarizer.grounding.words import clause
from summarizer.schemas import BriefingDraft, DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Language, Section
from summarizer.sentences import split_sentences

SECTIONS: dict[str, Section] = {
    "DraftLine": "summary",
    "DraftEvent": "key_events",
    "DraftFigure": "figures",
    "DraftActor": "actors",
    "DraftStatement": "statements",
}


def source_of(text: str, language: Language = "de") -> Source:
    """Return a text as grounding sees it."""
    article = read_article(text, language=language)
    return Source(article, split_sentences(article.text, language))


def outcome_of(item: DraftItem, source: Source, *, persons: Sequence[str] = (), names: Sequence[str] = ()) -> Outcome:
    """Check one draft item."""
    return ground_item(SECTIONS[type(item).__name__], item, source, by="model", cast=Others(persons, [*persons, *names]))


def code_of(item: DraftItem, source: Source, *, persons: Sequence[str] = (), names: Sequence[str] = ()) -> str | None:
    """Return the code of a rejection, None where the item holds."""
    rejected = outcome_of(item, source, persons=persons, names=names).rejected
    return rejected.code if rejected else None


TEXT = "Die Stadt Halle sperrt zwei Brücken. „Das ist nötig“, sagte Bürgermeisterin Ines Vogt."


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        ((), "cites_nothing"),
        ((0,), "no_such_sentence"),
        ((3,), "no_such_sentence"),
        ((-1,), "no_such_sentence"),
        ((1, 1), None),
        ((2, 1), None),
    ],
)
def test_sentence_numbers_are_in_range(sentences: tuple[int, ...], code: str | None) -> None:
    """An item cites at least one sentence, and only sentences that there are; order and doubles don't matter."""
    assert code_of(DraftLine(text="Halle sperrt zwei Brücken", sentences=sentences), source_of(TEXT)) == code


def test_evidence_slices_to_its_text() -> None:
    """Evidence carries the offsets of the sentence in the article."""
    source = source_of(TEXT)
    item = outcome_of(DraftActor(name="Ines Vogt", kind="person", role="Bürgermeisterin", sentences=(2,)), source).item
    assert item
    assert (
        [source.text[one.start : one.end] for one in item.evidence]
        == [one.text for one in item.evidence]
        == ["„Das ist nötig“, sagte Bürgermeisterin Ines Vogt."]
    )


@pytest.mark.parametrize(
    ("content", "verdict"),
    [("Das ist nötig", "exact"), ("Das  ist\u00a0nötig", "normalised"), ("Das ist no\u0308tig", "normalised")],
)
def test_verdict_says_how_words_were_found(content: str, verdict: str) -> None:
    """Letter for letter is exact; other white space or another spelling of the same letter is normalised."""
    draft = DraftStatement(speaker="Ines Vogt", cue="sagte", content=content, form="direct", sentences=(2,))
    item = outcome_of(draft, source_of(TEXT)).item
    assert item
    assert item.verdict == verdict


def test_other_marks_dashes_and_spaces_are_normalised() -> None:
    """Quotation marks and dashes may be written otherwise inside a content."""
    source = source_of("„Die ‚Wende‘ – sie kommt“, sagte Ines Vogt.")
    draft = DraftStatement(speaker="Ines Vogt", cue="sagte", content="Die 'Wende' - sie kommt", form="direct", sentences=(1,))
    item = outcome_of(draft, source).item
    assert item
    assert item.verdict == "normalised"


def test_rejection_carries_the_draft_item_and_a_sentence() -> None:
    """What is rejected is kept as given, with what was claimed and what the text says."""
    draft = DraftFigure(amount="drei Brücken", counts="Brücken", claimant=None, sentences=(1,))
    rejected = outcome_of(draft, source_of(TEXT)).rejected
    assert rejected
    assert rejected.item == draft.model_dump(mode="json")
    assert (rejected.code, rejected.reason) == ("number", "Behauptet wird „drei Brücken“; Satz 1 sagt „zwei Brücken“.")


def test_reason_is_in_the_language_of_the_article() -> None:
    """An English article gets English reasons."""
    rejected = outcome_of(
        DraftActor(name="Ray Chen", kind="person", role=None, sentences=(1,)), source_of("The bridge is shut.", "en")
    ).rejected
    assert rejected
    assert rejected.reason == "The claim names “Ray Chen”; sentence 1 does not."


def test_ground_keeps_the_order_of_the_draft() -> None:
    """Outcomes come section by section, in the order of the draft."""
    draft = BriefingDraft(
        headline=DraftLine(text="Halle sperrt Brücken", sentences=(1,)),
        summary=(),
        key_events=(),
        figures=(DraftFigure(amount="zwei Brücken", counts="Brücken", claimant=None, sentences=(1,)),),
        actors=(
            DraftActor(name="Halle", kind="place", role=None, sentences=(1,)),
            DraftActor(name="Jena", kind="place", role=None, sentences=(1,)),
        ),
        statements=(),
    )
    outcomes = ground(draft, source_of(TEXT))
    assert [(one.section, one.rejected.code if one.rejected else None) for one in outcomes] == [
        ("headline", None),
        ("figures", None),
        ("actors", None),
        ("actors", "name"),
    ]


def test_coverage_lists_what_no_item_has() -> None:
    """Numbers and quotations that no accepted item covers are listed; covered ones are not."""
    source = source_of(TEXT)
    outcome = outcome_of(DraftFigure(amount="zwei Brücken", counts="Brücken", claimant=None, sentences=(1,)), source)
    assert outcome.item
    coverage = measure_coverage(source, [outcome.item], outcome.covers)
    assert (coverage.sentences_cited, coverage.sentences_total) == (1, 2)
    assert [one.text for one in coverage.numbers_uncovered] == []
    assert [one.text for one in coverage.quotes_uncovered] == ["Das ist nötig"]


REPORTED = (
    "Die Klinik schließt, sagte Ines Vogt. Das Land wies die Kritik am 3. Mai 2024 um 12 Uhr zurück. Jan Rust sieht es anders."
)


def test_coverage_lists_cues_and_names() -> None:
    """A sentence that says who said something, and somebody named, are listed until an item rests on them; days are no numbers."""
    source = source_of(REPORTED)
    at = REPORTED.index("Jan Rust")
    named = [[(at, at + len("Jan Rust"))], [(REPORTED.index("Ines Vogt"), REPORTED.index("Ines Vogt") + len("Ines Vogt"))]]
    empty = measure_coverage(source, [], [], named=named)
    assert [one.text for one in empty.cues_uncovered] == ["sagte Ines Vogt", "Das Land wies die Kritik am 3"]
    assert [one.text for one in empty.actors_uncovered] == ["Jan Rust", "Ines Vogt"]
    assert empty.numbers_uncovered == ()
    item = DraftStatement(speaker="Ines Vogt", cue="sagte", content="Die Klinik schließt", form="indirect", sentences=(1,))
    outcome = outcome_of(item, source)
    assert outcome.item
    coverage = measure_coverage(source, [outcome.item], outcome.covers, named=named)
    assert [one.text for one in coverage.cues_uncovered] == ["Das Land wies die Kritik am 3"]
    assert [one.text for one in coverage.actors_uncovered] == ["Jan Rust"]


def test_what_a_title_tells_is_not_listed_as_missing() -> None:
    """A cue whose words stand in a title that rests on its sentence is covered; one of other words is not."""
    source = source_of("Die Behörden planen Berichten zufolge Angriffe auf die Ostsee.")
    told = "Die Behörden planen Berichten zufolge Angriffe auf die Ostsee"
    for title, missing in ((told, 0), ("Behörden planen Angriffe auf die Ostsee", 1)):
        outcome = outcome_of(DraftEvent(title=title, status="planned", when=None, where=None, sentences=(1,)), source)
        assert outcome.item, outcome.rejected
        assert len(measure_coverage(source, [outcome.item], outcome.covers).cues_uncovered) == missing


@pytest.mark.parametrize("words", ["853", "030", "53.030", "853.03", "Brück"])
def test_a_find_cuts_no_word_and_no_number(words: str) -> None:
    """Part of a number or of a word is not found in it."""
    assert source_of("Es gibt 853.030 Brücken.").cite([1]).find(words) is None


def test_a_clause_runs_on_over_a_wrapped_line() -> None:
    """A line break ends no clause; a blank line does."""
    text = "Rust wies den\nVorwurf zurück, sagte er.\n\nHolm ging"
    assert text[slice(*clause(text, 0))] == "Rust wies den\nVorwurf zurück"
    assert text[slice(*clause(text, len(text) - 1))] == "Holm ging"


def test_a_speaker_named_anywhere_in_the_draft_is_somebody_else() -> None:
    """Who speaks in one statement of a draft does not say what stands beside the name of another."""
    source = source_of("Ayla Demir kam. Dirk Moosmann dagegen warb um ihre Wähler: „Wählt mich.“")
    mine = DraftStatement(speaker="Dirk Moosmann", cue="warb", content="Wählt mich.", form="direct", sentences=(2,))
    swapped = mine.model_copy(update={"speaker": "Ayla Demir", "sentences": (1, 2)})
    draft = BriefingDraft(headline=None, summary=(), key_events=(), figures=(), actors=(), statements=(mine, swapped))
    assert [one.rejected.code if one.rejected else None for one in ground(draft, source)] == [None, "speaker"]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [("Er kam.” Dann ging er.", []), ("Sie sagte ”ja” und ging.", ["ja"]), ("Sie sagte „ja” und ging.”", ["ja"])],
)
def test_a_mark_that_only_closes_elsewhere_opens_before_a_word(text: str, quotations: list[str]) -> None:
    """A stray ” opens nothing; between white space and a word it does, as Nordic copy writes it."""
    assert [text[start:end] for start, end in source_of(text).quotations] == quotations
