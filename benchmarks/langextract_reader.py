"""Articles read by langextract, in an environment of its own: a task in JSON on standard input, one line of JSON for each article.

Imports nothing of this project, so that it runs wherever `pip install langextract openai` was.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

INSTALL = "python -m venv DIR && DIR/bin/pip install langextract openai"
PROMPT = (
    "Extract every named actor, every figure and every statement of the news text, in order of appearance. "
    "Copy the extraction text letter for letter; never paraphrase."
)
EXAMPLES = {
    "de": (
        (
            "Die Reederei Nordlicht baut in Wismar zwei Fähren. Gesucht werden mindestens 300 Schlosser. „Wir haben lange "
            "gewartet“, sagte Vorstandschefin Ina Bartels am Dienstag. Der Umweltverband Nabu warnte, der Fluss werde leiden."
        ),
        [
            ("actor", "Reederei Nordlicht", {"kind": "organisation"}),
            ("actor", "Wismar", {"kind": "place"}),
            ("figure", "zwei Fähren", {"counts": "Fähren"}),
            ("figure", "mindestens 300 Schlosser", {"counts": "Schlosser"}),
            ("statement", "Wir haben lange gewartet", {"speaker": "Ina Bartels", "cue": "sagte", "form": "direct"}),
            ("actor", "Ina Bartels", {"kind": "person"}),
            ("actor", "Nabu", {"kind": "organisation"}),
            ("statement", "der Fluss werde leiden", {"speaker": "Nabu", "cue": "warnte", "form": "indirect"}),
        ],
    ),
    "en": (
        (
            "The shipping line Northlight is building two ferries in Hull. It is looking for at least 300 fitters. “We have waited "
            "long,” chief executive Ina Barton said on Tuesday. The charity Clearwater warned that the river would suffer."
        ),
        [
            ("actor", "Northlight", {"kind": "organisation"}),
            ("figure", "two ferries", {"counts": "ferries"}),
            ("actor", "Hull", {"kind": "place"}),
            ("figure", "at least 300 fitters", {"counts": "fitters"}),
            ("statement", "We have waited long", {"speaker": "Ina Barton", "cue": "said", "form": "direct"}),
            ("actor", "Ina Barton", {"kind": "person"}),
            ("actor", "Clearwater", {"kind": "organisation"}),
            ("statement", "the river would suffer", {"speaker": "Clearwater", "cue": "warned", "form": "indirect"}),
        ],
    ),
}


class Reader:
    """langextract's own provider for OpenAI-compatible servers, with its replies kept."""

    def __init__(self, task: dict[str, Any]) -> None:
        """Import langextract; raises ImportError where it is not installed."""
        # By name, since it is not installed where types are checked.
        self._langextract: Any = import_module("langextract")
        self._schema: Any = import_module("langextract.providers.schemas.openai").OpenAISchema
        self._model: Any = import_module("langextract.providers.openai").OpenAILanguageModel(
            model_id="local",
            api_key=task["key"],
            base_url=task["base_url"],
            temperature=0.0,
            max_workers=1,
            max_output_tokens=task["reply_tokens"],
            frequency_penalty=task["frequency_penalty"],
        )
        self._schema_enforced: bool = task["schema_enforced"]
        self._buffer: int = task["buffer_characters"]
        self._replies: list[str] = []
        self._keep_replies()

    def read(self, language: str, text: str) -> dict[str, Any]:
        """Return what was found in one text, how many replies were JSON, and the seconds that took."""
        data = self._langextract.data
        sample, marks = EXAMPLES[language]
        marked = [data.Extraction(extraction_class=name, extraction_text=words, attributes=more) for name, words, more in marks]
        examples = [data.ExampleData(text=sample, extractions=marked)]
        if self._schema_enforced:
            self._model.apply_schema(self._schema.from_examples(examples))
        self._replies.clear()
        began = time.perf_counter()
        error, found = "", []
        try:
            document = self._langextract.extract(
                text,
                prompt_description=PROMPT,
                examples=examples,
                model=self._model,
                max_char_buffer=self._buffer,
                max_workers=1,
                use_schema_constraints=False,
                show_progress=False,
            )
            found = [_described(extraction) for extraction in document.extractions or ()]
        except Exception as caught:  # noqa: BLE001 - whatever ends a peer's run is a result
            error = f"{type(caught).__name__}: {caught}"
        seconds = time.perf_counter() - began
        return {"seconds": seconds, "replies": len(self._replies), "json": sum(map(_is_json, self._replies)), "error": error} | {
            "extractions": found
        }

    def _keep_replies(self) -> None:
        """Note each reply on its way from the provider to the resolver."""
        infer = self._model.infer

        def kept(*arguments: Any, **options: Any) -> Any:
            for outputs in infer(*arguments, **options):
                self._replies.append(outputs[0].output or "")
                yield outputs

        self._model.infer = kept


def _described(extraction: Any) -> dict[str, Any]:
    """Return one extraction as JSON holds it."""
    place = extraction.char_interval
    attributes = {name: value for name, value in (extraction.attributes or {}).items() if isinstance(value, str)}
    return {
        "kind": extraction.extraction_class,
        "text": extraction.extraction_text,
        "attributes": attributes,
        "span": [place.start_pos, place.end_pos] if place and place.start_pos is not None else None,
        "alignment": extraction.alignment_status.value if extraction.alignment_status else None,
    }


def _is_json(reply: str) -> bool:
    try:
        json.loads(reply)
    except ValueError:
        return False
    return True


def main() -> None:
    """Read the task and answer article by article."""
    task = json.load(sys.stdin)
    try:
        reader = Reader(task)
    except ImportError as error:
        sys.exit(f"error: {error}\nhint: {INSTALL}; then --python DIR/bin/python")
    for article in task["articles"]:
        sys.stdout.write(json.dumps(reader.read(article["language"], article["text"]), ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
