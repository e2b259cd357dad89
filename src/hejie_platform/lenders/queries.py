"""Reads about lenders: which policy is in force on a day, and what it says."""

from datetime import date

from django.db.models import Q

from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.people.models import Organisation


def policy_version_on(lender: Organisation, day: date) -> PolicyVersion | None:
    """The published policy version in force on `day`, the newest first; None if the lender has published none."""
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    published = PolicyVersion.objects.filter(in_force, lender=lender, published_at__isnull=False)
    return published.order_by("-number").first()


def response_working_days(lender: Organisation, day: date) -> int | None:
    """How many working days the lender's published policy gives itself to answer; None where it is silent."""
    version = policy_version_on(lender, day)
    return version.published.get("response_working_days") if version else None
