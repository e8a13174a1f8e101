"""What langextract would send for articles, and the replies that would give it known items: JSON in, JSON out.

Runs in an environment of its own, as langextract_reader.py does, and asks nobody: a provider of ours notes each prompt and
answers with those of the items whose words stand in it, in langextract's own format.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any


def prompts_and_replies(article: dict[str, Any]) -> dict[str, list[str]]:
    """Return all prompts for one article with langextract's own defaults, and the replies that bring its items."""
    langextract, ours = import_module("langextract"), import_module("langextract_reader")
    data, handlers = langextract.data, import_module("langextract.core.format_handler")
    model, types = import_module("langextract.core.base_model"), import_module("langextract.core.types")
    sample, marks = ours.EXAMPLES[article["language"]]
    examples = [data.ExampleData(text=sample, extractions=[_extraction(data, *mark) for mark in marks])]
    items = [_extraction(data, *item) for item in article["items"]]
    sent: list[str] = []
    replies: list[str] = []

    class Noting(model.BaseLanguageModel):  # type: ignore[name-defined,misc]  # no types here: langextract is imported by name
        def infer(self, batch_prompts: Sequence[str], **_: Any) -> Iterator[Any]:
            for prompt in batch_prompts:
                sent.append(prompt)
                asked = prompt.rpartition("Q: ")[2]
                reply = handlers.FormatHandler().format_extraction_example([i for i in items if i.extraction_text in asked])
                replies.append(reply)
                yield [types.ScoredOutput(score=1.0, output=reply)]

    langextract.extract(
        article["text"], prompt_description=ours.PROMPT, examples=examples, model=Noting(), use_schema_constraints=False,
        show_progress=False,
    )  # fmt: skip
    return {"prompts": sent, "replies": replies}


def _extraction(data: Any, name: str, words: str, attributes: dict[str, str]) -> Any:
    return data.Extraction(extraction_class=name, extraction_text=words, attributes=attributes)


def main() -> None:
    """Answer for every article of the task."""
    json.dump([prompts_and_replies(article) for article in json.load(sys.stdin)], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
