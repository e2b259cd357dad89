"""What follows from a step: for every `then` of the tables, the rows that it falls on.

    consequences(negotiation, "give_up", now=now)
    (Also(offer, "void"), Also(mediation, "end_gap"))

A consequence that does not apply (no open offer, no mediation, another agreement that stands) falls on no row. Each is
taken by the system in the same action, in this order; what follows from it comes right after it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from hejie import steps
from hejie_platform.agreements.facts import keeping, mediated, step_facts
from hejie_platform.agreements.facts.undertaking import clearance_duties
from hejie_platform.agreements.models import Agreement, Obligation
from hejie_platform.cases.actions import Also
from hejie_platform.cases.models import Case, Mediation, Negotiation, Stepped
from hejie_platform.core import clock
from hejie_platform.negotiation.models import Offer

Rows = Iterator[Also]
Finder = Callable[[Any, str, str, datetime], Rows]


def consequences(row: Stepped, step: str, *, now: datetime) -> tuple[Also, ...]:
    """Everything that follows from `step` on `row`, in the order in which it is taken."""
    found: dict[tuple[Any, str], Also] = {}
    _collect(row, step, now, found)
    return tuple(found.values())


def _collect(row: Stepped, step: str, now: datetime, found: dict[tuple[Any, str], Also]) -> None:
    table = steps.find(row.MACHINE, step)
    for name in table.then if table else ():
        machine, _, follows = name.partition(".")
        finder = FINDERS.get(name) or FINDERS.get(f"{machine}.*")
        for also in finder(row, step, follows, now) if finder else ():
            key = (also.row.pk, follows)
            if key not in found:
                found[key] = also
                if not _ends_with(row, also.row):
                    _collect(also.row, follows, now, found)


def _ends_with(row: Stepped, follows: Stepped) -> bool:
    """A duty that is released because its agreement ends neither cures nor completes that agreement."""
    return isinstance(row, Agreement) and isinstance(follows, Obligation)


def _fits(row: Stepped, step: str) -> bool:
    table = steps.find(row.MACHINE, step)
    return table is not None and row.state in table.sources


def _talks_of(row: Any) -> list[Negotiation]:
    if isinstance(row, Case):
        return list(Negotiation.objects.filter(case=row).order_by("created_at"))
    if isinstance(row, Mediation):
        return list(row.negotiations.order_by("created_at"))
    return [row.the_negotiation]


def _void(row: Any, cause: str, step: str, now: datetime) -> Rows:
    """The open offer of talks that end. An agreement that fell away takes its acceptance with it; a kept one keeps it."""
    offers = Offer.objects.filter(negotiation__in=_talks_of(row)).order_by("number")
    if cause in ("decline_variation", "withdraw_variation"):
        offers = offers.filter(
            state="open"
        )  # what was talked about under the request; the agreement keeps its own
    elif isinstance(row, Agreement):
        offers = offers.filter(pk=row.offer_id)
    elif cause != "fall_back":
        offers = offers.filter(state="open")
    yield from (Also(offer, step) for offer in offers if _fits(offer, step))


def _end_mediation(row: Any, cause: str, step: str, now: datetime) -> Rows:
    """The mediations of which nothing else is left than the talks that end here."""
    if isinstance(row, Mediation):
        yield from (Also(row, step) for _ in range(_is_left_alone(row, step)))
        return
    ending = {one.pk for one in _talks_of(row)}
    found = Mediation.objects.filter(negotiations__in=ending).exclude(state="ended").distinct()
    for mediation in found.order_by("created_at"):
        others = mediation.negotiations.exclude(pk__in=ending).exclude(state="ended")
        if step == "end_settled":  # what was settled before keeps no mediation open
            others = others.exclude(agreements__state__in=step_facts.RUNNING)
        if _fits(mediation, step) and not others.exists():
            yield Also(mediation, step)


def _is_left_alone(mediation: Mediation, step: str) -> bool:
    """A lender's leaving ends a mediation of one negotiation: refused before it began, withdrawn after."""
    wanted = "end_withdrawn" if mediation.state == "open" else "end_refused"
    return step == wanted and mediation.negotiations.count() <= 1


def _withdraw_talks(row: Any, cause: str, step: str, now: datetime) -> Rows:
    yield from (Also(one, step) for one in _talks_of(row) if _fits(one, step))


def _fall_back(row: Any, cause: str, step: str, now: datetime) -> Rows:
    """The talks of an agreement that fell away, unless another agreement of theirs stands."""
    others = step_facts.standing_agreements(_talks_of(row)).exclude(pk=row.pk)
    if _fits(row.negotiation, step) and not others.exists():
        yield Also(row.negotiation, step)


def _talk(row: Any, cause: str, step: str, now: datetime) -> Rows:
    if _fits(row.negotiation, step):
        yield Also(row.negotiation, step)


def _cure(row: Obligation, cause: str, step: str, now: datetime) -> Rows:
    """The agreement is whole again when nothing of the side in cure is in breach any more, this duty apart."""
    agreement = row.agreement
    if agreement.state == "in_cure" and agreement.side_in_cure == row.side and _is_cured(row, now):
        yield Also(agreement, step, changes={"side_in_cure": ""})


def _is_cured(row: Obligation, now: datetime) -> bool:
    day = clock.legal_day(now)
    if row.amount_minor is None:
        return not keeping.is_in_breach(row.agreement, row.side, day)
    rest = [one for one in keeping.money_rows(row.agreement) if one.pk != row.pk]
    return not keeping.performance(row.agreement, day, rows=rest).is_in_breach


def _complete(row: Obligation, cause: str, step: str, now: datetime) -> Rows:
    """The last payment of all is done."""
    left = Obligation.objects.filter(
        agreement=row.agreement, amount_minor__isnull=False, state__in=keeping.OPEN
    ).exclude(pk=row.pk)
    if row.amount_minor is not None and _fits(row.agreement, step) and not left.exists():
        yield Also(row.agreement, step, changes={"side_in_cure": ""})


def _paid(row: Any, cause: str, step: str, now: datetime) -> Rows:
    yield from _fall_back(row, cause, step, now)


def _release(row: Any, cause: str, step: str, now: datetime) -> Rows:
    """Every open duty; of an agreement that was kept to its end only the reviews to come: letters and reports stay owed."""
    open_rows = Obligation.objects.filter(agreement=row, state__in=keeping.OPEN).order_by("number")
    if cause == "complete":
        open_rows = open_rows.filter(kind="review")
    yield from (Also(one, step) for one in open_rows)


def _undertake(row: Any, cause: str, step: str, now: datetime) -> Rows:
    """The duties that begin with the last payment: the letter, the credit report, a waiver booked at the end."""
    if isinstance(row, Agreement) and row.state in step_facts.RUNNING:
        yield from clearance_duties(row, now=now)


def _vary(row: Agreement, cause: str, step: str, now: datetime) -> Rows:
    before = row.predecessor
    if before is not None and _fits(before, step):
        yield Also(before, step)


def _consented(row: Mediation, cause: str, step: str, now: datetime) -> Rows:
    if _fits(row, step) and not mediated.missing_consents(row):
        yield Also(row, step)


# By name, else by machine. What needs more than rows (an agreement drawn up, duties undertaken at the effect, an offer
# put) is made by the action of that step.
FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "offer.void": _void,
        "mediation.consented": _consented,
        "mediation.*": _end_mediation,
        "negotiation.withdraw": _withdraw_talks,
        "negotiation.fall_back": _fall_back,
        "negotiation.paid": _paid,
        "negotiation.talk": _talk,
        "agreement.cure": _cure,
        "agreement.complete": _complete,
        "agreement.vary": _vary,
        "obligation.release": _release,
        "obligation.undertake": _undertake,
    }
)
