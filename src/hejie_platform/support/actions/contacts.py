"""Noting a contact, posting one's own as a lender, and reporting entries to the lender with the day its answer is due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from hejie import rules
from hejie_platform.cases.access import HOUSEHOLD, HeldCase, HeldNegotiation
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Negotiation, Party
from hejie_platform.core.refusals import ActionRefused, as_said, heed
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole
from hejie_platform.people.models import User
from hejie_platform.support.access import HeldReport
from hejie_platform.support.actions import papers
from hejie_platform.support.actions.complaints import last_day
from hejie_platform.support.actions.telling import speakers_of, tell
from hejie_platform.support.facts import lists, times
from hejie_platform.support.models import CollectionReport, ContactEntry
from hejie_platform.support.queries.contacts import findings_of, planned

DESKS = ("officer", "checker")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTold:
    """One contact as somebody tells it; `at` is the moment at which it happened."""

    at: datetime
    channel: str
    reached: str = "debtor"
    was_answered: bool = True
    hour_was_agreed: bool = False
    conduct: tuple[str, ...] = ()
    number: str = ""
    said_to_be: str = ""
    words: str = ""


@whole
def note_contact(
    held: HeldCase,
    *,
    told: ContactTold,
    talks: str = "",
    attached: papers.Attached | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Note one contact in the borrower's record; `talks` names the lender it was about, "" when that is not known."""
    negotiation = _talks(held, talks) if talks else None
    row = _entry(told, now)
    row.case, row.negotiation, row.side, row.noted_by = held.case, negotiation, "borrower", held.user
    row.file, row.file_name = papers.keep(attached, may_be_heard=True, now=now)
    row.save(force_insert=True)
    said = {"entry": row.ref, "channel": row.channel, "file": row.file is not None}
    return _record(held.case.id, "contacts", held.actor, "contact.noted", row.id, said, (), now, action_id)


def _talks(held: HeldCase, ref: str) -> Negotiation:
    row = Negotiation.objects.filter(case=held.case, ref=ref).first()
    if row is None:
        raise ActionRefused("contact_of_nobody")
    return row


def _entry(told: ContactTold, now: datetime) -> ContactEntry:
    if told.at > now:
        raise ActionRefused("contact_ahead")
    wrong = set(told.conduct) - set(rules.CONDUCT)
    if told.channel not in rules.CONTACT_CHANNELS or told.reached not in rules.REACHED or wrong:
        raise ActionRefused("complaint_not_on_list")
    given: dict[str, Any] = {name: getattr(told, name) for name in ContactTold.__dataclass_fields__}
    return ContactEntry(**given | {"conduct": list(told.conduct), "noted_at": now})


@whole
def post_contact(held: HeldNegotiation, *, told: ContactTold, now: datetime, action_id: UUID) -> Done:
    """A lender tells of a contact by its house; the borrower sees it in their record."""
    row = _entry(told, now)
    talks = held.negotiation
    row.case, row.negotiation, row.side, row.noted_by = talks.case, talks, "lender", held.user
    row.save(force_insert=True)
    said = {"entry": row.ref, "channel": row.channel}
    return _record(talks.id, "contacts", held.actor, "contact.posted", row.id, said, (), now, action_id)


@whole
def plan_contact(held: HeldNegotiation, *, told: ContactTold, now: datetime, action_id: UUID) -> Done:
    """A lender asks before it calls or writes. Raises LawRefused for a contact that may not be made, with every reason;
    else it is noted in the lender's own chain that it asked."""
    if told.at < now:
        raise ActionRefused("contact_plan_past")
    row, talks = _entry(replace(told, at=now), now), held.negotiation
    row.case, row.negotiation, row.at, row.side = talks.case, talks, told.at, "lender"
    found = heed(planned(row))
    said = {"channel": row.channel, "at": told.at.isoformat(), "law": as_said(found)}
    return record(
        chain=chain_for(talks.id, "lender"),
        by=held.actor,
        verb="contact.planned",
        subject=talks.id,
        facts=said,
        now=now,
        action_id=action_id,
    )


@whole
def take_back(held: HeldCase, entry: ContactEntry, *, now: datetime, action_id: UUID) -> Done:
    """Take back an entry of one's own that was reported to nobody."""
    if entry.side != "borrower":
        raise ActionRefused("contact_not_own")
    if entry.reports.exists():
        raise ActionRefused("contact_reported")
    ContactEntry.objects.filter(pk=entry.pk).update(taken_back_at=now)
    said = {"entry": entry.ref}
    return _record(
        held.case.id, "contacts", held.actor, "contact.taken_back", entry.id, said, (), now, action_id
    )


@whole
def report_collection(
    held: HeldCase, *, entries: Sequence[ContactEntry], words: str, now: datetime, action_id: UUID
) -> Done:
    """Put entries about one lender to it as improper collection; the report keeps what was found about them today."""
    talks = _one_lender(held, entries)
    due = times.due("report", start=now)
    if due is None:
        raise ActionRefused("complaint_no_longer_limit")
    row = CollectionReport.objects.create(
        negotiation=talks,
        sent_by=held.user,
        sent_at=now,
        words=words,
        found=_found(held, entries),
        law_version=law_of(talks).name,
        due_at=due.at,
        is_provisional=due.is_provisional,
    )
    row.entries.set(entries)
    day = last_day(due.at).isoformat()
    desk = speakers_of(talks.creditor, now=now, roles=DESKS)
    owed = tell(desk, "collection_reported", side="lender", machine="collection", ref=row.ref, due_on=day)
    said = {"report": row.ref, "entries": [one.ref for one in entries], "due_on": day}
    return _record(
        talks.id, "contacts", held.actor, "collection.reported", row.id, said, owed, now, action_id
    )


def _one_lender(held: HeldCase, entries: Sequence[ContactEntry]) -> Negotiation:
    if not entries:
        raise ActionRefused("contact_choose_some")
    if any(one.case_id != held.case.pk or one.side != "borrower" for one in entries):
        raise ActionRefused("contact_not_own")
    lenders = {one.negotiation_id: one.negotiation for one in entries}
    talks = next(iter(lenders.values()))
    if len(lenders) != 1 or talks is None:
        raise ActionRefused("contact_one_lender")
    return talks


def _found(held: HeldCase, entries: Sequence[ContactEntry]) -> list[dict[str, Any]]:
    every = ContactEntry.objects.filter(case=held.case, taken_back_at__isnull=True).order_by("at", "id")
    found = findings_of(list(every))
    return [{"entry": one.ref, "findings": [_kept(finding) for finding in found[one.pk]]} for one in entries]


def _kept(finding: rules.Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "facts": dict(finding.facts),
        "rules": list(finding.rule_ids),
        "force": finding.force,
        "rests_on": finding.rests_on,
    }


@whole
def answer_report(
    held: HeldReport, *, outcome: str, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """The lender's answer to a report, with what it does about it."""
    row = held.report
    if held.role != "lender":
        raise ActionRefused("complaint_not_yours")
    if outcome not in lists.REPORT_OUTCOMES:
        raise ActionRefused("complaint_not_on_list")
    if not words.strip():
        raise ActionRefused("complaint_needs_reasons")
    version = row.version if seen_version is None else seen_version
    same = CollectionReport.objects.filter(pk=row.pk, version=version, answered_at__isnull=True)
    changes = {"outcome": outcome, "answer": words, "answered_by": held.user, "answered_at": now}
    if not same.update(version=F("version") + 1, **changes):
        raise ActionRefused("stale")
    side = _borrower_side(row)
    owed = tell(side, "collection_answered", side="borrower", machine="collection", ref=row.ref)
    said = {"report": row.ref, "outcome": outcome}
    by = Actor(held.user, "officer")
    return _record(
        row.negotiation_id, "contacts", by, "collection.answered", row.id, said, owed, now, action_id
    )


def _borrower_side(row: CollectionReport) -> list[User]:
    """The household; a guarantor reads none of what collectors did."""
    seats = Party.objects.filter(case=row.negotiation.case_id, left_at__isnull=True)
    parties = seats.filter(role__in=HOUSEHOLD)
    return [one.user for one in parties.select_related("user").order_by("id")]


def _record(
    subject: UUID,
    audience: str,
    by: Actor,
    verb: str,
    about: UUID,
    said: dict[str, Any],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(subject, audience),
        by=by,
        verb=verb,
        subject=about,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )
