"""All creditors of a household at one table: what joint plans are made from, and those that were made. The household's alone.

A creditor sits here with the figures that it stated, or until then with those that the borrower told. Who has no policy here
is not left out of the month: its part of what is left is kept for it. An agreement that runs takes its instalment first.
Plans with one creditor alone are those of its talks: they begin on the same days, and are searched in the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from hejie import loans, plans, rules, texts
from hejie.plans import household
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock, law
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.intake.queries import ahead_of, budget_of
from hejie_platform.ledger.models import Determination
from hejie_platform.lenders import facts as lender_facts
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.lenders.queries import policy_version_on
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.facts import planned
from hejie_platform.negotiation.models import Claim, JointPlanSet, Offer, PlanSet
from hejie_platform.negotiation.queries.plans import Chance, chance_of
from hejie_platform.negotiation.queries.seats import Seat, engine_case, futures
from hejie_platform.negotiation.queries.talks import debts_of, laid_by_still, latest_claim
from hejie_platform.negotiation.queries.trial import grounds, trial
from hejie_platform.people.queries import name_of

AT_THE_TABLE = ("waiting", "asked", "talking")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What joint plans are made from. `usual` is the whole household's month, shared by `debts`, in which `own` are these
    creditors; `others_minor` is owed to whom no plan is made with; `taken_minor` is what running agreements take a month.
    `day` is that of the policies. `told` says for each seat which claim and policy it rests on, `like` which record of plans of the talks with a single
    creditor it is to equal."""

    seats: Sequence[Seat]
    told: Sequence[Mapping[str, Any]]
    usual: facts.Usual
    debts: household.Debts
    own: Sequence[str]
    others_minor: int
    taken_minor: int
    start: date
    first_due: date
    day: date
    like: str = ""

    @property
    def stepped(self) -> bool | None:
        """Whether plans are merged phase by phase; of a single creditor as its talks do."""
        return None if self.like else True

    @property
    def engine(self) -> household.Case:
        """As the engine answers it."""
        return engine_case(self.seats, self.part, start=self.start, first_due=self.first_due)

    @property
    def part(self) -> facts.Usual:
        """The part of the month that is there for these creditors."""
        left = replace(self.usual, left_minor=self.usual.left_minor - self.taken_minor)
        return left.part(self.debts, *self.own)

    @property
    def policies(self) -> str:
        """The policy versions that it rests on."""
        return ", ".join(sorted(one["policy"] for one in self.told))

    @property
    def as_facts(self) -> dict[str, Any]:
        """Plain data for a determination."""
        return self._lasting | {
            "day": self.day.isoformat(),
            "start": self.start.isoformat(),
            "first_due": self.first_due.isoformat(),
            "futures": futures(),
        }

    @property
    def _lasting(self) -> dict[str, Any]:
        return {
            "creditors": [dict(one) for one in self.told],
            "usual": self.usual.as_facts,
            "debts": dict(self.debts.owed),
            "others_minor": self.others_minor,
            "taken_minor": self.taken_minor,
            **({"like": self.like} if self.like else {}),
        }

    @property
    def hash(self) -> str:
        """Of everything but the days, so that a night alone makes no new plans."""
        return texts.digest(self._lasting)


def inputs(case: Case, *, first_due: date, now: datetime) -> Inputs | None:
    """Today's; None where no creditor has a policy in force."""
    day = clock.legal_day(now)
    found = [pair for row in _talks(case) if (pair := _seat(row, day))]
    if not found:
        return None
    alone = _alone([told["claim"] for _seat, told in found], day)
    taken, made = sum(_running(row, day) for row in _talks(case, ("agreed",))), budget_of(case).made
    return Inputs(
        seats=[seat for seat, _told in found],
        told=[told for _seat, told in found],
        usual=facts.usual_of(made, ahead_of(case, made), laid_by_minor=laid_by_still(case) or 0),
        debts=debts_of(case, *(seat.talks for seat, _told in found), apart=("agreed",)),
        own=[seat.talks for seat, _told in found],
        others_minor=_others(case, {seat.talks for seat, _told in found}),
        taken_minor=taken,
        start=date.fromisoformat(alone.facts["start"]) if alone else day,
        first_due=date.fromisoformat(alone.facts["first_due"]) if alone else first_due,
        day=day,
        like=alone.ref if alone else "",
    )


def _alone(claims: Sequence[str], day: date) -> Determination | None:
    """The plans that the talks with a single creditor show, if their first day still lies ahead."""
    if len(claims) != 1:
        return None
    made = PlanSet.objects.filter(claim__ref=claims[0]).select_related("determination")
    row = made.order_by("-made_at", "-id").first()
    return row.determination if row and row.determination.facts["first_due"] > day.isoformat() else None


def newest(case: Case, asked: Inputs, *, day: date) -> JointPlanSet | None:
    """The kept plans of these inputs whose first day still lies ahead."""
    rows = JointPlanSet.objects.filter(case=case, inputs=asked.hash).select_related("determination")
    row = rows.order_by("-made_at", "-id").first()
    is_ahead = row is not None and row.determination.facts["first_due"] > day.isoformat()
    return row if is_ahead else None


def newest_joint(case: Case, *, day: date) -> JointPlanSet | None:
    """The joint plans that were made last, if their first day still lies ahead."""
    rows = JointPlanSet.objects.filter(case=case).select_related("determination")
    row = rows.order_by("-made_at", "-id").first()
    is_ahead = row is not None and row.determination.facts["first_due"] > day.isoformat()
    return row if is_ahead else None


def lenders_of(row: JointPlanSet) -> list[tuple[Negotiation, str]]:
    """The talks of joint plans with their lenders' names, in the order of the plans."""
    refs = [one["talks"] for one in row.determination.facts["creditors"]]
    found = Negotiation.objects.filter(ref__in=refs).select_related("creditor")
    return sorted(((one, name_of(one.creditor)) for one in found), key=lambda pair: refs.index(pair[0].ref))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Plain data with the hash of a record that never changes."""

    hash: str
    told: Mapping[str, Any] = field(compare=False)


def inputs_of(row: JointPlanSet) -> Inputs:
    """What joint plans were made from; read once for each record."""
    return _read_once(_Kept(row.determination.hash, row.determination.facts))


@lru_cache(maxsize=64)
def _read_once(kept: _Kept) -> Inputs:
    return kept_inputs(kept.told)


def kept_inputs(told: Mapping[str, Any]) -> Inputs:
    """What kept joint plans were made from, as the engine needs it. LookupError where a claim or policy is gone."""
    day = date.fromisoformat(told.get("day", told["start"]))
    rows = list(_kept_seats(told["creditors"], day))
    owed = told.get("debts")
    return Inputs(
        seats=rows,
        told=told["creditors"],
        usual=facts.Usual.from_facts(told["usual"]),
        debts=household.Debts.of(owed or _in_two(rows, told["others_minor"])),
        own=[seat.talks for seat in rows] if owed else list(_in_two(rows, 0))[:1],
        others_minor=told["others_minor"],
        taken_minor=told["taken_minor"],
        start=date.fromisoformat(told["start"]),
        first_due=date.fromisoformat(told["first_due"]),
        day=day,
        like=told.get("like", ""),
    )


def _in_two(rows: Sequence[Seat], others_minor: int) -> dict[str, int]:
    """How debts were told before everybody's was kept: these creditors together, and all others."""
    return {"own": sum(seat.owed.total for seat in rows), "others": others_minor}


def _kept_seats(told: Sequence[Mapping[str, Any]], day: date) -> Iterator[Seat]:
    talks = {
        row.ref: row
        for row in Negotiation.objects.filter(ref__in=[one["talks"] for one in told]).select_related(
            "creditor", "case"
        )
    }
    claims = {
        row.ref: row
        for row in Claim.objects.filter(ref__in=[one["claim"] for one in told]).select_related("negotiation")
    }
    for one in told:
        ref, _space, number = one["policy"].partition(" ")
        version = PolicyVersion.objects.filter(ref=ref, number=int(number)).first()
        if version is None or one["talks"] not in talks or (one["claim"] and one["claim"] not in claims):
            raise LookupError(one["talks"])
        owed = loans.Buckets.of(one["owed"])
        yield _seated(talks[one["talks"]], claims.get(one["claim"]), version, owed, day)


def _talks(case: Case, states: Sequence[str] = AT_THE_TABLE) -> list[Negotiation]:
    rows = Negotiation.objects.filter(case=case, state__in=states).select_related("creditor", "case")
    return list(rows.order_by("created_at", "id"))


def _seat(row: Negotiation, day: date) -> tuple[Seat, dict[str, Any]] | None:
    """The creditor with what it is owed; None without a policy, or where nothing is known to be owed."""
    version, claim = policy_version_on(row.creditor, day), latest_claim(row)
    owed = facts.buckets_of(claim) if claim else loans.Buckets(overdue_principal=_told_owed(row))
    if version is None or not owed.total:
        return None
    told = {
        "talks": row.ref,
        "claim": claim.ref if claim else "",
        "owed": {name: minor for name, minor in owed.items() if minor},
        "policy": f"{version.ref} {version.number}",
    }
    return _seated(row, claim, version, owed, day), told


def _seated(
    row: Negotiation, claim: Claim | None, version: PolicyVersion, owed: loans.Buckets, day: date
) -> Seat:
    policy = lender_facts.pack_of(version)
    if claim is None:
        alone = plans.LoanFacts(policy.lender_type, policy.channel, has_cost_table=True)
        return Seat(row.ref, owed, (alone,), policy)
    claim.negotiation = row
    return Seat(row.ref, owed, grounds(row, claim, day=day).under, policy)


def _told_owed(row: Negotiation) -> int:
    mine = ClaimedLoan.objects.filter(negotiation=row, removed_at__isnull=True)
    return sum(minor or 0 for minor in mine.values_list("balance_minor", flat=True))


def _others(case: Case, seated: set[str]) -> int:
    """Owed to whom no plan is made with: creditors without talks or without a policy here, by what the borrower told."""
    rows = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True).exclude(negotiation__state="agreed")
    elsewhere = rows.exclude(negotiation__ref__in=seated)
    return sum(minor or 0 for minor in elsewhere.order_by("id").values_list("balance_minor", flat=True))


def _running(row: Negotiation, day: date) -> int:
    """The dearest month of what was accepted in these talks."""
    offer = Offer.objects.filter(negotiation=row, state="accepted").select_related("claim").last()
    if offer is None:
        return 0
    return trial(facts.package_of(offer), grounds(row, offer.claim, day=day)).tried.burden_minor


@dataclass(frozen=True, slots=True)
class JointPlan:
    """A joint plan as it is kept: figures of all creditors together, and the package for each of the talks."""

    kept: Mapping[str, Any]
    packages: Mapping[str, plans.Package]

    @property
    def name(self) -> str:
        return str(self.kept["name"])

    @property
    def reasons(self) -> list[texts.Message]:
        """Why this name, what it means, what would make it fail first."""
        return planned.messages(self.kept["reasons"])

    @property
    def chance(self) -> Chance:
        """In how many simulated futures all of it is paid to the end."""
        return chance_of(self.kept)


@dataclass(frozen=True, slots=True)
class Tried:
    """What if: the changed plans in figures, for each of the talks what stands against its part, and the changed month."""

    found: household.WhatIf
    month: facts.Usual
    chance: Chance
    expected_minor: int
    objections: Mapping[str, Sequence[texts.Message]]
    packages: Mapping[str, plans.Package]


def tried(
    asked: Inputs,
    packages: Mapping[str, plans.Package],
    *,
    usual: facts.Usual,
    before: Mapping[str, plans.Package] | None = None,
) -> Tried:
    """These packages, one for each of the talks, on a month that may be another one; compared with `before` on the month as
    it is. Raises texts.Faulty where a package cannot be applied."""
    pack, case = law.here(), asked.engine
    month = replace(asked, usual=usual).part
    base = _as_it_is(_Base.of(asked, case, before, pack)) if before else None
    found = household.what_if(case, packages, pack=pack, household=month.household, before=base)
    lived = found.exact.survival
    return Tried(
        found=found,
        month=month,
        chance=Chance(lived.completes, lived.paths, lived.curve),
        expected_minor=planned.expected(found.exact),
        objections=dict(zip((seat.talks for seat in asked.seats), found.objections, strict=True)),
        packages=packages,
    )


@dataclass(frozen=True, slots=True)
class _Base:
    """Packages on the month as it is, under a country's law, with the hash of all."""

    hash: str
    case: household.Case = field(compare=False)
    packages: Mapping[str, plans.Package] = field(compare=False)
    pack: rules.LawPack = field(compare=False)

    @classmethod
    def of(
        cls, asked: Inputs, case: household.Case, packages: Mapping[str, plans.Package], pack: rules.LawPack
    ) -> "_Base":
        told = {talks: plans.package_hash(one) for talks, one in packages.items()}
        return cls(texts.digest([asked.as_facts, told, pack.name]), case, packages, pack)


@lru_cache(maxsize=64)
def _as_it_is(base: _Base) -> household.Exact:
    return household.what_if(base.case, base.packages, pack=base.pack).exact


def plainest(asked: Inputs) -> dict[str, plans.Package]:
    """Where a form starts when no plan fits: each lender's longest term at its lowest rate."""
    found = {}
    for seat in asked.seats:
        levers = seat.policy.published.levers
        runs = plans.first_shape(levers)
        found[seat.talks] = plans.Package(
            instalments=levers.instalments.most,
            first_due=asked.first_due,
            annual_rate=levers.annual_rate.least,
            every=runs.every,
            method=runs.method,
            season=runs.season,
            overdue_uplift=levers.overdue_uplift,
        )
    return found


def joint_plans(row: JointPlanSet) -> list[JointPlan]:
    """The proposals of a set, the recommended one first."""
    return [
        JointPlan(one, {part["talks"]: planned.package(part) for part in one["parts"]})
        for one in row.determination.result["named"]
    ]
