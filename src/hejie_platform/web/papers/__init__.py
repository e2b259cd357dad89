"""Papers around an agreement: the way to the court, the mediated file, a change, agreements that wait, the clearance letter."""
