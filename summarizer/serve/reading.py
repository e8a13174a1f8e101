"""What a request hands in becomes an article: a text, a file or an address, never a path of this machine."""

import asyncio
import dataclasses
import datetime
import functools
import json
import re
from typing import Any

import pydantic
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from summarizer.articles import Detect, Fetch, load_article, read_article, read_document
from summarizer.errors import InputError
from summarizer.schemas import Article, Language
from summarizer.serve.problems import Malformed, WrongKind
from summarizer.serve.shapes import Submission
from summarizer.threads import work_apart
from summarizer.web.addresses import check_address

LONGEST_NAME = 120


class Handed(pydantic.BaseModel):
    """What was handed in, in whatever form."""

    model_config = pydantic.ConfigDict(frozen=True)

    text: str = ""
    address: str = ""
    name: str = ""
    data: bytes | None = None
    language: Language | None = None
    published: datetime.date | None = None


@dataclasses.dataclass(kw_only=True)
class Reader:
    """Reads what is handed in, a few at once; `detect` and `fetch` are as `load_article` takes them, None allows no address."""

    detect: Detect | None = None
    fetch: Fetch | None = None
    readings: int = 8

    def __post_init__(self) -> None:
        """Make ready."""
        self._turns = asyncio.Semaphore(self.readings)

    async def read(self, handed: Handed) -> Article:
        """Return the article; raises InputError where it can't be read, Malformed where it is not exactly one thing."""
        given = [bool(handed.text.strip()), bool(handed.address), handed.data is not None]
        if not any(given):
            raise Malformed("no article was handed in", hint="a text, a file or an address")
        if sum(given) > 1:
            raise Malformed("more than one article was handed in", hint="one at a time")
        async with self._turns:
            return await work_apart(functools.partial(self._read, handed))

    def _read(self, handed: Handed) -> Article:
        """Read on a thread: a PDF takes seconds, a slow site half a minute."""
        known: dict[str, Any] = {"language": handed.language, "published": handed.published, "detect": self.detect}
        if handed.data is not None:
            return read_document(handed.data, handed.name or "file", **known)
        if not handed.address:
            return read_article(handed.text, **known)
        if self.fetch is None:
            raise InputError("this server fetches no addresses", hint="paste the text, or hand in the page as a file")
        # What is no address would be the name of a file.
        return load_article(check_address(handed.address), fetch=self.fetch, **known)


async def read_json(request: Request) -> Handed:
    """Return what a JSON body hands in; raises Malformed, WrongKind or InputError."""
    try:
        body = json.loads(await request.body())
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError):
        raise Malformed("the body is no JSON") from None
    if not isinstance(body, dict):
        raise Malformed("the body is no JSON object", hint='{"text": "…"}')
    try:
        given = Submission.model_validate(body)
    except pydantic.ValidationError as error:
        fault = error.errors()[0]
        raise InputError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from None
    return Handed(
        text=given.text or "", address=given.address or "", language=given.language, published=_day(given.published or "")
    )


async def read_form(request: Request, *, limit_bytes: int) -> Handed:
    """Return what a form hands in; raises Malformed or InputError."""
    async with request.form(max_files=1, max_fields=8, max_part_size=limit_bytes) as form:
        upload = form.get("file")
        # A browser sends an empty part where no file was chosen.
        chosen = upload if isinstance(upload, UploadFile) and (upload.filename or upload.size) else None
        return Handed(
            text=_word(form, "text"),
            address=_word(form, "address").strip(),
            name=file_name(chosen.filename or "") if chosen else "",
            data=await chosen.read() if chosen else None,
            language=_language(_word(form, "language")),
            published=_day(_word(form, "published")),
        )


async def read_body(request: Request, *, limit_bytes: int) -> Handed:
    """Return what a request hands in, by the kind of its body; raises what the two above raise, and WrongKind."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return await read_json(request)
    if kind == "multipart/form-data":
        return await read_form(request, limit_bytes=limit_bytes)
    raise WrongKind(f"the body is {kind or 'of no kind'}", hint="application/json or multipart/form-data")


def file_name(given: str) -> str:
    r"""Return the last part of a file's name as words to show; whatever else it says is left out.

    >>> file_name("../../etc/passwd"), file_name("C:\\Texte\\a.pdf"), file_name("a\x00\n.txt")
    ('passwd', 'a.pdf', 'a.txt')
    """
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(character for character in last if character.isprintable()).strip().encode("utf-8", "replace").decode()
    return shown if len(shown) <= LONGEST_NAME else shown[-LONGEST_NAME:]


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    if isinstance(value, UploadFile):
        raise Malformed(f"{name} is a file", hint="files go in the field: file")
    return value or ""


def _language(word: str) -> Language | None:
    if word not in ("", "de", "en"):
        raise InputError(f"language: {word[:20]!r} can't be checked", hint="de or en")
    return "de" if word == "de" else "en" if word == "en" else None


def _day(word: str) -> datetime.date | None:
    if not word:
        return None
    try:
        return datetime.datetime.strptime(word, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        raise InputError(f"published: {word[:20]!r} is no day", hint="YYYY-MM-DD") from None
