"""Statements of wallets and banks: bytes in, canonical rows and their meaning out.

The borrower uploads what the wallet app sent; nobody types six months of spending.

    reading = statements.read(upload, filename="bill.zip", password="123456")
    if reading.faults: ...                       # codes with facts, never an exception
    understood = statements.understand(reading.rows)

A coat for 120.00 that was sent back is two rows, one printed 支出 and one 不计收支: both count 0, and the second
names the first as its pair. Formats live in `formats/`, wordings and categories in `wording/`, all as data.
"""

from hejie.statements.currencies import common as common_currencies
from hejie.statements.integrity import (
    Balance,
    Proof,
    balance,
    mark_of_file,
    mark_of_rows,
    pdf_observations,
    proof,
    uncovered,
)
from hejie.statements.join import CardBill, Joined, joined
from hejie.statements.layouts import kind_of_source
from hejie.statements.limits import LIMITS, Limits
from hejie.statements.mapping import ColumnMap, column_map
from hejie.statements.meaning import Meaning, Understanding, understand
from hejie.statements.overrides import Override, because, override, row_key
from hejie.statements.reader import read
from hejie.statements.rows import (
    DIRECTIONS,
    Bill,
    Direction,
    Period,
    Reading,
    Row,
    Total,
    Totals,
    Unmapped,
    add_up,
    order,
)
from hejie.statements.signs import Sign, signs
from hejie.statements.wording import Category, categories

__all__ = [
    "DIRECTIONS",
    "LIMITS",
    "Balance",
    "Bill",
    "CardBill",
    "Category",
    "ColumnMap",
    "Direction",
    "Joined",
    "Limits",
    "Meaning",
    "Override",
    "Period",
    "Proof",
    "Reading",
    "Row",
    "Sign",
    "Total",
    "Totals",
    "Understanding",
    "Unmapped",
    "add_up",
    "balance",
    "because",
    "categories",
    "column_map",
    "common_currencies",
    "joined",
    "kind_of_source",
    "mark_of_file",
    "mark_of_rows",
    "order",
    "override",
    "pdf_observations",
    "proof",
    "read",
    "row_key",
    "signs",
    "uncovered",
    "understand",
]
