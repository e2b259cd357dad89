"""Rows of a mediation -> values of the engine, and what they say for or against a step."""
