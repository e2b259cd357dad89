"""Counts and cohorts with small-number suppression, each computed from what was recorded."""
