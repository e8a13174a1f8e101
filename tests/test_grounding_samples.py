"""The hand-written replies on the sample articles: the right ones hold, each wrong item is rejected with its code."""

import json
from pathlib import Path

import pytest

from summarizer.articles import load_article
from summarizer.grounding import Outcome, Source, ground
from summarizer.schemas import Article, BriefingDraft
from summarizer.sentences import split_sentences
from tests.conftest import ARTICLES, ROOT

FIXTURES = ROOT / "fixtures"


def ground_reply(article: Article, folder: Path) -> list[Outcome]:
    """Ground the first reply recorded for an article."""
    recorded = json.loads((folder / f"{article.id}.endpoint.json").read_text(encoding="utf-8"))
    reply = recorded["interactions"][0]["response"]["json"]["choices"][0]["message"]["content"]["$json"]
    return ground(BriefingDraft.model_validate(reply), Source(article, split_sentences(article.text, article.language)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_right_replies_hold(path: Path) -> None:
    """No item of a careful reading is rejected."""
    outcomes = ground_reply(load_article(path), FIXTURES / "recordings")
    assert [(outcome.rejected.code, outcome.rejected.reason) for outcome in outcomes if outcome.rejected] == []
    assert len(outcomes) > 20


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_wrong_replies_give_their_codes(path: Path) -> None:
    """Each item that was made wrong is rejected with the code of what is wrong, and no other item is."""
    outcomes = ground_reply(load_article(path), FIXTURES / "wrong-replies")
    found = [(outcome.section, outcome.rejected.code) for outcome in outcomes if outcome.rejected]
    expected = json.loads((FIXTURES / "wrong-replies.expected.json").read_text(encoding="utf-8"))[path.stem]
    assert sorted(found) == sorted((case["section"], case["code"]) for case in expected)
