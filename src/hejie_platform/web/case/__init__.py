"""The borrower's own case: where it stands, whose turn it is, what happened, and the ways out."""
