"""What a case says of a creditor's levers: each fixed, bounded or free, always inside the policy.

"free"                                                   every lever that the policy publishes, with all its steps
{"term": {"least": 24, "most": 36}, "every": "week"}     these as they are told; of the others the usual steps
{"others": "free", "rate": "0.06"}                       the rate fixed, all others free
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from hejie import money, rules, texts
from hejie.plans.levers import GROWING, LEVEL, SHAPE, Levers, Shape
from hejie.plans.outcome import AXES
from hejie.plans.reading import Reader

WORDS: Final = ("every", "method", "grace_kind", "on_breach")
WHOLE: Final = ("term", "grace", "token_minor")
SHARES: Final = (
    *("rate", "penalties", "charges", "principal", "upfront"),
    *("step_rate", "balloon"),
)
NAMES: Final[Mapping[str, str]] = {name: AXES.get(name, name) for name in (*WORDS, *WHOLE, *SHARES)} | {
    "grace_kind": "grace",
    "grace": "graces",
}
"""The levers as a case calls them, and as `Levers` does."""


def levers_from(own: Reader, policy: rules.PolicyPack | None, season: tuple[int, ...]) -> Levers | None:
    """The levers of a creditor; None where nothing is said of them. Every slip is a fault with its place."""
    told = own.data.get("levers")
    own.asked.add("levers")
    if told is None or policy is None:
        return None
    free = Levers.free(policy, season=season)
    if told in ("usual", "free"):
        return free if told == "free" else None
    if not isinstance(told, Mapping):
        own.fault("plan_field_wrong", "levers", wanted="object")
        return None
    levers = free if _others(own, told) == "free" else _named(free, Levers.of(policy), told)
    for name, value in told.items():
        if name != "others":
            levers = _moved(own, levers, str(name), value)
    return levers


def _others(own: Reader, told: Mapping[str, Any]) -> str:
    given = told.get("others", "usual")
    if given not in ("usual", "free"):
        own.fault("plan_choice_unknown", "levers.others", given=str(given), known=("usual", "free"))
    return str(given)


def _named(free: Levers, usual: Levers, told: Mapping[str, Any]) -> Levers:
    """Free in what is named, usual in all else."""
    names = {NAMES[name] for name in told if name in NAMES}
    named = {axis: getattr(free if axis in names else usual, axis) for axis in AXES.values()}
    if names & set(SHAPE):
        named["shapes"] = tuple(one for one in free.shapes if _is_plain(one, names)) or usual.shapes
    return Levers(**named)


def _is_plain(shape: Shape, names: set[str]) -> bool:
    """Whether a shape is the level one in all that is not named; steps and seasons belong to their method."""
    if names & {"method", *GROWING}:
        names = names | {"method", *GROWING}
    return all(getattr(shape, name) == getattr(LEVEL, name) for name in SHAPE if name not in names)


def _moved(own: Reader, levers: Levers, name: str, value: Any) -> Levers:
    """One lever as it is told: a value, or the least and the most."""
    if name not in NAMES:
        own.fault("plan_field_unknown", f"levers.{name[:64]}")
        return levers
    bounds = value if isinstance(value, Mapping) else {"least": value, "most": value}
    ends = [_read(name, bounds.get(end)) for end in ("least", "most")]
    if None in ends or set(bounds) != {"least", "most"} or (name in WORDS and isinstance(value, Mapping)):
        own.fault("plan_field_wrong", f"levers.{name}", wanted=_wanted(name))
        return levers
    try:
        return levers.bounded(NAMES[name], least=ends[0], most=ends[1])
    except texts.Faulty:
        own.fault("plan_lever_empty", f"levers.{name}", lever=name)
        return levers


def terms_from(told: Sequence[str]) -> tuple[dict[str, Any], tuple[texts.Fault, ...]]:
    """Terms as they are typed ("term=48", "every=week", "rate=0.06"), by the names that a menu knows; or every fault.

    >>> terms_from(["term=48", "rate=0.06", "grace_kind=principal"])
    ({'term': 48, 'rate': Fraction(3, 50), 'grace_kind': 'principal'}, ())
    """
    found: dict[str, Any] = {}
    faults = []
    for one in told:
        name, _, text = one.partition("=")
        if name not in NAMES:
            faults.append(texts.fault("plan_choice_unknown", name[:64], given=name[:64], known=tuple(NAMES)))
            continue
        value = _read(name, int(text) if name in WHOLE and text.isdecimal() and len(text) < 16 else text)
        if value is None or not text:
            faults.append(texts.fault("plan_field_wrong", name, wanted=_wanted(name)))
        found[name] = value
    return found, tuple(faults)


def _read(name: str, value: Any) -> Any:
    if name in WORDS:
        return value if isinstance(value, str) else None
    if name in WHOLE:
        return value if type(value) is int else None
    return money.exact_rate(value) if isinstance(value, str) else None


def _wanted(name: str) -> str:
    return "text" if name in WORDS else "whole_number" if name in WHOLE else "rate"
