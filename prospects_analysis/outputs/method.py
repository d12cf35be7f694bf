"""What the last slides tell of the method and of the sources, as sentences."""

from __future__ import annotations

from prospects_analysis._version import __version__
from prospects_analysis.charts.labels import Labels
from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue


def five_sentences(
    flows: Complementarity, pairing: Pairing | None, language: str
) -> tuple[str, ...]:
    """Tell how the pairs were found, as it was done here.

    Parameters
    ----------
    flows : Complementarity
    pairing : Pairing or None
        Its rules are told; without one, how it would have been chosen by total.
    language : str, one of wording.LANGUAGES

    Returns
    -------
    sentences : tuple of str
        Five.
    """
    words, grid = catalogue(language), flows.grid
    criteria = len(grid.ratings_arrays.criteria)
    return (
        words.npgettext(
            "method",
            "Each partner rates itself on {n} criterion from 0 to {span}: what it has (resource) "
            "and what it wants to learn (need).",
            "Each partner rates itself on {n} criteria from 0 to {span}: what it has (resource) "
            "and what it wants to learn (need).",
            criteria,
        ).format(n=criteria, span=grid.span),
        words.pgettext(
            "method",
            "A theme’s score is the mean of its criteria. If less than {share} was answered, it is "
            "not assessed: it counts 0 for now, and the pair’s score is a minimum (*).",
        ).format(share=grid.min_answered_share),
        words.pgettext(
            "method",
            "What A can bring B on a theme is A’s resource times B’s need, divided by {span}; then "
            "the mean over all themes.",
        ).format(span=grid.span),
        words.pgettext(
            "method",
            "A pair’s score is the geometric mean of its two directions: where only one gives, it "
            "is zero.",
        ),
        _choice(pairing, language),
    )


def _choice(pairing: Pairing | None, language: str) -> str:
    words = catalogue(language)
    if pairing is not None and pairing.objective == "leximin":
        goal = words.pgettext("method", "then the strongest weakest pair")
    else:
        goal = words.pgettext("method", "then the highest total")
    if pairing is None or pairing.count is None:
        return words.pgettext(
            "method",
            "Among all ways to form the pairs between regions of different countries, one has the "
            "most pairs that give both ways, {goal}: it is the proposal.",
        ).format(goal=goal)
    return words.npgettext(
        "method",
        "{n} way to form the pairs keeps the rules (two countries a pair): the proposal has the "
        "most pairs that give both ways, {goal}.",
        "{n} ways to form the pairs keep the rules (two countries a pair): the proposal has the "
        "most pairs that give both ways, {goal}.",
        pairing.count,
    ).format(n=pairing.count, goal=goal)


def sources(grid: Grid, language: str, *, alone: bool = False) -> tuple[str, ...]:
    """Say what was read, by which questionnaire, and what the numbers are not.

    Parameters
    ----------
    grid : Grid
    language : str, one of wording.LANGUAGES
    alone : bool
        Whether the slides stand without the tables that have all numbers.

    Returns
    -------
    sentences : tuple of str
    """
    words, labels = catalogue(language), Labels.of(grid, language)
    sentences = []
    if grid.intake is not None:
        read, framework = len(grid.intake.provenance.inputs), grid.intake.framework
        sentences.append(
            words.npgettext(
                "sources",
                "{n} returned workbook, questionnaire {name} version {version}.",
                "{n} returned workbooks, questionnaire {name} version {version}.",
                read,
            ).format(
                n=read,
                name=framework.word("name", framework.language_for(language)),
                version=framework.version,
            )
        )
    if grid.late:
        names = ", ".join(map(labels.partner, grid.late))
        sentences.append(
            words.pgettext("sources", "Not answered yet: {names}.").format(names=names)
        )
    if grid.fictional:
        sentences.append(
            words.pgettext(
                "sources", "The answers are invented; they say nothing about the real partners."
            )
        )
    tables = words.pgettext(
        "sources",
        "All numbers stand in results.xlsx; provenance.json names every file read and written.",
    )
    return (
        *sentences,
        words.pgettext(
            "sources",
            "Self-assessments are not on one scale: some rate themselves more kindly than others "
            "(Tsai & Katz 2018). So nobody is ranked.",
        ),
        *(() if alone else (tables,)),
        words.pgettext("sources", "Computed with prospects_analysis {version}.").format(
            version=__version__
        ),
    )
