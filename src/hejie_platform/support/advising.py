"""Who may hold a question: who asked it, and the advisers of the house that it was put to. Nobody else.

What the asker shares of a case is read through `shared_with_adviser` alone, while the question is open and the sheet
runs; each look of an adviser is noted.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hejie_platform.cases import access as cases
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.models import Case
from hejie_platform.core import clock, ids
from hejie_platform.ledger.actions import Actor
from hejie_platform.people.access import NotHeld
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on
from hejie_platform.support.models import Question


@dataclass(frozen=True, slots=True)
class HeldQuestion:
    """A question in somebody's hands. `role`: asker or adviser."""

    user: User
    role: str
    question: Question

    @property
    def actor(self) -> Actor:
        return Actor(self.user, self.role)


def question_for(person: User, ref: str, *, now: datetime) -> HeldQuestion:
    """The question of this reference in this person's hands. Raises NotHeld."""
    rows = Question.objects.select_related("asker", "house", "adviser", "case")
    row = rows.filter(ref=ids.parse(ref) or "").first()
    if row is None:
        raise NotHeld
    if row.asker_id == person.pk:
        return HeldQuestion(person, "asker", row)
    if row.state != "ended" and houses_of(person, now=now).filter(pk=row.house_id).exists():
        return HeldQuestion(person, "adviser", row)
    raise NotHeld


def houses_of(person: User, *, now: datetime) -> QuerySet[Organisation]:
    """The houses for which this person advises today."""
    mine = memberships_on(person, clock.legal_day(now)).filter(role="adviser")
    return Organisation.objects.filter(pk__in=mine.values("organisation"))


def desk_for(person: User, *, now: datetime) -> list[Organisation]:
    """The adviser's houses. Raises NotHeld for everybody else."""
    found = list(houses_of(person, now=now).order_by("name_en", "id"))
    if not found:
        raise NotHeld
    return found


def houses_that_advise() -> QuerySet[Organisation]:
    """Whom one may ask."""
    return Organisation.objects.filter(kind="advice").order_by("name_en", "id")


def cases_to_ask_from(person: User, *, now: datetime) -> list[Case]:
    """One's own cases, of which parts may be shared."""
    return list(cases.cases_of(person).filter(borrower=person).order_by("-created_at", "-id"))


def case_to_share(person: User, ref: str, *, now: datetime) -> HeldCase:
    """A case of which this person may share parts: their own. Raises NotHeld."""
    held = cases.case_for(person, ref, now=now)
    if held.case.borrower_id != person.pk:
        raise NotHeld
    return held


def shares(row: Question, *, now: datetime) -> bool:
    """Whether anything is shared with the adviser at this moment."""
    runs = row.share_until is not None and clock.legal_day(now) <= row.share_until
    return bool(row.items) and runs and row.share_ended_at is None and row.state != "ended"
