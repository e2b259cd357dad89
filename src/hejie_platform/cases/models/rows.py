"""One borrower's hardship (Case), the talks with each creditor (Negotiation), the neutral's help (Mediation).

States change by `actions.take_step` alone, which asks `hejie.steps`; overdue and whose-turn are computed from
Clock rows, never stored. Rows that `decide()` reads beside the state - holds, authorities, standstills - are dated.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from hejie import steps
from hejie_platform.core import fields, ids, law
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import Organisation, User


class Stepped(models.Model):
    """A row with a state of a step table. `version` grows with every step; forms carry the one they showed."""

    MACHINE = ""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)  # why it ended or closed
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def the_case(self) -> "Case":
        """The case that this row belongs to."""
        raise NotImplementedError

    @property
    def the_negotiation(self) -> "Negotiation | None":
        """The negotiation that this row belongs to, if it belongs to one."""
        return None

    @property
    def clock_ends(self) -> Mapping[str, datetime]:
        """The ends of clocks that the row itself names, by their rule."""
        return {}

    @property
    def chain_subject(self) -> UUID:
        """Whose ledger chain this row's steps are written to: its negotiation's, else its own."""
        negotiation = self.the_negotiation
        return negotiation.id if negotiation else self.id


def known_state(machine: str) -> models.CheckConstraint:
    """The constraint that a row's state is one of its machine's."""
    return models.CheckConstraint(
        name=f"{machine}_state", condition=Q(state__in=sorted(steps.MACHINES[machine].states))
    )


class Case(Stepped):
    """One borrower's hardship: story, evidence, budget, all loans."""

    MACHINE = "case"

    borrower = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="cases")
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    opened_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=10, default=law.country)  # whose law it is under; taken at opening
    is_vulnerable = models.BooleanField(default=False)
    assigned_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )  # at the desk
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [known_state("case")]

    @property
    def the_case(self) -> "Case":
        return self


class Negotiation(Stepped):
    """The talks with one creditor about named loans of one case."""

    MACHINE = "negotiation"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="negotiations")
    creditor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="negotiations")
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_varying = models.BooleanField(default=False)  # a change of its running agreement is asked for

    class Meta:
        constraints = [
            known_state("negotiation"),
            models.UniqueConstraint(
                name="negotiation_one_live",
                fields=["case", "creditor"],
                condition=~Q(state="ended"),
            ),
        ]

    @property
    def the_case(self) -> Case:
        return self.case

    @property
    def the_negotiation(self) -> "Negotiation":
        return self

    @property
    def talks_are_open(self) -> bool:
        """Whether figures and offers may be spoken of: in talks, and while a change of an agreement is asked for."""
        return self.state == "talking" or (self.state == "agreed" and self.is_varying)


class Mediation(Stepped):
    """A neutral's help in one or more negotiations of a case."""

    MACHINE = "mediation"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mediations")
    negotiations = models.ManyToManyField(Negotiation, related_name="mediations")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="mediations")
    mediator = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="mediations")

    class Meta:
        constraints = [known_state("mediation")]

    @property
    def the_case(self) -> Case:
        return self.case


class Party(models.Model):
    """Someone on the borrower's side of a case: the borrower, a representative or a guarantor."""

    ROLES = ("borrower", "representative", "guarantor")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="party_once", fields=["case", "user", "role"]),
            models.CheckConstraint(
                name="party_role", condition=Q(role__in=("borrower", "representative", "guarantor"))
            ),
        ]


class MediationConsent(models.Model):
    """One party's yes to a mediation, and when it left again. A lender consents for its own negotiation."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="consents")
    side = models.CharField(max_length=10)  # borrower | guarantor | lender
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)


class Appointment(models.Model):
    """A mediator asked to mediate: their answer, what they told of ties to the parties, and when it ended."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="appointments")
    mediator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    disclosed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=30, blank=True)  # the step that ended it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="appointment_one_at_a_time", fields=["mediation"], condition=Q(ended_at__isnull=True)
            )
        ]


class Authority(models.Model):
    """A paper by which one person acts for another in a case, within a scope and until a day."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="authorities"
    )  # null: any case
    principal = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20, default="general")
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)


class Hold(models.Model):
    """While it lasts the case's clocks stand still: death, incapacity, suspected sham, court stay."""

    KINDS = ("death", "incapacity", "suspected_sham", "court_stay")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20)
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    # Who may speak now: heirs, a guardian. Sealed, and read by the desk alone.
    speaks_now = fields.EncryptedTextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="hold_one_of_a_kind", fields=["case", "kind"], condition=Q(lifted_at__isnull=True)
            )
        ]


class Standstill(models.Model):
    """Collection rests, signed by both sides or by the lender's policy. Nothing freezes interest by itself: it rests only
    where the lender said so when it granted the pause."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="standstills")
    basis = models.CharField(max_length=10)  # signed | policy
    from_day = models.DateField()
    until_day = models.DateField()
    rests_interest = models.BooleanField(default=False)


class Interruption(models.Model):
    """An act that starts the limitation period anew: date and kind, no terms."""

    negotiation = models.ForeignKey(
        Negotiation, on_delete=models.PROTECT, null=True, related_name="interruptions"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interruptions")
    kind = models.CharField(max_length=30)
    on_day = models.DateField()


class PendingAct(models.Model):
    """A maker's act beyond their authority, awaiting a checker. Nobody decides on their own."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="pending_acts")
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    act = models.CharField(max_length=40)  # machine.step
    terms = models.JSONField()
    terms_hash = models.CharField(max_length=64)
    maker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, blank=True)  # approved | returned

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pendingact_two_people", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("maker"))
            ),
            models.UniqueConstraint(
                name="pendingact_one_waiting",
                fields=["negotiation", "act"],
                condition=Q(decided_at__isnull=True),
            ),
        ]


class Clock(models.Model):
    """A time limit of some row: who owes what by when. Stopped when met; fired when it ran out."""

    machine = models.CharField(max_length=20)
    subject = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="clocks")
    rule = models.CharField(max_length=40)
    owner = models.CharField(max_length=20)  # the side that owes: borrower, lender, mediator, platform
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)  # beyond the published holiday calendar
    stopped_at = models.DateTimeField(null=True)
    fired_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)  # under a hold

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="clock_one_running",
                fields=["subject", "rule"],
                condition=Q(stopped_at__isnull=True, fired_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                name="clock_due",
                fields=["due_at"],
                condition=Q(stopped_at__isnull=True, fired_at__isnull=True, paused_at__isnull=True),
            )
        ]
