"""Mails (EML): the body, without signature and quoted mails, and what the header says (standard library)."""

import datetime
import email
import email.policy
import re
from email.message import EmailMessage, Message
from email.utils import getaddresses

from summarizer.errors import InputError
from summarizer.readers.html import page_text, read_page
from summarizer.readers.reading import Reading, clean, known_language, line

MAXIMUM_PARTS = 200
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_HINT = "open it in the mail program and save its text"
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# Lines of another mail, and the line above them that says whose it is.
_QUOTED = re.compile(r"(?m)^(?:[^>\n][^\n]*\b(?:schrieb|wrote)\b[^\n]*:[ \t]*\n\s*)?(?:^>[^\n]*(?:\n|\Z))+")
# The same where mail programs write HTML.
_QUOTED_PARTS = (
    "//blockquote[@type='cite']",
    "//*[contains(@class, 'gmail_quote') or contains(@class, 'moz-cite-prefix') or contains(@class, 'moz-signature')]",
)
_FORWARD = re.compile(r"(?:Fwd?|WG):\s*", re.IGNORECASE)
_PREFIXES = re.compile(r"^(?:(?:Fwd?|WG|AW|Re|Antw):\s*)+", re.IGNORECASE)


def read_mail(data: bytes) -> Reading:
    """Read a mail; raises InputError where it is encrypted, damaged or empty."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = list(message.walk())
    if len(parts) > MAXIMUM_PARTS:
        raise InputError(f"has more than {MAXIMUM_PARTS} parts: nested too deeply", hint=_HINT)
    if any(_is_encrypted(part) for part in parts):
        raise InputError("encrypted", hint=_HINT)
    text, notes = _body(message)
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise InputError("encrypted", hint=_HINT)
    if not text.strip():
        raise InputError("the mail has no text")
    attached = [name for part in parts if (name := line(_filename(part))) or part.get_content_disposition() == "attachment"]
    if attached:
        notes.append(f"{len(attached)} attachment{'s' * (len(attached) > 1)} not read")
    subject, sender = line(_header(message, "subject")), getaddresses([_header(message, "from") or ""])
    return Reading(
        text=text,
        title=_PREFIXES.sub("", subject) if subject else None,
        author=line(sender[0][0] or sender[0][1]) if sender else None,
        publisher=line(_header(message, "organization")),
        published=_day(message),
        declared=known_language(_header(message, "content-language")),
        notes=tuple(notes),
    )


def _is_encrypted(part: Message) -> bool:
    """Say whether a part can't be read; a signed one can."""
    kind = part.get_content_type()
    return kind in _ENCRYPTED and part.get_param("smime-type") not in ("signed-data", "certs-only")


def _filename(part: Message) -> str | None:
    """Return the name of an attached file; a broken header has none."""
    try:
        return part.get_filename()
    except (ValueError, LookupError, IndexError, AttributeError):
        return None


def _header(message: Message, name: str) -> str | None:
    """Return a header as text; the standard library raises on some broken ones."""
    try:
        value = message[name]
        return None if value is None else str(value)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None


def _day(message: Message) -> datetime.date | None:
    """Return the day on which a mail was sent, in the sender's own time zone."""
    try:
        return email.utils.parsedate_to_datetime(_header(message, "date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(message: EmailMessage) -> tuple[str, list[str]]:
    """Return the text of a mail, the plain part before the HTML one, and notes."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return "", []
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_type() == "text/html":
        # What is forwarded is quoted too, and is what the mail is about.
        without = () if _FORWARD.match(_header(message, "subject") or "") else _QUOTED_PARTS
        return read_page(page_text(data, part.get_content_charset()), without=without).text, []
    plain = page_text(data, part.get_content_charset()).replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    quoted = sum(one.startswith(">") for one in lines)
    kept = _QUOTED.sub("", plain)
    notes = [f"{quoted} quoted line{'s' * (quoted > 1)} of another mail left out"] if quoted else []
    text = _SIGNATURE.split(kept, maxsplit=1)[0]
    if part.get_param("format") == "flowed":
        text = _flowed(text)
    return clean(text).strip("\n") + "\n", notes


def _flowed(text: str) -> str:
    """Return paragraphs whole that a mail program broke with a blank at the line's end (RFC 3676)."""
    unstuffed = re.sub(r"^ ", "", text, flags=re.MULTILINE)
    return re.sub(r" +\n(?=\S)", " ", unstuffed)
