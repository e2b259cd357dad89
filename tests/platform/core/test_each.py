"""One row that fails keeps no other waiting, and the log names places, never people."""

import logging

import pytest

from hejie_platform.core.each import each
from hejie_platform.core.refusals import ActionRefused


def test_what_fails_keeps_no_other_waiting_and_its_words_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = []

    def do(name: str) -> None:
        if name == "fails":
            raise ValueError("+8613800138000 owes 5,000")
        if name == "settled":
            raise ActionRefused("stale")
        done.append(name)

    with caplog.at_level(logging.INFO):
        assert each(["first", "fails", "settled", "last"], do, what="reminder") == 4
    assert done == ["first", "last"]
    assert "ValueError at each.py" in caplog.text
    assert "138" not in caplog.text
