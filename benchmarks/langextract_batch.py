"""Articles read by langextract's workers, in an environment of its own: a task on standard input, the seconds on standard output.

Imports nothing of this project, so that it runs wherever `pip install langextract openai` was.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any


def main() -> None:
    """Read every text of the task in one call, with so many workers; each text is one request."""
    task = json.load(sys.stdin)
    langextract: Any = import_module("langextract")
    data = langextract.data
    model = import_module("langextract.providers.openai").OpenAILanguageModel(
        model_id="m", api_key="none", base_url=task["url"], max_workers=task["workers"]
    )
    sample = data.ExampleData(
        text="Die Brücke ist offen.", extractions=[data.Extraction(extraction_class="actor", extraction_text="Brücke")]
    )
    documents = [data.Document(text=text) for text in task["texts"]]
    began = time.perf_counter()
    found = langextract.extract(
        documents,
        prompt_description="Extract every named actor, every figure and every statement.",
        examples=[sample],
        model=model,
        max_char_buffer=1_000_000,
        batch_length=task["workers"],
        max_workers=task["workers"],
        use_schema_constraints=False,
        fence_output=False,
        show_progress=False,
    )
    read = list(found)
    seconds, items = time.perf_counter() - began, sum(len(document.extractions or ()) for document in read)
    print(json.dumps({"seconds": seconds, "articles": len(read), "items": items}))


if __name__ == "__main__":
    main()
