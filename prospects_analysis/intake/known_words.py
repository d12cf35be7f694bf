"""Which texts of a returned sheet are the template's own, whatever their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from prospects_analysis.framework import Framework
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.plain import folded
from prospects_analysis.wording import LANGUAGES, catalogue

TEMPLATE_WORDS = (
    "Afterwards",
    "Answers given on this sheet",
    "Answers given, all sheets",
    "By when",
    "Complete practices by theme",
    "Criteria",
    "Fictional data: every answer in this file is invented.",
    (
        "Fill in the coloured cells of this sheet, then those of each theme; they turn white once "
        "filled. Click a cell to see what each level means. All other cells are locked."
    ),
    "Finding the level of a need, step by step",
    "For the theme as a whole",
    "How many",
    "How to give a score",
    "How to go about it",
    "Level",
    (
        "Open a sheet by its link and fill in its cells; the coloured ones are required and turn "
        "white once filled. Click a cell to see what is asked for. All other cells are locked."
    ),
    "Personal data",
    (
        "Please reply to the message that brought you this file. Keep the Excel format (.xlsx) "
        "and the file name."
    ),
    "Required fields",
    "Required fields filled in",
    "Several copies",
    "Several people",
    "Sheets to fill in",
    "The date stands in the message that brought you this file.",
    "Theme",
    "Title",
    "What to do",
    "Where to",
    "Who is answering",
    "Who sees what",
    "Zero, NA or an empty cell?",
)
"""What the template says in its cells that no framework does."""

_LONG = 12
_LONGEST = 2_000
_FILLED_IN = re.compile(r"\{[a-z_]*\}")


def is_known(framework: Framework, cell: Cell) -> bool:
    """Whether a text is put together from words of the framework and nothing else but digits."""
    if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
        return False
    exact, long = _known_words(framework)
    text = folded(cell.value)
    if text in exact:
        return True
    rest = text
    for words in long:
        rest = rest.replace(words, " ")
    rest = " ".join(rest.split())
    return rest != text and (rest in exact or not any(char.isalpha() for char in rest))


@lru_cache(maxsize=4)
def _known_words(framework: Framework) -> tuple[frozenset[str], tuple[str, ...]]:
    texts = [text for words in framework.words.values() for text in words.values()]
    parts = [folded(part) for text in texts for part in _FILLED_IN.split(text)]
    parts += [folded(_FILLED_IN.sub("", text)) for text in texts]
    exact = frozenset(part for part in (*parts, *_joined_words(framework)) if part)
    long = sorted(
        (part for part in exact if len(part) >= _LONG), key=lambda part: (-len(part), part)
    )
    return exact, tuple(long)


def _joined_words(framework: Framework) -> Iterator[str]:
    """Yield what the template says itself, or puts together of words that may be short."""
    for language in LANGUAGES:
        for text in TEMPLATE_WORDS:
            yield folded(catalogue(language).pgettext("template", text))
    for language in framework.languages:
        yield from _practice_words(framework, language)
        yield from _pairs_of_words(framework, language)
        for partner in framework.partners:
            name = framework.word(f"partners.{partner.id}.name", language)
            yield folded(f"{name} ({partner.id})")
        for criterion in framework.criteria:
            key = f"criteria.{criterion.id}"
            if framework.has_word(f"{key}.help", language):
                texts = (framework.word(f"{key}.{one}", language) for one in ("question", "help"))
                yield folded(" ".join(texts))


def _pairs_of_words(framework: Framework, language: str) -> Iterator[str]:
    """Yield the levels with what they mean, and the guidance with whether an answer is required."""
    words = framework.words[language]
    for key, text in words.items():
        if key.endswith(".guidance"):
            for need in ("required", "optional"):
                yield folded(f"{words[f'headings.{need}']} {text}")
        if key.endswith(".detail"):
            yield folded(f"{words[key.removesuffix('detail') + 'label']} {text}")


def _practice_words(framework: Framework, language: str) -> Iterator[str]:
    """Yield what stands beside the answers on the sheet of a practice."""
    if not framework.practice_form:
        return
    yield folded(f"← {framework.word('sheets.practices', language)}")
    for text in framework.practices.texts:
        said = framework.word(f"practices.{text}", language)
        yield folded(said.format(most=framework.practices.most))
    for field in framework.practice_form:
        key = f"practice_form.fields.{field.id}"
        parts = [framework.word(f"{key}.guidance", language)]
        levels = [f"{key}.levels.{one}" for one in field.values]
        for one, level in zip(field.values, levels, strict=True):
            if framework.has_word(level, language):
                parts.append(f"{one} {framework.word(level, language)}")
        for need in ("required", "optional"):
            yield folded(" ".join([framework.word(f"headings.{need}", language), *parts]))
