"""The mutation score: every class of lie is told, none is a truth, rewrites stay true, and all is the same in every run."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.lies import Case, Tally, Trial, Variant, add, case_of, rewrite, tell, try_case
from summarizer.lies.cases import Named, stated
from summarizer.lies.notation import renumber
from summarizer.lies.numbers import change_numbers, exchange_numbers
from summarizer.lies.syntax import reorder
from summarizer.lies.texts import exchange_names, negate, shift_dates
from summarizer.lies.wording import apart
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Language, Span
from tests.gold_cases import EXAMPLE, example

TALE = """<article lang="de" date="2026-03-09" publisher="Lenne-Kurier" topic="politics" style="agency">
<h>Streit um Brücken</h>
<p><event rank="1" status="done"><actor ref="A1" kind="organisation">Der Kreistag</actor> hat am Montag
<actor ref="A2" kind="organisation">Bahn Nordwest</actor> in <actor ref="A3" kind="place">Altena</actor> verklagt.</event>
In <actor ref="A3" kind="place">Altena</actor> wurden <figure value="12" bound="exact" unit="Menschen">zwölf Menschen</figure>
verletzt und <figure value="3" bound="exact" unit="Tiere">drei Tiere</figure> getötet.
Der Schaden liegt bei <figure value="3500000" bound="at_least" unit="Euro">mindestens 3,5 Millionen Euro</figure>.</p>
<p><speaker of="S1">Landrätin <actor ref="A4" kind="person" role="Landrätin">Petra Osthoff</actor></speaker>
<cue of="S1">wies</cue> <content of="S1" form="indirect">jede Schuld der Behörde</content> <cue of="S1">zurück</cue>.
„<content of="S2" form="direct">Wir haben möglicherweise nicht jede Brücke rechtzeitig gesperrt</content>“,
<cue of="S2">räumte</cue> <speaker of="S2">Baudezernent
<actor ref="A5" kind="person" role="Baudezernent">Jan Petersen</actor></speaker>
im Beisein von <actor ref="A4" kind="person">Petra Osthoff</actor> <cue of="S2">ein</cue>.
<cue of="S3">Laut</cue> <speaker of="S3"><actor ref="A2" kind="organisation">Bahn Nordwest</actor></speaker>
<content of="S3" form="indirect">kostet der Umbau <figure value="40" bound="about" unit="Tage">rund 40 Tage</figure></content>;
die Landrätin Petra Osthoff hatte mehr erwartet.
<event rank="2" status="planned">Die Strecke nach <actor ref="A6" kind="place">Werdohl</actor> öffnet am 27. April.</event>
Nach Angaben der Bahn sind dafür 70.000 Arbeitsstunden nötig, im Herbst folgt ein zweiter Abschnitt.</p>
</article>
"""
CASES = tuple(case_of(example(markup)) for markup in (TALE, EXAMPLE))
CLASSES = """figures: digit changed;figures: number word changed;figures: scale changed;figures: decimal comma moved
figures: bound added;figures: bound dropped;figures: bound turned;figures: unit swapped;figures: currency swapped
figures: counted thing swapped;figures: claimant swapped, elsewhere;figures: sentence off by one;figures: facts spliced
actors: name invented;actors: name altered;actors: role invented;actors: roles exchanged, elsewhere and cited
statements: speaker swapped, same sentence;statements: speaker swapped, elsewhere;statements: speaker swapped, elsewhere and cited
statements: cue turned;statements: cue dropped;statements: word changed;statements: words exchanged;statements: hedge dropped
statements: negation removed;statements: negation added;statements: indirect made direct;statements: facts spliced
statements: narration as statement;statements: sentence off by one;key_events: planned made done;key_events: date shifted
key_events: place swapped, elsewhere;key_events: roles exchanged;key_events: verb turned;key_events: name spliced
summary: two numbers exchanged;summary: number spliced;summary: negation added;summary: date shifted;summary: name invented"""


def lies(*cases: Case) -> list[Variant]:
    """Return every lie about some articles."""
    return [variant for case in cases for item in case.items for variant in tell(item, case)]


def test_every_class_is_told() -> None:
    """Two short articles yield lies of every class that the score is about."""
    told = {variant.name for variant in lies(*CASES)}
    assert set(itertools.chain(*(line.split(";") for line in CLASSES.splitlines()))) - told == set()


def test_lies_are_the_same_in_every_run() -> None:
    """The same article, read anew, yields the same lies in the same order, at most two of a class about one item."""
    again = case_of(example(TALE))
    assert lies(CASES[0]) == lies(again)
    for item in again.items:
        names = [variant.name for variant in tell(item, again)]
        assert max((names.count(name) for name in names), default=0) <= 2


def test_a_lie_is_no_copy_of_its_truth() -> None:
    """No lie is the draft that it was made of, and no lie about an article is one of its true items."""
    for case in CASES:
        true = {item.draft for item in case.items}
        assert not [variant for variant in lies(case) if variant.draft in true]


def test_changed_numbers_stand_nowhere_in_the_cited_sentences() -> None:
    """A figure with a changed number states one that its sentences do not."""
    for case in CASES:
        for variant in lies(case):
            if variant.kind in ("digit changed", "number word changed", "scale changed", "decimal comma moved"):
                draft = variant.draft
                assert isinstance(draft, DraftFigure | DraftStatement | DraftEvent | DraftLine)
                text = draft.model_dump()[
                    {"figures": "amount", "statements": "content", "key_events": "title"}.get(variant.item.section, "text")
                ]
                assert stated(text, case) - case.values(draft.sentences)


def test_numbers_of_the_same_sentence_are_no_new_ones() -> None:
    """Where the sentence states the changed number too, the lie is not told."""
    markup = """<article lang="de" date="2026-03-09" publisher="x" topic="x" style="x"><h>Brand</h>
    <p><event rank="1" status="done">Es starben
    <figure value="2" bound="exact" unit="Menschen">zwei Menschen</figure> und
    <figure value="3" bound="exact" unit="Tiere">drei Tiere</figure>.</event></p></article>"""
    amounts = {variant.draft.model_dump().get("amount") for variant in lies(case_of(example(markup)))}
    assert "vier Tiere" in amounts
    assert "drei Menschen" not in amounts


def test_spokesmen_and_speakers_again_are_no_lie() -> None:
    """Nobody who says the words too, alone or in a frame around them, is told as a wrong speaker."""
    markup = EXAMPLE.replace("Landrat <actor", "Landrat und <actor").replace(
        '</actor></speaker> <cue of="S3">wies',
        '</actor> mit <actor ref="A2" kind="organisation">SPD</actor></speaker> <cue of="S3">wies',
    )
    case = case_of(example(markup))
    about = [variant for variant in lies(case) if isinstance(variant.draft, DraftStatement) and variant.item.gold.id == "S3"]
    assert about
    assert not [variant for variant in about if variant.draft.model_dump()["speaker"] == "SPD"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("zwischen drei und fünf Tagen", "de"),
        ("drei oder vier Männer", "de"),
        ("two or three days", "en"),
        ("mehrere Hundert Menschen", "de"),
    ],
)
def test_numbers_in_one_breath_are_not_exchanged(text: str, language: Language) -> None:
    """The order of alternatives and ranges says nothing, so to exchange them is no lie."""
    assert list(exchange_numbers(text, language)) == []


def test_enumerated_and_mutual_names_are_not_exchanged() -> None:
    """Rom, Paris und Madrid, and "Meier traf Huber", say the same the other way round."""
    actors = {actor.id: actor for actor in CASES[0].gold.actors}

    def named(text: str, *names: str) -> list[str]:
        places = [
            Named(text.index(name), text.index(name) + len(name), name, actors[ref])
            for name, ref in zip(names, ("A4", "A5"), strict=True)
        ]
        return list(exchange_names(text, places))

    assert named("Anna Weber und Jan Huber kamen.", "Anna Weber", "Jan Huber") == []
    assert named("Anna Weber traf Jan Huber.", "Anna Weber", "Jan Huber") == []
    assert named("Anna Weber schlug Jan Huber.", "Anna Weber", "Jan Huber") == ["Jan Huber schlug Anna Weber."]


def test_a_negated_clause_is_not_negated_again() -> None:
    """Two negations in one clause would be no clear lie."""
    assert list(negate("Der Rat hat das Gesetz nicht verabschiedet.", "de")) == []
    assert list(negate("The council has not passed a law.", "en")) == []
    assert next(negate("The council has passed a law.", "en")) == "The council has not passed a law."


def test_dates_move_only_to_days_that_are_not_cited() -> None:
    """A date that the cited sentences have elsewhere is no lie."""
    text = "Am Montag begann der Prozess."
    assert list(shift_dates(text, text, "de")) == ["Am Dienstag begann der Prozess."]
    assert list(shift_dates(text, f"{text} Er endete am Dienstag.", "de")) == []


def test_ambiguous_bounds_yield_no_lie() -> None:
    """Where "mindestens" may cover the second number too, it is neither added to it nor dropped."""
    changed = [
        change.text for change in change_numbers("mindestens drei Tote und fünf Verletzte", "de") if change.kind == "bound added"
    ]
    assert changed == []


@given(st.integers(min_value=1_000, max_value=999_999_999), st.sampled_from(("Euro", "Menschen", "Tonnen")))
def test_other_notations_state_the_same_number(value: int, noun: str) -> None:
    """However a grouped number is written anew, the same number is read from it."""
    case = CASES[0]
    text = f"{value:,} {noun}".replace(",", ".")
    written = list(renumber(text, "de"))
    assert written
    assert all(stated(other.text, case) == stated(text, case) for other in written)


def test_rewrites_keep_section_and_sentences() -> None:
    """A harmless rewrite changes words of an item, never where it comes from."""
    for case in CASES:
        for item in case.items:
            for variant in rewrite(item, case):
                assert type(variant.draft) is type(item.draft)
                assert variant.draft.sentences == item.draft.sentences
                assert variant.draft != item.draft


@pytest.mark.parametrize(
    ("text", "other", "language"),
    [
        ("Die Europäische Union hat den Vertrag gekündigt.", "Der Vertrag ist von der Europäischen Union gekündigt worden.", "de"),
        ("Anna Weber hat am Montag den Preis gewonnen.", "Am Montag hat Anna Weber den Preis gewonnen.", "de"),
        ("The Court was shut on Friday morning.", "On Friday morning, the Court was shut.", "en"),
        ("Four men were arrested by the police.", "The police arrested four men.", "en"),
    ],
)
def test_the_same_in_other_order(text: str, other: str, language: Language) -> None:
    """Voice and day change places only."""
    assert other in [change.text for change in reorder(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Anna Weber hat sich beim Sturz verletzt.", "de"),
        ("Nach Angaben der Polizei hat am Montag ein Mann geschossen.", "de"),
        ("The company said work would begin on Friday.", "en"),
    ],
)
def test_other_order_that_says_something_else_is_left_out(text: str, language: Language) -> None:
    """Reflexive verbs have no passive, and what is said to begin on Friday is not said on Friday."""
    assert list(reorder(text, language)) == []


def test_lies_about_rejected_items_do_not_count() -> None:
    """A lie about an item that is rejected anyway would be caught for nothing, so none is told."""
    case = case_of(example(TALE))
    trial = try_case(case)
    held = {name: tally.made - tally.wrong for name, tally in trial.truths.items()}
    assert sum(held.values()) + sum(tally.wrong for tally in trial.truths.values()) == len(case.items)
    assert sum(tally.made for tally in trial.lies.values()) <= len(lies(case))


def test_every_wrong_outcome_is_listed() -> None:
    """As many are listed as are counted, with the sentences cited."""
    trial = add([try_case(case) for case in CASES])
    counted = sum(tally.wrong for group in (trial.lies, trial.truths, trial.rewrites) for tally in group.values())
    assert len(trial.wrong) == counted
    assert all(len(one.cited) == len(one.draft.sentences) for one in trial.wrong)


def test_trials_add_up_in_any_order() -> None:
    """The counts of several articles do not depend on their order."""
    first, second = map(try_case, CASES)
    one, other = add([first, second]), add([second, first])
    assert (one.lies, one.truths, one.rewrites) == (other.lies, other.truths, other.rewrites)
    assert add([Trial(lies={"a": Tally(2, 1)}), Trial(lies={"a": Tally(1, 0)})]).lies == {"a": Tally(3, 1)}


def test_true_items_copy_what_the_article_says() -> None:
    """The items of a good model are in the article: names, amounts and contents letter for letter."""
    for case in CASES:
        for item in case.items:
            draft = item.draft
            if isinstance(draft, DraftActor):
                assert draft.name in case.source.text
            if isinstance(draft, DraftFigure):
                assert draft.amount in case.cited(draft.sentences)


def test_names_that_share_a_word_are_not_apart() -> None:
    """Two forms, "Präsident Selenskyj" and "Selenskyjs", may be one person."""
    assert not apart("Präsident Selenskyj", "Selenskyjs")
    assert apart("Anna Weber", "Jan Huber")


def test_sentences_of_spans_are_those_that_they_touch() -> None:
    """A span across two sentences is in both."""
    case = CASES[0]
    first, second = case.source.sentences[1:3]
    span = Span(start=first.end - 2, end=second.start + 2, text=case.source.text[first.end - 2 : second.start + 2])
    assert case.sentences_of([span]) == (first.number, second.number)


KEPT = """<article lang="de" date="2026-03-09" publisher="Lenne-Kurier" topic="politics" style="agency">
<h>Brand in Altena</h>
<p>Ein <figure value="38" bound="exact" unit="Jahre">38 Jahre</figure> alter Mann wurde zum
<figure value="1" bound="exact" unit="Mal">ersten Mal</figure> Sieger, mit <figure value="3" bound="exact">3:1</figure> Punkten.
Es kamen fast <figure value="40" bound="about" unit="Gäste">40 Gäste</figure>, die Zahl
<figure value="2" bound="exact">verdoppelte</figure> sich.</p>
<p><speaker of="S1">Jan Petersen</speaker> verlangte, <content of="S1" form="indirect">die Brücke zu sperren</content>.</p>
</article>
"""


def test_only_what_a_checker_must_hold_is_a_truth() -> None:
    """Ages, ordinals, scores, counts of nothing and statements of gold without cues are left out; a bound is completed."""
    items = case_of(example(KEPT)).items
    assert {item.draft.amount for item in items if isinstance(item.draft, DraftFigure)} == {"fast 40 Gäste"}
    assert not [item for item in items if isinstance(item.draft, DraftStatement)]
