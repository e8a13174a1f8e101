"""The schemas: frozen, closed, equal to the contracts, and the same after a way through JSON."""

import datetime
import re
import typing
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from summarizer import schemas
from summarizer.schemas import (
    Actor,
    Amount,
    ArticleInfo,
    Briefing,
    BriefingDraft,
    Code,
    Coverage,
    DraftLine,
    Event,
    Evidence,
    Figure,
    Flag,
    Line,
    Rejected,
    RepairDraft,
    Run,
    Span,
    Statement,
    Uncovered,
    Usage,
    When,
    plain_decimal,
)
from tests.conftest import ROOT

CONTRACTS = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
MODELS = [model for model in vars(schemas).values() if isinstance(model, type) and issubclass(model, BaseModel)]
Keys = dict[str, Any]

EVIDENCE = (Evidence(sentence=1, start=0, end=5, text="Kiew."),)
CHECKED: dict[str, Any] = {"evidence": EVIDENCE, "verdict": "exact", "by": "model"}


def briefing() -> Briefing:
    """Return a briefing with an item in every section."""
    amount = Amount(text="mehr als 1,2 Mio. Euro", low=Decimal("1.2E+6"), high=None, unit="EUR", bound="more_than")
    return Briefing(
        article=ArticleInfo(id="0" * 16, language="de", published=datetime.date(2025, 2, 12), characters=5, sentences=1),
        headline=Line(text="Kiew", **CHECKED),
        summary=(Line(text="Kiew.", flags=("ambiguous_bound",), **CHECKED),),
        key_events=(
            Event(title="Kiew", status="done", when=When(text="heute", date=datetime.date(2025, 2, 12)), where=None, **CHECKED),
        ),
        figures=(Figure(amount=amount, counts="Euro", claimant=None, where=None, when=None, series="new", **CHECKED),),
        actors=(Actor(name="Kiew", kind="place", role=None, mentions=(Span(start=0, end=4, text="Kiew"),), **CHECKED),),
        statements=(Statement(speaker=None, cue="laut", content="Kiew", form="indirect", **CHECKED),),
        rejected=(Rejected(section="headline", item={"text": "Ä“", "sentences": [1]}, code="name", reason="Nein."),),
        coverage=Coverage(
            sentences_cited=1,
            sentences_total=1,
            numbers_uncovered=(Uncovered(sentence=1, start=0, end=4, text="Kiew"),),
            quotes_uncovered=(),
            cues_uncovered=(Uncovered(sentence=1, start=0, end=4, text="Kiew"),),
            actors_uncovered=(),
        ),
        run=Run(
            engine="endpoint",
            model="m",
            prompt_hash="a",
            schema_hash="b",
            requests=1,
            retries=0,
            reasks=0,
            repairs=0,
            usage=Usage(input_tokens=1),
            seconds=0.25,
            notes=("repair: no",),
        ),
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_schemas_are_frozen_and_closed(model: type[BaseModel]) -> None:
    """Every schema refuses change and fields that it does not know."""
    assert model.model_config.get("frozen") is True
    assert model.model_config.get("extra") == "forbid"
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({"no such field": 1})


def test_a_value_can_not_be_changed() -> None:
    """Setting a field of a finished briefing is an error."""
    with pytest.raises(ValidationError, match="frozen"):
        setattr(briefing(), "headline", None)  # noqa: B010 - written plainly, mypy would refuse it


def test_a_briefing_comes_back_from_its_json() -> None:
    """Writing and reading JSON gives an equal briefing, and the same JSON again."""
    written = briefing().model_dump_json()
    assert Briefing.model_validate_json(written) == briefing()
    assert Briefing.model_validate_json(written).model_dump_json() == written


def test_the_schema_is_named_in_the_json() -> None:
    """The field is `schema` in JSON, and another schema's name is refused."""
    written = briefing().model_dump(mode="json")
    assert written["schema"] == "briefing/1"
    assert "schema_" not in written
    with pytest.raises(ValidationError):
        Briefing.model_validate(written | {"schema": "briefing/2"})


def test_items_are_in_the_order_of_the_page() -> None:
    """Every checked item is met once, with its section."""
    sections = [section for section, _ in briefing().items()]
    assert sections == ["headline", "summary", "key_events", "figures", "actors", "statements"]


@pytest.mark.parametrize(
    ("value", "plain"),
    [("1.2E+6", "1200000"), ("1.50", "1.5"), ("100", "100"), ("0E+3", "0"), ("0.000", "0"), ("1E-7", "0.0000001"), ("-2.0", "-2")],
)
def test_decimals_are_plain(value: str, plain: str) -> None:
    """A decimal is written without exponent and without trailing zeros."""
    assert plain_decimal(Decimal(value)) == plain
    amount = Amount(text="x", low=Decimal(value), high=None, unit=None, bound="exact")
    assert amount.model_dump(mode="json")["low"] == plain


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_plain_decimals_keep_their_value(value: Decimal) -> None:
    """Whatever the decimal, its plain form is the same number in digits only."""
    assert Decimal(plain_decimal(value)) == value
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", plain_decimal(value))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_amounts_are_finite(value: str) -> None:
    """An unbounded end is null, never infinity."""
    with pytest.raises(ValidationError):
        Amount(text="x", low=Decimal(value), high=None, unit=None, bound="exact")


def test_an_item_has_evidence() -> None:
    """An item without evidence can't be made."""
    with pytest.raises(ValidationError):
        Line(text="Kiew", evidence=(), verdict="exact", by="model")


def parse_keys(written: str) -> Keys:
    """Read the notation of the contracts, `{a,b:{c}|null,d:[{e}]}`, as keys within keys."""
    tokens = re.findall(r"[{}\[\],:|…]|[\w\"/]+", written)
    position = 0

    def node() -> Keys:
        nonlocal position
        keys: Keys = {}
        while tokens[position] not in "}]":
            token = tokens[position]
            position += 1
            if token in "{[":
                keys |= node()
                position += 1
            elif token == "…" and tokens[position - 2] != "[":
                keys |= {key: {} for key in ("evidence", "verdict", "by", "flags")}
            elif token == ":":
                last = list(keys)[-1]
                position += 1
                opened = tokens[position - 1] in "{["
                keys[last] = node() if opened else {}
                position += opened
            elif token not in (",", "|", "…", "null"):
                keys[token] = {}
        return keys

    assert tokens[0] == "{"
    position = 1
    return node()


def model_keys(annotation: Any) -> type[BaseModel] | None:
    """Return the schema within an annotation: `tuple[Line, ...]`, `Line | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := model_keys(part))), None)


def assert_keys(model: type[BaseModel], keys: Keys) -> None:
    """Compare the keys of a schema with those of the contract, and so on inwards."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    assert set(fields) == set(keys), model.__name__
    for name, inner in keys.items():
        below = model_keys(fields[name].annotation)
        if inner and below:
            assert_keys(below, inner)


def contract(beginning: str) -> str:
    """Return the block of the contracts that begins so."""
    found = re.search(rf"^ +{re.escape(beginning)}.*?(?=\n\n)", CONTRACTS, re.MULTILINE | re.DOTALL)
    assert found, beginning
    return found[0][found[0].index("{") :]


def test_the_contract_of_the_briefing_is_its_schema() -> None:
    """The keys in docs/contracts.md are the keys of `Briefing`, at every depth."""
    keys = parse_keys(contract("{schema, article:"))
    assert set(keys["run"]["usage"]) == {"input_tokens", "output_tokens"}
    assert_keys(Briefing, keys)


def test_the_contract_of_the_draft_is_its_schema() -> None:
    """The keys in docs/contracts.md are the keys of `BriefingDraft` and of `RepairDraft`, at every depth."""
    keys = parse_keys(contract("BriefingDraft = "))
    assert keys["figures"] == {key: {} for key in ("amount", "counts", "claimant", "sentences")}
    assert_keys(BriefingDraft, keys)
    assert_keys(RepairDraft, keys)


def test_the_contract_names_every_code_and_flag() -> None:
    """The closed sets in docs/contracts.md are those of the schemas."""
    codes = re.search(r"a closed set: `(no_such_sentence [\w ]+)`", CONTRACTS)
    assert codes
    assert set(codes[1].split()) == set(typing.get_args(Code))
    flags = re.search(r"`flags`: ([\w ]+),", CONTRACTS)
    assert flags
    assert set(flags[1].split()) <= set(typing.get_args(Flag))


def test_sentence_numbers_are_read_from_digits() -> None:
    """A number in quotes is a number; a list is a tuple."""
    assert DraftLine.model_validate_json('{"text": "a", "sentences": ["1", 2]}').sentences == (1, 2)


def test_which_fields_were_given_is_noted_once() -> None:
    """Values of the same fields share one note of them, and a changed copy has its own."""
    one, other = Span(start=1, end=2, text="a"), Span(start=3, end=4, text="b")
    assert one.model_fields_set is other.model_fields_set
    usage = Usage()
    changed = usage.model_copy(update={"input_tokens": 3})
    assert (usage.model_fields_set, changed.model_fields_set, Usage().model_fields_set) == (set(), {"input_tokens"}, set())
