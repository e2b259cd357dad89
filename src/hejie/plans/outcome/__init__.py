"""What a plan is worth to its lender, and many plans at once by closed forms.

>>> Economics(recovery=0.4, delay_months=12).outside(1_000_000).best
'court'
"""

from hejie.plans.outcome.economics import Economics, Outside
from hejie.plans.outcome.screen import AXES, Choice, Screened, few, screen
from hejie.plans.outcome.value import value

__all__ = ["AXES", "Choice", "Economics", "Outside", "Screened", "few", "screen", "value"]
