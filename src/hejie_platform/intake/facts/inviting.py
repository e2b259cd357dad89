"""Invitation row -> how it stands, and whether somebody is the person whom it is for."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan, Invitation
from hejie_platform.people import queries as people
from hejie_platform.people.models import User

OPEN = ("made", "sent", "opened")  # the states in which a code opens something


def state_of(row: Invitation, *, now: datetime) -> str:
    """made, sent, opened, joined, declined, expired or retracted: read from its days and its case, stored nowhere."""
    if row.joined_at:
        return "joined"
    if row.declined_at:
        return "declined"
    if row.ended_at or (row.case.state == "closed" and row.case.reason == "withdrawn"):
        return "retracted"
    if row.until <= now or row.case.state == "closed":
        return "expired"
    return "opened" if row.opened_at else "sent" if row.sent_at else "made"


def is_addressed(row: Invitation, person: User) -> bool:
    """Whether the account's own confirmed phone or e-mail is the invited one."""
    addresses = {person.phone or ""} if person.phone_verified else set()
    mails = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    addresses |= {mail.lower() for mail in mails}
    return row.contact in addresses


def is_named(row: Invitation, person: User, *, now: datetime) -> bool:
    """Whether the person's proven legal name is the one that the inviter gave."""
    proof = people.proven_identity(person, clock.legal_day(now))
    return bool(proof and row.name.strip() and "".join(proof.legal_name.split()) == "".join(row.name.split()))


def is_for(row: Invitation, person: User, *, now: datetime) -> bool:
    """Whether this person is the one who is invited."""
    return is_addressed(row, person) or is_named(row, person, now=now)


def guaranteed(row: Invitation) -> QuerySet[ClaimedLoan]:
    """The loans that a guarantor is asked about, those taken out meanwhile left aside."""
    return row.loans.filter(removed_at__isnull=True).select_related("creditor").order_by("id")
