"""An application that a helper of the desk writes down for a person by phone, by post or at a counter.

Nothing is handed in before the person has heard or read the answers again and confirmed them: `answers_hash` is what
was confirmed, so that an answer changed afterwards has to be confirmed again.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models.rows import Case
from hejie_platform.core import fields
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import User


class Assistance(models.Model):
    """Who helps whom with which case, through which channel, with which consent, and what was confirmed."""

    CHANNELS = ("phone", "post", "counter")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assistances")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assistances")
    channel = models.CharField(max_length=10)
    consent_how = models.CharField(max_length=10)  # spoken | paper
    consent_words = fields.EncryptedTextField()
    consent_paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)
    code_for = models.CharField(max_length=64, blank=True)  # the answers that the code was sent for
    code_sent_at = models.DateTimeField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=0)
    answers_hash = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=10, blank=True)  # code | paper
    confirmed_paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="assistance_one_at_a_time", fields=["case"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="assistance_channel", condition=Q(channel__in=("phone", "post", "counter"))
            ),
            models.CheckConstraint(name="assistance_two_people", condition=~Q(person=models.F("helper"))),
        ]
