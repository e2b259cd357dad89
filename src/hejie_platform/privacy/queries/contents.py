"""What an export contains, part by part: only what this person may see on their own pages, read through the same doors.

A list of what goes in, never of what stays out. No part reads another party's caucus, a mediator's notes, a lender's private
side or what a lender sees of another; the talks come from the rooms at which the person sits.

    gather("papers", person, now=now)     # Made(data=[...], files={"papers/01-contract.pdf": b"..."}, papers=[...])
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Model

from hejie_platform.agreements.models import Agreement, Payment
from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.core import keys, storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.models import Consent, EvidenceItem
from hejie_platform.ledger import facts as ledger
from hejie_platform.ledger.models import Chain
from hejie_platform.mediation.models import CaucusSaying, JointSaying
from hejie_platform.mediation.queries import table
from hejie_platform.negotiation import facts as words
from hejie_platform.negotiation.models import Claim, Message, Offer, PaymentDispute
from hejie_platform.notices.queries import notices_of
from hejie_platform.people.models import IdentityProof, User
from hejie_platform.privacy.facts import proof
from hejie_platform.privacy.models import Correction, Erasure, ExportOrder
from hejie_platform.privacy.queries.looks import looks_at
from hejie_platform.privacy.queries.readme import README
from hejie_platform.support.models import Complaint, ComplaintPaper, ContactEntry, Statement

BORROWER: Final = "borrower"  # the key of the borrower's own caucus
ENDINGS: Final[Mapping[str, str]] = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/zip": "zip",
    "application/vnd.ms-excel": "xls",
    "text/plain": "txt",
    "text/csv": "csv",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One part: plain data, the files that belong to it, and which papers stand in the record under which fingerprint."""

    data: Any
    files: Mapping[str, bytes] = field(default_factory=dict)
    papers: Sequence[dict[str, str]] = ()


def gather(part: str, person: User, *, now: datetime) -> Made:
    """One part of the export of this person."""
    return _PARTS[part](person, now)


def own_cases(person: User) -> list[Case]:
    """The cases of which the person is the borrower; in a case of somebody else they only help."""
    return list(Case.objects.filter(borrower=person).order_by("created_at", "id"))


def _account(person: User, now: datetime) -> Made:
    offices = [
        {"house": row.organisation.name_zh, "role": row.role, "from": row.from_day, "until": row.until_day}
        for row in person.memberships.select_related("organisation").order_by("from_day", "id")
    ]
    told = _columns(person, "ref", "email", "phone", "name", "language", "created_at", "last_login")
    return Made(told | {"offices": offices})


def masked(number: str) -> str:
    """A number of which only the last four characters can be read."""
    return "*" * max(0, len(number) - 4) + number[-4:]


def _identity(person: User, now: datetime) -> Made:
    rows = IdentityProof.objects.filter(user=person).order_by("offered_at", "id")
    names = ("ref", "method", "state", "legal_name", "id_kind", "offered_at", "decided_at", "valid_until")
    return Made([_columns(row, *names) | {"id_number": masked(row.id_number)} for row in rows])


def _consents(person: User, now: datetime) -> Made:
    rows = Consent.objects.filter(giver=person).select_related("recipient", "case").order_by("given_at", "id")
    names = ("ref", "purpose", "items", "sheet_version", "given_at", "until_day", "withdrawn_at")
    more = [{"case": row.case.ref, "recipient": row.recipient.name_zh} for row in rows]
    return Made([_columns(row, *names) | one for row, one in zip(rows, more, strict=True)])


# What is told of a case, by the name under which the case has its rows.
_TOLD: Final = ("story", "savings", "wish")
_LISTS: Final = ("loans", "budget_answers", "changes", "credit_requests")


def _cases(person: User, now: datetime) -> Made:
    seats = person.parties.exclude(case__borrower=person).select_related("case").order_by("joined_at", "id")
    helped = [{"case": row.case.ref, "role": row.role, "until": row.left_at} for row in seats]
    return Made({"own": [_case(row) for row in own_cases(person)], "helped_in": helped})


def _case(row: Case) -> dict[str, Any]:
    told = _columns(row, "ref", "state", "reason", "created_at", "submitted_at", "is_vulnerable")
    single = {name: _plain(getattr(row, name)) for name in _TOLD if hasattr(row, name)}
    many = {name: [_plain(one) for one in getattr(row, name).order_by("pk")] for name in _LISTS}
    talks = Negotiation.objects.filter(case=row).select_related("creditor").order_by("created_at", "id")
    given = row.hardship_files.select_related("recipient").order_by("given_at", "id")
    notes = [
        _columns(one, "group", "pack", "words", "said_at", "question", "asked_at")
        for one in row.line_notes.order_by("pk")
    ]
    files = [_plain(one) | {"recipient": one.recipient.name_zh} for one in given]
    return (
        told
        | single
        | many
        | {"given_files": files, "line_notes": notes, "negotiations": [_talks(one) for one in talks]}
    )


def _talks(row: Negotiation) -> dict[str, Any]:
    claims = Claim.objects.filter(negotiation=row).order_by("number")
    names = ("ref", "number", "as_of", "currency", "buckets", "stated_at", "disputed", "borrower_agreed_at")
    told = _columns(row, "ref", "state", "reason", "created_at")
    said = PaymentDispute.objects.filter(negotiation=row).order_by("said_at", "id")
    against = ("ref", "loan", "how", "day", "minor", "said_at", "taken_back_at")
    return told | {
        "creditor": row.creditor.name_zh,
        "claims": [_columns(one, *names) for one in claims],
        "payments_disputed": [_columns(one, *against) for one in said],
    }


def _papers(person: User, now: datetime) -> Made:
    rows = EvidenceItem.objects.filter(case__in=own_cases(person), file__isnull=False)
    own = (
        rows.filter(filed_by=person).select_related("file__key", "case", "read_as").order_by("filed_at", "id")
    )
    listed, files, recorded = [], {}, []
    for number, row in enumerate(own, start=1):
        told = _columns(row, "ref", "kind", "name", "filed_at", "removed_at", "source", "reading")
        name, data = _opened(row.file, f"papers/{number:02}-{row.kind}")
        listed.append(told | _read_of(row) | {"case": row.case.ref, "file": name, "sha256": row.file.sha256})
        if data is not None:
            files[name] = data
            print_ = keys.keyed_hash(row.file.sha256, purpose="evidence")
            recorded.append(
                {"file": name, "paper": row.ref, "sha256": row.file.sha256, "fingerprint": print_}
            )
    return Made(listed, files, recorded)


def _read_of(row: EvidenceItem) -> dict[str, Any]:
    """What a machine read of a contract or a credit report, and what its owner said of each value."""
    return _columns(row.read_as, "found", "answers") if hasattr(row, "read_as") else {}


def _talk(person: User, now: datetime) -> Made:
    """What was said in the rooms at which the person sits: with each lender, at the table, in their own caucus."""
    mine = own_cases(person)
    rows = Message.objects.filter(room__negotiation__case__in=mine, room__audience="shared")
    messages = rows.select_related("room__key", "room__negotiation").order_by("room", "seq")
    said = [_said(row, "message") | {"negotiation": row.room.negotiation.ref} for row in messages]
    tables = [_table(row) for row in Mediation.objects.filter(case__in=mine).order_by("created_at", "id")]
    return Made({"messages": said, "mediations": tables})


def _table(row: Mediation) -> dict[str, Any]:
    joint = JointSaying.objects.filter(room__mediation=row).select_related("room__key").order_by("seq")
    own = CaucusSaying.objects.filter(room__mediation=row, room__party=BORROWER)
    minutes = [
        _columns(one.row, "ref", "number", "written_at", "final_at") | {"text": one.text}
        for one in table.minutes(row)
    ]
    return {
        "mediation": row.ref,
        "at_the_table": [_said(one, "saying") for one in joint],
        "own_caucus": [_said(one, "saying") for one in own.select_related("room__key").order_by("seq")],
        "minutes": minutes,
    }


def _said(row: Any, place: str) -> dict[str, Any]:
    text = words.open_words(row.room, row.body, place=f"{place}.{row.seq}")
    return {"seq": row.seq, "role": row.role, "at": row.sent_at, "text": text}


def _offers(person: User, now: datetime) -> Made:
    rows = Offer.objects.filter(negotiation__case__in=own_cases(person)).select_related("negotiation")
    names = ("ref", "number", "side", "state", "reason", "package", "package_hash", "put_at", "expires_at")
    return Made(
        [
            _columns(row, *names) | {"negotiation": row.negotiation.ref, "words": _offer_words(row)}
            for row in rows.order_by("negotiation", "number")
        ]
    )


def _offer_words(row: Offer) -> str:
    room = row.negotiation.rooms.filter(audience="shared").select_related("key").first()
    return words.open_words(room, row.words, place=f"offer.{row.number}")


def _agreements(person: User, now: datetime) -> Made:
    rows = Agreement.objects.filter(negotiation__case__in=own_cases(person))
    listed: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for row in rows.select_related("base_pdf__key", "signed_pdf__key").order_by("created_at", "id"):
        told = _columns(row, "ref", "state", "reason", "terms", "terms_hash", "sign_by", "effective_at")
        duties = [_plain(one) for one in row.obligations.order_by("number")]
        name, data = _opened(row.signed_pdf or row.base_pdf, f"agreements/{row.ref}")
        listed.append(told | {"obligations": duties, "file": name})
        files |= {name: data} if data is not None else {}
    return Made(listed, files)


def _payments(person: User, now: datetime) -> Made:
    rows = Payment.objects.filter(agreement__negotiation__case__in=own_cases(person))
    names = (
        "ref",
        "amount_minor",
        "currency",
        "paid_on",
        "channel",
        "claimed_at",
        "confirmed_at",
        "reversed_at",
    )
    listed: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for row in rows.select_related("proof__key", "agreement").order_by("paid_on", "id"):
        own = row.proof if row.claimed_by_id == person.pk else None
        name, data = _opened(own, f"receipts/{row.ref}")
        listed.append(_columns(row, *names) | {"agreement": row.agreement.ref, "file": name})
        files |= {name: data} if data is not None else {}
    return Made(listed, files)


def _notices(person: User, now: datetime) -> Made:
    return Made([{"at": one.notice.created_at, "text": one.text} for one in notices_of(person, limit=10_000)])


def _complaints(person: User, now: datetime) -> Made:
    names = (
        "ref", "state", "about", "about_words", "topic", "happened_on", "words", "wish", "wish_words", "received_at",
        "answer_due_at", "outcome", "answer", "routes", "ended_at",
    )  # fmt: skip
    listed: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for row in Complaint.objects.filter(complainant=person).order_by("received_at", "id"):
        own = Statement.objects.filter(complaint=row).order_by("at", "id")
        said = [{"at": one.at, "side": one.side, "words": one.words} for one in own]
        listed.append(_columns(row, *names) | {"statements": said})
        for paper in ComplaintPaper.objects.filter(complaint=row, filed_by=person).select_related(
            "file__key"
        ):
            name, data = _opened(paper.file, f"complaints/{row.ref}-{paper.ref}")
            files |= {name: data} if data is not None else {}
    return Made(listed, files)


def _contacts(person: User, now: datetime) -> Made:
    names = (
        "ref",
        "side",
        "at",
        "channel",
        "reached",
        "was_answered",
        "conduct",
        "number",
        "said_to_be",
        "words",
    )
    rows = ContactEntry.objects.filter(case__in=own_cases(person), taken_back_at__isnull=True)
    listed: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for row in rows.select_related("file__key").order_by("at", "id"):
        name, data = _opened(row.file, f"contacts/{row.ref}")
        listed.append(_columns(row, *names) | {"file": name})
        files |= {name: data} if data is not None else {}
    return Made(listed, files)


def _looks(person: User, now: datetime) -> Made:
    return Made(
        [
            {
                "at": one.at,
                "what": one.kind,
                "role": one.role,
                "house": one.house.name_zh if one.house else "",
                "why": one.purpose,
            }
            for one in looks_at(person, most=100_000)
        ]
    )


def _requests(person: User, now: datetime) -> Made:
    asked = (
        "ref",
        "state",
        "about",
        "recorded",
        "wished",
        "words",
        "asked_at",
        "decided_at",
        "reason",
        "answer",
    )
    erased = ("ref", "state", "asked_at", "due_at", "ended_at", "stops", "kept")
    copies = ("ref", "asked_at", "made_at", "expires_at", "ended_at")
    tables = (
        (Correction, "corrections", asked),
        (Erasure, "erasures", erased),
        (ExportOrder, "exports", copies),
    )
    return Made(
        {
            name: [
                _columns(row, *columns)
                for row in model._default_manager.filter(person=person).order_by("asked_at", "id")
            ]
            for model, name, columns in tables
        }
    )


_PARTS: Final[Mapping[str, Callable[[User, datetime], Made]]] = {
    "account": _account,
    "identity": _identity,
    "consents": _consents,
    "cases": _cases,
    "papers": _papers,
    "talks": _talk,
    "offers": _offers,
    "agreements": _agreements,
    "payments": _payments,
    "notices": _notices,
    "complaints": _complaints,
    "contacts": _contacts,
    "looks": _looks,
    "requests": _requests,
}
PARTS: Final = tuple(_PARTS)


def chains_of(person: User) -> list[dict[str, Any]]:
    """The chains that are the person's own to read: of their account, and the borrower's side of their cases."""
    subjects = [("private", [person.pk]), ("borrower", [row.pk for row in own_cases(person)])]
    return [
        chain
        for audience, ids in subjects
        for row in Chain.objects.filter(audience=audience, subject__in=ids).order_by("id")
        for chain in (_chain(row),)
    ]


def _chain(row: Chain) -> dict[str, Any]:
    entries = [
        {"content": ledger.content(entry), "hash": entry.hash} for entry in row.entries.order_by("seq")
    ]
    head = entries[-1]["hash"] if entries else proof.GENESIS
    return {
        "id": str(row.pk),
        "audience": row.audience,
        "length": len(entries),
        "head": head,
        "entries": entries,
    }


def index(person: User, files: Mapping[str, bytes], *, now: datetime) -> dict[str, bytes]:
    """The first page of the archive, in Chinese and English."""
    lines = "\n".join(f"  {name}  ({len(data)} bytes)" for name, data in sorted(files.items()))
    made = now.isoformat(timespec="minutes")
    return {
        f"README.{lang}.txt": text.format(ref=person.ref, at=made, files=lines).encode()
        for lang, text in README.items()
    }


def _columns(row: Model, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


_OURS: Final = frozenset({"id", "case", "negotiation", "agreement", "key", "version"})


def _plain(row: Model) -> dict[str, Any]:
    """A row of the person's own as plain data: its columns, without our ids and without other people."""
    return {name: getattr(row, name) for name in _named(row)}


def _named(row: Model) -> Iterator[str]:
    for column in row._meta.concrete_fields:
        if column.name not in _OURS and not column.is_relation:
            yield column.name


def _opened(stored: StoredFile | None, name: str) -> tuple[str, bytes | None]:
    """A file under its name in the archive; no bytes when its key was destroyed or there is none."""
    if stored is None:
        return "", None
    try:
        return f"{name}.{ENDINGS.get(stored.media_type, 'bin')}", storage.get(stored)
    except storage.FileGone:
        return "", None
