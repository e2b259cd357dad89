"""One attempt at a step, as the readers of its facts are asked about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hejie import steps
from hejie_platform.agreements.models import Agreement, Obligation
from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """One attempt: which step of which row, by whom, when, and what was written with it."""

    row: Any
    step: steps.Step
    by: Actor
    now: datetime
    note: str

    @property
    def day(self) -> date:
        return clock.legal_day(self.now)

    @property
    def side(self) -> str:
        """The side that acts."""
        return side_of(self.by)

    @property
    def negotiations(self) -> list[Negotiation]:
        """The talks that the row is about: its own, a mediation's, or all of a case."""
        if isinstance(self.row, Mediation):
            return [] if self.row._state.adding else list(self.row.negotiations.order_by("created_at"))
        if isinstance(self.row, Case):
            return list(Negotiation.objects.filter(case=self.row).order_by("created_at"))
        own = self.row.the_negotiation
        return [own] if own is not None else []

    @property
    def agreement(self) -> Agreement:
        return self.row.agreement if isinstance(self.row, Obligation) else self.row


def side_of(by: Actor) -> str:
    """borrower, lender or neutral; the operator acts in these tables for a lender that is not here."""
    return "lender" if by.role == "operator" else steps.SIDES[by.role]


Reader = Callable[[Asked], Any]
