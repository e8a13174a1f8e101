"""What this project is built from: hashes of every locked file, licences it may have, and audits that hide nothing."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import audit, licences
from tests.conftest import ROOT


def test_every_locked_package_has_hashes() -> None:
    """No package can be installed whose files are not those that were locked."""
    entries = list(licences.locked())
    assert len(entries) > 100
    assert [entry.name for entry in entries if not entry.hashes] == []


def test_installation_asks_for_the_hashes() -> None:
    """The environment is made from the lock with its hashes, and the project on top of it downloads nothing."""
    recipe = re.findall(r"pip install (.*)", (ROOT / "Makefile").read_text("utf-8"))
    assert any("--require-hashes --requirement requirements.lock" in line for line in recipe)
    assert any("--no-deps --no-build-isolation --editable ." in line for line in recipe)


def test_licences_are_allowed() -> None:
    """No package is under the GPL or AGPL alone, or under terms that nobody looked at."""
    assert [(name, found) for name, found in licences.rows() if not licences.is_allowed(name, licences.licence(name))] == []


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("Apache-2.0 AND (MIT)", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("", False),
    ],
)
def test_what_is_allowed(expression: str, *, allowed: bool) -> None:
    """Of alternatives one is enough, of parts all are needed, and no licence is no permission."""
    assert licences.is_allowed("any", expression) == allowed


def test_choices_and_terms_are_in_the_notice() -> None:
    """The notice names which licence of tld is used, and the terms of the weights."""
    notice = " ".join((ROOT / "NOTICE").read_text("utf-8").split())
    assert "used here under MPL-1.1" in notice
    assert "Gemma is provided under and subject to the Gemma Terms of Use" in notice


VULNERABLE = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
CLEAN = {"name": "b", "version": "1", "vulns": []}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "code", "says"),
    [
        ([CLEAN], 0, "1 of 1 packages audited, no known vulnerability"),
        ([CLEAN, SKIPPED], 0, "1 of 2 packages audited, no known vulnerability; not audited: c"),
        ([SKIPPED], 0, "not reached"),
        ([VULNERABLE, SKIPPED], 1, "a 1: PYSEC-1, mended in 2"),
    ],
)
def test_an_audit_hides_nothing(dependencies: list[object], code: int, says: str, tmp_path: Path) -> None:
    """A vulnerability fails, what could not be looked up is named, and an audit of nothing does not count as one."""
    program = tmp_path / "pip-audit"
    program.write_text(f"#!{sys.executable}\nprint({json.dumps(json.dumps({'dependencies': dependencies}))})\n", encoding="utf-8")
    program.chmod(0o755)
    done = audit.audit(str(program))
    assert done.code == code
    assert says in done.text


def test_an_audit_that_fails_says_so(tmp_path: Path) -> None:
    """Where the data can't be had, the line says that nothing was audited."""
    program = tmp_path / "pip-audit"
    program.write_text("#!/bin/sh\necho 'no route to host' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    assert audit.audit(str(program)) == audit.Outcome(0, "not reached: no route to host; nothing was audited")


def test_the_lock_is_what_is_audited() -> None:
    """The program is asked for the lock as it is, without resolving anything."""
    asked = subprocess.list2cmdline(audit.ARGUMENTS)
    assert "requirements.lock" in asked
    assert "--disable-pip" in asked
