"""Everything that can be judged without running the platform, one line each: `python tools/check.py`.

Every check runs, also after one has failed; what a failed one printed follows its line. Words given on
the command line choose checks by name: `python tools/check.py types imports`.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ("src", "tests", "tools", "bench")

# What is checked, in the order of what is quickest to mend.
CHECKS: Mapping[str, tuple[str, ...]] = {
    "lint": ("ruff", "check", "--quiet", *CODE),
    "format": ("ruff", "format", "--check", "--quiet", *CODE),
    "engine-types": ("mypy",),
    "types": ("mypy", "--config-file", "tools/platform-types.toml"),
    "imports": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "--lint", "--quiet", "src/hejie_platform"),
    "locks": ("python", "tools/locks.py"),
    "architecture": ("pytest", "-q", "--no-header", "tests/contracts/test_architecture.py"),
}


def run(name: str) -> tuple[bool, str, float]:
    """Whether the check passed, what it printed, and its seconds."""
    program, *arguments = CHECKS[name]
    started = time.monotonic()
    done = subprocess.run(
        [BIN / program, *arguments],
        check=False,
        cwd=ROOT,
        env=os.environ | {"HEJIE_MODE": "test", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout.rstrip(), time.monotonic() - started


def main(chosen: Sequence[str]) -> int:
    names = chosen or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        print(f"no such check: {', '.join(sorted(unknown))}; there are: {', '.join(CHECKS)}")
        return 2
    failed = []
    for name in names:
        passed, printed, seconds = run(name)
        print(f"{name:<13} {'ok' if passed else 'FAILED':<7} {seconds:5.1f} s", flush=True)
        if not passed:
            failed.append(name)
            print(printed + "\n", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
