"""The interface described for programs (OpenAPI 3.1)."""

from typing import Any

import pydantic
from pydantic.json_schema import models_json_schema

from summarizer import __version__
from summarizer.schemas import DailyBriefing
from summarizer.serve.problems import MEDIA_TYPE
from summarizer.serve.shapes import BriefingAnswer, ProblemDetails, Submission

_REFERENCE = "#/components/schemas/{model}"
_MODELS: dict[str, type[pydantic.BaseModel]] = {
    "answer": BriefingAnswer,
    "daily": DailyBriefing,
    "problem": ProblemDetails,
    "submission": Submission,
}

_FORM = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "Text, Markdown, HTML, PDF, Word (DOCX) or mail (EML)."},
        "text": {"type": "string"},
        "address": {"type": "string"},
        "language": {"type": "string", "enum": ["", "de", "en"]},
        "published": {"type": "string", "description": "YYYY-MM-DD"},
    },
}

_PROBLEMS = {
    "400": "The request is not what the interface takes.",
    "401": "No token, or a wrong one.",
    "403": "Another site's page sent the request.",
    "404": "There is no such briefing or day.",
    "408": "The body did not arrive in time.",
    "413": "The body or the article is too large.",
    "415": "The body is of a kind that is not read.",
    "421": "The request names a host that this server does not go by.",
    "422": "The article can't be used.",
    "429": "Too many articles wait already; `Retry-After` says when to try again.",
    "500": "The server is set up wrongly, or has a defect.",
    "502": "The endpoint gave nothing usable.",
    "503": "The endpoint is busy or away.",
}
_ALWAYS = ("401", "421", "500")
_READING = (*_ALWAYS, "404")
_HANDING_IN = (*_ALWAYS, "400", "403", "408", "413", "415", "422", "429", "502", "503")


def document(*, secured: bool) -> dict[str, Any]:
    """Return the description; `secured` where a token is asked for."""
    _, schemas = models_json_schema(
        [(model, "validation" if model is Submission else "serialization") for model in _MODELS.values()],
        ref_template=_REFERENCE,
    )
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "summarize",
            "version": __version__,
            "description": "Articles become typed briefings whose every item was checked against the article.",
        },
        "paths": _paths(),
        "components": {"schemas": schemas["$defs"]},
    }
    if secured:
        described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        described["security"] = [{"token": []}]
    return described


def _paths() -> dict[str, Any]:
    """Return what can be asked."""
    found = {"description": "What is known of it.", "content": _json("answer")}
    location = {"headers": {"Location": {"schema": {"type": "string"}}}}
    known = "The briefing is there already."
    return {
        "/briefings": {
            "post": {
                "operationId": "handIn",
                "summary": "Hand in an article: a text, a file, or an address if the server allows that.",
                "requestBody": {"required": True, "content": {**_json("submission"), "multipart/form-data": {"schema": _FORM}}},
                "responses": {
                    "200": {"description": known, "content": _json("answer"), **location},
                    "202": {"description": "It will be there under the id.", "content": _json("answer"), **location},
                    **_problems(_HANDING_IN),
                },
            }
        },
        "/briefings/{id}": {
            "get": {
                "operationId": "briefing",
                "summary": "A briefing, how far it is, or why there is none.",
                "parameters": [_parameter("id", {"type": "string", "pattern": "^[0-9a-f]{32}$"})],
                "responses": {"200": found, **_problems(_READING)},
            }
        },
        "/days/{date}": {
            "get": {
                "operationId": "day",
                "summary": "All briefings of a day as one.",
                "parameters": [_parameter("date", {"type": "string", "format": "date"})],
                "responses": {"200": {"description": "The day.", "content": _json("daily")}, **_problems(_READING)},
            }
        },
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(model=_MODELS[name].__name__)}}}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _problems(statuses: tuple[str, ...]) -> dict[str, Any]:
    schema = {"$ref": _REFERENCE.format(model="ProblemDetails")}
    return {status: {"description": _PROBLEMS[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in sorted(statuses)}
