"""The reader of the extra `ocr`, where it is installed: a page of a contract as a picture gives what its text gives."""

import base64
import time
from importlib.util import find_spec

import pytest

from hejie import papers
from hejie_platform.intake.facts import eyes, found, opened
from tests.engine.papers.test_contract import TEXT, suggested
from tests.engine.statements import pdfs

PAGE_SECONDS = 45


needs_a_reader = pytest.mark.skipif(
    find_spec("rapidocr") is None,
    reason="the extra `ocr` is not installed here: `make letters` installs it apart",
)


@pytest.mark.letters
@needs_a_reader
def test_the_letters_of_a_drawn_page_are_those_of_its_text() -> None:
    lines = [(20.0, 30.0 * number, line) for number, line in enumerate(TEXT.splitlines())]
    began = time.monotonic()
    order = {"do": "look", "first": 1, "most": 1}
    head, page = opened.answers(pdfs.placed(lines, size=9), order, seconds=PAGE_SECONDS)
    assert time.monotonic() - began < PAGE_SECONDS
    assert head == {"pages": 1, "left_out": 0}
    seen = papers.contract_of([found.sheet(page)])
    assert suggested(seen) == suggested(papers.contract(TEXT.encode()))
    assert seen.clarity > 0.9


@pytest.mark.letters
@needs_a_reader
@pytest.mark.parametrize("turn", [90, 180])
def test_a_photograph_taken_sideways_or_upside_down_is_turned_and_read(turn: int) -> None:
    text = ["借款合同", "借款金额：人民币50,000元", "年利率：18%", "借款期限：12个月"]
    upright = eyes.drawn(
        pdfs.placed([(40.0, 60 + 40.0 * k, line) for k, line in enumerate(text)], size=20),
        {"page": 1, "turn": turn},
    )
    photograph = base64.b64decode(upright["png"])
    _, page = opened.answers(photograph, {"do": "look", "first": 1, "most": 1}, seconds=PAGE_SECONDS)
    assert page["turn"] == 360 - turn
    seen = papers.contract_of([found.sheet(page)])
    assert (seen.best("principal").value, seen.best("annual_rate").value) == ("50000.00", "9/50")


@pytest.mark.letters
@needs_a_reader
def test_an_installation_with_the_reader_says_so_without_loading_it() -> None:
    assert eyes.is_here()


def test_whether_pictures_can_be_read_is_told_without_loading_anything() -> None:
    import sys

    assert eyes.is_here() == (find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None)
    assert "onnxruntime" not in sys.modules
