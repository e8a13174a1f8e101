"""Known vulnerabilities of the locked packages: `python -m tests.audit` (pip-audit over requirements.lock).

Exit 1 where one is found. Where the data can't be reached the line says so and the exit code is 0: a machine without
network is no vulnerability, but it is no audit either.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.licences import LOCK

TIME_LIMIT_S = 120
ARGUMENTS = (
    *("--requirement", str(LOCK), "--disable-pip", "--require-hashes"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
)


class Outcome(NamedTuple):
    """The exit code and what is said."""

    code: int
    text: str


def audit(program: str) -> Outcome:
    """Run pip-audit and read what it found."""
    try:
        done = subprocess.run([program, *ARGUMENTS], capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(0, f"not reached: no answer in {TIME_LIMIT_S} s; nothing was audited")
    try:
        dependencies = json.loads(done.stdout)["dependencies"]
    except (ValueError, LookupError):
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        return Outcome(0, f"not reached: {last}; nothing was audited")
    return read(dependencies)


def read(dependencies: Sequence[dict[str, Any]]) -> Outcome:
    """Return what was found: vulnerabilities, else how many packages were looked up and which were not."""
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version'}"
        for one in dependencies
        for flaw in one.get("vulns", ())
    ]
    skipped = [one["name"] for one in dependencies if "vulns" not in one]
    audited = len(dependencies) - len(skipped)
    if not audited:
        return Outcome(0, f"not reached: none of {len(dependencies)} packages could be looked up; nothing was audited")
    rest = f"; not audited: {', '.join(skipped)}" if skipped else ""
    if found:
        return Outcome(1, "\n".join(found) + rest)
    return Outcome(0, f"{audited} of {len(dependencies)} packages audited, no known vulnerability{rest}")


if __name__ == "__main__":
    outcome = audit(str(Path(sys.executable).with_name("pip-audit")))
    sys.stdout.write(outcome.text + "\n")
    sys.exit(outcome.code)
