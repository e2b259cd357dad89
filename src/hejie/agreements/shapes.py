"""Instalments that are not all alike, in clauses: each says in words what the table of the schedule says in figures.

Small sums in a pause, instalments that rise, a year with strong and weak months, a larger last one. A level plan says
nothing here, so that its document stays as short as it was.
"""

from collections.abc import Iterator

from hejie import money, plans, texts
from hejie.agreements.values import Clause


def pause(tried: plans.Evaluation) -> Iterator[Clause]:
    """What is paid before the instalments begin: nothing, interest alone, or small sums."""
    package = tried.package
    if not package.grace_instalments:
        return
    first_on = package.first_payment_on.isoformat()
    if package.token_minor:
        yield _clause(
            "clause_token",
            instalments=package.grace_instalments,
            amount_minor=package.token_minor,
            first_on=first_on,
            full_on=tried.schedule.due[package.grace_instalments].isoformat(),
        )
    else:
        yield _clause(
            "clause_grace", instalments=package.grace_instalments, grace=package.grace, first_on=first_on
        )


def uneven(tried: plans.Evaluation) -> Iterator[Clause]:
    """How the instalments change from one to the next."""
    package, amounts = tried.package, instalments(tried)
    if package.method == "step_up":
        yield _clause(
            "clause_rising",
            step_rate=money.rate_text(package.step_rate),
            step_every=package.step_every,
            first_minor=amounts[0],
            most_minor=max(amounts),
        )
    if package.method == "seasonal":
        yield _clause("clause_season", least_minor=min(amounts), most_minor=max(amounts))
    if package.balloon_minor:
        yield _clause("clause_balloon", last_minor=amounts[-1], last_on=tried.last_due.isoformat())


def instalments(tried: plans.Evaluation) -> tuple[int, ...]:
    """What each instalment after the pause asks for, in minor units; one of nothing stays in its place."""
    return tried.schedule.amounts[tried.package.grace_instalments :]


def _clause(code: str, /, **facts: object) -> Clause:
    return Clause(code, texts.Facts(facts))
