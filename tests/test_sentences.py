"""Sentences cover their text exactly, and passages the sentences."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.schemas import Language, Passage, Sentence
from summarizer.sentences import CHARACTERS_PER_TOKEN, MAXIMUM_CHARACTERS, split_passages, split_sentences

LANGUAGES: tuple[Language, ...] = ("de", "en")
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# What sentence rules look at, so that random text meets them.
PIECES = [
    "Am 5. ",
    "Dr. Müller",
    "„Ja. ",
    "Nein.“ ",
    "z. B. ",
    "…",
    "!",
    "? ",
    "(a. ",
    ") ",
    "1.150 ",
    "U.S. ",
    "😀",
    "e\u0301",
    "\u200b",
    '"',
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from([*PIECES, *LINE_ENDS, " ", "Wort "])).map("".join),
)


def texts(text: str, language: Language = "de") -> list[str]:
    """Return the texts of the sentences."""
    return [sentence.text for sentence in split_sentences(text, language)]


def assert_law(text: str, sentences: tuple[Sentence, ...]) -> None:
    """Hold sentences to the law: exact slices, numbered from 1, nothing but white space between them, none too long."""
    end = 0
    for number, sentence in enumerate(sentences, 1):
        assert sentence.number == number
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert not text[end : sentence.start].strip()
        assert 0 < len(sentence.text) <= MAXIMUM_CHARACTERS
        end = sentence.end
    assert not text[end:].strip()


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_character_is_in_a_sentence_or_white_space(text: str, language: Language) -> None:
    """Whatever the text, its sentences slice to it and leave only white space between them."""
    assert_law(text, split_sentences(text, language))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "Wort ", "x" * 900]), max_size=30).map("".join), st.integers(1, 20))
def test_long_lines_keep_the_law(line: str, times: int) -> None:
    """Lines longer than what the splitter sees at once are covered as exactly."""
    assert_law(line * times, split_sentences(line * times, "de"))


def test_a_long_line_splits_like_short_ones() -> None:
    """Sentences don't depend on where in a long line they stand."""
    sentence = "Am 3. Mai sagte Dr. Müller: „Wir gehen.“"
    assert texts(" ".join([sentence] * 500)) == [sentence] * 500


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Der 5. Platz. Am 5. März kam er.", ["Der 5. Platz.", "Am 5. März kam er."]),
        ("Sie beraten ein 20. Paket. Er geht.", ["Sie beraten ein 20. Paket.", "Er geht."]),
        ("Sein 2. Tor. Beim 3. Versuch.", ["Sein 2. Tor.", "Beim 3. Versuch."]),
        ("Z. B. heute, d. h. u. a. in Berlin. Ja.", ["Z. B. heute, d. h. u. a. in Berlin.", "Ja."]),
        ("Laut § 5 Abs. 2 Nr. 3 gilt das. Gut.", ["Laut § 5 Abs. 2 Nr. 3 gilt das.", "Gut."]),
        ("Prof. Dr. Meyer kam. Er ging.", ["Prof. Dr. Meyer kam.", "Er ging."]),
        ("Das kostet 3,5 Mio. Euro. Am 3.10. war frei.", ["Das kostet 3,5 Mio. Euro.", "Am 3.10. war frei."]),
        ("Mehr als 1.150 Soldaten. Es war 2024.", ["Mehr als 1.150 Soldaten.", "Es war 2024."]),
        ("Er sagte: „Wir gehen.“ Dann ging er.", ["Er sagte: „Wir gehen.“", "Dann ging er."]),
        ("»Nein!«, sagte er. Er blieb.", ["»Nein!«, sagte er.", "Er blieb."]),
        (
            "Das teilte er am Dienstag mit, wie es hieß. 43 Menschen fehlen.",
            ["Das teilte er am Dienstag mit, wie es hieß.", "43 Menschen fehlen."],
        ),
        (
            "Er war da, als es so war. 2024 kam Mio. 3 inkl. 4 mind. 5.",
            ["Er war da, als es so war.", "2024 kam Mio. 3 inkl. 4 mind. 5."],
        ),
        ("Wer war es? Niemand! Schluss.", ["Wer war es?", "Niemand!", "Schluss."]),
    ],
)
def test_german_full_stops(text: str, sentences: list[str]) -> None:
    """Ordinals, abbreviations, numbers and quotations end no German sentence, full stops do."""
    assert texts(text) == sentences


def test_english_full_stops() -> None:
    """Titles and abbreviations end no English sentence."""
    text = "Mr. Smith went to the U.S. yesterday. It rained."
    assert texts(text, "en") == ["Mr. Smith went to the U.S. yesterday.", "It rained."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("She admitted it in May. A charge was dropped.", ["She admitted it in May.", "A charge was dropped."]),
        ("\"I said: 'They are calmer.'\" Northgate won.", ["\"I said: 'They are calmer.'\"", "Northgate won."]),
        ("It opens on May 5. On Sept. 14 it shuts.", ["It opens on May 5.", "On Sept. 14 it shuts."]),
    ],
)
def test_english_sentences_end_behind_may_and_two_marks(text: str, sentences: list[str]) -> None:
    """May is a whole word, and a quotation in a quotation ends with two marks."""
    assert [sentence.text for sentence in split_sentences(text, "en")] == sentences


@pytest.mark.parametrize("end", [*LINE_ENDS, "\r\n", "\n\n", " \n "], ids=ascii)
def test_a_line_is_never_joined_to_the_next(end: str) -> None:
    """A heading without full stop stays apart from what follows, by every line end that Unicode has."""
    assert texts(f"Schwere Verluste{end}Die Lage ist ernst.") == ["Schwere Verluste", "Die Lage ist ernst."]


@pytest.mark.parametrize("text", ["", " ", "\n\t\u2028", "\xa0"])
def test_white_space_has_no_sentence(text: str) -> None:
    """Nothing is numbered where nothing stands."""
    assert split_sentences(text, "de") == ()


def test_a_run_without_full_stop_is_cut_between_words() -> None:
    """A table of words is cut at white space, a run without any at its length."""
    assert {sentence[:5] for sentence in texts("Wort " * 2000)} == {"Wort "}
    assert all(sentence.endswith("Wort") for sentence in texts("Wort " * 2000))
    assert [len(sentence) for sentence in texts("x" * 4500)] == [2000, 2000, 500]


@pytest.mark.parametrize("piece", ["Das ist ein Satz mit der Nr. 5. ", "Wort ", "x", "1. ", "der 5. ", "(a. "])
def test_a_megabyte_in_one_line_is_no_matter(piece: str) -> None:
    """A line of a megabyte takes less than two seconds of processor time."""
    line = piece * (1_000_000 // len(piece))
    started = time.process_time()
    assert split_sentences(line, "de")
    assert time.process_time() - started < 2


def test_unclosed_quotation_marks_are_no_attack() -> None:
    """A quarter of a megabyte of opening quotation marks, which the splitter alone takes 7 s for, is split in under two."""
    started = time.process_time()
    assert len(split_sentences("„Ja. " * 50_000, "de")) == 50_000
    assert time.process_time() - started < 2


SENTENCES = st.lists(st.integers(1, 300), max_size=40).map(
    lambda sizes: tuple(
        Sentence(number=number, start=sum(sizes[: number - 1]), end=sum(sizes[:number]), text="x" * size)
        for number, size in enumerate(sizes, 1)
    )
)


def cost(passage: Passage) -> float:
    """Return the tokens that the lines of a passage take, as the budget counts them."""
    return sum(len(f"[{one.number}] {one.text}\n") for one in passage.sentences) / CHARACTERS_PER_TOKEN


@given(SENTENCES, st.integers(1, 200))
def test_passages_hold_each_sentence_once_within_the_budget(sentences: tuple[Sentence, ...], budget: int) -> None:
    """Every sentence is in exactly one passage, in order; no passage is over its budget but a single longer sentence."""
    passages = split_passages(sentences, budget)
    assert tuple(one for passage in passages for one in passage.sentences) == sentences
    assert [passage.number for passage in passages] == list(range(1, len(passages) + 1))
    assert {passage.total for passage in passages} <= {len(passages)}
    assert all(passage.sentences and (len(passage.sentences) == 1 or cost(passage) <= budget) for passage in passages)


@given(SENTENCES, st.integers(1, 200))
def test_no_passage_is_needlessly_short(sentences: tuple[Sentence, ...], budget: int) -> None:
    """A passage ends only where the next sentence might not fit: within a token a sentence of the budget."""
    passages = split_passages(sentences, budget)
    for passage, following in itertools.pairwise(passages):
        both = passage.model_copy(update={"sentences": (*passage.sentences, following.sentences[0])})
        assert cost(both) + len(both.sentences) > budget


def test_a_short_article_is_one_passage() -> None:
    """What fits goes into one call."""
    sentences = split_sentences("Eins. Zwei. Drei.", "de")
    assert split_passages(sentences, 6000) == (Passage(number=1, total=1, sentences=sentences),)


WRAPPED = """Hochwasser an der Lenne

Nach schweren Regenfällen sind im Sauerland am Montag mindestens
340 Häuser geräumt worden. Wie Landrätin Petra Osthoff mitteilte,
werden noch zwei Personen vermisst. „Wir haben so etwas seit Jahren
nicht mehr erlebt“, sagte sie.

Die Pegel sinken.
"""


def test_wrapped_paragraphs_are_joined() -> None:
    """Agency copy breaks its lines at a width: a sentence goes on over the break, a heading stays apart."""
    sentences = [" ".join(sentence.text.split()) for sentence in split_sentences(WRAPPED, "de")]
    assert sentences == [
        "Hochwasser an der Lenne",
        "Nach schweren Regenfällen sind im Sauerland am Montag mindestens 340 Häuser geräumt worden.",
        "Wie Landrätin Petra Osthoff mitteilte, werden noch zwei Personen vermisst.",
        "„Wir haben so etwas seit Jahren nicht mehr erlebt“, sagte sie.",
        "Die Pegel sinken.",
    ]


def test_short_lines_stay_apart() -> None:
    """Lists and verse break their lines early: each is a sentence of its own."""
    lines = ["Bremen 12", "Hamburg 7", "Stade 3", "Cuxhaven und das ganze Umland bis hinauf zur Mündung 44", "Husum 1"]
    assert [sentence.text for sentence in split_sentences("\n".join(lines), "de")] == lines


def test_straight_mark_closes_a_german_quotation() -> None:
    """A straight mark behind „ closes; it opens nothing that would swallow the next sentences."""
    text = 'Es sei „alles gut". Der Verband kritisierte das. „Wir warten nicht", sagte er. „Nie", rief sie.'
    assert [one.text for one in split_sentences(text, "de")] == [
        'Es sei „alles gut".',
        "Der Verband kritisierte das.",
        '„Wir warten nicht", sagte er.',
        '„Nie", rief sie.',
    ]
