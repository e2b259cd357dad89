"""The mediated file (卷宗) as one PDF: what a body archives, and what a party takes with it.

In it are the request, each consent, the appointment and what the mediator told of ties, minutes that all confirmed, the
agreement and what made it enforceable. Nothing of a caucus, of notes, of offers or of proposals is read here, so that nothing
of them can come along. A lender gets the file of its own talks: who else consented, and what else was agreed, is not in it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from hejie_platform.agreements import document
from hejie_platform.agreements.document import Printed, Section, Table
from hejie_platform.agreements.document.writing import Language, language
from hejie_platform.agreements.models import Agreement, Enforceability
from hejie_platform.cases.access import Held
from hejie_platform.cases.models import Appointment, Mediation, MediationConsent, Negotiation
from hejie_platform.core import clock, storage
from hejie_platform.ledger.queries import timeline
from hejie_platform.mediation.models import TieStatement
from hejie_platform.mediation.queries.table import Written, minutes
from hejie_platform.people.queries import memberships_on

LENDER_STAFF = ("officer", "checker")
PARTIES = ("borrower", "representative", "guarantor")


def file_of(held: Held, row: Mediation, *, now: datetime) -> bytes:
    """The file of a mediation for this holder."""
    lang = language("zh")
    words, talks = lang.said["file"], talks_for(held, row, now=now)
    agreements = _agreements(talks)
    facts = {
        "ref": row.ref,
        "body": row.body.name_zh if row.body else words["none"],
        "day": lang.day(clock.legal_day(now).isoformat()),
    }
    return document.draw_bundle(
        document.Bundle(
            title=words["title"],
            reference=words["reference"].format(**facts),
            text=[one.format(**facts) for one in words["text"]],
            papers=tuple(_papers(row, talks, agreements, words, lang)),
            files=tuple(_files(agreements, words)),
            day=clock.legal_day(now),
        )
    )


def talks_for(held: Held, row: Mediation, *, now: datetime) -> list[Negotiation]:
    """Whose talks are in the file: all for the borrower's side and the neutrals, its own for a lender."""
    rows = row.negotiations.select_related("creditor").order_by("created_at")
    if set(held.roles) & {*PARTIES, "mediator", "body_admin"}:
        return list(rows)
    mine = memberships_on(held.user, clock.legal_day(now)).filter(role__in=LENDER_STAFF)
    return list(rows.filter(creditor_id__in=mine.values("organisation_id")))


def _papers(
    row: Mediation,
    talks: Sequence[Negotiation],
    agreements: Sequence[Agreement],
    words: Mapping[str, Any],
    lang: Language,
) -> Iterator[Printed]:
    yield _request(row, talks, words, lang)
    yield _consents(row, talks, words, lang)
    yield _appointments(row, words, lang)
    yield from (_minutes(one, words, lang) for one in reversed(minutes(row)) if one.row.final_at)
    yield from (_agreement(one, words) for one in agreements)
    confirmations = Enforceability.objects.filter(agreement__in=[one.pk for one in agreements])
    if confirmations.exists():
        yield _enforceable(
            list(confirmations.select_related("agreement").order_by("on_day", "id")), words, lang
        )


def _agreements(talks: Sequence[Negotiation]) -> list[Agreement]:
    rows = Agreement.objects.filter(negotiation__in=[one.pk for one in talks], effective_at__isnull=False)
    found = rows.select_related("signed_pdf__key").order_by("effective_at")
    return [one for one in found if '"clause_mediated"' in one.terms]


def _request(
    row: Mediation, talks: Sequence[Negotiation], words: Mapping[str, Any], lang: Language
) -> Printed:
    asked = timeline([row.id], ["shared"]).filter(verb="mediation.ask").first()
    by = lang.word(_side(asked.role)) if asked else words["none"]
    rows = [
        (words["asked_by"], by),
        (words["asked_at"], _at(row.created_at)),
        (words["asked_body"], row.body.name_zh if row.body else words["none"]),
        *((words["asked_about"], one.creditor.name_zh) for one in talks),
    ]
    return _table(words["request"], words["pair"], rows)


def _consents(
    row: Mediation, talks: Sequence[Negotiation], words: Mapping[str, Any], lang: Language
) -> Printed:
    mine = {one.pk: one.creditor.name_zh for one in talks}
    given = MediationConsent.objects.filter(mediation=row).order_by("given_at", "id")
    rows = [
        (
            lang.word(one.side),
            mine[one.negotiation_id] if one.negotiation_id else "",
            _at(one.given_at),
            _at(one.left_at) if one.left_at else words["none"],
        )
        for one in given
        if one.negotiation_id is None or one.negotiation_id in mine
    ]
    return _table(words["consents"], words["consents_head"], rows, wide=1)


def _appointments(row: Mediation, words: Mapping[str, Any], lang: Language) -> Printed:
    found = Appointment.objects.filter(mediation=row).select_related("mediator").order_by("asked_at", "id")
    rows = [
        (
            str(one.mediator.name),
            _at(one.asked_at),
            _at(one.accepted_at) if one.accepted_at else words["none"],
            _ties(one, words),
            _at(one.ended_at) if one.ended_at else words["none"],
        )
        for one in found
    ]
    return _table(words["appointment"], words["appointment_head"], rows, wide=3)


def _ties(one: Appointment, words: Mapping[str, Any]) -> str:
    told = TieStatement.objects.filter(appointment=one).order_by("-made_at", "-id").first()
    if told is None:
        return str(words["ties_told"] if one.disclosed_at else words["none"])
    return str(words["ties"]) + told.words if told.has_ties else str(words["no_ties"])


def _minutes(one: Written, words: Mapping[str, Any], lang: Language) -> Printed:
    title = words["minutes"].format(number=one.row.number)
    head = words["minutes_head"].format(at=_at(one.row.written_at), final=_at(one.row.final_at))
    rows = [(kept.words, lang.day(kept.row.due_on.isoformat())) for kept in one.promises]
    promises = Table(words["promises_head"], rows, wide=0) if rows else None
    facts = {"minutes": one.row.ref, "hash": one.row.hash, "text": one.text, "promises": rows}
    paragraphs = [head, *(line for line in one.text.splitlines() if line.strip())]
    return Printed(title, (Section("", paragraphs, promises),), facts)


def _agreement(row: Agreement, words: Mapping[str, Any]) -> Printed:
    sections = document.agreement_sections(json.loads(row.terms))
    return Printed(words["agreement"].format(ref=row.ref), sections, {"terms": row.terms_hash})


def _enforceable(rows: Sequence[Enforceability], words: Mapping[str, Any], lang: Language) -> Printed:
    found = [
        (one.agreement.ref, words[one.kind], one.number, lang.day(one.on_day.isoformat())) for one in rows
    ]
    return _table(words["enforceable"], words["enforceable_head"], found, wide=2)


def _files(agreements: Sequence[Agreement], words: Mapping[str, Any]) -> Iterator[document.Attached]:
    for one in agreements:
        if one.signed_pdf is not None:
            title = words["signed"].format(ref=one.ref)
            yield document.Attached(f"hejie-{one.ref}.pdf", title, storage.get(one.signed_pdf))


def _table(title: str, head: Sequence[str], rows: Sequence[tuple[str, ...]], *, wide: int = 1) -> Printed:
    return Printed(title, (Section("", (), Table(head, rows, wide=wide)),), {"title": title, "rows": rows})


def _side(role: str) -> str:
    return {"officer": "lender", "checker": "lender"}.get(role, "borrower")


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(clock.legal_zone()):%Y-%m-%d %H:%M}" if moment else ""
