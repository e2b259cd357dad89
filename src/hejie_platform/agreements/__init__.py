"""Documents, signatures, obligations and payments."""
