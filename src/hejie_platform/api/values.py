"""What the API says and takes, as its document shows it. Money is whole minor units; rates are decimal texts; days are ISO."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from hejie import loans

Ref = Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{10}$")]
Words = Annotated[str, Field(max_length=4000)]
Minor = Annotated[int, Field(ge=0, le=10**15)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
Rate = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,8})?%?$")]

LONGEST_LIST = 100


class Given(Schema):
    """A body: what the document does not name is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", strict=False)


class ClockOut(Schema):
    rule: str
    owner: str
    due_at: datetime


class LoanOut(Schema):
    ref: str
    app_name: str
    balance_minor: int | None
    overdue_since: date | None


class OfferOut(Schema):
    number: int
    side: str
    state: str
    package: dict[str, Any]
    package_hash: str
    expires_at: datetime


class ClaimOut(Schema):
    number: int
    as_of: date
    currency: str
    buckets: dict[str, int]
    total_minor: int
    hash: str
    is_agreed: bool


class TalksLine(Schema):
    """One of the lender's talks, in a list."""

    ref: str
    state: str
    reason: str
    version: int
    created_at: datetime
    due_at: datetime | None
    owner: str
    waits_for_checker: bool


class TalksPage(Schema):
    """A part of a list; `after` is the place where the next part begins, null at the end."""

    items: list[TalksLine]
    after: str | None


class TalksOut(Schema):
    """One of the lender's talks."""

    ref: str
    state: str
    reason: str
    version: int
    created_at: datetime
    loans: list[LoanOut]
    clocks: list[ClockOut]
    claim: ClaimOut | None
    offers: list[OfferOut]
    agreement: str | None


class Taken(Schema):
    """An act that was taken, now or when it was first sent. `waits_for_checker`: nothing has happened yet."""

    is_repeated: bool
    waits_for_checker: bool
    talks: TalksOut


class PressIn(Given):
    """An act that needs no words. `seen_version`: of the talks as you read them."""

    seen_version: Version


class AskIn(Given):
    items: Annotated[list[Annotated[str, Field(max_length=60)]], Field(min_length=1, max_length=20)]
    words: Words = ""
    seen_version: Version


class RefuseIn(Given):
    """A refusal by the published policy: `code` is one of its reasons."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    words: Words
    seen_version: Version


class BucketsIn(Given):
    """What is owed, bucket by bucket, in minor units; what is left out is zero."""

    normal_principal: Minor = 0
    overdue_principal: Minor = 0
    normal_interest: Minor = 0
    overdue_interest: Minor = 0
    penalty_interest: Minor = 0
    compound_interest: Minor = 0
    liquidated_damages: Minor = 0
    recovery_costs: Minor = 0
    service_fees: Minor = 0
    guarantee_fees: Minor = 0


assert tuple(BucketsIn.model_fields) == loans.BUCKETS


class ContractIn(Given):
    """What one loan's contract says. `ref`: of the loan in these talks."""

    ref: Ref
    product: Annotated[str, Field(max_length=30)] = "consumption"
    contract_on: date | None = None
    annual_rate: Rate | None = None
    matures_on: date | None = None
    received_minor: Minor | None = None
    method: Annotated[str, Field(max_length=30)] = ""
    instalments: Annotated[int, Field(ge=1, le=600)] | None = None
    first_due: date | None = None
    unpaid_since: date | None = None
    overdue_uplift: Rate | None = None


class FiguresIn(Given):
    as_of: date
    buckets: BucketsIn
    contracts: Annotated[list[ContractIn], Field(max_length=50)]
    words: Words = ""
    seen_version: Version


class RejectIn(Given):
    words: Words = ""


class DutyOut(Schema):
    ref: str
    number: int
    side: str
    kind: str
    state: str
    due_on: date | None
    amount_minor: int | None
    received_minor: int | None
    is_late: bool


class PaymentOut(Schema):
    ref: str
    amount_minor: int
    paid_on: date
    is_confirmed: bool
    is_contested: bool


class AgreementOut(Schema):
    ref: str
    talks: str
    state: str
    reason: str
    version: int
    terms_hash: str
    currency: str
    outstanding_minor: int | None
    duties: list[DutyOut]
    payments: list[PaymentOut]


class PaymentIn(Given):
    """Money that came on an agreement. It fills the oldest instalments first, as the agreement says."""

    amount_minor: Annotated[int, Field(ge=1, le=10**15)]
    paid_on: date


class PaymentTaken(Schema):
    is_repeated: bool
    agreement: AgreementOut
