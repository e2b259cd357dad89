"""Certificates: a result with everything that it follows from, so that a stranger recomputes it to the cent.

    format · kind · inputs · conventions · engine · result · hash

The hash says that nothing in the file was touched; recomputing says that the figures are true. Neither says who made
the file: that is what signatures are for.

>>> from datetime import date
>>> from fractions import Fraction
>>> from hejie import loans
>>> terms = loans.Terms(method="equal_instalment", principal_minor=100000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=3)
>>> paper = of_schedule(terms)
>>> paper["kind"], paper["result"]["totals"], verify(paper).is_equal
('loan.schedule', {'fee': 0, 'interest': 2007, 'principal': 100000, 'total': 102007}, True)
>>> paper["result"]["interest"][1] += 1
>>> [(one.path, one.told, one.computed) for one in verify(paper).differences]
[('result.interest.1', '671', '670')]
"""

from hejie.certificates.events import parse_event, plain_event
from hejie.certificates.kinds import KINDS
from hejie.certificates.making import (
    ENGINE,
    FORMAT,
    certify,
    of_account,
    of_cost,
    of_plan,
    of_schedule,
    to_bytes,
)
from hejie.certificates.reading import OFFLINE, PUBLIC, Bounds, read
from hejie.certificates.verifying import Difference, Verdict, verify, verify_bytes

__all__ = [
    "ENGINE",
    "FORMAT",
    "KINDS",
    "OFFLINE",
    "PUBLIC",
    "Bounds",
    "Difference",
    "Verdict",
    "certify",
    "of_account",
    "of_cost",
    "of_plan",
    "of_schedule",
    "parse_event",
    "plain_event",
    "read",
    "to_bytes",
    "verify",
    "verify_bytes",
]
