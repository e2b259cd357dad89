"""A Complaint about anyone, its papers, and what each side said of it.

Its stages are those of `facts.complaint_steps`. It may stand without a case (somebody who never applied complains
too), so its two limits are its own columns and not clocks of a case: `accept_due_at` to take it in hand,
`answer_due_at` to answer; `*_late_at` says when each ran out. Who is complained of is a row where we know one, and
words where we do not. A complaint told by phone has a `recorder` and, without an account, no `complainant`.
"""

from django.db import models
from django.db.models import F, Q

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import Organisation, User


class Complaint(models.Model):
    """One complaint, from its receipt to its answer."""

    STATES = ("received", "accepted", "escalated", "answered", "returned", "withdrawn")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    state = models.CharField(max_length=12, default="received")
    version = models.PositiveIntegerField(default=0)
    complainant = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="complaints")
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    caller = fields.EncryptedJSONField()  # name and how to reach them, when it was told by phone
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="complaints")
    negotiation = models.ForeignKey(
        Negotiation, on_delete=models.PROTECT, null=True, related_name="complaints"
    )
    about = models.CharField(max_length=12)  # of facts.lists.ABOUT
    about_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    about_person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    about_words = fields.EncryptedTextField()  # whom, as told
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    topic = models.CharField(max_length=20)
    happened_on = models.DateField()
    words = fields.EncryptedTextField()
    wish = models.CharField(max_length=20)
    wish_words = fields.EncryptedTextField()
    handler = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    handler_is_of_theirs = models.BooleanField(
        default=False
    )  # of the organisation complained of: nobody else was there
    received_at = models.DateTimeField()
    accept_due_at = models.DateTimeField(null=True)
    accept_late_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    answer_late_at = models.DateTimeField(null=True)
    is_provisional = models.BooleanField(default=False)
    is_complex = models.BooleanField(default=False)
    extended_at = models.DateTimeField(null=True)
    extension_words = fields.EncryptedTextField()
    asked_at = models.DateTimeField(null=True)  # the other side was asked
    hearing_due_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    answer = fields.EncryptedTextField()
    routes = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="complaint_state",
                condition=Q(
                    state__in=("received", "accepted", "escalated", "answered", "returned", "withdrawn")
                ),
            ),
            models.CheckConstraint(
                name="complaint_from_somebody",
                condition=Q(complainant__isnull=False) | Q(recorder__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_handler_is_not_its_subject",
                condition=Q(handler__isnull=True)
                | Q(about_person__isnull=True)
                | ~Q(handler=F("about_person")),
            ),
            models.CheckConstraint(
                name="complaint_answer_says_why", condition=~Q(state="answered") | ~Q(outcome="")
            ),
        ]
        indexes = [
            models.Index(name="complaint_queue", fields=["state", "answer_due_at"]),
        ]


class ComplaintPaper(models.Model):
    """A paper handed in with a complaint."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = fields.EncryptedTextField()
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()


class Statement(models.Model):
    """What one side said to a complaint after it was filed: the complainant more, the other side how it sees it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="statements")
    side = models.CharField(max_length=12)  # complainant | subject
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = fields.EncryptedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="statement_side", condition=Q(side__in=("complainant", "subject")))
        ]
