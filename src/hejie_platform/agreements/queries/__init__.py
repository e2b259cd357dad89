"""Reads about agreements: what follows from a step, how one stands, what its pages and documents show."""

from hejie_platform.agreements.facts import consequences

__all__ = ["consequences"]
