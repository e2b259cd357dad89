"""What is said and put between the borrower's side and one creditor.

Words of a person are sealed under the room's own data key, so that erasing that key erases them all and the
ledger, which holds only their keyed hash, still verifies.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Negotiation, Stepped, known_state
from hejie_platform.core import fields, ids
from hejie_platform.core.models import DataKey
from hejie_platform.ledger.models import Determination
from hejie_platform.people.models import User


class Room(models.Model):
    """Where one audience of a negotiation talks. The joint room's audience is `shared`."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="rooms")
    audience = models.CharField(max_length=60, default="shared")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    length = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="room_once", fields=["negotiation", "audience"])]


class Message(models.Model):
    """One message in a room, in order."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="messages")
    seq = models.PositiveIntegerField()
    sender = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    on_behalf_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.BinaryField()  # sealed under the room's key
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="message_place", fields=["room", "seq"])]


class Request(models.Model):
    """What the creditor asks for, or what it would need to reconsider: items by code, each with its cure."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=20)  # ask | refuse_curable
    items = models.JSONField()
    refusal_code = models.CharField(max_length=40, blank=True)
    policy_version = models.PositiveIntegerField(null=True)
    words = models.BinaryField(null=True)  # sealed under the room's key
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)


class Claim(models.Model):
    """What the creditor says is owed on a day, bucket by bucket, and what the borrower's side answers.

    Agreed "for these talks only". A newer claim voids the answers to an older one.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    currency = models.CharField(max_length=3, default="CNY")
    buckets = models.JSONField()  # bucket -> minor units, all ten
    contract = models.JSONField(default=dict)  # annual rate, method, maturity ... as the creditor states them
    hash = models.CharField(max_length=64)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    disputed = models.JSONField(default=dict)  # bucket -> the borrower's figure
    borrower_agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    borrower_agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="claim_once", fields=["negotiation", "number"])]


class LenderAccount(models.Model):
    """The creditor's own file, as it was read: its plan, and each repayment with its buckets. The newest counts.

    `loans`: which number in the file each loan of the talks has; empty until the creditor has said so, and until then nobody
    else sees a row, for the file may tell of other people's loans. Rows of no loan of the talks are not kept after that.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="accounts")
    read = fields.EncryptedJSONField(default=dict)
    loans = fields.EncryptedJSONField(
        default=dict
    )  # reference of the loan -> the creditor's own number of it
    sha256 = models.CharField(max_length=64)
    plan_rows = models.PositiveIntegerField()
    repayment_rows = models.PositiveIntegerField()
    bad_rows = models.PositiveIntegerField()
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()


class PaymentDispute(models.Model):
    """What the borrower's side says against one repayment of the creditor's file, or of one that the file lacks."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="payment_disputes")
    loan = models.CharField(max_length=10)  # reference of the loan in the case
    key = models.CharField(max_length=16, blank=True)  # of the row (facts.payments); empty: the file lacks it
    how = models.CharField(max_length=10)  # not_made | otherwise | lacking
    day = models.DateField(null=True)
    minor = models.BigIntegerField(null=True)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="paymentdispute_one_of_a_row",
                fields=["negotiation", "key"],
                condition=Q(taken_back_at__isnull=True) & ~Q(key=""),
            ),
            models.CheckConstraint(
                name="paymentdispute_says_what",
                condition=Q(how="not_made", day__isnull=True, minor__isnull=True)
                | Q(how__in=["otherwise", "lacking"], day__isnull=False, minor__gt=0),
            ),
        ]


class PlanSet(models.Model):
    """The named plans that the engine computed for a negotiation, with their determination."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="plan_sets")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class JointPlanSet(models.Model):
    """The plans with all creditors of a household together, which belong to it; `inputs` is the hash of what they rest on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joint_plan_sets")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="+")
    inputs = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="jointplanset_newest", fields=["case", "inputs", "made_at"])]


class Offer(Stepped):
    """A package put by a side, by number; an answer is bound to `package_hash`."""

    MACHINE = "offer"

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="offers")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)  # borrower | lender | mediator
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answered_by")
    package = models.JSONField()
    package_hash = models.CharField(max_length=64)
    schedule_hash = models.CharField(max_length=64)
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.BinaryField(null=True)  # sealed under the room's key
    put_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            known_state("offer"),
            models.UniqueConstraint(name="offer_number", fields=["negotiation", "number"]),
            # Several may be accepted one after the other: each variation of an agreement has its own. That two are
            # never accepted at once follows from one being open at a time.
            models.UniqueConstraint(name="offer_one_open", fields=["negotiation"], condition=Q(state="open")),
        ]

    @property
    def the_negotiation(self) -> Negotiation:
        return self.negotiation

    @property
    def the_case(self) -> Case:
        return self.negotiation.case
