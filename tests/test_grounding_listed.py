"""A number told by names, and that it counts the same as the number itself."""

import pytest

from summarizer.merge import merge_briefings
from summarizer.schemas import Code, DraftFigure, Figure, Language
from tests.merged import DAY, brief
from tests.test_grounding import outcome_of, source_of

STATES = "Das Gesetz gilt ab März in den Bundesstaaten Ohio, Utah, Texas und Maine."
LANDS = "The law takes effect in the states of Ohio, New York and Maine."


@pytest.mark.parametrize(
    ("language", "text", "amount", "counts", "code"),
    [
        ("de", STATES, "Ohio, Utah, Texas und Maine", "Bundesstaaten", None),
        ("en", LANDS, "Ohio, New York and Maine", "states", None),
        ("de", STATES, "Ohio, Utah und Maine", "Bundesstaaten", "number"),
        ("de", STATES, "Utah, Texas und Maine", "Bundesstaaten", "number"),
        ("de", STATES, "Ohio, Utah, Texas und Maine", "Städte", "number"),
        ("de", "Es gilt in vielen Staaten, darunter die Staaten Ohio und Utah.", "Ohio und Utah", "Staaten", "number"),
        ("de", "Es gilt in den Staaten Ohio und Utah sowie in Maine.", "Ohio und Utah", "Staaten", "number"),
    ],
)
def test_only_a_whole_list_right_behind_what_it_counts_is_a_number(
    language: Language, text: str, amount: str, counts: str, code: Code | None
) -> None:
    """A part of the list, examples, a list that goes on, and names of something else are none."""
    outcome = outcome_of(DraftFigure(amount=amount, counts=counts, claimant=None, sentences=(1,)), source_of(text, language))
    assert (outcome.rejected.code if outcome.rejected else None) == code
    if code is None:
        assert isinstance(outcome.item, Figure)
        assert outcome.item.amount.low == outcome.item.amount.high == amount.count(",") + 2


def test_four_states_are_four_named() -> None:
    """The number and the list of names are one figure with two reports, and differ in nothing."""
    told = "Das Gesetz über die Wahlkreise gilt ab März in vier Bundesstaaten, sagte ein Sprecher."
    page = merge_briefings(
        [
            brief("a.txt", told, figures=[("vier Bundesstaaten", "Bundesstaaten")]),
            brief(
                "b.txt",
                STATES.replace("Gesetz", "Gesetz über die Wahlkreise"),
                figures=[("Ohio, Utah, Texas und Maine", "Bundesstaaten")],
            ),
        ],
        date=DAY,
        language="de",
    )
    assert [len(figure.reports) for figure in page.figures] == [2]
    assert page.disagreements == ()
