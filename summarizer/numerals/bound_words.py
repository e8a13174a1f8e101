"""Words before a number that make it a bound, by language; the longest phrase that fits counts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.schemas import Bound, Language

BOUND_WORDS: "dict[Language, dict[Bound, str]]" = {
    "de": {
        "at_least": (
            "mindestens|wenigstens|zumindest|zum mindesten|minimal|ab|nicht weniger als|nicht unter|frühestens|"
            "ein minimum von|≥|mind ."
        ),
        "more_than": (
            "mehr als|über|weit über|deutlich über|knapp über|oberhalb von|jenseits von|länger als|höher als|"
            "größer als|schwerer als|älter als|öfter als|häufiger als|weiter als|teurer als|etwas mehr als|etwas über|"
            "leicht über|>"
        ),
        "at_most": (
            "bis zu|bis zum|höchstens|maximal|allenfalls|nicht mehr als|kaum mehr als|nicht über|kaum über|spätestens|"
            "längstens|nicht länger als|nicht höher als|ein maximum von|≤|max ."
        ),
        "less_than": (
            "weniger als|unter|deutlich unter|weit unter|unterhalb von|kein|keine|keinen|keiner|keinem|keines|"
            "nicht einmal|nicht mal|nicht ganz|kaum|kürzer als|niedriger als|kleiner als|jünger als|billiger als|"
            "leichter als|<"
        ),
        "about": (
            "knapp|fast|nahezu|beinahe|annähernd|rund|etwa|in etwa|circa|ca .|ca|zirka|ungefähr|gut|schätzungsweise|"
            "geschätzt|geschätzte|geschätzten|gegen|an die|um die|rund um die|knapp unter|kaum weniger als|"
            "etwas weniger als|so um die|~|≈|±"
        ),
    },
    "en": {
        "at_least": (
            "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum of|upwards of|upward of|≥"
        ),
        "more_than": (
            "more than|over|well over|far more than|above|in excess of|greater than|higher than|longer than|"
            "larger than|just over|slightly more than|exceed|exceeds|exceeded|exceeding|beyond|older than|>"
        ),
        "at_most": (
            "up to|at most|at the most|no more than|hardly more than|barely more than|not more than|as much as|"
            "as many as|a maximum of|maximum of|no longer than|no higher than|not exceeding|≤"
        ),
        "less_than": (
            "less than|fewer than|under|well under|below|well below|lower than|shorter than|smaller than|younger than|not even|<"
        ),
        "about": (
            "about|around|some|roughly|approximately|approx .|approx|circa|ca .|c .|nearly|almost|close to|just under|"
            "just below|an estimated|estimated|the estimated|in the region of|in the order of|on the order of|barely|"
            "slightly less than|or so|~|≈|±"
        ),
    },
}
