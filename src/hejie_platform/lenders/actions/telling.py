"""Who hears of a policy on its way: the second persons when it waits for them, those who wrote it when it is decided.

A notice names the version and its day; what the policy says is on its page, for the lender's own staff.
"""

from collections.abc import Iterable
from datetime import datetime

from hejie_platform.core import clock
from hejie_platform.ledger.actions import Owed
from hejie_platform.lenders import queries
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.people.models import User
from hejie_platform.people.queries import members_on


def waits(version: PolicyVersion, *, now: datetime) -> tuple[Owed, ...]:
    """Tell every checker of the lender who wrote no part of it."""
    checkers = members_on(version.lender, clock.legal_day(now), ("checker",))
    writers = queries.writers_of(version)
    return _tell(
        (str(row.user.pk) for row in checkers if str(row.user.pk) not in writers), "policy_waits", version
    )


def decided(version: PolicyVersion, code: str, *, by: User) -> tuple[Owed, ...]:
    """Tell whoever wrote any part of it what became of it, but not the person who decided."""
    return _tell((one for one in queries.writers_of(version) if one != str(by.pk)), code, version)


def _tell(people: Iterable[str], code: str, version: PolicyVersion) -> tuple[Owed, ...]:
    facts = {"number": version.number, "from_on": version.from_day.isoformat()}
    about = {"machine": "policy", "ref": version.lender.ref}
    return tuple(
        Owed(
            kind="notice.send",
            key=f"{code} {person}",
            payload={"to": person, "code": code, "facts": facts, "about": about, "side": "lender"},
        )
        for person in sorted(set(people))
    )
