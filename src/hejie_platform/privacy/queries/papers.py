"""The index of a case's papers: who filed what and when, its hash, and every disclosure of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hejie_platform.afterwards.models import CourtPack
from hejie_platform.cases.models import Case, Party
from hejie_platform.core import clock
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on
from hejie_platform.privacy.queries.looks import house_of


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Once, one paper was shown: to whom, when, and why."""

    at: datetime
    role: str
    house: Organisation | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Filed:
    """One paper of the index. `role`: what its filer is or was in the case, or which office they held on that day."""

    ref: str
    kind: str
    name: str
    role: str
    filed_at: datetime
    sha256: str
    is_taken_back: bool
    disclosed: Sequence[Disclosed]


def evidence_index(held: HeldCase) -> list[Filed]:
    """Every paper of the case in the order in which it came, those taken back included."""
    rows = EvidenceItem.objects.filter(case=held.case, file__isnull=False).defer("reading")
    papers = list(rows.select_related("file", "filed_by").order_by("filed_at", "id"))
    looks = _looks([row.pk for row in papers]) | {}
    packs = _packs(held.case)
    return [_filed(held.case, row, (*looks.get(row.pk, ()), *packs.get(row.pk, ()))) for row in papers]


def _filed(case: Case, row: EvidenceItem, disclosed: Iterable[Disclosed]) -> Filed:
    return Filed(
        ref=row.ref,
        kind=row.kind,
        name=row.name,
        role=_role(case, row.filed_by, row.filed_at),
        filed_at=row.filed_at,
        sha256=row.file.sha256,
        is_taken_back=row.removed_at is not None,
        disclosed=sorted(disclosed, key=lambda one: one.at),
    )


def _role(case: Case, person: User, at: datetime) -> str:
    seat = Party.objects.filter(case=case, user=person).order_by("id").first()
    if seat:
        return seat.role
    office = memberships_on(person, clock.legal_day(at)).first()
    return office.role if office else ""


def _looks(papers: Sequence[UUID]) -> dict[UUID, list[Disclosed]]:
    found: dict[UUID, list[Disclosed]] = {}
    rows = AccessEntry.objects.filter(kind="evidence_file", subject__in=papers).select_related("reader")
    for row in rows.order_by("at", "id"):
        found.setdefault(row.subject, []).append(Disclosed(row.at, row.role, house_of(row), row.purpose))
    return found


def _packs(case: Case) -> dict[UUID, list[Disclosed]]:
    """What one put into one's own papers for a court: one's own looks leave no line, giving something away does."""
    found: dict[UUID, list[Disclosed]] = {}
    rows = CourtPack.objects.filter(negotiation__case=case, side="borrower", made_by=case.borrower)
    for pack in rows.order_by("made_at", "id"):
        for line in pack.index:
            shown = Disclosed(pack.made_at, "borrower", None, "court_pack")
            found.setdefault(UUID(line["row"]), []).append(shown)
    return found
