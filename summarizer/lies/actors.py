"""Lies about actors: a name that nobody bears here, and the role of somebody else."""

import re
from collections.abc import Iterator
from typing import cast

from summarizer.gold.model import GoldActor
from summarizer.lies.cases import Case, TrueItem
from summarizer.lies.choice import Change
from summarizer.lies.citing import cite_neighbours
from summarizer.lies.lexicon import INVENTED_NAMES, INVENTED_ROLES
from summarizer.lies.texts import absent
from summarizer.schemas import DraftActor


def lie_about_actor(item: TrueItem, case: Case) -> Iterator[Change]:
    """Yield lies about one actor."""
    draft, gold, language = cast("DraftActor", item.draft), cast("GoldActor", item.gold), case.source.language
    bare = draft.model_copy(update={"role": None})
    for name in INVENTED_NAMES[language][draft.kind]:
        if absent(name, case.source.text):
            yield Change("name invented", bare.model_copy(update={"name": name}))
    for name in misname(draft.name, case):
        yield Change("name altered", bare.model_copy(update={"name": name}))
    yield from cite_neighbours(bare, case)
    for role in INVENTED_ROLES[language]:
        if absent(role, case.source.text):
            yield Change("role invented", draft.model_copy(update={"role": role}))
    yield from _roles(draft, gold, case)


def misname(name: str, case: Case) -> Iterator[str]:
    """Yield a name with another first name, another last name, or one letter of its last word changed."""
    words = name.split()
    others = INVENTED_NAMES[case.source.language]["person"]
    changed: list[str] = []
    if len(words) == 2 and all(word[:1].isupper() for word in words):
        first, last = others[-1].split()
        changed = [f"{first} {words[1]}", f"{words[0]} {last}"]
    match = re.search(r"(?<=[^\W\d_]{2})([bdfgklmnprstw])(?=[^\W\d_]{2})", words[-1]) if words[-1][1:].islower() else None
    if match and len(words[-1]) > 5:
        letter = {"b": "d", "d": "b", "f": "g", "g": "k", "k": "g", "l": "r", "m": "n", "n": "m", "p": "b", "r": "l"}.get(
            match.group(), "p"
        )
        changed.append(" ".join([*words[:-1], words[-1][: match.start()] + letter + words[-1][match.end() :]]))
    yield from (one for one in changed if one not in case.source.text)


def _roles(draft: DraftActor, gold: GoldActor, case: Case) -> Iterator[Change]:
    """Yield the actor with the role of another one, whose sentence is cited too."""
    own = " ".join([mention.role or "" for mention in gold.mentions] + [gold.role or "", draft.role or ""])
    for other in case.gold.actors:
        spans = [mention for mention in other.mentions if mention.role]
        if other.id == gold.id or not other.role or not spans or other.kind != gold.kind or not absent(other.role, own):
            continue
        # "Ministerin" and "Außenminister" are no contradiction.
        if other.role.lower()[:7] in own.lower():
            continue
        numbers = tuple(sorted({*draft.sentences, *case.sentences_of(spans)}))
        here = bool(set(case.sentences_of(spans)) & set(draft.sentences))
        if not absent(other.role, case.cited(draft.sentences)) and not here:
            continue
        place = "same sentence" if here else "elsewhere and cited"
        yield Change(f"roles exchanged, {place}", draft.model_copy(update={"role": other.role, "sentences": numbers}))
