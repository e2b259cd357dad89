"""Reads about lenders: which policy is in force on a day, what it says, and which keys their systems have."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from hejie import rules
from hejie_platform.core import clock
from hejie_platform.lenders import facts
from hejie_platform.lenders.facts import SEVERAL as SEVERAL
from hejie_platform.lenders.facts import faults_in as faults_in
from hejie_platform.lenders.facts import kind_of as kind_of
from hejie_platform.lenders.facts import mapping_from as mapping_from
from hejie_platform.lenders.facts import mapping_of as mapping_of
from hejie_platform.lenders.facts import part_of as part_of
from hejie_platform.lenders.facts import toml_of as toml_of
from hejie_platform.lenders.models import ApiKey, PolicyDraft, PolicyVersion
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
    """Versions that were written, and neither published nor put aside."""
    return versions_of(lender).filter(published_at__isnull=True, put_aside_at__isnull=True)


def published_of(lender: Organisation) -> QuerySet[PolicyVersion]:
    """Every published version of a lender's policy, the newest first."""
    return versions_of(lender).filter(published_at__isnull=False)


def open_draft(lender: Organisation) -> PolicyDraft | None:
    """What the lender's officers are writing now."""
    return PolicyDraft.objects.filter(lender=lender, handed_in=None, dropped_at=None).first()


def writers_of(version: PolicyVersion) -> set[str]:
    """The ids of whoever handed it in or typed any part of it: none of them publishes it."""
    draft = PolicyDraft.objects.filter(handed_in=version).first()
    return {str(version.written_by_id), *(draft.writers if draft else ())}


def before(version: PolicyVersion) -> PolicyVersion | None:
    """The published version that this one takes, or took, the place of."""
    return published_of(version.lender).filter(number__lt=version.number).first()


def is_curable(lender: Organisation, code: str, *, now: datetime) -> bool:
    """Whether the lender's policy in force names a cure for this reason to refuse."""
    policy = policy_on(lender, clock.legal_day(now))
    return policy is not None and any(one.code == code and one.curable for one in policy.published.refusals)


def keys_of(lender: Organisation) -> QuerySet[ApiKey]:
    """The lender's keys, the newest first."""
    return ApiKey.objects.filter(lender=lender).select_related("officer", "approved_by").order_by("-made_at")
