"""Results of many kinds to draw: full, with gaps, tied, late, odd, many, with long names."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import complementarity
from prospects_analysis.framework import Framework, read_framework
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import ANSWER_COLUMNS, Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issues
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.provenance import Provenance
from tests.illustrative import FOLDER
from tests.illustrative import intake as everything
from tests.intake.books import Book, write
from tests.intake.practice_books import PracticeBook

LONG = "Communauté d’agglomération numéro {} du bassin minier"


@functools.cache
def intake(late: tuple[str, ...] = ()) -> Intake:
    """Read the illustrative returns, some left out."""
    answers = everything().answers
    return replace(everything(), answers=answers[~answers["partner"].isin(late)])


@functools.cache
def illustrative(late: tuple[str, ...] = ()) -> Grid:
    return score_grid(intake(late))


def random_grid(
    partners: int, themes: int = 4, *, gaps: float = 0.0, name: str = "P{:02d}", seed: int = 0
) -> Grid:
    """Make a grid of whole scores, some of them missing."""
    random = np.random.default_rng(seed)
    index = [name.format(i) for i in range(1, partners + 1)]
    columns = [f"t{i}" for i in range(1, themes + 1)]
    sides = []
    for _ in range(2):
        scores = random.integers(0, 6, (partners, themes)).astype(float)
        scores[random.random(scores.shape) < gaps] = np.nan
        sides.append(pd.DataFrame(scores, index, columns))
    return Grid.from_frames(*sides)


def equal_grid(partners: int, score: float = 4.0) -> Grid:
    index = [f"P{i:02d}" for i in range(1, partners + 1)]
    scores = pd.DataFrame(score, index, ["t1", "t2"])
    return Grid.from_frames(scores, scores)


def pair(grid: Grid, **rules: object) -> Pairing:
    return pair_partners(complementarity(grid), **rules)


@functools.cache
def pairing(name: str) -> Pairing:
    """Make a pairing of those below, once."""
    return PAIRINGS[name]()


def every_but(*present: str) -> tuple[str, ...]:
    """Name the partners of PROSPECTS that are late when only some are present."""
    return tuple(p.id for p in read_framework().partners if p.id not in present)


def plain_pairing(scores: Sequence[Sequence[float]]) -> Pairing:
    """Pair by a plain matrix of scores."""
    names = [chr(ord("A") + i) for i in range(len(scores))]
    return pair_partners(pd.DataFrame(scores, index=names, columns=names))


def network(partners: int, themes: int, name: str) -> Framework:
    """Make a framework of so many partners and themes, one criterion each."""
    known = read_framework()
    ids = [f"P{i:02d}" for i in range(1, partners + 1)]
    topics = [f"t{i}" for i in range(1, themes + 1)]
    words = {f"partners.{one}.short": name.format(one) for one in ids}
    words |= {f"themes.{one}.short": f"Topic {one}" for one in topics}
    return replace(
        known,
        partners=tuple(replace(known.partners[0], id=one) for one in ids),
        themes=tuple(replace(known.themes[0], id=one) for one in topics),
        criteria=tuple(replace(known.criteria[0], id=f"{t}.c", theme=t) for t in topics),
        words={language: {**own, **words} for language, own in known.words.items()},
    )


@functools.cache
def answers_of(partners: int, themes: int, name: str = "{}") -> Intake:
    """Make answers of a made-up network: none of its first partner, gaps in those of the others."""
    framework = network(partners, themes, name)
    random = np.random.default_rng(0)
    rows = [
        (partner.id, "R1", f"{criterion.id}.{side}", criterion.theme, criterion.id, side, 3,
         "given" if random.random() < 0.8 else "blank", f"{partner.id}.xlsx", "", "")
        for partner in framework.partners[1:]
        for criterion in framework.criteria
        for side in ("resource", "need")
    ]  # fmt: skip
    answers = pd.DataFrame(rows, columns=list(ANSWER_COLUMNS))
    return Intake(answers=answers, issues=Issues(), provenance=Provenance(), framework=framework)


@functools.cache
def faulty() -> Intake:
    """Read a folder with practices, an unreadable file, one of nobody, and errors."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        shutil.copy(FOLDER / "prospects_P06_pl.xlsx", raw)
        book = Book("P09", "en", fictional=True).fill()
        book.put(clusters__mapping__resource=7, support__finance__need="x")
        write(raw, P09=book)
        (raw / "prospects_P02_nl.xlsx").write_bytes(b"damaged")
        (raw / "holidays.xlsx").write_bytes(b"no workbook")
        practices = PracticeBook("P09", "en", fictional=True).practice("01")
        write(raw, a=practices.practice("02", "clusters").practice("03", "clusters"))
        write(raw, b=PracticeBook("P03", "en", fictional=True).practice("01"))
        return read_workbooks(raw, read_framework())


#: What ``test_rules`` draws by every chart, and in which languages: no other test need look at it.
RULED: dict[str, tuple[str, ...]] = {
    "illustrative": ("fr", "de"),
    **dict.fromkeys(("late", "two", "twelve", "twelve with gaps", "equal"), ("fr", "hu")),
}


def unruled(names: Iterable[str], *languages: str) -> list[tuple[str, str]]:
    """Pair names with languages, but for what the rules are tested with."""
    return [(one, each) for one in names for each in languages if each not in RULED.get(one, ())]


#: Returns by what is particular about them.
INTAKES: dict[str, Callable[[], Intake]] = {
    "illustrative": intake,
    "late": lambda: intake(("P03", "P07", "P09")),
    "nobody": lambda: intake(every_but()),
    "faulty": faulty,
    "twenty with long names": lambda: answers_of(20, 4, LONG),
    "eight themes": lambda: answers_of(10, 8),
    "thirty": lambda: answers_of(30, 4),
    "twenty themes": lambda: answers_of(5, 20),
}

#: Grids by what is particular about them.
GRIDS: dict[str, Callable[[], Grid]] = {
    "illustrative": illustrative,
    "late": lambda: illustrative(("P03", "P07", "P09")),
    "nobody": lambda: illustrative(every_but()),
    "centred": lambda: score_grid(intake(), "centred"),
    "two": lambda: random_grid(2),
    "twelve with gaps": lambda: random_grid(12, gaps=0.2),
    "twenty with long names": lambda: random_grid(20, gaps=0.1, name=LONG),
    "twenty-one": lambda: random_grid(21, gaps=0.1),
    "eight themes": lambda: random_grid(10, 8, gaps=0.1),
    "nine themes": lambda: random_grid(10, 9, gaps=0.1),
    "forty and twenty themes": lambda: random_grid(40, 20),
    "equal": lambda: equal_grid(6),
}

#: Pairings by what is particular about them.
PAIRINGS: dict[str, Callable[[], Pairing]] = {
    "illustrative": lambda: pair(illustrative()),
    "leximin": lambda: pair(illustrative(), objective="leximin"),
    "an alternative": lambda: pair(illustrative()).alternatives(3)[2],
    "late": lambda: pair(illustrative(("P03", "P07", "P09"))),
    "pinned": lambda: pair(illustrative(("P03", "P07", "P09")), require=[("P03", "P05")]),
    "only a pin": lambda: pair(illustrative(every_but("P10")), require=[("P10", "P01")]),
    "one answer": lambda: pair(illustrative(every_but("P10"))),
    "two": lambda: pair(random_grid(2)),
    "trio alone": lambda: pair(random_grid(3, seed=2)),
    "trio": lambda: pair(random_grid(11, gaps=0.1)),
    "left over": lambda: pair(random_grid(11), odd="unpaired"),
    "twelve": lambda: pair(random_grid(12, gaps=0.2)),
    "twenty": lambda: pair(random_grid(20, gaps=0.1)),
    "eighteen with long names": lambda: pair(random_grid(18, name=LONG)),
    "twenty-three": lambda: pair(random_grid(23, gaps=0.1)),
    "fourteen, leximin": lambda: pair(random_grid(14), objective="leximin"),
    "equal": lambda: pair(equal_grid(8)),
    "nothing to give": lambda: pair(equal_grid(4, score=0.0)),
    "plain": lambda: plain_pairing(
        [[0, 2, 1, -3], [2, 0, -1, 1], [1, -1, 0, 1.5], [-3, 1, 1.5, 0]]
    ),
}
