"""Offers of one negotiation, as values: put, counter, replace, accept, reject, withdraw, expire.

All versions of both sides stand in one sequence, and one is open at a time: version n + 1 closes version n, as countered
(by the other side) or replaced (by the same side). So an acceptance can mean one package only, two sides cannot accept
past each other, and "version n after n + 1 exists" has one meaning. An acceptance names the version and the hash of the
package that its page showed; another hash, an older version or a passed expiry is refused.

    >>> from datetime import datetime, timezone
    >>> now, later = datetime(2026, 1, 5, tzinfo=timezone.utc), datetime(2026, 1, 12, tzinfo=timezone.utc)
    >>> offers, faults = put((), side="lender", package_hash="aa", now=now, expires_at=later)
    >>> offers, faults = put(offers, side="borrower", package_hash="bb", now=now, expires_at=later)
    >>> [(offer.version, offer.state, offer.reason) for offer in offers]
    [(1, 'closed', 'countered'), (2, 'open', '')]
    >>> may_accept(offers, version=1, package_hash="aa", side="borrower", now=now)[0].code
    'offer_stale'

Who may act and when the talks are open is `hejie.steps`; here only what holds between the offers themselves. `now` and
`expires_at` are aware times; at `expires_at` the offer has expired.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hejie import steps, texts

SIDES: Final = ("borrower", "lender")
OPEN: Final = "open"
ACCEPTED: Final = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """One version: who put which package (by its hash), and what became of it. `reason` says why it is closed."""

    version: int
    side: str
    package_hash: str
    state: str
    expires_at: datetime
    reason: str = ""


Offers = tuple[OfferView, ...]
Faults = tuple[texts.Fault, ...]


def live(offers: Offers, *, now: datetime) -> OfferView | None:
    """The offer on the table, if one is open and has not expired."""
    return next((offer for offer in offers if offer.state == OPEN and now < offer.expires_at), None)


def closing_step(offers: Offers, *, side: str) -> tuple[OfferView, str] | None:
    """The open offer and the step ("counter" or "replace") that it takes when `side` puts a new one; None if none is."""
    open_offer = _open(offers)
    if open_offer is None:
        return None
    return open_offer, "replace" if open_offer.side == side else "counter"


def may_put(offers: Offers, *, side: str, package_hash: str, now: datetime, expires_at: datetime) -> Faults:
    """What stands against a new version.

    It must differ from the offer on the table: what the other side offers is accepted, not put again; one's own is
    put again only to give more time. Raises ValueError for an unknown side or a time without a zone.
    """
    _check(side, now, expires_at)
    found = [texts.fault("offer_expiry_past", "expires_at")] if expires_at <= now else []
    on_table = live(offers, now=now)
    if on_table and on_table.package_hash == package_hash and not _gives_time(on_table, side, expires_at):
        code = "offer_same_as_own" if on_table.side == side else "offer_same_as_theirs"
        found.append(texts.fault(code, "package", version=on_table.version))
    return tuple(found)


def may_accept(offers: Offers, *, version: int, package_hash: str, side: str, now: datetime) -> Faults:
    """What stands against accepting exactly this version with exactly this package; empty if nothing does."""
    found = list(may_reject(offers, version=version, side=side, now=now))
    offer = _find(offers, version)
    if offer and offer.package_hash != package_hash:
        found.append(texts.fault("offer_terms_differ", "package", version=version))
    return tuple(found)


def may_reject(offers: Offers, *, version: int, side: str, now: datetime) -> Faults:
    """What stands against answering this version: it must be the other side's, the latest, and open."""
    _check(side, now)
    offer = _find(offers, version)
    if offer is None:
        return (texts.fault("offer_unknown", "version", version=version),)
    own = (texts.fault("offer_own", "version", version=version),) if offer.side == side else ()
    return (*own, *_not_on_the_table(offers, offer, now))


def may_withdraw(offers: Offers, *, version: int, side: str, now: datetime) -> Faults:
    """What stands against taking this version back: it must be one's own, and open."""
    _check(side, now)
    offer = _find(offers, version)
    if offer is None:
        return (texts.fault("offer_unknown", "version", version=version),)
    others = (texts.fault("offer_not_own", "version", version=version),) if offer.side != side else ()
    return (*others, *_not_on_the_table(offers, offer, now))


def put(
    offers: Offers, *, side: str, package_hash: str, now: datetime, expires_at: datetime
) -> tuple[Offers, Faults]:
    """The offers with a new version on the table, the open one closed; unchanged if there are faults."""
    faults = may_put(offers, side=side, package_hash=package_hash, now=now, expires_at=expires_at)
    if faults:
        return offers, faults
    before = expire(offers, now=now)
    if closing := closing_step(before, side=side):
        before = _take(before, closing[0].version, closing[1])
    new = OfferView(
        version=_latest(before) + 1, side=side, package_hash=package_hash, state=OPEN, expires_at=expires_at
    )
    return (*before, new), ()


def accept(
    offers: Offers, *, version: int, package_hash: str, side: str, now: datetime
) -> tuple[Offers, Faults]:
    """The offers with this version accepted; unchanged if there are faults."""
    faults = may_accept(offers, version=version, package_hash=package_hash, side=side, now=now)
    return (offers, faults) if faults else (_take(offers, version, "accept"), ())


def reject(offers: Offers, *, version: int, side: str, now: datetime) -> tuple[Offers, Faults]:
    """The offers with this version rejected; unchanged if there are faults."""
    faults = may_reject(offers, version=version, side=side, now=now)
    return (offers, faults) if faults else (_take(offers, version, "reject"), ())


def withdraw(offers: Offers, *, version: int, side: str, now: datetime) -> tuple[Offers, Faults]:
    """The offers with this version taken back; unchanged if there are faults."""
    faults = may_withdraw(offers, version=version, side=side, now=now)
    return (offers, faults) if faults else (_take(offers, version, "withdraw"), ())


def expire(offers: Offers, *, now: datetime) -> Offers:
    """The offers with every open one closed whose time has come."""
    for offer in offers:
        if offer.state == OPEN and offer.expires_at <= now:
            offers = _take(offers, offer.version, "expire")
    return offers


def void(offers: Offers) -> Offers:
    """The offers after the talks ended or an agreement fell away: none is open and none is accepted any more."""
    for offer in offers:
        if offer.state in (OPEN, ACCEPTED):
            offers = _take(offers, offer.version, "void")
    return offers


def _not_on_the_table(offers: Offers, offer: OfferView, now: datetime) -> Faults:
    """At most one fault, the most telling first: a newer version, then its own end, then its time."""
    latest = _latest(offers)
    if offer.version < latest:
        return (texts.fault("offer_stale", "version", version=offer.version, latest=latest),)
    if offer.state == ACCEPTED:
        return (texts.fault("offer_accepted_already", "version", version=offer.version),)
    if offer.state != OPEN:
        return (texts.fault("offer_closed", "version", version=offer.version, reason=offer.reason),)
    if offer.expires_at <= now:
        return (texts.fault("offer_expired", "version", version=offer.version),)
    return ()


def _gives_time(on_table: OfferView, side: str, expires_at: datetime) -> bool:
    return on_table.side == side and expires_at > on_table.expires_at


def _take(offers: Offers, version: int, name: str) -> Offers:
    """The offers after one takes a step of the offer table, to the state and with the reason that its row says."""
    row = steps.MACHINES["offer"].steps[name]
    return tuple(
        replace(offer, state=str(row.to), reason="".join(row.reasons)) if offer.version == version else offer
        for offer in offers
    )


def _open(offers: Offers) -> OfferView | None:
    return next((offer for offer in offers if offer.state == OPEN), None)


def _find(offers: Offers, version: int) -> OfferView | None:
    return next((offer for offer in offers if offer.version == version), None)


def _latest(offers: Offers) -> int:
    return max((offer.version for offer in offers), default=0)


def _check(side: str, *times: datetime) -> None:
    if side not in SIDES:
        raise ValueError(f"no side of talks is called {side!r}")
    if any(moment.tzinfo is None for moment in times):
        raise ValueError("offers live in times with their zone")
