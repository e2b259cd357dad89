"""What an application still lacks today, read from its rows in a fixed number of queries."""

from datetime import date

from hejie_platform.cases.models import Case
from hejie_platform.intake.facts import checklist
from hejie_platform.intake.facts.checklist import LoanTold, Missing, Named, Told
from hejie_platform.intake.models import (
    BudgetAnswer,
    ClaimedLoan,
    Classification,
    Consent,
    EvidenceItem,
    Review,
    Story,
    Wish,
)
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.lenders.queries import policy_version_on
from hejie_platform.people.models import IdentityProof, Organisation
from hejie_platform.people.queries import is_identity_proven, name_of

_WISHES = ("monthly_minor", "instalments", "first_due_on", "wants_penalty_waived", "wants_lower_rate")


def missing(case: Case, *, day: date) -> tuple[Missing, ...]:
    """Every missing thing of the case, in the order of the application."""
    return checklist.missing(told(case, day=day))


def told(case: Case, *, day: date) -> Told:
    """What the checklist looks at."""
    story = Story.objects.get(case=case)
    loans = _loans(case)
    here = _creditors_here(loans)
    evidence = list(
        EvidenceItem.objects.filter(case=case, removed_at__isnull=True)
        .select_related("file")
        .defer("reading")  # sealed, and as long as its statement
        .order_by("filed_at", "id")
    )
    classed = classified(case)
    cause = classed.cause if classed else story.cause
    return Told(
        identity=_identity(case, day),
        cause=cause,
        track=classed.track if classed else "",
        answered=_answered(story),
        loans=tuple(_loan_told(loan) for loan in loans),
        papers=frozenset(item.kind for item in evidence if can_be_used(item)),
        locked=tuple(Named(item.ref, item.name) for item in evidence if item.state == "needs_password"),
        asked=_asked(here, cause, day),
        asked_by_desk=_asked_by_desk(case),
        has_budget=BudgetAnswer.objects.filter(case=case).exists(),
        has_wish=has_wish(Wish.objects.get(case=case)),
        without_consent=_without_consent(case, here, day),
    )


def classified(case: Case) -> Classification | None:
    """How the desk classed the case last: the cause of the hardship, and what the dispute is about."""
    return Classification.objects.filter(case=case).order_by("-made_at", "-id").first()


def can_be_used(item: EvidenceItem) -> bool:
    """Whether a paper counts: read, or something that a person can look at."""
    return item.state in ("stored", "read", "not_read")


def has_wish(wish: Wish) -> bool:
    """Whether anything of the wish was told, "I don't know" included."""
    return bool(wish.unknown) or any(getattr(wish, name) is not None for name in _WISHES)


def label_of(loan: ClaimedLoan) -> str:
    """How the borrower calls a loan: by its app, else by its creditor, else by its reference."""
    creditor = name_of(loan.creditor) if loan.creditor else loan.creditor_name
    return loan.app_name or creditor or loan.ref


def _identity(case: Case, day: date) -> str:
    if case.borrower is None:
        return ""
    if is_identity_proven(case.borrower, day):
        return "proven"
    pending = IdentityProof.objects.filter(user=case.borrower, state="pending").exists()
    return "pending" if pending else ""


def _answered(story: Story) -> frozenset[str]:
    given = {name for name in ("since_on", "recovery_on", "words") if getattr(story, name)}
    return frozenset(given | set(story.unknown))


def _loans(case: Case) -> list[ClaimedLoan]:
    rows = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True)
    return list(rows.select_related("creditor").order_by("id"))


def _creditors_here(loans: list[ClaimedLoan]) -> list[Organisation]:
    found = {
        loan.creditor_id: loan.creditor
        for loan in loans
        if loan.creditor and loan.creditor.channel == "platform"
    }
    return list(found.values())


def _loan_told(loan: ClaimedLoan) -> LoanTold:
    return LoanTold(
        ref=loan.ref,
        label=label_of(loan),
        has_creditor=bool(loan.creditor_id or loan.creditor_name or "creditor_name" in loan.unknown),
        has_balance=loan.balance_minor is not None or "balance_minor" in loan.unknown,
    )


def _asked(lenders: list[Organisation], cause: str, day: date) -> tuple[str, ...]:
    """The kinds that the published policies of these lenders ask for this cause."""
    versions = (policy_version_on(lender, day) for lender in lenders)
    kinds = (kind for version in versions if version for kind in _of_policy(version, cause))
    return tuple(dict.fromkeys(kinds))


def _asked_by_desk(case: Case) -> tuple[str, ...]:
    """The kinds of papers that the newest decision asked for, if it sent the application back."""
    newest = Review.objects.filter(case=case).order_by("-decided_at", "-id").first()
    if newest is None or newest.decision != "returned":
        return ()
    return tuple(line["ref"] for line in newest.missing if line["section"] == "paper")


def _of_policy(version: PolicyVersion, cause: str) -> list[str]:
    evidence: dict[str, list[str]] = version.published.get("evidence", {})
    return evidence.get(cause, [])


def _without_consent(case: Case, lenders: list[Organisation], day: date) -> tuple[Named, ...]:
    in_force = Consent.objects.filter(case=case, withdrawn_at__isnull=True, until_day__gte=day)
    given = set(in_force.values_list("recipient_id", flat=True))
    return tuple(Named(lender.ref, name_of(lender)) for lender in lenders if lender.pk not in given)
