"""A lender's hardship policy as data: what it publishes, and what it keeps to itself.

The published part is a promise that anyone may run before applying: causes, papers per cause, levers with bounds,
days to answer, refusal codes each with its cure. The private part never leaves the lender's side: floors, and how much
an officer or a checker may grant alone.

    policy, faults = rules.parse_policy(tomllib.loads(text))
    faults = rules.check_policy(policy, pack=rules.load_pack("cn"))

Every gap of a policy is a fault with its place; all are found at once. A policy that breaks a blocking rule of the law
pack is faulty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

MOST_INSTALMENTS: Final = 600
"""Fifty years of months: above it a number of instalments is taken for a slip."""
MOST_PLANS: Final = 20_000
"""Plans in the grid of all levers: a finer one makes a menu that nobody can read and that takes long to make."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A lever of whole numbers: `least`, `least + step`, ... up to `most`."""

    least: int
    most: int
    step: int = 1

    @property
    def count(self) -> int:
        """How many values the grid has."""
        return 1 - (self.least - self.most) // self.step

    def steps(self) -> tuple[int, ...]:
        """Every value of the grid, `most` included."""
        grid = range(self.least, self.most + 1, self.step)
        return tuple(grid) if grid[-1] == self.most else (*grid, self.most)


@dataclass(frozen=True, slots=True)
class Share:
    """A lever of exact shares or rates, with the step of its grid."""

    least: Fraction
    most: Fraction
    step: Fraction

    @property
    def count(self) -> int:
        """How many values the grid has."""
        return 1 - (self.least - self.most) // self.step

    def steps(self) -> tuple[Fraction, ...]:
        """Every value of the grid, `most` included."""
        count = int((self.most - self.least) / self.step)
        grid = tuple(self.least + self.step * number for number in range(count + 1))
        return grid if grid[-1] == self.most else (*grid, self.most)


@dataclass(frozen=True, slots=True)
class Shapes:
    """How instalments may run other than evenly: nothing of it, unless the lender publishes it.

    `step_rates`: by how much they may grow after each year; `balloons`: shares of what bears interest that may be left
    for the last one; `tokens_minor`: small sums paid in each instalment of a pause; `graces`: what a pause may be, and
    `on_breach`: what may become of a waiver where the plan fails, the lender's first choice first; where it says nothing
    plans are valued as if it were lost, and people may agree on either.
    """

    step_rates: tuple[Fraction, ...] = ()
    balloons: tuple[Fraction, ...] = ()
    tokens_minor: tuple[int, ...] = ()
    graces: tuple[str, ...] = ("holiday",)
    on_breach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Levers:
    """What may be moved, and how far. `waive` names the buckets that may be waived, each with its share; `shapes` is
    what a policy may leave out."""

    instalments: Whole
    grace_instalments: Whole
    every: tuple[str, ...]
    methods: tuple[str, ...]
    annual_rate: Share
    overdue_uplift: Fraction
    upfront: Share
    waive: Mapping[str, Share]
    shapes: Shapes = Shapes()

    @property
    def most_plans(self) -> int:
        """No menu has more plans: every term, grace and rate with every two steps of waiving."""
        waived = max((share.count for share in self.waive.values()), default=1)
        return self.instalments.count * self.grace_instalments.count * self.annual_rate.count * waived**2


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason for which the lender may refuse, the code of its cure, and whether it can be cured at all."""

    code: str
    cure: str
    curable: bool


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """The standing terms of this lender's agreements, in days unless the name says otherwise. `equal_treatment_days`: in
    how many days both sides talk again when another creditor gets a greater share; 0: nothing of it is agreed."""

    grace_days: int
    cure_days: int
    sign_within_days: int
    least_partial_share: Fraction
    waiver_booked_days: int
    collection_stops_days: int
    credit_report_days: int
    clearance_letter_days: int
    review_months: int
    most_paused_instalments: int
    equal_treatment_days: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """The part that anyone may read and run. `evidence` lists paper codes per cause."""

    causes: tuple[str, ...]
    evidence: Mapping[str, tuple[str, ...]]
    levers: Levers
    response_working_days: int
    refusals: tuple[Refusal, ...]
    agreement: AgreementTerms
    contact: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Authority:
    """How much one level may grant alone: a share of each bucket, and a claim up to `most_claim_minor`."""

    level: str
    most_claim_minor: int
    waive: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Private:
    """The part that only the lender sees."""

    least_recovery_share: Fraction
    discount_rate: Fraction
    observation_months: int
    authority: tuple[Authority, ...]


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """One version of a lender's policy, in force from `from_` to `until` (None: open)."""

    code: str
    version: str
    country: str
    currency: str
    lender_type: str
    channel: str
    from_: date
    until: date | None
    published: Published
    private: Private
    digest: str

    def may_grant(self, level: str, *, claimed: Mapping[str, int], waive: Mapping[str, int]) -> bool:
        """Whether this level may grant these waivers (minor units per bucket) on this claim alone."""
        for authority in self.private.authority:
            if authority.level == level:
                return sum(claimed.values()) <= authority.most_claim_minor and all(
                    minor <= authority.waive.get(bucket, Fraction(0)) * claimed.get(bucket, 0)
                    for bucket, minor in waive.items()
                )
        return False

    def refusal(self, code: str) -> Refusal | None:
        """The published refusal of that code, if there is one."""
        return next((refusal for refusal in self.published.refusals if refusal.code == code), None)
