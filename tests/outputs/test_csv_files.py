"""CSV: read back plainly, and nothing in it runs."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.outputs.csv_files import guarded, to_csv, unguarded
from tests.outputs import made

TABLES = ["answers", "issues", "grid", "transfers", "complementarity", "binomes", "alternatives"]
risky = st.text(alphabet="'=+-@＝＠\t\r\nax ", max_size=6)


@given(risky)
def test_no_text_starts_like_a_formula_and_each_is_given_back(text):
    assert not guarded(text).startswith(tuple("=+-@＝＠\t\r\n"))
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text(alphabet="=+-@'\",;\n\r ab", min_size=1), min_size=1))
def test_texts_survive_the_file_but_for_their_line_ends(texts):
    content = to_csv(pd.DataFrame({"text": texts}))
    back = pd.read_csv(io.BytesIO(content), keep_default_na=False, skip_blank_lines=False)
    expected = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert [unguarded(text) for text in back["text"].astype(str)] == expected


def test_numbers_are_rounded_and_negative_ones_stay_numbers():
    table = pd.DataFrame({"score": [-1 / 3, -1e-9, float("nan")], "n": [1, 2, 3]})
    assert to_csv(table) == b"score,n\n-0.333333,1\n0.0,2\n,3\n"


@pytest.mark.parametrize("name", TABLES)
def test_file_is_plain_utf8_and_reads_back(name):
    content = made.files()[f"{name}.csv"]
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    first = pd.read_csv(io.BytesIO(content)).columns[0]
    assert first == content.decode("utf-8").partition(",")[0]
