"""Lines with a superlative, a day, a quotation, a number, a speaker or a special case that their sentences have or lack."""

import pytest

from summarizer.schemas import DraftLine, Language
from tests.test_grounding import code_of, source_of

HURT = "Bei dem Unfall wurden am Montag 486 Menschen verletzt. 300 bis 400 Koffer blieben liegen."
VOTE = "Für den Antrag stimmten 124 der 240 Abgeordneten."
FLOOD = "Falls der Deich bricht, müssen 5.000 Menschen fliehen."

LINES: list[tuple[Language, str, str, str | None]] = [
    ("de", HURT, "Mehr als 480 Verletzte bei Unfall", None),
    ("de", HURT, "Bis zu 400 Koffer blieben liegen", None),
    ("de", HURT, "Mehr als 500 Verletzte bei Unfall", "number"),
    ("de", HURT, "Mindestens 400 Koffer blieben liegen", "number"),
    ("de", HURT, "Schwerster Unfall mit 486 Verletzten", "not_found"),
    ("de", HURT, "486 Menschen am Dienstag verletzt", "date"),
    ("de", HURT, "Hunderte Verletzte bei Unfall", None),
    ("de", "Seit dem Jahr 2023 scheiterten mehrere Anläufe.", "Dutzende Anläufe scheiterten", "number"),
    ("de", "In der Stadt leben 650.000 Menschen.", "Dutzende Menschen leben in der Stadt", "number"),
    ("de", "Die polnische Regierung kündigte Hilfe an.", "Warschau kündigt Hilfe an", None),
    ("de", "Die Polizei kündigte Hilfe an.", "Warschau kündigt Hilfe an", "not_found"),
    ("de", "Der Verband kündigte 20 Euro Hilfe an.", "Brüssel kündigt Hilfe an", "not_found"),
    ("de", VOTE, "240 Abgeordnete stimmten für den Antrag", "counted"),
    ("de", FLOOD, "5.000 Menschen fliehen", "status"),
    ("de", "Ein Orkan zog über die Küste.", "Sturm zieht über die Küste", None),
    ("de", "Ein Sturm zog über die Küste.", "Orkan zieht über die Küste", "not_found"),
    ("de", "Die Virologin warnte vor einer Welle.", "Psychologin warnt vor Welle", "not_found"),
    ("de", "Der Umsatz sank im Quartal um 11,3 Prozent.", "Umsatzplus von 11,3 Prozent im Quartal", "not_found"),
    ("en", "Officers seized cocaine in the harbour.", "Drugs seized in port", None),
    ("en", "Officers seized drugs in the harbour.", "Cocaine seized in port", "not_found"),
    ("en", "“The war is quieter now,” said a teacher.", "“The war is over”, said a teacher", "quote"),
]


@pytest.mark.parametrize(("language", "text", "line", "code"), LINES)
def test_particulars_are_those_of_the_text(language: Language, text: str, line: str, code: str | None) -> None:
    """What is rounded truly holds; what only the line has is rejected."""
    source = source_of(text, language)
    numbers = tuple(sentence.number for sentence in source.sentences)
    assert code_of(DraftLine(text=line, sentences=numbers), source) == code
