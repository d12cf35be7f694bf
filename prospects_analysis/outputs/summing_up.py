"""The table that joins, pair by pair, what the charts of solidity say one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.robustness import as_declared, hundredths, range_text, span_text
from prospects_analysis.outputs.deck_tables import Table
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue, number


def summing_up(found: Sensitivity, binomes: Sequence[Binome], language: str) -> Table:
    """Say of each binôme how far the answers carry it, and of all what else was asked.

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
        words.pgettext("summing up", "From doubled to halved noise"),
    )
    return Table(
        title=_title(found, binomes, language),
        heads=(
            words.pgettext("summing up", "Pair"),
            *(in_draws if drawn else ()),
            words.pgettext("summing up", "Methods of {n}").format(n=len(found.methods.names)),
        ),
        rows=tuple(rows),
        shares=(0.46, 0.19, 0.2, 0.15) if drawn else (0.75, 0.25),
        numeric=(1, 2, 3) if drawn else (1,),
        note=" ".join((*_lead(found.pairing, language), *_answers(found, language))),
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


def _lead(pairing: Pairing, language: str) -> Iterator[str]:
    """Say by how much the next pairing is behind; nothing where totals do not decide."""
    words = catalogue(language)
    if pairing.ties is None or pairing.objective != "total":
        return
    if pairing.ties > 1:
        yield words.npgettext(
            "summing up",
            "{n} way to form the pairs is equally good.",
            "{n} ways to form the pairs are equally good.",
            pairing.ties,
        ).format(n=number(pairing.ties, 0, language))
    elif others := pairing.alternatives(1):
        text = words.pgettext(
            "summing up", "The next best way to form the pairs is {lead} behind, of {total} in all."
        )
        lead = pairing.total - others[0].total
        yield text.format(lead=number(lead, 2, language), total=number(pairing.total, 2, language))


def _answers(found: Sensitivity, language: str) -> Iterator[str]:
    """Say whether one answer alone would change the pairs; nothing where none was tried."""
    if not found.noise:
        return
    words, changing = catalogue(language), len(found.changes)
    if not changing:
        yield words.pgettext("summing up", "No single answer, changed alone, changes the pairs.")
        return
    yield words.npgettext(
        "summing up",
        "{n} answer, changed alone, would change the pairs.",
        "{n} answers, each changed alone, would change the pairs.",
        changing,
    ).format(n=number(changing, 0, language))
