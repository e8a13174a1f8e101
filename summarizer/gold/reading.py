"""Gold files and the texts they are of (IO): `gold/1`, one article a file, and `seed_gold/1`, several in one."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.articles import detect_language, load_article
from summarizer.errors import InputError, SummarizerError
from summarizer.gold.model import Gold, GoldText, Marks

SECTIONS = ("figures", "statements", "actors", "events")
CLUSTER_FILE = "cluster.json"

Kind = TypeVar("Kind", bound=BaseModel)


class GoldFiles(NamedTuple):
    """What was read, what is wrong, one line each, and what is only worth a note."""

    texts: tuple[GoldText, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def read_gold(paths: Iterable[Path], *, articles: Path | None = None) -> GoldFiles:
    """Read gold files and the gold files in folders; texts are looked up beside them, in ../articles, and in `articles`."""
    texts: list[GoldText] = []
    faults: list[str] = []
    for path in _files(paths, faults):
        try:
            entries = _entries(read_json(path), path)
        except SummarizerError as error:
            faults.append(str(error))
            continue
        for entry in entries:
            try:
                text = read_gold_entry(entry, path, articles)
            except SummarizerError as error:
                faults.append(str(error))
                continue
            faults += [f"{path}: {text.gold.article.file}: {fault}" for fault in mark_faults(text.gold, text.article.text)]
            texts.append(text)
    seen = Counter(text.article.id for text in texts)
    faults += [
        f"{text.source}: {text.gold.article.file}: this article stands twice" for text in texts if seen.pop(text.article.id, 1) > 1
    ]
    notes = [
        f"{text.source}: {text.gold.article.file}: no {section}"
        for text in texts
        for section in SECTIONS
        if not getattr(text.gold, section)
    ]
    return GoldFiles(tuple(texts), tuple(faults), tuple(notes))


def _files(paths: Iterable[Path], faults: list[str]) -> list[Path]:
    """Return the files that are named, and the gold in folders that are named, clusters left out."""
    files: list[Path] = []
    for path in paths:
        found = sorted(file for file in path.rglob("*.json") if file.name != CLUSTER_FILE) if path.is_dir() else [path]
        if not found:
            faults.append(f"{path}: no gold in this folder")
        files += found
    return files


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; raises InputError where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: no JSON: {error}") from None


def _entries(data: Any, path: Path) -> list[dict[str, Any]]:
    """Return the articles of a gold file in the shape of `gold/1`."""
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema == "gold/1":
        return [data]
    if schema == "seed_gold/1":
        return [seed_entry(file, entry) for file, entry in article_entries(data, path).items()]
    raise InputError(f"{path}: no gold: schema is {schema!r}, not 'gold/1' or 'seed_gold/1'")


def article_entries(data: Mapping[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    """Return the articles of a seed file or cluster by the names of their texts; raises InputError where there are none."""
    entries = data.get("articles")
    if not isinstance(entries, dict) or not entries or not all(isinstance(entry, dict) for entry in entries.values()):
        raise InputError(f"{path}: 'articles' is no table of texts and their marks")
    return entries


def seed_entry(file: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return one article of `seed_gold/1` in the shape of `gold/1`; what only its text can say is filled in later."""
    marks = {
        key: value
        for key, value in entry.items()
        if key not in ("key", "chars", "date_in_text", "language", "published", "publisher")
    }
    known = {key: entry[key] for key in ("language", "published", "publisher") if entry.get(key)}
    return {"schema": "gold/1", "article": {"file": file, "characters": entry.get("chars"), "slice": "seeds", **known}, **marks}


def read_gold_entry(entry: Mapping[str, Any], path: Path, articles: Path | None) -> GoldText:
    """Return one article's gold with its text; raises InputError where the text is missing, or another one."""
    head = dict(entry["article"]) if isinstance(entry.get("article"), dict) else {}
    file = str(head.get("file", ""))
    places = [path.parent / file, path.parent.parent / "articles" / file, *([articles / file] if articles else [])]
    place = next((place for place in places if file and place.is_file()), None)
    if place is None:
        raise InputError(
            f"{path}: the article {file!r} is missing", hint="its text stands beside the gold, or name its folder with --articles"
        )
    article = load_article(place, language=head.get("language") or detect_language(place.read_text(encoding="utf-8"), str(place)))
    filled = {"id": article.id, "language": article.language} | {key: value for key, value in head.items() if value is not None}
    filled.setdefault("characters", len(article.text))
    gold = parse(Gold, {**entry, "article": filled}, f"{path}: {file}")
    if gold.article.id != article.id or gold.article.characters != len(article.text):
        raise InputError(
            f"{path}: {file}: the text is not the one that was annotated ({len(article.text)} characters, id {article.id})"
        )
    known = {"published": gold.article.published or article.published, "publisher": gold.article.publisher or article.publisher}
    return GoldText(gold, article.model_copy(update=known), path)


def parse(kind: type[Kind], data: Any, name: str) -> Kind:
    """Return `data` as gold; raises InputError that names the first wrong key."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{name}: {place}: {first['msg']}") from None


def mark_faults(marks: Marks, text: str) -> list[str]:
    """Return what is wrong with the marks of a text, one line each: spans, ids that stand twice, ids that are nowhere."""
    faults = [
        f"{name}: {span.text[:60]!r} does not stand at {span.start}–{span.end}, there is {text[span.start : span.end][:60]!r}"
        for name, span in marks.spans()
        if text[span.start : span.end] != span.text
    ]
    identifiers = Counter(marks.identifiers())
    faults += [f"{name}: this id stands {count} times" for name, count in identifiers.items() if count > 1]
    return faults + [
        f"{name}: {other!r} is no id of this article" for name, other in _references(marks) if other not in identifiers
    ]


def _references(marks: Marks) -> list[tuple[str, str]]:
    """Return (item, id it points at)."""
    pairs = [(figure.id, figure.same_as) for figure in marks.figures]
    pairs += [(statement.id, statement.ref) for statement in marks.statements]
    found = [(name, other) for name, other in pairs if other]
    return found + [(event.id, other) for event in marks.events for other in (*event.actors, *event.figures)]


def write_gold(gold: Gold) -> str:
    """Return gold as JSON, one item a line, so that a change shows as the line it is in."""
    data = gold.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    head = {key: data.pop(key) for key in ("schema", "article")}
    fields = [f' "{key}": {_section(value)}' for key, value in (head | data).items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _section(value: Any) -> str:
    if isinstance(value, Sequence) and value and not isinstance(value, str):
        return "[\n" + ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value) + "\n ]"
    return json.dumps(value, ensure_ascii=False)
