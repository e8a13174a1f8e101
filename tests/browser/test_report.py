"""The HTML report in Chromium: clicks, filters, keyboard, screen reader rules, and articles that attack it."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Locator, Page

from summarizer import load_article, summarize, summarize_day
from summarizer.inputs import source_name
from summarizer.render.html import render_html
from summarizer.render.html_daily import render_daily_html
from tests.browser.chromium import launched
from tests.conftest import ARTICLES, RECORDINGS, ROOT
from tests.html_pages import hostile_article

pytestmark = pytest.mark.browser
CLUSTER = ROOT / "fixtures" / "gold" / "clusters" / "development" / "flut-mueglitztal"
SCREENSHOTS = ROOT / "screenshots"
NAMES = ("article", "day", "hostile", "hostile-day", "evidence")
DAY = datetime.date(2025, 2, 12)


class Opened(NamedTuple):
    """A page in the browser, and everything that it should not have done."""

    page: Page
    faults: list[str]

    def items(self, section: str) -> Locator:
        """Return the visible items of a section."""
        return self.page.locator(f'.card[data-section="{section}"]:visible')

    def choose(self, name: str, value: str) -> None:
        """Choose a value of a filter."""
        self.page.locator(f'[data-filter="{name}"]').select_option(value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of reports, made before the browser's own event loop runs."""
    folder = tmp_path_factory.mktemp("reports")
    article = load_article(ARTICLES[0])
    briefing = summarize(article, replay=ROOT / "fixtures" / "wrong-replies")
    cluster = [load_article(path) for path in sorted(CLUSTER.glob("*.txt"))]
    hostile = [hostile_article(number) for number in (0, 1)]
    right = summarize(article, replay=RECORDINGS)
    pages = {
        "article": render_html([(briefing, article.text)]),
        "evidence": render_html([(right, None)], language="en"),
        "day": render_daily_html(summarize_day(cluster, engine="rules"), {source_name(one): one.text for one in cluster}),
        "hostile": render_html([(summarize(one, engine="rules"), one.text) for one in hostile]),
        "hostile-day": render_daily_html(
            summarize_day(hostile, engine="rules", date=DAY), {source_name(one): one.text for one in hostile}
        ),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Browser]:
    """Start the machine's own Chromium once, after the pages are made."""
    assert folder.is_dir()
    with launched() as running:
        yield running


def opened(browser: Browser, path: Path, *, width: int = 1400, dark: bool = False, scripts: bool = True) -> Opened:
    """Open a page from disk, and write down each message, error, dialog and request."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    faults: list[str] = []

    def answered(kind: str, url: str) -> None:
        if url != path.as_uri():
            faults.append(f"{kind}: {url}")

    def dismissed(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", dismissed)
    page.on("request", lambda request: answered("request", request.url))
    page.on("response", lambda response: answered("response", response.url))
    page.on("popup", lambda popup: faults.append(f"popup: {popup.url}"))
    page.goto(path.as_uri())
    return Opened(page, faults)


@pytest.fixture
def report(browser: Browser, folder: Path) -> Iterator[Opened]:
    """Open the article's report."""
    found = opened(browser, folder / "article.html")
    yield found
    assert found.faults == []
    found.page.context.close()


@pytest.fixture
def day(browser: Browser, folder: Path) -> Iterator[Opened]:
    """Open the day's report."""
    found = opened(browser, folder / "day.html")
    yield found
    assert found.faults == []
    found.page.context.close()


def test_a_click_on_an_item_marks_its_evidence(report: Opened) -> None:
    """Exactly the sentences that the item rests on are marked, in view, and in them its own words."""
    card = report.items("figures").first
    card.locator(".amount").click()
    marked = report.page.locator(".sentence.on")
    wanted = (card.get_attribute("data-at") or "").split()
    assert marked.evaluate_all("all => all.map(one => one.id)") == wanted
    assert marked.first.evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    assert report.page.locator(".word").first.inner_text() in card.inner_text()
    assert card.get_attribute("aria-current") == "true"


def test_a_click_on_a_sentence_shows_what_rests_on_it(report: Opened) -> None:
    """Only the items that cite the sentence stay, Escape brings back the others."""
    total = report.page.locator(".card:visible").count()
    sentence = report.page.locator(".sentence.cited").nth(1)
    sentence.click(position={"x": 60, "y": 8})
    identifier = sentence.get_attribute("id")
    found = report.page.locator(".card:visible").evaluate_all("all => all.map(one => one.dataset.at.split(' '))")
    assert 0 < len(found) < total
    assert all(identifier in targets for targets in found)
    assert str(len(found)) in report.page.locator(".state").inner_text()
    report.page.keyboard.press("Escape")
    assert report.page.locator(".card:visible").count() == total


def test_the_keyboard_does_what_a_click_does(report: Opened) -> None:
    """Enter on a mark goes to the sentence, Enter on the sentence's number goes to the items."""
    mark = report.items("figures").first.locator(".marks a").first
    mark.focus()
    assert mark.get_attribute("aria-label") == f"Beleg: Satz {mark.inner_text()}"
    report.page.keyboard.press("Enter")
    focused = report.page.evaluate("document.activeElement.id")
    assert f"#{focused}" == mark.get_attribute("href")
    number = report.page.locator(f"#{focused} a.number")
    assert (number.get_attribute("aria-label") or "").startswith(f"Satz {number.inner_text()}, ")
    number.focus()
    report.page.keyboard.press("Enter")
    assert report.page.evaluate("document.activeElement.closest('.card').dataset.at").split().count(focused) == 1


def test_filters_by_section_actor_and_verdict(report: Opened) -> None:
    """A filter shows what fits, hides sections that have nothing left, and can be taken back."""
    total = report.page.locator(".card:visible").count()
    report.choose("section", "figures")
    sections = report.page.locator(".card:visible").evaluate_all("all => [...new Set(all.map(one => one.dataset.section))]")
    assert sections == ["figures"]
    assert report.page.locator("h2:visible").evaluate_all("all => all.map(one => one.id)")[:1] == ["figures1"]
    report.choose("section", "")
    report.choose("verdict", "refused")
    assert report.page.locator(".card:visible").count() == report.items("rejected").count() > 3
    report.page.locator("[data-reset]").click()
    assert report.page.locator(".card:visible").count() == total
    actor = report.page.locator('[data-filter="actors"] option').nth(1)
    report.choose("actors", actor.get_attribute("value") or "")
    assert 0 < report.page.locator(".card:visible").count() < total
    report.page.locator("[data-reset]").click()
    report.page.locator('[data-filter="words"]').fill("RUTTE")
    found = report.page.locator(".card:visible").all_inner_texts()
    assert found
    assert all("rutte" in text.lower() for text in found)


def test_a_day_opens_the_text_that_an_item_rests_on(day: Opened) -> None:
    """One text is open; a click on an item of another source opens that one."""
    page = day.page
    assert page.locator(".source:visible").count() == 1
    card = page.locator(".card:visible:not([data-at^='s1-'])").first
    card.click(position={"x": 5, "y": 5})
    target = (card.get_attribute("data-at") or "").split()[0]
    assert page.locator(f"#{target}").is_visible()
    assert page.locator(".source:visible").count() == 1


def test_disagreements_stand_side_by_side(day: Opened) -> None:
    """Each side has its source and its sentence, and two sides stand next to each other."""
    card = day.items("disagreements").first
    sides = card.locator(".side")
    assert sides.count() >= 2
    tops = sides.evaluate_all("all => all.slice(0, 2).map(one => one.getBoundingClientRect().top)")
    assert tops[0] == tops[1]
    for side in sides.all():
        assert side.locator("blockquote").count() >= 1
        assert side.locator("figcaption .name").first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_rule_for_accessibility_is_broken(browser: Browser, folder: Path, name: str, scheme: Literal["light", "dark"]) -> None:
    """axe-core finds nothing, in light and dark, also while an item is marked."""
    found = opened(browser, folder / f"{name}.html", dark=scheme == "dark")
    found.page.locator(".card .marks a").first.click()
    # Schemes differ in nothing but colours.
    rules = {} if scheme == "light" else {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    result = Axe().run(found.page, options={"resultTypes": ["violations"], **rules})
    assert result.violations_count == 0, result.generate_report()
    assert found.faults == []
    found.page.context.close()


@pytest.mark.parametrize("name", ["hostile", "hostile-day"])
def test_hostile_articles_stay_inert(browser: Browser, folder: Path, name: str) -> None:
    """No script of an article runs, nothing is requested, no dialog opens, whatever is clicked."""
    found = opened(browser, folder / f"{name}.html")
    for card in found.page.locator(".card:visible").all()[:12]:
        card.click(position={"x": 4, "y": 4})
    found.page.locator(".sentence.cited:visible .number").first.click()
    found.page.keyboard.press("Escape")
    assert found.page.evaluate("typeof attacked") == "undefined"
    assert found.page.locator("img, iframe, object, embed, link, base, form").count() == 0
    assert found.page.locator("script").count() == 1
    assert found.faults == []
    found.page.context.close()


def test_the_policy_lets_no_other_script_run(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """Were an attack to get through as markup, the page's policy would still stop script, picture and style."""
    page = (folder / "article.html").read_text(encoding="utf-8")
    attack = "<script>attacked=1</script><img src=https://evil.example/x.png onerror=attacked=1><b style='color:red'>x</b>"
    (tmp_path / "broken.html").write_text(page.replace("<main>", f"{attack}<main>"), encoding="utf-8")
    found = opened(browser, tmp_path / "broken.html")
    assert found.page.evaluate("typeof attacked") == "undefined"
    assert len([fault for fault in found.faults if "Content Security Policy" in fault]) >= 3
    # What is blocked is announced, and never answered.
    assert [fault for fault in found.faults if not fault.startswith("console: ")] == ["request: https://evil.example/x.png"]
    found.page.context.close()


@pytest.mark.parametrize("name", ["article", "day"])
def test_without_scripts_everything_can_be_read(browser: Browser, folder: Path, name: str) -> None:
    """A mail program runs no script: items, texts and links between them are there, filters are not."""
    found = opened(browser, folder / f"{name}.html", scripts=False)
    assert found.page.locator(".filters").is_hidden()
    assert found.page.locator(".text").count() == found.page.locator(".text:visible").count() >= 1
    mark = found.page.locator(".card .marks a").first
    mark.click()
    assert found.page.url.endswith(mark.get_attribute("href") or "-")
    assert found.faults == []
    found.page.context.close()


@pytest.mark.parametrize("name", ["article", "day", "hostile", "hostile-day"])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, folder: Path, name: str) -> None:
    """Nothing is wider than a small phone."""
    found = opened(browser, folder / f"{name}.html", width=320)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
    found.page.context.close()


@pytest.mark.parametrize("look", ["light", "dark", "phone", "print"])
@pytest.mark.parametrize("name", ["article", "day"])
def test_pictures_for_those_who_look(browser: Browser, folder: Path, name: str, look: str) -> None:
    """Pictures of both pages, by day, by night, on a phone and on paper, are kept; on paper all texts are there."""
    found = opened(browser, folder / f"{name}.html", width=390 if look == "phone" else 1400, dark=look == "dark")
    if look == "print":
        found.page.emulate_media(media="print")
        assert found.page.locator(".filters").is_hidden()
        assert found.page.locator(".text:visible").count() == found.page.locator(".text").count()
    SCREENSHOTS.mkdir(exist_ok=True)
    picture = SCREENSHOTS / f"{name}-{look}.png"
    found.page.screenshot(path=picture, full_page=look in ("phone", "print"))
    assert picture.stat().st_size > 10_000
    assert found.faults == []
    found.page.context.close()
