"""Trying one's chances before applying, and what each lender has published. Public; nothing is kept."""
