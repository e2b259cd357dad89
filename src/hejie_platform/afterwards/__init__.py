"""When it ends without an agreement: the borrower's own plan, the routes that remain, the court pack."""
