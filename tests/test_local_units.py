"""What the model reads at once: every word once, bounded, aligned with its tokens."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.local.units import MAXIMUM_CHARACTERS, read_units, unit_features, within_reach
from summarizer.local.words import word_features, word_spans
from summarizer.schemas import Sentence
from summarizer.sentences import split_sentences

LIMIT = 12
TEXT = st.text(st.sampled_from("abé漢1 \n.!?-")) | st.text(max_size=80)


def by_three_bytes(text: str) -> list[tuple[int, int]]:
    """Return tokens of three bytes, the last may be shorter; the number is the first byte."""
    raw = text.encode(errors="replace")
    return [(raw[at], len(raw[at : at + 3])) for at in range(0, len(raw), 3)]


@given(TEXT)
def test_every_word_is_read_once(text: str) -> None:
    """The words of all units are the words of all sentences, in order; no unit is longer than the limit."""
    sentences = split_sentences(text, "de")
    units = list(read_units(text, sentences, by_three_bytes, limit=LIMIT))
    words = [word for sentence in sentences for word in word_spans(text, sentence.start, sentence.end)]
    assert [word for unit in units for word in unit.words] == words
    for unit in units:
        assert len(unit.tokens) <= LIMIT
        assert len(unit.last) == len(unit.words)
        assert all(0 <= index < len(unit.tokens) for index in unit.last)
        assert list(unit.last) == sorted(unit.last)


@given(TEXT)
def test_features_of_units_are_those_of_the_text(text: str) -> None:
    """Cutting into units changes nothing about what is seen of a word."""
    sentences = split_sentences(text, "de")
    units = list(read_units(text, sentences, by_three_bytes, limit=LIMIT))
    parts = unit_features(text, units, sentences)
    whole = word_features(text, [word for unit in units for word in unit.words], sentences)
    assert [row for part in parts for row in part.tolist()] == whole.tolist()


def test_the_last_token_of_a_word_holds_its_last_byte() -> None:
    """Each word points at the token with its last byte, also after letters of several bytes and across sentences."""
    text = "Äöü sagt. Nein, é!"
    (unit,) = read_units(text, split_sentences(text, "de"), by_three_bytes, limit=99)
    ends, raw, tokens = [], 0, []
    for number, sentence in enumerate(("Äöü sagt.", " Nein, é!")):
        tokens += [(number, size) for _, size in by_three_bytes(sentence)]
    for _, size in tokens:
        raw += size
        ends.append(raw)
    assert len(unit.tokens) == len(tokens)
    for (_, end), index in zip(unit.words, unit.last, strict=True):
        byte = len(text[:end].encode())
        assert ends[index] >= byte > ends[index] - tokens[index][1]


def test_lines_are_read_apart_and_sentences_of_a_line_together() -> None:
    """A heading is a unit of its own; short sentences of one paragraph share one."""
    text = "Überschrift\nEins. Zwei.\nDrei."
    units = read_units(text, split_sentences(text, "de"), by_three_bytes, limit=50)
    assert [text[unit.words[0][0] : unit.words[-1][1]] for unit in units] == ["Überschrift", "Eins. Zwei.", "Drei."]


def test_wrapped_lines_are_read_as_their_paragraph() -> None:
    """Where lines end inside sentences, only a blank line parts two units, and no line end reaches the model."""
    text = "Der Rat sagte,\ner gehe.\n„So ist\nes.“\n\nEnde."
    spans = [(0, 23), (24, 36), (38, 43)]
    sentences = [Sentence(number=n, start=a, end=b, text=text[a:b]) for n, (a, b) in enumerate(spans, 1)]
    seen: list[str] = []

    def tokenize(piece: str) -> list[tuple[int, int]]:
        seen.append(piece)
        return by_three_bytes(piece)

    units = list(read_units(text, sentences, tokenize, limit=50))
    assert [len(unit.words) for unit in units] == [13, 2]
    assert "".join(seen) == "Der Rat sagte, er gehe. „So ist es.“Ende."
    assert [int(row[2]) for row in unit_features(text, units, sentences)[0]][7:] == [1, 3, 2, 2, 2, 0]


def test_a_word_longer_than_a_request_is_read_at_its_end() -> None:
    """A word of more tokens than fit is still one word of one unit, and what follows is read."""
    text = "x" * 500 + " danach kommt mehr"
    units = list(read_units(text, split_sentences(text, "de"), by_three_bytes, limit=LIMIT))
    assert next(word for unit in units for word in unit.words) == (0, 500)
    assert max(len(unit.tokens) for unit in units) <= LIMIT


def test_work_is_bounded() -> None:
    """Of a very long article only the beginning is read."""
    text = "Das Wort gilt.\n" * 20_000
    sentences = split_sentences(text, "de")
    read = within_reach(sentences)
    assert 0 < len(read) < len(sentences)
    assert read[-1].end <= MAXIMUM_CHARACTERS
