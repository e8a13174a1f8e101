"""A page, its article, and what verify makes of it."""

import functools

from summarizer import read_article, summarize, verify
from summarizer.gold.reading import read_gold
from summarizer.schemas import Article, Briefing, Verification
from tests.conftest import ROOT

TEXT = (
    "Die NATO hat am Montag mindestens 1.150 Soldaten nach Kiew geschickt. "
    "Generalsekretär Mark Rutte sagte: „Wir bleiben hier.“ "
    "Der Kanzler wies die Forderung der Ukraine zurück. "
    "Laut Polizei wurden drei Menschen verletzt und zwei getötet."
)
ARTICLE = read_article(f"---\ntitle: Lage in Kiew\npublisher: Stadtanzeiger\ndate: 2025-02-12\n---\n{TEXT}", path="lage.txt")
MARK = f"[^{ARTICLE.id[:6]}-"
SENTENCES = [
    "Die NATO hat am Montag mindestens 1.150 Soldaten nach Kiew geschickt.",
    "Generalsekretär Mark Rutte sagte: „Wir bleiben hier.“",
    "Der Kanzler wies die Forderung der Ukraine zurück.",
    "Laut Polizei wurden drei Menschen verletzt und zwei getötet.",
]
NOTES = "\n".join(f"{MARK}{number}]: {sentence}" for number, sentence in enumerate(SENTENCES, 1))
PAGE = f"""# NATO hat Soldaten nach Kiew geschickt {MARK}1]

Artikel: Lage in Kiew · Stadtanzeiger · 12. Februar 2025

## Zusammenfassung

- Die NATO hat mindestens 1.150 Soldaten nach Kiew geschickt. {MARK}1]

## Schlüsselereignisse

1. **NATO hat Soldaten nach Kiew geschickt** · *Wann:* am Montag · *Wo:* Kiew {MARK}1]

## Zahlen

| Angabe | Was gezählt wird | Wer es angibt | Beleg |
| --- | --- | --- | --- |
| mindestens 1.150 Soldaten | Soldaten | *–* | {MARK}1] |
| drei Menschen | Menschen, verletzt | Polizei | {MARK}4] |

## Akteure

### Personen

- **Mark Rutte**, Generalsekretär {MARK}2]

### Orte

- **Kiew** {MARK}1]

## Aussagen

- **Mark Rutte** · *sagte*: „Wir bleiben hier.“ · *wörtlich* {MARK}2]

## Verworfen

*Nichts.*

## Nicht erfasst

*Nichts.*

## Entstehung

Maschinell erstellt · Engine: rules

{NOTES}
"""
CLAIMS = 8


def check(page: str, *articles: Article) -> Verification:
    """Verify a page against the article of this file, or others."""
    return verify(page, articles or [ARTICLE])


def codes(page: str) -> list[str]:
    """Return the codes of what is rejected in a page."""
    return [item.code for item in check(page).items if item.code]


@functools.cache
def development() -> tuple[Article, ...]:
    """Return the articles of the development gold."""
    return tuple(text.article for text in read_gold([ROOT / "fixtures" / "gold" / "development"]).texts)


@functools.cache
def brief(number: int) -> Briefing:
    """Return the rules engine's briefing of a development article."""
    return summarize(development()[number], engine="rules")
