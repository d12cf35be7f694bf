"""The illustrative returns, analysed once for all tests, and everything made from them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from prospects_analysis.outputs.collection import make_files
from prospects_analysis.study import Study, analyse
from tests.illustrative import FOLDER


@functools.cache
def study() -> Study:
    return analyse(FOLDER)


@functools.cache
def files() -> Mapping[str, bytes]:
    """Give every output in French, by name."""
    made = study()
    return MappingProxyType(make_files(made.intake, made.flows, made.pairing, language="fr"))
