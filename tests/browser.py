"""Debian's Chromium, as the tests use it: without a window, and without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

_NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


def program(name: str, package: str) -> str:
    """Find a program. Without it this fails: nothing else looks at what a user sees."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed. Must be (Debian: apt install {package}).", False)
    return found


@contextmanager
def chromium(*, downloads: Path | None = None, logged: bool = False) -> Iterator[Chrome]:
    """Open Chromium, and close it at the end.

    `downloads` is where it puts what it saves; if `logged`, it writes down whatever it asks for and
    complains about, for ``browser.get_log``.
    """
    options = ChromeOptions()
    options.binary_location = program("chromium", "chromium")
    for argument in (
        "--headless=new",
        "--no-sandbox",  # root may have none
        "--window-size=1400,1000",
        "--lang=en",
        _NO_NETWORK,
    ):
        options.add_argument(argument)
    if downloads is not None:
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    if logged:
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = Service(program("chromedriver", "chromium-driver"))
    browser = Chrome(options=options, service=service)
    try:
        yield browser
    finally:
        browser.quit()
