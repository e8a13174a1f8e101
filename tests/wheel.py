"""The built wheel: installed in a fresh environment and run from another folder, it must write what the checkout writes.

`python -m tests.wheel` installs the wheel's declared dependencies from the package index; the test suite, which has no
network, lends them from the running environment.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
RECORDINGS = ROOT / "fixtures" / "recordings"


def build_wheel(folder: Path) -> Path:
    """Build the wheel into `folder` with the build backend that is installed."""
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


def install_from_index(wheel: Path, folder: Path) -> Path:
    """Install the wheel and what it declares, at the versions of the lock, and return the environment's interpreter."""
    _run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    uv = Path(sysconfig.get_path("scripts")) / "uv"
    _run(uv, "pip", "install", "--quiet", "--python", python, "--constraint", ROOT / "requirements.lock", wheel)
    return python


def install_with_lent_dependencies(wheel: Path, folder: Path) -> Path:
    """Install the wheel alone, lend it the running environment's packages, and return the environment's interpreter."""
    _run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "-qq", "--no-deps", "--no-index", wheel)
    packages = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").decode().strip())
    # A folder named in a .pth file is searched, but its own .pth files (the editable install) are not read.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def replay(python: Path | str, folder: Path, form: str) -> bytes:
    """Replay both sample articles with that interpreter, from `folder`."""
    return _run(python, "-m", "summarizer", *ARTICLES, "--replay", RECORDINGS, "--quiet", "-f", form, folder=folder)


def _run(*command: str | Path, folder: Path = ROOT) -> bytes:
    settings = ("SUMMARIZE_", "OPENAI_", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{result.stdout.decode()}{result.stderr.decode()}")
    return result.stdout


def main() -> None:
    """Build, install from the index, replay from another folder, compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        python = install_from_index(wheel, folder / "environment")
        for form in ("md", "json"):
            if replay(python, folder, form) != replay(sys.executable, ROOT, form):
                raise SystemExit(f"wheel and checkout differ in {form}")
        sys.stdout.write(f"{wheel.name}: writes the same briefings as the checkout, from another folder\n")


if __name__ == "__main__":
    main()
