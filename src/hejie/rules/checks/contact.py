"""One contact about a debt, as somebody noted it or plans it: a call, a message, a visit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

CALL: Final = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One call, message or visit, as somebody noted it. `at` carries the zone of the person contacted.

    `rests_until` is the last day of a pause in collection that was in force then, None where none was.
    """

    at: datetime
    channel: str
    number: str = ""
    reached: str = "debtor"
    was_answered: bool = True
    conduct: tuple[str, ...] = ()
    words: str = ""
    hour_was_agreed: bool = False
    rests_until: date | None = None
    # by whom and to whom
    names_lender: bool | None = None
    agency_is_listed: bool | None = None
    was_refused_before: bool = False
    debtor_is_unreachable: bool = False
    # a statutory pause: its first day
    breathing_since: date | None = None
