"""Counting without a database: what happened becomes figures, and small figures are kept back."""
