"""Why no pairing keeps the rules, in the reader's language."""

from __future__ import annotations

from prospects_analysis.charts.labels import Labels, partner_text
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.wording import catalogue


def refusal_text(error: ValueError, labels: Labels, language: str) -> str:
    """Say what stands in the way, one sentence each; partners by id and name.

    Parameters
    ----------
    error : ValueError
        Of any other than an InfeasibleError, its own message is given.
    labels : Labels
    language : str, one of wording.LANGUAGES

    Returns
    -------
    text : str

    Examples
    --------
    >>> from prospects_analysis.pairing.problem import Obstacle
    >>> both = Obstacle(code="pinned and forbidden", partners=("A", "B"), text="")
    >>> refusal_text(InfeasibleError("", [both]), Labels(framework=None, language="en"), "en")
    'A, B are pinned, and ruled out too.'
    """
    if not isinstance(error, InfeasibleError):
        return str(error)
    words = catalogue(language)
    texts = {
        "pinned and forbidden": words.pgettext("page", "{partners} are pinned, and ruled out too."),
        "pinned twice": words.pgettext(
            "page", "{partners} are pinned together: more than one binôme can hold."
        ),
        "two trios": words.pgettext(
            "page", "{partners} would make two trios; there can be only one."
        ),
        "no mate": words.pgettext("page", "Nobody is left for {partners}."),
        "too few others": words.pgettext(
            "refusal", "Not all of these can be in a pair, too few others may join them: {partners}"
        ),
        "nobody assessed": words.pgettext("page", "No partner has a score."),
    }
    said = [
        texts[one.code].format(partners=", ".join(partner_text(labels, p) for p in one.partners))
        for one in error.obstacles
        if one.code in texts
    ]
    whole = words.pgettext("refusal", "Every way to form the pairs breaks a rule.")
    return " ".join(dict.fromkeys(said)) or whole
