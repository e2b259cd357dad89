"""The way of a mediated agreement to the court: until when, where, with which papers; and the papers as one PDF.

Both parties apply together. What only they know (where they live, which court) stays a line to be filled in by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hejie import rules
from hejie_platform.agreements import document
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.document import Printed, Section, Table
from hejie_platform.agreements.document.writing import language
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Enforceability, Signature
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Appointment, Clock, Mediation
from hejie_platform.core import clock, storage

A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How the confirmation stands. `last_day`: the last day for asking the court; None where no time runs any more."""

    last_day: date | None
    days: int
    enforceabilities: Sequence[Enforceability]
    is_mediated: bool
    is_ready: bool


def confirmation_of(row: Agreement, *, now: datetime) -> Confirmation:
    """Whether and until when the parties may ask the court."""
    running = Clock.objects.filter(subject=row.id, rule="court_confirmation", stopped_at__isnull=True)
    found = running.filter(fired_at__isnull=True).first()
    said = terms.clause(terms.terms_of(row), "clause_confirmation")
    return Confirmation(
        last_day=clock.legal_day(found.due_at - A_MOMENT) if found else None,
        days=int(said["days"]) if said else 0,
        enforceabilities=list(
            Enforceability.objects.filter(agreement=row).select_related("paper").order_by("on_day", "id")
        ),
        is_mediated=terms.clause(terms.terms_of(row), "clause_mediated") is not None,
        is_ready=row.signed_pdf_id is not None and row.state in ("effective", "in_cure"),
    )


def confirmation_pack(held: HeldAgreement, *, now: datetime) -> bytes:
    """The joint application, the list of papers, who the parties are, the body's certificate, the agreement; the signed file
    inside. Raises LookupError for an agreement that is not mediated or not sealed yet."""
    row = held.agreement
    said = terms.terms_of(row)
    mediated = terms.clause(said, "clause_mediated")
    if mediated is None or row.signed_pdf is None or row.effective_at is None:
        raise LookupError(f"agreement {row.ref} has no way to the court yet")
    words = language("zh").said["confirmation"]
    facts = _facts(row, said, mediated, now)
    papers = (
        _application(facts, words),
        _list(facts, words),
        _identities(row, said, words),
        _certificate(row, facts, words),
        _agreement(row, said, words),
    )
    signed = document.Attached(f"hejie-{row.ref}.pdf", words["signed"], storage.get(row.signed_pdf))
    return document.draw_bundle(
        document.Bundle(
            title=words["title"],
            reference=words["reference"].format(**facts),
            text=[one.format(**facts) for one in words["text"]],
            papers=papers,
            files=(signed,),
            day=clock.legal_day(now),
        )
    )


def _facts(
    row: Agreement, said: Mapping[str, Any], mediated: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    lang, stands = language("zh"), confirmation_of(row, now=now)
    effective = clock.legal_day(row.effective_at or now)
    last = stands.last_day or effective + timedelta(days=stands.days)
    claim = terms.clause(said, "clause_claim") or {}
    return {
        "ref": row.ref,
        "body": mediated["body"],
        "mediator": mediated["mediator"],
        "effective": lang.day(effective.isoformat()),
        "last_day": lang.day(last.isoformat()),
        "days": stands.days,
        "total": lang.money(claim.get("total_minor", 0)),
        "parties": "、".join((terms.clause(said, "clause_parties") or {})["names"]),
        "hash": row.terms_hash,
        "accept_days": _law(row, "confirmation_accept_days", effective),
        "decide_days": _law(row, "confirmation_decide_days", effective),
    }


def _law(row: Agreement, name: str, day: date) -> str:
    found = law_of(row).as_of(name, day)
    return str(int(found.number)) if isinstance(found, rules.Row) else "＿＿"


def _application(facts: Mapping[str, Any], words: Mapping[str, Any]) -> Printed:
    said = words["application"]
    names = facts["parties"].split("、")
    blank = Table(said["head"], [(name, "", "", "") for name in names], wide=1)
    signs = Table(said["sign_head"], [(name, "", "") for name in names], wide=1)
    text = [one.format(**facts) for one in said["text"]]
    return Printed(
        said["title"],
        (
            Section(said["who"], (), blank),
            Section(said["what"], text),
            Section(said["sign"], [said["court"]], signs),
        ),
    )


def _list(facts: Mapping[str, Any], words: Mapping[str, Any]) -> Printed:
    said = words["list"]
    table = Table(said["head"], [tuple(row) for row in said["rows"]], wide=1)
    return Printed(said["title"], (Section("", [one.format(**facts) for one in said["text"]], table),))


def _identities(row: Agreement, said: Mapping[str, Any], words: Mapping[str, Any]) -> Printed:
    """Who the parties are by masked numbers, and how and when each signer's identity was checked."""
    lang, own = language("zh"), words["identities"]
    parties = terms.clause(said, "clause_parties") or {"roles": (), "names": (), "marks": ()}
    marks = dict(zip(parties["names"], parties["marks"], strict=True))
    signed = Signature.objects.filter(agreement=row).select_related("signer", "identity").order_by("place")
    names = {slot.place: slot.name for slot in terms.slots_of(said)}
    rows = [_identity(one, names[one.place], marks, own, lang) for one in signed]
    return Printed(
        own["title"], (Section("", own["text"], Table(own["head"], rows, wide=1)),), {"rows": rows}
    )


def _identity(
    one: Signature, name: str, marks: Mapping[str, str], own: Mapping[str, Any], lang: Any
) -> tuple[str, ...]:
    decided = one.identity.decided_at if one.identity else None
    checked = clock.legal_day(decided).isoformat() if decided else ""
    how = own["proven"].format(day=lang.day(checked)) if checked else own["staff"]
    at = f"{one.signed_at.astimezone(clock.legal_zone()):%Y-%m-%d %H:%M}"
    return lang.word(one.side), name, marks.get(name, "—"), how, at


def _certificate(row: Agreement, facts: Mapping[str, Any], words: Mapping[str, Any]) -> Printed:
    """What the body certifies: that it presided, who mediated, and that ties were told beforehand."""
    lang, own = language("zh"), words["certificate"]
    held = Mediation.objects.filter(negotiations=row.negotiation_id).order_by("-created_at").first()
    told = {**facts, "mediation": held.ref if held else "—", "disclosed": _disclosed(held, own, lang)}
    table = Table(own["sign_head"], [(facts["mediator"], ""), (facts["body"], "")], wide=1)
    return Printed(
        own["title"],
        (Section("", [one.format(**told) for one in own["text"]]), Section("", (), table)),
        {"mediation": told["mediation"], "agreement": row.ref, "terms": row.terms_hash},
    )


def _disclosed(held: Mediation | None, own: Mapping[str, Any], lang: Any) -> str:
    found = (
        Appointment.objects.filter(mediation=held, disclosed_at__isnull=False).order_by("-asked_at").first()
        if held
        else None
    )
    if found is None or found.disclosed_at is None:
        return str(own["not_disclosed"])
    return str(own["disclosed"]).format(day=lang.day(clock.legal_day(found.disclosed_at).isoformat()))


def _agreement(row: Agreement, said: Mapping[str, Any], words: Mapping[str, Any]) -> Printed:
    return Printed(
        words["agreement"].format(ref=row.ref), document.agreement_sections(said), {"terms": row.terms_hash}
    )
