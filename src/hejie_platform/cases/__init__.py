"""Case, Negotiation, Mediation, who is in them, their clocks, and how a step is taken."""
