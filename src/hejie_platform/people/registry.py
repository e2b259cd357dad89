"""Organisations, their staff and accounts, as an operator registers them. Registering the same again changes nothing."""

from datetime import date, datetime

from hejie_platform.people.models import Membership, Organisation, User


def register_organisation(
    kind: str, *, name_zh: str, name_en: str, now: datetime, lender_type: str = "", channel: str = "platform"
) -> Organisation:
    """A lender, a mediation body or the platform, known by its kind and Chinese name."""
    found, _ = Organisation.objects.get_or_create(
        kind=kind,
        name_zh=name_zh,
        defaults={"name_en": name_en, "lender_type": lender_type, "channel": channel, "created_at": now},
    )
    return found


def open_account(*, email: str, name: str, phone: str = "", language: str = "zh-hans") -> User:
    """An account that nobody can log in to by password until its owner sets one."""
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    return User.objects.create_user(
        email=email, phone=phone or None, phone_verified=bool(phone), name=name, language=language
    )


def appoint(user: User, *, organisation: Organisation, role: str, from_day: date) -> Membership:
    """Somebody's role in an organisation from a day on."""
    found, _ = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, from_day=from_day
    )
    return found
