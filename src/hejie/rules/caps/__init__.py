"""How dear a loan may be: the limits by lender, channel and day, what a loan costs, and many plans at once."""
