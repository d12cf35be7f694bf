"""The table that joins, pair by pair, what the charts of solidity say one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.robustness import as_declared, hundredths, range_text, span_text
from prospects_analysis.outputs.deck_tables import Table
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue, number


def summing_up(found: Sensitivity, binomes: Sequence[Binome], language: str) -> Table:
    """Say of each binôme how far the answers carry it, and by how much the next pairing is behind.

    Parameters
    ----------
    found : Sensitivity
    binomes : sequence of tuple of str
        Those that are shown.
    language : str, one of wording.LANGUAGES

    Returns
    -------
    table : Table
        A row a binôme. Above twelve partners, where there are no draws, methods alone.
    """
    words, labels = catalogue(language), Labels.of(found.pairing, language)
    drawn = bool(found.noise)
    rows = [
        (
            " – ".join(map(labels.partner, one)),
            *(_draws(found, one, language) if drawn else ()),
            str(_methods(found, one)),
        )
        for one in binomes
    ]
    in_draws = (
        words.pgettext("summing up", "Draws of 100, as declared"),
        words.pgettext("summing up", "Depending on the doubt"),
    )
    return Table(
        title=_title(found, binomes, language),
        heads=(
            words.pgettext("summing up", "Pair"),
            *(in_draws if drawn else ()),
            words.pgettext("summing up", "Methods of {n}").format(n=len(found.methods.names)),
        ),
        rows=tuple(rows),
        shares=(0.38, 0.23, 0.21, 0.18) if drawn else (0.75, 0.25),
        numeric=(1, 2, 3) if drawn else (1,),
        note=_lead(found.pairing, language),
    )


def _draws(found: Sensitivity, binome: Binome, language: str) -> tuple[str, str]:
    declared = hundredths([as_declared(found.noise)], binome)
    shown = "–" if declared is None else str(declared[0])
    return shown, range_text(found.noise, binome, language)


def _methods(found: Sensitivity, binome: Binome) -> int:
    """In how many variants all of them are together."""
    return min(found.methods.count(pair) for pair in combinations(binome, 2))


def _title(found: Sensitivity, binomes: Sequence[Binome], language: str) -> str:
    words = catalogue(language)
    counts = [_methods(found, one) for one in binomes]
    each = [hundredths([as_declared(found.noise)], one) for one in binomes] if found.noise else []
    shares = [one[0] for one in each if one is not None]
    methods = span_text(min(counts), max(counts), language)
    if not shares:
        return words.pgettext("summing up", "The pairs hold with {range} of {of} methods").format(
            range=methods, of=len(found.methods.names)
        )
    return words.pgettext(
        "summing up",
        "The pairs hold in {draws} of 100 draws and with {range} of {of} methods",
    ).format(
        draws=span_text(min(shares), max(shares), language),
        range=methods,
        of=len(found.methods.names),
    )


def _lead(pairing: Pairing, language: str) -> str:
    """Say by how much the next pairing is behind; nothing where totals do not decide."""
    words = catalogue(language)
    if pairing.ties is None or pairing.objective != "total":
        return ""
    if pairing.ties > 1:
        return words.npgettext(
            "summing up",
            "{n} way to form the pairs is equally good.",
            "{n} ways to form the pairs are equally good.",
            pairing.ties,
        ).format(n=number(pairing.ties, 0, language))
    if others := pairing.alternatives(1):
        text = words.pgettext(
            "summing up", "The next best way to form the pairs is {lead} behind, of {total} in all."
        )
        lead = pairing.total - others[0].total
        return text.format(lead=number(lead, 2, language), total=number(pairing.total, 2, language))
    return ""
