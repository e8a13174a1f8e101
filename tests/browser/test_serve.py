"""The pages of `summarize serve` in Chromium: hand in, progress, report, day, errors, login, without scripts, and attacks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from summarizer.serve.limits import Limits
from summarizer.settings import Settings
from tests.browser.chromium import launched
from tests.conftest import ROOT
from tests.faults import FaultServer, fault
from tests.html_pages import hostile_article
from tests.served import TEXT, Served, empty_reply, occupied, serving

pytestmark = pytest.mark.browser
ARTICLE = ROOT / "fixtures" / "gold" / "clusters" / "development" / "flut-mueglitztal" / "a.txt"
SCREENSHOTS = ROOT / "screenshots"
TOKEN = "a-token-that-is-long-enough"
PHONE = 390


@pytest.fixture(scope="module")
def desk() -> Iterator[Served]:
    """Serve the rules engine without a token; uploads may be small."""
    with serving(Settings(engine="rules"), limits=Limits(upload_bytes=200_000)) as served:
        yield served


@pytest.fixture(scope="module")
def browser(desk: Served) -> Iterator[Browser]:
    """Start the machine's own Chromium once, after the server."""
    assert desk.url
    with launched() as running:
        yield running


class Opened(NamedTuple):
    """A page in the browser, and everything that it should not have done."""

    page: Page
    faults: list[str]


def opened(browser: Browser, served: Served, path: str = "/", **context: Any) -> Opened:
    """Open a page of a server, and write down each message, error, dialog and request to elsewhere."""
    given = {"viewport": {"width": 1200, "height": 900}, "locale": "de-DE", "reduced_motion": "reduce", **context}
    page = browser.new_context(**given).new_page()
    faults: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith(f"{served.url}/"):
            faults.append(f"request: {url}")

    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("request", lambda request: asked(request.url))
    page.goto(served.url + path)
    return Opened(page, faults)


def look(found: Opened, name: str) -> None:
    """Check a page by the rules for accessibility and for a small phone, in light and dark, and keep pictures of it."""
    SCREENSHOTS.mkdir(exist_ok=True)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        found.page.emulate_media(color_scheme=scheme)
        result = Axe().run(found.page)
        assert result.violations_count == 0, result.generate_report()
        found.page.screenshot(path=SCREENSHOTS / f"serve-{name}-{scheme}.png")
    size = found.page.viewport_size
    assert size
    found.page.emulate_media(color_scheme="light")
    found.page.set_viewport_size({"width": 320, "height": 800})
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
    found.page.set_viewport_size({"width": PHONE, "height": 844})
    found.page.screenshot(path=SCREENSHOTS / f"serve-{name}-phone.png")
    found.page.set_viewport_size(size)


def test_from_a_dropped_file_to_the_report_and_the_day(browser: Browser, desk: Served) -> None:
    """A file is dropped, too large a one refused before it is sent; the report comes by itself, and its day shows it."""
    found = opened(browser, desk)
    page = found.page
    look(found, "start")
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 200_001})
    assert page.locator("#file-fault").is_visible()
    carried = "text => { const data = new DataTransfer(); data.items.add(new File([text], 'a.txt')); return data }"
    transfer = page.evaluate_handle(carried, ARTICLE.read_text("utf-8"))
    page.dispatch_event("h1", "drop", {"dataTransfer": transfer})
    assert page.locator("#file-fault").is_hidden()
    page.get_by_role("button", name="Prüfen und zusammenfassen").click()
    page.wait_for_selector(".card")
    assert page.locator("html").get_attribute("lang") == "de"
    page.locator(".card .marks a").first.click()
    assert page.locator(".sentence.on").count() >= 1
    look(found, "report")
    page.get_by_role("link", name="Tagesseite 9. Juni 2026").click()
    page.wait_for_selector("#disagreements")
    look(found, "day")
    page.get_by_role("link", name="Tagesseiten").click()
    page.get_by_role("link", name="9. Juni 2026").wait_for()
    assert found.faults == []
    page.context.close()


def test_progress_is_shown_until_it_is_done(browser: Browser) -> None:
    """Waiting, then running, then the report, or why there is none and how to go on; without anyone touching the page."""
    with FaultServer(fault(503), empty_reply()) as model:
        settings = Settings(engine="endpoint", base_url=model.url, api_key="none", model="m", retries=0, concurrency=1)
        with serving(settings) as served, occupied(served) as release:
            found = opened(browser, served)
            page = found.page
            page.fill("#text", TEXT)
            page.locator("summary").click()
            page.select_option("#language", "de")
            page.locator("button.main").click()
            page.get_by_text("Wartet auf einen freien Platz").wait_for()
            look(found, "progress")
            release.set()
            page.get_by_text("Das Modell ist nicht erreichbar.").wait_for()
            look(found, "failed")
            page.get_by_role("button", name="Noch einmal versuchen").click()
            page.wait_for_selector(".items")
            assert found.faults == []
            page.context.close()


def test_without_scripts_all_of_it_works(browser: Browser, desk: Served) -> None:
    """The progress page reloads itself; an error stands beside the form, which keeps what was typed."""
    found = opened(browser, desk, java_script_enabled=False, locale="en-GB")
    page = found.page
    page.fill("#text", "Η γέφυρα είναι ξανά ανοιχτή από τη Δευτέρα, λέει ο δήμαρχος της πόλης.")
    page.locator("button.main").click()
    page.get_by_text("That could not be read.").wait_for()
    # The browser notes the status.
    assert len(found.faults) == 1
    found.faults.clear()
    assert page.input_value("#text").startswith("Η γέφυρα")
    page.fill("#text", "The bridge has been open again since Monday. The work cost 12 million euros, the mayor said.")
    page.locator("button.main").click()
    page.wait_for_selector(".items")
    assert found.faults == []
    page.context.close()


def test_the_keyboard_is_enough(browser: Browser, desk: Served) -> None:
    """From the text by Tab to the button, and the focus can be seen."""
    found = opened(browser, desk)
    page = found.page
    page.focus("#text")
    page.keyboard.type(f"{TEXT} Mit der Tastatur.")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('button.main')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector(".items")
    page.context.close()


def test_the_token_is_asked_for_once(browser: Browser) -> None:
    """A page leads to the login and from there back to itself; no script sees the cookie; logging out ends it."""
    with serving(Settings(engine="rules"), token=TOKEN) as served:
        found = opened(browser, served, "/pages/days/2025-02-12")
        page = found.page
        page.fill("#token", "wrong")
        page.keyboard.press("Enter")
        page.get_by_text("Das Zugangswort stimmt nicht.").wait_for()
        found.faults.clear()
        look(found, "login")
        page.fill("#token", TOKEN)
        page.keyboard.press("Enter")
        page.get_by_text("Von diesem Tag ist kein Artikel da.").wait_for()
        assert page.evaluate("document.cookie") == ""
        look(found, "error")
        page.get_by_role("button", name="Abmelden").click()
        page.goto(f"{served.url}/")
        page.wait_for_selector("#token")
        page.context.close()


def test_hostile_articles_stay_inert(browser: Browser, desk: Served) -> None:
    """No script of an article or of a file's name runs on any page, nothing is requested from elsewhere."""
    found = opened(browser, desk)
    page = found.page
    article = hostile_article(0)
    name = "<img src=x onerror=attacked=1>\"'.txt"
    page.set_input_files("#file", {"name": name, "mimeType": "text/html", "buffer": article.text.encode()})
    page.locator("button.main").click()
    page.wait_for_selector(".items")
    assert page.evaluate("typeof attacked") == "undefined"
    page.goto(f"{desk.url}/")
    page.locator(".days a").first.click()
    page.wait_for_selector("#disagreements")
    assert page.evaluate("typeof attacked") == "undefined"
    assert page.locator("img, iframe, object, embed, link, base, form").count() == 0
    assert found.faults == []
    page.context.close()


def test_another_sites_page_gets_nothing(browser: Browser, desk: Served, tmp_path: Path) -> None:
    """A foreign page can neither post a form, nor read, nor frame what stands here."""
    foreign = tmp_path / "evil.html"
    foreign.write_text(
        f"<form method=post action={desk.url}/pages/briefings enctype=multipart/form-data><input name=text value=x></form>"
        f"<iframe src={desk.url}/></iframe>",
        encoding="utf-8",
    )
    page = browser.new_context().new_page()
    page.goto(foreign.as_uri())
    assert page.evaluate(f"fetch('{desk.url}/openapi.json').then(() => 'read', () => 'refused')") == "refused"
    assert page.frames[1].locator("form").count() == 0
    with page.expect_navigation() as navigated:
        page.evaluate("document.forms[0].submit()")
    assert navigated.value.status == 403
    page.context.close()
