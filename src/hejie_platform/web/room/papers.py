"""The statement of account as a document (对账单): what its page shows, with everything that it was computed from.

The document is drawn anew whenever somebody asks for it, from the lender's newest figures, in the reader's language; the
certificates of what the contracts give are attached, so that a stranger computes them again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from hejie import certificates
from hejie.loans.reconciliation import Statement
from hejie_platform.afterwards.document.drawing import Paper, Section, Table, draw
from hejie_platform.afterwards.document.words import METHODS
from hejie_platform.core import formats
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web.agreement.views import pdf
from hejie_platform.web.room import shows, statements, words
from hejie_platform.web.room.doors import Place, View, door

Certificate = Mapping[str, Any]

# How each convention is told; one without a row here stands in the attached certificate alone.
COUNTS: Final[Mapping[str, words.Text]] = {
    "periods": gettext_lazy("Each month is a twelfth of a year"),
    "act/360": gettext_lazy("Actual days, a year of 360 (act/360)"),
    "act/365F": gettext_lazy("Actual days, a year of 365 (act/365)"),
}
ROUNDINGS: Final[Mapping[str, words.Text]] = {
    "half_up": gettext_lazy("To the cent, half a cent upwards"),
    "half_even": gettext_lazy("To the cent, half a cent to the even one"),
    "up": gettext_lazy("To the cent, always upwards"),
    "down": gettext_lazy("To the cent, always downwards"),
}


def statement(place: Place) -> View:
    """The statement of account of the newest figures, as a file; where there is none, the page says why."""

    @require_GET
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        claim = queries.latest_claim(held.negotiation)
        found = queries.statement_of(claim) if claim else None
        if claim is None or found is None:
            messages.info(request, _why_not(claim))
            return redirect(place.url("facts" if place.side == "borrower" else "talks", held))
        made = draw(paper(held, claim, found, now=now), at=claim.stated_at)
        return pdf(made, f"hejie-{held.negotiation.ref}-statement.pdf")

    return view


def _why_not(claim: Any) -> str:
    if claim is None:
        return _("The lender has not said yet what is owed.")
    return _(
        "There is no statement of account: the contract does not say enough to compute it. Method, rate, instalments and first due day are needed."
    )


def paper(held: HeldNegotiation, claim: Any, found: Statement, *, now: datetime) -> Paper:
    """The document in the language of the moment."""
    talks = held.negotiation
    proofs = queries.certificates_of_claim(claim)
    labels = shows.loan_labels(talks)
    names = [labels.get(one.ref, one.ref) for one in queries.contracts(claim)]
    sections = (
        Section("", (_what_it_is(),), [*_who(talks, now), *_which(talks, claim)]),
        _figures(found),
        *_causes(found),
        *_open(found, len(proofs)),
        *_days(found),
        _assumed(claim, proofs, names),
        *_contracts(claim, labels, proofs),
        _proof(claim, proofs, names),
    )
    return Paper(
        title=_("Statement of account"),
        under=_("Talks {ref}, figures of {day}").format(ref=talks.ref, day=formats.day_text(found.day)),
        sections=sections,
        footer=_("Hejie {ref} · computed, not decided · engine {engine}").format(
            ref=talks.ref, engine=certificates.ENGINE
        ),
        files={
            f"computation-{number}.json": certificates.to_bytes(one).decode()
            for number, one in enumerate(proofs, start=1)
        },
    )


def _what_it_is() -> str:
    return _(
        "This is a computation and not a decision. It puts what the lender says beside what the contract gives, and tells why they differ as far as that can be computed. It does not say who is right, and binds nobody."
    )


def _who(talks: Any, now: datetime) -> Iterator[tuple[str, str]]:
    yield _("Borrower"), queries.borrower_name(talks, now=now)
    yield _("Lender"), name_of(talks.creditor)


def _which(talks: Any, claim: Any) -> Iterator[tuple[str, str]]:
    yield _("Talks"), talks.ref
    yield _("As of the day"), formats.day_text(claim.as_of)
    yield (
        _("Stated by the lender"),
        _("statement {number}, {moment}").format(
            number=claim.number, moment=formats.moment_text(claim.stated_at)
        ),
    )


def _figures(found: Statement) -> Section:
    """Bucket by bucket, and together."""
    currency = found.claimed.currency
    head = (_("What"), _("Lender says"), _("By the contract"), _("Difference"))
    rows = [
        (words.BUCKETS[line.bucket][0], line.claimed, line.computed, line.difference) for line in found.lines
    ]
    claimed, computed = found.claimed.total, found.computed.total
    rows.append((_("Together"), claimed, computed, claimed - computed))
    said = [formats.in_unit(_("Amounts in {unit}."), currency)]
    said += [_("Equal to the cent.")] if found.is_equal else []
    shown = [(str(name), *_amounts(minors, currency)) for name, *minors in rows]
    return Section(_("Both sides of the account"), said, table=Table(head, shown, figures=(1, 2, 3)))


def _amounts(minors: Sequence[int], currency: str) -> list[str]:
    return [formats.amount_text(minor, currency) for minor in minors]


def _causes(found: Statement) -> Iterator[Section]:
    """Each cause in words, with what it adds to each bucket."""
    if not found.causes:
        return
    currency = found.claimed.currency
    rows = [
        (sentence, str(words.BUCKETS[bucket][0]), formats.amount_text(minor, currency))
        for one in found.causes
        for sentence in (say(one.message.code, one.message.facts),)
        for bucket, minor in one.amounts.items()
    ]
    total = sum(one.total for one in found.causes)
    rows.append((_("Together"), "", formats.amount_text(total, currency)))
    how = _(
        "Each reason was found by computing the whole loan again with that one thing changed; it gives these cents exactly."
    )
    head = (_("Reason"), _("In which line"), _("Amount"))
    yield Section(_("Why they differ"), (how,), table=Table(head, rows, figures=(2,)))


def _open(found: Statement, loans: int) -> Iterator[Section]:
    """What stays unexplained, line by line; that nothing does is said too."""
    if found.is_equal:
        return
    title = _("What stays open")
    left = [line for line in found.lines if line.unexplained]
    if not left:
        yield Section(title, (_("Nothing: every cent of the difference has its reason."),))
        return
    several = _(
        "The claim is for several loans together. The figures are compared; single reasons can only be found loan by loan."
    )
    said = [*([several] if loans > 1 else []), *statements.unexplained(found)]
    currency = found.claimed.currency
    minors = [(str(words.BUCKETS[line.bucket][0]), line.unexplained) for line in left]
    minors.append((_("Together"), sum(line.unexplained for line in left)))
    rows = [(name, formats.amount_text(minor, currency)) for name, minor in minors]
    yield Section(title, said, table=Table((_("What"), _("Unexplained")), rows, figures=(1,)))


def _days(found: Statement) -> Iterator[Section]:
    """The lender's own account day by day, where it tells one."""
    if not found.days:
        return
    currency = found.claimed.currency
    head = (_("Day"), _("Lender says"), _("By the contract"), _("Difference"), _("Unexplained"))
    rows = [
        (
            formats.day_text(day.day),
            *_amounts(
                (day.claimed, day.computed, day.claimed - day.computed, sum(day.unexplained.values())),
                currency,
            ),
        )
        for day in found.days
    ]
    first = found.first_different
    said = (
        _("The two accounts differ from {day} on.").format(day=formats.day_text(first))
        if first
        else _("The two accounts are the same on every day that the lender tells.")
    )
    yield Section(_("Day by day"), (said,), table=Table(head, rows, figures=(1, 2, 3, 4)))


def _assumed(claim: Any, proofs: Sequence[Certificate], names: Sequence[str]) -> Section:
    """From which payments it was computed: what the lender's file tells, and what was taken to be so because nobody tells it."""
    general = _("The loan is computed from its contract as the lender states it, and from these payments:")
    told = [_taken_as_paid(name, proof["result"]) for name, proof in zip(names, proofs, strict=True)]
    return Section(_("Which payments count"), (general, *statements.sources(claim), *told))


def _taken_as_paid(name: str, result: Certificate) -> str:
    paid = result["received"]
    if not paid:
        return _("{name}: no payment is taken to have been made.").format(name=name)
    total = sum(one["amount"] for one in paid)
    return _("{name}: {count} payments are taken as made, {total} together, the last on {day}.").format(
        name=name,
        count=len(paid),
        total=formats.money_text(total, result["currency"]),
        day=_day(paid[-1]["on"]),
    )


def _day(text: str) -> str:
    return formats.day_text(date.fromisoformat(text))


def _contracts(claim: Any, labels: dict[str, str], proofs: Sequence[Certificate]) -> Iterator[Section]:
    """Each contract as the lender states it, and the conventions by which it was computed."""
    for (name, rows), proof in zip(shows.contract_facts(claim, labels), proofs, strict=True):
        facts = [(str(row.label), str(row.value)) for row in rows]
        yield Section(
            _("The contract and how it was computed: {name}").format(name=name),
            facts=[*facts, *_conventions(proof["conventions"])],
        )


def _conventions(by: Certificate) -> Iterator[tuple[str, str]]:
    yield _("Way of repaying"), str(METHODS.get(by["method"], by["method"]))
    yield _("Days of whole periods"), _told(COUNTS, by["day_count"])
    yield _("Other days, late ones too"), _told(COUNTS, by["odd_days"])
    yield _("Rate on overdue principal"), formats.rate_text(by["overdue_rate"])
    yield _("Rate on overdue interest"), formats.rate_text(by["compound_rate"])
    yield _("Rounding of each figure"), _rounding(by["rounding"])
    order = _(", ").join(str(words.BUCKETS[name][0]) for name in by["allocation"])
    yield _("A payment fills, in this order"), order


def _told(table: Mapping[str, words.Text], code: str) -> str:
    return str(table.get(code, code))


def _rounding(by: Certificate) -> str:
    said = _told(ROUNDINGS, by["mode"])
    return said if by["unit"] == 1 else f"{said} (× {by['unit']})"


def _proof(claim: Any, proofs: Sequence[Certificate], names: Sequence[str]) -> Section:
    """By which figures anybody finds this computation again."""
    text = _(
        "For each loan a certificate is attached to this file: all that went in, and all that came out. Anybody can have it computed again on the verification page of Hejie, or with the free program: hejie verify FILE."
    )
    facts = [
        (_("Version of the engine"), certificates.ENGINE),
        (_("Fingerprint of the lender's figures (SHA-256)"), _lines(claim.hash)),
        *(
            (_("Fingerprint of the certificate: {name} (SHA-256)").format(name=name), _lines(proof["hash"]))
            for name, proof in zip(names, proofs, strict=True)
        ),
    ]
    return Section(_("To compute it again"), (text,), facts)


def _lines(digest: str) -> str:
    """A fingerprint in two lines, so that none is cut off."""
    return f"{digest[:32]}\n{digest[32:]}"
