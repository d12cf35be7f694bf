"""Make the ten workbooks of data/raw/illustrative/ out of illustrative_answers.toml.

    python tools/fill_illustrative.py [OUT]

The templates, marked as fictional, are opened, filled in and saved by LibreOffice
(tools/libreoffice.py), so that what the package reads has been through a real spreadsheet program.
Needs ``libreoffice-calc`` and ``python3-uno``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from prospects_analysis._files import write_atomically  # noqa: E402
from prospects_analysis._seal import seal_office  # noqa: E402
from prospects_analysis.framework import Framework, read_framework  # noqa: E402
from prospects_analysis.sheet_layout import (  # noqa: E402
    EVIDENCE,
    IDENTITY,
    NEED,
    RESOURCE,
    VALUE,
)
from prospects_analysis.template import write_templates  # noqa: E402

Answer = tuple[str, str, str, str | int]

_SYSTEM_PYTHON = "/usr/bin/python3"
_TYPIST = ROOT / "tools" / "libreoffice.py"


def answers(framework: Framework, language: str, given: dict[str, Any]) -> list[Answer]:
    """List what one partner types: sheet, id, field code and value; blanks are left out."""
    typed: list[Answer] = []
    for name, value in given[IDENTITY].items():
        if name == "role":
            value = framework.word(f"respondent_fields.role.values.{value}", language)
        typed.append((IDENTITY, f"{IDENTITY}.{name}", VALUE, value))
    for theme in framework.themes:
        typed += _theme_answers(framework, theme.id, dict(given[theme.id]))
    return [one for one in typed if one[3] != ""]


def _theme_answers(framework: Framework, theme: str, given: dict[str, Any]) -> list[Answer]:
    typed: list[Answer] = []
    for field in framework.theme_fields:
        value = given.pop(field.id, "")
        value = " ".join(value.split()) if isinstance(value, str) else value
        typed.append((theme, f"{theme}.{field.id}", VALUE, value))
    for criterion in framework.criteria_of(theme):
        row = given.pop(criterion.id.removeprefix(f"{theme}."), [])
        codes = zip((RESOURCE, NEED, EVIDENCE), row, strict=False)
        typed += [(theme, criterion.id, code, value) for code, value in codes]
    if given:
        raise SystemExit(f"Unknown in {theme}: {', '.join(given)}.")
    return typed


def main() -> None:
    """Write the workbooks into the folder that is named, else into data/raw/illustrative."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "raw" / "illustrative"
    framework = read_framework()
    invented = tomllib.loads(
        (ROOT / "tools" / "illustrative_answers.toml").read_text(encoding="utf-8")
    )
    with tempfile.TemporaryDirectory(prefix="illustrative-") as folder:
        blank, filled = Path(folder) / "blank", Path(folder) / "filled"
        filled.mkdir()
        jobs = []
        for template in write_templates(framework, blank, fictional=True):
            _, partner, language = template.stem.split("_")
            job = {"source": str(template), "targets": [str(filled / template.name)]}
            jobs.append(job | {"answers": answers(framework, language, invented[partner])})
        order = Path(folder) / "jobs.json"
        order.write_text(json.dumps(jobs), encoding="utf-8")
        subprocess.run([_SYSTEM_PYTHON, str(_TYPIST), str(order)], check=True)
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(filled.iterdir()):
            write_atomically(out / path.name, seal_office(path.read_bytes()))
            print(out / path.name)


if __name__ == "__main__":
    main()
