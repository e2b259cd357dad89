"""Invented statements in the exact formats of the wallets, for the demonstration world and for tests.

    from hejie.statements import specimens

    file = specimens.alipay(specimens.SOLE_TRADER, until=date(2026, 6, 30), months=6, seed=1)
    specimens.locked(file, name="bill.csv", password="123456")

A sole trader with receipts, stock and shop rent, or an employee with a salary; both with rent, food, a child, 花呗
and 网商贷 repayments, one refund and one failed repayment. A seasonal worker has two years with strong and weak months. Reading a specimen gives back its movements.
"""

from hejie.statements.specimens.households import (
    EMPLOYEE,
    SEASONAL_WORKER,
    SOLE_TRADER,
    Household,
    Movement,
    movements,
)
from hejie.statements.specimens.printing import alipay, locked, wechat_csv, wechat_xlsx

__all__ = [
    "EMPLOYEE",
    "SEASONAL_WORKER",
    "SOLE_TRADER",
    "Household",
    "Movement",
    "alipay",
    "locked",
    "movements",
    "wechat_csv",
    "wechat_xlsx",
]
