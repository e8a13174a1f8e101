"""Gold files: what is wrong with them is named; convert, agreement, split and clusters by command."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.gold.agreement import agree
from summarizer.gold.clusters import read_cluster
from summarizer.gold.conversion import to_gold
from summarizer.gold.files import from_dev, from_markup, split_folder, to_xml
from summarizer.gold.markup import Mark, Markup, read_markup, write_markup
from summarizer.gold.model import Gold
from summarizer.gold.reading import read_gold, write_gold
from summarizer.gold.splitting import PARTS, Candidate, split
from tests.conftest import ROOT, Result
from tests.gold_cases import EXAMPLE, example

Run = Callable[..., Result]
TRAINING = ROOT / "training"
GOLD = ROOT / "fixtures" / "gold"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a gold file with its text beside it."""
    text = example()
    (tmp_path / "example.txt").write_text(text.article.text, encoding="utf-8")
    path = tmp_path / "example.json"
    path.write_text(write_gold(text.gold), encoding="utf-8")
    return path


SPOILED = {
    "does not stand at": lambda gold: gold["figures"][1]["span"].update(start=0),
    "this id stands 2 times": lambda gold: gold["actors"][1].update(id="A3"),
    "is no id of this article": lambda gold: gold["statements"][0].update(ref="A77"),
    "is missing": lambda gold: gold["article"].update(file="other.txt"),
    "not the one that was annotated": lambda gold: gold["article"].update(characters=7),
    "Extra inputs": lambda gold: gold["figures"][0].update(valu=3),
    "schema is": lambda gold: gold.update(schema="gold/9"),
    "Field required": lambda gold: gold.pop("figures"),
    "at least 1 item": lambda gold: gold["actors"][0].update(mentions=[]),
}


@pytest.mark.parametrize("reason", SPOILED)
def test_bad_gold_is_named(reason: str, files: Path, summarize: Run) -> None:
    """Spans not in the text, ids twice or nowhere, a missing or changed text: one line each and exit code 2."""
    data = json.loads(files.read_text(encoding="utf-8"))
    SPOILED[reason](data)
    files.write_text(json.dumps(data), encoding="utf-8")
    for arguments in (("gold", "check", files), ("eval", files, "--briefings", files)):
        result = summarize(*arguments)
        lines = [line for line in result.stderr.decode().splitlines() if line.startswith("error:")]
        assert result.returncode == 2
        assert any(reason in line and "example.json" in line for line in lines), lines


def test_an_empty_section_is_a_note_and_an_article_twice_a_fault(files: Path, summarize: Run) -> None:
    """An article without figures is legitimate and said; the same article in two files is not."""
    data = json.loads(files.read_text(encoding="utf-8")) | {"figures": []}
    for event in data["events"]:
        event.pop("figures", None)
    files.write_text(json.dumps(data), encoding="utf-8")
    result = summarize("gold", "check", files)
    assert (result.returncode, "note: " in result.stderr.decode(), "no figures" in result.stderr.decode()) == (0, True, True)
    twin = files.with_name("twin.json")
    twin.write_text(files.read_text(encoding="utf-8"), encoding="utf-8")
    result = summarize("gold", "check", files.parent)
    assert (result.returncode, "stands twice" in result.stderr.decode()) == (2, True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"schema": "seed_gold/1"}',
        b'{"schema": "seed_gold/1", "articles": {"a": []}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_gold_is_named(content: bytes, tmp_path: Path, summarize: Run) -> None:
    """A file that is no JSON or no gold is one line and exit code 2; so is a file or folder that has none."""
    path = tmp_path / "no.json"
    path.write_bytes(content)
    (tmp_path / "empty").mkdir()
    for place in (path, tmp_path / "nowhere.json", tmp_path / "empty"):
        result = summarize("gold", "check", place)
        assert (result.returncode, result.stderr.decode().startswith("error: ")) == (2, True)


def test_the_texts_of_seeds_are_found(tmp_path: Path) -> None:
    """`seed_gold/1` holds several articles, whose texts stand in ../articles or where --articles says."""
    assert read_gold([GOLD / "seeds.json"]).faults == ()
    alone = tmp_path / "seeds.json"
    alone.write_bytes((GOLD / "seeds.json").read_bytes())
    assert len(read_gold([alone]).faults) == 2
    assert read_gold([alone], articles=ROOT / "fixtures" / "articles").faults == ()


def test_short_gold_is_looked_up_in_its_text(tmp_path: Path) -> None:
    """Strings become spans, surnames mentions, and what is optional neutral; a string that is not there is named."""
    text = "Stadt spart\n\nDie Stadt Ulm spart rund 3 Millionen Euro. „Das ist hart“, sagte Eva Roth. Roth ist 40 Jahre alt.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    data = {
        "lang": "de",
        "figures": [{"span": "3 Millionen Euro", "counted": "Ersparnis"}],
        "opt_figures": [{"span": "40", "counted": "Jahre"}],
        "actors": [{"name": "Eva Roth", "kind": "person"}],
        "statements": [{"speaker": "Eva Roth", "content": "Das ist hart"}],
        "events": ["Die Stadt Ulm"],
    }
    path = tmp_path / "a.gold.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    gold = Gold.model_validate_json(from_dev(path).files["short-a.json"])
    assert [figure.value for figure in gold.figures] == [Decimal(3_000_000), Decimal(40)]
    assert [figure.qualifier for figure in gold.figures] == ["about", "exact"]
    assert [figure.optional for figure in gold.figures] == [False, True]
    assert [mention.text for mention in gold.actors[0].mentions] == ["Eva Roth", "Roth"]
    assert (gold.statements[0].type, gold.statements[0].ref) == ("direct", "A1")
    path.write_text(json.dumps(data | {"events": ["Der Kreis Ulm"]}), encoding="utf-8")
    with pytest.raises(InputError, match="Der Kreis Ulm"):
        from_dev(path)


def test_marks_that_cross_are_named() -> None:
    """Gold whose marks cross can't be written as XML: which two is said."""
    text = "Eins zwei drei vier.\n"
    marks = (Mark("content", 0, 9, {"of": "S1"}), Mark("figure", 5, 14, {"value": "2"}))
    with pytest.raises(InputError, match="crosses"):
        write_markup(Markup({"lang": "de"}, text, (), marks))


def test_convert_and_back_by_command(tmp_path: Path, summarize: Run) -> None:
    """`gold convert` writes text and JSON, and `--to markup` the XML again; with one broken file nothing is written."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "07.xml").write_text(EXAMPLE, encoding="utf-8")
    assert summarize("gold", "convert", folder / "07.xml", "-o", "out").returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["desk-07.json", "desk-07.txt"]
    assert summarize("gold", "convert", tmp_path / "out" / "desk-07.json", "--to", "markup", "-o", "back").returncode == 0
    again = from_markup(tmp_path / "back" / "desk" / "07.xml")
    assert again == from_markup(folder / "07.xml")
    (folder / "08.xml").write_text("<article>", encoding="utf-8")
    assert summarize("gold", "convert", folder / "07.xml", folder / "08.xml", "-o", "none").returncode == 2
    assert not (tmp_path / "none").exists()


def test_agreement_counts_spans_and_attributes() -> None:
    """A moved border costs the exact span only, a dropped mark both, another value its attribute."""
    first = to_gold(read_markup(EXAMPLE, "x"), file="x")
    other = EXAMPLE.replace('value="340"', 'value="34"').replace("rund <", "<")
    moved = other.replace(
        '<figure value="80" bound="about" unit="Liter">rund 80 Liter</figure>',
        'rund <figure value="80" bound="about" unit="Liter">80 Liter</figure>',
    )
    second = to_gold(
        read_markup(moved.replace('<event rank="2" status="planned">', "").replace("</event></p>", "</p>"), "x"), file="x"
    )
    found = agree([(first, second)])
    figures, events = found["figures"], found["events"]
    assert (figures.exact.right, figures.overlapping.right, figures.attributes["value"]) == (5, 6, (5, 6))
    assert (events.exact.right, events.exact.missed) == (1, 1)
    assert {section.exact.f1 for section in agree([(first, first)]).values()} == {1.0}


def test_agreement_refuses_other_texts(tmp_path: Path, summarize: Run) -> None:
    """Readings of different texts can't be compared: named, exit code 2; folders with nothing in common too."""
    for name, text in (("before", EXAMPLE), ("after", EXAMPLE.replace("Altena", "Hemer"))):
        (tmp_path / name / "s").mkdir(parents=True)
        (tmp_path / name / "s" / "01.xml").write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert b"different texts" in summarize("gold", "agreement", "before", "after").stderr
    assert summarize("gold", "agreement", "before", "after").returncode == 2
    assert summarize("gold", "agreement", "before", "empty").returncode == 2
    assert b"| figures | 6 | 6 | 1.000 | 1.000 |" in summarize("gold", "agreement", "before", "before").stdout


def test_the_split_is_what_the_command_makes(tmp_path: Path) -> None:
    """training/split.json is made by hash from all annotated articles, the held-out ones among them, and each has its files."""
    for path in TRAINING.glob("articles/*/*.xml"):
        target = tmp_path / path.relative_to(TRAINING / "articles")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    for path in sorted((GOLD / "held").glob("*.json")):
        for converted in to_xml(path, None):
            for name, text in converted.files.items():
                (tmp_path / name).parent.mkdir(exist_ok=True)
                (tmp_path / name).write_text(text, encoding="utf-8")
    kept = json.loads((TRAINING / "split.json").read_text(encoding="utf-8"))
    assert {part: list(names) for part, names in split_folder(tmp_path).parts.items()} == kept
    for part in ("development", "held"):
        names = {name.replace("/", "-").replace(".xml", ".json") for name in kept[part]}
        assert names == {path.name for path in (GOLD / part).glob("*.json") if not path.name.startswith("short-")}
    assert not any((TRAINING / "articles" / name).exists() for name in kept["held"])


def test_articles_on_one_event_stay_together() -> None:
    """Near-duplicates go to one part, slices are split 60 to 20 to 20, and order does not matter."""
    candidates = {f"a/{number:02}.xml": Candidate(None, frozenset({f"Name {number}"})) for number in range(40)}
    day = example().gold.article.published
    for number in (1, 5, 9):
        candidates[f"a/{number:02}.xml"] = Candidate(day, frozenset({"Osthoff"}))
    found = split(candidates)
    together = ("a/01.xml", "a/05.xml", "a/09.xml")
    assert found.groups == (together,)
    assert sum(set(together) <= set(found.parts[part]) for part in PARTS) == 1
    assert sum(len(names) for names in found.parts.values()) == 40
    assert split(dict(reversed(candidates.items()))) == found
    sizes = [len(names) for names in split({name: Candidate(None, frozenset()) for name in candidates}).parts.values()]
    assert sizes == [24, 8, 8]


def test_no_file_of_the_gold_is_large() -> None:
    """Nothing in the annotated material is over 1 MB."""
    assert max(path.stat().st_size for folder in (TRAINING, GOLD) for path in folder.rglob("*") if path.is_file()) < 1_000_000


def test_a_cluster_is_checked(tmp_path: Path, summarize: Run) -> None:
    """A cluster that names an item which is nowhere, or is clean with disagreements, is named; seeds are a cluster too."""
    cluster, faults = read_cluster(GOLD / "seeds.json")
    assert (faults, len(cluster.findings.disagree), cluster.findings.disagree[3].items) == ((), 10, ("A-F6", "B-F7", "B-F5"))
    text = example()
    (tmp_path / "example.txt").write_text(text.article.text, encoding="utf-8")
    marks = {key: value for key, value in json.loads(write_gold(text.gold)).items() if key not in ("schema", "article")}
    flag = {"id": "D1", "topic": "t", "class": "scope", "severity": "must", "items": ["F1", "B-F9"]}
    data = {"schema": "cluster/1", "date": "2026-03-09", "language": "de", "clean": True, "articles": {"example.txt": marks}}
    data |= {"same": [], "actors_same": [], "disagree": [flag], "only_in": [], "traps": ["words"]}
    (tmp_path / "cluster.json").write_text(json.dumps(data), encoding="utf-8")
    result = summarize("gold", "check", ".")
    assert result.returncode == 2
    assert b"'B-F9' is no id of this cluster" in result.stderr
    assert b"a clean cluster has no disagreements" in result.stderr
