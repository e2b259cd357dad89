"""The roster of a mediation body: who mediates there, what for, what ties them, how much they carry, when they are away.

A listing is entered by the mediator or by the body's head, and holds only after the head has verified it, on a day. What
was verified is never changed in place: an entry that says something else waits to be verified again. Nobody verifies
themselves, and ties only ever come to be known: one that is over keeps its row and its last day.
"""

from django.db import models
from django.db.models import F, Q

from hejie_platform.core import fields, ids
from hejie_platform.people.models import Organisation, User


class Listing(models.Model):
    """One mediator on the roster of one body. The newest verified one that has not ended is in force."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="listings")
    mediator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="listings")
    qualification = models.CharField(max_length=200)
    registration_number = models.CharField(max_length=60)
    registered_with = models.CharField(max_length=120)
    loan_types = models.JSONField(default=list)  # codes of hejie_platform.mediation.facts.fields
    languages = models.JSONField(default=list)
    load_limit = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="listing_one_in_force",
                fields=["body", "mediator"],
                condition=Q(verified_at__isnull=False, ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="listing_one_waiting",
                fields=["body", "mediator"],
                condition=Q(verified_at__isnull=True, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="listing_verified_by_another",
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("mediator")),
            ),
            models.CheckConstraint(name="listing_carries_some", condition=Q(load_limit__gte=1)),
        ]


class Tie(models.Model):
    """What ties a mediator to an organisation: nobody with one mediates where that organisation is a party."""

    KINDS = ("worked_there", "relative_there", "share", "acted_for", "acted_against", "other")

    mediator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="ties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    words = fields.EncryptedTextField()
    declared_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tie_kind",
                condition=Q(
                    kind__in=(
                        "worked_there",
                        "relative_there",
                        "share",
                        "acted_for",
                        "acted_against",
                        "other",
                    )
                ),
            ),
            models.UniqueConstraint(
                name="tie_once",
                fields=["mediator", "organisation", "kind"],
                condition=Q(over_at__isnull=True),
            ),
        ]


class Absence(models.Model):
    """Days on which a mediator is given nothing new."""

    mediator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    from_day = models.DateField()
    until_day = models.DateField()
    noted_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="absence_days", condition=Q(until_day__gte=F("from_day"))),
        ]
