"""What happens to an account and its proof of identity."""

from hejie_platform.people.models import User


def choose_language(user: User, *, language: str) -> None:
    """Remember in which language to write to somebody. A preference, not an act of a case: no entry."""
    User.objects.filter(pk=user.pk).update(language=language)


def set_phone(user: User, *, phone: str, is_verified: bool) -> None:
    """The phone number of an account. Raises IntegrityError when another account has it."""
    user.phone, user.phone_verified = phone, is_verified
    user.save(update_fields=["phone", "phone_verified"])
