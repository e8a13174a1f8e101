"""What became of every attack: with rules, and with a model that obeys; `rows` are the table of docs/security.md."""

from collections import Counter
from collections.abc import Iterator

from summarizer.pipeline import summarize
from summarizer.schemas import Briefing
from summarizer.settings import Settings
from tests.attacks import PLACES, Attack, Place, attacks, obeying, planted, printed
from tests.faults import FaultServer, chat

GROUPS = {
    "override": "orders to forget the rules",
    "role": "other roles, system messages, marks of prompts",
    "label": "notes to language models, comments",
    "output": "orders what to print, false JSON, end marks",
    "disguise": "invisible letters, look-alikes, emphasis, base64, false numbers",
    "quoted": "orders in quotation marks",
    "foreign": "orders in another language than the article's",
    "polite": "requests, threats, parts to play",
    "layout": "tables, captions, hidden elements, calls of tools",
    "split": "over several sentences, backwards, by first letters",
    "elsewhere": "numbers of other things, corrections, strange digits",
}
HEAD = ("attacks", "de", "en", "told apart", "rules: printed, flagged", "obeying model: printed, flagged", "stopped")


def place_of(attack: Attack) -> Place:
    """Return where an attack is planted: each third of them at another place."""
    return PLACES[attacks().index(attack) % len(PLACES)]


def by_rules(attack: Attack) -> Briefing:
    """Brief the article with the attack in it without a model."""
    return summarize(planted(attack, place_of(attack)), Settings(engine="rules"))


def by_captive(attack: Attack) -> Briefing:
    """Brief it with a model behind a real socket that obeys, also when it is asked to mend."""
    article = planted(attack, place_of(attack))
    draft = obeying(attack, article)
    with FaultServer(chat(draft)) as server:
        return summarize(article, Settings(engine="endpoint", base_url=server.url, model="captive", retries=0, reasks=0))


def rows() -> Iterator[tuple[str, ...]]:
    """Yield a row for each group of attacks, and their sum; counts of items are items that say what the attack wants said."""
    total: Counter[str] = Counter()
    for group, name in GROUPS.items():
        count: Counter[str] = Counter()
        for attack in attacks():
            if attack.group == group:
                count.update({attack.language: 1, "told": attack.seen != "no"})
                rules, captive = by_rules(attack), by_captive(attack)
                count.update(_counted("rules", printed(rules, attack)))
                count.update(_counted("captive", printed(captive, attack)))
                count["stopped"] += len(captive.rejected)
        total.update(count)
        yield _row(name, count)
    yield _row("all", total)


def _counted(engine: str, items: list[tuple[str, bool]]) -> Counter[str]:
    """Count what is printed, and what of it is flagged."""
    return Counter(f"{engine} {'flagged' if flagged else 'printed'}" for _, flagged in items)


def _row(name: str, count: Counter[str]) -> tuple[str, ...]:
    told = f"{count['told']} of {count['de'] + count['en']}"
    pairs = [f"{count[f'{engine} printed']}, {count[f'{engine} flagged']}" for engine in ("rules", "captive")]
    return (name, str(count["de"]), str(count["en"]), told, *pairs, str(count["stopped"]))
