"""A statement's table from the places of its words, without trusting that lines are drawn around it.

The column names stand side by side in one band. Each row is known by its date; the other words of the row, which may
run over several lines, lie around that date or below it: lines of one column that follow each other closely are one
block, and a block that reaches a single date belongs to it. The empty strips between the words of all dated lines
divide the columns, and each strip of words belongs to the name above it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from hejie.statements import cells
from hejie.statements.layouts import Names
from hejie.statements.pdf_words import Page, Word, lines
from hejie.statements.sheets import Line, Sheet, numbered

_BAND = 12.0
_FEWEST_NAMES = 4
_DATE = re.compile(
    r"(?:[0-9]{4}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}日?|[0-9]{1,2}[-/月][0-9]{1,2}日?)(?: .*)?"
)
_DATE_PART = re.compile(r"[0-9:/.\-年月日 ]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,&/()'-]*")
_USUAL_PITCH = 24.0
_SAME_PLACE = 5.0
# In heights of a character: how far apart lines of one cell are set. In distances of rows: how far a cell reaches.
_LEADING = 1.6
_REACH = 0.75

_Strip = tuple[float, float, int | None]


@dataclass(frozen=True, slots=True)
class _Column:
    """A name in the band and where it stands."""

    left: float
    right: float
    name: str
    is_date: bool


@dataclass(slots=True)
class _Header:
    columns: tuple[_Column, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Part:
    """One page's share of a table: its columns, dated lines by height, and every word below the names."""

    columns: tuple[_Column, ...]
    anchors: tuple[float, ...]
    words: tuple[Word, ...]


def sheet(pages: Sequence[Page], *, names: Names) -> Sheet:
    """The whole file as one grid: what is printed above the table, the names, the rows, and what is left over."""
    above: list[list[Word]] = []
    parts: list[_Part] = []
    columns: tuple[_Column, ...] = ()
    first: tuple[_Column, ...] = ()
    usual = float("inf")
    for page in pages:
        headers = _headers(page, names)
        top = headers[0].top if headers else float("inf")
        head = [word for word in page.words if word.middle < top]
        repeats = bool(headers) and abs(top - usual) < _SAME_PLACE
        usual = top if headers else usual
        if columns and not repeats and _anchors(head, columns):
            parts.append(_part(head, columns))
        elif columns or headers:
            above += lines(head)
        else:
            above += lines(page.words)
        for header, following in zip(headers, (*headers[1:], None), strict=False):
            columns = header.columns
            first = first or columns
            parts.append(_part(_between(page, header, following), columns))
    return _grid(above, first, parts) if first else _plain(pages)


def _between(page: Page, header: "_Header", following: "_Header | None") -> list[Word]:
    end = following.top if following else float("inf")
    return [word for word in page.words if header.bottom < word.middle < end]


def _plain(pages: Sequence[Page]) -> Sheet:
    """No known names: every printed line with its words as cells."""
    printed = [[word.text for word in line] for page in pages for line in lines(page.words)]
    return Sheet(numbered(printed), is_grid=True)


def _headers(page: Page, names: Names) -> list[_Header]:
    """Every band of the page with enough known names, top to bottom."""
    known = [word for word in _divided(page.words, names) if names.know(word.text)]
    found: list[_Header] = []
    for start in sorted(known, key=lambda word: word.middle):
        if found and start.middle < found[-1].bottom + _BAND:
            continue
        band = _preferred([word for word in known if abs(word.middle - start.middle) <= _BAND])
        is_translation = bool(found) and all(_LATIN.fullmatch(word.text) for word in band)
        if len({cells.heading(word.text) for word in band}) >= _FEWEST_NAMES and not is_translation:
            found.append(_with_unknown(page, band, names))
    return found


def _preferred(band: list[Word]) -> list[Word]:
    """Of names in two languages the Chinese ones: the others stand above or below them."""
    chinese = [word for word in band if not _LATIN.fullmatch(word.text)]
    return chinese if len(chinese) >= _FEWEST_NAMES else band


def _divided(words: Iterable[Word], names: Names) -> Iterable[Word]:
    """Several names that a program printed as one run of text, as several words of their share of its width."""
    for word in words:
        parts = word.text.split(" ")
        if names.know(word.text) or sum(names.know(part) for part in parts) < 2:
            yield word
            continue
        each = (word.right - word.left) / max(1, len(word.text))
        place = word.left
        for part in parts:
            yield Word(word.page, place, word.top, place + each * len(part), word.bottom, part)
            place += each * (len(part) + 1)


def _with_unknown(page: Page, band: Sequence[Word], names: Names) -> _Header:
    """The known names and, between them, names that no format knows: their words must go somewhere too."""
    top, bottom = min(word.top for word in band), max(word.bottom for word in band)
    columns = [_column(word, names) for word in band]
    for word in page.words:
        beside = all(word.right <= each.left or word.left >= each.right for each in columns)
        if top - 1 <= word.middle <= bottom + 1 and beside and not _LATIN.fullmatch(word.text):
            columns.append(_column(word, names))
            bottom = max(bottom, word.bottom)
    return _Header(tuple(sorted(columns, key=lambda each: each.left)), top, bottom)


def _column(word: Word, names: Names) -> _Column:
    return _Column(word.left, word.right, word.text, names.is_date(word.text))


def _part(below: Sequence[Word], columns: tuple[_Column, ...]) -> _Part:
    """Words below the names, without the translation of the names that may stand under them."""
    anchors = _anchors(below, columns)
    first = anchors[0] if anchors else float("inf")
    kept = [word for word in below if word.bottom > first or not _LATIN.fullmatch(word.text)]
    return _Part(columns, tuple(anchors), tuple(kept))


def _anchors(words: Iterable[Word], columns: Sequence[_Column]) -> list[float]:
    """Heights of lines that have a date in a column of dates; two dates on one line are one."""
    dates = [each for each in columns if each.is_date]
    heights = sorted(
        word.middle
        for word in words
        if _DATE.fullmatch(word.text) and any(_near(word, column) for column in dates)
    )
    found: list[float] = []
    for height in heights:
        if not found or height - found[-1] > 3:
            found.append(height)
    return found


def _near(word: Word, column: _Column) -> bool:
    slack = 0.6 * max(column.right - column.left, word.right - word.left)
    return word.left < column.right + slack and word.right > column.left - slack


def _grid(above: Sequence[Sequence[Word]], names: Sequence[_Column], parts: Sequence[_Part]) -> Sheet:
    printed: list[list[str]] = [[word.text for word in line] for line in above]
    printed.append([column.name for column in names])
    pitch = _pitch(parts)
    shared = {
        columns: _strips([each for each in parts if each.columns == columns])
        for columns in {each.columns for each in parts}
    }
    for part in parts:
        strips = shared[part.columns]
        rows, rest = _gathered(part, strips, pitch)
        if part.columns != names and parts[0].columns != part.columns:
            printed.append([column.name for column in part.columns])
        dated = [
            (height, _cells(row, part.columns, strips))
            for height, row in zip(part.anchors, rows, strict=True)
        ]
        left_over = [(line[0].middle, [" ".join(word.text for word in line)]) for line in lines(rest)]
        printed += [cells_of for _, cells_of in sorted(dated + left_over, key=lambda each: each[0])]
    return Sheet(numbered(printed), is_grid=True)


def _pitch(parts: Sequence[_Part]) -> float:
    steps = [b - a for part in parts for a, b in zip(part.anchors, part.anchors[1:], strict=False)]
    return median(steps) if steps else _USUAL_PITCH


def _off(height: float, anchors: Sequence[float]) -> float:
    """How far below the nearest dated line; negative above it."""
    place = bisect_right(anchors, height)
    near = [height - each for each in anchors[max(0, place - 1) : place + 1]]
    return min(near, key=abs, default=float("inf"))


def _gathered(part: _Part, strips: Sequence[_Strip], pitch: float) -> tuple[list[list[Word]], list[Word]]:
    """The words of each dated line, and those that belong to none."""
    rows: list[list[Word]] = [[] for _ in part.anchors]
    rest: list[Word] = []
    for block in _blocks(part, strips):
        inside = _inside(block, part.anchors)
        for word in block:
            place = inside[0] if len(inside) == 1 else _nearest_row(word, part.anchors, pitch)
            (rest if place is None else rows[place]).append(word)
    return rows, rest


def _blocks(part: _Part, strips: Sequence[_Strip]) -> Iterator[list[Word]]:
    """Words of one column whose lines follow each other without a gap: one cell, or crowded neighbours."""
    by_column: dict[int, list[Word]] = defaultdict(list)
    for word in part.words:
        by_column[_place(word, part.columns, strips)].append(word)
    for words in by_column.values():
        words.sort(key=lambda each: each.middle)
        block: list[Word] = []
        for word in words:
            if block and word.middle - block[-1].middle > _LEADING * block[-1].height:
                yield block
                block = []
            block.append(word)
        yield block


def _inside(block: Sequence[Word], anchors: Sequence[float]) -> range:
    """The dated lines that a block reaches: one that reaches a single one belongs to it, however tall it is."""
    return range(bisect_left(anchors, block[0].top), bisect_right(anchors, block[-1].bottom))


def _nearest_row(word: Word, anchors: Sequence[float], pitch: float) -> int | None:
    after = bisect_right(anchors, word.middle)
    near = [k for k in (after - 1, after) if 0 <= k < len(anchors)]
    place = min(near, key=lambda k: abs(anchors[k] - word.middle), default=None)
    if place is None or abs(word.middle - anchors[place]) > max(pitch * _REACH, word.height):
        return None
    return place


def _strips(parts: Sequence[_Part]) -> list[_Strip]:
    """Runs of x that dated lines print on, each with its column, or None where it lies under several names."""
    spans = sorted(
        (word.left, word.right)
        for part in parts
        for word in part.words
        if abs(_off(word.middle, part.anchors)) < word.height / 2
    )
    columns = parts[0].columns
    merged: list[list[float]] = []
    for left, right in spans:
        if merged and left < merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], right)
        else:
            merged.append([left, right])
    return [(left, right, _only_name(left, right, columns)) for left, right in merged]


def _only_name(left: float, right: float, columns: Sequence[_Column]) -> int | None:
    over = [k for k, each in enumerate(columns) if left < each.right and right > each.left]
    if len(over) == 1:
        return over[0]
    return None if over else _nearest(left, right, columns)


def _nearest(left: float, right: float, columns: Sequence[_Column]) -> int:
    """The name it overlaps most, else the one with the smallest gap."""
    return max(
        range(len(columns)),
        key=lambda k: min(right, columns[k].right) - max(left, columns[k].left),
    )


def _cells(row: Sequence[Word], columns: Sequence[_Column], strips: Sequence[_Strip]) -> list[str]:
    gathered: list[list[Word]] = [[] for _ in columns]
    for word in row:
        gathered[_place(word, columns, strips)].append(word)
    return [_cell(words, columns[k].is_date) for k, words in enumerate(gathered)]


def _place(word: Word, columns: Sequence[_Column], strips: Sequence[_Strip]) -> int:
    owner = next((k for left, right, k in strips if left - 1 <= word.left and word.right <= right + 1), None)
    return owner if owner is not None else _nearest(word.left, word.right, columns)


def _cell(words: Sequence[Word], is_date: bool) -> str:
    """Lines of a cell run on without a space, as they were broken; a date and its time keep one."""
    kept = [word for word in words if not is_date or _DATE_PART.fullmatch(word.text)]
    by_line: list[list[Word]] = []
    for word in sorted(kept, key=lambda each: each.middle):
        if by_line and word.middle - by_line[-1][0].middle < word.height / 2:
            by_line[-1].append(word)
        else:
            by_line.append([word])
    joined = (" ".join(word.text for word in sorted(line, key=lambda each: each.left)) for line in by_line)
    return (" " if is_date else "").join(joined)


def printed_lines(pages: Sequence[Page]) -> list[Line]:
    """Every line of the file as one text, numbered through: for papers that are sentences and no table."""
    found = ["".join(word.text for word in line) for page in pages for line in lines(page.words)]
    return [(number, (text,)) for number, text in enumerate(found, 1)]
