"""What was paid for is not asked for again: the store under the client and in the command."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.articles import read_article
from summarizer.errors import InvalidReply
from summarizer.pipeline import brief_each
from summarizer.schemas import Article, Briefing
from summarizer.settings import Settings
from summarizer.store import Store
from tests.conftest import Result
from tests.faults import FaultServer, Reply, chat, fault

ARTICLE = read_article("Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro.", language="de")
EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
FIGURE = {"amount": "12 Millionen Euro", "counts": "Umbau", "claimant": None, "sentences": [2]}
GOOD = chat({**EMPTY, "figures": [FIGURE]}, usage=(100, 20))
BAD_FIGURE = chat({**EMPTY, "figures": [{**FIGURE, "amount": "13 Millionen Euro"}]})


def briefed(server: FaultServer, store: Store, article: Article = ARTICLE, *, refresh: bool = False, **more: Any) -> Briefing:
    """Brief one article with a store."""
    settings = Settings(base_url=server.url, **{"model": "m", "reasks": 0, **more})
    (result,) = brief_each([article], settings, store=store, refresh=refresh)
    if not isinstance(result, Briefing):
        raise result
    return result


def test_the_second_time_nothing_is_asked(tmp_path: Path) -> None:
    """The same article under the same settings comes from the store, with the path that it has now."""
    with FaultServer(GOOD) as server, Store(tmp_path / "s") as store:
        first = briefed(server, store)
        again = briefed(server, store, ARTICLE.model_copy(update={"path": "elsewhere.txt"}))
        assert len(server.requests) == 1
    assert again.article.path == "elsewhere.txt"
    assert again.model_copy(update={"article": first.article}) == first


@pytest.mark.parametrize("change", [{"model": "other"}, {"temperature": 0.5}, {"max_output_tokens": 99}, {"passage_tokens": 300}])
def test_another_setting_is_another_briefing(tmp_path: Path, change: dict[str, Any]) -> None:
    """What shapes the request or the reply is part of the key."""
    with FaultServer(GOOD) as server, Store(tmp_path / "s") as store:
        briefed(server, store)
        before = len(server.requests)
        again = briefed(server, store, **change)
        # Passages of another size may make the same requests: then the reply is found again.
        assert (len(server.requests), again.run.stored) in ((before + 1, 0), (before, 1))
        assert list(change) == ["passage_tokens"] or len(server.requests) == before + 1


def test_another_day_is_another_briefing_but_the_same_request(tmp_path: Path) -> None:
    """The day of publication is checked by our code, so a new one costs no request; the run says where the reply came from."""
    with FaultServer(GOOD) as server, Store(tmp_path / "s") as store:
        first = briefed(server, store)
        dated = ARTICLE.model_copy(update={"published": datetime.date(2025, 2, 12)})
        again = briefed(server, store, dated)
        assert len(server.requests) == 1
    assert (first.run.requests, first.run.stored, first.run.usage.input_tokens) == (1, 0, 100)
    assert (again.run.requests, again.run.stored, again.run.usage.input_tokens) == (0, 1, 0)
    assert again.article.published == datetime.date(2025, 2, 12)


def test_another_host_is_asked_itself(tmp_path: Path) -> None:
    """Two endpoints may serve different models under one name."""
    with FaultServer(GOOD) as one, FaultServer(GOOD) as other, Store(tmp_path / "s") as store:
        briefed(one, store)
        briefed(other, store)
        assert (len(one.requests), len(other.requests)) == (1, 1)


def test_refresh_asks_again_and_keeps_the_new_one(tmp_path: Path) -> None:
    """With refresh nothing is taken from the store, and what comes replaces what was there."""
    with FaultServer(GOOD, chat(EMPTY), GOOD) as server, Store(tmp_path / "s") as store:
        assert briefed(server, store).figures
        assert not briefed(server, store, refresh=True).figures
        assert not briefed(server, store).figures
        assert len(server.requests) == 2


def test_a_model_of_unknown_name_is_asked_for_it(tmp_path: Path) -> None:
    """Where only the endpoint knows its model, a hit still needs to hear which one it is."""
    with FaultServer(GOOD) as server, Store(tmp_path / "s") as store:
        briefed(server, store, model=None)
        briefed(server, store, model=None)
        assert (len(server.requests), server.listings) == (1, 2)


@pytest.mark.parametrize("reply", [chat("no JSON"), chat({**EMPTY, "figures": 7}), chat(EMPTY, finish_reason="length"), chat(None)])
def test_what_led_to_no_briefing_is_not_kept(tmp_path: Path, reply: Reply) -> None:
    """An unusable reply does not come back from the store for ever."""
    with FaultServer(reply, GOOD) as server, Store(tmp_path / "s") as store:
        with pytest.raises(InvalidReply):
            briefed(server, store)
        assert briefed(server, store).figures
        assert len(server.requests) == 2


def test_a_repair_that_failed_in_passing_is_asked_for_again_alone(tmp_path: Path) -> None:
    """The draft that was paid for stays; only the repair is asked for, and then the briefing is kept."""
    mended = chat({name: [] for name in EMPTY} | {"headline": None, "figures": [FIGURE]})
    with FaultServer(BAD_FIGURE, fault(500), mended) as server, Store(tmp_path / "s") as store:
        assert briefed(server, store, retries=0).run.notes
        again = briefed(server, store, retries=0)
        assert (len(server.requests), again.run.stored, again.run.notes) == (3, 1, ())
        assert again.figures
        briefed(server, store, retries=0)
        assert len(server.requests) == 3


def test_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    """An entry that is no briefing of this version is as good as none."""
    with FaultServer(GOOD) as server, Store(tmp_path / "s") as store:
        briefed(server, store)
        (row,) = store.rows()
        store.keep_briefing(row.key, b'{"schema":"briefing/0"}', article=row.article, name="", engine="endpoint", model="m")
        assert briefed(server, store).run.stored == 1
        assert len(server.requests) == 1


def test_the_command_keeps_lists_shows_exports_and_prunes(summarize: Callable[..., Result], article: Path) -> None:
    """One paid request serves the command twice; the store's own commands show it and remove it."""
    with FaultServer(GOOD) as server:
        call = (article, "--base-url", server.url, "--model", "m", "-f", "json")
        first, second = summarize(*call), summarize(*call)
        assert len(server.requests) == 1
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    listed = summarize("store", "list")
    identity = json.loads(first.stdout)["article"]["id"]
    assert identity.encode() in listed.stdout
    assert json.loads(summarize("store", "show", identity[:8]).stdout) == json.loads(first.stdout)
    assert json.loads(summarize("store", "export").stdout) == json.loads(first.stdout)
    assert summarize("store", "prune").returncode == 2
    assert b"removed 1 briefings and 1 replies" in summarize("store", "prune", "--all").stderr
    assert summarize("store", "list").stdout == b""
    assert summarize("store", "show", identity).returncode == 1


def test_no_store_leaves_nothing_behind(summarize: Callable[..., Result], article: Path, tmp_path: Path) -> None:
    """With --no-store, or its variable, each run asks and no file is made."""
    with FaultServer(GOOD) as server:
        call = (article, "--base-url", server.url, "--model", "m")
        for extra in ({}, {"SUMMARIZE_NO_STORE": "1"}):
            assert summarize(*call, *([] if extra else ["--no-store"]), environment=extra).returncode == 0
        assert len(server.requests) == 2
    assert not Path(f"{tmp_path}-data").exists()


def test_a_store_of_ones_own_is_used_and_must_work(summarize: Callable[..., Result], article: Path, tmp_path: Path) -> None:
    """SUMMARIZE_STORE names the file; one that can't be opened is an error, unlike the usual one."""
    with FaultServer(GOOD) as server:
        call = (article, "--base-url", server.url, "--model", "m")
        assert summarize(*call, environment={"SUMMARIZE_STORE": str(tmp_path / "mine.db")}).returncode == 0
        assert (tmp_path / "mine.db").is_file()
        refused = summarize(*call, "--store", article / "no")
    assert refused.returncode == 1
    assert b"--no-store" in refused.stderr


@pytest.mark.parametrize("words", [("list",), ("show", "a"), ("prune", "--all"), ("export",)])
def test_a_store_that_is_not_there_is_said_and_not_made(
    summarize: Callable[..., Result], tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A name that was mistyped is an error, exit 2, and no file."""
    refused = summarize("store", *words, "--store", tmp_path / "typo")
    assert refused.returncode == 2
    assert b"there is no store" in refused.stderr
    assert not (tmp_path / "typo").exists()
