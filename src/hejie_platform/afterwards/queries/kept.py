"""What is kept of talks that ended: words left, sheets of undisputed facts, packs that were made."""

from collections.abc import Sequence
from dataclasses import dataclass

from hejie_platform.afterwards.facts import packing
from hejie_platform.afterwards.models import ContactWord, CourtPack, FactSheet
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.models import Negotiation


def words_left(row: Negotiation) -> list[ContactWord]:
    """Every word left, the oldest first."""
    return list(ContactWord.objects.filter(negotiation=row).select_related("sender").order_by("number"))


def sheets(row: Negotiation) -> list[FactSheet]:
    """Every sheet that was not closed, the newest first."""
    found = FactSheet.objects.filter(negotiation=row, closed_at__isnull=True)
    return list(found.select_related("borrower_by", "lender_by").order_by("-put_at", "-id"))


def open_sheet(row: Negotiation) -> FactSheet | None:
    """The sheet that waits for the other side's signature."""
    return next((one for one in sheets(row) if not one.is_signed), None)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack with its papers, as its index names them."""

    row: CourtPack
    papers: Sequence[packing.Listed]

    @property
    def is_ready(self) -> bool:
        return self.row.bundle_id is not None


def packs(held: HeldNegotiation) -> list[Pack]:
    """The packs that the holder's own side made, the newest first."""
    rows = CourtPack.objects.filter(negotiation=held.negotiation, side=held.side).select_related("made_by")
    return [Pack(row, packing.from_json(row.index)) for row in rows.order_by("-made_at", "-id")]
