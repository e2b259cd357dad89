"""A lender's hardship policy as data: read, compared, cited, and held against the law."""
