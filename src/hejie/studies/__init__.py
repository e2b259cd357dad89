"""Seeded populations and experiments: they call the functions that the platform calls, and say how sure they are."""
