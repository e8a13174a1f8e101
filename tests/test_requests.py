"""Requests as files: what is written is what would be sent, replies become the same briefings, and nothing is asked twice."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.batch_endpoint import EMPTY, BatchEndpoint, reply_lines
from tests.conftest import Result
from tests.faults import FaultServer, chat, completion
from tests.request_files import HOST, asked, briefed

KEY = {"SUMMARIZE_API_KEY": "sk-test-0123456789abcdef"}
WRONG = EMPTY | {"headline": {"text": "Der Umbau kostete 99 Millionen Euro", "sentences": [2]}}


def test_what_is_exported_is_what_a_batch_sends_byte_for_byte(
    summarize: Callable[..., Result], export: Callable[..., Result], bridges: Path, tmp_path: Path
) -> None:
    """The body of each line is the body of a request, and its briefing the one that the batch makes."""
    with FaultServer(chat(EMPTY)) as server:
        export(url=server.url)
        call = ("batch", bridges, "-o", "sent.jsonl", "--base-url", server.url, "--model", "m", "--store", "other.sqlite")
        assert summarize(*call).returncode == 0
    bodies = [line.partition(b'"body":')[2].removesuffix(b"}") for line in (tmp_path / "requests.jsonl").read_bytes().splitlines()]
    assert sorted(bodies) == sorted(request.raw for request in server.requests)


def test_replies_become_the_briefings_of_a_batch(
    summarize: Callable[..., Result], export: Callable[..., Result], take: Callable[..., Result], bridges: Path, tmp_path: Path
) -> None:
    """Through the file format alone, with no server: the lines of a batch, which then finds everything in the store."""
    told = export()
    size = (tmp_path / "requests.jsonl").stat().st_size
    lines = f"requests.jsonl: 3 requests, {size / 1000:.0f} kB\n3 articles, 3 requests, 0 repairs\n"
    assert (told.returncode, told.stderr.decode()) == (0, lines)
    assert all((line["method"], line["url"]) == ("POST", "/v1/chat/completions") for line in asked(tmp_path))
    taken = take(reply_lines((tmp_path / "requests.jsonl").read_bytes()))
    assert (taken.returncode, briefed(tmp_path)) == (0, ["0.txt", "1.txt", "2.txt"])
    assert b"3 of 3 replies, 3,300 tokens" in taken.stderr
    # The endpoint does not exist, and is not asked.
    again = summarize("batch", bridges, "-o", "again.jsonl", "--base-url", HOST, "--model", "m", "--ordered")
    assert again.returncode == 0
    runs = [json.loads(line)["briefing"]["run"] for line in (tmp_path / "again.jsonl").read_text("utf-8").splitlines()]
    assert [(run["requests"], run["stored"]) for run in runs] == [(0, 1)] * 3
    assert b"3 articles, 0 requests, 0 repairs, 3 complete" in export().stderr


def test_repairs_are_a_second_round(export: Callable[..., Result], take: Callable[..., Result], tmp_path: Path) -> None:
    """An item that fails its check waits for its repair; the next export has the repairs alone, and then all is there."""
    export()
    first = take(reply_lines((tmp_path / "requests.jsonl").read_bytes(), lambda _body: completion(json.dumps(WRONG), model="m")))
    assert (first.returncode, briefed(tmp_path)) == (1, [])
    assert b"3 articles left for a further round" in first.stderr
    assert b"3 articles, 0 requests, 3 repairs" in export().stderr
    second = take(reply_lines((tmp_path / "requests.jsonl").read_bytes()))
    assert (second.returncode, len(briefed(tmp_path))) == (0, 3)
    repairs = [json.loads(line)["briefing"]["run"]["repairs"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert repairs == [1, 1, 1]


def test_final_does_without_repairs(export: Callable[..., Result], take: Callable[..., Result], tmp_path: Path) -> None:
    """With --final the failed item stays rejected, and the briefing says that nobody was asked."""
    export()
    replies = reply_lines((tmp_path / "requests.jsonl").read_bytes(), lambda _body: completion(json.dumps(WRONG), model="m"))
    assert take(replies, "--final").returncode == 0
    briefing = json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[0])["briefing"]
    assert [rejected["code"] for rejected in briefing["rejected"]] == ["number"]
    assert briefing["run"]["notes"] == ["repair: not asked for (--final)"]


def test_a_long_article_asks_all_its_passages_in_one_round(
    export: Callable[..., Result], take: Callable[..., Result], bridges: Path, tmp_path: Path
) -> None:
    """No passage waits for the reply to the one before."""
    (bridges / "0.txt").write_text(
        "".join(f"Satz Nummer {number} über die lange Brücke. " for number in range(200)), encoding="utf-8"
    )
    assert b"3 articles, 15 requests, 0 repairs" in export("--passage-tokens", "250").stderr
    assert take(reply_lines((tmp_path / "requests.jsonl").read_bytes())).returncode == 0


def test_a_text_that_lies_there_twice_is_asked_once(
    export: Callable[..., Result], take: Callable[..., Result], bridges: Path, tmp_path: Path
) -> None:
    """Two files of one text share a request, since its key has to be the only one, and both have a briefing."""
    (bridges / "copy.txt").write_bytes((bridges / "1.txt").read_bytes())
    export()
    assert len(asked(tmp_path)) == 3
    assert take(reply_lines((tmp_path / "requests.jsonl").read_bytes())).returncode == 0
    assert briefed(tmp_path) == ["0.txt", "1.txt", "2.txt", "copy.txt"]


def test_files_are_split_at_their_limits_and_each_is_a_batch(
    summarize: Callable[..., Result], export: Callable[..., Result], tmp_path: Path
) -> None:
    """By number and by size; submitting sends each file once, however often it is called."""
    with BatchEndpoint() as endpoint:
        export("--requests-per-file", "2", url=endpoint.url)
        assert [len(asked(tmp_path, name)) for name in ("requests.jsonl", "requests.2.jsonl")] == [2, 1]
        for _ in range(2):
            sent = summarize("requests", "submit", "requests.jsonl", "--base-url", endpoint.url, environment=KEY)
            assert sent.returncode == 0
        assert list(endpoint.files.values()) == [(tmp_path / name).read_bytes() for name in ("requests.jsonl", "requests.2.jsonl")]
        assert len(endpoint.batches) == 2
    size = max(len(line) for line in (tmp_path / "requests.jsonl").read_bytes().splitlines(keepends=True))
    (tmp_path / "requests.jsonl.batches").unlink()
    assert export("--mb-per-file", str((size + 10) / 1e6)).returncode == 0
    assert len(asked(tmp_path, "requests.3.jsonl")) == 1
    export("--requests-per-file", "2")
    assert sorted(path.name for path in tmp_path.glob("requests*.jsonl")) == ["requests.2.jsonl", "requests.jsonl"]
    assert b"fit into a file" in export("--mb-per-file", "0.001").stderr


def test_from_submit_to_briefings(summarize: Callable[..., Result], export: Callable[..., Result], tmp_path: Path) -> None:
    """Export, submit, status, fetch, import; while the batch is under way exit codes say so, and the export is not overwritten."""
    with BatchEndpoint() as endpoint:
        export(url=endpoint.url)
        there = ("--base-url", endpoint.url)
        assert summarize("requests", "status", "requests.jsonl", *there).returncode == 1
        sent = summarize("requests", "submit", "requests.jsonl", *there, environment=KEY)
        assert b"the text of 3 articles goes to 127.0.0.1" in sent.stderr
        assert summarize("requests", "fetch", "requests.jsonl", "-o", "replies.jsonl", *there).returncode == 1
        refused = export(url=endpoint.url)
        assert (refused.returncode, b"not fetched yet" in refused.stderr) == (1, True)
        under_way = summarize("requests", "status", "requests.jsonl", *there)
        assert (under_way.returncode, under_way.stdout) == (0, b"requests.jsonl  completed  3 of 3 done\n")
        assert summarize("requests", "fetch", "requests.jsonl", "-o", "replies.jsonl", *there).returncode == 0
        assert summarize("requests", "import", "replies.jsonl", "-o", "out.jsonl").returncode == 0
        assert export(url=endpoint.url).returncode == 0
    assert briefed(tmp_path) == ["0.txt", "1.txt", "2.txt"]
    written = [path.read_bytes() for path in (tmp_path, tmp_path.with_name(f"{tmp_path.name}-data")) for path in path.rglob("*.*")]
    assert not any(KEY["SUMMARIZE_API_KEY"].encode() in content for content in written)


def test_a_batch_whose_creation_seemed_to_fail_is_found_again(
    summarize: Callable[..., Result], export: Callable[..., Result], tmp_path: Path
) -> None:
    """What the endpoint began before its answer was lost is not begun a second time; nor where the notes were lost."""
    with BatchEndpoint() as endpoint:
        export(url=endpoint.url)
        endpoint.fail_once_after_creation = True
        call = ("requests", "submit", "requests.jsonl", "--base-url", endpoint.url)
        assert b"answered 502" in summarize(*call).stderr
        assert summarize(*call).returncode == 0
        (tmp_path / "requests.jsonl.batches").unlink()
        assert summarize(*call).returncode == 0
        assert (len(endpoint.batches), len(endpoint.files)) == (1, 1)


def test_an_expired_batch_gives_what_it_has(
    summarize: Callable[..., Result], export: Callable[..., Result], tmp_path: Path
) -> None:
    """One reply of three came in time: one briefing, and the next export has the other two."""
    with BatchEndpoint(ends="expired") as endpoint:
        export(url=endpoint.url)
        there = ("--base-url", endpoint.url)
        summarize("requests", "submit", "requests.jsonl", *there)
        summarize("requests", "status", "requests.jsonl", *there)
        fetched = summarize("requests", "fetch", "requests.jsonl", "-o", "replies.jsonl", *there)
        assert (fetched.returncode, b"expired  1 of 3 done  2 failed" in fetched.stderr) == (0, True)
        taken = summarize("requests", "import", "replies.jsonl", "-o", "out.jsonl")
        assert (taken.returncode, len(briefed(tmp_path))) == (3, 1)
        assert b"could not be executed in time" in taken.stderr
        assert b"3 articles, 2 requests, 0 repairs, 1 complete" in export(url=endpoint.url).stderr


def test_a_batch_that_failed_says_why_and_is_begun_anew(
    summarize: Callable[..., Result], export: Callable[..., Result], tmp_path: Path
) -> None:
    """The endpoint's own words stand in the status; there is nothing to fetch, and the same requests can be submitted again."""
    with BatchEndpoint(ends="failed") as endpoint:
        export(url=endpoint.url)
        there = ("--base-url", endpoint.url)
        summarize("requests", "submit", "requests.jsonl", *there)
        summarize("requests", "status", "requests.jsonl", *there)
        told = summarize("requests", "status", "requests.jsonl", *there)
        fetched = summarize("requests", "fetch", "requests.jsonl", "-o", "replies.jsonl", *there)
        summarize("requests", "submit", "requests.jsonl", *there)
        assert len(endpoint.batches) == 2
    assert told.stdout == b"requests.jsonl  failed  0 of 3 done  the file is too large\n"
    assert (fetched.returncode, b"no reply to fetch" in fetched.stderr) == (1, True)
    assert not (tmp_path / "replies.jsonl").exists()
