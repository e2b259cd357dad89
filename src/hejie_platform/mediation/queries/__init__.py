"""Reads about mediation: where one stands, the desks of the neutrals, rosters."""
