"""Invented households and six months of what they pay and earn, drawn from `households.toml` by seed.

    movements(SOLE_TRADER, wallet="alipay", months=6, until=date(2026, 6, 30), seed=1)

The same arguments give the same movements, always.
"""

import functools
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any, Final

from hejie.statements.rows import Direction

_USUAL_STATE: Final = {"alipay": "交易成功", "wechat": "支付成功"}
_OPENING: Final = {"alipay": "2200140", "wechat": "4200002"}


@dataclass(frozen=True, slots=True)
class Household:
    """`kind` names a table of the data file; `scale` is a percentage for all amounts that are not fixed."""

    kind: str
    holder: str = "示例"
    account: str = "138****0000"
    nickname: str = "示例"
    scale: int = 100


SOLE_TRADER: Final = Household("sole_trader")
EMPLOYEE: Final = Household("employee")
SEASONAL_WORKER: Final = Household("seasonal_worker")


@dataclass(frozen=True, slots=True)
class Movement:
    """One transaction before it is printed. `at` is the local time that the wallet prints."""

    at: datetime
    type: str
    who: str
    goods: str
    way: Direction
    amount_minor: int
    method: str
    state: str
    number: str
    merchant_number: str
    note: str


def movements(
    household: Household, *, wallet: str, months: int, until: date, seed: int
) -> tuple[Movement, ...]:
    """Whole calendar months, the last one ending on or before `until`; newest first, as wallets print them."""
    habits = _table()[household.kind][wallet]["habits"]
    made = [
        movement
        for index, first in enumerate(covered(months=months, until=until))
        for place, habit in enumerate(habits)
        for movement in _in_month(
            household, wallet, habit, index, first, random.Random(f"{seed} {first} {place}")
        )
    ]
    return tuple(sorted(made, key=lambda each: (each.at, each.number), reverse=True))


def covered(*, months: int, until: date) -> tuple[date, ...]:
    """First days of the last `months` whole months up to `until`, oldest first."""
    tomorrow = until + timedelta(days=1)
    after = tomorrow.replace(day=1)
    return tuple(_months_before(after, back) for back in range(months, 0, -1))


def _months_before(first: date, back: int) -> date:
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


@functools.cache
def _table() -> dict[str, Any]:
    file = resources.files("hejie.statements.specimens") / "households.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _in_month(
    household: Household,
    wallet: str,
    habit: Mapping[str, Any],
    index: int,
    first: date,
    draw: random.Random,
) -> Iterator[Movement]:
    if index not in habit.get("only", (index,)):
        return
    for _ in range(habit.get("times", 1)):
        bought = _movement(household, wallet, habit, first, draw)
        yield bought
        if "back" in habit:
            yield _came_back(bought, habit["back"])


def _movement(
    household: Household, wallet: str, habit: Mapping[str, Any], first: date, draw: random.Random
) -> Movement:
    day = habit.get("day") or draw.randint(1, 28)
    at = datetime(first.year, first.month, day, draw.randint(7, 20), draw.randint(0, 59), draw.randint(0, 59))
    return Movement(
        at=at,
        type=habit["type"],
        who=habit["who"],
        goods=habit["goods"].replace("{month}", f"{first:%Y年%m月}"),
        way=habit["way"],
        amount_minor=_amount(habit["fen"], 100 if habit.get("fixed") else household.scale, draw),
        method=habit["method"],
        state=habit.get("state", _USUAL_STATE[wallet]),
        number=f"{at:%Y%m%d}{_OPENING[wallet]}{draw.randrange(10**13):013d}",
        merchant_number=f"M{draw.randrange(10**15):015d}",
        note=habit.get("note", ""),
    )


def _amount(fen: Sequence[int], scale: int, draw: random.Random) -> int:
    return draw.randint(fen[0], fen[1]) * scale // 100


def _came_back(bought: Movement, back: Mapping[str, Any]) -> Movement:
    return Movement(
        at=bought.at + timedelta(hours=back["hours"]),
        type=back["type"],
        who=bought.who,
        goods=back["goods"],
        way=back["way"],
        amount_minor=back.get("fen") or bought.amount_minor * back["percent"] // 100,
        method=bought.method,
        state=back["state"],
        number=f"{bought.number}_{bought.merchant_number[-6:]}",
        merchant_number=bought.merchant_number if back["type"] == "退款" else "",
        note="",
    )
