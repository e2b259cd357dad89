"""Pages as runs of text with their places, one shape for two sources: a PDF's text layer, and a reader of pictures.

    sheet = Sheet(1, 595, 842, (Seen(60, 100, 220, 116, "借款金额:50,000元", score=0.98, tilt=0.02),))
    sheets.lines(sheet)        # runs by printed line, read along the tilt of the photograph

A photograph is never quite straight: over a page's width a tilt of one degree moves a line by its own height. `tilt` is
how far a run sinks for each point to the right, and lines are told apart along the middle tilt of the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from hejie.statements import pdf_words


@dataclass(frozen=True, slots=True)
class Seen:
    """A run of text in points from the top left corner; `score` is how sure its reader is, from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float = 1.0
    tilt: float = 0.0

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size in points, and what was seen on it in any order."""

    number: int
    width: float
    height: float
    seen: tuple[Seen, ...]


def of_pdf(pages: Iterable[pdf_words.Page]) -> tuple[Sheet, ...]:
    """The words of a text layer: straight and certain."""
    return tuple(
        Sheet(
            page.number,
            page.width,
            page.height,
            tuple(Seen(word.left, word.top, word.right, word.bottom, word.text) for word in page.words),
        )
        for page in pages
    )


def lines(sheet: Sheet) -> list[list[Seen]]:
    """What was seen by printed line, top to bottom, each from left to right."""
    tilt = median([run.tilt for run in sheet.seen]) if sheet.seen else 0.0
    found: list[list[Seen]] = []
    for run in sorted(sheet.seen, key=lambda run: _depth(run, tilt)):
        if found and _depth(run, tilt) - _depth(found[-1][0], tilt) < _low(run, found[-1][0]) / 2:
            found[-1].append(run)
        else:
            found.append([run])
    return [sorted(line, key=lambda run: run.left) for line in found]


def _low(one: Seen, other: Seen) -> float:
    return min(one.height, other.height)


def _depth(run: Seen, tilt: float) -> float:
    """How deep on the page a run stands, measured at the left edge along the tilt."""
    return (run.top + run.bottom) / 2 - tilt * (run.left + run.right) / 2


def clarity(sheets: Sequence[Sheet]) -> float:
    """How sure the reader was over all, by characters; 0 where nothing was seen."""
    letters = sum(len(run.text) for sheet in sheets for run in sheet.seen)
    return (
        sum(run.score * len(run.text) for sheet in sheets for run in sheet.seen) / letters if letters else 0.0
    )
