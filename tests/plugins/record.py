"""`--record=FILE`: what ran, how it ended, and which rows of the feature list it proves.

The runner (tools/suites.py) sums the files into its closing lines; tools/features.py reads the marks. One
outcome per test: failed if any of its phases failed, else skipped, else passed.

    {"suite": "engine", "seconds": 4.1, "passed": 312, "failed": 0, "skipped": 1, "exit": 0,
     "features": {"D01": {"tests/engine/plans/test_term.py::test_longer_term...": "passed"}},
     "skips": ["../shared/evidence is not here"]}
"""

import json
import time
from collections import Counter
from pathlib import Path

import pytest

MARK = "feature"
RANK = {"passed": 0, "skipped": 1, "failed": 2}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", metavar="FILE", help="write outcomes and proved features to FILE (JSON)")
    parser.addoption("--suite", metavar="NAME", default="", help="the name that the record carries")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks travel with the report, so that they arrive from another process too."""
    for item in items:
        ids = [feature for mark in item.iter_markers(MARK) for feature in mark.args]
        if ids:
            item.user_properties.append((MARK, sorted(set(ids))))


def pytest_configure(config: pytest.Config) -> None:
    path = config.getoption("--record")
    if path and not hasattr(config, "workerinput"):  # the parent process alone keeps the record
        config.pluginmanager.register(Recorder(Path(path), config.getoption("--suite")), "hejie-recorder")


class Recorder:
    """Listens to reports and writes one file at the end of the session."""

    def __init__(self, path: Path, suite: str) -> None:
        self.path, self.suite = path, suite
        self.started = time.monotonic()
        self.outcomes: dict[str, str] = {}
        self.features: dict[str, dict[str, str]] = {}
        self.skips: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._keep(report.nodeid, report.outcome)
        self._keep_reason(report)
        for name, ids in report.user_properties:
            for feature in ids if name == MARK else ():
                self.features.setdefault(feature, {})[report.nodeid] = self.outcomes[report.nodeid]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.outcome != "passed":
            self._keep(report.nodeid, report.outcome)
            self._keep_reason(report)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self._told(int(exitstatus)), indent=1), encoding="utf-8")

    def _keep(self, nodeid: str, outcome: str) -> None:
        before = self.outcomes.get(nodeid, "passed")
        self.outcomes[nodeid] = max(before, outcome, key=RANK.__getitem__)

    def _keep_reason(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.outcome == "skipped" and isinstance(report.longrepr, tuple):
            self.skips.add(report.longrepr[2].removeprefix("Skipped: "))

    def _told(self, exitstatus: int) -> dict[str, object]:
        counts = Counter(self.outcomes.values())
        return {
            "suite": self.suite,
            "seconds": round(time.monotonic() - self.started, 1),
            **{outcome: counts[outcome] for outcome in RANK},
            "exit": exitstatus,
            "features": self.features,
            "skips": sorted(self.skips),
        }
