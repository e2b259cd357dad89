"""A package: every term of a repayment plan that can be negotiated, as one value with one hash.

The claim (what is owed, bucket by bucket) is not in it: the same package can be tried on a corrected claim. Two
packages that say the same have the same hash, whatever order they were written in:

>>> from datetime import date
>>> one = Package(instalments=12, every="month", first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"),
...               waive={"penalty_interest": 5000, "compound_interest": 0})
>>> two, faults = package_from_json(package_to_json(one))
>>> one == two, faults, package_hash(one) == package_hash(two)
(True, (), True)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from hejie import dates, loans, money, rules, texts
from hejie.dates.parse import bound_faults
from hejie.plans.reading import Reader

FORMAT: Final = 1
YEAR: Final = 12
MOST_WEIGHT: Final = 10_000
METHODS: Final = ("equal_instalment", "equal_principal", "step_up", "seasonal")
EVERY: Final = ("month", "fortnight", "week")
GRACE: Final = ("holiday", "principal", "interest")
"""holiday: nothing is paid, interest runs without bearing interest and is spread over the instalments;
principal: interest is paid, principal waits; interest: principal is paid, and interest waits as in a holiday."""
TREATMENTS: Final = ("finance", "carry", "first")
"""What becomes of a bucket that is not waived. finance: joins the new principal and bears the plan's rate;
carry: spread over the instalments, bears nothing; first: paid with the first instalment, bears nothing."""
USUAL: Final[Mapping[str, str]] = MappingProxyType(
    {name: "finance" if name in loans.PRINCIPAL else "carry" for name in loans.BUCKETS}
)
"""Principal bears interest; old interest, penalties and fees do not, so that no interest grows on interest."""
ON_BREACH: Final = ("kept", "lost")
"""What becomes of a waiver where the plan fails: it stays given, or it was given for a plan kept to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The negotiable terms. Amounts in minor units, rates exact and yearly. Raises Faulty with every fault.

    - `instalments` are paid ones; `grace_instalments` come before them. `first_due` is the first date of the grid,
      grace included: with 2 months of grace and first_due 15 February the first payment is on 15 April.
    - `waive`: minor units waived per bucket. `treat`: buckets treated otherwise than USUAL.
    - "step_up": instalments grow by `step_rate` after every `step_every` of them. "seasonal": principal falls due in
      proportion to `season`, twelve weights from January on. `balloon_minor`: principal left for the last instalment.
      `token_minor`: a small sum paid in each instalment of a holiday, taken off what bears no interest.
    - `on_breach`: what becomes of the waiver where the plan fails (ON_BREACH); without a waiver it says nothing.
    - `upfront_minor`: paid on the day the plan starts. `overdue_uplift`: what a late instalment bears is
      annual_rate x (1 + uplift).
    """

    instalments: int
    first_due: date
    annual_rate: Fraction
    every: str = "month"
    grace_instalments: int = 0
    grace: str = "holiday"
    waive: Mapping[str, int] = field(default_factory=dict)
    treat: Mapping[str, str] = field(default_factory=dict)
    upfront_minor: int = 0
    method: str = "equal_instalment"
    overdue_uplift: Fraction = Fraction(0)
    step_rate: Fraction = Fraction(0)
    step_every: int = 12
    season: tuple[int, ...] = ()
    balloon_minor: int = 0
    token_minor: int = 0
    on_breach: str = "kept"

    def __post_init__(self) -> None:
        faults = _faults(self)
        if faults:
            raise texts.Faulty(faults)
        object.__setattr__(self, "waive", texts.Facts({k: v for k, v in self.waive.items() if v}))
        unusual = {name: how for name, how in self.treat.items() if how != USUAL[name]}
        object.__setattr__(self, "treat", texts.Facts(unusual))
        if not self.waive:
            object.__setattr__(self, "on_breach", ON_BREACH[0])

    @property
    def first_payment_on(self) -> date:
        """The due date of the first instalment that asks for money."""
        waits = self.grace == "holiday" and not self.token_minor
        asked = self.grace_instalments if waits else 0
        return dates.due_dates(self.first_due, asked + 1, every=self.every)[asked]

    def treatment(self, bucket: str) -> str:
        """What becomes of a bucket that is not waived."""
        return str(self.treat.get(bucket, USUAL[bucket]))


def _faults(package: Package) -> tuple[texts.Fault, ...]:
    return (
        *_choice_faults(package),
        *_bucket_faults(package),
        *_number_faults(package),
        *_shape_faults(package),
        *bound_faults(package.first_due, field="first_due"),
    )


def _choice_faults(package: Package) -> list[texts.Fault]:
    choices = {"every": EVERY, "method": METHODS, "grace": GRACE, "on_breach": ON_BREACH}
    return [
        texts.fault("plan_choice_unknown", name, given=str(given), known=known)
        for name, known in choices.items()
        if (given := getattr(package, name)) not in known
    ]


def _bucket_faults(package: Package) -> list[texts.Fault]:
    found = [
        texts.fault("plan_choice_unknown", place, given=str(name), known=loans.BUCKETS)
        for place, names in (("waive", package.waive), ("treat", package.treat))
        for name in names
        if name not in loans.BUCKETS
    ]
    found += [
        texts.fault("plan_choice_unknown", f"treat.{name}", given=str(how), known=TREATMENTS)
        for name, how in package.treat.items()
        if how not in TREATMENTS
    ]
    return found + [
        texts.fault("plan_amount_negative", f"waive.{name}", given_minor=minor)
        for name, minor in package.waive.items()
        if minor < 0
    ]


def _number_faults(package: Package) -> list[texts.Fault]:
    most = rules.MOST_INSTALMENTS
    bounds = {"instalments": (1, most), "grace_instalments": (0, most), "step_every": (1, most)}
    found = [
        texts.fault("plan_number_outside", name, given=given, least=least, most=most)
        for name, (least, most) in bounds.items()
        if not least <= (given := getattr(package, name)) <= most
    ]
    found += [
        texts.fault("plan_amount_negative", name, given_minor=given)
        for name in ("upfront_minor", "balloon_minor", "token_minor")
        if (given := getattr(package, name)) < 0
    ]
    for name in ("annual_rate", "overdue_uplift", "step_rate"):
        rate = getattr(package, name)
        if not 0 <= rate <= money.MAX_RATE:
            found.append(
                texts.fault(
                    "plan_rate_outside",
                    name,
                    given_rate=money.rate_text(rate),
                    most_rate=money.rate_text(money.MAX_RATE),
                )
            )
    return found


def _shape_faults(package: Package) -> list[texts.Fault]:
    """What a shape needs and what it has no use for."""
    found = []
    if (
        bool(package.season) != (package.method == "seasonal")
        or len(package.season) not in (0, YEAR)
        or (package.season and (min(package.season) < 0 or not 0 < sum(package.season) <= MOST_WEIGHT))
    ):
        found.append(texts.fault("plan_field_wrong", "season", wanted="list"))
    if package.step_rate and package.method != "step_up":
        found.append(texts.fault("plan_choice_unknown", "method", given=package.method, known=("step_up",)))
    if package.token_minor and (package.grace != "holiday" or not package.grace_instalments):
        found.append(texts.fault("plan_choice_unknown", "grace", given=package.grace, known=("holiday",)))
    return found


def _shape_to_json(package: Package) -> dict[str, Any]:
    """What a plan of another shape says; a level one says nothing, so that its hash stays what it was."""
    told: dict[str, Any] = {}
    if package.method == "step_up":
        told |= {"step_rate": money.rate_text(package.step_rate), "step_every": package.step_every}
    if package.season:
        told["season"] = list(package.season)
    told |= {name: minor for name in ("balloon_minor", "token_minor") if (minor := getattr(package, name))}
    return told | ({"on_breach": package.on_breach} if package.on_breach != ON_BREACH[0] else {})


def _shape_from_json(reader: Reader) -> dict[str, Any]:
    read = {
        "step_rate": reader.rate,
        "step_every": reader.whole,
        "season": reader.weights,
        "balloon_minor": reader.whole,
        "token_minor": reader.whole,
        "on_breach": reader.text,
    }
    return {name: take(name) for name, take in read.items() if name in reader.data}


def package_to_json(package: Package) -> dict[str, Any]:
    """Plain data; rates as exact decimals (or a/b) in strings, dates in ISO."""
    return {
        "format": FORMAT,
        "instalments": package.instalments,
        "every": package.every,
        "first_due": package.first_due.isoformat(),
        "grace_instalments": package.grace_instalments,
        "grace": package.grace,
        "annual_rate": money.rate_text(package.annual_rate),
        "waive": dict(package.waive),
        "treat": dict(package.treat),
        "upfront_minor": package.upfront_minor,
        "method": package.method,
        "overdue_uplift": money.rate_text(package.overdue_uplift),
        **_shape_to_json(package),
    }


def package_from_json(data: object) -> tuple[Package | None, tuple[texts.Fault, ...]]:
    """The package that `package_to_json` wrote, or every fault of it: what is absent, unknown or out of bounds."""
    reader = Reader(data)
    if reader.whole("format") != FORMAT:
        reader.fault("plan_field_wrong", "format", wanted=str(FORMAT))
    fields: dict[str, Any] = {
        "instalments": reader.whole("instalments"),
        "every": reader.text("every"),
        "first_due": reader.day("first_due"),
        "grace_instalments": reader.whole("grace_instalments"),
        "grace": reader.text("grace"),
        "annual_rate": reader.rate("annual_rate"),
        "waive": reader.amounts("waive"),
        "treat": reader.words("treat"),
        "upfront_minor": reader.whole("upfront_minor"),
        "method": reader.text("method"),
        "overdue_uplift": reader.rate("overdue_uplift"),
        **_shape_from_json(reader),
    }
    reader.finish()
    if reader.faults:
        return None, tuple(reader.faults)
    try:
        return Package(**fields), ()
    except texts.Faulty as refused:
        return None, refused.faults


def package_hash(package: Package) -> str:
    """Hex SHA-256 of the canonical JSON: what an acceptance is bound to."""
    return texts.digest(package_to_json(package))
