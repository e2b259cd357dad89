"""Schedules once more, the slow way: every figure an exact fraction, every rule written out from its description.

No rounding in integers, no common denominators, no closed forms: what `hejie.loans` computes quickly is compared with
this, figure by figure.
"""

from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise

from hejie import loans, money
from hejie.loans.periods import nominal_ends, periods

Column = list[Fraction]


def columns(terms: loans.Terms) -> tuple[list[int], list[int]]:
    """Principal and interest of each row of the schedule."""
    principal, interest = _walk(terms)
    if terms.rounded == "running_total":
        principal = _running(principal, money.Rounding(terms.rounding.mode))
        interest = _running(interest, terms.rounding)
    return _with_down(terms, _whole(principal), _deferred(terms, _whole(interest)))


def _whole(column: Column) -> list[int]:
    assert all(figure.denominator == 1 for figure in column)
    return [int(figure) for figure in column]


def _running(column: Column, rounding: money.Rounding) -> Column:
    totals = [Fraction(money.round_to(total, rounding)) for total in accumulate(column, initial=Fraction(0))]
    return [later - earlier for earlier, later in pairwise(totals)]


def _rounded(figure: Fraction, rounding: money.Rounding | None) -> Fraction:
    return figure if rounding is None else Fraction(money.round_to(figure, rounding))


class _Walk:
    """One period after another; `plan` is what principal the periods left are to ask, made anew at each change."""

    def __init__(self, terms: loans.Terms) -> None:
        self.terms, self.spans = terms, periods(terms)
        self.rounding = None if terms.rounded == "running_total" else terms.rounding
        self.level_rounding = self.rounding and (terms.instalment_rounding or self.rounding)
        self.rate = terms.borne_rate
        self.lent = self.balance = Fraction(0)

    def period_rate(self, rate: Fraction, years: Fraction) -> Fraction:
        ratio = rate * years
        places = self.terms.rate_places
        if places is None:
            return ratio
        return Fraction(
            money.round_to(ratio * 10**places, money.Rounding(self.terms.rounding.mode)), 10**places
        )

    def changes(self, k: int) -> list[tuple[date, Fraction, Fraction | None]]:
        """What is drawn or rated in period k: day, money to be repaid by instalments, new rate."""
        ends, terms = self.spans.ends, self.terms

        def inside(day: date) -> bool:
            return min(sum(end <= day for end in ends), len(ends) - 1) == k

        draws = [(part.day, Fraction(_financed(terms, part.minor)), None) for part in terms.tranches]
        rates = [(part.day, Fraction(0), terms.borne(part.annual_rate)) for part in terms.rates]
        return sorted((change for change in draws + rates if inside(change[0])), key=lambda change: change[0])

    def pieces(self, k: int) -> list[tuple[Fraction, Fraction]]:
        """(what was lent until then within the period, factor) of each piece of period k; moves rate and balance on."""
        found, at = [], Fraction(0)
        whole = self.spans.years[k]
        for day, drawn, rate in self.changes(k):
            until = self.spans.elapsed(k, min(day, self.spans.ends[k]))
            found.append((self.balance, self.period_rate(self.rate, until - at)))
            self.balance, self.lent, at = self.balance + drawn, self.lent + drawn, until
            self.rate = self.rate if rate is None else rate
        found.append((self.balance, self.period_rate(self.rate, max(whole - at, Fraction(0)))))
        return found

    def interest(self, pieces: list[tuple[Fraction, Fraction]], raise_by: Fraction = Fraction(0)) -> Fraction:
        parts = [(balance + raise_by) * factor for balance, factor in pieces]
        if self.terms.rounded == "part":
            return sum((_rounded(part, self.rounding) for part in parts), Fraction(0))
        return _rounded(sum(parts, Fraction(0)), self.rounding)


def _financed(terms: loans.Terms, minor: int) -> int:
    return minor - terms.down_minor(minor)


def _walk(terms: loans.Terms) -> tuple[Column, Column]:
    walk = _Walk(terms)
    n, method = len(walk.spans), terms.method
    walk.balance = walk.lent = Fraction(_financed(terms, terms.first_minor))
    grace = min(terms.grace_principal, n - 1)
    principal: Column = []
    interest: Column = []
    ask: list[Fraction] = []
    for k in range(n):
        pieces = walk.pieces(k)
        fresh = k == 0 or bool(walk.changes(k))
        factors = [walk.period_rate(walk.rate, years) for years in walk.spans.years]
        factors[k] = sum((factor for _, factor in pieces), Fraction(0))
        if fresh and terms.last == "near" and walk.rounding and not terms.instalment_minor:
            ask = _near(walk, k, factors, pieces)
        elif fresh:
            first = max(k, min(terms.grace_principal, n - 1) if k <= terms.grace_principal else k)
            ask, flat = _ask(walk, first, factors, pieces if first == k else None)
        own = flat[k] if method == "flat_rate" and k >= first else walk.interest(pieces)
        part = Fraction(0) if k < grace else max(ask[k] - (own if _is_level(terms) else 0), Fraction(0))
        part = walk.balance if k == n - 1 else min(part, walk.balance)
        principal.append(part)
        interest.append(own)
        walk.balance -= part
    return principal, interest


def _is_level(terms: loans.Terms) -> bool:
    return terms.method in ("equal_instalment", "step_up", "flat_rate")


def _ask(
    walk: _Walk,
    first: int,
    factors: Column,
    pieces: list[tuple[Fraction, Fraction]] | None,
) -> tuple[dict[int, Fraction], dict[int, Fraction]]:
    """What each period from `first` on asks (instalment, or principal part), and the interest of a flat rate."""
    terms, n, balance = walk.terms, len(factors), walk.balance
    left = range(first, n)
    opening = [(balance, factors[first])] if pieces is None else pieces
    free = balance - terms.balloon_minor
    round_ = lambda figure: _rounded(figure, walk.level_rounding)  # noqa: E731 - one expression
    match terms.method:
        case "equal_principal":
            return {k: round_(free / len(left)) for k in left}, {}
        case "seasonal":
            weights = {k: Fraction(terms.season[nominal_ends(terms)[k].month - 1]) for k in left}
            whole = sum(weights.values()) or 1
            return {k: round_(free * weights[k] / whole) for k in left}, {}
        case "equal_instalment" | "step_up":
            weights = {k: Fraction(1) for k in left}
            if terms.method == "step_up":
                weights = {k: (1 + terms.step_rate) ** (k // terms.step_every) for k in left}
            worth = balance + sum((held * factor for held, factor in opening), Fraction(0))
            after = Fraction(0)
            for k in left:
                worth *= 1 + factors[k] if k > first else 1
                after = after * (1 + factors[k] if k > first else 1) + weights[k]
            base = (worth - terms.balloon_minor) / after
            return {k: Fraction(terms.instalment_minor) or round_(base * weights[k]) for k in left}, {}
        case "flat_rate":
            flat = _flat(walk, left, factors, opening)
            level = Fraction(terms.instalment_minor) or round_((free + sum(flat.values())) / len(left))
            return dict.fromkeys(left, level), flat
    return dict.fromkeys(left, Fraction(0)), {}


def _near(
    walk: _Walk, k: int, factors: Column, pieces: list[tuple[Fraction, Fraction]]
) -> dict[int, Fraction]:
    """Levels tried out one after another: kept while the last instalment comes nearer."""
    first = max(k, min(walk.terms.grace_principal, len(factors) - 1))
    ask, _ = _ask(walk, first, factors, pieces if first == k else None)
    opening = pieces if first == k else [(walk.balance, factors[first])]
    n, level = len(factors) - first, ask[first]
    gap = _gap(walk, first, factors, opening, level)
    for _ in range(3):
        moved = _rounded(level + gap / n, walk.level_rounding)
        if abs(gap) <= n // 2 or moved == level:
            break
        tried = _gap(walk, first, factors, opening, moved)
        if abs(tried) >= abs(gap):
            break
        level, gap = moved, tried
    return dict.fromkeys(ask, level)


def _gap(
    walk: _Walk, first: int, factors: Column, opening: list[tuple[Fraction, Fraction]], level: Fraction
) -> Fraction:
    """How far the last instalment is from a level one."""
    balance = walk.balance
    for k in range(first, len(factors)):
        own = walk.interest(opening if k == first else [(balance, factors[k])])
        part = balance if k == len(factors) - 1 else min(max(level - own, Fraction(0)), balance)
        balance -= part
    return part + own - level - walk.terms.balloon_minor


def _flat(
    walk: _Walk, left: range, factors: Column, opening: list[tuple[Fraction, Fraction]]
) -> dict[int, Fraction]:
    """Interest on what was lent in all, rounded each; the last takes what the rounded sum of all leaves it."""
    more = walk.lent - walk.balance if walk.terms.tranches or walk.terms.rates else Fraction(0)
    exact = {k: (walk.balance + more) * factors[k] for k in left}
    exact[left[0]] = sum(((held + more) * factor for held, factor in opening), Fraction(0))
    found = {k: _rounded(exact[k], walk.rounding) for k in left}
    found[left[0]] = walk.interest(opening, more)
    total = _rounded(sum(exact.values(), Fraction(0)), walk.rounding)
    found[left[-1]] = max(total - sum(found[k] for k in left[:-1]), Fraction(0))
    return found


def _deferred(terms: loans.Terms, interest: list[int]) -> list[int]:
    free = min(terms.grace_interest, len(interest) - 1)
    if not free:
        return interest
    left = len(interest) - free
    weights = [1] * left if terms.deferred == "spread" else [1] + [0] * (left - 1)
    late = money.split(sum(interest[:free]), weights)
    return [0] * free + [own + share for own, share in zip(interest[free:], late, strict=True)]


def _with_down(terms: loans.Terms, principal: list[int], interest: list[int]) -> tuple[list[int], list[int]]:
    rows = {day: [part, own] for day, part, own in zip(periods(terms).ends, principal, interest, strict=True)}
    drawings = [(terms.start, terms.first_minor), *((part.day, part.minor) for part in terms.tranches)]
    for day, minor in drawings if terms.down_payment else ():
        rows.setdefault(day, [0, 0])[0] += terms.down_minor(minor)
    return [rows[day][0] for day in sorted(rows)], [rows[day][1] for day in sorted(rows)]
