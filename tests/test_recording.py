"""Recording and replay over real sockets and real files: the same value again with the server gone."""

import json
import time
from pathlib import Path

import pytest

from summarizer import recording_files
from summarizer.errors import ConfigError, OutputError, RateLimited, ReplayMiss, SummarizerError
from summarizer.llm import Case, Tally
from summarizer.recording import Player, Recorder, Rekeyer, orphaned, replay_settings, unplayed
from summarizer.recording_files import StoredRequest, request_key
from summarizer.settings import Settings
from tests.faults import FaultServer, Reply, chat, fault
from tests.questions import ARTICLE, CASE, GOOD, KEY, TEXT, VALUE, WRONG, ask_over, record, replay, settings

OTHER = "fedcba9876543210"


def test_replay_gives_the_same_value_with_the_server_gone(tmp_path: Path) -> None:
    """What was recorded comes back equal, costs included, after retries and a re-ask, without waiting."""
    online_tally, offline_tally = Tally(), Tally()
    slow = fault(429, headers={"retry-after": "1"})
    busy = Reply({"error": {"code": 503, "message": "busy"}}, headers={"retry-after": "1"})
    first = record(tmp_path, slow, busy, WRONG, GOOD, tally=online_tally)
    player = Player(tmp_path)
    start = time.monotonic()
    again = replay(tmp_path, player, tally=offline_tally)
    assert first == again == VALUE
    assert time.monotonic() - start < 1
    assert first.model_dump_json() == again.model_dump_json()
    assert online_tally == offline_tally == Tally(requests=4, retries=2, reasks=1, input_tokens=20, output_tokens=10)
    assert unplayed(player) == []


def test_failure_is_replayed_as_that_failure(tmp_path: Path) -> None:
    """A wait that was too long when recorded is too long in replay, and is not slept either time."""
    with pytest.raises(RateLimited):
        record(tmp_path, fault(429, headers={"retry-after": "3600"}))
    tally = Tally()
    with pytest.raises(RateLimited):
        replay(tmp_path, tally=tally)
    assert tally.requests == 1


def test_last_reply_of_a_request_repeats(tmp_path: Path) -> None:
    """Asked again after the replies have run out, a player gives the last one again."""
    record(tmp_path, fault(429), GOOD)
    player = Player(tmp_path)
    tally = Tally()
    assert [replay(tmp_path, player, tally=tally) for _ in range(3)] == [VALUE] * 3
    assert (tally.requests, tally.retries) == (4, 1)


def test_files_are_readable_and_hold_no_secret(tmp_path: Path) -> None:
    """Text stands unescaped and line by line, the reply as JSON, and neither key nor host nor a request's header is kept."""
    record(tmp_path, GOOD)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"{ARTICLE}.endpoint.json", "recordings.json"]
    text = "".join((tmp_path / name).read_text("utf-8") for name in names)
    assert "Käse – „echt“" in text
    assert "Zweite Zeile 😀" in text
    assert '"$json"' in text
    assert max(map(len, text.splitlines())) < 250
    for secret in (KEY, "127.0.0.1", "uthorization", "user-agent", "Bearer"):
        assert secret not in text
    stored = json.loads((tmp_path / names[0]).read_text("utf-8"))
    assert stored["version"] == 1
    assert (stored["article"], stored["path"], stored["origin"], stored["date"]) == (
        ARTICLE,
        "article.txt",
        "recorded",
        "2026-11-22",
    )
    assert stored["interactions"][0]["case"] == {"article": ARTICLE, "step": "brief", "number": 1}
    assert stored["interactions"][0]["request"]["path"] == "/chat/completions"


def test_replay_takes_model_and_parameters_from_the_folder(tmp_path: Path) -> None:
    """Replay needs no setting of the recording's; a model that the user names comes first and then misses."""
    record(tmp_path, GOOD, temperature=0.5, max_output_tokens=321, strict=True, passage_tokens=4321)
    chosen = replay_settings(Settings(replay=tmp_path, temperature=1.0, api_key=KEY))
    assert (chosen.model, chosen.temperature, chosen.max_output_tokens, chosen.strict) == ("test-model", 0.5, 321, True)
    assert (chosen.passage_tokens, chosen.api_key) == (4321, None)
    assert "127.0.0.1" not in str(chosen.base_url)
    assert replay(tmp_path) == VALUE
    named = replay_settings(Settings(replay=tmp_path, model="another"))
    with pytest.raises(ReplayMiss) as caught:
        ask_over(named, Player(tmp_path))
    assert '-  "model": "test-model"' in caught.value.difference
    assert '+  "model": "another"' in caught.value.difference


def test_miss_shows_the_difference_to_the_nearest_recording(tmp_path: Path) -> None:
    """A request that was never recorded is one line with a hint, and a diff with just what changed; nothing is retried."""
    record(tmp_path, GOOD, text="something else\n" * 9, case=Case("0" * 16, "brief"))
    record(tmp_path, GOOD)
    tally = Tally()
    with pytest.raises(ReplayMiss) as caught:
        replay(tmp_path, None, TEXT.replace("Zweite", "Dritte"), tally=tally)
    assert tally.requests == 1
    assert "\n" not in str(caught.value)
    assert ARTICLE in str(caught.value)
    assert "--record" in str(caught.value.hint)
    changed = [line for line in caught.value.difference.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert len(changed) == 2
    assert "Zweite Zeile" in changed[0]
    assert "Dritte Zeile" in changed[1]


def test_miss_in_an_empty_folder_is_a_miss(tmp_path: Path) -> None:
    """With nothing to compare to, the whole request is the difference."""
    record(tmp_path, GOOD)
    (tmp_path / f"{ARTICLE}.endpoint.json").unlink()
    with pytest.raises(ReplayMiss) as caught:
        replay(tmp_path)
    assert "+  " in caught.value.difference


def test_recordings_are_independent_of_the_endpoints_address(tmp_path: Path) -> None:
    """A request below /openai/v1 and OpenAI's name for the output limit have the key of the plain ones."""
    plain = StoredRequest(method="POST", path="/chat/completions", body={"model": "m", "max_tokens": 5})
    openai = StoredRequest(method="POST", path="/chat/completions", body={"max_completion_tokens": 5, "model": "m"})
    assert request_key(plain) == request_key(openai)
    assert len(request_key(plain)) == 24
    record(tmp_path, GOOD)
    chosen = replay_settings(Settings(replay=tmp_path))
    elsewhere = Settings(**{**vars(chosen), "base_url": "http://host.invalid/openai/v1"})
    assert ask_over(elsewhere, Player(tmp_path)) == VALUE


def test_recording_again_replaces_one_article_and_keeps_the_others(tmp_path: Path) -> None:
    """A second recording of an article takes the place of the first; other articles stay; all steps of one run are kept."""
    record(tmp_path, WRONG, GOOD)
    record(tmp_path, GOOD, case=Case(OTHER, "brief"), text="other")
    with FaultServer(GOOD) as server:
        recorder = Recorder(tmp_path, settings(server))
        ask_over(settings(server), recorder)
    with FaultServer(GOOD) as server:
        recorder = Recorder(tmp_path, settings(server))
        for case in (CASE, Case(ARTICLE, "brief", 2), Case(ARTICLE, "repair", 1)):
            ask_over(settings(server), recorder, f"{case}", case=case)
    kept = recording_files.read_recording(tmp_path / f"{ARTICLE}.endpoint.json")
    assert [(one.case.step, one.case.number) for one in kept.interactions] == [("brief", 1), ("brief", 2), ("repair", 1)]
    assert replay(tmp_path, None, "other") == VALUE
    assert orphaned(tmp_path, [ARTICLE]) == [f"{OTHER}.endpoint.json"]
    assert orphaned(tmp_path, [ARTICLE, OTHER]) == []


def test_folder_holds_one_model_and_one_set_of_parameters(tmp_path: Path) -> None:
    """Recording with another model beside other articles is refused before anything is sent; alone it replaces."""
    record(tmp_path, GOOD, case=Case(OTHER, "brief"), text="other")
    with FaultServer(GOOD) as server:
        chosen = settings(server, temperature=0.1)
        with pytest.raises(ConfigError, match="holds recordings"):
            ask_over(chosen, Recorder(tmp_path, chosen))
        assert not server.requests
        ask_over(chosen, Recorder(tmp_path, chosen), case=Case(OTHER, "brief"))
    assert replay_settings(Settings(replay=tmp_path)).temperature == 0.1


def test_exchange_that_did_not_come_whole_is_not_kept(tmp_path: Path) -> None:
    """A reply that breaks off leaves no trace in the recording; the retry does."""
    record(tmp_path, Reply({"choices": []}, cut="half"), GOOD)
    kept = recording_files.read_recording(tmp_path / f"{ARTICLE}.endpoint.json")
    assert len(kept.interactions) == 1


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_odd_reply_is_replayed_as_the_same_error(tmp_path: Path, content_type: str) -> None:
    """An unreadable reply ends in the same message online and in replay, but for the host."""
    errors: list[SummarizerError] = []
    with pytest.raises(SummarizerError) as caught:
        record(tmp_path, Reply(raw=b'{"choices": \xff', content_type=content_type))
    errors.append(caught.value)
    with pytest.raises(SummarizerError) as caught:
        replay(tmp_path)
    errors.append(caught.value)
    assert len({str(error).partition(" ")[2] for error in errors}) == 1
    assert type(errors[0]) is type(errors[1])


@pytest.mark.parametrize("raw", [b"{", b'{"version": 1, "sets": []}'], ids=["damaged", "empty"])
def test_unusable_index_is_a_config_error(tmp_path: Path, raw: bytes) -> None:
    """Without a set of an endpoint there is nothing to replay, and the error names the file."""
    (tmp_path / "recordings.json").write_bytes(raw)
    with pytest.raises(ConfigError, match=r"recordings\.json"):
        replay_settings(Settings(replay=tmp_path))


def test_missing_folder_or_index_is_a_config_error(tmp_path: Path) -> None:
    """No folder, no index and no --replay at all are each said."""
    for chosen, message in (
        (Settings(replay=tmp_path / "none"), "no folder"),
        (Settings(replay=tmp_path), "can't read"),
        (Settings(), "nothing to replay"),
    ):
        with pytest.raises(ConfigError, match=message):
            replay_settings(chosen)


def test_unwritable_folder_is_an_output_error(tmp_path: Path) -> None:
    """A recording that can't be written ends the call with a clear error, not with a retry."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    with FaultServer(GOOD) as server:
        with pytest.raises(OutputError, match="can't write"):
            ask_over(settings(server), Recorder(tmp_path / "file" / "folder", settings(server)))
        assert len(server.requests) == 1


def test_recording_goes_through_the_proxy_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording takes the same way out as a call without it: a proxy that the environment names."""
    with FaultServer(GOOD) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/v1"))
        monkeypatch.delenv("no_proxy", raising=False)
        chosen = Settings(base_url="http://model.invalid/v1", model="m")
        assert ask_over(chosen, Recorder(tmp_path, chosen)) == VALUE
        assert proxy.requests[0].path == "http://model.invalid/v1/chat/completions"


def by_hand(directory: Path, *cases: tuple[Case, Reply]) -> None:
    """Write a recording by hand, replies only."""
    stored = [
        {
            "case": {"article": case.article, "step": case.step, "number": case.number},
            "response": {"status": reply.status, "headers": {"content-type": "application/json"}, "json": reply.json},
        }
        for case, reply in cases
    ]
    head = {"version": 1, "article": ARTICLE, "engine": "endpoint", "origin": "written by hand", "model": "m", "date": "2026-11-22"}
    (directory / f"{ARTICLE}.endpoint.json").write_text(json.dumps({**head, "interactions": stored}), "utf-8")
    parameters = {"temperature": None, "max_output_tokens": None, "strict": False, "passage_tokens": 6000}
    known = {"engine": "endpoint", "model": "m", "parameters": parameters, "origin": "written by hand", "date": "2026-11-22"}
    (directory / "recordings.json").write_text(json.dumps({"version": 1, "sets": [known]}), "utf-8")


def test_replies_written_by_hand_are_keyed_by_their_case(tmp_path: Path) -> None:
    """Replies without a request are served by case and order, get request and key, and then replay; also after a new prompt."""
    repair = Case(ARTICLE, "repair", 1)
    by_hand(tmp_path, (CASE, WRONG), (repair, chat({"number": 8})), (CASE, GOOD))
    with pytest.raises(ReplayMiss):
        replay(tmp_path)
    for version in ("old", "new"):
        rekeyer = Rekeyer(tmp_path)
        assert replay(tmp_path, rekeyer, f"{version} prompt") == VALUE
        assert unplayed(rekeyer) == [f"{ARTICLE}.endpoint.json: repair 1 {rekeyer.plays[1].interaction.key or '(no key)'}"]
        assert replay(tmp_path, rekeyer, f"{version} repair", case=repair).number == 8
        assert unplayed(rekeyer) == []
        player = Player(tmp_path)
        assert replay(tmp_path, player, f"{version} repair", case=repair).number == 8
        assert replay(tmp_path, player, f"{version} prompt") == VALUE
        assert unplayed(player) == []
    with pytest.raises(ReplayMiss):
        replay(tmp_path, None, "old prompt")
    kept = recording_files.read_recording(tmp_path / f"{ARTICLE}.endpoint.json")
    assert kept.origin == "written by hand"
    assert [len(one.key) for one in kept.interactions] == [24, 24, 24]


def test_case_without_a_reply_left_is_a_miss(tmp_path: Path) -> None:
    """Where a hand-written reply is missing, the error names article, step and number."""
    by_hand(tmp_path, (CASE, GOOD))
    with pytest.raises(ReplayMiss, match=f"{ARTICLE}, repair 2"):
        replay(tmp_path, Rekeyer(tmp_path), case=Case(ARTICLE, "repair", 2))


def test_rekeying_twice_changes_nothing(tmp_path: Path) -> None:
    """Keys depend on the request alone, so a second run writes the same bytes."""
    by_hand(tmp_path, (CASE, GOOD))
    path = tmp_path / f"{ARTICLE}.endpoint.json"
    replay(tmp_path, Rekeyer(tmp_path))
    first = path.read_bytes()
    replay(tmp_path, Rekeyer(tmp_path))
    assert path.read_bytes() == first
    assert [left.name for left in tmp_path.glob(".*")] == []


def test_unplayed_recordings_are_named(tmp_path: Path) -> None:
    """An exchange that nothing asked for is named with file, step and number."""
    record(tmp_path, GOOD)
    [left] = unplayed(Player(tmp_path))
    assert left.startswith(f"{ARTICLE}.endpoint.json: brief 1 ")
