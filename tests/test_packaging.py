"""The package as it is installed: floors, lock, wheel."""

import re
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.wheel import ROOT, build_wheel, install_with_lent_dependencies, replay

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Training runs in an environment of its own: torch is larger than everything else together.
EXTRAS = [lines for extra, lines in PROJECT["optional-dependencies"].items() if extra != "train"]
DECLARED = [Requirement(line) for lines in (PROJECT["dependencies"], *EXTRAS) for line in lines]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", DECLARED, ids=str)
def test_installed_versions_keep_the_floors(requirement: Requirement) -> None:
    """What runs here is what pyproject.toml asks for; openai and instructor resolve to old ones where nobody looks."""
    assert version(requirement.name) in requirement.specifier


def test_the_lock_holds_every_requirement_with_hashes_and_no_address() -> None:
    """Each declared package is locked at a version that satisfies it, each line has a hash, none has an address."""
    locked = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\\n]+)", LOCK, re.MULTILINE)
    for requirement in DECLARED:
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        # A package can be locked twice, for different platforms or Pythons.
        versions = [locked_version for locked_name, locked_version in locked if locked_name == name]
        assert versions
        assert all(locked_version in requirement.specifier for locked_version in versions)
    entries = re.split(r"\n(?! )", LOCK.strip())
    assert len(entries) == len(locked)
    assert all(re.search("--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert not re.search(r"https?:|file:|^--|@ ", LOCK, re.MULTILINE)


def test_make_targets_that_the_readme_names_exist() -> None:
    """No command of the README leads nowhere."""
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


@pytest.mark.slow
def test_the_wheel_writes_what_the_checkout_writes(tmp_path: Path) -> None:
    """Installed alone in a fresh environment and run from another folder, the wheel replays the same bytes."""
    wheel = build_wheel(tmp_path)
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"summarizer/prompts/system.jinja", "summarizer/schemas/briefing.py", "summarizer/py.typed"} <= names
    assert {name.split("/")[0] for name in names} == {"summarizer", f"summarizer-{version('summarizer')}.dist-info"}
    assert "summarizer/schemas.pyi" not in names
    python = install_with_lent_dependencies(wheel, tmp_path / "environment")
    for form in ("md", "json"):
        assert replay(python, tmp_path, form) == replay(sys.executable, ROOT, form)
