"""Briefings brought to the metric: saved ones from files, fresh ones from an engine (IO)."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import InputError, SummarizerError
from summarizer.gold.findings import Cluster
from summarizer.gold.model import GoldText
from summarizer.gold.reading import read_json
from summarizer.meaning import load_meaning
from summarizer.merge import SourceBriefing, merge_briefings
from summarizer.merge.similarity import unknown
from summarizer.schemas import Briefing
from summarizer.scoring import score
from summarizer.scoring.daily import DailyScore, score_daily
from summarizer.scoring.page import read_page
from summarizer.scoring.summary import Change, RunScore, Unanswered, describe_run
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.scoring import ArticleScore

SCHEMA = "evaluation/1"


class Failure(NamedTuple):
    """An article that a batch names without a briefing."""

    path: str
    error: str


class Answers(NamedTuple):
    """The briefings of one run, and what failed."""

    name: str
    briefings: tuple[Briefing, ...]
    failures: tuple[Failure, ...] = ()


def read_answers(path: Path) -> Answers:
    """Read briefings from JSON, JSON Lines or a batch (`{path, briefing, error}`); raises InputError where there are none."""
    briefings: list[Briefing] = []
    failures: list[Failure] = []
    for place, data in _documents(path):
        if not isinstance(data, dict):
            raise InputError(f"{place}: no briefing")
        if "briefing" in data and data["briefing"] is None:
            failures.append(Failure(str(data.get("path", "")), str(data.get("error") or "no briefing")))
            continue
        try:
            briefings.append(Briefing.model_validate(data.get("briefing", data)))
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"{place}: no briefing: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return Answers(path.name, tuple(briefings), tuple(failures))


def _documents(path: Path) -> list[tuple[str, Any]]:
    """Return the JSON documents of a file with their places: one, a list of them, or one a line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
    try:
        whole = json.loads(text)
    except ValueError:
        return [
            (f"{path}, line {number}", _line(path, number, line))
            for number, line in enumerate(text.splitlines(), 1)
            if line.strip()
        ]
    return [(f"{path}, {number}", one) for number, one in enumerate(whole, 1)] if isinstance(whole, list) else [(str(path), whole)]


def _line(path: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise InputError(f"{path}, line {number}: no JSON: {error}") from None


def strangers(texts: Sequence[GoldText], answers: Answers) -> list[str]:
    """Return what is wrong with answers: briefings of articles that the gold does not have, or two of one article."""
    known = {text.article.id for text in texts}
    faults = []
    seen: set[str] = set()
    for briefing in answers.briefings:
        name = f"{answers.name}: {briefing.article.path or briefing.article.title or 'a briefing'} ({briefing.article.id})"
        if briefing.article.id not in known:
            faults.append(f"{name} is of another article: the gold has none with this id")
        elif briefing.article.id in seen:
            faults.append(f"{name} is there twice")
        seen.add(briefing.article.id)
    return faults


def brief_fresh(texts: Sequence[GoldText], settings: Settings, name: str) -> Answers:
    """Brief every article with an engine; raises ConfigError where none can run."""
    from summarizer.pipeline import brief_each

    briefings: list[Briefing] = []
    failures: list[Failure] = []
    for text, result in zip(texts, brief_each([text.article for text in texts], settings), strict=True):
        if isinstance(result, SummarizerError):
            failures.append(Failure(text.gold.article.file, str(result)))
        else:
            briefings.append(result)
    return Answers(name, tuple(briefings), tuple(failures))


def score_merged(clusters: Sequence[Cluster], answers: Answers) -> list[DailyScore]:
    """Merge the briefings of each cluster into a daily page as `daily` does, and score it."""
    scores, meaning = [], load_meaning()
    for cluster in clusters:
        texts = {text.article.id: text for text in cluster.texts}
        own = [briefing for briefing in answers.briefings if briefing.article.id in texts]
        sources = [
            SourceBriefing(texts[briefing.article.id].gold.article.file, briefing, texts[briefing.article.id].article.text)
            for briefing in own
        ]
        day = cluster.findings.date or max(
            (one.article.published for one in own if one.article.published), default=datetime.date.min
        )
        page = merge_briefings(sources, date=day, language=cluster.findings.language, alike=meaning or unknown)
        named = cluster._replace(name=f"{cluster.name} ({answers.name})")
        scores.append(score_daily(named, page.model_dump(mode="json", by_alias=True), own))
    return scores


def evaluate(texts: Sequence[GoldText], answers: Answers) -> RunScore:
    """Score the answers; an article without one is no wrong answer, it is counted apart."""
    by_article = {briefing.article.id: briefing for briefing in answers.briefings}
    errors = {Path(failure.path).name: failure.error for failure in answers.failures}
    scores: list[ArticleScore] = []
    unanswered: list[Unanswered] = []
    for text in texts:
        briefing = by_article.get(text.article.id)
        file = text.gold.article.file
        if briefing is None:
            unanswered.append(Unanswered(file, errors.get(file)))
        else:
            scores.append(score(text.gold, briefing, text.article.text))
    return RunScore(answers.name, tuple(scores), tuple(unanswered))


def describe(texts: Sequence[GoldText], runs: Iterable[RunScore], changes: Iterable[Change]) -> dict[str, Any]:
    """Return a whole evaluation as JSON holds it, `evaluation/1`; it serves as a baseline later."""
    return {
        "schema": SCHEMA,
        "gold": [{"id": text.article.id, "file": text.gold.article.file} for text in texts],
        "runs": [describe_run(run) for run in runs],
        "changes": [change._asdict() for change in changes],
    }


class _Known(BaseModel):
    """A part of an earlier evaluation; what comparing does not need is passed over."""

    model_config = ConfigDict(extra="ignore")


class _Gold(_Known):
    id: str


class _Section(_Known):
    f1: float | None


class _Run(_Known):
    name: str
    answered: int
    unsupported: list[str]
    sections: dict[str, _Section]


class _Baseline(_Known):
    schema_: Literal["evaluation/1"] = Field(alias="schema")
    gold: list[_Gold]
    runs: list[_Run]


class _Rate(_Known):
    rate: float


class _LiesBaseline(_Known):
    schema_: Literal["lies/1"] = Field(alias="schema")
    gold: list[_Gold]
    lies: dict[str, _Rate]
    truths: dict[str, _Rate]
    rewrites: dict[str, _Rate]


def read_baseline(path: Path, texts: Sequence[GoldText]) -> Mapping[str, Any]:
    """Read an earlier evaluation; raises InputError where it is none, or one of other gold."""
    try:
        baseline = _Baseline.model_validate(read_json(path))
    except ValidationError:
        hint = "write one with: summarize eval GOLD -f json -o FILE"
        raise InputError(f"{path}: no evaluation to compare with", hint=hint) from None
    _demand_same_gold(path, baseline.gold, texts)
    return baseline.model_dump()


def read_lies_baseline(path: Path, texts: Sequence[GoldText]) -> Mapping[str, Any]:
    """Read an earlier mutation score, `lies/1`; raises InputError where it is none, or one of other gold."""
    data = read_json(path)
    try:
        baseline = _LiesBaseline.model_validate(data)
    except ValidationError:
        hint = "write one with: summarize eval --lies GOLD -f json -o FILE"
        raise InputError(f"{path}: no mutation score to compare with", hint=hint) from None
    _demand_same_gold(path, baseline.gold, texts)
    return baseline.model_dump()


def _demand_same_gold(path: Path, gold: Iterable[_Gold], texts: Sequence[GoldText]) -> None:
    """Raise InputError where an earlier evaluation was made on other articles."""
    before, now = {entry.id for entry in gold}, {text.article.id for text in texts}
    if before != now:
        count = len(before ^ now)
        raise InputError(f"{path}: made on other gold: {count} article{'s' * (count > 1)} on one side only")


def read_pages(paths: Iterable[Path]) -> list[tuple[str, Mapping[str, Any]]]:
    """Read daily pages as JSON, with the place of each; raises InputError where one is none."""
    pages = [found for path in paths for found in _documents(path)]
    wrong = next((place for place, data in pages if not isinstance(data, dict)), None)
    if wrong:
        raise InputError(f"{wrong}: no daily page")
    return pages


def score_pages(
    clusters: Sequence[Cluster], pages: Sequence[tuple[str, Mapping[str, Any]]], briefings: Iterable[Path]
) -> tuple[list[DailyScore], list[str]]:
    """Score each cluster's page, the one whose sources are of its articles; return the scores, and the clusters without one."""
    answers = [briefing for path in briefings for briefing in read_answers(path).briefings]
    ours = [(cluster, {text.article.id for text in cluster.texts}) for cluster in clusters]
    scores: list[DailyScore] = []
    done: set[str] = set()
    for place, data in pages:
        articles = {source.article_id for source in read_page(data, place).sources}
        cluster = next((cluster for cluster, own in ours if articles & own), None)
        if cluster is None:
            raise InputError(f"{place}: a page of other articles: no cluster has any of its sources")
        if cluster.name in done:
            raise InputError(f"{place}: a second page of {cluster.name}")
        done.add(cluster.name)
        scores.append(score_daily(cluster, data, answers))
    return scores, [cluster.name for cluster in clusters if cluster.name not in done]
