"""A reading as pages show it: each value with where it stands, how sure it is, and what its owner said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hejie_platform.cases.models import Case
from hejie_platform.intake.facts import contract_fields, eyes
from hejie_platform.intake.facts.contract_fields import FIELDS
from hejie_platform.intake.models import EvidenceItem, PageLook, PaperReading

NO_PLACE = (0, 0, 0, 0)
HUNDRED = 100
GUARANTEE = contract_fields.GUARANTEE
OVER = ("settled", "closed", "unused")


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, in points. `mark` is the number by which page and list know it."""

    mark: int
    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class PageShown:
    """One page with the boxes on it; its size in points, and how it was turned to be read."""

    number: int
    wide: float
    high: float
    turn: int
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a contract. `suggested` is the surest, `others` differ from it; None and empty where nothing was found."""

    mark: int
    field: str
    kind: str
    suggested: Any
    score: int
    quote: str
    others: Sequence[Any]
    pages: Sequence[int]
    how: str  # taken | corrected | skipped | "" while it is not answered
    value: Any


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that deserves a question."""

    mark: int
    code: str
    quote: str
    pages: Sequence[int]


@dataclass(frozen=True, slots=True)
class ReadContract:
    """A contract as it was read. `confirmed` are the values that its owner said yes to."""

    values: Sequence[Value]
    clauses: Sequence[Clause]
    shown: Sequence[PageShown]
    clarity: int
    confirmed: Mapping[str, Any]
    unread_pages: Sequence[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a credit report; `how` and `loan` say what its owner did with it."""

    number: int
    read: Mapping[str, Any]
    how: str
    loan: str

    @property
    def is_guarantee(self) -> bool:
        """Whether the debt is somebody else's, for which its owner vouches: no loan of one's own."""
        return bool(self.read["kind"] == GUARANTEE)

    @property
    def is_owed(self) -> bool:
        """Whether the report says, or leaves open, that something is owed."""
        return self.read["state"] not in OVER or bool(self.read["balance_minor"])


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A credit report as it was read, and the texts of entries that could not be."""

    number: str
    made_on: str | None
    entries: Sequence[Entry]
    unread: Sequence[str]
    unread_pages: Sequence[int]


def pictures_are_read() -> bool:
    """Whether letters in pictures can be read on this installation."""
    return eyes.is_here()


def reading_of(item: EvidenceItem) -> PaperReading | None:
    """The reading of a paper, where one was begun."""
    return PaperReading.objects.filter(paper=item).first()


def read_contract(row: PaperReading) -> ReadContract:
    """What was read of a contract, in the order of its fields. Two queries."""
    read, answers = row.found, row.answers
    marks: dict[int, list[Any]] = {}
    values = [_value(field, read, answers, marks) for field in FIELDS]
    clauses = [_clause(one, marks) for one in read.get("clauses", ())]
    return ReadContract(
        values=values,
        clauses=clauses,
        shown=_pages(row, marks),
        clarity=read.get("clarity", HUNDRED),
        confirmed=contract_fields.answered(answers),
        unread_pages=_unread_pages(row),
    )


def _value(
    field: str, read: Mapping[str, Any], answers: Mapping[str, Any], marks: dict[int, list[Any]]
) -> Value:
    given = sorted(
        (one for one in read.get("suggestions", ()) if one["field"] == field), key=lambda one: -one["score"]
    )
    best: Mapping[str, Any] = given[0] if given else {"boxes": [], "score": 0, "quote": ""}
    suggested = contract_fields.typed(field, best["value"]) if given else None
    said = answers.get(field, {})
    others = [contract_fields.typed(field, one["value"]) for one in given[1:]]
    return Value(
        mark=_marked(best["boxes"], marks),
        field=field,
        kind=FIELDS[field][0],
        suggested=suggested,
        score=best["score"],
        quote=best["quote"],
        others=[one for one in dict.fromkeys(others) if one != suggested],
        pages=sorted({box[0] for box in best["boxes"]}),
        how=said.get("how", ""),
        value=said.get("value"),
    )


def _clause(one: Mapping[str, Any], marks: dict[int, list[Any]]) -> Clause:
    pages = sorted({box[0] for box in one["boxes"]})
    return Clause(_marked(one["boxes"], marks), one["code"], one["quote"], pages)


def _marked(boxes: Sequence[Sequence[int]], marks: dict[int, list[Any]]) -> int:
    """The number of this place; 0 for plain text, which has none."""
    if not boxes or tuple(boxes[0][1:]) == NO_PLACE:
        return 0
    mark = len(marks) + 1
    marks[mark] = list(boxes)
    return mark


def _pages(row: PaperReading, marks: Mapping[int, Sequence[Sequence[int]]]) -> list[PageShown]:
    """The pages on which something was found, with the boxes on each."""
    turns = dict(PageLook.objects.filter(reading=row).values_list("number", "turn"))
    shown = []
    for number, (wide, high) in enumerate(row.found.get("sizes", ()), start=1):
        places = [_place(mark, box) for mark, boxes in marks.items() for box in boxes if box[0] == number]
        if places:
            size = (wide / HUNDRED, high / HUNDRED)
            shown.append(PageShown(number, *size, turns.get(number, 0), places))
    return shown


def _place(mark: int, box: Sequence[int]) -> Place:
    left, top, right, bottom = (side / HUNDRED for side in box[1:])
    return Place(mark, left, top, right - left, bottom - top)


def _unread_pages(row: PaperReading) -> list[int]:
    looks = PageLook.objects.filter(reading=row).exclude(why="").order_by("number")
    return list(looks.values_list("number", flat=True))


def read_report(row: PaperReading) -> ReadReport:
    """What was read of a credit report, in its order."""
    entries = [_entry(number, one, row.answers) for number, one in enumerate(row.found.get("loans", ()))]
    found_here = row.found
    return ReadReport(
        number=found_here.get("number", ""),
        made_on=found_here.get("made_on"),
        entries=entries,
        unread=found_here.get("unread", ()),
        unread_pages=_unread_pages(row),
    )


def _entry(number: int, one: Mapping[str, Any], answers: Mapping[str, Any]) -> Entry:
    said = answers.get(str(number), {})
    return Entry(number, one, said.get("how", ""), said.get("value") or "")


def open_readings(case: Case) -> dict[str, PaperReading]:
    """The readings of a case's papers, by the paper's reference."""
    rows = PaperReading.objects.filter(paper__case=case, paper__removed_at__isnull=True)
    return {row.paper.ref: row for row in rows.select_related("paper").defer("found", "answers")}
