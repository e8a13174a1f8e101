"""A day from Python, and what a page calls its sources."""

import datetime
import itertools

import pytest

from summarizer import SummarizerError, read_article, summarize, summarize_day
from summarizer.render.daily import render_daily
from summarizer.render.source_names import source_names
from summarizer.schemas import Article, ArticleInfo, Briefing, DailySource
from tests.test_daily_inputs import BRIDGE, FIRE

DAY = datetime.date(2025, 2, 12)


def test_articles_and_briefings_become_one_page_in_any_order() -> None:
    """`summarize_day` takes articles and saved briefings mixed, and their order is of no account."""
    bridge: Article | Briefing = read_article(BRIDGE, path="a.txt", language="de")
    fire = summarize(read_article(FIRE, path="b.txt", language="de"), engine="rules")
    pages = [summarize_day(inputs, date=DAY, engine="rules") for inputs in itertools.permutations([bridge, fire, bridge])]
    assert len({page.model_dump_json() for page in pages}) == 1
    assert [(one.source, one.dated_by, one.article.published) for one in pages[0].sources] == [
        ("a.txt", "option", DAY),
        ("b.txt", "option", DAY),
    ]
    assert [one.reason for one in pages[0].left_out] == ["same_text"]
    assert "Lagerhalle" in render_daily(pages[0])


def test_nothing_to_merge_is_an_error() -> None:
    """No article, and an article without a day, raise what the caller can act on."""
    with pytest.raises(SummarizerError):
        summarize_day([], date=DAY, engine="rules")
    with pytest.raises(SummarizerError, match="of which day"):
        summarize_day([read_article(BRIDGE, language="de")], engine="rules")


def named(*known: dict[str, str]) -> list[str]:
    """Return what a page calls sources of which this is known."""
    infos = [ArticleInfo(id=f"{number:016x}", language="de", characters=1, sentences=1, **one) for number, one in enumerate(known)]  # type: ignore[arg-type]
    names = source_names(DailySource(source=str(number), article=info, lineage=1) for number, info in enumerate(infos))
    return list(names.values())


@pytest.mark.parametrize(
    ("known", "names"),
    [
        ([{"publisher": "dpa", "path": "x.txt"}, {"url": "https://www.welt.de/a"}], ["dpa", "welt.de"]),
        ([{"path": "day/a.txt"}, {"path": "day/b.c.txt"}], ["a", "b.c"]),
        ([{"publisher": "dpa", "path": "1/a.txt"}, {"publisher": "dpa", "path": "2/a.txt"}], ["dpa (1/a)", "dpa (2/a)"]),
        ([{"path": "1/a.txt"}, {"path": "2/a.txt"}, {"path": "c.txt"}], ["1/a", "2/a", "c"]),
        ([{"path": "a.txt"}, {"path": "a.md"}], ["a.txt", "a.md"]),
        ([{"path": "A.txt"}, {"path": "a.txt"}], ["A", "a"]),
        ([{"publisher": "dpa"}, {"publisher": "d\u200bpa"}], ["dpa (0)", "dpa (1)"]),
        ([{}, {"title": "Titel"}], ["0000000000000000", "Titel"]),
        ([{"url": "http://["}], ["0000000000000000"]),
        ([{"path": "/"}, {"path": "."}], ["/", "0000000000000001"]),
    ],
)
def test_names_of_sources_are_short_and_tell_them_apart(known: list[dict[str, str]], names: list[str]) -> None:
    """The publisher, else the host, else the file; as much more as it takes where two would be alike."""
    assert named(*known) == names
