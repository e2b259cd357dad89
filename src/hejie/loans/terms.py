"""The terms of a loan, as data: every convention that could change a cent is a field here and an `if` nowhere.

A thousand yuan over three months at 12 %, level instalments:

>>> from fractions import Fraction
>>> terms = Terms(method="equal_instalment", principal_minor=100000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=3)
>>> terms.overdue_rate
Fraction(3, 25)

Terms that cannot be meant raise Faulty with every fault at once, each with its field.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import texts
from hejie.loans import sound
from hejie.loans.buckets import COSTS_INTEREST_PRINCIPAL
from hejie.loans.conventions import PERIODS, RateStep, Tranche
from hejie.money import HALF_UP, Rounding, round_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed. Amounts are minor units of `currency`, rates exact fractions a year.

    - `start`: the day of drawing, from which interest runs; `first_due`: the first due date; `every`: the step of the
      following ones; `month_end` and `roll`: their rules (see `hejie.dates`). A roll moves the interest with the day.
      `every` is a name of `dates.EVERY` or a distance such as "15 days".
    - `count`: "periods", or a day count of `dates.COUNTS`. `odd_days` is the day count used beside "periods", for a
      first period of odd length and for overdue days. `stub`: such a first period costs its "days", its "share" of the
      days of a whole period, or as much as a "whole" one.
    - `tranches`: what is drawn after the start, beside `principal_minor`; `rates`: rates agreed for later. From the
      period of either on, the instalments left are computed anew.
    - `deducted_minor`: kept back at drawing (砍头息), so that less than the face was received; `counted_on` "received"
      counts principal and interest on the money received, as Article 670 of the Civil Code has it, "face" on the face.
    - `down_payment`: the share of each drawing that is due on its day. `balloon_minor`: principal left for the end.
      `instalment_minor`: the level instalment, where the contract names it. `last`: the last instalment takes the
      "rest", or the level one is moved by an even share of the difference where that brings the last "near" it.
    - "step_up": instalments grow by `step_rate` after every `step_every` of them; "seasonal": principal falls due in
      proportion to `season`, twelve weights from January on. No method lets principal grow: an instalment is never
      below its interest.
    - `interest_free`: how many first periods bear no interest at all. `rate_cap`: a yearly rate above which nothing is
      borne, whatever was agreed: the law's figure, given by the caller. `rate_places`: decimals of the rate of a period.
    - `rounding`: of each interest amount and instalment; `instalment_rounding`: of the level instalment or principal
      part, if another. `rounded` "instalment" rounds each figure before the next is taken from it; "part" rounds also
      the interest between two drawings; "running_total" computes unrounded and rounds the sums, as spreadsheets do.
    - `grace_principal`, `grace_interest`: how many first instalments ask for none of it; postponed interest bears no
      interest and is `deferred` to the "first" instalment after the grace, or "spread" over all of them.
    - `fee_minor`: a fee in each instalment, owed in `fee_bucket`.
    - `penalty_uplift`: overdue principal bears annual_rate x (1 + uplift), unless `penalty_rate` names the rate itself;
      `compound_rate`: what overdue interest bears (0: nothing).
    - `allocation`: the order in which a payment fills the buckets, `allocation_ahead` that of money beyond what is due
      (none: the same); `across` "bucket" pays one bucket of every instalment before the next bucket, "instalment" the
      oldest instalment whole before the next one.
    - `surplus`: money beyond what is due waits for the next instalment ("advance"), or repays at once: the "next"
      instalments, all of them "even"ly, the "last" ones, the last ones' "principal" after the interest to the day, or
      so that the loan becomes "shorter" at the same instalment (缩短期限) or its instalments "smaller" (减少月供).
    - `overdue_bears`: overdue principal bears "penalty" interest in its own bucket, or goes on at the "contract" rate
      inside the next instalments. `overdue_from`: the first day late is the "day_after" or the "due_day" itself.
    - `interest_by`: interest follows the "balance" from day to day, or each instalment's is the "schedule"'s, whenever
      its principal is paid.
    """

    method: str
    principal_minor: int
    annual_rate: Fraction
    start: date
    first_due: date
    instalments: int
    every: str = "month"
    count: str = PERIODS
    odd_days: str = "act/360"
    stub: str = "days"
    month_end: str = "same_day"
    roll: str = "none"
    rounding: Rounding = HALF_UP
    instalment_rounding: Rounding | None = None
    rounded: str = "instalment"
    currency: str = "CNY"
    grace_principal: int = 0
    grace_interest: int = 0
    deferred: str = "first"
    fee_minor: int = 0
    fee_bucket: str = "service_fees"
    penalty_uplift: Fraction = Fraction(0)
    penalty_rate: Fraction | None = None
    compound_rate: Fraction = Fraction(0)
    allocation: tuple[str, ...] = COSTS_INTEREST_PRINCIPAL
    allocation_ahead: tuple[str, ...] = ()
    across: str = "bucket"
    surplus: str = "by_method"
    overdue_bears: str = "penalty"
    overdue_from: str = "day_after"
    interest_by: str = "balance"
    tranches: tuple[Tranche, ...] = ()
    rates: tuple[RateStep, ...] = ()
    rate_cap: Fraction | None = None
    rate_places: int | None = None
    interest_free: int = 0
    instalment_minor: int = 0
    balloon_minor: int = 0
    step_rate: Fraction = Fraction(0)
    step_every: int = 12
    season: tuple[int, ...] = ()
    down_payment: Fraction = Fraction(0)
    deducted_minor: int = 0
    counted_on: str = "face"
    last: str = "rest"

    def __post_init__(self) -> None:
        faults = sound.faults(self)
        if faults:
            raise texts.Faulty(faults)

    @property
    def received_minor(self) -> int:
        """The money that reached the borrower at the start."""
        return self.principal_minor - self.deducted_minor

    @property
    def first_minor(self) -> int:
        """The principal of the first drawing as it counts: its face, or the money received."""
        return self.received_minor if self.counted_on == "received" else self.principal_minor

    @property
    def lent_minor(self) -> int:
        """All principal: the first drawing as it counts, and the tranches."""
        return self.first_minor + sum(tranche.minor for tranche in self.tranches)

    def down_minor(self, drawn_minor: int) -> int:
        """What of a drawing is due on its day."""
        if not self.down_payment:
            return 0
        return min(
            round_to(drawn_minor * self.down_payment, self.instalment_rounding or self.rounding), drawn_minor
        )

    def borne(self, annual_rate: Fraction) -> Fraction:
        """The rate under the cap."""
        return annual_rate if self.rate_cap is None else min(annual_rate, self.rate_cap)

    @property
    def borne_rate(self) -> Fraction:
        """The contract's rate under the cap."""
        return self.borne(self.annual_rate)

    @property
    def daily_count(self) -> str:
        """The day count for any number of days that is not a whole period."""
        return self.odd_days if self.count == PERIODS else self.count

    @property
    def overdue_rate(self) -> Fraction:
        """What overdue principal bears a year, under the cap."""
        if self.penalty_rate is not None:
            return self.borne(self.penalty_rate)
        return self.borne(self.annual_rate * (1 + self.penalty_uplift))

    @property
    def prepays(self) -> bool:
        """Whether money beyond what is due repays principal at once."""
        return self.early != "advance"

    @property
    def early(self) -> str:
        """What money beyond what is due does, the method's own answer filled in."""
        if self.surplus != "by_method":
            return self.surplus
        return "principal" if self.method == "daily_interest" else "advance"
