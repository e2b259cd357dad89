"""What each way out of a debt does to the credit record: new terms, a settlement, or nothing kept.

A true negative entry stays for a dated number of years, and those years begin when the lateness ends, not when it began.
So the three ways differ in the day on which they begin: with new terms once these are kept and the lateness is over,
with a settlement on the day of its payment, and while nothing is paid on no day at all.

    >>> from datetime import date
    >>> from hejie import rules
    >>> pack = rules.load_pack("cn")
    >>> rules.credit_effect("settlement", pack=pack, day=date(2026, 11, 23)).facts
    {'years': 5}
"""

from datetime import date
from typing import Final

from hejie.rules.checks.findings import Maker
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

CREDIT_KINDS: Final = ("reschedule", "settlement", "default")


def credit_effect(kind: str, *, pack: LawPack, day: date) -> Finding:
    """What this way out of a debt does to the credit record, with its rule; it never blocks.

    kind: one of CREDIT_KINDS, ValueError otherwise. Unknown on a day for which the pack holds no number of years.
    """
    if kind not in CREDIT_KINDS:
        raise ValueError(f"no way out of a debt is called {kind!r}")
    maker = Maker(pack, "CREDIT_RECORD", ("CN-CRD-01",), "info")
    row = pack.as_of("credit_record_years", day)
    if isinstance(row, Unknown):
        return maker.undated(row)
    return maker.make("info", f"credit_effect_{kind}", years=int(row.number))
