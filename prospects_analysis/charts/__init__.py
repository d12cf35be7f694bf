"""What is shown: one chart a message, drawn from a result and nothing else.

A single chart takes a result and, if wanted, the axes to draw on, and returns the axes; a card is
composed and returns its figure. All words and numbers are in the reader's language; no global
setting of matplotlib is touched.
"""

from prospects_analysis.charts.alternatives import plot_alternatives as plot_alternatives
from prospects_analysis.charts.butterfly import plot_card as plot_card
from prospects_analysis.charts.cells import plot_grid as plot_grid
from prospects_analysis.charts.changes import plot_changes as plot_changes
from prospects_analysis.charts.circle import plot_binomes as plot_binomes
from prospects_analysis.charts.complementarities import (
    plot_complementarities as plot_complementarities,
)
from prospects_analysis.charts.costs import plot_costs as plot_costs
from prospects_analysis.charts.partner import plot_partner as plot_partner
from prospects_analysis.charts.returns import plot_returns as plot_returns
from prospects_analysis.charts.robustness import plot_robustness as plot_robustness
from prospects_analysis.charts.theme import plot_theme as plot_theme
from prospects_analysis.charts.totals import plot_landscape as plot_landscape
from prospects_analysis.charts.variants import plot_variants as plot_variants

__all__ = [
    "plot_alternatives",
    "plot_binomes",
    "plot_card",
    "plot_changes",
    "plot_complementarities",
    "plot_costs",
    "plot_grid",
    "plot_landscape",
    "plot_partner",
    "plot_returns",
    "plot_robustness",
    "plot_theme",
    "plot_variants",
]
