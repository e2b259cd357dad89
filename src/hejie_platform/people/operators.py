"""The first account of an installation: someone who may make the others."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from hejie_platform.core import clock
from hejie_platform.people.models import Membership, Organisation, User


def create_operator(*, email: str, name: str, password: str, now: datetime) -> User:
    """An operator of the platform. Raises ValidationError: a weak password, no e-mail address, an account there is."""
    validate_email(email)
    validate_password(password)
    if User.objects.filter(email=email).exists():
        raise ValidationError("There is an account with this e-mail address already.")
    with transaction.atomic():
        user = User.objects.create_user(email=email, password=password, name=name, is_staff=True)
        Membership.objects.create(
            user=user, organisation=platform(now=now), role="operator", from_day=clock.legal_day(now)
        )
    return user


def platform(*, now: datetime) -> Organisation:
    """The organisation that runs this installation, made when it is first needed."""
    found = Organisation.objects.filter(kind="platform").order_by("created_at").first()
    return found or Organisation.objects.create(
        kind="platform", name_zh="和解平台", name_en="Hejie platform", created_at=now
    )
