"""A policy in words, field by field: what each is called, what may be chosen in it, and what stands in it.

The form, the comparison of two versions and the faults all name a field by its path and read it here.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hejie import money, rules
from hejie_platform.core import formats
from hejie_platform.lenders import queries
from hejie_platform.notices.queries import word
from hejie_platform.web.apply.words import CAUSES, PAPERS
from hejie_platform.web.check import showing
from hejie_platform.web.room import words
from hejie_platform.web.room.views import worded

Text = str | Promise
PARTS: Final[Mapping[str, Text]] = {
    "frame": _("When and where it holds"),
    "causes": _("Causes that it covers"),
    "evidence": _("Papers for each cause"),
    "levers": _("What can be changed, and how far"),
    "times": _("How fast it answers, and what its agreements promise"),
    "refusals": _("Why it may say no, and the cure of each reason"),
    "contact": _("How to reach you"),
    "private": _("For your desk alone: floors, authority, observation"),
}
FRAME: Final[Mapping[str, Text]] = {
    "from": _("First day"),
    "until": _("Last day"),
    "channel": _("How the loans are made"),
    "country": _("Law of which country"),
    "currency": _("Currency"),
    "version": _("Name of the version"),
    "code": _("Name of the policy"),
    "lender_type": _("Kind of lender"),
}
PRIVATE: Final[Mapping[str, Text]] = {
    "least_recovery_share": _("Least share of the debt that must come back, in percent"),
    "discount_rate": _("Rate by which later payments are discounted, in percent a year"),
    "observation_months": _("Months of paying as agreed before better terms"),
    "most_claim_minor": _("Largest claim that they may decide alone"),
}
LEVELS: Final[Mapping[str, Text]] = {"officer": _("Officer"), "checker": _("Checker")}
ENDS: Final[Mapping[str, Text]] = {"least": _("Least"), "most": _("Most"), "step": _("Step")}
REFUSAL: Final[Mapping[str, Text]] = {
    "used": _("We may refuse for this reason"),
    "cure": _("What the borrower can do about it"),
    "curable": _("It can be cured: the talks stay open for it"),
}
CHANNELS: Final[Mapping[str, Text]] = {
    "own": _("By ourselves"),
    "platform": _("Through another platform that finds the customers"),
}
SPANS: Final = ("instalments", "grace_instalments", "annual_rate", "upfront")
_CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "causes": CAUSES,
    "evidence": PAPERS,
    "every": words.EVERY,
    "methods": words.METHODS,
    "graces": {code: showing.STEPS[code] for code in ("holiday", "principal")},
    "on_breach": {code: showing.STEPS[code] for code in ("kept", "lost")},
}


def refusal_codes(typed: Iterable[str] = ()) -> list[str]:
    """Every reason that is known here, and those of the draft's own."""
    own = (path.split(".")[2] for path in typed if path.startswith("published.refusals."))
    return [*dict.fromkeys((*(one["code"] for one in _example_refusals()), *own))]


def cures(given: str) -> list[tuple[str, str]]:
    """What may be chosen as a cure; an own one of the draft among it."""
    codes = dict.fromkeys((*(one["cure"] for one in _example_refusals()), *([given] if given else [])))
    return [("", gettext("Please choose")), *((code, cure(code)) for code in codes)]


def cure(code: str) -> str:
    return worded(f"cure_{code}", "cure_other")


def _example_refusals() -> list[dict[str, str]]:
    return [one for name in rules.EXAMPLES for one in rules.example_policy(name)["published"]["refusals"]]


def codes(path: str, given: Iterable[str]) -> list[tuple[str, Text]]:
    """What may be ticked in a field of codes: what is known here, and what already stands there."""
    names = path.split(".")
    known = _CODES.get(names[-1] if ".levers." in path else names[1], {})
    return [*known.items(), *((code, code) for code in given if code not in known)]


def group(path: str) -> Text:
    """What a field belongs to: the lever of its least and most, the reason of a cure, the level of a share; else nothing."""
    names = path.split(".")
    if ".shapes." in path:
        return _("Other shapes of plans")
    if path.startswith("published.levers.") and names[-1] in ENDS:
        return showing.label(".".join(names[1:-1]))
    if path.startswith("published.refusals."):
        return worded(f"refusal_{names[2]}", "refusal_other")
    if path.startswith("private.authority."):
        return LEVELS.get(names[2], names[2])
    return ""


def short(path: str) -> Text:
    """What a field is called beside its neighbours of the same group."""
    names = path.split(".")
    last = names[-1]
    for beginning, named in (("policy.", FRAME), ("published.refusals.", REFUSAL)):
        if path.startswith(beginning):
            return named.get(last, last)
    if path.startswith("private."):
        return _in_percent(_waiver(last)) if "waive" in names else _private(last)
    if path.startswith("published.levers.") and last in ENDS:
        return _end(path)
    if last == "overdue_uplift":
        return _in_percent(showing.label(".".join(names[1:])))
    return showing.label(".".join(names[1:]))


def _private(name: str) -> Text:
    return PRIVATE.get(name, name)


def _end(path: str) -> Text:
    name = ENDS[path.rpartition(".")[2]]
    return name if queries.kind_of(path) == "whole" else _in_percent(name)


def _waiver(bucket: str) -> str:
    return gettext("Waiver: {part}").format(part=word("bucket", bucket))


def _in_percent(name: Text) -> str:
    return gettext("{name}, in percent").format(name=name)


def label(path: str) -> str:
    """The whole name of a field."""
    if path in ("", "policy", "published", "private"):
        return path
    found = group(path)
    return gettext("{group}: {field}").format(group=found, field=short(path)) if found else str(short(path))


def value(path: str, leaf: Any, *, currency: str) -> str:
    """What stands in a field of a policy."""
    if leaf is None or leaf == "":
        return gettext("nothing")
    if isinstance(leaf, tuple):
        if one := queries.SEVERAL.get(queries.kind_of(path)):
            return gettext(", ").join(SHOWN[one](_number(each), currency) for each in leaf)
        known = dict(codes(path, leaf))
        return gettext(", ").join(str(known[code]) for code in leaf)
    return SHOWN[queries.kind_of(path)](leaf, currency) if not path.endswith(".cure") else cure(str(leaf))


def _number(told: Any) -> Any:
    """A step of a list: a whole number of minor units where it is one, else the share as it is told."""
    return int(told) if str(told).isdecimal() else told


def hint(path: str) -> Text:
    """What is said beside a field of other shapes."""
    return HINTS.get(path.rpartition(".")[2], "") if ".shapes." in path else ""


HINTS: Final[Mapping[str, Text]] = {
    "step_rates": _("In percent, several apart by a semicolon: 3; 5. Empty: they do not rise."),
    "balloons": _("In percent of what bears interest: 10; 20. Empty: none."),
    "tokens_minor": _("Amounts, several apart by a semicolon: 50; 100. Empty: none."),
    "on_breach": _("Nothing ticked: it is left to each agreement."),
}


def _percent(leaf: Any, currency: str) -> str:
    rate = money.exact_rate(str(leaf))
    return str(leaf) if rate is None else formats.rate_text(Fraction(rate))


def _day(leaf: Any, currency: str) -> str:
    return formats.day_text(date.fromisoformat(str(leaf)))


SHOWN: Final[Mapping[str, Callable[[Any, str], str]]] = {
    "text": lambda leaf, currency: str(CHANNELS.get(leaf, leaf)),
    "whole": lambda leaf, currency: str(leaf),
    "flag": lambda leaf, currency: gettext("yes") if leaf else gettext("no"),
    "percent": _percent,
    "money": formats.money_text,
    "day": _day,
    "codes": lambda leaf, currency: str(leaf),
}
