"""A policy as somebody types it, field by field, and the mapping that the engine reads.

`typed` holds for each path of the policy what stands in its field: a text, or a list of codes. Percentages are typed as
percentages, money in whole units; nothing is corrected here, and what cannot be read goes on to the engine, which says
what is wrong with it.

    typed["published.levers.annual_rate.most"] == "18"            in the form
    mapping["published"]["levers"]["annual_rate"]["most"] == "0.18"   in the policy

A refusal code that is listed and not `used`, papers of a cause that is not covered, and a waiver without any number stay
typed and are left out of the policy.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Any, Final

from hejie import dates, money, rules

Typed = dict[str, str | list[str]]

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "frame": ("policy.",),
    "causes": ("published.causes",),
    "evidence": ("published.evidence",),
    "levers": ("published.levers",),
    "times": ("published.response_working_days", "published.agreement"),
    "refusals": ("published.refusals",),
    "contact": ("published.contact",),
    "private": ("private",),
}
"""The parts of the form, and the beginnings of the paths that belong to each."""
KINDS: Final = (
    ("policy.from", "day"),
    ("policy.until", "day"),
    ("published.causes", "codes"),
    ("published.evidence.*", "codes"),
    ("published.levers.every", "codes"),
    ("published.levers.methods", "codes"),
    ("published.levers.instalments.*", "whole"),
    ("published.levers.grace_instalments.*", "whole"),
    ("published.levers.shapes.step_rates", "percents"),
    ("published.levers.shapes.balloons", "percents"),
    ("published.levers.shapes.tokens_minor", "sums"),
    ("published.levers.shapes.*", "codes"),
    ("published.levers.*", "percent"),
    ("published.response_working_days", "whole"),
    ("published.agreement.least_partial_share", "percent"),
    ("published.agreement.*", "whole"),
    ("published.refusals.*.curable", "flag"),
    ("published.refusals.*.used", "flag"),
    ("private.observation_months", "whole"),
    ("private.authority.*.most_claim_minor", "money"),
    ("private.authority.*", "percent"),
    ("private.*", "percent"),
)
"""What is typed into a field, by its path; the first that fits. Everything else is text."""
SEVERAL: Final[Mapping[str, str]] = {"percents": "percent", "sums": "money"}
"""What is typed several times into one field, apart by a semicolon or a space, and what each of it is."""
_APART: Final = re.compile(r"[;、\s]+")
_WAIVED: Final = re.compile(r"(published\.levers\.waive\.[^.]+)\.(least|most|step)")
_REFUSAL: Final = re.compile(r"published\.refusals\.(.+)\.(used|cure|curable)")
_LEVEL: Final = re.compile(r"private\.authority\.([^.]+)\.(.+)")
_NUMBERED: Final = re.compile(r"(published\.refusals|private\.authority)\.(\d+)(.*)")
_NAMED_BY: Final = {"published.refusals": "code", "private.authority": "level"}
UNREADABLE: Final = "?"


def kind_of(path: str) -> str:
    """What is typed there: day, codes, whole, percent, flag, money or text."""
    return next((kind for pattern, kind in KINDS if fnmatchcase(path, pattern)), "text")


def part_of(path: str) -> str:
    """The part of the form that a path, or the place of a fault, belongs to."""
    return next(
        (part for part, beginnings in PARTS.items() if path.startswith(beginnings)),
        "private" if path.startswith("private") else "frame",
    )


def typed_from(mapping: Mapping[str, Any]) -> Typed:
    """A policy as it stands in the form."""
    typed: Typed = {}
    for path, leaf in rules.policy_fields(mapping).items():
        if (found := _REFUSAL.fullmatch(path)) is not None:
            typed[f"published.refusals.{found[1]}.used"] = "on"
        typed[path] = _shown(kind_of(path), leaf, currency=str(mapping["policy"]["currency"]))
    return typed


def _shown(kind: str, leaf: Any, *, currency: str) -> str | list[str]:
    if isinstance(leaf, tuple):
        one = SEVERAL.get(kind, "")
        return "; ".join(str(_shown(one, each, currency=currency)) for each in leaf) if one else list(leaf)
    if kind == "percent" and (rate := money.exact_rate(str(leaf))) is not None:
        return money.rate_text(rate * 100)
    if kind == "money":
        return money.decimal_text(int(leaf), currency)
    return ("on" if leaf else "") if kind == "flag" else str(leaf)


def mapping_from(typed: Mapping[str, str | list[str]]) -> dict[str, Any]:
    """The policy that was typed, for the engine to judge: what is empty is not there."""
    currency = str(typed.get("policy.currency", ""))
    mapping: dict[str, Any] = {"policy": {}, "published": {}, "private": {}}
    for path in _said(typed):
        if not (path.startswith(("published.refusals.", "private.authority."))):
            _put(mapping, path.split("."), _read(kind_of(path), typed[path], currency))
    mapping["published"].setdefault("levers", {}).setdefault("waive", {})
    mapping["published"]["refusals"] = list(_refusals(typed))
    mapping["private"]["authority"] = list(_levels(typed, currency))
    return mapping


def _said(typed: Mapping[str, str | list[str]]) -> Iterator[str]:
    """The paths with something in them that the policy asks for."""
    causes = typed.get("published.causes", [])
    for path, given in typed.items():
        is_of_other_cause = (
            path.startswith("published.evidence.") and path.removeprefix("published.evidence.") not in causes
        )
        if not is_of_other_cause and (
            given or ((found := _WAIVED.fullmatch(path)) and _any(typed, found[1]))
        ):
            yield path


def _any(typed: Mapping[str, str | list[str]], lever: str) -> bool:
    return any(typed.get(f"{lever}.{end}") for end in ("least", "most", "step"))


def _put(mapping: dict[str, Any], names: list[str], value: Any) -> None:
    for name in names[:-1]:
        mapping = mapping.setdefault(name, {})
    if value != "":
        mapping[names[-1]] = value


def _read(kind: str, given: str | list[str], currency: str) -> Any:
    """What was typed as the engine wants it; what cannot be read stays as no such thing."""
    if isinstance(given, list):
        return given
    text = unicodedata.normalize("NFKC", given).strip()
    if kind in SEVERAL:
        return (
            [str(READERS[SEVERAL[kind]](one, currency)) for one in _APART.split(text) if one] if text else ""
        )
    return READERS[kind](text, currency) if text or kind == "flag" else ""


def _whole(text: str, currency: str) -> int | str:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else UNREADABLE


def _percent(text: str, currency: str) -> str:
    rate, _ = money.parse_rate(f"{text.rstrip('%')}%", most=Fraction(money.MAX_RATE))
    return UNREADABLE if rate is None else money.rate_text(rate)


def _money(text: str, currency: str) -> int | str:
    amount, _ = money.parse(text, currency=currency if currency in money.DIGITS else "CNY")
    return UNREADABLE if amount is None else amount.minor


def _day(text: str, currency: str) -> str:
    day, _ = dates.parse(text)
    return UNREADABLE if day is None else day.isoformat()


READERS: Final = {
    "text": lambda text, currency: text,
    "flag": lambda text, currency: bool(text),
    "codes": lambda text, currency: [text],
    "whole": _whole,
    "percent": _percent,
    "money": _money,
    "day": _day,
}


def _refusals(typed: Mapping[str, str | list[str]]) -> Iterator[dict[str, Any]]:
    for path in typed:
        found = _REFUSAL.fullmatch(path)
        if found and found[2] == "used" and typed[path]:
            beginning = f"published.refusals.{found[1]}"
            cure = str(typed.get(f"{beginning}.cure", ""))
            yield {
                "code": found[1],
                **({"cure": cure} if cure else {}),
                "curable": bool(typed.get(f"{beginning}.curable")),
            }


def _levels(typed: Mapping[str, str | list[str]], currency: str) -> Iterator[dict[str, Any]]:
    """Each level of authority with a number in it."""
    levels: dict[str, dict[str, Any]] = {}
    for path, given in typed.items():
        if given and (found := _LEVEL.fullmatch(path)) is not None:
            level = levels.setdefault(found[1], {"level": found[1], "waive": {}})
            _put(level, found[2].split("."), _read(kind_of(path), given, currency))
    yield from levels.values()


def fault_path(field: str, mapping: Mapping[str, Any]) -> str:
    """The path of a fault's place in the form, where tables of a list go by their name and not by their number."""
    found = _NUMBERED.fullmatch(field)
    if found is None:
        return field
    group, name = found[1].split(".")
    tables = mapping.get(group, {}).get(name, [])
    number = int(found[2]) - 1
    if number >= len(tables) or not isinstance(tables[number], Mapping):
        return field
    return f"{found[1]}.{tables[number].get(_NAMED_BY[found[1]], found[2])}{found[3]}"
