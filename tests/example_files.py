"""The files that examples in README and docs name, made once: sample articles, documents, saved briefings, a web site."""

import shutil
from pathlib import Path

from tests.conftest import ARTICLES, RECORDINGS, ROOT, CommandLine, clean_environment

DATED = "---\ndate: 2025-02-12\npublisher: {publisher}\n---\n"
LATE = DATED.format(publisher="Abendblatt") + "Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro.\n"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Stadtanzeiger</title><item><title>Brücke wieder offen</title>
<link>https://example.org/bridge</link><pubDate>Wed, 12 Feb 2025 09:00:00 +0100</pubDate></item></channel></rss>
"""
DOCUMENTS = {"page.html": "bridge-de.html", "report.pdf": "printed.pdf", "memo.docx": "memo.docx", "mail.eml": "mail.eml"}
FOLDERS = ("articles", "monday", "today", "FOLDER")
REPLAY = ("--replay", str(RECORDINGS))
# Each is made of those before, where it can be: checking an article takes longest.
SAVED = (
    ("monday.jsonl", "monday/a.txt", "monday/b.txt", "-f", "jsonl", *REPLAY),
    ("day.json", "daily", "monday.jsonl", "-f", "json"),
    ("2025-02-12.md", "show", "day.json"),
    ("page.md", "article.txt", *REPLAY),
    # One with rejected items.
    ("briefing.json", "article.txt", "-f", "json", "--replay", str(ROOT / "fixtures" / "wrong-replies")),
    ("briefings.jsonl", "batch", "articles", *REPLAY),
)
DRAFT = """{"figures": [{"amount": "mindestens 1150 gefallenen Soldaten", "counts": "gefallene Soldaten", "claimant": "op-online",
 "sentences": [2]}]}
"""


def make_files(folder: Path, command_line: CommandLine) -> Path:
    """Make everything in a new folder and return it."""
    folder.mkdir(parents=True)
    _copy_samples(folder)
    streams, home = folder.with_name(f"{folder.name}-streams"), folder.with_name(f"{folder.name}-home")
    streams.mkdir()
    for name in ("stdin", "stdout", "stderr"):
        (streams / name).touch()
    for name, *words in SAVED:
        arguments = [*words, "--quiet", "-o", name]
        code = command_line.run(arguments, folder=folder, streams=streams, environment=clean_environment(home))
        assert code == 0, (name, (streams / "stderr").read_text(encoding="utf-8"))
    day = (folder / "day.json").read_text(encoding="utf-8")
    (folder / "yesterday.json").write_text(day.replace("2025-02-12", "2025-02-11"), encoding="utf-8")
    return folder


def _copy_samples(folder: Path) -> None:
    """Copy what is no output."""
    first, second = (path.read_text(encoding="utf-8") for path in ARTICLES)
    (folder / "article.txt").write_text(first, encoding="utf-8")
    (folder / "draft.json").write_text(DRAFT, encoding="utf-8")
    (folder / "article.md").write_text(LATE, encoding="utf-8")
    for name in FOLDERS:
        (folder / name).mkdir()
        for letter, text, publisher in (("a", first, "Morgenpost"), ("b", second, "Tagblatt")):
            (folder / name / f"{letter}.txt").write_text(DATED.format(publisher=publisher) + text, encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        shutil.copy(folder / "monday" / name, folder / name)
    (folder / "late").mkdir()
    (folder / "late" / "c.txt").write_text(LATE, encoding="utf-8")
    for name, source in DOCUMENTS.items():
        shutil.copy(ROOT / "fixtures" / "documents" / source, folder / name)
    (folder / "site").mkdir()
    shutil.copy(ROOT / "fixtures" / "documents" / "bridge-de.html", folder / "site" / "bridge")
    (folder / "site" / "rss").write_text(RSS, encoding="utf-8")
    (folder / "site" / "note").write_text(LATE, encoding="utf-8")
    _link_fixtures(folder / "fixtures")


def _link_fixtures(folder: Path) -> None:
    """Lay out the fixtures: the samples whole, of annotated articles two, because measuring all of them takes long."""
    written = folder / "gold" / "clusters" / "written"
    (folder / "gold" / "development").mkdir(parents=True)
    written.mkdir(parents=True)
    for name in ("articles", "recordings", "wrong-replies", "documents"):
        (folder / name).symlink_to(ROOT / "fixtures" / name)
    for path in sorted((ROOT / "fixtures" / "gold" / "development").glob("de-flash-2*")):
        shutil.copy(path, folder / "gold" / "development")
    (written / "sport-kreuzband").symlink_to(ROOT / "fixtures" / "gold" / "clusters" / "written" / "sport-kreuzband")
