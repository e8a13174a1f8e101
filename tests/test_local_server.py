"""The embedded model's server: real llama.cpp on loopback with the real weights, and what happens where it can't run."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from summarizer.errors import ConfigError
from summarizer.local import weights
from summarizer.local.server import MAXIMUM_TOKENS, Server
from tests.conftest import ROOT

SLOW_MODEL = [pytest.mark.model, pytest.mark.slow]


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run one server for all tests of this module."""
    with Server(weights.find()) as running:
        yield running


@pytest.mark.model
@pytest.mark.parametrize("content", [b"", b"GGUF" + b"x" * 1000, b"<html>"])
def test_damaged_weights_are_an_error_of_one_line(tmp_path: Path, content: bytes) -> None:
    """What llama.cpp can't load ends in a ConfigError, not in the end of the process."""
    path = tmp_path / "weights.gguf"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="can't be loaded"):
        Server(path, threads=1)


def test_a_platform_without_llama_cpp_is_named(tmp_path: Path) -> None:
    """Where the binding can't be imported, the error says so and names the engine that needs no model."""
    (tmp_path / "xllamacpp.py").write_text("raise ImportError('no wheel for this platform')\n")
    script = (
        "from pathlib import Path\nfrom summarizer.errors import ConfigError\nfrom summarizer.local.server import Server\n"
        "try:\n    Server(Path('weights.gguf'))\nexcept ConfigError as error:\n    print(error, '|', error.hint)\n"
    )
    done = run(script, PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]))
    assert done.stdout.startswith("the embedded model can't run here: no wheel for this platform |")
    assert "--engine rules" in done.stdout


@pytest.mark.model
def test_too_little_memory_is_named() -> None:
    """With less memory than the model takes, the error says so before llama.cpp ends the process."""
    script = (
        "import resource\nfrom pathlib import Path\nfrom summarizer.errors import ConfigError\n"
        "from summarizer.local.server import Server\nresource.setrlimit(resource.RLIMIT_AS, (500 << 20, 500 << 20))\n"
        "try:\n    Server(Path('weights.gguf'))\nexcept ConfigError as error:\n    print(error)\n"
    )
    assert run(script, OPENBLAS_NUM_THREADS="1").stdout.startswith("too little memory for the embedded model: ")


class TestRunning:
    """What a running server does."""

    pytestmark = SLOW_MODEL

    @pytest.mark.parametrize(
        "text", ["Straße", " ▁x <bos></s>", "Привет 漢字 👩‍👩‍👧", "a\0b\u200d", "\n\n  \t", "\ud800 allein", "<start_of_turn>user"]
    )
    def test_tokens_cover_the_text(self, server: Server, text: str) -> None:
        """The sizes of tokens add up to the bytes of whatever text; names of special tokens are text like any other."""
        tokens = server.tokenize(text)
        assert sum(token.size for token in tokens) == len(text.encode(errors="replace"))
        assert server.beginning not in {token.number for token in tokens}

    def test_states_are_one_for_each_token(self, server: Server) -> None:
        """There are 640 finite numbers for each token, the same when asked again."""
        numbers = [server.beginning, *(token.number for token in server.tokenize("Die Stadt Köln kauft Straßenbahnen."))]
        states = server.states(numbers)
        assert states.shape == (len(numbers), 640)
        assert np.isfinite(states).all()
        assert np.array_equal(states, server.states(numbers))

    def test_a_state_knows_what_came_before_it_only(self, server: Server) -> None:
        """The model is causal: what follows changes no state before it."""
        first, second = (
            [server.beginning, *(t.number for t in server.tokenize(text))] for text in ("Er kam.", "Er kam. Sie ging.")
        )
        assert np.allclose(server.states(first), server.states(second)[: len(first)], atol=0.5)
        assert not np.allclose(server.states(first)[1:], server.states([first[0], *reversed(first[1:])])[1:], atol=0.5)

    def test_a_request_is_bounded(self, server: Server) -> None:
        """The largest request is served, a larger one refused before it is sent."""
        assert len(server.states([server.beginning] * MAXIMUM_TOKENS)) == MAXIMUM_TOKENS
        with pytest.raises(ValueError, match="131 tokens"):
            server.states([server.beginning] * (MAXIMUM_TOKENS + 1))

    def test_a_dropped_connection_is_opened_anew(self, server: Server) -> None:
        """A connection that was closed meanwhile, as llama.cpp does with idle ones, costs nothing."""
        first = server.tokenize("Wort")
        server._connection.sock.shutdown(socket.SHUT_RDWR)
        assert server.tokenize("Wort") == first

    def test_only_this_process_is_served(self, server: Server) -> None:
        """The server listens on 127.0.0.1 and refuses who does not know its key."""
        host, _, port = server.address.rpartition(":")
        assert host == "127.0.0.1"
        connection = http.client.HTTPConnection(host, int(port), timeout=10)
        connection.request("POST", "/tokenize", '{"content": "geheim"}', {"Content-Type": "application/json"})
        assert connection.getresponse().status == http.client.UNAUTHORIZED
        connection.close()


@pytest.mark.model
@pytest.mark.slow
def test_a_closed_server_is_gone() -> None:
    """After closing nothing listens; closing again does nothing."""
    server = Server(weights.find(), threads=1)
    host, _, port = server.address.rpartition(":")
    server.close()
    server.close()
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(host, int(port), timeout=5).connect()


@pytest.mark.model
@pytest.mark.slow
def test_a_process_ends_with_its_server_open() -> None:
    """A process that never closes its server still ends, at once and with its own exit code."""
    script = (
        "import sys\nfrom summarizer.local import weights\nfrom summarizer.local.server import Server\n"
        "server = Server(weights.find(), threads=1)\nprint('up', flush=True)\nsys.exit(7)\n"
    )
    done = run(script)
    assert (done.returncode, done.stdout.split()) == (7, ["up"])
