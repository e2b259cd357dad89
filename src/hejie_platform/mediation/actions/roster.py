"""A body's roster and terms: entered by a mediator for themselves or by the head, verified by the head, dated.

Nobody verifies themselves. A new entry about somebody who is listed waits beside the old one, which holds until the new one
is verified; a body's terms are numbered, and a mediation keeps the ones it was asked for on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from hejie import rules
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.mediation.access import HeldBody
from hejie_platform.mediation.facts import roster, terms
from hejie_platform.mediation.models import Absence, BodyTerms, Listing, Tie
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import members_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a listing says of a mediator. `most`: how many mediations they carry at once."""

    qualification: str
    registration_number: str
    registered_with: str
    loan_types: Sequence[str]
    languages: Sequence[str]
    most: int


@whole
def enter_listing(
    held: HeldBody, *, mediator: User, entered: Entered, now: datetime, action_id: UUID
) -> Done:
    """Enter somebody into the roster, to be verified. A mediator enters themselves; the head anyone who works there."""
    _may_enter(held, mediator, entered, now)
    waiting = Listing.objects.filter(body=held.body, mediator=mediator, verified_at__isnull=True)
    waiting.filter(ended_at__isnull=True).update(ended_at=now)
    row = Listing.objects.create(
        body=held.body,
        mediator=mediator,
        qualification=entered.qualification,
        registration_number=entered.registration_number,
        registered_with=entered.registered_with,
        loan_types=sorted(entered.loan_types),
        languages=sorted(entered.languages),
        load_limit=entered.most,
        entered_by=held.user,
        entered_at=now,
    )
    return _record(held, "enter_listing", {"listing": row.ref, "mediator": mediator.ref}, now, action_id)


def _may_enter(held: HeldBody, mediator: User, entered: Entered, now: datetime) -> None:
    members = members_on(held.body, clock.legal_day(now), ("mediator",)).values_list("user_id", flat=True)
    if mediator.pk not in set(members) or not (held.is_head or held.user.pk == mediator.pk):
        raise ActionRefused("roster_not_of_body")
    known = set(entered.loan_types) <= set(roster.FIELDS) and set(entered.languages) <= set(roster.LANGUAGES)
    if not known or not entered.languages or not entered.loan_types or entered.most < 1:
        raise ActionRefused("roster_incomplete")


@whole
def verify_listing(held: HeldBody, row: Listing, *, now: datetime, action_id: UUID) -> Done:
    """Put a listing in force, in place of the one before. Raises ActionRefused for one's own."""
    if not held.is_head or row.body_id != held.body.pk:
        raise ActionRefused("roster_needs_head")
    if row.mediator_id == held.user.pk:
        raise ActionRefused("roster_own_listing")
    if row.ended_at is not None or row.verified_at is not None:
        raise ActionRefused("stale")
    before = Listing.objects.filter(body=row.body, mediator=row.mediator, verified_at__isnull=False)
    before.filter(ended_at__isnull=True).update(ended_at=now)
    Listing.objects.filter(pk=row.pk).update(verified_by=held.user, verified_at=now)
    return _record(held, "verify_listing", {"listing": row.ref}, now, action_id)


@whole
def end_listing(held: HeldBody, row: Listing, *, now: datetime, action_id: UUID) -> Done:
    """Take a listing off the roster, or send back one that waits. What the mediator has begun goes on."""
    if not held.is_head or row.body_id != held.body.pk:
        raise ActionRefused("roster_needs_head")
    returned = now if row.verified_at is None else None
    if not Listing.objects.filter(pk=row.pk, ended_at__isnull=True).update(
        ended_at=now, returned_at=returned
    ):
        raise ActionRefused("stale")
    return _record(held, "end_listing", {"listing": row.ref}, now, action_id)


@whole
def declare_tie(
    held: HeldBody, *, organisation: Organisation, kind: str, words: str, now: datetime, action_id: UUID
) -> Done:
    """A mediator declares what ties them to an organisation: it bars them wherever that is a party, at once."""
    if kind not in Tie.KINDS:
        raise ActionRefused("roster_tie_unknown")
    Tie.objects.update_or_create(
        mediator=held.user,
        organisation=organisation,
        kind=kind,
        over_at=None,
        defaults={"words": words.strip(), "declared_at": now},
    )
    return _record(held, "declare_tie", {"kind": kind}, now, action_id)


@whole
def end_tie(held: HeldBody, tie: Tie, *, now: datetime, action_id: UUID) -> Done:
    """A tie is over, as its mediator says; the row stays with both days."""
    if not Tie.objects.filter(pk=tie.pk, mediator=held.user, over_at__isnull=True).update(over_at=now):
        raise ActionRefused("stale")
    return _record(held, "end_tie", {"kind": tie.kind}, now, action_id)


@whole
def note_absence(held: HeldBody, *, from_day: date, until_day: date, now: datetime, action_id: UUID) -> Done:
    """Days on which a mediator is given nothing new."""
    if until_day < from_day or until_day < clock.legal_day(now):
        raise ActionRefused("roster_days_reversed")
    Absence.objects.create(mediator=held.user, from_day=from_day, until_day=until_day, noted_at=now)
    facts = {"from_on": from_day.isoformat(), "until_on": until_day.isoformat()}
    return _record(held, "note_absence", facts, now, action_id)


@whole
def cancel_absence(held: HeldBody, absence: Absence, *, now: datetime, action_id: UUID) -> Done:
    """There after all."""
    mine = Absence.objects.filter(pk=absence.pk, mediator=held.user, cancelled_at__isnull=True)
    if not mine.update(cancelled_at=now):
        raise ActionRefused("stale")
    return _record(held, "cancel_absence", {}, now, action_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a mediation costs at a body. `funded_by`: public, association, platform or fees."""

    kind: str
    fee_minor: int
    payer: str
    has_fee_help: bool
    funded_by: str
    platform_pays_minor: int = 0
    licence: str = ""


@whole
def publish_terms(held: HeldBody, *, given: Terms, from_day: date, now: datetime, action_id: UUID) -> Done:
    """New terms from a day; mediations asked for before keep theirs. Raises ActionRefused where the law forbids the fee."""
    if not held.is_head:
        raise ActionRefused("roster_needs_head")
    if not terms.fee_fits_law(given.kind, given.fee_minor, from_day, country=held.body.country):
        raise ActionRefused("terms_fee_forbidden")
    if (given.fee_minor == 0) != (given.payer == "nobody"):
        raise ActionRefused("terms_payer_missing")
    if given.kind == "commercial" and not given.licence.strip():
        raise ActionRefused("terms_licence_missing")
    newest = BodyTerms.objects.filter(body=held.body).aggregate(newest=Max("number"))["newest"] or 0
    row = BodyTerms.objects.create(
        body=held.body,
        number=newest + 1,
        kind=given.kind,
        fee_minor=given.fee_minor,
        payer=given.payer,
        has_fee_help=given.has_fee_help,
        funded_by=given.funded_by,
        platform_pays_minor=given.platform_pays_minor,
        licence=given.licence,
        currency=rules.load_pack(held.body.country).currency,
        from_day=from_day,
        entered_by=held.user,
        entered_at=now,
    )
    facts = {"number": row.number, "kind": row.kind, "fee_minor": row.fee_minor, "payer": row.payer}
    return _record(held, "publish_terms", facts, now, action_id)


def _record(held: HeldBody, verb: str, facts: Mapping[str, object], now: datetime, action_id: UUID) -> Done:
    return record(
        chain=chain_for(held.body.pk, "mediation"),
        by=held.actor,
        verb=f"roster.{verb}",
        subject=held.body.pk,
        facts=facts,
        now=now,
        action_id=action_id,
    )
