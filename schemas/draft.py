"""What a model fills in: cheap to write, cites sentence numbers, copies short words.

Each description is text that the model reads; a snapshot test holds it.
"""

from typing import Annotated, Literal

from pydantic import Field

from ._base import Frozen

Status = Literal["done", "planned", "announced", "claimed", "denied"]
Kind = Literal["person", "organisation", "state", "place", "group"]
Form = Literal["direct", "indirect"]

Sentences = Annotated[
    tuple[int, ...],
    Field(description="Numbers of the sentences that carry this item: as few as possible, at least one."),
]


class DraftLine(Frozen):
    """A line of free text and the sentences it rests on."""

    text: str = Field(
        description="One plain sentence in the article's language. Only what the cited sentences say; "
        "every number, name, bound word and negation as they have it."
    )
    sentences: Sentences


class DraftEvent(Frozen):
    """Something that happened, was planned, announced, claimed or denied."""

    title: str = Field(
        description="Short headline in the article's language: who did what to whom. "
        "Names and numbers exactly as in the cited sentences."
    )
    status: Status = Field(
        description="done: reported as fact; planned: intended, not yet done; announced: somebody announced it; "
        "claimed: only alleged or hedged (mutmaßlich, offenbar, reportedly); denied: somebody denies it."
    )
    when: str | None = Field(description="The words that say when, copied from the cited sentences, or null.")
    where: str | None = Field(description="The words that name the place, copied from the cited sentences, or null.")
    sentences: Sentences


class DraftFigure(Frozen):
    """A number that counts or measures something."""

    amount: str = Field(
        description="The amount copied letter for letter with its bound word and its unit or noun, for example "
        "'mindestens 1150 gefallenen Soldaten' or 'more than 3.5 million dollars'. No dates, years, clock times, ages, ordinals."
    )
    counts: str = Field(
        description="What is counted, in the words of the cited sentence: its noun first choice, "
        "then whose, where and in which state."
    )
    claimant: str | None = Field(
        description="Who asserts the figure, named in the words of the cited sentences; null where nobody is named. Never guess."
    )
    sentences: Sentences


class DraftActor(Frozen):
    """A named person, organisation, state, place or group."""

    name: str = Field(description="The fullest name in the cited sentences, base form, without title or office.")
    kind: Kind
    role: str | None = Field(
        description="Title, office or function copied from the cited sentences, or null. Never from general knowledge."
    )
    sentences: Sentences


class DraftStatement(Frozen):
    """What somebody says, claims, denies, demands, warns of, announces or reports."""

    speaker: str | None = Field(
        description="Who says it, named as in the article (for a pronoun, the name it stands for, citing that sentence too); "
        "null where no source is named ('Berichten zufolge', 'reportedly')."
    )
    cue: str | None = Field(
        description="The speech verb or phrase as in the sentence, '…' for a gap: 'sagte', 'wies … zurück', 'laut', "
        "'according to'; null where the sentence has none."
    )
    content: str = Field(
        description="What is said, copied letter for letter, without quotation marks, without the cue and without 'dass' or 'that'."
    )
    form: Form = Field(description="direct only where the whole content stands inside quotation marks, else indirect.")
    sentences: Sentences


class BriefingDraft(Frozen):
    """A briefing of one passage before it is checked."""

    headline: DraftLine | None = Field(description="The main news of the article in one line, or null if there is none.")
    summary: tuple[DraftLine, ...] = Field(description="Two to four lines that do not repeat each other.")
    key_events: tuple[DraftEvent, ...] = Field(description="The three to seven events that matter most, in order of weight.")
    figures: tuple[DraftFigure, ...] = Field(description="Every number that counts or measures something, in order of the text.")
    actors: tuple[DraftActor, ...] = Field(description="Everyone and every place named, each once.")
    statements: tuple[DraftStatement, ...] = Field(description="Every reported or quoted statement, in order of the text.")


class RepairDraft(Frozen):
    """Mended items, list by list in the order in which they were listed; null for one that is withdrawn."""

    headline: DraftLine | None
    summary: tuple[DraftLine | None, ...]
    key_events: tuple[DraftEvent | None, ...]
    figures: tuple[DraftFigure | None, ...]
    actors: tuple[DraftActor | None, ...]
    statements: tuple[DraftStatement | None, ...]
