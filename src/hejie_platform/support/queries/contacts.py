"""Reading the record of contacts: entries newest first, each with what is found about it and what collection rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hejie import rules
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case, Negotiation, Standstill
from hejie_platform.people import queries as people
from hejie_platform.support.facts import contacts
from hejie_platform.support.models import CollectionReport, ContactEntry


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry, its findings, who it is said to have come from, and where a broken pause can be raised."""

    entry: ContactEntry
    findings: tuple[rules.Finding, ...]
    lender: str
    is_reported: bool
    breach_ref: str  # the agreement whose pause it may break, if there is one in force

    @property
    def instruments(self) -> list[tuple[rules.Finding, rules.Rule]]:
        """Each finding with the rule that it rests on first."""
        pack = law_of(self.entry.case)
        return [(one, pack.rules[one.rule_ids[0]]) for one in self.findings]


def record_of(case: Case) -> list[Noted]:
    """The borrower's whole record: their own entries, and those that lenders posted to them."""
    rows = _entries(case)
    return _noted(rows, list(rows))


def posted_in(negotiation: Negotiation) -> list[Noted]:
    """What the lender posted in these talks, and what was reported to it; never the borrower's other notes."""
    rows = _entries(negotiation.case)
    theirs = [row for row in rows if row.negotiation_id == negotiation.pk]
    own = [row for row in theirs if row.side == "lender"]
    reported = [row for row in theirs if row.reports.exists()]
    return _noted(own + reported, [row for row in theirs if row in own or row in reported])


def noted_of(entry: ContactEntry) -> Noted:
    """One entry as the record shows it."""
    return next(one for one in record_of(entry.case) if one.entry.pk == entry.pk)


def _entries(case: Case) -> list[ContactEntry]:
    rows = ContactEntry.objects.filter(case=case, taken_back_at__isnull=True)
    return list(rows.select_related("negotiation__creditor", "file").order_by("-at", "-id"))


def _noted(shown: Sequence[ContactEntry], compared: Sequence[ContactEntry]) -> list[Noted]:
    found = findings_of(compared)
    reported = set(
        CollectionReport.objects.filter(entries__in=[row.pk for row in shown]).values_list(
            "entries", flat=True
        )
    )
    in_force = _agreements(shown)
    return [
        Noted(
            row,
            found[row.pk],
            people.name_of(row.negotiation.creditor) if row.negotiation else "",
            row.pk in reported,
            in_force.get(row.negotiation_id, "") if breaks_rest(found[row.pk]) else "",
        )
        for row in sorted(shown, key=lambda row: (row.at, row.pk.int), reverse=True)
    ]


def findings_of(rows: Sequence[ContactEntry]) -> dict[UUID, tuple[rules.Finding, ...]]:
    """What is found about each of these entries, compared with each other."""
    talks = {row.negotiation_id for row in rows if row.negotiation_id}
    pauses = Standstill.objects.filter(negotiation__in=talks).order_by("id")
    return contacts.assessed(rows, contacts.rests_of(pauses))


def planned(row: ContactEntry) -> tuple[rules.Finding, ...]:
    """What stands against a contact that the lender has not made yet (an unsaved row), beside those of these talks."""
    before = [one for one in _entries(row.case) if one.negotiation_id == row.negotiation_id]
    pauses = contacts.rests_of(Standstill.objects.filter(negotiation=row.negotiation).order_by("id"))
    return contacts.planned(row, before, pauses.get(row.negotiation_id, ()), pack=law_of(row.case))


def breaks_rest(findings: Sequence[rules.Finding]) -> bool:
    """Whether a contact fell into a pause, as the engine finds it."""
    return any(one.code == "contact_while_resting" for one in findings)


def _agreements(rows: Sequence[ContactEntry]) -> dict[UUID | None, str]:
    """The agreement in force of each of these talks."""
    talks = {row.negotiation_id for row in rows if row.negotiation_id}
    found = Agreement.objects.filter(negotiation__in=talks, state__in=("effective", "in_cure"))
    return dict(found.order_by("created_at").values_list("negotiation_id", "ref"))


def talks_of(case: Case) -> list[tuple[str, str]]:
    """The talks that an entry may be about: their reference, and the lender's name."""
    rows = Negotiation.objects.filter(case=case).select_related("creditor").order_by("created_at", "id")
    return [(row.ref, people.name_of(row.creditor)) for row in rows]


def reports_of(case: Case) -> list[CollectionReport]:
    """What was reported to lenders in this case, newest first."""
    rows = CollectionReport.objects.filter(negotiation__case=case)
    return list(rows.select_related("negotiation__creditor").order_by("-sent_at", "-id"))


def entries_of(report: CollectionReport) -> list[tuple[ContactEntry, list[dict[str, Any]]]]:
    """The entries of a report with what was found about them when it was sent."""
    found = {one["entry"]: one["findings"] for one in report.found}
    rows = report.entries.order_by("at", "id")
    return [(row, found.get(row.ref, [])) for row in rows]
