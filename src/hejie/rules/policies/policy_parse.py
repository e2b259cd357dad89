"""From a parsed TOML mapping to a `PolicyPack`, with every fault named by its place."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from importlib import resources
from typing import Any, Final

from hejie import loans, money, texts
from hejie.rules.checks.facts import CHANNELS, LENDER_TYPES
from hejie.rules.policies.policy import (
    MOST_INSTALMENTS,
    MOST_PLANS,
    AgreementTerms,
    Authority,
    Levers,
    PolicyPack,
    Private,
    Published,
    Refusal,
    Shapes,
    Share,
    Whole,
)
from hejie.rules.policies.reading import Place

ONE = Fraction(1)
METHODS: Final = ("equal_instalment", "equal_principal", "step_up", "seasonal")
GRACES: Final = ("holiday", "principal")
ON_BREACH: Final = ("lost", "kept")
EXAMPLES: Final = ("example_bank", "example_microloan")


def parse_policy(mapping: Mapping[str, Any]) -> tuple[PolicyPack | None, tuple[texts.Fault, ...]]:
    """A policy, or every fault of it. The law is compared apart: see `check_policy`."""
    faults: list[texts.Fault] = []
    top = Place(mapping, "", faults)
    head, published, private = top.table("policy"), top.table("published"), top.table("private")
    top.finish()
    policy = PolicyPack(
        code=head.text("code"),
        version=head.text("version"),
        country=head.text("country"),
        currency=head.listed("currency", tuple(money.DIGITS)),
        lender_type=head.listed("lender_type", LENDER_TYPES),
        channel=head.listed("channel", CHANNELS),
        from_=head.day("from"),
        until=head.day_or_none("until"),
        published=_published(published),
        private=_private(private),
        digest="",
    )
    if policy.until and policy.until < policy.from_:
        head.fault("policy_bounds_reversed", "until", least=str(policy.from_), most=str(policy.until))
    head.finish()
    # Only a mapping without faults is known to hold nothing that has no canonical spelling.
    return (None, tuple(faults)) if faults else (replace(policy, digest=texts.digest(dict(mapping))), ())


def example_policy(name: str) -> dict[str, Any]:
    """One of EXAMPLES as a mapping of plain JSON data, to copy and change. LookupError if there is no such example."""
    if name not in EXAMPLES:
        raise LookupError(f"no example policy {name!r}")
    file = resources.files("hejie") / "lawbook" / "policies" / f"{name}.toml"
    mapping: dict[str, Any] = json.loads(
        texts.canonical_json(tomllib.loads(file.read_text(encoding="utf-8")))
    )
    return mapping


def _published(place: Place) -> Published:
    causes = place.words("causes")
    part = Published(
        causes=causes,
        evidence=_evidence(place.table("evidence"), causes),
        levers=_levers(place.table("levers")),
        response_working_days=place.whole("response_working_days"),
        refusals=_refusals(place.tables("refusals")),
        agreement=_agreement(place.table("agreement")),
        contact=_contact(place.table("contact")),
    )
    place.finish()
    return part


def _evidence(place: Place, causes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    papers = {cause: place.words(cause) for cause in causes}
    place.finish()
    return papers


def _levers(place: Place) -> Levers:
    methods = _listed(place, "methods", METHODS)
    levers = Levers(
        instalments=_whole(place.table("instalments"), least=1),
        grace_instalments=_whole(place.table("grace_instalments"), least=0),
        every=_listed(place, "every", ("month", "fortnight", "week")),
        methods=methods,
        annual_rate=_share(place.table("annual_rate"), most=ONE),
        overdue_uplift=place.exact("overdue_uplift", most=money.MAX_RATE),
        upfront=_share(place.table("upfront"), most=ONE),
        waive=_waive(place.table("waive")),
        shapes=_shapes(place.table("shapes")) if "shapes" in place.raw else Shapes(),
    )
    place.finish()
    if "step_up" in methods and not levers.shapes.step_rates:
        place.fault("policy_field_missing", "shapes.step_rates")
    if not place.faults and levers.most_plans > MOST_PLANS:
        place.fault("policy_field_wrong", "", wanted="larger_step")
    return levers


def _shapes(place: Place) -> Shapes:
    """What of them is told; small sums are whole minor units, in strings like all steps of a list."""
    tokens, usual = _steps(place, "tokens_minor", below=Fraction(money.MAX_MINOR)), Shapes()
    if any(one.denominator != 1 for one in tokens):
        place.fault("policy_field_wrong", "tokens_minor", wanted="whole_number")
    made = Shapes(
        step_rates=_steps(place, "step_rates"),
        balloons=_steps(place, "balloons"),
        tokens_minor=tuple(map(int, tokens)),
        graces=_listed(place, "graces", GRACES) if "graces" in place.raw else usual.graces,
        on_breach=_listed(place, "on_breach", ON_BREACH) if "on_breach" in place.raw else usual.on_breach,
    )
    place.finish()
    return made


def _steps(place: Place, name: str, *, below: Fraction = ONE) -> tuple[Fraction, ...]:
    """A list of exact numbers between zero and `below`, rising; none where the field is absent."""
    if name not in place.raw:
        return ()
    found = [money.exact_rate(word) for word in place.words(name)]
    told = sorted(one for one in found if one is not None and 0 < one < below)
    if len(told) < len(found) or len(told) > MOST_STEPS:
        place.fault("policy_field_wrong", name, wanted="decimal_string")
    return tuple(told)


MOST_STEPS: Final = 20
"""Steps of one lever of shapes: more of them nobody reads."""


def _listed(place: Place, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    words = place.words(name)
    for word in words:
        if word not in known:
            place.fault("policy_code_unlisted", name, code=word)
    return words


def _whole(place: Place, *, least: int) -> Whole:
    lever = Whole(place.whole("least"), place.whole("most", most=MOST_INSTALMENTS), place.whole("step"))
    place.finish()
    if lever.step < 1:
        place.fault("policy_field_wrong", "step", wanted="whole_number")
    if lever.least < least:
        place.fault("policy_field_wrong", "least", wanted="whole_number")
    if lever.least > lever.most:
        place.fault("policy_bounds_reversed", "", least=lever.least, most=lever.most)
    return lever


def _share(place: Place, *, most: Fraction) -> Share:
    lever = Share(
        place.exact("least", most=most), place.exact("most", most=most), place.exact("step", most=most)
    )
    place.finish()
    if lever.step <= 0:
        place.fault("policy_field_wrong", "step", wanted="share")
    if lever.least > lever.most:
        place.fault("policy_bounds_reversed", "", least=str(lever.least), most=str(lever.most))
    return lever


def _waive(place: Place) -> dict[str, Share]:
    for name in place.raw:
        if name not in loans.BUCKETS:
            place.fault("policy_code_unlisted", name, code=name)
    levers = {name: _share(place.table(name), most=ONE) for name in loans.BUCKETS if name in place.raw}
    place.asked.update(place.raw)
    return levers


def _refusals(places: tuple[Place, ...]) -> tuple[Refusal, ...]:
    found: list[Refusal] = []
    codes: set[str] = set()
    for place in places:
        refusal = Refusal(place.text("code"), place.text("cure"), place.flag("curable"))
        place.finish()
        if refusal.code and refusal.code in codes:
            place.fault("policy_code_twice", "code", code=refusal.code)
        codes.add(refusal.code)
        found.append(refusal)
    return tuple(found)


def _agreement(place: Place) -> AgreementTerms:
    terms = AgreementTerms(
        grace_days=place.whole("grace_days"),
        cure_days=place.whole("cure_days"),
        sign_within_days=place.whole("sign_within_days"),
        least_partial_share=place.exact("least_partial_share", most=ONE),
        waiver_booked_days=place.whole("waiver_booked_days"),
        collection_stops_days=place.whole("collection_stops_days"),
        credit_report_days=place.whole("credit_report_days"),
        clearance_letter_days=place.whole("clearance_letter_days"),
        review_months=place.whole("review_months"),
        most_paused_instalments=place.whole("most_paused_instalments"),
        equal_treatment_days=place.whole("equal_treatment_days")
        if "equal_treatment_days" in place.raw
        else 0,
    )
    place.finish()
    return terms


def _contact(place: Place) -> dict[str, str]:
    contact = {name: place.text(name) for name in ("phone", "hours", "address")}
    place.finish()
    return contact


def _private(place: Place) -> Private:
    part = Private(
        least_recovery_share=place.exact("least_recovery_share", most=ONE),
        discount_rate=place.exact("discount_rate", most=ONE),
        observation_months=place.whole("observation_months"),
        authority=tuple(_authority(item) for item in place.tables("authority")),
    )
    place.finish()
    return part


def _authority(place: Place) -> Authority:
    shares = place.table("waive")
    for name in shares.raw:
        if name not in loans.BUCKETS:
            shares.fault("policy_code_unlisted", name, code=name)
    authority = Authority(
        level=place.text("level"),
        most_claim_minor=place.whole("most_claim_minor", most=money.MAX_MINOR),
        waive={name: shares.exact(name, most=ONE) for name in loans.BUCKETS if name in shares.raw},
    )
    place.finish()
    return authority
