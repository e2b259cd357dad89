"""Writing and publishing a lender's policy: one person writes it, another publishes it.

A version that has a fault, or that breaks a blocking rule of the law pack, is not kept: the faults come back,
all at once, with their places.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from hejie import rules, texts
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.lenders import facts, queries
from hejie_platform.lenders.access import HeldLender
from hejie_platform.lenders.actions import telling
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.people.models import Organisation

LONGEST_WORDS = 2000


@whole
def write_policy(desk: HeldLender, *, mapping: Mapping[str, Any], now: datetime, action_id: UUID) -> Done:
    """Keep a new version for a second person to publish, who is told. Raises texts.Faulty with every fault."""
    version = made(desk, mapping, now=now)
    owed = telling.waits(version, now=now)
    return _record(desk, version, "policy.write", role="officer", owed=owed, now=now, action_id=action_id)


def made(desk: HeldLender, mapping: Mapping[str, Any], *, now: datetime) -> PolicyVersion:
    """The next version, waiting for a second person. Inside an action. Raises texts.Faulty with every fault."""
    policy, faults = facts.pack_or_faults(mapping)
    if policy is None:
        raise texts.Faulty(faults)
    _fits(policy, desk)
    return PolicyVersion.objects.create(
        lender=desk.lender,
        number=next_number(desk.lender),
        header=mapping["policy"],
        published=mapping["published"],
        private=mapping["private"],
        digest=policy.digest,
        from_day=policy.from_,
        until_day=policy.until,
        written_by=desk.user,
        written_at=now,
    )


def next_number(lender: Organisation) -> int:
    """The number of the next version of this lender."""
    return (PolicyVersion.objects.filter(lender=lender).aggregate(newest=Max("number"))["newest"] or 0) + 1


@whole
def publish_policy(
    desk: HeldLender, *, number: int, from_day: date | None = None, now: datetime, action_id: UUID
) -> Done:
    """Put a version in force from its day, or from a later one, and end the ones before it.

    Needs a checker who wrote no part of it. Raises ActionRefused, or texts.Faulty with every rule that it breaks.
    """
    version = _waiting(desk, number)
    if str(desk.user.pk) in queries.writers_of(version):
        raise ActionRefused("policy_own_writing")
    _move(version, from_day, today=clock.legal_day(now))
    day = max(version.from_day, clock.legal_day(now))
    if broken := rules.check_policy(facts.pack_of(version), pack=_law(version), day=day):
        raise texts.Faulty(broken)
    _end_earlier(version)
    version.approved_by, version.published_at = desk.user, now
    version.save()
    owed = telling.decided(version, "policy_published", by=desk.user)
    return _record(desk, version, "policy.publish", role="checker", owed=owed, now=now, action_id=action_id)


@whole
def return_policy(desk: HeldLender, *, number: int, words: str, now: datetime, action_id: UUID) -> Done:
    """Give a version back to those who wrote it, with the reason. Raises ActionRefused."""
    version = _waiting(desk, number)
    if not words.strip():
        raise ActionRefused("policy_return_needs_words")
    return _put_aside(desk, version, "returned", words=words.strip(), now=now, action_id=action_id)


@whole
def withdraw_policy(desk: HeldLender, *, number: int, now: datetime, action_id: UUID) -> Done:
    """Take back a version that waits for the second person. Raises ActionRefused."""
    version = _waiting(desk, number, role="officer")
    return _put_aside(desk, version, "withdrawn", words="", now=now, action_id=action_id)


def _put_aside(
    desk: HeldLender, version: PolicyVersion, how: str, *, words: str, now: datetime, action_id: UUID
) -> Done:
    version.put_aside_by, version.put_aside_at = desk.user, now
    version.put_aside_how, version.put_aside_words = how, words[:LONGEST_WORDS]
    version.save()
    role = "checker" if how == "returned" else "officer"
    owed = telling.decided(version, f"policy_{how}", by=desk.user)
    return _record(desk, version, f"policy.{how}", role=role, owed=owed, now=now, action_id=action_id)


def _waiting(desk: HeldLender, number: int, *, role: str = "checker") -> PolicyVersion:
    """The version of that number, while it waits, in the hands of somebody of that role."""
    if role not in desk.roles:
        raise ActionRefused("policy_needs_checker" if role == "checker" else "policy_needs_officer")
    waiting = PolicyVersion.objects.select_for_update().filter(
        lender=desk.lender, number=number, published_at__isnull=True, put_aside_at__isnull=True
    )
    if (version := waiting.first()) is None:
        raise ActionRefused("stale")
    return version


def _move(version: PolicyVersion, from_day: date | None, *, today: date) -> None:
    """Let it begin on a day that the checker chose: from today on, and not after its own end."""
    if from_day is None or from_day == version.from_day:
        return
    if from_day < today or (version.until_day is not None and from_day > version.until_day):
        raise ActionRefused("policy_day_wrong")
    version.from_day = from_day
    version.header = version.header | {"from": from_day.isoformat()}
    version.digest = facts.pack_of(version).digest


def _fits(policy: rules.PolicyPack, desk: HeldLender) -> None:
    """A lender publishes only for its own kind: the cap that binds it follows from the kind."""
    if policy.lender_type != desk.lender.lender_type:
        raise ActionRefused("policy_other_lender_type")
    if policy.country != desk.lender.country:
        raise ActionRefused("policy_other_country")


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
    desk: HeldLender,
    version: PolicyVersion,
    verb: str,
    *,
    role: str,
    owed: tuple[Owed, ...] = (),
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(desk.lender.id, "lender"),
        by=desk.acting(role),
        verb=verb,
        subject=version.id,
        facts={"number": version.number, "digest": version.digest, "from": version.from_day.isoformat()},
        owed=owed,
        now=now,
        action_id=action_id,
    )
