"""The cast that every platform test knows: a borrower, lender staff, a mediator, platform staff, and a stranger.

    cast.borrower, cast.officer, cast.checker          # of the bank
    cast.other_borrower, cast.other_officer            # of another case, of the microloan company
    cast.reviewer, cast.supervisor, cast.operator, cast.mediator, cast.stranger

Everybody's identity is proven unless a test says otherwise (`unproven`).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.db.models import Model

from hejie_platform.people.models import IdentityProof, Membership, Organisation, User

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, ten in the morning in Shanghai
DAY = date(2026, 11, 23)
PASSWORD = "correct horse battery"
APP_SECRET = "JBSWY3DPEHPK3PXP"  # what the staff's authenticator apps know


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and organisations of a test."""

    platform: Organisation
    bank: Organisation
    microloan: Organisation
    body: Organisation
    borrower: User
    other_borrower: User
    representative: User
    guarantor: User
    officer: User
    checker: User
    other_officer: User
    mediator: User
    body_admin: User
    reviewer: User
    supervisor: User
    operator: User
    auditor: User
    stranger: User
    advice: Organisation
    authority: Organisation
    adviser: User
    complaint_handler: User
    regulator: User


def make_cast(now: datetime = NOW) -> Cast:
    """Everybody, fresh in the database."""
    platform = organisation("platform", "和解平台", "Hejie platform", now=now)
    bank = organisation("lender", "江畔银行", "Riverside Bank", now=now, lender_type="bank")
    microloan = organisation(
        "lender", "北岭小额贷款", "Northridge Microloan", now=now, lender_type="microloan"
    )
    body = organisation("body", "金融纠纷调解中心", "Financial Mediation Centre", now=now)
    advice = organisation("advice", "法律援助中心", "Legal Aid Centre", now=now)
    authority = organisation("authority", "金融监管部门", "Financial Regulator", now=now)
    return Cast(
        platform=platform,
        bank=bank,
        microloan=microloan,
        body=body,
        borrower=person("borrower", now=now),
        other_borrower=person("other-borrower", now=now),
        representative=person("representative", now=now),
        guarantor=person("guarantor", now=now),
        officer=person("officer", bank, "officer", now=now),
        checker=person("checker", bank, "checker", now=now),
        other_officer=person("other-officer", microloan, "officer", now=now),
        mediator=person("mediator", body, "mediator", now=now),
        body_admin=person("body-admin", body, "body_admin", now=now),
        reviewer=person("reviewer", platform, "reviewer", now=now),
        supervisor=person("supervisor", platform, "supervisor", now=now),
        operator=person("operator", platform, "operator", now=now),
        auditor=person("auditor", platform, "auditor", now=now),
        stranger=person("stranger", now=now),
        advice=advice,
        authority=authority,
        adviser=person("adviser", advice, "adviser", now=now),
        complaint_handler=person("complaint-handler", platform, "complaint_handler", now=now),
        regulator=person("regulator", authority, "regulator", now=now),
    )


def organisation(
    kind: str, name_zh: str, name_en: str, *, now: datetime, lender_type: str = ""
) -> Organisation:
    return Organisation.objects.create(
        kind=kind, name_zh=name_zh, name_en=name_en, lender_type=lender_type, created_at=now
    )


def person(name: str, at: Organisation | None = None, role: str = "", *, now: datetime) -> User:
    """An account with a proven identity, and a membership when an organisation is named."""
    user = User.objects.create(email=f"{name}@example.org", password=_password(), name=name)
    prove_identity(user, now=now)
    if at is not None:
        Membership.objects.create(user=user, organisation=at, role=role, from_day=date(2026, 1, 1))
        TOTP.activate(user, APP_SECRET)  # who works here has a second factor, or is led to set it up
    return user


@cache
def _password() -> str:
    """Everybody's password, hashed once: the hash is slow by design."""
    return make_password(PASSWORD)


def prove_identity(user: User, *, now: datetime) -> IdentityProof:
    return IdentityProof.objects.create(
        user=user,
        method="papers",
        state="proven",
        legal_name=f"legal {user.name}",
        id_number="11010519491231002X",
        id_number_hash="0" * 64,
        offered_at=now,
        decided_at=now,
        valid_until=date(2030, 1, 1),
    )


def unproven(user: User) -> User:
    """The same person without any proof of identity."""
    IdentityProof.objects.filter(user=user).delete()
    return user


def refreshed(row: Model) -> Model:
    """The row as the database has it now."""
    row.refresh_from_db()
    return row
