"""``python -m prospects_analysis``: the same as the command ``prospects``."""

from __future__ import annotations

import sys

from prospects_analysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
