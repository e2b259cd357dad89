"""The talks of the borrower's side with one lender: figures, plans, offers, messages. The desk shares its parts."""
