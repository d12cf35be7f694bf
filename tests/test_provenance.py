"""Provenance: the same inputs give the same text, whatever their order and the machine."""

from __future__ import annotations

import json

import pytest

from prospects_analysis._version import __version__
from prospects_analysis.provenance import Provenance, sha256_of


def a_provenance(**changes):
    return Provenance(
        inputs=(("b.xlsx", "22"), ("a.xlsx", "11")),
        framework="prospects 2",
        framework_sha256="33",
        parameters={"objective": "total", "forbid": [["P01", "P02"]]},
        answered="2010-06-15",
    ).with_(**changes)


def test_json_holds_everything_sorted_and_in_utf8():
    text = a_provenance(parameters={"réseau": "é"}).to_json()
    content = json.loads(text)
    assert [one["name"] for one in content["inputs"]] == ["a.xlsx", "b.xlsx"]
    assert list(content) == sorted(content)
    assert content["package_version"] == __version__
    assert '"réseau": "é"' in text
    assert text.endswith("}\n")


def test_order_of_inputs_and_parameters_does_not_matter():
    turned = a_provenance(
        inputs=(("a.xlsx", "11"), ("b.xlsx", "22")),
        parameters={"forbid": [["P01", "P02"]], "objective": "total"},
    )
    assert turned.to_json() == a_provenance().to_json()


def test_a_change_makes_a_new_one():
    before = a_provenance()
    after = before.with_(outputs={"grid.csv": "44"}, fictional=True)
    assert (dict(before.outputs), before.fictional) == ({}, False)
    assert (dict(after.outputs), after.fictional) == ({"grid.csv": "44"}, True)
    assert after.inputs == before.inputs


def test_it_cannot_be_changed_in_place():
    parameters = {"objective": "total"}
    one = a_provenance(parameters=parameters)
    parameters["objective"] = "leximin"
    assert one.parameters["objective"] == "total"
    with pytest.raises(TypeError):
        one.parameters["objective"] = "leximin"
    with pytest.raises(AttributeError):
        one.fictional = True
    with pytest.raises(TypeError, match="sead"):
        one.with_(sead=1)


def test_sha256_is_that_of_the_bytes():
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256_of(b"abc") == known
