"""What comes out of speaking: minutes with promises, and the mediator's proposal with its sealed answers.

Words are sealed under the joint room's key, answers each by themselves. The other tables say who may read what: a part of a
proposal is for the borrower and the one lender whose talks it is about.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.mediation.models.meetings import Meeting
from hejie_platform.negotiation.models import Claim
from hejie_platform.people.models import User


class Minutes(models.Model):
    """What the mediator wrote down; final when every party has confirmed it. A newer number replaces one not yet final."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="minutes")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="minutes")
    number = models.PositiveIntegerField()
    body = models.BinaryField()  # sealed under the joint room's key
    agenda = models.JSONField(default=list)  # [{"code": "listen", "minutes": 20, "went": "done"}, ...]
    hash = models.CharField(max_length=64)  # keyed, over words, agenda and promises: what a party confirms
    parties = models.JSONField(default=list)  # who is to confirm
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    final_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="minutes_number", fields=["mediation", "number"]),
            models.CheckConstraint(
                name="minutes_one_end", condition=Q(final_at__isnull=True) | Q(replaced_at__isnull=True)
            ),
        ]


class MinutesConfirmation(models.Model):
    """One party saw exactly these minutes and says that they are right."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="confirmations")
    party = models.CharField(max_length=30)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="minutesconfirmation_once", fields=["minutes", "party"])]


class Promise(models.Model):
    """What somebody said they would do by a day. It binds nobody like an agreement; it is kept in sight."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="promises")
    number = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=30)  # whose promise: a party, or "mediator"
    words = models.BinaryField()  # sealed under the joint room's key
    due_on = models.DateField()
    answer = models.CharField(max_length=10, blank=True)  # done | not_done
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="promise_number", fields=["minutes", "number"]),
            models.CheckConstraint(name="promise_answer", condition=Q(answer__in=("", "done", "not_done"))),
        ]


class Proposal(models.Model):
    """The mediator's proposal to all at once: what they see as the cause, why this, and a package for each lender."""

    OUTCOMES = ("", "all", "not_all", "replaced")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=20)  # contract | means | information | mixed
    analysis = models.BinaryField()  # both sealed under the joint room's key
    reasoning = models.BinaryField()
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="proposal_number", fields=["mediation", "number"]),
            models.UniqueConstraint(
                name="proposal_one_open", fields=["mediation"], condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="proposal_outcome", condition=Q(outcome__in=("", "all", "not_all", "replaced"))
            ),
        ]


class ProposalPart(models.Model):
    """The package for the talks with one lender, on the figures that both had agreed to."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="parts")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    package = models.JSONField()
    package_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="proposalpart_once", fields=["proposal", "negotiation"])]


class ProposalAnswer(models.Model):
    """One party's answer, sealed. Nobody but that party reads it before all have answered, and a no is never told."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers")
    party = models.CharField(max_length=30)
    answer = fields.EncryptedTextField()  # yes | no
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="proposalanswer_once", fields=["proposal", "party"])]
