"""A lender's own files: the plan, and every repayment with the debt in buckets before and what was paid of each.

    file = papers.lender_file(data)
    file.repayments[0].before.penalty_interest, file.repayments[0].paid.total
    loans.account_at(terms, file.payments, day)      # the same story, computed anew
    papers.replayed(file, terms)                     # where the two tell it differently, bucket by bucket

The six buckets of the feed are six of the ten of `hejie.loans`, one to one, so that a waiver of penalty or compound
interest can be written per bucket. Amounts that do not add up are findings; the lender's figures stay as they are.
"""

import functools
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from importlib import resources
from typing import Any, Final

from hejie import loans, texts
from hejie.loans import Buckets, Payment, Terms
from hejie.statements import LIMITS, Limits, cells, containers
from hejie.statements.layouts import Names
from hejie.statements.sheets import Line, Sheet

_SEARCHED: Final = 60
_FAULTS: Final = 20
_SHOWN_CHARS: Final = 40

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlannedInstalment:
    """One row of a plan; the interest is the lender's first estimate."""

    loan_ref: str
    term_no: int
    start: date | None
    end: date
    principal_minor: int
    interest_minor: int


@dataclass(frozen=True, slots=True)
class Repayment:
    """One repayment: what was owed in each bucket before it, and what it paid of each; words as the lender prints them."""

    loan_ref: str
    flow_no: str
    day: date
    total_minor: int
    before: Buckets | None
    paid: Buckets | None
    kind: str
    grade: str
    accrual: str
    written_off: str
    account_kind: str
    account_tail: str


@dataclass(frozen=True, slots=True)
class LenderFile:
    """What a file holds; either list may be empty. Findings say where it does not add up."""

    plan: tuple[PlannedInstalment, ...] = ()
    repayments: tuple[Repayment, ...] = ()
    findings: tuple[texts.Message, ...] = ()
    faults: tuple[texts.Fault, ...] = ()

    @property
    def payments(self) -> tuple[Payment, ...]:
        """The repayments as events of an account, each known by its number."""
        return tuple(Payment(each.day, each.total_minor, id=each.flow_no) for each in self.repayments)


@dataclass(frozen=True, slots=True)
class Difference:
    """One bucket before one repayment, as the lender has it and as the account replays it."""

    flow_no: str
    day: date
    bucket: str
    stated_minor: int
    replayed_minor: int


def of_loans(file: LenderFile, numbers: Collection[str]) -> LenderFile:
    """What a file says of the loans of these numbers, and nothing of any other."""
    repayments = tuple(each for each in file.repayments if each.loan_ref in numbers)
    plan = tuple(each for each in file.plan if each.loan_ref in numbers)
    return LenderFile(plan, repayments, tuple(_sums(repayments)))


@functools.cache
def _table() -> Mapping[str, Any]:
    file = resources.files("hejie.papers") / "words" / "lender_files.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _names(kind: str) -> Mapping[str, str]:
    columns: Mapping[str, Sequence[str]] = _table()[kind]["columns"]
    return {cells.heading(name): field for field, names in columns.items() for name in names}


@functools.cache
def _known() -> Names:
    named = frozenset(_names("plan")) | frozenset(_names("detail")) | frozenset(_table()["buckets"])
    days = frozenset(
        name for kind in ("plan", "detail") for name, field in _names(kind).items() if field in ("day", "end")
    )
    return Names(named, days)


def lender_file(data: bytes, *, password: str | None = None, limits: Limits = LIMITS) -> LenderFile:
    """Read a plan, a detail, or a workbook with both. Never raises for any bytes."""
    sheets, faults = containers.open_sheets(data, password=password, names=_known(), limits=limits)
    if faults:
        return LenderFile(faults=faults)
    tables = [table for sheet in sheets for table in _tables(sheet)]
    if not tables:
        return LenderFile(faults=(texts.fault("lender_file_not_one", "file"),))
    if any(len(rows) > limits.rows for *_, rows in tables):
        return LenderFile(faults=(texts.fault("statement_too_many_rows", "file", most=limits.rows),))
    return _read(tables)


_Table = tuple[str, dict[str, int], tuple[str, ...], tuple[Line, ...]]


def _tables(sheet: Sheet) -> Iterator[_Table]:
    """The first line of a sheet that names all that a plan or a detail needs; the richer kind wins."""
    for place, (_, header) in enumerate(sheet.lines[:_SEARCHED]):
        fits = [(kind, _places(kind, header)) for kind in ("plan", "detail")]
        whole = [(kind, places) for kind, places in fits if set(_table()[kind]["needs"]) <= set(places)]
        if whole:
            kind, places = max(whole, key=lambda fit: len(fit[1]))
            yield kind, places, tuple(cells.text(cell) for cell in header), sheet.lines[place + 1 :]
            return


def _places(kind: str, header: Sequence[str]) -> dict[str, int]:
    """Field to column; the buckets of a detail are fields named "before.normal_principal" and the like."""
    found: dict[str, int] = {}
    for place, name in enumerate(cells.heading(cell) for cell in header):
        field = _names(kind).get(name) or (_bucket_field(name) if kind == "detail" else None)
        if field is not None:
            found.setdefault(field, place)
    return found


def _bucket_field(name: str) -> str | None:
    """The longest bucket in the name, and on which side it stands: "逾期本金罚息实还" is paid.penalty_interest."""
    inside = [word for word in _table()["buckets"] if word in name]
    if not inside:
        return None
    word = max(inside, key=len)
    rest = name.replace(word, "")
    sides: Mapping[str, Sequence[str]] = _table()["side"]
    side = next((side for side, words in sides.items() if any(each in rest for each in words)), "before")
    return f"{side}.{_table()['buckets'][word]}"


def _read(tables: Sequence[_Table]) -> LenderFile:
    plan: list[PlannedInstalment] = []
    repayments: list[Repayment] = []
    faults: list[texts.Fault] = []
    for kind, places, header, rows in tables:
        for number, line in rows:
            said = {field: cells.text(line[place]) for field, place in places.items() if place < len(line)}
            made = (_planned if kind == "plan" else _repayment)(said)
            if isinstance(made, PlannedInstalment):
                plan.append(made)
            elif isinstance(made, Repayment):
                repayments.append(made)
            elif made is not None:
                faults.append(_unread(number, said, made, header[places[made]] if made in places else ""))
    repayments.sort(key=lambda each: (each.day, each.flow_no))
    return LenderFile(
        tuple(sorted(plan, key=lambda each: (each.loan_ref, each.term_no))),
        tuple(repayments),
        tuple(_sums(repayments)),
        tuple(faults[:_FAULTS]),
    )


def _planned(said: Said) -> PlannedInstalment | str | None:
    """The row, the field that cannot be read, or None for what is no row."""
    end, term = _day(said.get("end", "")), said.get("term_no", "")
    if end is None and not term.isdecimal():
        return None  # a total or a remark below the table
    principal = cells.amount(said.get("principal", ""))
    if end is None or not term.isdecimal():
        return "end" if end is None else "term_no"
    if principal is None or principal < 0:
        return "principal"
    interest = cells.amount(said.get("interest", "") or "0")
    if interest is None:
        return "interest"
    return PlannedInstalment(
        said.get("loan_ref", ""),
        int(term),
        _day(said.get("start", "")),
        end,
        principal,
        max(0, interest),
    )


def _repayment(said: Said) -> Repayment | str | None:
    """The row, the field that cannot be read, or None for what is no row."""
    day, total = _day(said.get("day", "")), cells.amount(said.get("total", ""))
    if day is None and (total is None or not any(character.isdigit() for character in said.get("day", ""))):
        return None
    if day is None or total is None or total < 0:
        return "day" if day is None else "total"
    before, paid = _buckets("before", said), _buckets("paid", said)
    if isinstance(before, str) or isinstance(paid, str):
        return before if isinstance(before, str) else str(paid)
    words = {name: said.get(name, "") for name in ("kind", "grade", "accrual", "written_off", "account_kind")}
    return Repayment(
        said.get("loan_ref", ""), said.get("flow_no", ""), day, total, before, paid,
        account_tail=said.get("account_no", "")[-4:], **words,
    )  # fmt: skip


def _buckets(side: str, said: Said) -> Buckets | str | None:
    """The buckets of one side; None where the file has none of them, the field of one that cannot be read."""
    minor: dict[str, Any] = {}
    for field, printed in said.items():
        if field.startswith(f"{side}."):
            read = cells.amount(printed or "0")
            if read is None or read < 0:
                return field
            minor[field.partition(".")[2]] = read
    return Buckets(**minor) if minor else None


def _day(printed: str) -> date | None:
    moment = cells.moment(printed, UTC)
    return moment.date() if moment else None


def _unread(number: int, said: Said, field: str, column: str) -> texts.Fault:
    given = said.get(field, "")[:_SHOWN_CHARS]
    shown = column[:_SHOWN_CHARS]
    return texts.fault("lender_file_line_unreadable", field, line=number, column=shown, given=given)


def _sums(repayments: Sequence[Repayment]) -> Iterator[texts.Message]:
    """Repayments whose parts are not their total, or that paid more of a bucket than was owed in it."""
    apart = [each for each in repayments if each.paid and each.paid.total != each.total_minor]
    if apart:
        yield texts.message("lender_file_parts_not_total", count=len(apart), given=apart[0].flow_no)
    over = [each for each in repayments if _is_over(each)]
    if over:
        yield texts.message("lender_file_paid_more_than_owed", count=len(over), given=over[0].flow_no)


def _is_over(each: Repayment) -> bool:
    if each.before is None or each.paid is None:
        return False
    return any(getattr(each.paid, name) > getattr(each.before, name) for name in loans.BUCKETS)


def replayed(file: LenderFile, terms: Terms, *, earlier: Sequence[Payment] = ()) -> tuple[Difference, ...]:
    """Where the lender's buckets before a repayment are not those of the account replayed from terms and payments.

    The account is asked on the day of the repayment with the ones before it alone, and with `earlier`: what was paid before
    the file begins. Raises Faulty for payments that the account cannot take.
    """
    found: list[Difference] = []
    paid = file.payments
    for count, each in enumerate(file.repayments):
        if each.before is not None:
            account = loans.account_at(terms, (*earlier, *paid[:count]), each.day)
            found += (
                Difference(each.flow_no, each.day, name, stated, computed)
                for name in loans.BUCKETS
                if (stated := getattr(each.before, name)) != (computed := getattr(account.buckets, name))
            )
    return tuple(found)
