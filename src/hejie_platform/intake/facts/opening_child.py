"""The child process that opens a paper other than a statement, answers in lines of JSON, and may be killed for it.

    (one line of JSON: the order) (then the bytes)  ->  (one line of JSON for each answer)

order["do"]: "contract" and "credit_report" read a text layer; "lender_file" reads a table; "observe" tells how a PDF was
made, "sizes" its pages; "page" draws one page; "look" finds letters in pictures, one answer a page, so that whoever waits sees progress and may
end it. The same limits hold as for statements; finding letters needs more memory and time.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from hejie import papers, statements
from hejie_platform.intake.facts import child, eyes, found, readings

LOOK_MEMORY: Final = 6 * 2**30  # of addresses: the library that finds letters reserves far more than it holds
LOOK_CPU_SECONDS: Final = 900

OURS: Final = "借款合同".encode()  # no stranger's file

Answer = Callable[[bytes, Mapping[str, Any]], Iterator[dict[str, Any]]]


def prepare() -> None:
    """What every child needs, once, before any is born."""
    child.prepare()
    papers.contract(OURS)
    papers.credit_report(OURS)


def _contract(data: bytes, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield found.of_contract(papers.contract(data)) | {"sizes": eyes.sizes(data)}


def _credit_report(data: bytes, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield found.of_report(papers.credit_report(data))


def _lender_file(data: bytes, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield found.of_lender_file(papers.lender_file(data, password=order.get("password") or None))


def _observe(data: bytes, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"notes": readings.messages_to_json(statements.pdf_observations(data))}


def _sizes(data: bytes, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"sizes": eyes.sizes(data)}


def _page(data: bytes, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield eyes.drawn(data, order)


DO: Final[Mapping[str, Answer]] = {
    "contract": _contract,
    "credit_report": _credit_report,
    "lender_file": _lender_file,
    "observe": _observe,
    "sizes": _sizes,
    "page": _page,
    "look": eyes.looked_through,
}


def main() -> None:
    """Read the order and the file from standard input, write each answer as it is found."""
    order = json.loads(sys.stdin.buffer.readline())
    if order["do"] == "look":
        child.lower_limits(LOOK_MEMORY, LOOK_CPU_SECONDS)
    else:
        child.lower_limits()
    for answer in DO[order["do"]](sys.stdin.buffer.read(), order):
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        sys.stdout.flush()
