"""Gold: annotated XML and JSON with offsets, both ways; checks, agreement, and the split."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.gold.conversion import to_gold, to_markup
from summarizer.gold.files import check_files, from_markup, open_markup
from summarizer.gold.markup import ATTRIBUTES, Mark, Markup, line_spans, read_markup, write_markup
from summarizer.gold.model import Gold
from summarizer.gold.reading import mark_faults, read_gold, write_gold
from summarizer.gold.rules import markup_faults
from tests.conftest import ROOT, Result
from tests.gold_cases import EXAMPLE, example

Run = Callable[..., Result]
TRAINING = ROOT / "training"
GOLD = ROOT / "fixtures" / "gold"


def annotated(body: str, attributes: str = 'lang="de"') -> str:
    """Return XML with an event, so that only `body` can be wrong."""
    return f'<article {attributes}><h>Titel</h><p><event rank="1" status="done">Es regnet</event> heute. {body}</p></article>'


def test_every_annotated_article_goes_to_gold_and_back() -> None:
    """XML -> gold -> XML -> gold ends where it began, every span slices to its words, and JSON keeps all of it."""
    files = sorted(TRAINING.glob("articles/*/*.xml"))
    assert len(files) > 150
    for path in files:
        markup = open_markup(path)
        gold = to_gold(markup, file="x.txt", slice_name=path.parent.name)
        assert mark_faults(gold, markup.text) == []
        again = read_markup(write_markup(to_markup(gold, markup.text)), path.name)
        assert again.text == markup.text
        assert to_gold(again, file="x.txt") == gold
        assert Gold.model_validate_json(write_gold(gold)) == gold


def test_gold_in_the_repository_goes_to_markup_and_back() -> None:
    """Gold JSON -> XML -> gold is the same gold, also for the held-out articles, whose XML is not kept."""
    for text in read_gold([GOLD / "held", GOLD / "development"]).texts:
        if text.gold.article.slice == "short":
            continue
        again = read_markup(write_markup(to_markup(text.gold, text.article.text)), "again")
        assert to_gold(again, file=text.gold.article.file) == text.gold


def test_the_words_of_an_article_are_what_stands_in_its_tags() -> None:
    """H and p are a line each with a blank line between; a line break inside becomes one space; other white space stays."""
    paragraph = 'Ein\n   <actor ref="A1" kind="place">Ort\nam See</actor>\u00a0hier.\n'
    source = f'<article lang="de"><h> Zwei  Wörter </h>\n\n<p>{paragraph}</p></article>'
    markup = read_markup(source, "x")
    assert markup.text == "Zwei  Wörter\n\nEin Ort am See\u00a0hier.\n"
    assert [markup.words(mark) for mark in markup.marks] == ["Ort am See"]


WORDS = st.text(st.sampled_from("aäß &<>\"'„“.\u00a0"), min_size=1, max_size=8).filter(
    lambda words: words.strip() == words and words
)


@given(st.lists(WORDS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_any_nesting_of_marks_survives_writing_and_reading(words: list[str], chance: random.Random) -> None:
    """Marks that nest, over any words, come back with the same offsets and attributes."""
    starts, text = [], ""
    for word in words:
        starts.append(len(text))
        text += word + chance.choice([" ", "\n\n"])
    text = text.strip() + "\n"
    marks = []
    for start, end in line_spans(text):
        left, right = start, end
        for tag in chance.sample(list(ATTRIBUTES), 3):
            marks.append(Mark(tag, left, right, {ATTRIBUTES[tag][0]: chance.choice(words)}))
            inside = [at for at in starts if left < at < right]
            if not inside:
                break
            left = chance.choice(inside)
    again = read_markup(write_markup(Markup({"lang": "de"}, text, (1,), tuple(marks))), "x")
    assert again.text == text.replace("\n\n", "\n").replace("\n", "\n\n").removesuffix("\n")
    assert sorted(again.marks, key=repr) == sorted(marks, key=repr)


def test_what_markup_does_not_say_is_derived() -> None:
    """A pronoun gets its name, a figure its source, a quotation its marks, and what a heading repeats is optional."""
    gold = example().gold
    assert [statement.speaker for statement in gold.statements] == ["Petra Osthoff", "Petra Osthoff", "Jan Petersen", None]
    assert (gold.figures[0].same_as, gold.figures[0].optional, gold.figures[2].source) == ("F3", True, "Petra Osthoff")
    assert [quote.span.text for quote in gold.direct_quotes] == ["„Wir haben so etwas seit 1962 nicht mehr erlebt“"]
    assert (gold.statements[2].cue, gold.statements[3].kind) == ("wies … zurück", "unnamed_report")
    assert [gold.figures[4].value, gold.figures[4].high, gold.figures[5].value] == [Decimal(3), Decimal(5), None]


def test_optional_marks_say_so() -> None:
    """`optional` in the markup stands above what is derived, and survives the way back."""
    markup = read_markup(
        EXAMPLE.replace('unit="Häuser"', 'unit="Häuser" optional="yes"').replace(
            'unit="Menschen"', 'unit="Menschen" optional="no"'
        ),
        "x",
    )
    gold = to_gold(markup, file="x.txt")
    assert [figure.optional for figure in gold.figures[:2]] == [False, True]
    assert to_gold(read_markup(write_markup(to_markup(gold, markup.text)), "x"), file="x.txt") == gold


BROKEN = {
    "no end": "<article lang='de'><p>Text</article>",
    "unknown tag": annotated("<b>fett</b>"),
    "unknown attribute": annotated('<cue of="S1" verb="sagt">sagt</cue>'),
    "text outside": "<article lang='de'>Text<p>Text</p></article>",
    "other block": "<article lang='de'><div>Text</div></article>",
    "another root": "<text>Text</text>",
    "empty article": "<article lang='de'/>",
    "empty mark": annotated('<cue of="S1"></cue>'),
    "outer space": annotated('<actor ref="A1" kind="place">Kiel </actor>da'),
    "unknown kind": annotated('<actor ref="A1" kind="town">Kiel</actor>'),
    "no reference": annotated('<actor kind="place">Kiel</actor>'),
    "no number": annotated('<figure value="viele" bound="exact" unit="">viele</figure>'),
    "no content": annotated('<cue of="S1">sagte</cue>'),
    "unknown language": annotated("", 'lang="fr"'),
    "no date": annotated("", 'lang="de" date="gestern"'),
    "entities": "<!DOCTYPE a [<!ENTITY b 'c'>]><article lang='de'><p>&b;</p></article>",
    "no rank": '<article lang="de"><p><event status="done">Es regnet</event></p></article>',
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_markup_is_named(case: str, tmp_path: Path) -> None:
    """Markup that can't be read, or says what the guide does not know, is one line with the file's name; nothing is written."""
    path = tmp_path / "a.xml"
    path.write_text(BROKEN[case], encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.xml"):
        from_markup(path)
    faults = check_files([path], None).faults
    assert faults
    assert all(str(path) in fault and "\n" not in fault for fault in faults)


RULES = {
    "final full stop": '<content of="S1" form="indirect" speaker="none">Es brenne.</content>',
    "comma stands outside": '<speaker of="S1">Meier, Chef,</speaker> sagt: <content of="S1" form="indirect">es brenne</content>',
    "'wie' stands outside": '<cue of="S1">Wie berichtet</cue>, <content of="S1" form="indirect" speaker="none">brennt es</content>',
    "part of a compound": '<actor ref="A1" kind="organisation">Nato</actor>-Sprecher',
    "unit 'Faktor'": '<figure value="3" bound="exact" unit="fache">das Dreifache</figure>',
    "nobody says it": '<content of="S1" form="indirect">es brenne</content>',
    "is no actor": '<content of="S1" form="indirect" speaker="A9">es brenne</content>',
    "vague one has no value": '<figure value="2" bound="vague" unit="Orte">mehrere Orte</figure>',
    "form is": '<content of="S1" form="mixed" speaker="none">es brenne</content>',
}


@pytest.mark.parametrize("rule", RULES)
def test_the_settled_rules_are_held(rule: str) -> None:
    """Each rule of the guide that a program can check names its breach; the example of the guide has none."""
    assert markup_faults(read_markup(EXAMPLE, "x")) == []
    assert any(rule in fault for fault in markup_faults(read_markup(annotated(RULES[rule]), "x")))


def test_every_annotation_in_the_repository_holds() -> None:
    """No annotated article, gold file or cluster in the repository has a fault."""
    assert check_files([TRAINING / "articles", GOLD], None).faults == ()
