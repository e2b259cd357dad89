"""A creditor without a desk here: the operator writes to it and records what it answers; the borrower sees everything."""
