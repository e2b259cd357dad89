"""A scanned page beside what it may cost: its letters found in the watched child, as the platform's reader does it.

    python -m bench.letters          # one page, printed

Wall-clock seconds for each page with two threads, the start of the child and the loading of its models told apart. Without
the extra `ocr` the row is left out, and says so.
"""

import time
from collections.abc import Iterator
from typing import Final

from bench import papers
from bench.rows import Judged, Line, Said
from hejie_platform.intake.facts import eyes, opened

PAGES: Final = 3
PAGE_SECONDS: Final = 45.0  # what the platform waits for a page before it goes on to the next
LETTERS: Final = 900


def looked(pages: int) -> tuple[list[float], int]:
    """Seconds until each page was told, the first with the start of the child; and how many letters were found."""
    paper = papers.statement(pages)
    order = {"do": "look", "first": 1, "most": pages}
    times, letters, began = [], 0, time.perf_counter()
    for page in opened.answers(paper, order, seconds=PAGE_SECONDS):
        if "page" in page:
            times.append(time.perf_counter() - began)
            letters += sum(len(run[4]) for run in page["seen"])
            began = time.perf_counter()
    return times, letters


def looking() -> Iterator[Line]:
    """Seconds for a page of forty rows in five columns."""
    if not eyes.is_here():
        yield Said("letters in pictures: the extra `ocr` is not installed, so there is no row for it")
        return
    (first, *rest), letters = looked(PAGES)
    assert letters >= LETTERS * PAGES, f"only {letters} letters were found"
    yield Said(
        f"letters in pictures: the first page with start and models took {first:.1f} s, {letters} letters in all"
    )
    yield Judged("one page in pictures, 200 dots an inch", max(rest), "at most", PAGE_SECONDS, " s")


def main() -> None:
    for line in looking():
        print(line.line())


if __name__ == "__main__":
    main()
