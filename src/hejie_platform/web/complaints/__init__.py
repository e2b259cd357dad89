"""Complaints about anyone: telling one, following it, the desk that answers."""
