"""Statements from spans: cue and speaker linked, speakers named."""

import pytest

from summarizer.schemas import Language
from tests.spans import draft


def test_nearest_cue_and_speaker() -> None:
    """Of two statements in a sentence each has its own cue; the one without a subject has the first one's."""
    said = draft(
        "[Der DGB] <nannte> den Plan {mutlos} und <verlangte> {eine Senkung der Zinsen}.", {"DGB": "organisation"}
    ).statements
    assert [(one.speaker, one.cue, one.content) for one in said] == [
        ("DGB", "nannte", "mutlos"),
        ("DGB", "verlangte", "eine Senkung der Zinsen"),
    ]


def test_cue_in_two_pieces() -> None:
    """Verb and particle are one cue."""
    said = draft("[Der Konzern] <wies> {die Vorwürfe} <zurück>.").statements
    assert [(one.cue, one.content) for one in said] == [("wies … zurück", "die Vorwürfe")]


@pytest.mark.parametrize(("pronoun", "name"), [("sie", "Anna Kowalczyk"), ("er", "Peter Halder")], ids=["feminine", "masculine"])
def test_pronoun_fits_in_gender(pronoun: str, name: str) -> None:
    """A pronoun stands for the nearest person whom it fits."""
    text = f"Ministerin Anna Kowalczyk traf Minister Peter Halder. {{Die Brücke sei sicher}}, <sagte> [{pronoun}]."
    said = draft(text, {"Anna Kowalczyk": "person", "Peter Halder": "person"}).statements
    assert [one.speaker for one in said] == [name]


def test_run_on_report_keeps_its_speaker() -> None:
    """A statement without cue and speaker goes on with the one before."""
    text = "[Ministerin Anna Kowalczyk] <sagte>, {die Brücke sei sicher}. {Niemand müsse sich sorgen}."
    said = draft(text, {"Anna Kowalczyk": "person"}).statements
    assert [one.speaker for one in said] == ["Anna Kowalczyk", "Anna Kowalczyk"]


def test_unnamed_source() -> None:
    """Reports without a source have no speaker, even behind one who is named."""
    text = "[Anna Kowalczyk] <sagte>, {die Brücke sei sicher}. <Berichten zufolge> {fehlen 30 Lehrer}."
    said = draft(text, {"Anna Kowalczyk": "person"}).statements
    assert [one.speaker for one in said] == ["Anna Kowalczyk", None]


def test_cue_in_the_next_sentence() -> None:
    """A sentence like "Das teilte die Polizei mit." says who said the one before."""
    said = draft("{Drei Menschen wurden verletzt}. Das <teilte> [die Polizei] <mit>.").statements
    assert [(one.speaker, one.cue) for one in said] == [("die Polizei", "teilte … mit")]


def test_person_behind_an_office() -> None:
    """The person named between commas behind an office is the speaker."""
    text = "{Die Brücke sei sicher}, <sagte> [der Sprecher der Partei], Peter Halder, am Montag."
    assert [one.speaker for one in draft(text, {"Peter Halder": "person"}).statements] == ["Peter Halder"]


def test_whole_quotation_is_direct() -> None:
    """A content is direct where it fills a quotation, indirect where it is more."""
    text = "„{Wir haben lange gewartet}“, <sagte> [Peter Halder]. [Er] <sagte>, {man habe „lange gewartet“}."
    assert [one.form for one in draft(text, {"Peter Halder": "person"}).statements] == ["direct", "indirect"]


def test_claimant_of_a_figure() -> None:
    """Who makes the statement asserts the figure in it."""
    figures = draft("[Die Polizei] <sagte>, {es gebe drei Verletzte}. Es brannten vier Autos.").figures
    assert [(one.amount, one.claimant) for one in figures] == [("drei Verletzte", "Die Polizei"), ("vier Autos", None)]


def test_content_around_a_link_is_one() -> None:
    """What is said on both sides of "als" is one content, and the cue is the verb."""
    said = draft("[Der Verband] <tat> {die Reform} <als> {reine Symbolik} <ab>.").statements
    assert [(one.cue, one.content) for one in said] == [("tat … ab", "die Reform als reine Symbolik")]


@pytest.mark.parametrize(
    "text",
    [
        "{Inmitten der Angriffe} <äußerte sich> [Eva Rust].",
        "[Die Behörden] <planen> Berichten <zufolge> {neue Kontrollen}.",
        "[Außerdem] <wies er> {den Vorschlag der Kommission} <zurück>.",
    ],
)
def test_circumstances_and_hearsay_are_put_into_nobodys_mouth(text: str) -> None:
    """What tells when it was said, what others report about the subject, and an adverb as speaker make no statement that holds."""
    said = draft(text, {"Eva Rust": "person"}).statements
    assert not [one for one in said if one.speaker in ("Eva Rust", "Die Behörden", "Behörden")]


def test_an_adverb_before_the_verb_is_not_who_speaks() -> None:
    """Where a word that opens the sentence was taken for the speaker, the pronoun behind the verb says who speaks."""
    text = "Eva Rust kam am Montag. [Außerdem] <wies> sie {den Vorschlag der Kommission} <zurück>."
    assert [one.speaker for one in draft(text, {"Eva Rust": "person"}).statements] == ["Eva Rust"]


def test_cue_without_pronoun_and_second_clause() -> None:
    """A cue has words of saying only: no pronoun, and nothing of the clause behind "indem"; a bare preposition is no cue."""
    text = "Minister Peter Halder kam. Dann <wies er> {die Forderung} <zurück>, indem er <auf> {die Lage der Bauern} verwies."
    said = draft(text, {"Peter Halder": "person"}).statements
    assert [(one.cue, one.content) for one in said] == [("wies … zurück", "die Forderung")]


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("<Nach Angaben> [des südkoreanischen Geheimdienstes] {sind drei Männer in Köln}.", "südkoreanischer Geheimdienst"),
        ("<Laut> [dem Wahlleiter] {sind drei Männer in Köln}.", "Wahlleiter"),
        ("<Nach Angaben> [der ukrainischen Polizei] {sind drei Männer in Köln}.", "ukrainische Polizei"),
        ("[Die Polizei] <sagte>, {drei Männer seien in Köln}.", "Die Polizei"),
        ("<Nach Angaben> [des alten Vorstehers] {sind drei Männer in Köln}.", "des alten Vorstehers"),
    ],
)
def test_speaker_in_base_form(marked: str, speaker: str) -> None:
    """A source in the genitive or dative is given in base form where its gender is known, else as it stands."""
    assert [one.speaker for one in draft(marked).statements] == [speaker]


def test_role_noun_of_one_person() -> None:
    """A bare role noun in any case is the one person who has that role."""
    text = "Forscherin Johanna Vester kam mit Peter Halder. <Laut> [der Forscherin] {sind drei Männer in Köln}."
    assert [one.speaker for one in draft(text, {"Johanna Vester": "person", "Peter Halder": "person"}).statements] == [
        "Johanna Vester"
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[Peter Halder] <wies> {dies} <zurück>.",
        "[Peter Halder] <will> {der Stadt} helfen.",
        "{Drei Männer sind in Köln stationiert}.",
        "[Peter Halder] <äußerte sich> <zur> {Mitgliedschaft der Ukraine}.",
        "[Peter Halder] <senkte> {sein Kursziel}.",
        "[Peter Halder] <hatte> <für> {den Umbau} geworben.",
        "{In zwei Lagern gab es Fälle}; [Peter Halder] <bestätigte> bis zum Abend 17 Erkrankungen.",
    ],
)
def test_no_statement(marked: str) -> None:
    """A pronoun says nothing, an auxiliary or a deed is no word of saying, a topic no claim, a plain sentence nobody's words."""
    assert draft(marked, {"Peter Halder": "person"}).statements == ()


def test_things_do_not_speak() -> None:
    """Where a thing stands in front of the verb, the pronoun behind it says who speaks."""
    text = "Minister Peter Halder kam. [Die Kosten] <bezifferte> er auf {rund 1,2 Milliarden Euro}."
    assert [one.speaker for one in draft(text, {"Peter Halder": "person"}).statements] == ["Peter Halder"]


def test_quotation_mark_is_closed() -> None:
    """A content does not lose the closing mark of a quotation in it, nor a percent sign."""
    said = draft('[Peter Halder] <sagte>, {die Lage sei "sehr ernst}".', {"Peter Halder": "person"}).statements
    assert [one.content for one in said] == ['die Lage sei "sehr ernst"']


def test_a_cue_has_its_participle_and_no_preposition_of_another_phrase() -> None:
    """The verb at the end of what is said belongs to the cue, "vor Analysten" does not."""
    text = (
        "[Peter Halder] <hatte> {den Mann als voll schuldfähig eingestuft}. "
        "{Es ist ernst, und so sei es auch}, <sagte> er <vor> Analysten."
    )
    said = draft(text, {"Peter Halder": "person"}).statements
    assert [(one.cue, one.content) for one in said] == [
        ("hatte … eingestuft", "den Mann als voll schuldfähig"),
        ("sagte", "Es ist ernst, und so sei es auch"),
    ]


def test_a_quotation_keeps_its_conjunction_and_loses_a_hanging_one() -> None:
    """„Dass niemand starb, ist ein Glück“ is whole; "und" at an end belongs to what follows."""
    said = draft("„{Dass niemand starb, ist ein Glück}“, <sagte> [Peter Halder].", {"Peter Halder": "person"}).statements
    assert [one.content for one in said] == ["Dass niemand starb, ist ein Glück"]
    said = draft("[The firm] <pledged> {$5 million in aid and} <said> it would help.", language="en").statements
    assert [one.content for one in said] == ["$5 million in aid"]


def test_a_speaker_is_no_day() -> None:
    """The day on which somebody speaks is not part of who speaks."""
    said = draft("{Vier Menschen seien tot}, wie [der Katastrophenschutz am Dienstag] <mitteilte>.").statements
    assert [one.speaker for one in said] == ["Katastrophenschutz"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        (
            "Im Haus waren <nach Angaben> [der Feuerwehr] {84 Menschen}.",
            "Feuerwehr",
            "nach Angaben",
            "Im Haus waren 84 Menschen",
        ),
        (
            "{Russland hat Kiew} <nach Angaben aus> [Odessa] <mit> {430 Drohnen angegriffen}.",
            "Odessa",
            "nach Angaben aus",
            "Russland hat Kiew mit 430 Drohnen angegriffen",
        ),
        (
            "{Den Schaden} <schätzten> [die Ermittler] <auf> {mehr als 3 Millionen Euro}.",
            "die Ermittler",
            "schätzten",
            "Den Schaden auf mehr als 3 Millionen Euro",
        ),
        (
            "{Am selben Tag} <erklärte> [der Minister Pete Hegseth], dass {eine Mitgliedschaft nicht realistisch sei}.",
            "Minister Pete Hegseth",
            "erklärte",
            "eine Mitgliedschaft nicht realistisch sei",
        ),
        ("{Die Lage könnte kippen}, <wie> [watson.ch] berichtet.", "watson.ch", "wie … berichtet", "Die Lage könnte kippen"),
        ("[Der Verein] <ließ offen>, ob {er Revision einlegt}.", "Der Verein", "ließ offen", "ob er Revision einlegt"),
        (
            "[Die Firma] <wies> {Vorwürfe} <zurück>, {es habe Mängel gegeben}.",
            "Die Firma",
            "wies … zurück",
            "es habe Mängel gegeben",
        ),
        (
            'Wie [die Polizei der Deutschen Presse-Agentur] <sagte>, {starb ein Mann „auf der Stelle}".',
            "die Polizei",
            "sagte",
            'starb ein Mann „auf der Stelle"',
        ),
        (
            "Die Aufsicht hatte das Haus <nach eigenen Angaben> {im März geprüft}.",
            "Die Aufsicht",
            "nach eigenen Angaben",
            "Die Aufsicht hatte das Haus im März geprüft",
        ),
    ],
)
def test_statement_is_whole(text: str, speaker: str, cue: str, content: str) -> None:
    """What is said stands whole: without the source put into it, with its conjunction and marks, once."""
    assert [(one.speaker, one.cue, one.content) for one in draft(text).statements] == [(speaker, cue, content)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("[Anna Weber] <sagte>, {das reiche}. Analysten senkten ihr Ziel. {Das Vertrauen sei dahin}, <schrieben> [sie].", "de"),
        ("[Anna Weber] <said> {it was enough}. Analysts cut their target. “{Trust is gone},” [they] <wrote>.", "en"),
        ("[Anna Weber] <sagte>, {das reiche}. Es wurden <nach Behördenangaben> {sechs Menschen getötet}.", "de"),
    ],
)
def test_several_are_not_who_spoke_before(text: str, language: Language) -> None:
    """A pronoun for several, or authorities without a name, never stand for the person who spoke before."""
    assert [one.speaker for one in draft(text, {"Anna Weber": "person"}, language=language).statements] == ["Anna Weber", None]


def test_participle_is_no_speaker() -> None:
    """A participle that opens the sentence does not speak, and what was rated so is not said."""
    assert draft("[Ergänzend] <sagte> [Eva Rust], {es reiche}.", {"Eva Rust": "person"}).statements[0].speaker == "Eva Rust"


def test_two_clauses_are_not_made_one() -> None:
    """What stands before and behind "but officials warn" is never told as one content."""
    said = draft("{The outbreak slows}, but [officials] <warn> {against complacency}.", language="en").statements
    assert all(one.content != "The outbreak slows against complacency" for one in said)
