"""What happens to an account and its proof of identity."""

from allauth.account.models import EmailAddress
from django.db import transaction

from hejie_platform.people.models import User


def choose_language(user: User, *, language: str) -> None:
    """Remember in which language to write to somebody. A preference, not an act of a case: no entry."""
    User.objects.filter(pk=user.pk).update(language=language)


def take_proven_name(user: User, *, name: str) -> None:
    """Whoever never said what to be called is called by their proven name from now on; a chosen name stays."""
    account = User.objects.get(pk=user.pk)
    if not account.name.strip():
        account.name = name
        account.save(update_fields=["name"])


def set_phone(user: User, *, phone: str, is_verified: bool) -> None:
    """The phone number of an account. Raises IntegrityError when another account has it."""
    user.phone, user.phone_verified = phone, is_verified
    user.save(update_fields=["phone", "phone_verified"])


@transaction.atomic
def open_account(
    *,
    email: str = "",
    phone: str = "",
    password: str | None = None,
    name: str = "",
    language: str = "zh-hans",
) -> User:
    """An account whose addresses somebody vouches for: an organisation for its staff, the demo for its people.

    Both addresses count as confirmed. Without a password the account logs in by phone code. Raises ValueError when
    neither is given, IntegrityError when another account has one of them.
    """
    user = User.objects.create_user(
        email=email or None,
        phone=phone or None,
        password=password,
        name=name,
        language=language,
        phone_verified=bool(phone),
    )
    if email:
        EmailAddress.objects.create(user=user, email=email.lower(), verified=True, primary=True)
    return user
