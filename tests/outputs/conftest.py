"""Browsers, each opened once for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.outputs.page_engine import Engine, engine_in
from tests.outputs.page_show import Show, opened


@pytest.fixture(scope="package")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_in(tmp_path_factory.mktemp("engine")) as opened_engine:
        yield opened_engine


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    with opened(tmp_path_factory.mktemp("page")) as opened_show:
        yield opened_show


@pytest.fixture
def show(running: Show) -> Iterator[Show]:
    """Give a wall of 1280 x 720; afterwards nothing may have been asked for or complained about."""
    running.resize(1280, 720)
    yield running
    assert running.messages() == []
