"""Which neutral: the one whom all parties wish most, where there is one, else the one whom the published rule gives.

A candidate who is tied to a party, away, or full is never chosen, whoever wishes it. Of those who are left, and whom every
party ranked, the lowest sum of ranks wins; equal sums go to the lighter load, then to who was verified first. Where the
parties have no common wish, the rule takes the lightest load among those whose field and language fit, then who was
verified first. The last tie falls by reference, so that the same facts always give the same answer.

    >>> one, two = Candidate(ref="A", verified="2026-01-02"), Candidate(ref="B", verified="2026-01-03")
    >>> choose((one, two), wishes=(("B", "A"), ("B",)))
    Chosen(ref='B', way='common', points=2, out=())
    >>> choose((one, two), wishes=(("B",), ("A",))).way
    'rule'
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Why a candidate is out, in the order in which it is said.
OUT: Final = ("tied", "mediated_before", "away", "full", "other_field", "other_language")
# What no common wish can heal.
BARS: Final = frozenset({"tied", "mediated_before", "away", "full"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A verified mediator as the rule sees them. `load` and `limit` count mediations; `verified` sorts as text.

    is_tied: a membership, a declared tie, or a party of the case. has_left: was in this mediation and stepped back, declined
    or was replaced. fields, languages: what they take on; empty takes everything.
    """

    ref: str
    verified: str
    load: int = 0
    limit: int = 1
    fields: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    is_tied: bool = False
    has_left: bool = False
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is to be asked ("" for nobody) and by which way: common, rule or none; with who is out, and for what.

    points: the sum of ranks of a common wish, 1 being everybody's first; 0 where the rule chose.
    """

    ref: str
    way: str
    points: int = 0
    out: tuple[tuple[str, str], ...] = ()


def choose(
    candidates: Sequence[Candidate],
    *,
    wishes: Sequence[Sequence[str]] = (),
    fields: frozenset[str] = frozenset(),
    languages: frozenset[str] = frozenset(),
) -> Chosen:
    """Choose among verified candidates. wishes: one ranking of references for each party, most wished first.

    A party without a wish (an empty ranking) leaves the choice to the rule. fields, languages: what the case needs.
    """
    reasons = {one.ref: why_out(one, fields=fields, languages=languages) for one in candidates}
    free = [one for one in candidates if reasons[one.ref] not in BARS]
    if wished := _wished(free, wishes):
        points, _, _, ref = wished[0]
        return Chosen(ref, "common", points, _told(reasons, ref))
    fit = sorted((one.load, one.verified, one.ref) for one in free if not reasons[one.ref])
    found = fit[0][2] if fit else ""
    return Chosen(found, "rule" if found else "none", 0, _told(reasons, found))


def why_out(
    one: Candidate, *, fields: frozenset[str] = frozenset(), languages: frozenset[str] = frozenset()
) -> str:
    """The first of `OUT` that stands against a candidate; "" for none."""
    against = {
        "tied": one.is_tied,
        "mediated_before": one.has_left,
        "away": one.is_away,
        "full": one.load >= one.limit,
        "other_field": bool(one.fields) and not fields <= one.fields,
        "other_language": bool(one.languages) and not languages <= one.languages,
    }
    return next((name for name in OUT if against[name]), "")


def _wished(free: Sequence[Candidate], wishes: Sequence[Sequence[str]]) -> list[tuple[int, int, str, str]]:
    """Whom every party ranked: sum of ranks, load, day of verification, reference; the best first."""
    if not wishes or not all(wishes):
        return []
    common = [one for one in free if all(one.ref in order for order in wishes)]
    return sorted(
        (sum(order.index(one.ref) + 1 for order in wishes), one.load, one.verified, one.ref) for one in common
    )


def _told(reasons: dict[str, str], chosen: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((ref, why) for ref, why in reasons.items() if why and ref != chosen))
