"""A line of a lender's sheet -> which agreement it pays, and how it fits.

    agreement,paid_on,amount,reference
    7K2M9QX0TA,2026-12-20,1859.97,FT20261220001

The agreement is named by its number here or by the number of one of its loans. A line fits in one of five ways: it pays
exactly what is open (matched), a part of it (partly), more (ahead), nothing that is known (unmatched), or it is there already
(duplicate). What cannot be read is bad, with each fault by its column. Nothing is booked here.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from hejie import agreements as engine
from hejie import dates, money
from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.models import Agreement, PaymentRow, PaymentSheet
from hejie_platform.core import clock, ids, law, sheets
from hejie_platform.people.models import Organisation

COLUMNS: Final = ("agreement", "paid_on", "amount", "reference")
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": ("agreement or contract", "contract", "协议编号", "合同编号", "借据号", "协议或合同编号"),
    "paid_on": ("paid on", "date", "day", "付款日期", "还款日期", "日期"),
    "amount": ("amount (yuan)", "金额", "还款金额", "金额（元）"),
    "reference": ("reference no", "transaction", "流水号", "交易流水号"),
}
BOOKABLE: Final = ("matched", "partly", "ahead")
RUNNING: Final = ("effective", "in_cure")

Faults = list[tuple[str, str, dict[str, Any]]]
Lines = Sequence[engine.Line]


@dataclass(frozen=True, slots=True)
class Read:
    """What a line says, as far as it can be read."""

    reference: str
    agreement: str
    paid_on: date | None
    amount_minor: int | None
    faults: Faults = field(default_factory=list)


def read(line: sheets.Line, *, today: date) -> Read:
    """The values of one line, with every fault by its column."""
    amount, money_faults = money.parse(line.cells["amount"], currency=law.currency(), least_minor=1)
    day, day_faults = dates.parse(line.cells["paid_on"], latest=today)
    faults: Faults = [("amount", one.code, dict(one.facts)) for one in money_faults]
    faults += [("paid_on", one.code, dict(one.facts)) for one in day_faults]
    reference = line.cells["reference"][:64]
    if not reference:
        faults.append(("reference", "row_reference_missing", {}))
    return Read(reference, line.cells["agreement"], day, amount.minor if amount else None, faults)


@dataclass
class Matcher:
    """Finds the agreement of each line; reads the lender's agreements once."""

    lender: Organisation
    today: date
    _lines: dict[UUID, Lines] = field(default_factory=dict)

    def rows(self, sheet: PaymentSheet, lines: Collection[sheets.Line]) -> Iterator[PaymentRow]:
        """The lines as rows of the sheet, each with how it fits; a reference counts once."""
        seen: set[str] = set()
        for line in lines:
            row = self._row(sheet, line, seen)
            if row.outcome != "bad":
                seen.add(row.reference)
            yield row

    def _row(self, sheet: PaymentSheet, line: sheets.Line, seen: Collection[str]) -> PaymentRow:
        said = read(line, today=self.today)
        row = PaymentRow(
            sheet=sheet,
            lender=self.lender,
            line=line.line,
            given=line.text,
            reference=said.reference,
            paid_on=said.paid_on,
            amount_minor=said.amount_minor,
            outcome="bad" if said.faults else "",
            faults=said.faults,
        )
        if not said.faults:
            self._place(row, said.agreement, seen)
        return row

    def _place(self, row: PaymentRow, named: str, seen: Collection[str]) -> None:
        if row.reference in seen:
            row.outcome, row.faults = "duplicate", [("reference", "row_twice_in_file", {})]
        elif row.reference in self._booked:
            row.outcome, row.faults = "duplicate", [("reference", "row_booked_before", {})]
        else:
            row.agreement = self.find(named)
            row.outcome, row.faults = fit(row, today=self.today, lines=self._open_lines)

    def find(self, named: str) -> Agreement | None:
        """The lender's newest agreement of this number, or of a loan with this number."""
        return self._by_ref.get(ids.parse(named) or "") or self._by_contract.get(named.strip().casefold())

    @cached_property
    def _by_ref(self) -> Mapping[str, Agreement]:
        mine = Agreement.objects.filter(negotiation__creditor=self.lender).select_related("negotiation")
        return {one.ref: one for one in mine.order_by("id")}

    @cached_property
    def _booked(self) -> Collection[str]:
        """The references that were booked for the lender already."""
        rows = PaymentRow.objects.filter(lender=self.lender, booked_at__isnull=False)
        return set(rows.values_list("reference", flat=True))

    def _open_lines(self, agreement: Agreement) -> Lines:
        """What is open of an agreement, computed once for all its lines: reading a sheet books nothing."""
        if agreement.pk not in self._lines:
            self._lines[agreement.pk] = open_lines(agreement, today=self.today)
        return self._lines[agreement.pk]

    @cached_property
    def _by_contract(self) -> Mapping[str, Agreement]:
        rows = Agreement.objects.filter(negotiation__creditor=self.lender, state__in=RUNNING)
        found: dict[str, Agreement] = {}
        for one in rows.select_related("negotiation").order_by("created_at"):
            loans = terms.clause(terms.terms_of(one), "clause_loans") or {"contracts": ()}
            found |= {str(number).casefold(): one for number in loans["contracts"]}
        return found


def is_booked(lender: Organisation, reference: str) -> bool:
    """Whether a payment with this reference was booked for the lender already."""
    return PaymentRow.objects.filter(lender=lender, reference=reference, booked_at__isnull=False).exists()


def open_lines(agreement: Agreement, *, today: date) -> Lines:
    """The instalments of an agreement of which something is left, the oldest first."""
    return [one for one in keeping.performance(agreement, today).lines if one.outstanding_minor]


def fit(
    row: PaymentRow, *, today: date, lines: Callable[[Agreement], Lines] | None = None
) -> tuple[str, Faults]:
    """How a line with its agreement fits what is open; `lines` reads what is open where it was read before."""
    if row.agreement is None:
        return "unmatched", [("agreement", "row_agreement_unknown", {})]
    if row.agreement.state not in RUNNING:
        return "unmatched", [("agreement", "row_agreement_over", {})]
    began = clock.legal_day(row.agreement.effective_at) if row.agreement.effective_at else today
    if row.paid_on is not None and row.paid_on < began:
        return "unmatched", [("paid_on", "payment_day_before", {"effective_on": began.isoformat()})]
    found = lines(row.agreement) if lines else open_lines(row.agreement, today=today)
    return _measured(row, found, today), []


def _measured(row: PaymentRow, lines: Lines, today: date) -> str:
    """matched: what is left of the oldest open instalment, or all that is due."""
    assert row.amount_minor is not None
    due = sum(one.outstanding_minor for one in lines if one.due_on <= today)
    first = lines[0].outstanding_minor if lines else 0
    if row.amount_minor in (first, due):
        return "matched"
    return "partly" if row.amount_minor < first else "ahead"
