"""Actors: found by name or by a mention in the same place; then their kind."""

from collections.abc import Mapping

from summarizer.gold.model import Gold, GoldActor
from summarizer.schemas import Actor, Briefing, Language
from summarizer.scoring.counts import Count
from summarizer.scoring.pairing import pair
from summarizer.scoring.remarks import Remark, SectionScore, short
from summarizer.scoring.words import names, overlap

# "Northeim" inside "Polizeiinspektion Northeim" (8 of 27 letters) is another actor, "Hegseth" inside "Pete Hegseth" (7 of 12) not.
SMALLEST_OVERLAP = 0.3
_SECTION = "actors"


def score_actors(gold: Gold, briefing: Briefing) -> SectionScore:
    """Return how the actors of a briefing stand to gold."""
    language = gold.article.language
    fits = {
        (item, number): fit
        for item, given in enumerate(briefing.actors)
        for number, actor in enumerate(gold.actors)
        if (fit := _fit(actor, given, language)) is not None
    }
    pairing = pair(fits, len(briefing.actors), [actor.optional for actor in gold.actors])
    wrong = {item for item, number in pairing.matched.items() if briefing.actors[item].kind not in gold.actors[number].kinds}
    found = len(pairing.matched)
    remarks = [
        Remark(
            _SECTION,
            "wrong",
            "kind",
            f"{gold.actors[number].name} is {gold.actors[number].kind}, given as {briefing.actors[item].kind}",
            gold.actors[number].id,
            item,
        )
        for item, number in pairing.matched.items()
        if item in wrong
    ]
    remarks += [_spurious(item, gold, briefing, fits) for item in pairing.spurious]
    remarks += [_missed(number, gold, briefing, fits) for number in pairing.missed]
    return SectionScore(
        counts={
            "actors.name": Count(found, len(pairing.spurious), len(pairing.missed), len(pairing.neutral)),
            "actors.kind": Count(found - len(wrong), len(wrong), len(wrong)),
        },
        remarks=tuple(remarks),
        pairs={item: gold.actors[number].id for item, number in (*pairing.matched.items(), *pairing.neutral.items())},
    )


def aliases(actor: GoldActor) -> set[str]:
    """Return the names an actor goes by."""
    return {actor.name, *(mention.text for mention in actor.mentions)}


def _fit(actor: GoldActor, given: Actor, language: Language) -> int | None:
    """Return how well an item fits an actor: 0 to 100 by shared letters of a mention, more where it bears the name."""
    named = names(given.name, language)
    same_name = any(named == names(alias, language) for alias in aliases(actor))
    shared = max(
        (
            overlap(mention, other) / max(mention.end - mention.start, other.end - other.start)
            for mention in actor.mentions
            for other in given.mentions
        ),
        default=0.0,
    )
    if not same_name and shared < SMALLEST_OVERLAP:
        return None
    return round(100 * shared) + 200 * same_name


def _spurious(item: int, gold: Gold, briefing: Briefing, fits: Mapping[tuple[int, int], int]) -> Remark:
    given = briefing.actors[item]
    twin = next((gold.actors[number] for other, number in fits if other == item), None)
    if twin:
        return Remark(_SECTION, "spurious", "duplicate", f"{given.name!r} stands for {twin.name} a second time", twin.id, item)
    return Remark(_SECTION, "spurious", "not_in_gold", f"{short(given.name)!r} is no actor of the gold", None, item)


def _missed(number: int, gold: Gold, briefing: Briefing, fits: Mapping[tuple[int, int], int]) -> Remark:
    actor, language = gold.actors[number], gold.article.language
    if any(other == number for _, other in fits):
        return Remark(_SECTION, "missed", "taken", f"{actor.name}: the item that fits stands for another actor", actor.id)
    forms = [names(alias, language) for alias in aliases(actor)]
    for entry in briefing.rejected:
        if entry.section == _SECTION and names(str(entry.item.get("name", "")), language) in forms:
            return Remark(_SECTION, "missed", "rejected", f"{actor.name} was given and rejected: {entry.reason}", actor.id)
    return Remark(_SECTION, "missed", "absent", actor.name, actor.id)
