"""Keeping an agreement: the lender's duties, payments from a sheet, breach and cure, changes of life, calls and the end."""
