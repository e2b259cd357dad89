"""A plan in words: one sentence that says what is paid, and its terms one by one.

A level plan is "1,000.00 a month, 24 times, from 5 January"; one of another shape says how it rises, which months are strong,
what is paid in a pause, and how large the last payment is.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from hejie import plans
from hejie_platform.core import formats
from hejie_platform.web import parts
from hejie_platform.web.room import words


def headline(tried: plans.Evaluation) -> str:
    """A plan in one sentence; what is paid at once, a larger last payment and small sums before it in another each."""
    package = tried.package
    grace = package.grace_instalments if package.token_minor else 0
    rows = list(zip(tried.schedule.due[grace:], tried.schedule.amounts[grace:], strict=True))
    said = _in_a_sentence(package, [row for row in rows if row[1]])
    if package.upfront_minor:
        said = _("{plan} {more}").format(plan=said, more=at_once(package.upfront_minor))
    if package.balloon_minor:
        said = _("{plan} {more}").format(plan=said, more=_larger_last(tried))
    return _("{plan} {more}").format(plan=said, more=_small_sums(package)) if grace else said


def at_once(minor: int) -> str:
    """What a plan asks for as it begins."""
    return _("{amount} is paid at once when it begins.").format(amount=formats.money_text(minor))


def is_uneven(tried: plans.Evaluation) -> bool:
    """Whether one sentence does not say what each month asks for, so that the table stands open."""
    package = tried.package
    return package.method in words.SHAPED or bool(package.balloon_minor or package.token_minor)


def _in_a_sentence(package: plans.Package, rows: Sequence[tuple[date, int]]) -> str:
    amounts = [minor for _due, minor in rows]
    usual = amounts[:-1] if package.balloon_minor and len(amounts) > 1 else amounts
    return str(_sentence_of(package, usual)).format(
        amount=formats.money_text(max(usual)),
        every=words.EVERY[package.every],
        first=formats.money_text(usual[0]),
        least=formats.money_text(min(usual)),
        most=formats.money_text(max(usual)),
        count=len(amounts),
        day=formats.day_text(rows[0][0]),
    )


def _sentence_of(package: plans.Package, amounts: Sequence[int]) -> words.Text:
    if package.method in words.SHAPED:
        return words.SHAPED[package.method]
    is_level = len({*amounts[:-1]}) <= 1 or max(amounts) - min(amounts) < 200
    return (words.HEADLINES if is_level else words.FALLING)[package.every]


def _larger_last(tried: plans.Evaluation) -> str:
    last = formats.money_text(tried.schedule.amounts[-1])
    return str(words.LAST).format(amount=last, day=formats.day_text(tried.last_due))


def _small_sums(package: plans.Package) -> str:
    return str(words.TOKEN).format(
        count=package.grace_instalments,
        amount=formats.money_text(package.token_minor),
        day=formats.day_text(package.first_payment_on),
    )


def terms(tried: plans.Evaluation, *, kept_minor: int | None = None) -> list[parts.Fact]:
    """The terms of a package and what they come to."""
    package = tried.package
    rows = [
        parts.Fact(_("Instalments"), package.instalments, note=str(words.EVERY[package.every])),
        parts.Fact(_("First payment"), formats.day_text(package.first_payment_on)),
        parts.Fact(_("Last payment"), formats.day_text(tried.last_due)),
        parts.Fact(
            _("Rate a year"), formats.rate_text(package.annual_rate), note=str(words.METHODS[package.method])
        ),
        parts.Fact(_("Real cost a year"), formats.rate_text(tried.effective_rate)),
        parts.Fact(_("Waived"), formats.money_text(tried.waived_minor), note=_waived(package)),
        *_shape_terms(tried),
        parts.Fact(_("Total to pay"), formats.money_text(tried.total_minor), note=_extra(tried)),
    ]
    if package.grace_instalments:
        rows.insert(1, parts.Fact(_("Pause before"), package.grace_instalments, note=_pause(package)))
    if package.upfront_minor:
        rows.insert(1, parts.Fact(_("Paid at once"), formats.money_text(package.upfront_minor)))
    if package.overdue_uplift:
        uplift = package.annual_rate * (1 + package.overdue_uplift)
        rows.append(parts.Fact(_("Rate on what is late"), formats.rate_text(uplift)))
    if kept_minor is not None:
        rows.append(parts.Fact(_("You would keep a month"), formats.money_text(kept_minor)))
    return rows


def _pause(package: plans.Package) -> str:
    if package.token_minor:
        return _("{amount} each, taken off what bears no interest").format(
            amount=formats.money_text(package.token_minor)
        )
    return str(words.GRACE[package.grace])


def _shape_terms(tried: plans.Evaluation) -> list[parts.Fact]:
    """What a plan that is not level says beside."""
    package, found = tried.package, []
    if package.method == "step_up":
        said = _("by {rate} after every {count} instalments").format(
            rate=formats.rate_text(package.step_rate), count=package.step_every
        )
        found.append(parts.Fact(_("They rise"), said))
    if package.season:
        found.append(parts.Fact(_("Strong and weak months"), season(package.season)))
    if package.balloon_minor:
        last = formats.money_text(tried.schedule.amounts[-1])
        found.append(parts.Fact(_("The last payment"), last, note=formats.day_text(tried.last_due)))
    if package.waive:
        found.append(parts.Fact(_("The waiver holds"), str(words.WAIVERS[package.on_breach])))
    return found


def season(weights: Sequence[int]) -> str:
    """The months beside a usual one; what is usual is what most months are."""
    usual = max(set(weights), key=lambda one: (weights.count(one), one))
    told = [
        _("{month} {share}").format(month=MONTHS[number], share=f"{round(100 * one / (usual or 100))} %")
        for number, one in enumerate(weights, start=1)
        if one != usual
    ]
    return _(", ").join(told)


def _waived(package: plans.Package) -> str:
    return _(", ").join(
        f"{words.BUCKETS[name][0]} {formats.amount_text(minor)}" for name, minor in package.waive.items()
    )


def _extra(tried: plans.Evaluation) -> str:
    if tried.extra_minor >= 0:
        return _("{amount} more than is owed today").format(amount=formats.money_text(tried.extra_minor))
    return _("{amount} less than is owed today").format(amount=formats.money_text(-tried.extra_minor))
