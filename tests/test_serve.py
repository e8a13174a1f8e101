"""Serve: articles handed in over HTTP become the same briefings as everywhere, once each, whoever asks."""

import concurrent.futures
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import load_article, summarize
from summarizer.schemas import Briefing, DailyBriefing
from summarizer.serve.limits import Limits
from summarizer.settings import Settings
from summarizer.store import Store
from summarizer.web.fetching import Web
from tests.conftest import ARTICLES, RECORDINGS
from tests.faults import FaultServer, fault
from tests.served import TEXT, Served, empty_reply, occupied, serving
from tests.websites import Site, page

KEY = "sk-test-1234567890"


def settings_for(model: FaultServer, *, concurrency: int = 4) -> Settings:
    """Return settings that lead to a scripted endpoint."""
    return Settings(engine="endpoint", base_url=model.url, api_key=KEY, model="test-model", retries=0, concurrency=concurrency)


@pytest.fixture(scope="module")
def replayed() -> Iterator[Served]:
    """Serve the recordings of both sample articles; nothing is kept on disk."""
    with serving(Settings(replay=RECORDINGS)) as served:
        yield served


@pytest.fixture(scope="module")
def model() -> Iterator[FaultServer]:
    """Serve a model that finds nothing to say."""
    with FaultServer(empty_reply()) as server:
        yield server


@pytest.fixture(scope="module")
def stored(model: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve that model, with a store."""
    with serving(settings_for(model), store=tmp_path_factory.mktemp("serve") / "store.sqlite") as served:
        yield served


def test_an_upload_becomes_the_briefing_that_the_library_makes(replayed: Served) -> None:
    """Accepted with an id and an address, done a little later, known from then on; of its name the last part is told."""
    path = ARTICLES[1]
    upload = {"file": (f"../../etc/{path.name}", path.read_bytes(), "text/plain")}
    answer = replayed.client.post("/briefings", files=upload)
    assert answer.status_code == 202
    key = answer.json()["id"]
    assert answer.headers["location"] == f"/briefings/{key}"
    done = replayed.wait(key)
    assert done["state"] == "done"
    expected = summarize(load_article(path), replay=RECORDINGS)
    found = Briefing.model_validate(done["briefing"])
    assert found.article.path == path.name
    assert found.model_copy(update={"article": expected.article}) == expected
    again = replayed.client.post("/briefings", files=upload)
    assert (again.status_code, again.json()["id"], again.json()["state"]) == (200, key, "done")


def test_the_page_of_a_briefing_is_the_report(replayed: Served) -> None:
    """What was rejected stands under its heading alone, links lead on, and the report's own policy is the header's too."""
    key = replayed.client.post("/briefings", files={"file": ("a.txt", ARTICLES[0].read_bytes())}).json()["id"]
    replayed.wait(key)
    page = replayed.client.get(f"/pages/briefings/{key}", headers={"accept-language": "de"})
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert f'href="/briefings/{key}"' in page.text
    assert "Schlüsselereignisse" in page.text
    english = replayed.client.get(f"/pages/briefings/{key}", headers={"accept-language": "en-GB"})
    assert "Key events" in english.text


def test_two_users_with_one_article_pay_once(model: FaultServer, stored: Served) -> None:
    """Handed in at the same moment it is one job; under another day it is another briefing, made of the same reply."""
    model.script[:] = [empty_reply(delay_s=0.3)]
    model.requests.clear()
    text = f"{TEXT} Zwei lesen dasselbe."
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _user: stored.hand_in(text), range(2))
        other = stored.hand_in(text, published="2025-02-12").json()["id"]
    assert first.json()["id"] == second.json()["id"] != other
    assert stored.wait(first.json()["id"])["state"] == stored.wait(other)["state"] == "done"
    assert len(model.requests) == 1


def test_a_day_is_made_of_all_its_briefings(stored: Served) -> None:
    """What names the day belongs to it, what names none to the day on which it was briefed; another day is empty."""
    texts = [f"{TEXT} Ausgabe {number}." for number in range(3)]
    dates = ["2024-05-01", "2024-05-01", None]
    for text, date in zip(texts, dates, strict=True):
        stored.wait(stored.hand_in(text, published=date).json()["id"])
    daily = DailyBriefing.model_validate(stored.client.get("/days/2024-05-01").json())
    assert len(daily.sources) == 2
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    undated = DailyBriefing.model_validate(stored.client.get(f"/days/{today}").json())
    assert {source.dated_by for source in undated.sources} == {"option"}
    assert 'href="/pages/days/2024-05-01"' in stored.client.get("/").text
    page = stored.client.get("/pages/days", params={"date": "2024-05-01"}, follow_redirects=True)
    # The texts are at hand.
    assert "Ausgabe 1." in page.text
    for day in ("2023-01-01", "2023-02-30", "heute"):
        answer = stored.client.get(f"/days/{day}")
        assert (answer.status_code, answer.json()["code"]) == (404, "UnknownDay")


def test_a_failure_is_told_and_can_be_tried_again(model: FaultServer, stored: Served) -> None:
    """The endpoint's failure is the briefing's problem, with its code; once it is back, the article need not be handed in anew."""
    model.script[:] = [fault(503), empty_reply()]
    key = stored.hand_in(f"{TEXT} Erst klemmt es.").json()["id"]
    failed = stored.wait(key)
    assert (failed["state"], failed["problem"]["code"], failed["problem"]["status"]) == ("failed", "Unavailable", 503)
    page = stored.client.get(f"/pages/briefings/{key}", headers={"accept-language": "de"})
    assert "Das Modell ist nicht erreichbar." in page.text
    answer = stored.client.post(f"/pages/briefings/{key}/again")
    assert answer.headers["location"] == f"/pages/briefings/{key}"
    assert stored.wait(key)["state"] == "done"


def test_what_cannot_be_read_is_refused_at_once(stored: Served) -> None:
    """Nothing, everything at once, another language, a file that is none, no JSON: each a problem with its code."""
    post = stored.client.post
    cases = (
        (post("/briefings", json={}), 400, "Malformed"),
        (post("/briefings", json={"text": TEXT, "address": "https://a.example"}), 400, "Malformed"),
        (post("/briefings", content=b"{", headers={"content-type": "application/json"}), 400, "Malformed"),
        (post("/briefings", json=[TEXT]), 400, "Malformed"),
        (post("/briefings", json={"text": TEXT}, headers={"origin": "null", "cookie": "summarize=x"}), 403, "ForeignSite"),
        (post("/briefings", files={"text": ("a.txt", b"a")}), 400, "Malformed"),
        (post("/briefings", content=b"--x", headers={"content-type": "multipart/form-data; boundary=y"}), 400, "Malformed"),
        (post("/briefings", content=TEXT.encode(), headers={"content-type": "text/plain"}), 415, "WrongKind"),
        (post("/briefings", json={"text": TEXT, "path": "/etc/passwd"}), 422, "InputError"),
        (post("/briefings", json={"text": TEXT, "published": "2025-02-30"}), 422, "InputError"),
        (
            post("/briefings", json={"text": "Η γέφυρα είναι ξανά ανοιχτή από τη Δευτέρα, λέει ο δήμαρχος της πόλης."}),
            422,
            "InputError",
        ),
        (post("/briefings", json={"address": "https://a.example/"}), 422, "InputError"),
        (post("/briefings", files={"file": ("a.pdf", b"%PDF-1.7 broken")}), 422, "InputError"),
        (stored.client.get("/briefings/" + "0" * 32), 404, "UnknownBriefing"),
        (stored.client.get("/etc/passwd"), 404, "NotFound"),
        (stored.client.delete("/briefings"), 405, "NotAllowed"),
    )
    for answer, status, code in cases:
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail", "code", "hint"}


def test_the_form_keeps_what_was_typed_when_it_is_refused(stored: Served) -> None:
    """Nobody has to paste a text twice; it comes back as text."""
    words = "Το κείμενο δεν είναι γερμανικό. <script>alert(1)</script>"
    page = stored.client.post("/pages/briefings", data={"text": words}, files={"file": ("", b"")})
    assert page.status_code == 422
    assert "Το κείμενο" in page.text
    assert "<script>alert" not in page.text


def test_addresses_are_fetched_where_that_is_allowed(model: FaultServer, tmp_path: Path) -> None:
    """The page is fetched by the server; a path of its own machine is no address."""
    with Site({"/a": page(TEXT, content_type="text/plain")}) as site:
        model.script[:] = [empty_reply()]
        web = Web(allow_private=True)
        with serving(settings_for(model), store=tmp_path / "store.sqlite", fetch=web.get) as served:
            answer = served.client.post("/briefings", json={"address": f"{site.url}/a"})
            assert answer.status_code in {200, 202}, answer.text
            assert served.wait(answer.json()["id"])["briefing"]["article"]["url"] == f"{site.url}/a"
            for address in ("/etc/passwd", "file:///etc/passwd", "-"):
                refused = served.client.post("/briefings", json={"address": address})
                assert (refused.status_code, refused.json()["code"]) == (422, "InputError")


def test_a_full_queue_says_when_to_come_back(model: FaultServer) -> None:
    """What is beyond the limit, of one user or of all, is refused at once; what is too long, too."""
    model.script[:] = [empty_reply()]
    limits = Limits(waiting=3, waiting_for_one=2, characters=1_000)
    token = "a-token-that-is-long-enough"
    settings = settings_for(model, concurrency=1)
    with serving(settings, limits=limits, token=token) as served, occupied(served):
        served.client.headers["authorization"] = f"Bearer {token}"

        def hand_in(number: int, user: str) -> int:
            # Our own proxy would say so.
            answer = served.client.post(
                "/briefings", json={"text": f"{TEXT} {number}.", "language": "de"}, headers={"x-forwarded-for": user}
            )
            assert answer.status_code == 202 or answer.headers["retry-after"]
            return answer.status_code

        assert [hand_in(number, "10.0.0.1") for number in range(3)] == [202, 202, 429]
        assert [hand_in(number, "10.0.0.2") for number in (3, 4)] == [202, 429]
        assert served.hand_in(TEXT * 50).json()["code"] == "TooLarge"


def test_an_end_finishes_what_runs_and_breaks_off_what_waits(model: FaultServer, tmp_path: Path) -> None:
    """What the model works on is paid for, and gets its seconds; what waits says that it has to be handed in again."""
    model.script[:] = [empty_reply(delay_s=1.0)]
    model.arrived.clear()
    with serving(settings_for(model, concurrency=1), store=tmp_path / "store.sqlite") as served:
        running, waiting = (served.hand_in(f"{TEXT} {number}.").json()["id"] for number in range(2))
        assert model.arrived.wait(10)
        served.state.jobs.worker.stop(10)
        assert served.wait(running)["state"] == "done"
        assert served.wait(waiting)["problem"]["code"] == "Stopping"


def test_a_store_that_is_closed_under_a_reader_is_not_taken_for_damaged(tmp_path: Path) -> None:
    """A page that is still being made when the server ends costs nothing but itself; the file stays where it is."""
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        assert store._connection
        store._connection.close()
        assert store.briefing("0" * 32) is None
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
