"""Settings for all tests."""

import os
from collections.abc import Generator

import pytest
from browsing import browser as browser
from browsing import open_page as open_page
from hypothesis import settings

# Matrices this small gain nothing by a second thread, and on a busy machine threads that wait for each other lose much.
# PyTorch reads this when it is first imported; processes that tests start inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# How long an example takes says how busy the machine is. What else holds (such as the examples of CI) stays.
settings.register_profile("without deadlines", settings(), deadline=None)
settings.load_profile("without deadlines")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What was logged is sent from process to process where several run tests, which takes no lone surrogates."""
    report = yield
    report.sections = [(name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections]
    return report
