"""Figures: for the desk, for authorities and auditors, for each lender its own card, and for everybody."""
