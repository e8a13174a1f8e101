"""Any instruct model in a GGUF file, served inside this process like an endpoint: the one-call prompt goes to it."""

import secrets
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError
from summarizer.local.machine import threads_now
from summarizer.local.weights import INSTALL

CONTEXT_TOKENS = 16_384
"""Room for instructions (1,300 tokens), a passage of 6,000 and the reply."""

_MAGIC = b"GGUF"


class InstructServer:
    """llama.cpp with a model of the user's, listening on 127.0.0.1 with a key of its own."""

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Load the file; raises ConfigError where it is no GGUF file, llama.cpp is missing, or can't load it."""
        _check(path)
        try:
            import xllamacpp
        except ImportError as error:
            raise ConfigError(f"--model-file needs llama.cpp: {error}", hint=INSTALL) from None
        self.key = secrets.token_hex(16)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.hostnames = ["127.0.0.1"]
        parameters.api_keys = [self.key]
        parameters.n_ctx = CONTEXT_TOKENS
        parameters.n_parallel = 1
        parameters.use_jinja = True
        parameters.verbosity = -1
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads or threads_now()
        try:
            self._server: Any = xllamacpp.Server(parameters)
        except (RuntimeError, ValueError) as error:
            raise ConfigError(f"{path}: llama.cpp can't load it: {error}") from None
        self.base_url = f"{self._server.listening_address}/v1"

    def close(self) -> None:
        """Stop the server and free its memory."""
        self._server = None


def _check(path: Path) -> None:
    """Raise ConfigError where the file is not there or is no GGUF file."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise ConfigError(f"--model-file {path}: {error.strerror}") from None
    if magic != _MAGIC:
        raise ConfigError(f"--model-file {path}: not a GGUF file")
