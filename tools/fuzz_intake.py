"""Damage workbooks in every way, read them, and see that nothing bad comes of it.

    python tools/fuzz_intake.py --files 5000 --seed 0

Each file is a filled template after one to three mutations: bytes flipped, the file cut short,
parts dropped, doubled, swapped, cut short or filled with noise, tokens of their XML changed, values
of cells replaced. What is looked for: an exception, a file that nobody could name a reason for
(``unreadable-workbook``), more than 5 seconds or 500 MB, a connection, a file written. The same
seed makes the same files; the one found is named by its number (``--only NUMBER`` runs it alone).
Ends with 1 if anything was found.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tqdm import tqdm

from prospects_analysis.framework import Framework, read_framework
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.returns import read_content
from prospects_analysis.issues import IssueCode
from prospects_analysis.template import write_templates

SECONDS, MEGABYTES = 5.0, 500
_TOKEN = re.compile(rb"<[^<>]*>|[^<>]+")
_VALUES = (
    "", " ", "NA", "7", "-1", "3,5", "4/5", "1e999", "nan", "TRUE", "#REF!", "=1+1", "\u0664",
    "4\u00a0", "\u20194", "9" * 20, "_x000D_", "A" * 40_000, "\U0001f600", "<b>", "]]>",
)  # fmt: skip

Parts = dict[str, bytes]


def filled(framework: Framework) -> bytes:
    """Give a template whose empty cells are filled with numbers."""
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_templates(framework, folder, "en", [framework.partners[0].id])
        content = path.read_bytes()
    return packed({name: _filled_part(data) for name, data in unpacked(content).items()})


def _filled_part(data: bytes) -> bytes:
    """Put numbers into empty cells of a sheet's part."""
    numbers = iter(range(1, 10**6))

    def fill(match: re.Match[bytes]) -> bytes:
        return b"<c %s><v>%d</v></c>" % (match.group(1).strip(), next(numbers) % 6)

    return re.sub(rb"<c ([^<>]*?)(?:/>|></c>)", fill, data) if b"<worksheet" in data else data


def unpacked(content: bytes) -> Parts:
    """Parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def packed(parts: Parts, more: list[tuple[str, bytes]] | None = None) -> bytes:
    """Pack parts into a file; `more` may double a name."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        warnings.simplefilter("ignore")  # a doubled name is what is wanted
        for name, data in [*parts.items(), *(more or [])]:
            file.writestr(name, data)
    return out.getvalue()


# ---- mutations: of the file, of its parts ------------------------------------------------------


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes of the file."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 10, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    """Cut the file short, or take a piece out of it."""
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:first] if chance.random() < 0.5 else content[:first] + content[last:]


def on_parts(
    change: Callable[[Parts, str, random.Random], list[tuple[str, bytes]] | None],
) -> Callable[[bytes, random.Random], bytes]:
    """Make a mutation of one part into one of the file; a file that is no package stays."""

    def mutate(content: bytes, chance: random.Random) -> bytes:
        try:
            parts = unpacked(content)
        except Exception:
            return content
        if not parts:
            return content
        more = change(parts, chance.choice(sorted(parts)), chance)
        return packed(parts, more)

    return mutate


def drop(parts: Parts, name: str, _: random.Random) -> None:
    """Leave a part out."""
    del parts[name]


def double(parts: Parts, name: str, chance: random.Random) -> list[tuple[str, bytes]]:
    """Put a part in twice, perhaps in another case."""
    return [(chance.choice((name, name.upper())), parts[chance.choice(sorted(parts))])]


def swap(parts: Parts, name: str, chance: random.Random) -> None:
    """Let two parts change places."""
    other = chance.choice(sorted(parts))
    parts[name], parts[other] = parts[other], parts[name]


def shorten(parts: Parts, name: str, chance: random.Random) -> None:
    """Cut a part short."""
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def noise(parts: Parts, name: str, chance: random.Random) -> None:
    """Fill a part with noise."""
    parts[name] = chance.randbytes(chance.choice((0, 10, 1_000)))


def tokens(parts: Parts, name: str, chance: random.Random) -> None:
    """Drop, double, swap or change tags and texts of a part."""
    found = _TOKEN.findall(parts[name])
    for _ in range(chance.choice((1, 3, 20))):
        if not found:
            break
        at, other = chance.randrange(len(found)), chance.randrange(len(found))
        kind = chance.randrange(5)
        if kind == 0:
            del found[at]
        elif kind == 1:
            found.insert(at, found[other])
        elif kind == 2:
            found[at], found[other] = found[other], found[at]
        elif kind == 3:
            found[at] = re.sub(
                rb"[0-9]+", lambda _: str(chance.choice((0, -1, 7, 10**12))).encode(), found[at]
            )
        else:
            found[at] = re.sub(rb'"[^"]*"', b'"%d"' % chance.randrange(99), found[at], count=1)
    parts[name] = b"".join(found)


def values(parts: Parts, name: str, chance: random.Random) -> None:
    """Replace values of cells."""
    sheets = sorted(one for one in parts if "sheet" in one or "content" in one)
    name = chance.choice(sheets or [name])

    def other(match: re.Match[bytes]) -> bytes:
        if chance.random() < 0.8:
            return match.group()
        value = chance.choice(_VALUES).replace("&", "&amp;").replace("<", "&lt;")
        return b"%b%b%b" % (match.group(1), value.encode(), match.group(3))

    parts[name] = re.sub(rb"(<(?:v|t|text:p)[^<>]*>)([^<>]*)(</)", other, parts[name])


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "flip": flip,
    "cut": cut,
    **{
        change.__name__: on_parts(change)
        for change in (drop, double, swap, shorten, noise, tokens, values)
    },
}


def mutated(content: bytes, seed: str) -> tuple[bytes, list[str]]:
    """Give a damaged file, and the names of what was done to it."""
    chance = random.Random(seed)
    names = [chance.choice(sorted(MUTATIONS)) for _ in range(chance.choice((1, 1, 2, 3)))]
    for name in names:
        content = MUTATIONS[name](content, chance)
        if not content:
            break
    return content, names


# ---- looking on --------------------------------------------------------------------------------


def _writes(mode: Any) -> bool:
    return bool(set(str(mode or "")) & set("wax+"))


class Watch:
    """Notes connections and files opened for writing, by the interpreter's own audit events."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.on = False
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event.startswith("socket."):
            self.seen.append(event)
        # A number is a pipe to the process in which the last reader works.
        elif event == "open" and not isinstance(arguments[0], int) and _writes(arguments[1]):
            self.seen.append(f"write {arguments[0]}")


def peak_megabytes() -> float:
    """Give the most memory that this process or one that it started held; 0 if not known."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return 0.0
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in who)
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def main(arguments: list[str]) -> int:
    """Run the files that are asked for, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="number of one file")
    parser.add_argument("--base", type=Path, help="a workbook to damage, instead of a template")
    chosen = parser.parse_args(arguments)
    framework = read_framework()
    owners = owners_of_labels(framework)
    name = chosen.base.name if chosen.base else "a.xlsx"
    base = chosen.base.read_bytes() if chosen.base else filled(framework)
    watch, found, outcomes, slowest = Watch(), [], Counter[str](), (0.0, -1)
    numbers = range(chosen.files) if chosen.only is None else [chosen.only]
    for number in tqdm(numbers, unit="file"):
        content, names = mutated(base, f"{chosen.seed} {number}")
        watch.seen, watch.on, begun = [], True, time.perf_counter()
        try:
            _, issues = read_content(name, content, framework, owners)
        except Exception as error:
            issues = []
            found.append(f"{number} {names}: {type(error).__name__}: {error}")
        watch.on, seconds = False, time.perf_counter() - begun
        slowest = max(slowest, (seconds, number))
        outcomes.update({issue.code.value for issue in issues} or {"read"})
        strange = [i.found for i in issues if i.code is IssueCode.UNREADABLE_WORKBOOK]
        found += [f"{number} {names}: {said}" for said in (*strange, *watch.seen)]
        if seconds > SECONDS:
            found.append(f"{number} {names}: {seconds:.1f} s")
    peak = peak_megabytes()
    if peak > MEGABYTES:
        found.append(f"{peak:.0f} MB")
    print(f"{len(numbers)} files; slowest {slowest[0]:.2f} s (number {slowest[1]}); {peak:.0f} MB")
    print("\n".join(f"{count:6} {code}" for code, count in outcomes.most_common(12)))
    print("\n".join(found) or "Nothing was found.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
