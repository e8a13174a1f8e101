"""Key events: found by the passage they rest on."""

from summarizer.gold.model import Gold
from summarizer.schemas import Briefing
from summarizer.scoring.counts import Count
from summarizer.scoring.pairing import pair
from summarizer.scoring.remarks import Remark, SectionScore, short
from summarizer.scoring.words import overlap

_SECTION = "key_events"


def score_events(gold: Gold, briefing: Briefing) -> SectionScore:
    """Return how the key events of a briefing stand to gold."""
    fits = {
        (item, number): round(100 * shared / (event.evidence.end - event.evidence.start))
        for item, given in enumerate(briefing.key_events)
        for number, event in enumerate(gold.events)
        if (shared := max(overlap(sentence, event.evidence) for sentence in given.evidence))
    }
    pairing = pair(fits, len(briefing.key_events), [event.optional for event in gold.events])
    remarks = []
    for item in pairing.spurious:
        twin = next((gold.events[number].id for other, number in fits if other == item), None)
        title = repr(short(briefing.key_events[item].title))
        reason = f"{title} stands for {twin} a second time" if twin else f"{title} rests on no passage that the gold marks"
        remarks.append(Remark(_SECTION, "spurious", "duplicate" if twin else "not_in_gold", reason, twin, item))
    for number in pairing.missed:
        event = gold.events[number]
        taken = any(other == number for _, other in fits)
        reason = f"{short(event.title or event.evidence.text)!r}" + (": the event that fits stands for another" if taken else "")
        remarks.append(Remark(_SECTION, "missed", "taken" if taken else "absent", reason, event.id))
    return SectionScore(
        counts={"key_events": Count(len(pairing.matched), len(pairing.spurious), len(pairing.missed), len(pairing.neutral))},
        remarks=tuple(remarks),
        pairs={item: gold.events[number].id for item, number in (*pairing.matched.items(), *pairing.neutral.items())},
    )
