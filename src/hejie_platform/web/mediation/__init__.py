"""Mediation's own pages: asking and consenting, choosing, ties and objections, the desks of the neutrals, rosters."""
