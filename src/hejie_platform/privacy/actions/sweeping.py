"""What the night does by the retention table: rows that go, words that become unreadable, and nothing that is held.

`queries.overdue` is the dry run of the same finders. An agreement is never touched here: a person decides, from the list.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from hejie_platform.cases.models import Case, Mediation
from hejie_platform.core.each import each
from hejie_platform.ledger.actions import Actor, Done, chain_for, record, whole
from hejie_platform.notices.models import Delivery
from hejie_platform.privacy.actions import shredding
from hejie_platform.privacy.actions.erasing import SCAN
from hejie_platform.privacy.queries import sweep as found
from hejie_platform.support.models import Complaint


def sweep(now: datetime) -> int:
    """Do what is due; how many rows there were. A scan of the scheduler."""
    done = sum(_erase(rows) for _name, rows in found.erased(now))
    for rows, forget in (
        (found.cases_kept_enough(now), forget_case),
        (found.mediations_kept_enough(now), forget_mediation),
        (found.complaints_kept_enough(now), forget_complaint),
    ):
        done += each(rows, partial(_forget, forget, now), what=forget.__name__)
    return done


def _forget(forget: Callable[..., Done], now: datetime, row: Any) -> None:
    forget(row, now=now, action_id=_id(row))


def _id(row: Any) -> UUID:
    return uuid.uuid5(SCAN, str(row.pk))


@transaction.atomic
def _erase(rows: Any) -> int:
    if rows.model._meta.label == "notices.Notice":
        Delivery.objects.filter(notice__in=rows).delete()
    count = rows.count()
    rows.delete()
    return int(count)


@whole
def forget_case(case: Case, *, now: datetime, action_id: UUID) -> Done:
    """A closed case whose time is over."""
    counts = shredding.shred_case(case, now=now)
    return _record(case.id, "borrower", "case.forget", counts, now, action_id)


@whole
def forget_mediation(mediation: Mediation, *, now: datetime, action_id: UUID) -> Done:
    """The caucuses and notes of a mediation whose time is over."""
    counts = shredding.seal_rooms(mediation, now=now)
    return _record(mediation.id, "shared", "mediation.forget", counts, now, action_id)


@whole
def forget_complaint(complaint: Complaint, *, now: datetime, action_id: UUID) -> Done:
    """The words and papers of a complaint whose time is over."""
    mine = {
        "support.Complaint": "pk",
        "support.ComplaintPaper": "complaint",
        "support.Statement": "complaint",
    }
    counts: dict[str, int] = {}
    for label, way in mine.items():
        rows = apps.get_model(label)._default_manager.filter(**{way: complaint.pk})
        counts |= shredding.blank(label, rows, now=now)
    shredding.note(complaint, now=now)
    return _record(complaint.id, "complaint", "complaint.forget", counts, now, action_id)


def _record(
    subject: UUID, audience: str, verb: str, counts: dict[str, int], now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(subject, audience),
        by=Actor(None, "clock"),
        verb=verb,
        subject=subject,
        facts={"erased": {name: count for name, count in sorted(counts.items()) if count}},
        now=now,
        action_id=action_id,
    )
