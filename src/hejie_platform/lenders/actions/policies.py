"""Writing and publishing a lender's policy: one person writes it, another publishes it.

A version that has a fault, or that breaks a blocking rule of the law pack, is not kept: the faults come back,
all at once, with their places.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from hejie import rules, texts
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.lenders import facts
from hejie_platform.lenders.access import HeldLender
from hejie_platform.lenders.models import PolicyVersion


@whole
def write_policy(desk: HeldLender, *, mapping: Mapping[str, Any], now: datetime, action_id: UUID) -> Done:
    """Keep a new version for a second person to publish. Raises texts.Faulty with every fault."""
    policy = _sound(mapping)
    _fits(policy, desk)
    newest = PolicyVersion.objects.filter(lender=desk.lender).aggregate(newest=Max("number"))["newest"] or 0
    version = PolicyVersion.objects.create(
        lender=desk.lender,
        number=newest + 1,
        header=mapping["policy"],
        published=mapping["published"],
        private=mapping["private"],
        digest=policy.digest,
        from_day=policy.from_,
        until_day=policy.until,
        written_by=desk.user,
        written_at=now,
    )
    return _record(desk, version, "policy.write", role="officer", now=now, action_id=action_id)


@whole
def publish_policy(desk: HeldLender, *, number: int, now: datetime, action_id: UUID) -> Done:
    """Put a version in force from its day, and end the ones before it. Needs a checker who did not write it."""
    if "checker" not in desk.roles:
        raise ActionRefused("policy_needs_checker")
    version = PolicyVersion.objects.filter(
        lender=desk.lender, number=number, published_at__isnull=True
    ).first()
    if version is None:
        raise ActionRefused("stale")
    if version.written_by_id == desk.user.pk:
        raise ActionRefused("policy_own_writing")
    rules_now = rules.check_policy(facts.pack_of(version), pack=_law(version), day=clock.legal_day(now))
    if rules_now:
        raise texts.Faulty(rules_now)
    _end_earlier(version)
    version.approved_by, version.published_at = desk.user, now
    version.save(update_fields=["approved_by", "published_at"])
    return _record(desk, version, "policy.publish", role="checker", now=now, action_id=action_id)


def _sound(mapping: Mapping[str, Any]) -> rules.PolicyPack:
    """The parsed policy. Raises texts.Faulty."""
    policy, faults = rules.parse_policy(mapping)
    if policy is None:
        raise texts.Faulty(faults)
    if broken := rules.check_policy(policy, pack=rules.load_pack(policy.country)):
        raise texts.Faulty(broken)
    return policy


def _fits(policy: rules.PolicyPack, desk: HeldLender) -> None:
    """A lender publishes only for its own kind: the cap that binds it follows from the kind."""
    if policy.lender_type != desk.lender.lender_type:
        raise ActionRefused("policy_other_lender_type")


def _law(version: PolicyVersion) -> rules.LawPack:
    return rules.load_pack(version.header["country"])


def _end_earlier(version: PolicyVersion) -> None:
    """Earlier versions end the day before this one begins; one that would begin later never does."""
    eve = version.from_day - timedelta(days=1)
    earlier = PolicyVersion.objects.filter(
        Q(until_day__isnull=True) | Q(until_day__gt=eve),
        lender=version.lender,
        published_at__isnull=False,
        from_day__lte=eve,
    )
    earlier.update(until_day=eve)


def _record(
    desk: HeldLender, version: PolicyVersion, verb: str, *, role: str, now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(desk.lender.id, "lender"),
        by=desk.acting(role),
        verb=verb,
        subject=version.id,
        facts={"number": version.number, "digest": version.digest, "from": version.from_day.isoformat()},
        now=now,
        action_id=action_id,
    )
