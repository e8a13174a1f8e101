"""The HTML page: it says what the briefing says, every address in it leads somewhere, and nothing in an article is markup."""

import datetime
import functools
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import load_article, read_article, summarize, summarize_day
from summarizer.inputs import source_name
from summarizer.render.escaping import visible_text
from summarizer.render.html import render_html, web_address
from summarizer.render.html_daily import render_daily_html
from summarizer.render.html_labels import HTML_LABELS
from summarizer.render.html_plots import interval_plots, running_plot
from summarizer.render.html_texts import Highlight, Text, cut
from summarizer.schemas import Amount, Bound, Briefing, DailyBriefing, Language, Place, Point, Running, Since, Uncovered, When
from tests.conftest import ARTICLES, RECORDINGS, ROOT
from tests.daily_pages import daily_briefings
from tests.html_pages import ATTACKS, check_harmless, hostile_article, read_html
from tests.page_briefings import briefings, claims, empty

CLUSTER = ROOT / "fixtures" / "gold" / "clusters" / "development" / "flut-mueglitztal"


@functools.cache
def sample(number: int) -> tuple[Briefing, str]:
    """Return the briefing of a sample article from recordings, and its text."""
    article = load_article(ARTICLES[number])
    return summarize(article, replay=RECORDINGS), article.text


@functools.cache
def day() -> tuple[DailyBriefing, dict[str, str]]:
    """Return the daily briefing of a cluster, made on rules, and its texts."""
    articles = [load_article(path) for path in sorted(CLUSTER.glob("*.txt"))]
    return summarize_day(articles, engine="rules"), {source_name(article): article.text for article in articles}


@settings(max_examples=60, deadline=None)
@given(briefings, st.sampled_from(["de", "en"]))
def test_any_page_says_what_its_briefing_says(briefing: Briefing, language: Language) -> None:
    """Every word of every item stands on the page, whatever it is, and none of it is an element or an address."""
    page = read_html(render_html([(briefing, None)], language=language))
    check_harmless(page)
    for section, said in claims(briefing, language).items():
        for claim in said if section != "notes" else ():
            texts = (value for name, value in claim.items() if name != "kind" and isinstance(value, str))
            assert [text for text in texts if text not in page.words] == []
    assert [one.reason for one in briefing.rejected if visible_text(one.reason) not in page.words] == []


@settings(max_examples=60, deadline=None)
@given(daily_briefings(), st.sampled_from(["de", "en"]))
def test_any_day_says_what_its_briefing_says(daily: DailyBriefing, language: Language) -> None:
    """A day's page holds every sentence that a report rests on, and no text adds an element or an address."""
    page = read_html(render_daily_html(daily, language=language))
    check_harmless(page)
    entries = (*daily.key_events, *daily.figures, *daily.statements, *daily.actors)
    reports = [report for found in (entries, daily.disagreements) for entry in found for report in entry.reports]
    bodies = {evidence.text for report in reports for evidence in report.item.evidence}
    # A sentence is cut where what is marked begins, and a cut keeps its blanks.
    shown = re.sub(r"\s", "", page.words)
    assert [body for body in bodies if re.sub(r"\s", "", visible_text(body)) not in shown] == []


def test_hostile_articles_are_words_on_the_page() -> None:
    """Attacks in text, title, publisher, address and file name are shown as they stand."""
    articles = [hostile_article(number) for number in (0, 1)]
    daily = summarize_day(articles, engine="rules", date=datetime.date(2025, 2, 12))
    for page in (
        render_html([(summarize(article, engine="rules"), article.text) for article in articles]),
        render_daily_html(daily, {source_name(article): article.text for article in articles}),
    ):
        read = read_html(page)
        check_harmless(read)
        assert [attack for attack in ATTACKS if visible_text(attack) not in read.words] == []
        assert not [address for address in read.values("href") if not address.startswith("#")]


@pytest.mark.parametrize("number", [0, 1])
def test_the_text_stands_on_the_page_letter_for_letter(number: int) -> None:
    """All sentences of the article are there, cited ones with the items that rest on them."""
    briefing, text = sample(number)
    page = read_html(render_html([(briefing, text)]))
    check_harmless(page)
    assert sum("sentence" in name.split() for name in page.values("class")) == briefing.article.sentences
    assert sum("cited" in name.split() for name in page.values("class")) == briefing.coverage.sentences_cited
    letters = re.sub(r"\s|\d", "", page.words)
    assert re.sub(r"\s|\d", "", text) in letters


def test_without_its_text_a_page_shows_the_evidence() -> None:
    """Of an article that is not at hand, or does not fit, only cited sentences are shown, and the page says so."""
    briefing, text = sample(0)
    alone = render_html([(briefing, None)], language="en")
    assert render_html([(briefing, f"Vorweg. {text}")], language="en") == alone
    page = read_html(alone)
    assert HTML_LABELS["en"]["only_evidence"] in page.words
    assert sum("sentence" in name.split() for name in page.values("class")) == briefing.coverage.sentences_cited


def test_several_briefings_make_one_page() -> None:
    """Two articles, or one article twice, share a page and no identifier."""
    check_harmless(read_html(render_html([sample(0), sample(1), sample(0)])))
    with pytest.raises(ValueError, match="a page needs a briefing"):
        render_html([])


def test_a_page_is_small() -> None:
    """Style, script and markup besides the words stay small: 15 kB, and 500 bytes for an item or a sentence."""
    daily, texts = day()
    for page in (render_html([sample(0)]), render_daily_html(daily, texts)):
        read = read_html(page)
        count = sum("card" in name.split() or "sentence" in name.split() for name in read.values("class"))
        assert len(page.encode()) - len(" ".join(read.words.split()).encode()) < 16_000 + 500 * count < 150_000


def test_two_renderings_are_equal() -> None:
    """The same briefing gives the same page, byte for byte."""
    daily, texts = day()
    assert render_daily_html(daily, texts) == render_daily_html(daily, dict(reversed(texts.items())))
    assert render_html([sample(0)]) == render_html([sample(0)])


def test_gaps_and_rejected_items_are_shown() -> None:
    """What no item covers is marked in the text and listed; what the article does not bear out is listed with the reason."""
    article = load_article(ARTICLES[0])
    briefing = summarize(article, replay=ROOT / "fixtures" / "wrong-replies")
    page = read_html(render_html([(briefing, article.text)]))
    gaps = [gap for _, kind in briefing.coverage if isinstance(kind, tuple) for gap in kind]
    assert gaps
    assert sum(tag == "mark" for tag, _ in page.elements) >= len(gaps)
    assert page.values("data-verdict").count("refused") == len(briefing.rejected) > 3
    assert all(one.reason in page.words for one in briefing.rejected)


def test_a_running_count_is_a_line() -> None:
    """A figure that a former page had is drawn as a line through its values, with its words beside it."""
    daily, texts = day()
    amounts = [Amount(text=f"{n} Tote", low=Decimal(n), high=Decimal(n), unit=None, bound="exact") for n in (3, 11)]
    points = [
        Point(date=daily.date - datetime.timedelta(days=1 - index), amount=amount, source="x")
        for index, amount in enumerate(amounts)
    ]
    since = Since(date=points[0].date, series=(Running(what="Tote im Tal", points=tuple(points)),))
    page = read_html(render_daily_html(daily.model_copy(update={"since": since}), texts))
    check_harmless(page)
    (line,) = page.values("points")
    first, last = (float(point.partition(",")[2]) for point in line.split())
    # From zero at the bottom: three of eleven.
    assert (72 - first) / (72 - last) == pytest.approx(3 / 11, abs=0.01)
    assert "Tote im Tal: 8. Juni 2026: 3 Tote → 9. Juni 2026: 11 Tote" in page.words


ends = st.none() | st.decimals(allow_nan=False, allow_infinity=False)


@given(
    st.lists(st.tuples(ends, ends, st.sampled_from(["exact", "at_least", "more_than", "at_most", "less_than", "about", "vague"])))
)
def test_any_amounts_can_be_drawn(amounts: list[tuple[Decimal | None, Decimal | None, Bound]]) -> None:
    """However large or wrong way round, every drawing stays inside its frame."""
    made = [Amount(text="x", low=low, high=high, unit=None, bound=bound) for low, high, bound in amounts]
    plots = interval_plots(made)
    assert len(plots) == len(made)
    drawn = running_plot([(datetime.date(2025, 1, day % 28 + 1), amount) for day, amount in enumerate(made)])
    for plot in (*plots, drawn):
        assert all(-1 <= float(place) <= 321 for place in re.findall(r'(?:cx|cy)="([^"]+)"', plot))
        assert "nan" not in plot.lower()


def test_an_open_bound_has_an_arrow_and_a_value_a_dot() -> None:
    """At least is a filled dot with an arrow, more than a hollow one, a value a dot alone, on one axis."""
    least, more, exact = interval_plots(
        [
            Amount(text="mindestens 5", low=Decimal(5), high=None, unit=None, bound="at_least"),
            Amount(text="mehr als 7", low=Decimal(7), high=None, unit=None, bound="more_than"),
            Amount(text="9", low=Decimal(9), high=Decimal(9), unit=None, bound="exact"),
        ]
    )
    assert ("tip" in least, "tip" in more, "tip" in exact) == (True, True, False)
    assert ('class="dot"' in least, 'class="open"' in more, 'class="span"' in exact) == (True, True, False)
    first, second, third = (float(re.findall(r'cx="([^"]+)"', plot)[0]) for plot in (least, more, exact))
    assert first < second < third


def test_amounts_of_one_kind_share_an_axis() -> None:
    """Years and months stand on one axis that begins at zero; euros do not stand on it, and one exact value is no drawing."""

    def exact(text: str, value: str, unit: str | None) -> Amount:
        return Amount(text=text, low=Decimal(value), high=Decimal(value), unit=unit, bound="exact")

    years, months, longer, euros = interval_plots(
        [exact("4,5 Jahre", "4.5", "a"), exact("54 Monate", "54", "mo"), exact("9 Jahre", "9", "a"), exact("3 Euro", "3", "EUR")]
    )
    places = [float(re.findall(r'cx="([^"]+)"', plot)[0]) for plot in (years, months, longer)]
    assert places[0] == places[1] < places[2]
    # Half of the way from zero.
    assert places[0] - 8 == pytest.approx((places[2] - 8) / 2)
    assert euros == ""


def test_events_of_several_days_are_a_timeline() -> None:
    """The earliest day comes first, each event leads to its item; events of one day are no timeline."""
    briefing, text = sample(0)
    days = (datetime.date(2025, 5, 3), datetime.date(2025, 5, 1))
    events = tuple(
        event.model_copy(update={"when": When(text=str(day.day), date=day)})
        for event, day in zip(briefing.key_events[:2], days, strict=True)
    )
    page = render_html([(briefing.model_copy(update={"key_events": events}), text)])
    shown = re.findall(r'<li><b>([^<]+)</b> <a href="#(c[0-9]+)">([^<]+)', page)
    assert [day for day, _, _ in shown] == ["1. Mai 2025", "3. Mai 2025"]
    assert [title for _, _, title in shown] == [event.title for event in reversed(events)]
    for _, card, title in shown:
        place = page.index(f'id="{card}"')
        assert title in page[place : place + 600]
    alone = render_html([(briefing.model_copy(update={"key_events": events[:1]}), text)])
    assert HTML_LABELS["de"]["timeline"] not in read_html(alone).words


def test_what_is_new_leads_to_its_item() -> None:
    """Against a former page, each new entry is a link to where it stands, not the entry once more."""
    daily, texts = day()
    since = Since(
        date=daily.date - datetime.timedelta(days=1), new=(Place(section="key_events", index=0), Place(section="figures", index=1))
    )
    plain, page = (read_html(render_daily_html(one, texts)) for one in (daily, daily.model_copy(update={"since": since})))
    check_harmless(page)
    assert len(page.values("data-at")) == len(plain.values("data-at"))
    assert len(page.values("href")) == len(plain.values("href")) + 2


def test_what_is_left_out_of_the_gaps_is_counted() -> None:
    """Where not all that no item covers fits the list, the list says how many more there are."""
    text = "Am Abend sah man über dem Haus viele Vögel, die nach Süden zogen."
    briefing = summarize(read_article(text, language="de"), engine="rules")
    gaps = [Uncovered(sentence=1, start=0, end=2, text="Am") for _ in range(60)]
    coverage = briefing.coverage.model_copy(update={"numbers_uncovered": tuple(gaps)})
    page = read_html(render_html([(briefing.model_copy(update={"coverage": coverage}), text)]))
    assert "und 20 weitere" in page.words


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45), st.none() | st.sampled_from("ab"))))
def test_pieces_rejoin(text: str, spans: list[tuple[int, int, str | None]]) -> None:
    """However the marks overlap, the pieces of a sentence are the sentence."""
    assert "".join(piece.text for piece in cut(text, 3, [Highlight(*span) for span in spans])) == text


def test_paragraphs_are_those_of_the_text() -> None:
    """A new line begins a paragraph; where lines are wrapped, an empty line does."""
    info = empty().article
    wrapped = "Der Fluss ist in der Nacht über seine Ufer getreten\nund hat mehrere Keller im unteren Dorf überflutet, wie\n" * 4
    for text, count in (("Eins.\nZwei. Drei.", 2), (f"{wrapped}alle sagen. Auch\nhier.\n\nDrei.", 2), ("Eins. Zwei.", 1)):
        assert len(Text(info, text, ()).paragraphs({}, ())) == count, text


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://welt.de/a?b=1&c", "https://welt.de/a?b=1&c"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("https:/x", None),
        ("http://[", None),
        ("//evil.example", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_links(url: str | None, address: str | None) -> None:
    """An address of another kind stays text."""
    assert web_address(url) == address


def test_every_word_of_the_page_is_in_both_languages_and_used() -> None:
    """No language lacks a word, and no word is left over."""
    assert HTML_LABELS["de"].keys() == HTML_LABELS["en"].keys()
    folder = ROOT / "summarizer" / "render"
    sources = "".join(path.read_text("utf-8") for path in (*folder.glob("html*.py"), *folder.glob("templates/*.html.jinja")))
    verdicts = {"exact", "normalised", "checked", "refused"}
    assert [
        name for name in HTML_LABELS["de"] if name not in verdicts and not re.search(rf'label\.{name}\b|"{name}"[\] ]', sources)
    ] == []
