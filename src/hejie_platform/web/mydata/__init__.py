"""One's own data: see it, take a copy, have it corrected, be forgotten, see who looked; and the desk's part."""
