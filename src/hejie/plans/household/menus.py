"""One creditor's plans at the joint table, each with the reason why it is none: "why not 48 months?" has an answer.

Reasons are asked in this order, and the first one stands: what cannot be carried out, what law forbids, what leaves the
creditor less than its private floor (for its own eyes; others read that it is not offered), more at once than is laid by,
more than the household can carry even alone, and a waiver that falls with the plan though the same one could stay.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import money, rules, texts
from hejie.plans.household import table
from hejie.plans.household.case import Case, Owed
from hejie.plans.joint.room import Room
from hejie.plans.levers import SHAPE
from hejie.plans.outcome import AXES, Screened

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Reason = texts.Message | None


GRACE_KIND: Final = "grace_kind"
"""What a pause is; "grace" is how many instalments it lasts."""


@dataclass(frozen=True, slots=True, eq=False)
class LenderMenu:
    """The plans of one creditor that the joint search looks at (`plans.choice(row)` tells the terms of one), and of each
    the reason why it is none; None where it may be part of a joint plan."""

    lender: str
    plans: Screened
    reasons: tuple[Reason, ...]

    def __len__(self) -> int:
        return len(self.reasons)

    @property
    def offered(self) -> tuple[int, ...]:
        """The rows that may be part of a joint plan."""
        return tuple(row for row, reason in enumerate(self.reasons) if reason is None)

    def why_not(self, **wanted: Any) -> tuple[tuple[texts.Message, int], ...]:
        """Why no plan that has these terms ("term=48", "every='week'") is offered: the reasons and how often each stands,
        the most frequent first. Nothing where one is offered; where a term is no step of its lever, the steps that there
        are. Raises LookupError for a term that is none."""
        rows = np.arange(len(self))
        missing = []
        for name, value in wanted.items():
            known, has = self._having(name, value)
            if value not in known:
                said = {"lever": name, "given": _said(value), "known": tuple(map(_said, known))}
                missing.append((texts.message("plan_lever_choice_outside", **said), len(self)))
            rows = rows[has[rows]]
        return tuple(missing) or _counted([self.reasons[row] for row in rows])

    def _having(self, name: str, value: Any) -> tuple[tuple[Any, ...], Mask]:
        """The steps of a term, and which plans have this one."""
        part = "grace" if name == GRACE_KIND else name
        is_part = name == GRACE_KIND or name not in AXES
        if is_part and part not in SHAPE:
            raise LookupError(name)
        axis = getattr(self.plans.levers, AXES["shape" if is_part else name])
        steps = tuple(getattr(one, part) for one in axis) if is_part else axis
        places = self.plans.places("shape" if is_part else name)
        return tuple(dict.fromkeys(steps)), np.array([one == value for one in steps], dtype=bool)[places]


def _said(step: Any) -> str:
    """A step of a lever as it is typed."""
    return money.rate_text(step) if isinstance(step, Fraction) else str(step)


def _counted(reasons: Sequence[Reason]) -> tuple[tuple[texts.Message, int], ...]:
    """Each code with its first message and how often it stands; nothing where one plan has no reason."""
    if any(one is None for one in reasons):
        return ()
    found: dict[str, tuple[texts.Message, int]] = {}
    for one in reasons:
        if one is not None:
            first, count = found.get(one.code, (one, 0))
            found[one.code] = first, count + 1
    return tuple(sorted(found.values(), key=lambda pair: (-pair[1], pair[0].code)))


def lender_menu(case: Case, lender: str, *, pack: rules.LawPack, for_lender: bool = False) -> LenderMenu:
    """The menu of the creditor of that name, as the joint search sees it. `for_lender`: as the creditor itself may read
    it, with its private floor and without a word of the household's purse. LookupError if there is no such creditor;
    raises Faulty where its levers know an interval that its policy does not."""
    owed = case.owed_to(lender)
    plans = table.plans_of(owed, case)
    reasons: list[Reason] = [None] * len(plans)
    asked = np.arange(len(plans))
    for stands, say in _stages(owed, case, pack, plans, for_lender):
        for row in asked[stands[asked]].tolist():
            reasons[row] = say(row)
        asked = asked[~stands[asked]]
    return LenderMenu(owed.name, plans, tuple(reasons))


def _stages(
    owed: Owed, case: Case, pack: rules.LawPack, plans: Screened, for_lender: bool
) -> Iterator[tuple[Mask, Callable[[int], texts.Message]]]:
    """Which plans each reason stands against, and how it is said."""
    ones = np.ones(len(plans), dtype=bool)
    yield ~(ones if plans.possible is None else plans.possible), _impossible
    answers, number = table.objections(owed, case, pack, plans)
    against = [one or texts.message("plan_none_lawful") for one in answers]
    yield np.array([one is not None for one in answers])[number], lambda row: against[number[row]]
    yield (
        ~table.above_floor(owed, plans),
        lambda row: table.below_floor(owed, int(plans.waived_minor[row]), for_lender=for_lender),
    )
    if not for_lender:
        yield from _purse(case, plans)


def _purse(case: Case, plans: Screened) -> Iterator[tuple[Mask, Callable[[int], texts.Message]]]:
    """What the household itself cannot do: for its own eyes."""
    laid_by = case.household.buffer_minor
    yield (
        plans.upfront_minor > laid_by,
        lambda row: texts.message(
            "plan_upfront_above_buffer", upfront_minor=int(plans.upfront_minor[row]), buffer_minor=laid_by
        ),
    )
    room = Room.of(
        case.household.disposable_minor,
        plans.months,
        case.left_minor(plans.months),
        buffer_minor=laid_by,
    )
    amounts = plans.amounts_minor(plans.months)
    over, ahead = room.over(amounts), room.ahead(amounts, plans.upfront_minor)
    yield (
        over > 0,
        lambda row: texts.message(
            "plan_over_budget", burden_minor=int(plans.instalment_minor[row]), short_minor=int(over[row])
        ),
    )
    yield ahead > 0, lambda row: texts.message("plan_ahead_of_income", short_minor=int(ahead[row]))


def _impossible(row: int) -> texts.Message:
    return texts.message("plan_shape_impossible")
