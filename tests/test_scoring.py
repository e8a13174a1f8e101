"""The metric: what is right, what is wrong, and that each error lowers what it should and nothing else."""

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.gold.model import GoldText
from summarizer.gold.reading import read_gold
from summarizer.schemas import Amount, Briefing, Evidence, Rejected
from summarizer.scoring import ACCURACIES, MEASURES, Count, f1_interval, score, total
from summarizer.scoring.matching import match
from tests.conftest import ROOT
from tests.gold_cases import EXAMPLE, change, example, interval, perfect, without

TEXT = example()
PERFECT = perfect(TEXT)


def lowered(briefing: Briefing, text: GoldText = TEXT) -> set[str]:
    """Return the measures that are below 1."""
    counts = score(text.gold, briefing, text.article.text).counts
    return {measure for measure, count in counts.items() if count.f1 != 1.0}


def codes(briefing: Briefing, text: GoldText = TEXT) -> list[tuple[str, str, str | None]]:
    """Return judgement, code and gold id of each remark."""
    return [(one.judgement, one.code, one.gold) for one in score(text.gold, briefing, text.article.text).remarks]


def test_what_gold_says_is_all_right() -> None:
    """A briefing that says exactly what the gold says has no miss and nothing spurious, for every gold in the repository."""
    texts = [TEXT, *read_gold([ROOT / "fixtures" / "gold"]).texts]
    assert len(texts) > 100
    for text in texts:
        result = score(text.gold, perfect(text), text.article.text)
        wrong = {measure: count for measure, count in result.counts.items() if count.spurious or count.missed}
        assert (text.gold.article.file, wrong, result.unsupported) == (text.gold.article.file, {}, ())


def test_saying_nothing_is_missing_all() -> None:
    """An empty briefing is right nowhere: recall is 0 and there is no precision."""
    empty = PERFECT.model_copy(update=dict.fromkeys(("figures", "actors", "statements", "key_events"), ()))
    counts = score(TEXT.gold, empty, TEXT.article.text).counts
    asked = [counts[measure] for measure in MEASURES if measure not in ACCURACIES]
    assert {(count.precision, count.recall, count.f1) for count in asked} == {(None, 0.0, 0.0)}


FIGURE, ACTOR, STATEMENT, EVENT = 1, 1, 0, 0


def amount(**fields: Any) -> Amount:
    """Return the amount of "mindestens 340 Häuser" with other values."""
    return PERFECT.figures[FIGURE].amount.model_copy(update=fields)


ERRORS: list[tuple[str, int, dict[str, Any], set[str]]] = [
    ("statements", STATEMENT, {"speaker": "Jan Petersen"}, {"statements.speaker"}),
    ("statements", STATEMENT, {"speaker": None}, {"statements.speaker"}),
    ("statements", STATEMENT, {"form": "direct"}, {"statements.form"}),
    ("statements", STATEMENT, {"content": "der Regen sei vorbei"}, {"statements.content", "statements.speaker"}),
    ("figures", FIGURE, {"amount": amount(bound="exact", high=Decimal(340))}, {"figures.bound"}),
    ("figures", FIGURE, {"amount": amount(text="mindestens 340", unit=None), "counts": "Autos"}, {"figures.counted"}),
    ("figures", FIGURE, {"amount": amount(low=Decimal(341))}, {"figures.value", "figures.bound", "figures.counted"}),
    ("figures", FIGURE, {"evidence": PERFECT.figures[3].evidence}, {"figures.value", "figures.bound", "figures.counted"}),
    ("actors", ACTOR, {"kind": "state"}, {"actors.kind"}),
    ("actors", ACTOR, {"name": "Erika Muster", "mentions": ()}, {"actors.name"}),
    ("key_events", EVENT, {"evidence": PERFECT.statements[1].evidence}, {"key_events"}),
]


@pytest.mark.parametrize(("section", "index", "fields", "expected"), ERRORS)
def test_each_error_lowers_what_it_should_and_nothing_else(
    section: str, index: int, fields: dict[str, Any], expected: set[str]
) -> None:
    """A swapped speaker costs the speaker and not the content, a lost bound the bound and not the value, and so on."""
    assert lowered(change(PERFECT, section, index, **fields)) == expected


@pytest.mark.parametrize(
    ("given_speaker", "right"),
    [
        ("Petra Osthoff", True),
        ("Osthoff", True),
        ("Petra Osthoffs", True),
        ("Landrätin Petra Osthoff (SPD)", True),
        ("Landrätin", True),
        ("SPD", False),
        ("Petra Petersen", False),
        ("Landrätin Erika Muster", False),
        ("sie", False),
        ("", False),
    ],
)
def test_a_speaker_is_known_by_any_of_his_names(given_speaker: str, *, right: bool) -> None:
    """Surname, genitive, title and the whole words count; the party in brackets, a half-right other name and a pronoun do not."""
    briefing = change(PERFECT, "statements", STATEMENT, speaker=given_speaker)
    assert (lowered(briefing) == set()) == right


def test_nobody_named_must_stay_nobody() -> None:
    """An invented speaker for "Berichten zufolge" is wrong."""
    last = len(PERFECT.statements) - 1
    assert ("wrong", "speaker", "S4") in codes(change(PERFECT, "statements", last, speaker="Feuerwehr"))


def test_a_pronoun_stands_for_its_name() -> None:
    """The gold's "sie" is resolved: the name is right, the pronoun is not."""
    assert lowered(change(PERFECT, "statements", 1, speaker="Osthoff")) == set()
    assert lowered(change(PERFECT, "statements", 1, speaker="sie")) == {"statements.speaker"}


def test_reasons_name_what_happened() -> None:
    """A miss says whether the item is absent, misread, given for another, or was rejected; a spurious item why."""
    misread = change(PERFECT, "figures", FIGURE, amount=amount(low=Decimal(341)))
    assert set(codes(misread)) == {("spurious", "value", "F2"), ("missed", "value", "F2")}
    assert codes(without(PERFECT, "figures", FIGURE)) == [("missed", "absent", "F2")]
    item = {"amount": "mindestens 340 Häuser", "counts": "Häuser", "claimant": None, "sentences": [1]}
    rejected = Rejected(section="figures", item=item, code="number", reason="341 is not there")
    lost = without(PERFECT, "figures", FIGURE).model_copy(update={"rejected": (rejected,)})
    assert codes(lost) == [("missed", "rejected", "F2")]
    twice = PERFECT.model_copy(update={"actors": (*PERFECT.actors, PERFECT.actors[0])})
    assert codes(twice) == [("spurious", "duplicate", "A3")]
    elsewhere = change(PERFECT, "figures", FIGURE, evidence=PERFECT.figures[3].evidence)
    assert ("missed", "sentence", "F2") in codes(elsewhere)


def test_optional_gold_is_neutral() -> None:
    """What gold holds for optional counts neither for nor against, whether it is given or not."""
    assert TEXT.gold.figures[0].optional
    assert score(TEXT.gold, PERFECT, TEXT.article.text).counts["figures.value"] == Count(right=5, neutral=1)
    fewer = without(PERFECT, "figures", 0)
    assert score(TEXT.gold, fewer, TEXT.article.text).counts["figures.value"] == Count(right=5)


def test_a_heading_stands_for_the_figure_it_repeats() -> None:
    """A briefing that cites the heading for a number of the body has found that number."""
    briefing = without(PERFECT, "figures", 2)
    assert lowered(briefing) <= {"figures.counted"}
    assert score(TEXT.gold, briefing, TEXT.article.text).counts["figures.value"].missed == 0


def test_a_vague_amount_is_no_number() -> None:
    """The word "mehrere" is no 2, though 2 is the least that it allows, and 2 is not "mehrere"."""
    vague = PERFECT.figures[5]
    exact = vague.model_copy(update={"amount": vague.amount.model_copy(update={"bound": "exact", "high": Decimal(2)})})
    assert ("missed", "value", "F6") in codes(PERFECT.model_copy(update={"figures": (*PERFECT.figures[:5], exact)}))
    two = PERFECT.figures[2]
    several = two.amount.model_copy(update={"text": "mehrere Personen", "bound": "vague", "high": None})
    assert (
        score(TEXT.gold, without(change(PERFECT, "figures", 2, amount=several), "figures", 0), TEXT.article.text)
        .counts["figures.value"]
        .missed
        == 1
    )


@pytest.mark.parametrize(("value", "right"), [("0.33", True), ("0.3333", True), ("0.34", False), ("33", False)])
def test_a_third_may_be_written_with_more_or_fewer_places(value: str, *, right: bool) -> None:
    """Thirds agree however they are rounded; a percentage is not a fraction."""
    text = example(EXAMPLE.replace('value="340" bound="at_least"', 'value="0.333" bound="exact"'))
    low, high = interval("exact", Decimal(value), None)
    briefing = change(perfect(text), "figures", FIGURE, amount=amount(low=low, high=high, bound="exact"))
    assert (lowered(briefing, text) == set()) == right


def test_a_count_in_other_words_is_not_asked_for() -> None:
    """Where the cited sentence lacks the gold's own words, what is counted can't be compared and is not held against anyone."""
    text = example(EXAMPLE.replace('unit="Häuser"', 'unit="Faktor"'))
    assert lowered(change(perfect(text), "figures", FIGURE, counts="irgendetwas"), text) == set()


def test_evidence_that_is_not_in_the_text_is_unsupported() -> None:
    """An item whose evidence is not what stands there is listed, also one past the end."""
    first = PERFECT.actors[0].evidence[0]
    moved = Evidence(sentence=1, start=first.start + 1, end=first.end + 1, text=first.text)
    beyond = Evidence(sentence=1, start=9_000, end=9_004, text="nein")
    briefing = change(change(PERFECT, "actors", 0, evidence=(moved,)), "key_events", 0, evidence=(beyond,))
    assert len(score(TEXT.gold, briefing, TEXT.article.text).unsupported) == 2


def test_gold_without_a_section_scores_what_is_given_as_spurious() -> None:
    """An empty section has no recall, and each item given for it is spurious."""
    bare = TEXT._replace(gold=TEXT.gold.model_copy(update={"figures": ()}))
    count = score(bare.gold, PERFECT, TEXT.article.text).counts["figures.value"]
    assert (count, count.recall, count.f1) == (Count(spurious=6), None, 0.0)


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 20), max_size=14))
def test_matching_is_the_largest_and_of_those_the_best(weights: dict[tuple[int, int], int]) -> None:
    """No other matching has more pairs, and none of as many pairs weighs more."""
    found = match(weights)
    assert len(set(found.values())) == len(found)
    best = (0, 0)
    for size in range(len(weights) + 1):
        for pairs in itertools.combinations(weights, min(size, 5)):
            if len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs):
                best = max(best, (len(pairs), sum(weights[pair] for pair in pairs)))
        if size == 5:
            break
    assert (len(found), sum(weights[pair] for pair in found.items())) == best
    assert match(dict(reversed(weights.items()))) == found


def test_an_interval_holds_what_it_is_about() -> None:
    """The bootstrapped interval holds the F1, is the same each time, and needs five articles."""
    counts = [Count(right=right, spurious=3, missed=2) for right in (1, 4, 9, 2, 7, 7)]
    found = f1_interval(counts)
    whole = total(counts).f1
    assert found
    assert whole
    assert found.low < whole < found.high
    assert found == f1_interval(counts)
    assert f1_interval(counts[:4]) is None
