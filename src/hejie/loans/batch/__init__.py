"""Many loans at once: the arithmetic of `loans.schedule` over columns, equal to it to the cent, block by block.

Opened only by who needs it (`from hejie.loans import batch`), because it stands on numpy.
"""

from hejie.loans.batch.block import Block
from hejie.loans.batch.columns import Columns
from hejie.loans.batch.rates import level_rates
from hejie.loans.batch.schedules import BLOCK, METHODS, schedules, terms_of

__all__ = ["BLOCK", "METHODS", "Block", "Columns", "level_rates", "schedules", "terms_of"]
