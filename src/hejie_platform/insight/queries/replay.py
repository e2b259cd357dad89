"""An automatic result, computed again from what was kept, and where the second run differs from the first.

Each kind of result is run from its own stored facts, with the law pack and the policy in force on the day it was made, by
the engine that is installed now. Equal is equal to the last figure; anything else is named.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from hejie import negotiation, plans, rules, texts
from hejie.plans import household
from hejie_platform.core import clock
from hejie_platform.ledger.models import Determination
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.facts import planned
from hejie_platform.negotiation.models import Claim
from hejie_platform.negotiation.queries import together
from hejie_platform.negotiation.queries.seats import answered, seat_on
from hejie_platform.negotiation.queries.trial import ENGINE, Grounds, grounds, trial

Found = tuple[dict[str, Any], str, str]  # the result, the law pack, the policy


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of running a result again.

    is_untouched: the stored hash covers what is stored. differs: (name, kept, found now). missing: why it could not run.
    """

    is_untouched: bool
    differs: tuple[tuple[str, Any, Any], ...] = ()
    engine: str = ENGINE
    law: str = ""
    policy: str = ""
    missing: str = ""

    @property
    def is_equal(self) -> bool:
        """The same result, from a record that nobody changed."""
        return self.is_untouched and not self.differs and not self.missing


def again(row: Determination) -> Replay:
    """Run it again. Never raises: what cannot be run any more is said."""
    is_untouched = row.hash == texts.digest(_content(row))
    try:
        found, law, policy = RUNS[row.kind](row)
    except KeyError:
        return Replay(is_untouched, missing="kind_unknown")
    except (Claim.DoesNotExist, texts.Faulty):
        return Replay(is_untouched, missing="inputs_gone")
    return Replay(is_untouched, _differences(row.result, found), ENGINE, law, policy)


def _content(row: Determination) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "facts": row.facts,
        "result": row.result,
        "engine": row.engine_version,
        "law": row.law_version,
        "policy": row.policy_version,
    }


def _differences(kept: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    """Compared as canonical JSON, as they are kept: a pair is a list there."""
    names = sorted({*kept, *found})
    return tuple(
        (name, kept.get(name), found.get(name))
        for name in names
        if texts.canonical_json([kept.get(name)]) != texts.canonical_json([found.get(name)])
    )


def _grounds(row: Determination) -> Grounds:
    claim = Claim.objects.select_related("negotiation__creditor", "negotiation__case").get(
        ref=row.facts["claim"]
    )
    return grounds(claim.negotiation, claim, day=clock.legal_day(row.made_at))


def _offer(row: Determination) -> Found:
    """The package of an offer tried again on its claim."""
    on = _grounds(row)
    package, faults = plans.package_from_json(row.facts["package"])
    if package is None:
        raise texts.Faulty(faults)
    _asked, found = trial(package, on).determined
    return found, on.law.name, on.policy_name


def _plans(row: Determination) -> Found:
    """The plans of one lender computed again from the claim and its part of the household, as they were kept."""
    on = _grounds(row)
    if on.policy is None:
        raise texts.Faulty(())
    result = answered(
        seat_on(on, on.policy),
        facts.Usual.from_facts(row.facts["usual"]),
        on,
        first_due=date.fromisoformat(row.facts["first_due"]),
        **row.facts["futures"],
    )
    return result, on.law.name, on.policy_name


def _joint_plans(row: Determination) -> Found:
    """The plans of all lenders together, from the same figures and the household as it was kept."""
    try:
        asked = together.kept_inputs(row.facts)
    except LookupError:
        raise texts.Faulty(()) from None
    law = rules.load_pack(row.law_version.partition(" ")[0])
    found = household.propose(replace(asked.engine, **row.facts["futures"]), pack=law, stepped=asked.stepped)
    return planned.result_of(found, talks=[seat.talks for seat in asked.seats]), law.name, asked.policies


def _mediator(row: Determination) -> Found:
    """The rule asked again about the same candidates. Whom a person asked by hand is not the rule's to repeat."""
    told = row.facts
    candidates = [
        negotiation.Candidate(
            **{**one, "fields": frozenset(one["fields"]), "languages": frozenset(one["languages"])}
        )
        for one in told["candidates"]
    ]
    found = negotiation.choose(
        candidates,
        wishes=told["wishes"],
        fields=frozenset(told["fields"]),
        languages=frozenset(told["languages"]),
    )
    result = {
        "asked": row.result["asked"],
        "way": found.way if row.result["asked"] == found.ref else row.result["way"],
        "rule_gives": found.ref,
        "rule_way": found.way,
        "points": found.points,
        "out": [list(one) for one in found.out],
    }
    return result, row.law_version, row.policy_version


RUNS: Final[Mapping[str, Callable[[Determination], Found]]] = MappingProxyType(
    {
        "offer": _offer,
        "acceptance": _offer,
        "plans": _plans,
        "joint_plans": _joint_plans,
        "mediator": _mediator,
    }
)
