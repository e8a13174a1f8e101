"""Files of annotated articles: what each becomes, and whether it holds (IO)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from summarizer.articles import load_article
from summarizer.errors import InputError, SummarizerError
from summarizer.gold.clusters import read_cluster
from summarizer.gold.conversion import to_gold, to_markup
from summarizer.gold.markup import Markup, read_markup, write_markup
from summarizer.gold.model import Gold
from summarizer.gold.reading import CLUSTER_FILE, mark_faults, read_gold, read_json, write_gold
from summarizer.gold.rules import markup_faults
from summarizer.gold.short import SHORT_SLICE, convert_short
from summarizer.gold.splitting import Candidate, Split
from summarizer.gold.splitting import split as split_articles


class Converted(NamedTuple):
    """The files, name to content, that one article becomes."""

    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked: how many articles, what is wrong, what is only worth a note."""

    articles: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def open_markup(path: Path) -> Markup:
    """Read annotated XML; raises InputError where there is none."""
    try:
        return read_markup(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: broken markup: not UTF-8") from None
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}") from None


def _name(path: Path) -> tuple[str, str]:
    """Return the name of the text and the slice: "de-agency/01.xml" is text "de-agency-01.txt" of slice "de-agency"."""
    slice_name = path.resolve().parent.name
    return (f"{slice_name}-{path.stem}.txt" if path.stem.isdigit() else f"{path.stem}.txt"), slice_name


def from_markup(path: Path) -> Converted:
    """Return gold and text of annotated XML."""
    markup = open_markup(path)
    text_name, slice_name = _name(path)
    gold = to_gold(markup, file=text_name, slice_name=markup.attributes.get("slice", slice_name), name=str(path))
    return _converted(gold, markup.text, path)


def from_dev(path: Path) -> Converted:
    """Return gold and text of short gold "NAME.gold.json", whose text is "NAME.txt" beside it."""
    data = read_json(path)
    if not isinstance(data, dict) or not {"lang", "figures", "actors"} <= data.keys():
        raise InputError(f"{path}: no short gold")
    stem = path.name.removesuffix(".json").removesuffix(".gold")
    article = load_article(path.with_name(f"{stem}.txt"), language=data["lang"])
    return _converted(convert_short(data, article, f"{SHORT_SLICE}-{stem}.txt"), article.text, path)


def _converted(gold: Gold, text: str, path: Path) -> Converted:
    """Return the two files of an article; its own offsets are checked before it leaves."""
    faults = mark_faults(gold, text)
    if faults:
        raise InputError(f"{path}: {faults[0]}")
    stem = gold.article.file.removesuffix(".txt")
    return Converted({f"{stem}.json": write_gold(gold), f"{stem}.txt": text})


def to_xml(path: Path, articles: Path | None) -> list[Converted]:
    """Return the annotated XML of each article in a gold file."""
    read = read_gold([path], articles=articles)
    if read.faults:
        raise InputError(read.faults[0])
    done = []
    for text in read.texts:
        stem, slice_name = text.gold.article.file.removesuffix(".txt"), text.gold.article.slice
        number = stem.removeprefix(f"{slice_name}-")
        name = f"{slice_name}/{number}.xml" if number.isdigit() else f"{stem}.xml"
        done.append(Converted({name: write_markup(to_markup(text.gold, text.article.text), str(path))}))
    return done


def check_files(paths: Iterable[Path], articles: Path | None) -> Checked:
    """Check gold files, clusters and annotated XML, also those in folders."""
    xml: list[Path] = []
    clusters: list[Path] = []
    gold: list[Path] = []
    for path in paths:
        if path.is_dir():
            xml += sorted(path.rglob("*.xml"))
            clusters += sorted(path.rglob(CLUSTER_FILE))
            inside = {cluster.parent for cluster in clusters}
            gold += sorted(file for file in path.rglob("*.json") if file.parent not in inside)
        else:
            (xml if path.suffix == ".xml" else clusters if path.name == CLUSTER_FILE else gold).append(path)
    faults = [fault for path in xml for fault in _xml_faults(path)]
    for path in clusters:
        try:
            faults += read_cluster(path.parent, articles=articles)[1]
        except SummarizerError as error:
            faults.append(str(error))
    read = read_gold(gold, articles=articles)
    count = len(xml) + len(clusters) + len(read.texts)
    empty = () if count or faults or read.faults else ("nothing to check: no gold, no cluster, no annotated XML",)
    return Checked(count, (*faults, *read.faults, *empty), read.notes)


def _xml_faults(path: Path) -> list[str]:
    try:
        markup = open_markup(path)
        faults = markup_faults(markup) or mark_faults(to_gold(markup, file=_name(path)[0], name=str(path)), markup.text)
        return [f"{path}: {fault}" for fault in faults]
    except SummarizerError as error:
        return [str(error)]


def read_both(before: Path, after: Path) -> tuple[dict[str, tuple[Gold, Gold]], list[str]]:
    """Return the articles that both folders hold, slice/NN.xml -> (first reading, second), and what can't be compared."""
    pairs: dict[str, tuple[Gold, Gold]] = {}
    faults = []
    names = {file.relative_to(before) for file in before.rglob("*.xml")}
    for name in sorted(names & {file.relative_to(after) for file in after.rglob("*.xml")}):
        try:
            first, second = (open_markup(folder / name) for folder in (before, after))
            if first.text != second.text:
                raise InputError(f"{name}: the two readings are of different texts")
            pairs[str(name)] = (to_gold(first, file=str(name), name=str(name)), to_gold(second, file=str(name), name=str(name)))
        except SummarizerError as error:
            faults.append(str(error))
    if not pairs and not faults:
        faults.append(f"{before} and {after} have no annotated article in common")
    return pairs, faults


def split_folder(folder: Path) -> Split:
    """Return the split of the annotated XML in a folder; names are relative to it."""
    files = sorted(folder.rglob("*.xml"))
    if not files:
        raise InputError(f"{folder}: no annotated XML in it")
    candidates = {}
    for path in files:
        gold = to_gold(open_markup(path), file=path.name, name=str(path))
        names = frozenset(mention.text for actor in gold.actors for mention in actor.mentions)
        candidates[path.relative_to(folder).as_posix()] = Candidate(gold.article.published, names)
    return split_articles(candidates)
