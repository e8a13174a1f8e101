"""Documents for tests: where those made by real programs lie, what they say, and small ones made here."""

import io
import zipfile

from summarizer.readers.serving import answer
from tests.conftest import ROOT

DOCUMENTS = ROOT / "fixtures" / "documents"
MEMO = """\
Lagebericht Hochwasser

Der Pegel der Aue ist bis Montagabend auf 4,35 Meter gestiegen. Das teilte das Landesamt für Umwelt am Dienstag mit. \
Mindestens 1.150 Menschen mussten ihre Häuser verlassen, sagte Landrätin Petra Schröder.

Schäden in drei Gemeinden

Nach Angaben der Feuerwehr standen in Altdorf 87 Keller unter Wasser. Die Außenministerkonferenz und das \
Bundesverfassungsgericht sind nicht betroffen, wohl aber die Krankenhausverwaltungsgesellschaft und die \
Wasserwirtschaftsverwaltung der Landeshauptstadt. Verletzt wurde niemand.

Altdorf: 87 Keller

Neudorf: 12 Keller

„Wir haben so etwas seit 2002 nicht erlebt“, sagte Schröder. Der Landkreis rechnet mit einem Schaden von rund 3 Millionen \
Euro. Am Mittwoch soll der Pegel wieder fallen.

Ausblick

Die Kreisverwaltung will bis Freitag entscheiden, ob die Schulen in Altdorf und Neudorf geschlossen bleiben. Das Technische \
Hilfswerk ist mit 240 Helfern im Einsatz.
"""
"""The paragraphs of the memo that LibreOffice wrote as DOCX and PDF and Chromium printed."""

TWO_PARAGRAPHS = "<p>Bei Neudorf ist ein Zug entgleist.</p><p>Sieben Menschen wurden verletzt, sagte die Polizei.</p>"


def read(kind: str, data: bytes) -> str:
    """Return the text that a reader makes of bytes, or what it says of bytes that it can't read."""
    answered = answer({"kind": kind, "name": "x", "url": None, "charset": None}, data)
    return str(answered.get("text", answered.get("error")))


def zipped(**members: str) -> bytes:
    """Return a ZIP file of members; two underscores in a name are a slash, one is a full stop."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(_entry(name.replace("__", "/").replace("_", ".")), text)
    return buffer.getvalue()


def document(body: str) -> bytes:
    """Return the memo with another body."""
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(DOCUMENTS / "memo.docx") as memo, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in memo.namelist():
            data = memo.read(name)
            archive.writestr(_entry(name), f"{head}{body}</w:body></w:document>" if name == "word/document.xml" else data)
    return buffer.getvalue()


def pdf(stream: bytes, pages: int = 1) -> bytes:
    """Return a PDF whose pages all show one compressed stream."""
    kids = " ".join(["3 0 R"] * pages)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a part that holds no time: bytes that name a test must be the same in every worker."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
