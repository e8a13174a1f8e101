"""Briefings, drafts and junk brought to verify: an edit of what was typed is caught, what is nothing to verify is one line."""

import functools
import json
from typing import Any

import pytest

from summarizer import read_article, summarize, verify
from summarizer.errors import InputError
from summarizer.schemas import BriefingDraft
from tests.checked_page import ARTICLE, brief, development


def edit(value: Any, path: str, new: Any) -> str:
    """Return JSON with one value changed."""
    *steps, last = path.split(".")
    at = value
    for step in steps:
        at = at[int(step)] if step.isdigit() else at[step]
    assert at[int(last) if last.isdigit() else last] != new
    at[int(last) if last.isdigit() else last] = new
    return json.dumps(value)


BRIEFED = read_article(
    "Am 3. Mai 2025 kostete der Umbau in Kiew mindestens 12,5 Millionen Euro, sagte Rutte. Rutte blieb.", language="de"
)
DRAFT: dict[str, Any] = {
    "headline": None,
    "summary": [{"text": "Der Umbau kostete mindestens 12,5 Millionen Euro.", "sentences": [1]}],
    "key_events": [
        {"title": "Umbau kostete mindestens 12,5 Millionen Euro", "status": "done", "when": None, "where": None, "sentences": [1]}
    ],
    "figures": [{"amount": "mindestens 12,5 Millionen Euro", "counts": "Umbau", "claimant": None, "sentences": [1]}],
    "actors": [{"name": "Rutte", "kind": "person", "role": None, "sentences": [1]}],
    "statements": [],
}


@functools.cache
def typed() -> str:
    """Return the rules engine's briefing of a short article as JSON, with an actor, a figure and a statement."""
    briefing = summarize(BRIEFED, engine="rules")
    assert briefing.figures
    assert briefing.actors
    return briefing.model_dump_json()


JSON_EDITS = {
    "a sentence's words": ("figures.0.evidence.0.text", "Der Umbau war umsonst.", "quote"),
    "a sentence's place": ("figures.0.evidence.0.start", 3, "quote"),
    "a sentence's number": ("figures.0.evidence.0.sentence", 2, "quote"),
    "a sentence that is not there": ("figures.0.evidence.0.sentence", 9, "no_such_sentence"),
    "an amount's words": ("figures.0.amount.text", "mindestens 13,5 Millionen Euro", "number"),
    "an amount's lower end": ("figures.0.amount.low", "13500000", "number"),
    "an amount's upper end": ("figures.0.amount.high", "13500000", "number"),
    "an amount's unit": ("figures.0.amount.unit", "USD", "unit"),
    "an amount's bound": ("figures.0.amount.bound", "more_than", "bound"),
    "a figure's place": ("figures.0.where", "Berlin", "place"),
    "a claimant": ("figures.0.claimant", "Putin", "claimant"),
    "a name": ("actors.0.name", "Putin", "name"),
    "a mention": ("actors.0.mentions.0.start", 1, "name"),
    "the article's title": ("article.title", "Umbau umsonst", "not_found"),
    "the number of sentences": ("article.sentences", 7, "not_found"),
}  # fmt: skip


@pytest.mark.parametrize("name", JSON_EDITS)
def test_an_edit_of_a_typed_briefing_is_caught(name: str) -> None:
    """Whatever field of a briefing is changed, the article says otherwise."""
    assert verify(typed(), [BRIEFED]).rejected == 0
    path, new, code = JSON_EDITS[name]
    found = verify(edit(json.loads(typed()), path, new), [BRIEFED])
    assert code in [item.code for item in found.items]


def test_drafts_of_any_tool_are_verified() -> None:
    """A draft needs no more than the sections that it has something for; its article has to be the only one given."""
    assert (verify(json.dumps(DRAFT), [BRIEFED]).supported, verify(BriefingDraft.model_validate(DRAFT), BRIEFED).rejected) == (4, 0)
    found = verify(json.dumps({"figures": [DRAFT["figures"][0] | {"amount": "mindestens 12,5 Milliarden Euro"}]}), BRIEFED)
    assert [(item.section, item.index, item.code) for item in found.items] == [("figures", 0, "number")]
    with pytest.raises(InputError, match="several were given"):
        verify(json.dumps(DRAFT), [BRIEFED, ARTICLE])


def test_a_stronger_verdict_than_the_text_gives_is_caught() -> None:
    """A briefing can't say of itself that words in it stand letter for letter in the article."""
    found = ((number, at) for number in range(len(development())) for at, one in enumerate(brief(number).key_events))
    number, index = next((number, at) for number, at in found if brief(number).key_events[at].verdict == "checked")
    text = edit(brief(number).model_dump(mode="json"), f"key_events.{index}.verdict", "exact")
    assert verify(text, [development()[number]]).rejected == 1


JUNK = {
    "nothing": " \n",
    "JSON cut off": '{"schema": "briefing/1", "article',
    "no object": "12",
    "a bare word": "null",
    "a list of numbers": "[1, 2]",
    "an empty list": "[]",
    "an unknown object": '{"a": 1}',
    "another schema": '{"schema": "briefing/9"}',
    "a key twice": '{"figures": [], "figures": []}',
    "not a number": '{"figures": [{"amount": NaN}]}',
    "half a character": '{"actors": [{"name": "\\ud800", "kind": "person", "role": null, "sentences": [1]}]}',
    "wrong types": '{"figures": [{"amount": 7}]}',
    "nested too deeply": '{"figures": ' + "[" * 100_000,
    "a long number": '{"figures": [' + "9" * 10_000 + "]}",
    "lists without end": "- " * 200 + "x",
    "quotations without end": ">" * 200 + "x",
    "prose": "Das ist kein Ergebnis, sondern ein Artikel.",
    "a broken line": '{"path": "a", "briefing": null, "error": "x"}\n{"path"',
}


@pytest.mark.parametrize("name", JUNK)
def test_what_is_nothing_to_verify_is_one_clear_line(name: str) -> None:
    """Junk raises InputError with one line, whatever is wrong with it."""
    with pytest.raises(InputError) as caught:
        verify(JUNK[name], [ARTICLE])
    assert 10 < len(str(caught.value)) < 300


def test_an_article_that_was_not_given_is_named() -> None:
    """A briefing of another article is an error that names it, not a list of rejected items."""
    with pytest.raises(InputError, match=BRIEFED.id):
        verify(typed(), [ARTICLE])
    with pytest.raises(InputError, match="no article"):
        verify(typed(), [])
