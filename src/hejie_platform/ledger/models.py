"""The record: what was done, what is owed because of it, who looked, and what was computed.

A **Chain** belongs to one subject (a case, a negotiation, a mediation, an account) and one audience, so that
the length of a chain tells nobody how much was written for somebody else. An **Entry** names the hash of the
one before it; the database refuses to change or delete it (migration 0002). Entries hold codes and keyed
hashes, never words of a person. An **Effect** is a row that some process still has to act on: the only queue.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.core import ids
from hejie_platform.people.models import User

GENESIS = "0" * 64


class Chain(models.Model):
    """One sequence of entries, with its head kept beside it so that a missing last entry is noticed."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    subject = models.UUIDField()
    audience = models.CharField(max_length=60)  # shared | lender | borrower | private:<user> | caucus:<party>
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)
    anchored = models.PositiveBigIntegerField(default=0)  # the length that the last anchor signed

    class Meta:
        constraints = [models.UniqueConstraint(name="chain_once", fields=["subject", "audience"])]


class Entry(models.Model):
    """One action, once. `facts` is canonical: its bytes are part of the hash."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # null: the system
    role = models.CharField(max_length=20)
    on_behalf_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    subject = models.UUIDField()
    facts = models.JSONField(default=dict)
    action_id = models.UUIDField(unique=True)
    act = models.CharField(max_length=120, null=True)  # the action that the id was brought for
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="entry_place", fields=["chain", "seq"])]
        indexes = [models.Index(name="entry_subject", fields=["subject", "at"])]


class Effect(models.Model):
    """Something an entry causes, to be done by the worker: delivered at least once under this stable id."""

    STATES = ("owed", "leased", "done", "given_up")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, default="")  # tells two effects of one kind and entry apart
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="owed")
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=40, default="")
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="effect_once", fields=["entry", "kind", "key"]),
            models.CheckConstraint(
                name="effect_state", condition=Q(state__in=("owed", "leased", "done", "given_up"))
            ),
        ]
        indexes = [
            models.Index(name="effect_waiting", fields=["due_at"], condition=Q(state__in=("owed", "leased")))
        ]


class AccessEntry(models.Model):
    """Somebody read something sensitive: who, what, in which role and why."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    at = models.DateTimeField()
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)  # evidence_file, identity_paper, ...
    subject = models.UUIDField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(name="access_owner", fields=["owner", "at"])]


class Determination(models.Model):
    """A result that binds people, with everything needed to compute it again years later."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    facts = models.JSONField()
    result = models.JSONField()
    engine_version = models.CharField(max_length=20)
    law_version = models.CharField(max_length=80)
    policy_version = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="determination_subject", fields=["subject", "kind", "made_at"])]


class Anchor(models.Model):
    """A signed statement, once a day, of where every chain stood that moved since the statement before.

    `heads` maps the id of such a chain to its length and head; `heads_hash` covers them and the anchor before,
    so that one signature kept outside proves every head up to that day.
    """

    day = models.DateField(primary_key=True)
    made_at = models.DateTimeField()
    prev = models.CharField(max_length=64, default=GENESIS)
    heads = models.JSONField(default=dict)
    heads_hash = models.CharField(max_length=64)
    chains = models.PositiveBigIntegerField()
    entries = models.PositiveBigIntegerField()
    signature = models.BinaryField()
    timestamp_token = models.BinaryField(null=True)


class ScanRun(models.Model):
    """One run of one of the scheduler's scans: the slot it was due in, and when it really ran."""

    name = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(default=0)  # how much there was to do

    class Meta:
        constraints = [models.UniqueConstraint(name="scanrun_slot", fields=["name", "due_at"])]
