"""Loud skips, and the variables that turn them into failures.

A test that needs something from outside the checkout skips and says so in a set phrase. Where that thing
is promised (continuous integration promises all), the variable is set and the same skip is a failure:
a proof that silently stopped running is no proof.
"""

import os
from collections.abc import Generator

import pytest

# What is missing, as the skip says it -> the variable that forbids the skip.
REQUIRED = {
    "../shared": "HEJIE_REQUIRE_SHARED",
    "no browser": "CI_REQUIRE_BROWSER",
    "the extra `ocr`": "HEJIE_REQUIRE_OCR",
}


def forbidden_by(reason: str) -> str | None:
    """The variable that makes this skip a failure here and now, or None."""
    named = (variable for phrase, variable in REQUIRED.items() if phrase in reason)
    return next((variable for variable in named if os.environ.get(variable) == "1"), None)


def _fail_if_forbidden(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if variable := forbidden_by(reason):
        report.outcome = "failed"
        report.longrepr = f"{reason} ({variable}=1 makes this skip a failure)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_forbidden(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_forbidden(report)
    return report
