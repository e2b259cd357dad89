"""The document of a court pack: parties, loans by their contracts, payments, facts both signed, and the index of papers.

It reads loans, payments, signed sheets and the pack's own index; it has no way to an offer, a message, a vote, a minute or
a note, and it names no reason why talks ended. A borrower's pack holds what the borrower told and filed; a lender's holds
its own statement of figures; what both signed stands in either.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from hejie_platform.afterwards.document.drawing import Paper, Section, Table, draw
from hejie_platform.afterwards.document.words import BUCKETS, KINDS, METHODS
from hejie_platform.afterwards.facts import packing, sheet
from hejie_platform.afterwards.models import CourtPack, FactSheet, OwnPayment
from hejie_platform.agreements.models import Payment
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import formats
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.intake.queries.missing import label_of
from hejie_platform.negotiation.models import Claim
from hejie_platform.negotiation.queries import borrower_name
from hejie_platform.people.queries import name_of

BLANK = "____________________"


def draw_pack(pack: CourtPack, *, at: datetime) -> bytes:
    """The PDF of a pack in the language of the moment; the same bytes for the same rows."""
    talks = pack.negotiation
    under = _("Number {ref}, made on {day}").format(ref=pack.ref, day=formats.moment_text(at))
    sections = (
        _what_it_is(pack),
        _parties(talks, at),
        *(_own_loans(talks) if pack.side == "borrower" else _stated(talks)),
        _payments(talks, pack.side),
        *_undisputed(talks),
        _index(pack),
    )
    title = _("Pack for court, notary or arbitration")
    footer = _("Hejie {ref} · index {hash}").format(ref=pack.ref, hash=pack.index_hash)
    return draw(Paper(title=title, under=under, sections=sections, footer=footer), at=at)


def _what_it_is(pack: CourtPack) -> Section:
    who = {"borrower": _("the borrower"), "lender": _("the lender")}[pack.side]
    return Section(
        "",
        (
            _("This pack was put together by {who} from their own papers and statements.").format(who=who),
            _(
                "It holds nothing that was offered, conceded, said or written in talks or mediation. Undisputed facts stand in it only where both sides signed them for use outside the talks."
            ),
            _("Hejie has not examined whether it is complete or true, and takes no side."),
        ),
    )


def _parties(talks: Negotiation, at: datetime) -> Section:
    borrower = [
        (_("Borrower"), borrower_name(talks, now=at) or BLANK),
        (_("Identity number"), BLANK),
        (_("Address and telephone"), BLANK),
        (_("Lender"), name_of(talks.creditor)),
        (_("Its address and representative"), BLANK),
        (_("Number of the case here"), talks.case.ref),
    ]
    return Section(_("The parties"), (_("Please fill in by hand what is left blank."),), borrower)


def _own_loans(talks: Negotiation) -> Iterator[Section]:
    """Each loan with this lender as the borrower told it."""
    loans = ClaimedLoan.objects.filter(case=talks.case, creditor=talks.creditor, removed_at__isnull=True)
    for number, loan in enumerate(loans.select_related("creditor").order_by("id"), start=1):
        title = _("Loan {number}: {name}").format(number=number, name=label_of(loan))
        yield Section(title, (_("As the borrower knows it."),), [row for row in _told(loan) if row[1]])


def _told(loan: ClaimedLoan) -> Iterator[tuple[str, str]]:
    yield _("Contract number"), loan.contract_number
    yield _("Day of the contract"), _day(loan.contract_on)
    yield _("Amount borrowed"), _money(loan.principal_minor)
    yield _("Rate a year"), formats.rate_text(loan.annual_rate) if loan.annual_rate else ""
    yield _("Way of repaying"), str(METHODS.get(loan.method, ""))
    yield _("Number of instalments"), str(loan.instalments or "")
    yield _("Last day by the contract"), _day(loan.matures_on)
    yield _("Not paid in full since"), _day(loan.overdue_since)
    yield _("Still owed, as the borrower knows it"), _money(loan.balance_minor)


def _stated(talks: Negotiation) -> Iterator[Section]:
    """The lender's own newest statement of figures."""
    claim = Claim.objects.filter(negotiation=talks).order_by("-number").first()
    if claim is None:
        return
    said = {
        "buckets": claim.buckets,
        "loans": claim.contract.get("loans", ()),
        "as_of": claim.as_of.isoformat(),
    }
    yield Section(
        _("What is owed, as the lender states it"), (_as_of(said),), [*_contracts(said), *_buckets(said)]
    )


def _as_of(said: Mapping[str, Any]) -> str:
    return _("As of {day}.").format(day=_day(date.fromisoformat(said["as_of"])))


def _buckets(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, word in BUCKETS.items():
        if minor := said["buckets"].get(name):
            yield str(word), _money(minor)


def _contracts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in said["loans"]:
        yield _("Loan"), row["ref"]
        yield from ((label, shown) for label, shown in _contract(row) if shown)


def _contract(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rate = row.get("annual_rate")
    yield _("Day of the contract"), _iso_day(row.get("contract_on"))
    yield _("Amount borrowed"), _money(row.get("received_minor"))
    yield _("Rate a year"), formats.rate_text(rate) if rate else ""
    yield _("Way of repaying"), str(METHODS.get(row.get("method") or "", ""))
    yield _("Number of instalments"), str(row.get("instalments") or "")
    yield _("Last day by the contract"), _iso_day(row.get("matures_on"))
    yield _("Not paid in full since"), _iso_day(row.get("unpaid_since"))


def _payments(talks: Negotiation, side: str) -> Section:
    rows = [*_confirmed_or_told(talks, side), *(_own_payments(talks) if side == "borrower" else ())]
    title = _("Payments made")
    if not rows:
        return Section(title, (_("None are written here."),))
    head = (_("Day"), _("What"), formats.in_unit(_("Amount ({unit})")), _("How it is known"))
    return Section(title, (), table=Table(head, sorted(rows), figures=(2,), wide=1))


def _confirmed_or_told(talks: Negotiation, side: str) -> Iterator[tuple[str, ...]]:
    """Payments under an agreement: a lender's pack holds those it confirmed itself."""
    rows = Payment.objects.filter(agreement__negotiation=talks, reversed_at__isnull=True)
    if side == "lender":
        rows = rows.filter(confirmed_at__isnull=False)
    for row in rows.order_by("paid_on", "claimed_at", "id"):
        known = _("confirmed by the lender") if row.confirmed_at else _("told by the borrower")
        yield row.paid_on.isoformat(), _("Under the agreement"), formats.amount_text(row.amount_minor), known


def _own_payments(talks: Negotiation) -> Iterator[tuple[str, ...]]:
    rows = OwnPayment.objects.filter(
        line__plan__case=talks.case, line__loan__creditor=talks.creditor, paid_on__isnull=False
    )
    for row in rows.order_by("paid_on", "id"):
        known = _("told by the borrower, with a receipt") if row.receipt_id else _("told by the borrower")
        day = row.paid_on.isoformat() if row.paid_on else ""
        yield day, _("By the borrower's own plan"), formats.amount_text(row.paid_minor or 0), known


def _undisputed(talks: Negotiation) -> Iterator[Section]:
    """Every sheet that both sides signed; where there is none, that is said."""
    signed = FactSheet.objects.filter(
        negotiation=talks, closed_at__isnull=True, borrower_at__isnull=False, lender_at__isnull=False
    )
    title = _("Facts that nobody disputes, signed by both sides")
    rows = list(signed.order_by("put_at", "id"))
    if not rows:
        yield Section(title, (_("Both sides have signed none."),))
    for row in rows:
        yield _signed(row, title)


def _signed(row: FactSheet, title: str) -> Section:
    said = sheet.read_sheet(row.content)
    both = [moment for moment in (row.borrower_at, row.lender_at) if moment]
    signed = _("Signed by the borrower on {borrower} and by the lender on {lender}.").format(
        borrower=formats.moment_text(both[0]), lender=formats.moment_text(both[1])
    )
    facts = [
        (_("Borrower"), said["parties"]["borrower"]),
        (_("Lender"), said["parties"]["lender_zh"]),
        *_contracts(said),
        *_buckets(said),
        *(
            (_("Paid on {day}").format(day=_iso_day(one["paid_on"])), _money(one["amount_minor"]))
            for one in said["payments"]
        ),
        (_("Number of the sheet"), row.ref),
        ("SHA-256", row.hash),
    ]
    return Section(title, (_as_of(said), signed), facts)


def _index(pack: CourtPack) -> Section:
    rows = packing.from_json(pack.index)
    title = _("Index of the papers in this pack")
    if not rows:
        return Section(title, (_("No papers were added."),))
    shown = [
        (
            str(row.number),
            " · ".join(part for part in (str(KINDS.get(row.kind, row.kind)), row.name) if part),
            row.filed_by,
            formats.moment_text(datetime.fromisoformat(row.filed_at)),
            "\n".join(row.sha256[place : place + 16] for place in range(0, 64, 16)),
        )
        for row in rows
    ]
    head = ("#", _("Paper"), _("Filed by"), _("Filed at"), "SHA-256")
    return Section(title, (), table=Table(head, shown, wide=1))


def _money(minor: int | None) -> str:
    return "" if minor is None else formats.money_text(minor)


def _day(day: date | None) -> str:
    return formats.day_text(day) if day else ""


def _iso_day(value: str | None) -> str:
    return _day(date.fromisoformat(value)) if value else ""
