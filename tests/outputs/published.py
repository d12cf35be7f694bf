"""What the csv files say, read from their bytes alone, and counted anew."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Mapping

import pandas as pd

from prospects_analysis.outputs.csv_files import unguarded
from prospects_analysis.ratings import NEED, RESOURCE, SIDES

STRONG = 3  # from here on a resource is established, and a need a priority
ON_SCALE = (0, 5)
#: Fields without which a good practice is complete too.
_OPTIONAL = {"criteria_2", "criteria_3", "difficulties", "transfer_conditions", "url"}

Pair = tuple[str, str]
Matching = tuple[Pair, ...]


class Published:
    """The tables of a run; every number in it was read from a csv file or counted from one."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._tables = {
            name.removesuffix(".csv"): pd.read_csv(
                io.BytesIO(content), keep_default_na=False, na_values=[""]
            )
            for name, content in files.items()
            if name.endswith(".csv")
        }

    def table(self, name: str) -> pd.DataFrame:
        return self._tables[name]

    # ---- grid.csv, answers.csv and practices.csv

    @property
    def partners(self) -> list[str]:
        return list(self.table("grid")["partner"].unique())

    @property
    def themes(self) -> list[str]:
        return list(self.table("grid")["theme"].unique())

    @functools.cached_property
    def _scores(self) -> dict[tuple[str, str, str], float]:
        return self.table("grid").set_index(["partner", "theme", "side"])["score"].to_dict()

    def score(self, partner: str, theme: str, side: str) -> float:
        return self._scores[partner, theme, side]

    def strong(self, theme: str, side: str) -> list[str]:
        """Partners whose score on a theme reaches the threshold."""
        return [one for one in self.partners if self.score(one, theme, side) >= STRONG]

    @functools.cached_property
    def _ratings(self) -> pd.DataFrame:
        answers = self.table("answers")
        return answers[answers["side"].notna()]

    @functools.cached_property
    def _rated(self) -> dict[tuple[str, str, str], float]:
        given = self._ratings[self._ratings["state"] == "given"]
        values = given.assign(value=given["value"].astype(float))
        return values.set_index(["partner", "criterion", "side"])["value"].to_dict()

    @property
    def rated(self) -> int:
        """Number of ratings on the scale."""
        return len(self._rated)

    @property
    def blank(self) -> int:
        """Number of ratings that were asked of those who answered, and are missing."""
        return int((self._ratings["state"] == "blank").sum())

    @property
    def criteria(self) -> list[str]:
        return list(self._ratings["criterion"].unique())

    def rating(self, partner: str, criterion: str, side: str) -> float:
        return self._rated[partner, criterion, side]

    def answered(self, partner: str, theme: str) -> tuple[int, int]:
        """Number of answers to the questions of a theme, and of the questions."""
        own = self._ratings[["partner", "theme"]].eq([partner, theme]).all(axis=1)
        states = self._ratings.loc[own, "state"]
        return int((states != "blank").sum()), len(states)

    @functools.cached_property
    def practices(self) -> pd.DataFrame:
        """A row a good practice: its fields, and whether it is complete."""
        table = self.table("practices")
        values = table.assign(field=table["field"].str.split(".").str[-1]).pivot_table(
            index=["partner", "practice"], columns="field", values="value", aggfunc="first"
        )
        needed = [one for one in values.columns if one not in _OPTIONAL]
        return values.assign(complete=values[needed].notna().all(axis=1)).reset_index()

    def complete(self, theme: str, partner: str = "") -> pd.DataFrame:
        table = self.practices
        here = table["complete"] & (table["theme"] == theme)
        return table[here & (table["partner"] == partner)] if partner else table[here]

    def quotations(self) -> str:
        """Everything that was written in words, on one line."""
        written = [*self.table("answers")["value"], *self.table("practices")["value"]]
        return " ".join(" ".join(unguarded(one).split()) for one in map(str, written))

    @property
    def answered_until(self) -> tuple[int, int]:
        """Day and year of the last answers."""
        answers = self.table("answers")
        last = answers.loc[answers["field"] == "identity.date", "value"].max()
        year, _, day = str(last).split("-")
        return int(day), int(year)

    # ---- transfers.csv, complementarity.csv and binomes.csv

    @functools.cached_property
    def _amounts(self) -> dict[tuple[str, str, str], float]:
        return self.table("transfers").set_index(["giver", "receiver", "theme"])["amount"].to_dict()

    def amount(self, giver: str, receiver: str, theme: str) -> float:
        """What goes over on a theme; NaN where one of the two is not assessed."""
        return self._amounts[giver, receiver, theme]

    @functools.cached_property
    def _pairs(self) -> dict[Pair, dict[str, float]]:
        return self.table("complementarity").set_index(["partner_a", "partner_b"]).T.to_dict()

    @property
    def pairs(self) -> list[Pair]:
        return list(self._pairs)

    def pair_score(self, pair: Pair) -> float:
        return self._pairs[pair]["score"]

    def provisional(self, a: str, b: str) -> bool:
        return bool(self._pairs[min(a, b), max(a, b)]["provisional"])

    def direction(self, giver: str, receiver: str) -> float:
        own = self._pairs[min(giver, receiver), max(giver, receiver)]
        return own["a_to_b" if giver < receiver else "b_to_a"]

    def criteria_given(self, giver: str) -> list[str]:
        """Criteria on which a partner has what its mate needs."""
        rows = self.table("sheets").query("partner == @giver")["criteria_given"].dropna()
        return [one for row in rows for one in row.split("; ")]

    @functools.cached_property
    def binomes(self) -> dict[Pair, dict[str, float]]:
        """Score and directions of each binôme, in the order of the file."""
        return self.table("binomes").set_index(["partner_a", "partner_b"]).T.to_dict()

    def mate(self, partner: str) -> str:
        (pair,) = [one for one in self.binomes if partner in one]
        return pair[1] if pair[0] == partner else pair[0]

    def carries(self, giver: str, receiver: str) -> bool:
        """Whether somebody has on some criterion what is a priority of somebody else."""
        return any(
            self._rated.get((giver, one, SIDES[RESOURCE]), -1) >= STRONG
            and self._rated.get((receiver, one, SIDES[NEED]), -1) >= STRONG
            for one in self.criteria
        )

    @functools.cached_property
    def matchings(self) -> dict[Matching, tuple[float, int]]:
        """Every way to form pairs of two countries: its total, and its pairs that go both ways."""
        apart = self.table("costs").query("why != 'same country'")
        allowed = zip(apart["partner_a"], apart["partner_b"], strict=True)
        scores = {pair: self.pair_score(pair) for pair in allowed}
        both = {(a, b) for a, b in scores if self.carries(a, b) and self.carries(b, a)}
        return {
            ways: (sum(scores[one] for one in ways), sum(one in both for one in ways))
            for ways in _matchings(tuple(self.partners))
            if all(one in scores for one in ways)
        }

    # ---- robustness.csv, methods.csv, costs.csv and alternatives.csv

    def shares(self, pair: Pair) -> dict[float, float]:
        """Share of the draws in which a binôme holds, by level of noise."""
        rows = self.table("robustness")
        own = rows[(rows["partner_a"] == pair[0]) & (rows["partner_b"] == pair[1])]
        return dict(zip(own["noise"], own["share"], strict=True))

    @functools.cached_property
    def methods(self) -> dict[Pair, dict[str, float]]:
        return self.table("methods").set_index(["partner_a", "partner_b"]).T.to_dict()

    @functools.cached_property
    def costs(self) -> dict[Pair, dict[str, float]]:
        return self.table("costs").set_index(["partner_a", "partner_b"]).T.to_dict()

    @property
    def alternatives(self) -> pd.DataFrame:
        return self.table("alternatives")


def _matchings(partners: tuple[str, ...]) -> Iterator[Matching]:
    if not partners:
        yield ()
        return
    first, *others = partners
    for other in others:
        rest = tuple(one for one in others if one != other)
        for more in _matchings(rest):
            yield ((first, other), *more)
