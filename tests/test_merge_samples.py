"""The two samples merged: what is the same stands together, what differs is shown, and nothing of the traps."""

from summarizer import summarize
from summarizer.articles import load_article
from summarizer.gold.clusters import read_cluster
from summarizer.merge import SourceBriefing, merge_briefings
from summarizer.schemas import Event, Figure
from summarizer.scoring.daily import DailyScore, score_daily
from tests.conftest import ARTICLES, ROOT
from tests.merged import DAY, sample_page, samples

SEEDS = ROOT / "fixtures" / "gold" / "seeds.json"
MUST = {"sieben": "scope", "Verletzte": "precision", "600.000": "spread", "Grenzen": "contradiction"}


def _score() -> DailyScore:
    cluster, faults = read_cluster(SEEDS, articles=ROOT / "fixtures" / "articles")
    assert not faults
    page = sample_page().model_dump(mode="json", by_alias=True)
    return score_daily(cluster, page, [one.briefing for one in samples()])


def test_what_both_samples_say_is_one_entry_with_two_reports() -> None:
    """Every pair of the gold that both briefings have stands in one entry."""
    assert _score().within_reach.missed == 0


def test_every_disagreement_that_must_be_shown_is_shown_with_its_class() -> None:
    """Seven intercepted or registered, three or several, 600,000 or 853,030, the borders of 2014."""
    shown = {(found.class_, " ".join(str(report.item) for report in found.reports)) for found in sample_page().disagreements}
    for words, class_ in MUST.items():
        assert any(words in said and name == class_ for name, said in shown), (words, class_)


def test_no_disagreement_of_the_samples_is_false() -> None:
    """Each flag is one that a careful reader made too."""
    assert _score().flagged.spurious == 0


def test_seven_missiles_and_seven_attacks_stay_two_entries() -> None:
    """Same number, other thing counted: linked by a disagreement, never merged."""
    sevens = [entry for entry in sample_page().figures if entry.amount.low == 7]
    assert [len(entry.reports) for entry in sevens] == [1, 1]


def test_the_total_without_source_is_given_to_nobody() -> None:
    """853,030 has no claimant, and stands beside Rutte's 600,000 with each value as its article has it."""
    items = [report.item for entry in sample_page().figures for report in entry.reports if isinstance(report.item, Figure)]
    assert [item.claimant for item in items if "853.030" in item.amount.text] == [None]


def test_planned_and_sent_soldiers_are_not_one_count() -> None:
    """Thousands already sent are not the 12,000 planned in all."""
    for entry in sample_page().figures:
        texts = {report.item.amount.text for report in entry.reports if isinstance(report.item, Figure)}
        assert not ("Tausende Soldaten" in texts and "insgesamt rund 12.000 Soldaten" in texts)


def test_the_overview_has_three_to_six_lines_of_the_reports_own_words() -> None:
    """Each line is the title of an item that the line cites."""
    page = sample_page()
    assert 3 <= len(page.overview) <= 6
    assert all(
        isinstance(report.item, Event) and report.item.title == line.text for line in page.overview for report in line.reports
    )
    assert page.headline
    assert page.headline.text not in {line.text for line in page.overview}


def test_what_two_speakers_tell_of_two_things_stands_apart() -> None:
    """Selenskyj who is ready to negotiate and North Korea's soldiers who are there already share a stem, and no event."""
    titles = [
        {report.item.title for report in entry.reports if isinstance(report.item, Event)} for entry in sample_page().key_events
    ]
    assert not any(any("Tausch" in title for title in one) and any("Nordkorea" in title for title in one) for one in titles)


def test_that_both_are_planned_and_reported_makes_no_one_event() -> None:
    """As rules brief them: North Korea's soldiers and Russia's plans for the Baltic share a country, a report and a plan."""
    briefed = [
        SourceBriefing(one.source, summarize(load_article(path), engine="rules"), one.text)
        for path, one in zip(ARTICLES, samples(), strict=True)
    ]
    page = merge_briefings(briefed, date=DAY, language="de")
    titles = [{report.item.title for report in entry.reports if isinstance(report.item, Event)} for entry in page.key_events]
    assert any("Ostsee" in title for one in titles for title in one)
    assert not any(any("Ostsee" in title for title in one) and any("Nordkorea" in title for title in one) for one in titles)
