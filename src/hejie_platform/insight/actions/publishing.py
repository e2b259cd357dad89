"""Preparing figures, objecting to them, answering, publishing; recording a lawful order.

    prepare(desk, since=..., until=...)  ->  lenders look at their cards  ->  object(card) / answer(desk)  ->  publish(desk)

Nothing is published before the lenders had their days, nor while an objection waits. A correction is made where the record is
wrong; answering "corrected" counts everything again from the record.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q

from hejie import texts
from hejie_platform.cases.models import Case
from hejie_platform.core import clock, ids
from hejie_platform.insight.access import Desk, HeldCard
from hejie_platform.insight.models import Correction, LawfulOrder, Publication
from hejie_platform.insight.queries.figures import Scope, report
from hejie_platform.ledger.actions import ActionRefused as ActionRefused
from hejie_platform.ledger.actions import Done, chain_for, record, whole
from hejie_platform.people import queries as people


@whole
def prepare(desk: Desk, *, since: date, until: date, now: datetime, action_id: UUID) -> Done:
    """Count a period that is over, and show each lender its card. Raises ActionRefused."""
    if since > until or until >= clock.legal_day(now):
        raise ActionRefused("publication_days_wrong")
    if other := Publication.objects.filter(from_day__lte=until, until_day__gte=since).first():
        raise ActionRefused(
            "publication_overlaps",
            from_on=other.from_day.isoformat(),
            until_on=other.until_day.isoformat(),
        )
    figures = report(Scope(since, until)).as_json()
    row = Publication.objects.create(
        from_day=since,
        until_day=until,
        figures=figures,
        digest=texts.digest(figures),
        prepared_by=desk.user,
        prepared_at=now,
        objections_until=now + timedelta(days=settings.HEJIE_OBJECTION_DAYS),
    )
    return _noted(row, desk, "figures.prepare", {"digest": row.digest}, now, action_id)


@whole
def object_to(card: HeldCard, *, words: str, now: datetime, action_id: UUID) -> Done:
    """A lender says what is wrong with its card. Raises ActionRefused."""
    row = card.publication
    if not words.strip():
        raise ActionRefused("objection_needs_words")
    if row.published_at or now > row.objections_until:
        raise ActionRefused("objection_too_late", until_on=clock.legal_day(row.objections_until).isoformat())
    if Correction.objects.filter(publication=row, lender=card.lender, answered_at__isnull=True).exists():
        raise ActionRefused("objection_open")
    made = Correction.objects.create(
        publication=row, lender=card.lender, words=words, made_by=card.user, made_at=now
    )
    return record(
        chain=chain_for(row.id, "platform"),
        by=card.actor,
        verb="figures.object",
        subject=made.id,
        facts={"publication": row.ref, "objection": made.ref},
        now=now,
        action_id=action_id,
    )


@whole
def answer(
    desk: Desk,
    *,
    objection: Correction,
    outcome: str,
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Answer an objection: the figures stand, or the record was mended and is counted again. Raises ActionRefused."""
    row = objection.publication
    if outcome not in Correction.OUTCOMES:
        raise ActionRefused("objection_outcome_unknown")
    if row.published_at:
        raise ActionRefused("publication_is_out")
    waiting = Correction.objects.filter(
        pk=objection.pk, answered_at__isnull=True, version=_seen(seen_version, objection)
    )
    if not waiting.exists():
        raise ActionRefused("stale")
    kept = waiting.get()
    kept.outcome, kept.answer, kept.answered_by, kept.answered_at = outcome, words, desk.user, now
    kept.version += 1
    kept.save()
    if outcome == "corrected":
        _count_again(row)
    said = {"objection": kept.ref, "outcome": outcome, "digest": row.digest}
    return _noted(row, desk, "figures.answer_objection", said, now, action_id)


def _count_again(row: Publication) -> None:
    row.figures = report(Scope(row.from_day, row.until_day)).as_json()
    row.digest = texts.digest(row.figures)
    Publication.objects.filter(pk=row.pk).update(
        figures=row.figures, digest=row.digest, version=F("version") + 1
    )


@whole
def publish(
    desk: Desk, *, publication: Publication, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Show the figures to everybody. Raises ActionRefused."""
    if publication.published_at:
        raise ActionRefused("publication_is_out")
    if now < publication.objections_until:
        raise ActionRefused(
            "publication_too_early", until_on=clock.legal_day(publication.objections_until).isoformat()
        )
    if waiting := Correction.objects.filter(publication=publication, answered_at__isnull=True).count():
        raise ActionRefused("publication_objections_open", count=waiting)
    same = Publication.objects.filter(
        Q(published_at__isnull=True), pk=publication.pk, version=_seen(seen_version, publication)
    )
    if not same.update(published_at=now, published_by=desk.user, version=F("version") + 1):
        raise ActionRefused("stale")
    return _noted(publication, desk, "figures.publish", {"digest": publication.digest}, now, action_id)


@whole
def record_order(
    desk: Desk,
    *,
    number: str,
    authority_ref: str,
    case_ref: str,
    scope: str,
    until: date,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Write down an order that an authority showed: from today until its last day. Raises ActionRefused."""
    day = clock.legal_day(now)
    authority = people.organisation_by_ref(authority_ref)
    case = Case.objects.filter(ref=ids.parse(case_ref) or "").exclude(state__in=("draft", "invited")).first()
    if authority is None or authority.kind != "authority":
        raise ActionRefused("order_authority_unknown")
    if case is None:
        raise ActionRefused("order_case_unknown")
    if scope not in LawfulOrder.SCOPES:
        raise ActionRefused("order_scope_unknown")
    if until < day:
        raise ActionRefused("order_days_wrong")
    if LawfulOrder.objects.filter(authority=authority, number=number.strip(), case=case).exists():
        raise ActionRefused("order_known")
    row = LawfulOrder.objects.create(
        number=number.strip(),
        authority=authority,
        case=case,
        scope=scope,
        from_day=day,
        until_day=until,
        recorded_by=desk.user,
        recorded_at=now,
    )
    return record(
        chain=chain_for(case.id, "orders"),
        by=desk.actor,
        verb="case.record_order",
        subject=row.id,
        facts={"order": row.ref, "scope": scope, "until_on": until.isoformat()},
        now=now,
        action_id=action_id,
    )


def _seen(version: int | None, row: Publication | Correction) -> int:
    return row.version if version is None else version


def _noted(
    row: Publication, desk: Desk, verb: str, said: dict[str, str], now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(row.id, "platform"),
        by=desk.actor,
        verb=verb,
        subject=row.id,
        facts={"publication": row.ref, **said},
        now=now,
        action_id=action_id,
    )
