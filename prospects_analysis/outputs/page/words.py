"""What the page of the meeting says, ready for a browser that knows no catalogue."""

from __future__ import annotations

from typing import Any

from prospects_analysis.wording import catalogue, number

_NUMBERS = 200
"""In every language the form for n is that for ``n % 100 + 100`` from so many on."""


def fixed_words(language: str) -> dict[str, str]:
    """Give the words that stand in the page as it is opened.

    Parameters
    ----------
    language : str, one of wording.LANGUAGES

    Returns
    -------
    words : dict of str to str

    Examples
    --------
    >>> fixed_words("en")["what_if"]
    'What if…?'
    """
    words = catalogue(language)
    return {
        "what_if": words.pgettext("page", "What if…?"),
        "ring": words.pgettext("page", "Partners in a circle: choose two of them"),
        "answer": words.pgettext("page", "What it leads to"),
        "current": words.pgettext("page", "The pairs as they stand"),
        "undo": words.pgettext("page", "Undo"),
        "restart": words.pgettext("what-if", "Start again"),
        "correct": words.pgettext("page", "Correct a score…"),
        "adopt": words.pgettext("page", "Adopt…"),
        "controls": words.pgettext("page", "Pages"),
        "previous": words.pgettext("page", "Previous page"),
        "next": words.pgettext("page", "Next page"),
        "index": words.pgettext("page", "All pages"),
        "keys": words.pgettext("page", "Keys"),
        "full": words.pgettext("page", "Full screen"),
        "first": words.pgettext("page", "First page"),
        "last": words.pgettext("page", "Last page"),
        "print": words.pgettext("page", "Print, one page a sheet"),
        "space": words.pgettext("page", "space"),
        "shows": words.pgettext(
            "page", "This page shows the pairs; up to 12 partners it also computes others."
        ),
        "shows_only": words.pgettext("page", "This page shows the pairs and computes no others."),
        "more": words.pgettext("page", "All of them are in the table before this page."),
        "no_script": words.pgettext(
            "page", "Scripts are switched off in this browser: all pages follow each other here."
        ),
    }


def pair_words(language: str) -> dict[str, str]:
    """Give the words of the dialogs; as :func:`fixed_words`."""
    words = catalogue(language)
    return {
        "close": words.pgettext("page", "Close"),
        "wishes": words.pgettext("page", "Wishes"),
        "score": words.pgettext("slide table", "Score"),
        "pin": _capital(words.pgettext("what-if", "pin")),
        "forbid": _capital(words.pgettext("what-if", "forbid")),
        "let_go": _capital(words.pgettext("what-if", "let go")),
        "do_correct": _capital(words.pgettext("what-if", "correct")),
        "correct_title": words.pgettext("page", "Correct a score"),
        "partner": words.pgettext("page", "Partner"),
        "theme": words.pgettext("page", "Theme"),
        "side": words.pgettext("page", "Resource or need"),
        "new_score": words.pgettext("page", "New score"),
        "stands": words.pgettext("page", "Until now: {score}"),
        "adopt_title": words.pgettext("page", "Adopt these pairs"),
        "date": words.pgettext("page", "Date"),
        "place": words.pgettext("page", "Place"),
        "present": words.pgettext("page", "Who was there"),
        "others": words.pgettext("page", "Others, with commas between them"),
        "reason": words.pgettext("page", "Why these pairs"),
        "reason_of": words.pgettext("page", "Why {score}"),
        "save": words.pgettext("page", "Save decisions.toml"),
        "saved": words.pgettext(
            "page",
            "decisions.toml is now where this browser puts its downloads. Lay it beside the "
            "returns, in place of the one there, and make everything anew:",
        ),
        "exactly": words.pgettext(
            "page",
            "It must be called exactly decisions.toml there. If the browser has named it "
            "otherwise, such as “decisions (1).toml”, rename it first.",
        ),
        "elsewhere": words.pgettext("page", "Or leave it where it is, and name it:"),
    }


def live_words(language: str) -> dict[str, Any]:
    """Give the sentences that the page fills in by itself.

    Parameters
    ----------
    language : str, one of wording.LANGUAGES

    Returns
    -------
    words : dict of str to str or dict
        Texts with ``{fields}``; where a number decides the form, as :func:`forms` gives them.
    """
    words = catalogue(language)
    return {
        "first": words.pgettext("what-if", "The first proposal: a total of {total}."),
        "cost": words.pgettext("what-if", "Costs {cost} of {total}."),
        "costs_nothing": words.pgettext("what-if", "Costs nothing: the total stays {total}."),
        "costs_less": words.pgettext("what-if", "Costs less than {cost} of {total}."),
        "adds": words.pgettext("what-if", "Adds {cost} to {total}."),
        "instead": words.pgettext("what-if", "A total of {after} instead of {before}."),
        "stay": words.pgettext("what-if", "The binômes stay as they were."),
        "now": words.pgettext("what-if", "The first proposal would now have {now}."),
        "free": words.pgettext("what-if", "Without pinned and forbidden pairs it would be {free}."),
        "adopted_same": words.pgettext("slide", "The adopted pairs are the computed ones."),
        "adopted_total": words.pgettext(
            "title", "The adopted pairs come to {total} in all, the computed ones to {best}"
        ),
        "adopted_in_part": words.pgettext(
            "page", "Adopted and proposed pairs come to {total} in all, the computed ones to {best}"
        ),
        "proposed": words.pgettext("page", "Proposed for the others:"),
        "adopted_count": forms(
            "terminal", "{n} pair was adopted:", "{n} pairs were adopted:", language
        ),
        "not_adopted": words.pgettext("slide", "Computed and not adopted: {pairs}."),
        "computed_pairs": words.pgettext("page", "Computed pairs"),
        "adopted_pairs": words.pgettext("page", "Adopted pairs"),
        "rank": words.pgettext("what-if", "Rank {rank} of {count} admissible pairings."),
        "ties": forms(
            "what-if",
            "{n} of them does equally well.",
            "{n} of them do equally well, this one included.",
            language,
        ),
        "weakest": words.pgettext("what-if", "Weakest binôme: {now} (first proposal: {before})."),
        "weakest_stays": words.pgettext("page", "Weakest binôme: {now}."),
        "both": forms(
            "what-if",
            "{n} binôme carries both ways (first proposal: {before}).",
            "{n} binômes carry both ways (first proposal: {before}).",
            language,
        ),
        "new": words.pgettext("slide table", "New pairs"),
        "pairs": words.pgettext("page", "Pairs"),
        "gone": words.pgettext("page", "No longer"),
        "alone": words.pgettext("what-if", "Without a binôme: {partners}"),
        "none": words.pgettext("what-if", "No pairing keeps all these wishes."),
        "reasons": {
            "pinned and forbidden": words.pgettext(
                "page", "{partners} are pinned, and ruled out too."
            ),
            "pinned twice": words.pgettext(
                "page", "{partners} are pinned together: more than one binôme can hold."
            ),
            "two trios": words.pgettext(
                "page", "{partners} would make two trios; there can be only one."
            ),
            "no mate": words.pgettext("page", "Nobody is left for {partners}."),
            "nobody assessed": words.pgettext("page", "No partner has a score."),
            "no pairing": words.pgettext("page", "Together they leave no way to form the pairs."),
        },
        "pinned": words.pgettext("what-if", "pinned: {binome}"),
        "forbidden": words.pgettext("what-if", "forbidden: {binome}"),
        "corrected": words.pgettext("what-if", "{partner}, {theme}, {side}: {score}"),
        "take_back": words.pgettext("what-if", "take this wish back"),
        "no_score": words.pgettext("what-if", "no score"),
        "not_assessed": words.pgettext("what-if", "(not assessed)"),
        "hint": words.pgettext("page", "Choose two partners, or the line between them."),
        "with_whom": words.pgettext("page", "{partner} with whom? Choose a second partner."),
        "with": words.pgettext("page", "{partner}, in a pair with {others}"),
        "without": words.pgettext("page", "{partner}, in no pair"),
        "required": words.pgettext("page", "Pinned before the meeting."),
        "same_country": words.pgettext(
            "page", "Both are of one country: not proposed unless pinned."
        ),
        "ruled_out": words.pgettext(
            "page", "Ruled out before the meeting: not proposed unless pinned."
        ),
        "unassessed": words.pgettext(
            "page", "Too few answers for a score: not proposed unless pinned."
        ),
        "page_of": words.pgettext("page", "Page {page} of {pages}: {title}"),
        "provisional": words.pgettext("slide table", "* provisional: answers are missing"),
    }


def _capital(text: str) -> str:
    """Write what stands in a sentence elsewhere as a button of its own."""
    return text[:1].upper() + text[1:]


def forms(context: str, one: str, many: str, language: str) -> dict[str, Any]:
    """Give every form of a text, and which of them each number takes.

    Parameters
    ----------
    context, one, many : str
        As for ``npgettext``.
    language : str, one of wording.LANGUAGES

    Returns
    -------
    forms : dict
        ``forms``: the texts. ``of``: for 0 to 199, the position of the form as a digit; for more,
        that of ``n % 100 + 100``.

    Examples
    --------
    >>> found = forms("doctest", "{n} pair", "{n} pairs", "en")
    >>> found["forms"], found["of"][:4]
    (['{n} pairs', '{n} pair'], '0100')
    """
    words = catalogue(language)
    said = [words.npgettext(context, one, many, n) for n in range(_NUMBERS)]
    kinds = list(dict.fromkeys(said))
    return {"forms": kinds, "of": "".join(str(kinds.index(text)) for text in said)}


def signs(language: str) -> dict[str, str]:
    """Give the signs of :func:`prospects_analysis.wording.number`.

    Examples
    --------
    >>> signs("en")
    {'minus': '-', 'group': ',', 'decimal': '.'}
    """
    written = number(-1000.5, 1, language)
    return {"minus": written[0], "group": written[2], "decimal": written[6]}
