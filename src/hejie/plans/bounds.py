"""Is a package inside a lender's published levers? Every lever that it leaves is a reason, with the bounds."""

from collections.abc import Iterator
from fractions import Fraction

from hejie import loans, money, rules, texts
from hejie.plans import claim as claims
from hejie.plans.levers import A_YEAR
from hejie.plans.package import Package


def outside(package: Package, claim: loans.Buckets, *, policy: rules.PolicyPack) -> tuple[texts.Message, ...]:
    """The levers that the package leaves; empty if it stays inside all of them."""
    levers = policy.published.levers
    return (
        *_numbers(package, levers),
        *_choices(package, levers),
        *_shapes(package, claim, levers),
        *_rates(package, claim, levers),
        *_waivers(package, claim, levers),
    )


def below_floor(claim: loans.Buckets, waived_minor: int, *, policy: rules.PolicyPack) -> bool:
    """Whether what stays is less than the lender's private floor: for the lender's own eyes."""
    return claim.total - waived_minor < policy.private.least_recovery_share * claim.total


def _numbers(package: Package, levers: rules.Levers) -> Iterator[texts.Message]:
    for name, lever in (("instalments", levers.instalments), ("grace_instalments", levers.grace_instalments)):
        given = getattr(package, name)
        if not lever.least <= given <= lever.most:
            yield _number_outside(name, given, lever.least, lever.most)


def _choices(package: Package, levers: rules.Levers) -> Iterator[texts.Message]:
    own = levers.shapes
    asked = (
        ("every", package.every, levers.every),
        ("method", package.method, levers.methods),
        *([("grace_kind", package.grace, own.graces)] if package.grace_instalments else []),
        *([("on_breach", package.on_breach, own.on_breach)] if package.waive and own.on_breach else []),
    )
    for name, given, known in asked:
        if given not in known:
            yield texts.message("plan_lever_choice_outside", lever=name, given=given, known=known)


def _shapes(package: Package, claim: loans.Buckets, levers: rules.Levers) -> Iterator[texts.Message]:
    """What a policy publishes of other shapes; nothing of them is inside one that publishes none."""
    own, least = levers.shapes, A_YEAR.get(package.every, 1)
    steepest = max(own.step_rates, default=Fraction(0))
    if package.step_rate > steepest:
        yield _rate_outside("step_rate", package.step_rate, Fraction(0), steepest)
    if package.step_rate and package.step_every < least:
        yield _number_outside("step_every", package.step_every, least, rules.MOST_INSTALMENTS)
    most = {
        "balloon_minor": int(max(own.balloons, default=Fraction(0)) * _bearing(package, claim)),
        "token_minor": max(own.tokens_minor, default=0),
    }
    for name, limit in most.items():
        if (given := getattr(package, name)) > limit:
            yield _number_outside(name, given, 0, limit)


def _bearing(package: Package, claim: loans.Buckets) -> int:
    """What bears interest, where a balloon is a share of it; nothing where the package cannot be applied at all."""
    given_up = sum(package.waive.values()) + package.upfront_minor
    too_much = given_up > claim.total or any(minor > claim[name] for name, minor in package.waive.items())
    return 0 if too_much or not package.balloon_minor else claims.restate(package, claim).financed_minor


def _number_outside(lever: str, given: int, least: int, most: int) -> texts.Message:
    return texts.message("plan_lever_number_outside", lever=lever, given=given, least=least, most=most)


def _rates(package: Package, claim: loans.Buckets, levers: rules.Levers) -> Iterator[texts.Message]:
    share = Fraction(package.upfront_minor, claim.total) if claim.total else Fraction(0)
    measured = (
        ("annual_rate", package.annual_rate, levers.annual_rate.least, levers.annual_rate.most),
        ("upfront", share, levers.upfront.least, levers.upfront.most),
        ("overdue_uplift", package.overdue_uplift, Fraction(0), levers.overdue_uplift),
    )
    for name, given, least, most in measured:
        if not least <= given <= most:
            yield _rate_outside(name, given, least, most)


def _rate_outside(lever: str, given: Fraction, least: Fraction, most: Fraction) -> texts.Message:
    return texts.message(
        "plan_lever_rate_outside",
        lever=lever,
        given_rate=money.rate_text(given),
        least_rate=money.rate_text(least),
        most_rate=money.rate_text(most),
    )


def _waivers(package: Package, claim: loans.Buckets, levers: rules.Levers) -> Iterator[texts.Message]:
    for name, minor in package.waive.items():
        lever = levers.waive.get(name)
        most = int(claim[name] * lever.most) if lever else 0
        if minor > most:
            yield texts.message("plan_lever_waiver_outside", bucket=name, given_minor=minor, most_minor=most)
