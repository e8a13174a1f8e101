"""Articles of one day on one topic, and what a careful reader says of them together: `cluster/1` (IO)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.gold.findings import Cluster, Findings
from summarizer.gold.model import GoldText
from summarizer.gold.reading import CLUSTER_FILE, article_entries, mark_faults, parse, read_gold_entry, read_json, seed_entry


def read_cluster(path: Path, *, articles: Path | None = None) -> tuple[Cluster, tuple[str, ...]]:
    """Read a cluster's folder, its `cluster.json`, or a `seed_gold/1` file with a `pair`; return it and what is wrong with it.

    Raises InputError where it can't be read at all.
    """
    file = path / CLUSTER_FILE if path.is_dir() else path
    data = read_json(file)
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema not in ("cluster/1", "seed_gold/1"):
        raise InputError(f"{file}: no cluster: schema is {schema!r}, not 'cluster/1'")
    if schema == "seed_gold/1":
        data = {**data, **_from_pair(data.get("pair"))}
    shape = {key: value for key, value in data.items() if key in Findings.model_fields or key == "same"}
    unknown = set(data) - set(shape) - {"schema", "articles", "pair", "offsets"}
    if unknown:
        raise InputError(f"{file}: {min(unknown)!r} is no key of a cluster")
    shape["traps"] = [{"what": trap} if isinstance(trap, str) else trap for trap in shape.get("traps", ())]
    findings = parse(Findings, shape, str(file))
    texts = tuple(_text(name, entry, file, articles) for name, entry in article_entries(data, file).items())
    name = file.parent.name if file.name == CLUSTER_FILE else file.stem
    cluster = Cluster(name, findings, texts)
    return cluster, tuple(f"{file}: {fault}" for fault in _faults(cluster))


def _text(name: str, entry: Mapping[str, Any], file: Path, articles: Path | None) -> GoldText:
    """Return one article of a cluster; an article that names no day has none, whatever the cluster's is."""
    return read_gold_entry(seed_entry(name, entry), file, articles)


def _from_pair(pair: Any) -> dict[str, Any]:
    """Return the findings of a seed file's `pair`, which writes A and B where a cluster has a list."""
    if not isinstance(pair, dict):
        return {}

    def joined(key: str) -> list[Any]:
        return [_items_listed(entry) if isinstance(entry, dict) else entry for entry in pair.get(key) or ()]

    return {
        "same": joined("same"),
        "actors_same": pair.get("actors_same", ()),
        "disagree": joined("disagree"),
        "only_in": [*(pair.get("only_A") or ()), *(pair.get("only_B") or ())],
        "traps": pair.get("traps", ()),
    }


def _items_listed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with the values of A, B, B_also and the like as one list."""
    sides = {key: value for key, value in entry.items() if key.partition("_")[0] in ("A", "B")}
    rest = {key: value for key, value in entry.items() if key not in sides}
    return {**rest, "items": [value for _, value in sorted(sides.items())]}


def _faults(cluster: Cluster) -> list[str]:
    """Return what is wrong: in each article, ids that stand twice over all, ids that are nowhere."""
    faults = [f"{text.gold.article.file}: {fault}" for text in cluster.texts for fault in mark_faults(text.gold, text.article.text)]
    counts = Counter(name for text in cluster.texts for name in text.gold.identifiers())
    faults += [f"{name}: this id stands in several articles" for name, count in counts.items() if count > 1]
    for place, names in _references(cluster.findings):
        faults += [f"{place}: {name!r} is no id of this cluster" for name in names if name not in counts]
    if cluster.findings.clean and cluster.findings.disagree:
        faults.append("a clean cluster has no disagreements")
    return faults


def _references(findings: Findings) -> list[tuple[str, Sequence[str]]]:
    """Return (place, ids named there)."""
    places: list[tuple[str, Sequence[str]]] = [(f"same {same.what!r}", same.items) for same in findings.same]
    places += [("actors_same", names) for names in findings.actors_same]
    places += [(f"disagree {entry.id}", entry.items) for entry in findings.disagree]
    places += [("only_in", (only.ref,)) for only in findings.only_in]
    return places + [("traps", trap.forbid.merge) for trap in findings.traps if trap.forbid]
