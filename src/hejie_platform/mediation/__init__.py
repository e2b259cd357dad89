"""A neutral's help: the roster, the sealed rooms, sessions and minutes, proposals, the mediated file."""
