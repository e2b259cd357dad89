"""Is a package inside a lender's published levers? Every lever that it leaves is a reason, with the bounds."""

from collections.abc import Iterator
from fractions import Fraction

from hejie import loans, money, rules, texts
from hejie.plans.package import Package


def outside(package: Package, claim: loans.Buckets, *, policy: rules.PolicyPack) -> tuple[texts.Message, ...]:
    """The levers that the package leaves; empty if it stays inside all of them."""
    levers = policy.published.levers
    return (
        *_numbers(package, levers),
        *_choices(package, levers),
        *_shapes(package),
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
            yield texts.message(
                "plan_lever_number_outside", lever=name, given=given, least=lever.least, most=lever.most
            )


def _choices(package: Package, levers: rules.Levers) -> Iterator[texts.Message]:
    for name, known in (("every", levers.every), ("method", levers.methods)):
        given = getattr(package, name)
        if given not in known:
            yield texts.message("plan_lever_choice_outside", lever=name, given=given, known=known)


SHAPES = ("balloon_minor", "token_minor")


def _shapes(package: Package) -> Iterator[texts.Message]:
    """A policy publishes no lever for these: what a plan has of them is outside."""
    for name in SHAPES:
        if given := getattr(package, name):
            yield texts.message("plan_lever_number_outside", lever=name, given=given, least=0, most=0)


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
