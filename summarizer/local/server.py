"""llama.cpp inside this process, on a loopback address, with a key of its own: text to tokens, tokens to hidden states."""

import contextlib
import http.client
import json
import secrets
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import ConfigError, Unavailable
from summarizer.local.machine import free_bytes, threads_now
from summarizer.local.weights import INSTALL

MAXIMUM_TOKENS = 130
"""What one request may hold: llama.cpp keeps the logits of every token, 0.6 MB each."""

NEEDED_BYTES = 550 * 2**20
"""Measured: 420 MB in use. With less, llama.cpp ends the whole process."""

_BATCH = 256
_TIMEOUT_S = 120.0


class Token(NamedTuple):
    """A token of the model: its number, and how many bytes of UTF-8 text it stands for."""

    number: int
    size: int


class Server:
    """A running model. Starts when made; `close`, or leaving the `with` block, frees its memory."""

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Load the weights at `path`; raises ConfigError where llama.cpp is missing or can't load them."""
        self.threads = threads or threads_now()
        self._key = secrets.token_hex(16)
        self._server = _start(path, self.threads, self._key)
        self.address: str = self._server.listening_address.split("//")[1]
        self._connection = http.client.HTTPConnection(self.address, timeout=_TIMEOUT_S)
        self.beginning = next(iter(self._post("/tokenize", {"content": "", "add_special": True})["tokens"]))

    def __enter__(self) -> Self:
        """Return the server itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Stop the server and free its memory; a second call does nothing."""
        if self._server is not None:
            self._connection.close()
            self._server = None

    def tokenize(self, text: str) -> list[Token]:
        """Return the tokens of a text, without one for its beginning; their sizes add up to the length of the text in UTF-8."""
        # Its own space mark would come back as a space, two bytes shorter; special tokens are text like any other.
        sent = text.replace("\u2581", "\u2580").encode(errors="replace").decode()
        reply = self._post("/tokenize", {"content": sent, "add_special": False, "parse_special": False, "with_pieces": True})
        return [
            Token(token["id"], len(token["piece"].encode() if isinstance(token["piece"], str) else token["piece"]))
            for token in reply["tokens"]
        ]

    def states(self, numbers: list[int]) -> NDArray[np.float32]:
        """Return the hidden state of each token, an array of len(numbers) × 640."""
        if len(numbers) > MAXIMUM_TOKENS:
            raise ValueError(f"{len(numbers)} tokens in one request, more than {MAXIMUM_TOKENS}")
        reply = self._post("/embeddings", {"content": numbers})
        return np.array(reply[0]["embedding"], dtype=np.float32)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        """Send one request; raises Unavailable where the server fails it."""
        try:
            try:
                status, raw = self._exchange(path, json.dumps(body))
            except (ConnectionError, http.client.RemoteDisconnected):
                # llama.cpp closes a connection that was idle for some seconds; a new one is opened.
                self._connection.close()
                status, raw = self._exchange(path, json.dumps(body))
            content = json.loads(raw)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            raise Unavailable(f"the embedded model gave no reply: {error}") from None
        if status != http.client.OK:
            raise Unavailable(f"the embedded model failed: {content}")
        return content

    def _exchange(self, path: str, body: str) -> tuple[int, bytes]:
        """Return status and body of the reply to one request."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"}
        self._connection.request("POST", path, body, headers)
        reply = self._connection.getresponse()
        return reply.status, reply.read()


def _start(path: Path, threads: int, key: str) -> Any:
    """Return llama.cpp's server, listening on 127.0.0.1."""
    try:
        import xllamacpp
    except ImportError as error:
        raise ConfigError(
            f"the embedded model can't run here: {error}", hint=f"{INSTALL}, or --engine rules, which needs no model"
        ) from None
    free = free_bytes()
    if free is not None and free < NEEDED_BYTES:
        raise ConfigError(
            f"too little memory for the embedded model: {free >> 20} MB free, {NEEDED_BYTES >> 20} MB needed",
            hint="--engine rules needs no model",
        )
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.api_keys = [key]
    parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = _BATCH
    parameters.n_parallel = 1
    parameters.swa_full = True
    parameters.embedding = True
    parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_NONE
    parameters.embd_normalize = -1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.warmup = False
    parameters.verbosity = -1
    try:
        with contextlib.suppress(AttributeError):
            parameters.n_threads_http = 1
        return xllamacpp.Server(parameters)
    except (RuntimeError, MemoryError, ValueError) as error:
        raise ConfigError(f"the embedded model can't be loaded: {error}", hint="too little memory, or damaged weights?") from None
