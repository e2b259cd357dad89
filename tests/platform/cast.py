"""The cast that every platform test knows: a borrower, lender staff, a mediator, platform staff, and a stranger.

    cast.borrower, cast.officer, cast.checker          # of the bank
    cast.other_borrower, cast.other_officer            # of another case, of the microloan company
    cast.reviewer, cast.supervisor, cast.operator, cast.mediator, cast.stranger

Everybody's identity is proven unless a test says otherwise (`unproven`).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
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


HOUSES = {  # kind, names, type of lender
    "platform": ("platform", "和解平台", "Hejie platform", ""),
    "bank": ("lender", "江畔银行", "Riverside Bank", "bank"),
    "microloan": ("lender", "北岭小额贷款", "Northridge Microloan", "microloan"),
    "body": ("body", "金融纠纷调解中心", "Financial Mediation Centre", ""),
    "advice": ("advice", "法律援助中心", "Legal Aid Centre", ""),
    "authority": ("authority", "金融监管部门", "Financial Regulator", ""),
}
PEOPLE = {  # at which house, in which role
    "borrower": None,
    "other_borrower": None,
    "representative": None,
    "guarantor": None,
    "officer": ("bank", "officer"),
    "checker": ("bank", "checker"),
    "other_officer": ("microloan", "officer"),
    "mediator": ("body", "mediator"),
    "body_admin": ("body", "body_admin"),
    "reviewer": ("platform", "reviewer"),
    "supervisor": ("platform", "supervisor"),
    "operator": ("platform", "operator"),
    "auditor": ("platform", "auditor"),
    "stranger": None,
    "adviser": ("advice", "adviser"),
    "complaint_handler": ("platform", "complaint_handler"),
    "regulator": ("authority", "regulator"),
}


def make_cast(now: datetime = NOW) -> Cast:
    """Everybody, fresh in the database: each table is written once."""
    houses = {name: _organisation(*words, now=now) for name, words in HOUSES.items()}
    people = {name: _account(name.replace("_", "-")) for name in PEOPLE}
    staff = [(people[name], houses[where[0]], where[1]) for name, where in PEOPLE.items() if where]
    Organisation.objects.bulk_create(houses.values())
    User.objects.bulk_create(people.values())
    IdentityProof.objects.bulk_create(_proof(user, now=now) for user in people.values())
    Membership.objects.bulk_create(_membership(*one) for one in staff)
    Authenticator.objects.bulk_create(_app(user) for user, _, _ in staff)
    return Cast(**houses, **people)


def organisation(
    kind: str, name_zh: str, name_en: str, *, now: datetime, lender_type: str = ""
) -> Organisation:
    made = _organisation(kind, name_zh, name_en, lender_type, now=now)
    made.save(force_insert=True)
    return made


def person(name: str, at: Organisation | None = None, role: str = "", *, now: datetime) -> User:
    """An account with a proven identity, and a membership when an organisation is named."""
    user = _account(name)
    user.save(force_insert=True)
    prove_identity(user, now=now)
    if at is not None:
        _membership(user, at, role).save(force_insert=True)
        _app(user).save(force_insert=True)
    return user


def prove_identity(user: User, *, now: datetime) -> IdentityProof:
    proof = _proof(user, now=now)
    proof.save(force_insert=True)
    return proof


def _organisation(kind: str, name_zh: str, name_en: str, lender_type: str, *, now: datetime) -> Organisation:
    return Organisation(kind=kind, name_zh=name_zh, name_en=name_en, lender_type=lender_type, created_at=now)


def _account(name: str) -> User:
    return User(email=f"{name}@example.org", password=_password(), name=name)


def _membership(user: User, at: Organisation, role: str) -> Membership:
    return Membership(user=user, organisation=at, role=role, from_day=date(2026, 1, 1))


def _app(user: User) -> Authenticator:
    """Who works here has a second factor, or is led to set it up."""
    return Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(APP_SECRET)})


def _proof(user: User, *, now: datetime) -> IdentityProof:
    return IdentityProof(
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


@cache
def _password() -> str:
    """Everybody's password, hashed once: the hash is slow by design."""
    return make_password(PASSWORD)


def unproven(user: User) -> User:
    """The same person without any proof of identity."""
    IdentityProof.objects.filter(user=user).delete()
    return user


def refreshed(row: Model) -> Model:
    """The row as the database has it now."""
    row.refresh_from_db()
    return row
