"""Words, and what is seen of them without a model."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.local.words import CLASSES, FLAGS, SHAPES, quoted_words, word_features, word_spans
from summarizer.sentences import split_sentences

TEXT = st.text(st.sampled_from("aZé1 \n.,:\"'„“”‘’‚»«›‹(-&")) | st.text(max_size=60)


def quoted(text: str) -> str:
    """Return the words of a text that stand inside quotation marks."""
    words = word_spans(text)
    return " ".join(text[slice(*span)] for span, inside in zip(words, quoted_words(text, words), strict=True) if inside)


@given(TEXT)
def test_every_visible_character_is_in_one_word(text: str) -> None:
    """Words are in order, never overlap and leave only white space out."""
    words = word_spans(text)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(words))
    edges = [0, *(edge for word in words for edge in word), len(text)]
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()


@given(TEXT)
def test_features_are_in_range(text: str) -> None:
    """Each feature is a row number of its table, for whatever text."""
    words = word_spans(text)
    features = word_features(text, words, split_sentences(text, "de"))
    assert features.shape == (len(words), 3)
    assert features.min(initial=0) >= 0
    assert (features.max(axis=0, initial=0) < (SHAPES, CLASSES, FLAGS)).all()


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Er sagte: „Wir gehen.“ Dann ging er.", "Wir gehen ."),
        ("He said: “We go.” Then he went.", "We go ."),
        ("»Wir gehen«, sagte er.", "Wir gehen"),
        ("« Nous allons », a-t-il dit.", "Nous allons"),
        ('"We go," he said. "Now."', "We go , Now ."),
        ("‘We can’t go,’ he said.", "We can’t go ,"),
        ("'We go,' he said of the workers' rights.", "We go ,"),
        ("The workers' rights of the '90s", ""),
        ("„Das ist ‚so‘ nicht wahr“, sagte er.", "Das ist ‚ so ‘ nicht wahr"),
        ("„Offen\nNeue Zeile", "Offen"),
        ("“Open\n\n“Next paragraph” he", "Open Next paragraph"),
    ],
)
def test_words_inside_quotation_marks_are_known(text: str, inside: str) -> None:
    """German, English and French marks are told apart, apostrophes open nothing, and a line end closes."""
    assert quoted(text) == inside


def test_speech_verbs_have_a_class_of_their_own() -> None:
    """Words of saying, sources, conjunctions, pronouns and reported mood are told from the rest in both languages."""
    text = "Laut Bericht sagte er, dass dies so sei. She said that it would."
    words = word_spans(text)
    features = word_features(text, words, split_sentences(text, "de"))
    classes = {text[slice(*span)]: int(row[1]) for span, row in zip(words, features, strict=True)}
    assert classes["Laut"] == 1
    assert classes["dass"] == classes["that"] == 2
    assert classes["sei"] == classes["would"] == 3
    assert classes["er"] == classes["She"] == 4
    assert classes["sagte"] == classes["said"] == 5
    assert classes["Bericht"] == 5
    assert classes["dies"] == 0
