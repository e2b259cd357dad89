"""A case on which every role has its place, and rows of all six machines that are put into a state and put back.

    stage = build(cast, now, "offer")
    stage.stand(triple)                           # the row is put into the triple's state, and stays there for the next
    row = stage.row(triple)                       # as it stands
    client = stage.browsers["officer"]            # logged in once

The rows come from real actions; only their states are set by hand, since the matrix also asks what happens in states that
no story of a moment passes through.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from hejie import steps
from hejie.budget import ForecastMonth
from hejie_platform.agreements.access import NEW
from hejie_platform.agreements.models import Agreement, Obligation, Signature
from hejie_platform.cases.models import Authority, Case, Mediation, Negotiation, Party
from hejie_platform.core import clock, ids
from hejie_platform.intake import actions
from hejie_platform.intake.facts import forecasts
from hejie_platform.intake.models import Guarantee, SalesForecast
from hejie_platform.mediation.actions import extra_time
from hejie_platform.negotiation.models import Offer
from tests import matrix
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import intake, negotiation, sessions
from tests.platform.stories import mediation as mediating
from tests.platform.stories.negotiation import Story
from tests.platform.web.entering import just_confirmed
from tests.platform.web.samples import logged_in

HOUSE = (steps.CLOCK, steps.SYSTEM)  # who acts without a browser


class Standing(NamedTuple):
    """How a row must stand for a triple: triples that ask for the same are tried one after another."""

    machine: str
    state: str
    side: str
    unaccepted: bool = False


def standing(triple: matrix.Triple) -> Standing:
    side = matrix.owner_side_for(steps.MACHINES[triple.machine].steps[triple.step], triple.role)
    return Standing(triple.machine, triple.state, side, triple.step == "decline_appointment")


@dataclass(frozen=True, slots=True)
class Stage:
    """The rows by machine, the people by role, and a browser for each of them."""

    story: Story
    rows: dict[str, tuple[type[Model], Any]]
    browsers: dict[str, Client]
    now: datetime
    standing: dict[str, Standing] = field(default_factory=dict)
    rows_standing: dict[str, Any] = field(default_factory=dict)

    def stand(self, triple: matrix.Triple) -> None:
        """Put the row of the triple's machine into its state, as put or owed by the side that the role asks for.

        Talks that are agreed stand under a request for change, so that figures may be spoken of; a mediator declines what
        they have not accepted. A row that is to be made is left to `row`.
        """
        asked = standing(triple)
        if asked.state != steps.NONE and asked != self.standing.get(asked.machine):
            self.rows_standing[asked.machine] = self.put(asked)
            self.standing[asked.machine] = asked

    def put(self, asked: Standing) -> Any:
        """The machine's row, made to stand as asked."""
        machine, state, side, unaccepted = asked
        row = self._of(machine, side)
        columns = {OWNED_BY[machine]: side} if side and machine in OWNED_BY else {}
        columns |= {"is_varying": state == "agreed"} if machine == "negotiation" else {}
        type(row)._default_manager.filter(pk=row.pk).update(state=state, reason="", **columns)
        if machine == "agreement" and state == "signing":
            Signature.objects.filter(agreement=row).delete()
        if machine == "mediation":
            row.appointments.update(accepted_at=None if unaccepted else self.now)
        return self._of(machine, side)

    def row(self, triple: matrix.Triple) -> Any:
        """The row as it stands, unsaved where it is to be made. Who acts without a browser gets a row of its own."""
        side = standing(triple).side
        if triple.state == steps.NONE:
            return _to_be_made(self._of(triple.machine, side))
        return self._of(triple.machine, side) if triple.role in HOUSE else self.rows_standing[triple.machine]

    def address(self, triple: matrix.Triple, row: Any) -> str:
        """The door of the step: on the row, or beside what the row will belong to."""
        if triple.state != steps.NONE:
            return reverse("step:take", args=[triple.machine, row.ref, triple.step])
        parent = self._of(NEW[triple.machine][0])
        return reverse("step:make", args=[triple.machine, parent.ref, triple.step])

    def _of(self, machine: str, side: str = "") -> Any:
        kind, pk = self.rows.get(f"{machine} {side}", self.rows[machine])
        return kind._default_manager.get(pk=pk)


def _to_be_made(row: Any) -> Any:
    """A twin of the row that does not exist yet; the row itself makes room for it."""
    columns = {name.attname: getattr(row, name.attname) for name in type(row)._meta.concrete_fields}
    fresh = {"id": ids.uuid7(), "ref": ids.reference(), "version": 0, "state": "", "reason": ""}
    fresh |= {"number": row.number + 1000} if "number" in columns else {}
    over = {"negotiation": "ended", "mediation": "ended", "offer": "closed"}.get(row.MACHINE)
    if over:
        type(row)._default_manager.filter(pk=row.pk).update(state=over)
    return type(row)(**(columns | fresh))


def build(cast: Cast, now: datetime, machine: str) -> Stage:
    """The stage for one machine: as far into the story as its rows need, and no further."""
    story = negotiation.waiting(cast, now=now)
    talks = Negotiation.objects.get(ref=story.ref)
    _seat(cast, talks.case, now)
    mediation = Mediation.objects.create(
        case=talks.case, body=cast.body, mediator=cast.mediator, state="open", created_at=now
    )
    mediation.negotiations.add(talks)
    mediation.appointments.create(mediator=cast.mediator, asked_at=now, accepted_at=now, disclosed_at=now)
    LIFE[machine](story, cast, now)
    people = {role: getattr(cast, role) for role in steps.ROLES if role not in HOUSE}
    enter = (
        just_confirmed if machine == "agreement" else logged_in
    )  # who signs is asked for the password again
    browsers = {role: enter(person) for role, person in people.items()}
    return Stage(story, _rows(talks, mediation), browsers, now)


def _rows(talks: Negotiation, mediation: Mediation) -> dict[str, tuple[type[Model], Any]]:
    duties = Obligation.objects.filter(agreement__negotiation=talks).order_by("number")
    found: dict[str, Any] = {
        "case": talks.case,
        "negotiation": talks,
        "mediation": mediation,
        "offer": Offer.objects.filter(negotiation=talks).first(),
        "agreement": Agreement.objects.filter(negotiation=talks).first(),
        "obligation": duties.filter(side="borrower").first(),
        "obligation borrower": duties.filter(side="borrower").first(),
        "obligation lender": duties.filter(side="lender").first(),
    }
    return {name: (type(row), row.pk) for name, row in found.items() if row is not None}


OWNED_BY = {"offer": "side", "agreement": "side_in_cure"}


def _over(story: Story, cast: Cast, now: datetime) -> None:
    """Talks that ended: a case is admitted to fresh ones; a statement whose lines mean something; and a forecast of sales."""
    Negotiation.objects.filter(case=story.row().case).update(state="ended")
    held = intake.hold(story.borrower, story.row().case.pk, now)
    actions.hand_in(
        held,
        intake.six_months(now),
        kind="wallet_statement",
        filename="bill.csv",
        now=now,
        action_id=intake.new_id(),
    )
    SalesForecast.objects.create(
        case=held.case,
        months=forecasts.to_json([ForecastMonth(date(2026, 12, 1), 300_000, 680_000, 900_000)]),
        words="Orders for the new year.",
        told_by=story.borrower,
        told_at=now,
    )


def _talking(story: Story, cast: Cast, now: datetime) -> None:
    """Figures stated and disputed, a repayment that is said to be lacking, and the bank asked for a paper."""
    negotiation.disputed(story, now=now)
    negotiation.lacking(story, now=now)
    negotiation.asked(story, now=now)


def _offered(story: Story, cast: Cast, now: datetime) -> None:
    negotiation.offer_put(negotiation.facts_agreed(story, now=now), now=now)


def _at_the_table(story: Story, cast: Cast, now: datetime) -> None:
    """The figures agreed, a listed mediator accepted, minutes to be confirmed, a proposal and a wish for time to be answered."""
    negotiation.facts_agreed(story, now=now)
    mediating.listed(cast, now=now)
    row = Mediation.objects.get(negotiations=story.row())
    at = sessions.Table(row.ref, story, cast.mediator)
    sessions.minuted(at, now=now)
    sessions.proposed(at, now=now)
    _all_agree_to_more_time(story, row, cast, now)


def _all_agree_to_more_time(story: Story, row: Mediation, cast: Cast, now: datetime) -> None:
    """Borrower and lender are in it by their own yes, and both agree to what the mediator asks."""
    told = mediating.Told(row.ref, cast, story)
    until = clock.legal_day(now) + timedelta(days=10)
    mediating.by_mediator(told, extra_time.ask_extra_time, now=now, kind="longer", until_day=until)
    for side, who in (("borrower", story.borrower), ("lender", story.officer)):
        talks = story.row() if side == "lender" else None
        row.consents.create(side=side, negotiation=talks, given_by=who, given_at=now)
        held = told.held(who, now)
        extra_time.answer_extra_time(held, row, agrees=True, **mediating.stamp(now))


def _in_force(story: Story, cast: Cast, now: datetime) -> None:
    stories.drawn_up(story, now=now)
    for signer in (story.borrower, cast.guarantor, story.checker, cast.mediator, cast.body_admin):
        stories.signed(story, signer, now=now)


LIFE: Mapping[str, Callable[[Story, Cast, datetime], None]] = {
    "case": _over,
    "negotiation": _talking,
    "mediation": _at_the_table,
    "offer": _offered,
    "agreement": _in_force,
    "obligation": _in_force,
}


def _seat(cast: Cast, case: Case, now: datetime) -> None:
    """A representative with an accepted paper for every case of the borrower, and a guarantor."""
    for role in ("representative", "guarantor"):
        seat = Party.objects.create(case=case, user=getattr(cast, role), role=role, joined_at=now)
    Guarantee.objects.bulk_create(
        Guarantee(party=seat, loan=loan, consented_at=now) for loan in case.loans.all()
    )
    Authority.objects.create(
        principal=cast.borrower,
        agent=cast.representative,
        from_day=date(2026, 1, 1),
        accepted_by=cast.reviewer,
    )
