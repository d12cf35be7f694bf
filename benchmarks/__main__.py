"""Run one of the studies here: ``python -m benchmarks [pairings|calibration] [OPTIONS]``."""

from __future__ import annotations

import sys

from benchmarks import calibration, pairings

STUDIES = {"pairings": pairings.main, "calibration": calibration.main}


def main(arguments: list[str]) -> None:
    """Run the study that is named first, or the pairings if none is."""
    named = bool(arguments) and not arguments[0].startswith("-")
    name = arguments[0] if named else "pairings"
    if name not in STUDIES:
        sys.exit(f"Unknown study {name!r}. Must be one of {', '.join(STUDIES)}.")
    STUDIES[name](arguments[named:])


if __name__ == "__main__":
    main(sys.argv[1:])
