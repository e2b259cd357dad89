"""Reads about agreements: what follows from a step, how one stands, what its pages and documents show."""

from hejie_platform.agreements.facts import consequences
from hejie_platform.agreements.facts.paper import seen_hash
from hejie_platform.agreements.queries.reading import serious_risks
from hejie_platform.agreements.queries.verifying import root_certificate, verify
from hejie_platform.agreements.signing.verification import Verdict

__all__ = ["Verdict", "consequences", "root_certificate", "seen_hash", "serious_risks", "verify"]
