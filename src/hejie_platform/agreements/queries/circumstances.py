"""What life did to a case, as pages show it: court cases, other holders of its loans, pauses in collection, and why care is due.

Words and papers lie sealed beside the entries of their steps. Reading why somebody gets special care is written down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements.models import Agreement, PaperSignature, StepNote
from hejie_platform.cases.access import HeldCase, cases_for_staff
from hejie_platform.cases.models import (
    Case,
    CreditorChange,
    Negotiation,
    OutsideLetter,
    Proceeding,
    Standstill,
)
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.models import ClaimedLoan, Consent
from hejie_platform.ledger.actions import note_access
from hejie_platform.ledger.models import Entry
from hejie_platform.ledger.queries import timeline
from hejie_platform.people.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The dated rows beside the talks of a case (or of one negotiation), the newest first."""

    proceedings: Sequence[Proceeding]
    changes: Sequence[CreditorChange]
    standstills: Sequence[Standstill]
    day: date

    @property
    def running(self) -> list[Proceeding]:
        """Court cases that have not ended."""
        return [one for one in self.proceedings if one.until_day is None]

    @property
    def resting(self) -> list[Standstill]:
        """Pauses in collection that hold on the day."""
        return [one for one in self.standstills if one.from_day <= self.day <= one.until_day]


def circumstances(case: Case, *, day: date, talks: Negotiation | None = None) -> Circumstances:
    """Everything of the case, or of one of its talks. Three queries."""
    rows = Negotiation.objects.filter(pk=talks.pk) if talks else Negotiation.objects.filter(case=case)
    about = {"negotiation__in": rows.order_by()}
    proceedings = Proceeding.objects.filter(**about).select_related("negotiation__creditor")
    changes = CreditorChange.objects.filter(**about).select_related("old_holder", "new_holder")
    pauses = Standstill.objects.filter(**about).select_related("negotiation__creditor")
    return Circumstances(
        list(proceedings.order_by("-from_day", "-pk")),
        list(changes.order_by("-on_day", "-pk")),
        list(pauses.order_by("-from_day", "-pk")),
        day,
    )


def notes_of(entries: Sequence[UUID]) -> Mapping[UUID, StepNote]:
    """Words and papers beside these entries, by the entry's id."""
    return {
        one.entry_id: one for one in StepNote.objects.filter(entry_id__in=entries).select_related("paper")
    }


def reasons_for_care(held: HeldCase, *, now: datetime) -> list[tuple[Entry, str]]:
    """Who flagged the person as needing special care, when, and in which words; the look is written down."""
    entries = Entry.objects.filter(
        chain__subject=held.case.pk, verb__in=("case.flag_vulnerable", "case.unflag_vulnerable")
    )
    found = list(entries.select_related("actor").order_by("-at"))
    words = notes_of([one.id for one in found])
    note_access(
        reader=held.actor,
        kind="vulnerability",
        subject=held.case.id,
        owner=held.case.borrower,
        purpose="special_care",
        now=now,
    )
    return [(one, words[one.id].words if one.id in words else "") for one in found]


@dataclass(frozen=True, slots=True)
class Proof:
    """One line of what happened with a creditor outside: its number, its entry, its words, and the paper that shows it; of a
    signature on paper also the one that says that the signer may."""

    number: int
    entry: Entry
    words: str
    paper: StoredFile | None
    authority: StoredFile | None = None


def proofs(talks: Negotiation) -> list[Proof]:
    """Everything that happened in these talks, the oldest first and numbered so: the index of proofs. Four queries."""
    entries = list(timeline([talks.pk], ["shared", "borrower"]))[::-1]
    notes = notes_of([one.id for one in entries])
    letters = {one.ref: one for one in OutsideLetter.objects.filter(negotiation=talks)}
    signed = {one.scan.sha256: one for one in _signed_papers(talks)}
    return [
        _signed(number, entry, signed[str(entry.facts["scan"])])
        if entry.facts.get("scan") in signed
        else _proof(number, entry, notes, letters)
        for number, entry in enumerate(entries, start=1)
    ]


def _signed_papers(talks: Negotiation) -> Sequence[PaperSignature]:
    rows = PaperSignature.objects.filter(signature__agreement__negotiation=talks)
    return list(rows.select_related("scan", "authority", "signature").order_by("number"))


def paper_signatures(agreement: Agreement) -> Sequence[PaperSignature]:
    """What shows the signature that was given on paper, the former scans first; nothing where there is none."""
    return [
        one for one in _signed_papers(agreement.negotiation) if one.signature.agreement_id == agreement.pk
    ]


def _signed(number: int, entry: Entry, paper: PaperSignature) -> Proof:
    words = f"{paper.signed_by} · {paper.signed_on.isoformat()}"
    return Proof(number, entry, words, paper.scan, paper.authority)


def _proof(
    number: int, entry: Entry, notes: Mapping[UUID, StepNote], letters: Mapping[str, OutsideLetter]
) -> Proof:
    note, letter = notes.get(entry.id), letters.get(str(entry.facts.get("thing", "")))
    is_sent = letter is not None and entry.verb == "negotiation.letter_sent"
    paper = letter.sent_proof if letter is not None and is_sent else note.paper if note else None
    return Proof(number, entry, note.words if note else "", paper)


def has_sheet(case: Case, creditor: Organisation, *, day: date) -> bool:
    """Whether the borrower's consent sheet for this creditor is in force."""
    sheets = Consent.objects.filter(case=case, recipient=creditor, withdrawn_at__isnull=True)
    return sheets.filter(until_day__gte=day).exists()


def has_consent(talks: Negotiation, *, day: date) -> bool:
    """The same for the creditor of these talks."""
    return has_sheet(talks.case, talks.creditor, day=day)


def loans_without_creditor(person: User, *, now: datetime) -> list[ClaimedLoan]:
    """Loans of cases at the desk whose creditor was told by name alone, the oldest first."""
    rows = ClaimedLoan.objects.filter(
        case__in=cases_for_staff(person, now=now).order_by(),
        case__state__in=("submitted", "open"),
        creditor__isnull=True,
        removed_at__isnull=True,
    )
    return list(
        rows.exclude(creditor_name="").select_related("case").order_by("case__created_at", "id")[:200]
    )
