"""Parts of the contact check that only some countries have: listed agencies, calls in a moving window, breathing space.

A part answers nothing where the country's law book has no value for it. Worked number for a window of seven days and
seven calls (US): the eighth call within the window is one too many, on the eighth day after the first it is in order.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hejie.rules.checks.contact import CALL, Contact
from hejie.rules.checks.findings import Maker
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row


def number_of(name: str, day: date, pack: LawPack) -> int | None:
    """The whole number of a dated value; None where the pack has none for that day."""
    row = pack.as_of(name, day)
    return int(row.number) if isinstance(row, Row) else None


def agency(contact: Contact, pack: LawPack) -> Iterator[Finding]:
    """A collector names the lender, and an agency stands on the lender's public list."""
    maker = Maker(pack, "CONTACT_CONDUCT", ("CN-COL-08", "CN-COL-04"), "warn")
    if contact.agency_is_listed is False:
        yield maker.broken("contact_agency_unlisted")
    if contact.names_lender is False and "not_named" not in contact.conduct:
        yield maker.broken("contact_not_named")


def window(contact: Contact, earlier: Sequence[Contact], pack: LawPack) -> Iterator[Finding]:
    """So many calls in any stretch of days, and none for a while after a conversation."""
    if contact.channel != CALL:
        return
    day = contact.at.date()
    maker = Maker(pack, "CONTACT_FREQUENCY", ("US-REGF-02",), "warn")
    calls = [one for one in earlier if one.channel == CALL]
    most = number_of("contact_most_calls", day, pack)
    days = number_of("contact_calls_window_days", day, pack)
    if most is not None and days is not None:
        made = 1 + sum(one.at > contact.at - timedelta(days=days) for one in calls)
        if made > most:
            yield maker.broken("contact_window_calls_many", made=made, most=most, days=days)
    rest = number_of("contact_rest_after_talk_days", day, pack)
    if rest is not None and any(one.was_answered and _within(one, contact, rest) for one in calls):
        yield maker.broken("contact_after_talk", days=rest)


def _within(earlier: Contact, contact: Contact, days: int) -> bool:
    return earlier.reached == "debtor" and earlier.at > contact.at - timedelta(days=days)


def breathing(contact: Contact, pack: LawPack) -> Iterator[Finding]:
    """No contact to collect while a statutory pause runs; its last day is included."""
    if contact.breathing_since is None:
        return
    days = number_of("breathing_space_days", contact.at.date(), pack)
    if days is None:
        return
    last = contact.breathing_since + timedelta(days=days)
    if contact.breathing_since <= contact.at.date() <= last:
        maker = Maker(pack, "CONTACT_REST", ("UK-BSP-01",), "warn")
        yield maker.broken("contact_while_resting", until_on=last.isoformat())
