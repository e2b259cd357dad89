"""Two sides and one claim: what every package is worth to each, and the frontier between them.

>>> len(MIDDLE), MIDDLE.package(0), MIDDLE.package(56_159)
(56160, (6, 0, 0, 0, 0, 0), (60, 24, 100, 50, 6, 20))
"""

from hejie.plans.bargain.deal import Deal, deal, frontier, of_worth
from hejie.plans.bargain.stakes import COARSE, FULL, MIDDLE, Grid, Stakes
from hejie.plans.bargain.worth import Packages, packages, worth

__all__ = [
    "COARSE",
    "FULL",
    "MIDDLE",
    "Deal",
    "Grid",
    "Packages",
    "Stakes",
    "deal",
    "frontier",
    "of_worth",
    "packages",
    "worth",
]
