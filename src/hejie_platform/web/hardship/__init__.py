"""The standard statement of income and spending: one's own page, and what each lender is given of it until when."""
