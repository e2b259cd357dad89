"""What people said of each stage, per side and never with names, and what of one's own is still open.

    satisfaction(since=..., until=...)      [Satisfaction("submission", "borrower", count=12, mean=Fraction(49, 12)), ...]

A cell with fewer than `LEAST` answers says its count as None and no mean: few answers would name their givers.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Sum

from hejie import texts
from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.people import queries as people
from hejie_platform.people.models import User
from hejie_platform.support.actions.feedback import mark_of
from hejie_platform.support.facts import notes
from hejie_platform.support.models import FeedbackAnswer, OwnPhrase, PayersSeen, StaffRead

LEAST = 5
PAYERS_VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """One stage as one side felt it; count and mean are None where there are too few answers to tell."""

    stage: str
    side: str
    count: int | None
    mean: Fraction | None


def satisfaction(*, since: date, until: date, least: int = LEAST) -> list[Satisfaction]:
    """Each stage and side with an answer between two days (both included), small cells suppressed."""
    rows = FeedbackAnswer.objects.filter(on_day__gte=since, on_day__lte=until)
    cells = rows.order_by("stage", "side").values_list("stage", "side").annotate(Count("id"), Sum("score"))
    return [
        Satisfaction(stage, side, count, Fraction(total, count))
        if count >= least
        else Satisfaction(stage, side, None, None)
        for stage, side, count, total in cells
    ]


def has_answered(person: User, stage: str, matter: UUID) -> bool:
    """Whether this person answered the question of this stage."""
    return FeedbackAnswer.objects.filter(mark=mark_of(person, stage, matter)).exists()


def payers_lines(case: Case) -> list[list[str]]:
    """Who is paid by whom in this case: role, Chinese name, English name, who pays. The page says it, and it is kept."""
    lines = [["platform", "", "", "operator"]]
    here = Mediation.objects.filter(case=case).select_related("body", "mediator").order_by("created_at", "id")
    lines += [["body", one.body.name_zh, one.body.name_en, "public"] for one in here if one.body]
    lines += [["mediator", one.mediator.name, one.mediator.name, "body"] for one in here if one.mediator]
    talks = Negotiation.objects.filter(case=case).select_related("creditor").order_by("created_at", "id")
    return [*lines, *(["lender", row.creditor.name_zh, row.creditor.name_en, "itself"] for row in talks)]


def has_seen_payers(case: Case, person: User) -> bool:
    """Whether this person was shown who pays whom, as it is now."""
    digest = texts.digest([PAYERS_VERSION, payers_lines(case)])
    return PayersSeen.objects.filter(case=case, person=person, digest=digest).exists()


def payers_shown(case: Case) -> list[PayersSeen]:
    """Each time that somebody was shown who pays whom in this case, newest first."""
    return list(PayersSeen.objects.filter(case=case).select_related("person").order_by("-seen_at", "-id"))


def notes_of(person: User, *, day: date) -> list[tuple[str, StaffRead | None]]:
    """The notes that this person reads, each with when they read this version."""
    read = {(row.note, row.note_version): row for row in StaffRead.objects.filter(person=person)}
    names = notes.notes_for(people.roles_on(person, day))
    return [(name, read.get((name, notes.NOTES[name].version))) for name in names]


def phrase_of(person: User) -> str:
    """The words by which this person knows our messages; "" when they set none."""
    row = OwnPhrase.objects.filter(person=person).first()
    return str(row.phrase) if row else ""
