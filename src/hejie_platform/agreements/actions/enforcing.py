"""Noting what makes an agreement enforceable: a court's confirmation, a notary's deed, another paper of a court.

The number of the ruling is sealed; the record says the kind and the day alone. The time for asking the court ends with it.
"""

from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions.notes import kept
from hejie_platform.agreements.facts import facts_for
from hejie_platform.agreements.models import Enforceability
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole


@whole
def record_enforceability(
    held: HeldAgreement,
    *,
    kind: str,
    number: str,
    on_day: date,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Note the paper by which the agreement can be enforced. Raises ActionRefused, StepRefused, texts.Faulty for a file
    that nobody can look at."""
    row, by = held.agreement, held.acting("agreement", "record_enforceability")
    if kind not in Enforceability.KINDS or not number.strip():
        raise ActionRefused("enforceability_incomplete")
    if on_day > clock.legal_day(now):
        raise ActionRefused("enforceability_day_ahead")
    done = take_step(
        row,
        "record_enforceability",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "record_enforceability", by=by, now=now, has_proof=paper is not None),
        said={"kind": kind, "on_day": on_day.isoformat()},
        now=now,
        action_id=action_id,
    )
    stored = kept(paper, now=now)
    if stored is not None:
        Enforceability.objects.create(
            agreement=row,
            kind=kind,
            number=number.strip(),
            on_day=on_day,
            paper=stored,
            recorded_by=held.user,
            recorded_at=now,
        )
    return done
