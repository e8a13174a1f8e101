"""`python -m tests.pictures`: the pictures of the README, taken in the machine's Chromium from the sample articles."""

import datetime
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from summarizer import load_article, summarize
from summarizer.render.html import render_html
from summarizer.schemas import Briefing
from tests.conftest import ARTICLES, ROOT

FOLDER = ROOT / "docs" / "images"
COMMAND = "summarize article.txt --date 2025-02-12 --page-language en"
COLUMNS = 100
LINES = 36
"""Lines of the terminal that are shown."""

# The picture must be the same wherever it is taken, and nothing is fetched for it.
_STYLE = """body { margin: 0; background: #0c0c0c; color: #d9d9d9; } pre { margin: 0; padding: 18px 22px;
font: 13px/1.35 "DejaVu Sans Mono", monospace; }"""


def terminal_page(briefing: Briefing) -> str:
    """Return a page that looks as the briefing does on a terminal."""
    from summarizer.cli.terminal import styled
    from summarizer.render.markdown import render_briefing

    os.environ["COLUMNS"] = str(COLUMNS)
    shown = styled(render_briefing(briefing, language="en"))
    console = Console(file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ {COMMAND}", style="bold"))
    console.print(Text.from_ansi("\n".join(shown.splitlines()[:LINES])))
    code = console.export_html(inline_styles=True, theme=MONOKAI, code_format="<pre>{code}</pre>")
    return f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>{code}'


def take(browser: Browser, page: str, path: Path, *, width: int, height: int, click: str | None = None) -> None:
    """Open a page from a file and take its picture; `click` is what is clicked before."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(page)
        file.flush()
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce")
        opened = context.new_page()
        opened.goto(Path(file.name).as_uri())
        if click:
            opened.locator(click).first.click()
            opened.mouse.move(0, 0)
        opened.screenshot(path=path)
        context.close()


def main() -> None:
    """Take both pictures."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        raise SystemExit("no Chromium on this machine; on Debian: apt-get install chromium")
    article = load_article(ARTICLES[0])
    article = article.model_copy(update={"path": "article.txt", "published": datetime.date(2025, 2, 12)})
    # Replies with mistakes in them, so that the picture shows what is rejected too.
    briefing = summarize(article, replay=ROOT / "fixtures" / "wrong-replies")
    FOLDER.mkdir(exist_ok=True)
    report = render_html([(briefing, article.text)], language="en")
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        take(browser, report, FOLDER / "report.png", width=1120, height=660, click='.card[data-section="figures"] .amount')
        take(browser, terminal_page(briefing), FOLDER / "terminal.png", width=880, height=680)
        browser.close()
    for path in sorted(FOLDER.glob("*.png")):
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
