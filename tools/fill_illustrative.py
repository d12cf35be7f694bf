"""Make the workbooks of data/raw/illustrative/ out of illustrative_answers and _practices.toml.

    python tools/fill_illustrative.py [--only {answers,practices}] [OUT]

The templates, marked as fictional, are opened, filled in and saved by LibreOffice
(tools/libreoffice.py), so that what the package reads has been through a real spreadsheet program.
Needs ``libreoffice-calc`` and ``python3-uno``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

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
    Slot,
    criterion_choice,
    is_of_practices,
    practice_sheets,
    slots,
)
from prospects_analysis.template import write_practice_templates, write_templates  # noqa: E402

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
    typed: list[Answer] = [
        (theme, f"{theme}.{field.id}", VALUE, _on_one_line(given.pop(field.id, "")))
        for field in framework.theme_fields
    ]
    for criterion in framework.criteria_of(theme):
        row = given.pop(criterion.id.removeprefix(f"{theme}."), [])
        codes = zip((RESOURCE, NEED, EVIDENCE), row, strict=False)
        typed += [(theme, criterion.id, code, value) for code, value in codes]
    if given:
        raise SystemExit(f"Unknown in {theme}: {', '.join(given)}.")
    return typed


def practices(framework: Framework, language: str, given: list[dict[str, Any]]) -> list[Answer]:
    """List what one partner types into its workbook of practices: a sheet each, in order."""
    typed: list[Answer] = []
    own = (sheet for sheet in practice_sheets(framework) if is_of_practices(sheet))
    next(own)  # the first one has the index
    for sheet, practice in zip(own, given, strict=False):
        asked = slots(framework, sheet)
        for slot in asked:
            value = _practice_answer(framework, language, slot, practice)
            typed.append((sheet, slot.id, slot.code, value))
        if unknown := practice.keys() - {_field(slot) for slot in asked}:
            raise SystemExit(f"Unknown in {practice['title']}: {', '.join(sorted(unknown))}.")
    return [one for one in typed if one[3] != ""]


def _practice_answer(
    framework: Framework, language: str, slot: Slot, practice: dict[str, Any]
) -> str | int:
    """Say what stands in a place for a practice, as the list of that place has it; "" if blank."""
    given = practice.get(_field(slot), "")
    if isinstance(given, list):
        given = given[slot.item - 1] if slot.item <= len(given) else ""
    source = slot.form.values_from if slot.form is not None else ""
    if given and source == "themes":
        return framework.word(f"themes.{given}.label", language)
    if given and source == "criteria":
        return criterion_choice(framework, f"{practice['theme']}.{given}", language)
    if given and slot.form is not None and slot.form.kind == "choice":
        return framework.word(f"practice_form.fields.{slot.form.id}.values.{given}", language)
    return _on_one_line(given)


def _field(slot: Slot) -> str:
    return slot.form.id if slot.form is not None else ""


def _on_one_line(value: str | int) -> str | int:
    return " ".join(value.split()) if isinstance(value, str) else value


class Kind(NamedTuple):
    """A kind of workbook: what was invented for it, its template, and what is typed into it."""

    invented: Path
    templates: Callable[..., list[Path]]
    typed: Callable[[Framework, str, Any], list[Answer]]


KINDS = {
    "answers": Kind(ROOT / "tools" / "illustrative_answers.toml", write_templates, answers),
    "practices": Kind(
        ROOT / "tools" / "illustrative_practices.toml", write_practice_templates, practices
    ),
}


def jobs(framework: Framework, kind: Kind, blank: Path, filled: Path) -> Iterator[dict[str, Any]]:
    """Make the orders for LibreOffice: one a partner of whom there is something to be typed."""
    invented = tomllib.loads(kind.invented.read_text(encoding="utf-8"))
    for template in kind.templates(framework, blank, partners=invented, fictional=True):
        _, partner, *_, language = template.stem.split("_")
        yield {
            "source": str(template),
            "targets": [str(filled / template.name)],
            "answers": kind.typed(framework, language, invented[partner]),
        }


def main() -> None:
    """Write the workbooks into the folder that is named, else into data/raw/illustrative."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "data/raw/illustrative")
    parser.add_argument("--only", choices=KINDS, help="leave the other kind as it is")
    order = parser.parse_args()
    framework = read_framework()
    with tempfile.TemporaryDirectory(prefix="illustrative-") as folder:
        blank, filled = Path(folder) / "blank", Path(folder) / "filled"
        filled.mkdir()
        kinds = [KINDS[order.only]] if order.only else KINDS.values()
        listed = [job for kind in kinds for job in jobs(framework, kind, blank, filled)]
        file = Path(folder) / "jobs.json"
        file.write_text(json.dumps(listed), encoding="utf-8")
        subprocess.run([_SYSTEM_PYTHON, str(_TYPIST), str(file)], check=True)
        order.out.mkdir(parents=True, exist_ok=True)
        for path in sorted(filled.iterdir()):
            write_atomically(order.out / path.name, seal_office(path.read_bytes()))
            print(order.out / path.name)


if __name__ == "__main__":
    main()
