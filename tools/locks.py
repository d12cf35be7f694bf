"""Renew the three lock files: ``python tools/locks.py``, and ``--upgrade`` for newer versions.

The locks hold, with the hashes of their files, every package that is installed: what ``run.py``
installs with (``requirements-installer.lock``), what ``demo`` needs (``requirements.lock``) and
what ``test`` and ``lab`` need besides (``requirements-dev.lock``). They hold for every platform
and for Python 3.11 and later, and name no index address.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = [
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    # One version of a package for every Python, wherever there is one: same lock, same bytes.
    *("--fork-strategy", "fewest", "--generate-hashes", "--no-annotate", "--no-emit-index-url"),
    *("--custom-compile-command", "python tools/locks.py"),
]
LOCKS = {
    "requirements-installer.lock": ["--group", "installer"],
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": [
        *("pyproject.toml", "--extra", "lab", "--extra", "dev"),
        *("--constraint", "requirements.lock"),
    ],
}


def main(options: list[str]) -> None:
    """Compile every lock anew; `options` go to ``uv pip compile``."""
    for lock, sources in LOCKS.items():
        command = [sys.executable, "-m", *COMPILE, *sources, "--output-file", lock, *options]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
