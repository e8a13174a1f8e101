"""How long `summarize --help` takes, against the same interpreter doing nothing: medians of alternating runs."""

import statistics
import subprocess
import sys
import time

RUNS = 15
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "summarize --help": [sys.executable, "-m", "summarizer", "--help"],
}


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Print one line for each command, then the ratio and the difference."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        _seconds(command)
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            taken[name].append(_seconds(command))
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    for name, seconds in medians.items():
        print(f"{name:<18} {seconds * 1000:6.0f} ms  (least {min(taken[name]) * 1000:.0f}, most {max(taken[name]) * 1000:.0f})")
    nothing, helped = medians.values()
    print(f"{'ratio':<18} {helped / nothing:6.1f}")
    print(f"{'difference':<18} {(helped - nothing) * 1000:6.0f} ms  (goal: 100 ms at most)")


if __name__ == "__main__":
    main()
