"""Reads about lenders: which policy is in force on a day, what it says, and which keys their systems have."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from hejie import rules
from hejie_platform.core import clock
from hejie_platform.lenders import facts
from hejie_platform.lenders.models import ApiKey, PolicyVersion
from hejie_platform.people.models import Organisation


def lenders_here() -> QuerySet[Organisation]:
    """The lenders that have a desk on the platform, by name."""
    return Organisation.objects.filter(kind="lender", channel="platform").order_by("name_en")


def policy_version_on(lender: Organisation, day: date) -> PolicyVersion | None:
    """The published policy version in force on `day`, the newest first; None if the lender has published none."""
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    published = PolicyVersion.objects.filter(in_force, lender=lender, published_at__isnull=False)
    return published.order_by("-number").first()


def policy_on(lender: Organisation, day: date) -> rules.PolicyPack | None:
    """The policy itself, as the engine runs it."""
    version = policy_version_on(lender, day)
    return facts.pack_of(version) if version else None


def response_working_days(lender: Organisation, day: date) -> int | None:
    """How many working days the lender's published policy gives itself to answer; None where it is silent."""
    version = policy_version_on(lender, day)
    return version.published.get("response_working_days") if version else None


def versions_of(lender: Organisation) -> QuerySet[PolicyVersion]:
    """Every version of a lender's policy, the newest first."""
    return PolicyVersion.objects.filter(lender=lender).order_by("-number")


def waiting_for_checker(lender: Organisation) -> QuerySet[PolicyVersion]:
    """Versions that were written and not yet published."""
    return versions_of(lender).filter(published_at__isnull=True)


def is_curable(lender: Organisation, code: str, *, now: datetime) -> bool:
    """Whether the lender's policy in force names a cure for this reason to refuse."""
    policy = policy_on(lender, clock.legal_day(now))
    return policy is not None and any(one.code == code and one.curable for one in policy.published.refusals)


def keys_of(lender: Organisation) -> QuerySet[ApiKey]:
    """The lender's keys, the newest first."""
    return ApiKey.objects.filter(lender=lender).select_related("officer", "approved_by").order_by("-made_at")
