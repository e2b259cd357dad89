"""Principal and interest of each period, through every drawing and every agreed change of the rate.

A *stretch* is a run of periods in which the lent sum and the rate are known. The first begins with the loan; each later
drawing and each new rate begins another with the period it falls into, and the instalments from there on are computed
anew from what is left: whoever signed for two tranches sees, until the second is paid out, the instalments of the
first. A period in which money is drawn bears interest in pieces, each on what was drawn by then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from hejie.loans.conventions import RateStep, Tranche
from hejie.loans.methods import COLUMNS, Amount, Columns, Factors, running
from hejie.loans.periods import Periods, nominal_ends
from hejie.loans.terms import Terms
from hejie.money import Rounding, round_ratio

Change = Tranche | RateStep


@dataclass(frozen=True, slots=True)
class Stretch:
    """From period `first` on: `drawn` is what comes to the principal; `of` sees all periods that are left."""

    first: int
    drawn: int
    of: Factors


def columns(terms: Terms, spans: Periods) -> tuple[list[int], list[int]]:
    """Whole principal and interest of each period, before the grace postpones any interest."""
    rounding = None if terms.rounded == "running_total" else terms.rounding
    principal, interest = exact_columns(terms, spans, rounding)
    if rounding is not None:
        return principal, interest  # type: ignore[return-value]  # rounded figures are whole
    return running(principal, Rounding(terms.rounding.mode)), running(interest, terms.rounding)


def exact_columns(terms: Terms, spans: Periods, rounding: Rounding | None) -> Columns:
    """The same, rounded figure by figure, or with no rounding at all."""
    if not terms.tranches and not terms.rates:
        whole = shaped(_plain_factors(terms, spans, rounding), terms)
        return _after_grace(terms, financed(terms, terms.first_minor), whole, terms.grace_principal)
    principal: list[Amount] = []
    interest: list[Amount] = []
    balance: Amount = 0
    found = [*_stretches(terms, spans, rounding)]
    ends = [*(stretch.first for stretch in found[1:]), len(spans)]
    for stretch, end in zip(found, ends, strict=True):
        free = max(terms.grace_principal - stretch.first, 0)
        repaid, borne = _after_grace(terms, balance + stretch.drawn, stretch.of, free)  # type: ignore[arg-type]  # Fractions where nothing is rounded
        principal += repaid[: end - stretch.first]
        interest += borne[: end - stretch.first]
        balance += stretch.drawn - sum(repaid[: end - stretch.first])
    return principal, interest


def financed(terms: Terms, drawn_minor: int) -> int:
    """What of a drawing the instalments repay: all but the down payment."""
    return drawn_minor - terms.down_minor(drawn_minor)


def _financed(terms: Terms, change: Change) -> int:
    return financed(terms, change.minor) if isinstance(change, Tranche) else 0


def shaped(of: Factors, terms: Terms, *, first: int = 0, lent: int = 0) -> Factors:
    """The factors of the periods from `first` on, with what else the method of the terms needs to know."""
    agreed = terms.balloon_minor or terms.instalment_minor or terms.last != "rest"
    if terms.method not in _WEIGHTS and not (agreed or lent):
        return of
    weights = _WEIGHTS[terms.method](terms)[first:] if terms.method in _WEIGHTS else ()
    return replace(
        of,
        weights=weights,
        balloon=terms.balloon_minor,
        level=terms.instalment_minor,
        lent=lent,
        near=terms.last == "near",
    )


def _steps(terms: Terms) -> tuple[int, ...]:
    """(1 + step rate)^(steps taken), over one denominator that cancels out."""
    up, unit = (1 + terms.step_rate).as_integer_ratio()
    most = (terms.instalments - 1) // terms.step_every
    taken = [k // terms.step_every for k in range(terms.instalments)]
    powers = [up**step * unit ** (most - step) for step in range(most + 1)]
    return tuple(powers[step] for step in taken)


def _seasons(terms: Terms) -> tuple[int, ...]:
    return tuple(terms.season[end.month - 1] for end in nominal_ends(terms))


_WEIGHTS = {"step_up": _steps, "seasonal": _seasons}


def _after_grace(terms: Terms, balance: int, of: Factors, free: int) -> Columns:
    """The columns of the method, begun after the grace on principal; until then interest on the whole."""
    free = min(free, len(of) - 1)
    method = COLUMNS[terms.method]
    if not free:
        return method(balance, of)
    principal, interest = method(balance, of.from_period(free))
    return [0] * free + principal, [of.interest(balance, k) for k in range(free)] + interest


def _plain_factors(terms: Terms, spans: Periods, rounding: Rounding | None) -> Factors:
    rate = terms.borne_rate
    numerator, denominator = rate.numerator, rate.denominator * spans.whole
    numerators = tuple([numerator * part for part in spans.parts])
    return _factors(terms, numerators, denominator, rounding)


def _factors(
    terms: Terms, numerators: tuple[int, ...], denominator: int, rounding: Rounding | None
) -> Factors:
    level_rounding = rounding and (terms.instalment_rounding or rounding)
    if terms.rate_places is not None:
        scale = 10**terms.rate_places
        places = Rounding(terms.rounding.mode)
        numerators = tuple(round_ratio(numerator * scale, denominator, places) for numerator in numerators)
        denominator = scale
    return Factors(numerators, denominator, rounding, level_rounding)


# drawings and new rates


def _stretches(terms: Terms, spans: Periods, rounding: Rounding | None) -> Iterator[Stretch]:
    rate, lent = terms.borne_rate, 0
    changes = _changes(terms, spans)
    for first in sorted({0, *changes}):
        told = changes.get(first, [])
        drawn = [financed(terms, terms.first_minor)] if first == 0 else []
        drawn += [_financed(terms, change) for change in told]
        lent += sum(drawn)
        of, rate = _first_in_pieces(terms, spans, first, told, rate, rounding)
        yield Stretch(first, sum(drawn), shaped(of, terms, first=first, lent=lent))


def _changes(terms: Terms, spans: Periods) -> dict[int, list[Change]]:
    """What changes in which period, in order of days; on a due date it belongs to the period that begins."""
    found: dict[int, list[Change]] = {}
    told: list[Change] = [*terms.tranches, *terms.rates]
    for change in sorted(told, key=lambda change: change.day):
        period = sum(end <= change.day for end in spans.ends)
        found.setdefault(min(period, len(spans) - 1), []).append(change)
    return found


def _first_in_pieces(
    terms: Terms,
    spans: Periods,
    first: int,
    told: Sequence[Change],
    rate: Fraction,
    rounding: Rounding | None,
) -> tuple[Factors, Fraction]:
    """Factors from period `first` on, the first one cut where something changes; and the rate it ends with."""
    ratios, undrawn = [], sum(_financed(terms, change) for change in told)
    held, at = [], Fraction(0)
    for change in told:
        day = spans.elapsed(first, min(change.day, spans.ends[first]))
        ratios.append(rate * (day - at))
        held.append(undrawn)
        undrawn, at = undrawn - _financed(terms, change), day
        rate = terms.borne(change.annual_rate) if isinstance(change, RateStep) else rate
    ratios.append(rate * max(Fraction(spans.parts[first], spans.whole) - at, Fraction(0)))
    held.append(0)
    whole = [rate * Fraction(part, spans.whole) for part in spans.parts[first + 1 :]]
    common = lcm(*(ratio.denominator for ratio in (*ratios, *whole)))
    numerators = tuple(ratio.numerator * (common // ratio.denominator) for ratio in (*ratios, *whole))
    of = _factors(terms, numerators, common, rounding)
    pieces = tuple(zip(of.numerators[: len(ratios)], held, strict=True))
    opening = sum(numerator for numerator, _ in pieces)
    return replace(
        of,
        numerators=(opening, *of.numerators[len(ratios) :]),
        pieces=pieces if len(pieces) > 1 else (),
        by_piece=terms.rounded == "part",
    ), rate
