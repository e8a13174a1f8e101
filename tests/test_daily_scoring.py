"""The score of daily pages, on pages written by hand over the two sample articles' gold."""

from typing import Any

import pytest

from summarizer.errors import InputError
from summarizer.gold.clusters import read_cluster
from summarizer.gold.findings import Cluster, Forbidden, Trap
from summarizer.schemas import Briefing
from summarizer.scoring import Count
from summarizer.scoring.daily import DailyScore, score_daily
from tests.conftest import ROOT
from tests.gold_cases import perfect, without

CLUSTER = read_cluster(ROOT / "fixtures" / "gold" / "seeds.json")[0]
BRIEFINGS = [perfect(text) for text in CLUSTER.texts]
_NAMES = {"F": "figures", "S": "statements", "A": "actors", "E": "key_events"}


def report(name: str) -> dict[str, Any]:
    """Return the report that stands for a gold item: in a perfect briefing items stand in the order of the gold."""
    article, item = name.split("-")
    section = _NAMES[item[0]]
    gold = CLUSTER.texts["AB".index(article)].gold
    identifiers = {
        "figures": [figure.id for figure in gold.figures],
        "statements": [statement.id for statement in gold.statements],
        "actors": [actor.id for actor in gold.actors],
        "key_events": [event.id for event in gold.events],
    }
    return {"source": article, "section": section, "index": identifiers[section].index(name)}


def entry(*names: str, **fields: Any) -> dict[str, Any]:
    """Return a merged item of these gold items."""
    return {"reports": [report(name) for name in names], **fields}


def page(**sections: Any) -> dict[str, Any]:
    """Return a daily page with these sections, in the shape of `daily/1` as far as scoring needs it."""
    sources = [{"source": "AB"[n], "article": text.article.id, "lineage": n} for n, text in enumerate(CLUSTER.texts)]
    return {"schema": "daily/1", "headline": "…", "sources": sources, **sections}


def perfect_page() -> dict[str, Any]:
    """Return the page that merges and flags exactly what the gold does."""
    findings = CLUSTER.findings
    by_section: dict[str, list[dict[str, Any]]] = {"key_events": [], "figures": [], "statements": [], "actors": []}
    for names in [*(same.items for same in findings.same), *findings.actors_same]:
        by_section[_NAMES[names[0][2]]].append(entry(*names))
    for only in findings.only_in:
        by_section[_NAMES[only.ref[2]]].append(entry(only.ref))
    flags = [entry(*flag.items, id=flag.id, **{"class": flag.class_}) for flag in findings.disagree]
    return page(**by_section, disagreements=flags)


def scored(daily: dict[str, Any], cluster: Cluster = CLUSTER, briefings: list[Briefing] = BRIEFINGS) -> DailyScore:
    """Return the score of a page."""
    return score_daily(cluster, daily, briefings)


def test_the_page_that_gold_describes_is_all_right() -> None:
    """Merging, flagging and keeping apart what the gold says gives no error; optional disagreements are neutral."""
    result = scored(perfect_page())
    assert result.remarks == ()
    assert (result.merged, result.actors.right) == (Count(right=14), 20)
    assert (result.flagged, result.only_in) == (Count(right=7, neutral=3), Count(right=18))
    assert {count.f1 for count in result.classes.values()} == {1.0}


def test_an_empty_page_misses_all() -> None:
    """A page without merged items has recall 0, not an error."""
    result = scored(page())
    assert (result.merged, result.flagged.missed, result.only_in.missed) == (Count(missed=14), 7, 18)


def test_what_is_not_the_same_must_stand_apart() -> None:
    """Seven missiles and seven attacks merged is a false pair; mehrere and drei in one entry are neutral, since both show."""
    wrong = scored(page(figures=[entry("A-F4", "B-F1")]))
    assert wrong.merged.spurious == 1
    assert ("merged", "not_the_same") in {(one.section, one.code) for one in wrong.remarks}
    both = scored(page(figures=[entry("A-F3", "B-F3")]))
    assert (both.merged.spurious, both.merged.neutral) == (0, 1)


def test_the_reach_of_merging_ends_where_a_briefing_lacks_the_item() -> None:
    """A pair of which one briefing has nothing is missed, but not within reach of any merging."""
    lost = [without(BRIEFINGS[0], "key_events", 0), BRIEFINGS[1]]
    result = scored(page(), briefings=lost)
    assert (result.merged.missed, result.within_reach.missed) == (14, 13)
    assert "not_in_briefing" in {one.code for one in result.remarks}


def test_a_disagreement_of_the_wrong_class_is_found_but_costs_both_classes() -> None:
    """The flag counts as found; its class is spurious, the gold's class missed."""
    result = scored(page(disagreements=[entry("A-F4", "B-F1", id="d", **{"class": "conflict"})]))
    assert (result.flagged.right, result.classes["conflict"].spurious) == (1, 1)
    assert result.classes["scope"] == Count(missed=2)


def test_a_flag_from_one_source_is_no_disagreement() -> None:
    """A disagreement needs reports of two articles: one side alone does not count as shown."""
    result = scored(page(disagreements=[entry("A-F4", id="d", **{"class": "scope"})]))
    assert (result.flagged.right, result.flagged.spurious) == (0, 1)


def test_every_flag_in_a_clean_cluster_is_false() -> None:
    """Where nothing disagrees, each flag of any class is counted."""
    clean = CLUSTER._replace(findings=CLUSTER.findings.model_copy(update={"clean": True, "disagree": ()}))
    flags = [entry("A-F1", "B-F4", id="d1", **{"class": "update"}), entry("A-E1", "B-E1", id="d2", **{"class": "dating"})]
    assert scored(page(disagreements=flags), clean).false_flags == 2
    assert scored(page(disagreements=flags)).false_flags == 0


def test_what_one_source_has_stays_with_it() -> None:
    """An item of one article that a page ascribes to both is broken; one that is nowhere is lost."""
    result = scored(page(figures=[entry("A-F5", "B-F1")]))
    assert (result.only_in.right, result.only_in.spurious) == (0, 1)
    assert scored(page(figures=[entry("A-F5")])).only_in == Count(right=1, missed=17)


def test_traps_are_checked_where_they_say_what_is_forbidden() -> None:
    """A trap with `forbid` is sprung or avoided; one in words is left to a reader."""
    traps = (
        Trap(what="seven and seven", forbid=Forbidden(merge=("A-F4", "B-F1"))),
        Trap(what="invented", forbid=Forbidden(words=("Wladimir",))),
        Trap(what="read me"),
    )
    cluster = CLUSTER._replace(findings=CLUSTER.findings.model_copy(update={"traps": traps}))
    sprung = scored(page(figures=[entry("A-F4", "B-F1")], overview=[{"text": "Wladimir Putin"}]), cluster)
    assert [verdict for _, verdict in sprung.traps] == ["sprung", "sprung", "to be read"]
    assert [verdict for _, verdict in scored(page(), cluster).traps] == ["avoided", "avoided", "to be read"]


def test_same_is_same_by_way_of_a_third() -> None:
    """Pairs that follow from two groups sharing an item belong together too."""
    same = CLUSTER.findings.same[1]
    chained = same.model_copy(update={"items": ("B-F2", "A-F1")})
    findings = CLUSTER.findings.model_copy(update={"same": (same, chained)})
    result = scored(page(figures=[entry("A-F1", "A-F2", "B-F2")]), CLUSTER._replace(findings=findings))
    assert (result.merged.right, result.merged.spurious, result.merged.missed) == (2, 0, 0)


@pytest.mark.parametrize("broken", [{}, {"sources": [{"source": 1}]}, {"sources": [], "figures": [{"reports": [{"source": 1}]}]}])
def test_what_is_no_daily_page_is_named(broken: dict[str, Any]) -> None:
    """A page without sources or with reports that point nowhere is an input error with the place of the fault."""
    with pytest.raises(InputError, match="no daily page"):
        scored(broken)
