"""Rows of agreements -> values of the engine, and what stands for or against a step, for every machine."""

from hejie_platform.agreements.facts.consequences import consequences
from hejie_platform.agreements.facts.step_facts import facts_for, pending_terms

__all__ = ["consequences", "facts_for", "pending_terms"]
