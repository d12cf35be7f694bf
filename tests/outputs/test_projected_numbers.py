"""Every number that is projected or printed is the rounding of one in the csv files."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from itertools import combinations, permutations, product, zip_longest
from math import isnan
from typing import Any

import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from prospects_analysis._version import __version__
from prospects_analysis.charts.labels import Labels
from prospects_analysis.outputs.sheets.making import language_of, partner_sheet
from prospects_analysis.outputs.sheets.pages import sheet_figure
from prospects_analysis.ratings import NEED, RESOURCE, SIDES
from tests.charts.reading import plain
from tests.outputs import made
from tests.outputs.carriers import (
    html_data,
    html_sections,
    pdf_pages,
    picture_name,
    slide_tables,
    slide_texts,
    slides_of,
)
from tests.outputs.published import ON_SCALE, STRONG, Pair, Published
from tests.outputs.shown import (
    Shown,
    by_place,
    numbers,
    rounds,
    unlike,
    unlike_in_any_order,
    unlike_places,
)

LANGUAGES = ["fr", "en"]
PARTNERS = [f"P{number:02d}" for number in range(1, 11)]
THEMES = ["attractiveness", "support", "clusters", "ecoinnovation"]
CHARTS = [
    *("returns", "grid", *(f"theme_{theme}" for theme in THEMES), "complementarities", "binomes"),
    *("card_P01_P02", "card_P03_P07", "card_P04_P05", "card_P06_P08", "card_P09_P10"),
    *("landscape", "robustness", "methods", "calibrations", "changes", "costs", "alternatives"),
]
COMPATRIOTS = {"P01", "P04"}
CRITERIA = 2  # on a card, each way
VERSION = 2  # of the questionnaire
METHODS = [
    *("default", "mutual_mean", "mutual_min", "transfer_gap", "transfer_min", "centred"),
    *("criterion_level", "leximin"),
]
SPAN = ON_SCALE[1] - ON_SCALE[0]
#: Ends of the places where partners speak in their own words.
QUOTED = ("practice", "evidence", "ask")
MARKS = "«»“”„\"'‚‘’…"  # of quotations, and of what is cut


@functools.cache
def csv() -> Published:
    return Published(made.files())


def footer() -> Sequence[float]:
    """Day and year of the last answers, and the version of the questionnaire."""
    return (*csv().answered_until, VERSION)


@functools.cache
def figure(name: str, language: str) -> Figure:
    (drawing,) = [one for one in made.drawn(language) if one.name == name]
    drawn = drawing.draw(drawing.title)
    pyplot.close(drawn)  # it can be read all the same
    return drawn


def joined(pair: Pair) -> str:
    return ":".join(pair)


# ---- What each chart must show


def shown(name: str, language: str) -> Shown:
    kind, *of = name.split("_")
    if kind == "theme":
        return theme(of[0], language)
    return card((of[0], of[1]), language) if kind == "card" else CHART[name]()


def returns() -> Shown:
    ask = csv().answered
    whole = {theme: [ask(p, theme)[0] == ask(p, theme)[1] for p in PARTNERS] for theme in THEMES}
    some = [one for one in PARTNERS if any(ask(one, theme)[0] for theme in THEMES)]
    partly = [one for one in some if not all(whole[t][PARTNERS.index(one)] for t in THEMES)]
    cells = {f"{p}:{t}": ask(p, t) for p in PARTNERS for t in THEMES}
    practices = {
        f"{p}:{t}:practices": (len(csv().complete(t, p)),) for p in PARTNERS for t in THEMES
    }
    sums = {f"{theme}:sum": (sum(all_), len(all_)) for theme, all_ in whole.items()}
    return Shown(placed={**cells, **practices, **sums}, title=(len(some), len(partly)))


def grid() -> Shown:
    placed = {
        f"{p}:{t}:{s}": (csv().score(p, t, s),) for p in PARTNERS for t in THEMES for s in SIDES
    }
    most = max(THEMES, key=lambda theme: len(csv().strong(theme, SIDES[NEED])))
    counts = [len(csv().strong(most, SIDES[side])) for side in (NEED, RESOURCE)]
    return Shown(placed=placed, title=counts, loose=(STRONG, *ON_SCALE))


def theme(theme: str, language: str) -> Shown:
    placed = {f"{p}:{side}": (csv().score(p, theme, side),) for p in PARTNERS for side in SIDES}
    counted = [len(csv().strong(theme, side)) for side in SIDES if not named(theme, side, language)]
    return Shown(placed=placed, title=counted, loose=(*4 * (STRONG,), *ON_SCALE))


def named(theme: str, side: str, language: str) -> bool:
    """Whether the title names who is strong; else it counts them."""
    labels = Labels.of(made.study().grid, language)
    title = plain(figure(f"theme_{theme}", language).axes[0].get_title(loc="left"))
    return all(labels.partner(one) in title for one in csv().strong(theme, side))


def complementarities() -> Shown:
    ways = list(permutations(PARTNERS, 2))
    placed = {joined(way): (csv().direction(*way),) for way in ways}
    admissible = [way for way in ways if set(way) != COMPATRIOTS]
    carried = sum(csv().carries(*way) for way in admissible)
    return Shown(placed=placed, title=(carried, len(admissible)), loose=ON_SCALE)


def binomes() -> Shown:
    scores = {pair: one["score"] for pair, one in csv().binomes.items()}
    placed = {f"score:{'-'.join(pair)}": (score,) for pair, score in scores.items()}
    title = (len(scores), len(PARTNERS), min(scores.values()), SPAN)
    return Shown(placed=placed, title=title)


def card(pair: Pair, language: str) -> Shown:
    placed: dict[str, Sequence[float]] = {"score": (csv().binomes[pair]["score"],)}
    places = by_place(figure("_".join(["card", *pair]), language))
    for giver, receiver in (pair, pair[::-1]):
        for theme in THEMES:
            placed[f"{giver}:{receiver}:{theme}"] = (csv().amount(giver, receiver, theme),)
        given = csv().criteria_given(giver)
        drawn = [one for one in given if f"{giver}:{receiver}:{one}:0" in places]
        assert len(drawn) == min(len(given), CRITERIA)
        for criterion, (side, partner) in product(drawn, enumerate((giver, receiver))):
            value = csv().rating(partner, criterion, SIDES[side])
            placed[f"{giver}:{receiver}:{criterion}:{side}"] = (value,)
    most = [csv().binomes[pair]["score_upper"]] if csv().provisional(*pair) else []
    return Shown(placed=placed, loose=(*ON_SCALE, *most), quoted=QUOTED)


def landscape() -> Shown:
    both = [both for _, both in csv().matchings.values()]
    most = max(both)
    counts = (both.count(most), most, len(both) - both.count(most))
    scales = (0, 50, 100, 5.0, 5.2, 5.4, 5.6, 5.8)
    first, second = csv().alternatives["total"].iloc[:2]
    near = sum(total >= 0.95 * first for total, _ in csv().matchings.values()) - 1
    title = (len(both), first - second, near, 5)
    return Shown(placed={"total": (first,)}, title=title, loose=(*counts, *scales))


def robustness() -> Shown:
    shares = {pair: csv().shares(pair) for pair in csv().binomes}
    ends = {
        pair: (100 * min(one.values()), 100 * max(one.values())) for pair, one in shares.items()
    }
    surest = max(one[1.0] for one in shares.values())
    placed: dict[str, Sequence[float]] = {joined(pair): one for pair, one in ends.items()}
    placed |= {f"{joined(pair)}:declared": (100 * one[1.0],) for pair, one in shares.items()}
    scale = range(0, 101, 20)
    return Shown(placed=placed, title=(100 * surest, 100), loose=(*scale, 100))


def methods() -> Shown:
    places = {joined(pair): (csv().methods[pair]["variants"], 8) for pair in csv().binomes}
    return Shown(placed=places, title=(len(METHODS),), loose=2 * tuple(range(1, 9)))


def calibrations() -> Shown:
    stands = {
        pair: sum(csv().methods[pair][one] for one in ("default", "centred"))
        for pair in csv().binomes
    }
    whole = [pair for pair, count in stands.items() if count == 2]
    return Shown(placed={joined(pair): (n, 2) for pair, n in stands.items()}, title=(len(whole),))


def changes() -> Shown:
    # That none of them changes the pairs stands in no csv file.
    assert made.study().sensitivity.changes.empty  # type: ignore[union-attr]
    return Shown(placed={}, loose=(csv().rated, 0, *ON_SCALE, csv().blank))


def costs() -> Shown:
    others = [one["cost"] for one in csv().costs.values() if not one["stands"]]
    title = (min(others), max(others), csv().alternatives["total"].iloc[0])
    return Shown(placed={joined(p): (one["cost"],) for p, one in csv().costs.items()}, title=title)


def alternatives() -> Shown:
    first, second = csv().alternatives["total"].iloc[:2]
    placed: dict[str, Sequence[float]] = {}
    for at, one in enumerate(csv().alternatives.itertuples()):
        placed |= {f"rank:{at}": (one.rank,), f"total:{at}": (one.total,)}
        if at:
            placed[f"total:{at}:remark"] = (one.total - first,)
    changed = len(csv().alternatives["changes"].iloc[1].split("; "))
    title = (second, first, changed, len(csv().binomes))
    return Shown(placed=placed, title=title)


CHART = {
    "returns": returns, "grid": grid, "complementarities": complementarities, "binomes": binomes,
    "landscape": landscape, "robustness": robustness, "methods": methods,
    "calibrations": calibrations, "changes": changes, "costs": costs,
    "alternatives": alternatives,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
class TestCharts:
    @pytest.mark.parametrize("name", CHARTS)
    def test_numbers_are_those_of_the_csv_files_and_no_others(
        self, name: str, language: str
    ) -> None:
        expected = shown(name, language)
        assert expected.faults(figure(name, language), footer(), language) == []

    def test_all_charts_are_looked_at(self, language: str) -> None:
        assert [one.name for one in made.drawn(language)] == CHARTS

    def test_marks_of_methods_stand_where_the_csv_file_says(self, language: str) -> None:
        said = by_place(figure("methods", language))
        of = {"raw": "default", "centred": "centred"}
        said_too = by_place(figure("calibrations", language))
        for pair, stands in csv().methods.items():
            if pair not in csv().binomes:
                continue
            for method in METHODS:
                assert said[f"{joined(pair)}:{method}"] == ["✓" if stands[method] else "–"]
            for variant, method in of.items():
                assert said_too[f"{joined(pair)}:{variant}"] == ["✓" if stands[method] else "–"]

    def test_stars_stand_where_the_csv_file_says_provisional(self, language: str) -> None:
        said = by_place(figure("complementarities", language))
        for a, b in permutations(PARTNERS, 2):
            assert said[f"{a}:{b}"][0].endswith("*") == csv().provisional(a, b)
        said = by_place(figure("binomes", language))
        for a, b in csv().binomes:
            assert ("*" in said[f"score:{a}-{b}"][0]) == csv().provisional(a, b)
            both = csv().carries(a, b) and csv().carries(b, a)
            assert ("⇄" in said[f"score:{a}-{b}"][0]) == both

    def test_names_in_alternatives_are_those_of_the_csv_file(self, language: str) -> None:
        said = by_place(figure("alternatives", language))
        for at, one in enumerate(csv().alternatives.fillna("").itertuples()):
            pairs, changed = one.binomes.split("; "), one.changes
            assert {p for p in said if p.startswith(f"{at}:")} == {f"{at}:{p}" for p in pairs}
            stays = [pair for pair in pairs if said[f"{at}:{pair}"] == ["="]]
            assert stays == [pair for pair in pairs if at and pair not in changed]


class TestLengths:
    """Bars are as long, and lines as thick, as the numbers in the csv files say."""

    @pytest.mark.parametrize("theme", THEMES)
    def test_bars_of_a_theme(self, theme: str) -> None:
        bars = widths(figure(f"theme_{theme}", "fr"))
        assert len(bars) >= 18
        scores = {place: csv().score(place[:3], theme, place[4:]) for place in bars}
        assert proportional(bars, scores)

    @pytest.mark.parametrize("name", [one for one in CHARTS if one.startswith("card")])
    def test_bars_of_a_card(self, name: str) -> None:
        bars = widths(figure(name, "fr"))
        assert len(bars) >= 6
        assert proportional(bars, {p: csv().amount(*p.split(":")) for p in bars})

    def test_lines_of_the_circle(self) -> None:
        lines = {str(one.get_gid()): one for one in figure("binomes", "fr").axes[0].lines}
        apart = {pair for pair, one in csv().costs.items() if one["why"] == "same country"}
        others = [pair for pair in csv().pairs if pair not in csv().binomes and pair not in apart]
        assert {gid for gid in lines if gid.startswith("other:")} == {
            f"other:{'-'.join(pair)}" for pair in others
        }
        widths = {pair: lines[f"other:{'-'.join(pair)}"].get_linewidth() for pair in others}
        assert len(set(widths.values())) > 2
        for a, b in combinations(sorted(others, key=csv().pair_score), 2):
            assert widths[a] <= widths[b]

    def test_bars_of_the_landscape_count_every_way_to_form_the_pairs(self) -> None:
        bars = [one for one in figure("landscape", "fr").axes[0].patches if one.get_gid()]
        most = max(both for _, both in csv().matchings.values())
        for bar in bars:
            assert isinstance(bar, Rectangle)
            middle, half = bar.get_x() + bar.get_width() / 2, bar.get_width() / 0.92 / 2
            here = [
                total
                for total, both in csv().matchings.values()
                if abs(total - middle) < half and (both == most) == (bar.get_gid() == "candidates")
            ]
            assert bar.get_height() == len(here)
        assert sum(bar.get_height() for bar in bars) == len(csv().matchings)  # type: ignore[attr-defined]

    def test_adopted_total_is_that_of_the_pairs(self) -> None:
        first = csv().alternatives.iloc[0]
        assert "; ".join("-".join(pair) for pair in csv().binomes) == first["binomes"]
        total, _ = csv().matchings[tuple(csv().binomes)]
        assert first["total"] == pytest.approx(total, abs=1e-5)
        most = max(both for _, both in csv().matchings.values())
        ranked = sorted((t for t, both in csv().matchings.values() if both == most), reverse=True)
        assert csv().alternatives["total"].to_list() == pytest.approx(ranked[:6], abs=1e-5)


def widths(drawn: Figure) -> dict[str, float]:
    """Lengths of the bars that have a place."""
    bars = [one for one in drawn.axes[0].patches if isinstance(one, Rectangle) and one.get_gid()]
    return {str(one.get_gid()): abs(one.get_width()) for one in bars if ":" in str(one.get_gid())}


def proportional(bars: dict[str, float], values: dict[str, float]) -> bool:
    most = max(values, key=lambda place: values[place])
    return all(
        length * values[most] == pytest.approx(bars[most] * values[place], abs=1e-4)
        for place, length in bars.items()
    )


# ---- Slides, booklet and page


@functools.cache
def slides(language: str) -> list[Any]:
    return slides_of(carried(language)["seminar.pptx"])


def carried(language: str) -> Mapping[str, bytes]:
    return made.files() if language == "fr" else made.seminar(language)


def method() -> list[Sequence[float]]:
    """Numbers of each sentence on the method."""
    share = (2, 3, 0)  # of the criteria: below, a theme is not assessed and counts 0
    ways = len(csv().matchings)
    return [(len(csv().criteria), *ON_SCALE), share, (SPAN,), (), (ways,)]


def sources() -> list[Sequence[float]]:
    """Numbers of the sentences on the sources, without that on the program."""
    read = {one for name in ("answers", "practices") for one in csv().table(name)["file"]}
    return [(len(read), VERSION), (), (2018,)]  # the year of a paper


def unlike_sentences(texts: Sequence[str], language: str) -> list[str]:
    """Sentences on the sources whose numbers are others, and what besides is not explained."""
    *told, program = texts
    faults = [
        text
        for text, values in zip_longest(told, sources(), fillvalue=())
        if unlike_in_any_order(numbers(str(text)), values, language)
    ]
    return faults + ([] if numbers(program) == [__version__] else [program])


@pytest.mark.parametrize("language", LANGUAGES)
class TestSlides:
    def test_titles_and_feet_of_charts(self, language: str) -> None:
        charts = {name: one for one in slides(language) if (name := picture_name(one))}
        assert list(charts) == [one for one in CHARTS if one not in ("calibrations", "costs")]
        for name, slide in charts.items():
            title, *others = slide_texts(slide)
            assert not unlike_in_any_order(numbers(title), shown(name, language).title, language)
            said = [one for text in others for one in numbers(text)]
            assert not unlike(said, footer(), language), name

    def test_opening_and_events_have_no_number_but_the_count_of_the_events(
        self, language: str
    ) -> None:
        opening, events, *_ = slides(language)
        said = [one for text in slide_texts(opening) for one in numbers(text)]
        assert not unlike(said, footer(), language)
        title, *others = slide_texts(events)
        assert numbers(title) == [str(len(THEMES))]
        said = [one for text in others for one in numbers(text)]
        assert not unlike(said, footer(), language)

    def test_events_name_those_whose_score_reaches_the_threshold(self, language: str) -> None:
        ((_, *rows),) = slide_tables(slides(language)[1])
        labels = Labels.of(made.study().grid, language)
        for theme, row in zip(THEMES, rows, strict=True):
            assert joined_up(row[0]) == joined_up(labels.theme(theme))
            for side, cell in zip(SIDES, row[1:3], strict=True):
                names = ", ".join(map(labels.partner, csv().strong(theme, side)))
                assert joined_up(cell) == joined_up(names)

    def test_table_of_the_pairs(self, language: str) -> None:
        at = [picture_name(one) for one in slides(language)].index("binomes") + 1
        title, *others = slide_texts(slides(language)[at])
        assert numbers(title) == [str(len(csv().binomes))]
        (((*_,), *rows),) = slide_tables(slides(language)[at])
        labels = Labels.of(made.study().grid, language)
        records = csv().table("binomes").itertuples()
        for row, record in zip(rows, records, strict=True):
            named = [labels.partner(record.partner_a), labels.partner(record.partner_b)]
            assert [joined_up(one) for one in row[1:3]] == [joined_up(one) for one in named]
            assert row[0] == str(record.binome)
            provisional = csv().provisional(record.partner_a, record.partner_b)
            values = [record.a_to_b, record.b_to_a, record.score]
            values += [record.score_upper] if provisional else []
            told = [*row[3:5], *row[5].rstrip("*").split("–")]
            for written, value in zip(told, values, strict=True):
                assert rounds(written, value, language)
            assert row[-1].endswith("*") == provisional
        outside = [text for text in others if text not in {cell for row in rows for cell in row}]
        said = [one for text in outside for one in numbers(text)]
        assert not unlike(said, footer(), language)

    def test_table_of_solidity(self, language: str) -> None:
        at = [picture_name(one) for one in slides(language)].index("changes") + 1
        (((*_,), *rows),) = slide_tables(slides(language)[at])
        for row, pair in zip(rows, csv().binomes, strict=True):
            shares, held = csv().shares(pair), csv().methods[pair]["variants"]
            said = numbers(" ".join(row[1:]))
            values = (shares[1.0], min(shares.values()), max(shares.values()))
            assert not unlike(said, (*(round(100 * one) for one in values), held), language)

    def test_sentences(self, language: str) -> None:
        *_, last_but_one, last = slides(language)
        for slide, values in ((last_but_one, method()), (last, None)):
            title, text, *others = [shape.text_frame.text for shape in slide.placeholders]
            assert numbers(title) == []
            if values is None:
                assert unlike_sentences(text.split("\n"), language) == []
            else:
                for sentence, of in zip(text.split("\n"), values, strict=True):
                    assert not unlike_in_any_order(numbers(sentence), of, language)
            said = [one for text in others for one in numbers(text)]
            assert not unlike(said, footer(), language)

    def test_every_slide_is_looked_at(self, language: str) -> None:
        names = [picture_name(one) for one in slides(language)]
        assert [at for at, name in enumerate(names) if not name] == [
            *(0, 1, names.index("binomes") + 1, names.index("changes") + 1),
            *(len(names) - 2, len(names) - 1),
        ]

    def test_booklet_has_the_numbers_of_slides_and_charts(self, language: str) -> None:
        pages = pdf_pages(carried(language)["seminar.pdf"])
        for at, (slide, page) in enumerate(zip(slides(language), pages, strict=True), start=1):
            expected = on_wall(slide, language) + ([str(at)] if at > 1 else [])
            if at == len(pages) - 1:
                expected += [str(one) for one in range(1, len(method()) + 1)]
            assert sorted(glued(page)) == sorted(expected), at

    def test_page_has_the_numbers_of_the_slides(self, language: str) -> None:
        sections = html_sections(carried(language)["seminar.html"])
        (live,) = [one for one in sections if "live" in one.kinds]
        assert numbers(live.text) == footer_written(language)
        found = [one for one in sections if one is not live]
        for at, (slide, section) in enumerate(zip(slides(language), found, strict=True), start=1):
            said = [one for text in slide_texts(slide) for one in numbers(text)]
            expected = [*said, str(at)] if at > 1 else said
            assert sorted(numbers(section.text)) == sorted(expected), at
            tables = [[tuple(map(joined_up, row)) for row in one] for one in section.tables]
            own = [[tuple(map(joined_up, row)) for row in one] for one in slide_tables(slide)]
            assert tables == own

    def test_page_computes_with_the_numbers_of_the_csv_files(self, language: str) -> None:
        data = json.loads(html_data(carried(language)["seminar.html"]))
        problem, first = data["problem"], csv().alternatives.iloc[0]
        assert len(problem["cells"]) == len(csv().table("grid"))
        for place, cell in problem["cells"].items():
            score = csv().score(*place.split("|"))
            assert cell["value"] == (None if isnan(score) else pytest.approx(score, abs=1e-6))
        assert [tuple(one) for one in problem["first"]["binomes"]] == list(csv().binomes)
        assert problem["first"]["total"] / 2e6 == pytest.approx(first["total"], abs=1e-6)
        assert problem["first"]["weakest"] / 3e6 == pytest.approx(first["weakest"], abs=1e-6)
        assert problem["first"]["bothWays"] == first["both_ways_pairs"]
        assert problem["first"]["rank"] == first["rank"]
        assert problem["first"]["count"] == len(csv().matchings)


def joined_up(text: str) -> str:
    """Without the breaks and spaces that keep a text on its lines."""
    return "".join(text.split())


def footer_written(language: str) -> list[str]:
    return numbers(by_place(figure("grid", language))["footer"][0])


def on_wall(slide: Any, language: str) -> list[str]:
    """Give the numbers of a slide, those of its chart among them."""
    name = picture_name(slide)
    if not name:
        return [one for text in slide_texts(slide) for one in numbers(text)]
    said = by_place(figure(name, language))
    return [one for texts in said.values() for text in texts for one in numbers(text)]


def glued(page: str) -> list[str]:
    """Give the numbers of a page of a booklet, where a word may touch them."""
    return numbers(re.sub(r"(?<=[^\W\d])(?=\d+[.,]\d)", " ", page))


# ---- Decks of the themes


def by_title(theme: str, language: str) -> dict[str, list[Any]]:
    """Give the slides of a theme by their title: a table may go on on a second one."""
    found: dict[str, list[Any]] = {}
    for slide in slides_of(made.theme_deck(theme, language))[1:]:
        found.setdefault(plain(slide.shapes.title.text_frame.text), []).append(slide)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_slides_of_a_theme(theme: str, language: str) -> None:
    titles = by_title(theme, language)
    answered, chart, hosts, guests, practices, last = titles
    assert unlike_sides(titles, (hosts, guests), theme, language) == []
    (rows,) = [rows_of(titles[answered])]
    labels = Labels.of(made.study().grid, language)
    for partner, row in zip(PARTNERS, rows, strict=True):
        counts = (*csv().answered(partner, theme), len(csv().complete(theme, partner)))
        assert joined_up(row[0]) == joined_up(labels.partner(partner))
        assert not unlike(numbers(" ".join(row[1:])), counts, language)
    some = sum(csv().answered(one, theme)[0] > 0 for one in PARTNERS)
    assert not unlike_in_any_order(numbers(answered), (some, len(PARTNERS)), language)
    assert not unlike_in_any_order(
        numbers(chart), shown(f"theme_{theme}", language).title, language
    )
    complete = csv().complete(theme)
    assert not unlike(numbers(practices), (len(complete),), language)
    rows = rows_of(titles[practices])
    for row, one in zip(rows, complete.itertuples(), strict=True):
        assert joined_up(row[0]) == joined_up(labels.partner(one.partner))
        assert joined_up(row[1]) == joined_up(one.title)
        assert not unlike([row[2]], (float(one.transferability),), language)
    (slide,) = titles[last]
    assert unlike_sentences(slide.placeholders[1].text_frame.text.split("\n"), language) == []
    for slide in (one for found in titles.values() for one in found):
        outside = [one.text_frame.text for one in slide.placeholders if "Footer" in one.name]
        assert not unlike(numbers(*outside), footer(), language)


def rows_of(found: Sequence[Any]) -> list[tuple[str, ...]]:
    """Give the rows of a table that goes on on several slides."""
    return [row for slide in found for table in slide_tables(slide) for row in table[1:]]


def unlike_sides(
    titles: Mapping[str, Sequence[Any]], named: Sequence[str], theme: str, language: str
) -> list[str]:
    """Partners and scores that are not those at the threshold or above; so too their count."""
    faults, labels = [], Labels.of(made.study().grid, language)
    for title, side in zip(named, SIDES, strict=True):
        strong, rows = csv().strong(theme, side), rows_of(titles[title])
        if [joined_up(row[0]) for row in rows] != [
            joined_up(labels.partner(one)) for one in strong
        ]:
            faults.append(f"{title}: {rows}")
        values = [csv().score(one, theme, side) for one in strong]
        if unlike([row[1] for row in rows], values, language):
            faults.append(f"{title}: {rows}, must be {values}")
        if numbers(title) != [str(len(strong))] or any(numbers(row[2]) for row in rows):
            faults.append(title)
    return faults


# ---- Sheets of the partners


@pytest.mark.parametrize("partner", PARTNERS)
class TestSheets:
    def test_numbers_are_those_of_the_csv_files_and_no_others(self, partner: str) -> None:
        sheet = partner_sheet(made.pairing(), partner)
        mate, language = csv().mate(partner), language_of(made.pairing(), partner)
        ways = {"gives": (partner, mate), "receives": (mate, partner)}
        placed: dict[str, Sequence[float]] = {
            f"{mate}:{way}:{theme}": (csv().amount(*pair, theme),)
            for way, pair in ways.items()
            for theme in THEMES
        }
        score = csv().pair_score((min(partner, mate), max(partner, mate)))
        out, back = csv().direction(partner, mate), csv().direction(mate, partner)
        placed |= {"status": (score, SPAN), "remark": (out, back, SPAN)}
        best = max(csv().pair_score(pair) for pairs in csv().matchings for pair in pairs)
        placed |= {"scale": (SPAN, best), "footer": footer(), "": ON_SCALE}
        placed |= {"answers": [], "details": []}
        if csv().provisional(partner, mate):
            placed["why"] = (csv().binomes[min(partner, mate), max(partner, mate)]["score_upper"],)
        found = by_place(sheet_figure(sheet))
        del found["title"]
        marks = csv().practices.set_index("practice")["transferability"].astype(float)
        for way in sheet.ways:
            giver, receiver = ways["gives" if way.gives else "receives"]
            given = [one.criterion for one in way.criteria]
            assert sorted(given) == sorted(csv().criteria_given(giver))
            for one, (side, of) in product(given, enumerate((giver, receiver))):
                placed["answers"] = [*placed["answers"], csv().rating(of, one, SIDES[side])]
            for line in way.practices:
                values = (marks[line.practice], ON_SCALE[1])
                assert not unlike_in_any_order(numbers(line.details), values, language)
                placed["details"] = [*placed["details"], *values]
        free = ("", "status", "scale", "details", "remark", "footer")
        assert unlike_places(found, placed, language, QUOTED, free) == []

    def test_sheets_csv_has_the_amounts_of_transfers_csv(self, partner: str) -> None:
        rows = csv().table("sheets").query("partner == @partner").set_index("theme")
        amounts = csv().table("transfers").set_index(["giver", "receiver", "theme"])["amount"]
        mate = csv().mate(partner)
        for theme in THEMES:
            there, back = amounts[partner, mate, theme], amounts[mate, partner, theme]
            assert rows.loc[theme, "gives"] == pytest.approx(there, nan_ok=True)
            assert rows.loc[theme, "receives"] == pytest.approx(back, nan_ok=True)
            assert isnan(there) == any(
                isnan(csv().score(*of))
                for of in ((partner, theme, "resource"), (mate, theme, "need"))
            )

    def test_bars_are_as_long_as_the_csv_file_says(self, partner: str) -> None:
        bars = widths(sheet_figure(partner_sheet(made.pairing(), partner)))
        values = {}
        for place in bars:
            mate, way, theme = place.split(":")
            pair = (partner, mate) if way == "gives" else (mate, partner)
            values[place] = csv().amount(*pair, theme)
        assert len(bars) >= 6
        for way in ("gives", "receives"):  # the columns need not be of one width
            own = {place: bars[place] for place in bars if f":{way}:" in place}
            assert proportional(own, {place: values[place] for place in own})

    def test_printed_page_has_the_numbers_of_the_sheet(self, partner: str) -> None:
        (page,) = pdf_pages(made.files()[f"sheets/{partner}.pdf"])
        found = by_place(sheet_figure(partner_sheet(made.pairing(), partner)))
        said = [one for texts in found.values() for text in texts for one in numbers(text)]
        assert sorted(glued(page)) == sorted(said)

    def test_quotations_are_what_partners_wrote(self, partner: str) -> None:
        found = by_place(sheet_figure(partner_sheet(made.pairing(), partner)))
        written = re.sub(f"[{MARKS}]", "", csv().quotations())
        told = [line for place in QUOTED for line in found.get(place, [])]
        for line in told:
            own = re.sub("^[^«“„»]*(?=[«“„»])", "", line)  # without "to see:"
            assert re.sub(f"[{MARKS}]", "", own).strip() in written
        assert told
